"""What only prefers must never be taken for a demand: marked clauses against the spans of the reading."""

from __future__ import annotations

from typing import NamedTuple

from jobmatch.domain import Demand, SkillsAsked, Span, Strength
from jobmatch.evaluate.gold import Label, Quote, occurrences
from jobmatch.evaluate.sources import Received
from jobmatch.requirements import Reading

MOST_OF_A_SPAN = 0.5


class Preferences(NamedTuple):
    """Counts of marked clauses: all, those that some preferred demand was read from, those taken for a demand."""

    spans: int = 0
    found: int = 0
    as_required: int = 0

    def plus(self, other: Preferences) -> Preferences:
        """The counts of both."""
        return Preferences(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def taken_as_required(quote: Quote, received: Received, reading: Reading) -> list[Demand]:
    """The required demands of which more than half stands within a clause that only prefers; skills bind nobody."""
    places = occurrences(quote, received)
    return [
        demand
        for demand in reading.demands
        if demand.strength is Strength.REQUIRED
        and not isinstance(demand.asked, SkillsAsked)
        and any(_within(demand.span, place) > MOST_OF_A_SPAN for place in places)
    ]


def preferences(label: Label, received: Received, reading: Reading) -> Preferences:
    """The counts of one posting."""
    if "preferred" in label.labels.get("doubt", ()):
        return Preferences()
    quotes = label.labels.get("preferred", ())
    return Preferences(
        spans=len(quotes),
        found=sum(_is_found(quote, received, reading) for quote in quotes),
        as_required=sum(bool(taken_as_required(quote, received, reading)) for quote in quotes),
    )


def _is_found(quote: Quote, received: Received, reading: Reading) -> bool:
    preferred = [demand.span for demand in reading.demands if demand.strength is Strength.PREFERRED]
    return any(_within(span, place) > 0 for span in preferred for place in occurrences(quote, received))


def _within(span: Span, place: tuple[str, int, int]) -> float:
    """The share of a span that lies in a place.

    >>> _within(Span("text", 4, 8, "三年经验"), ("text", 0, 6)), _within(Span("title", 0, 2, "护士"), ("text", 0, 6))
    (0.5, 0.0)
    """
    name, start, end = place
    if span.field != name or span.end <= span.start:
        return 0.0
    return max(0, min(span.end, end) - max(span.start, start)) / (span.end - span.start)
