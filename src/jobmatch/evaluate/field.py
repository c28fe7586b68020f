"""What one field of the guide is: how a label and a reading become items that can be told right or wrong."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from operator import eq
from typing import Any, NamedTuple

from jobmatch.domain import Asked
from jobmatch.evaluate.figures import share, wilson
from jobmatch.evaluate.guide import Labels
from jobmatch.requirements import Reading

FEWEST = 100  # gold items below which a field counts as not measured


def _nothing(reading: Reading) -> Sequence[Hashable]:
    return ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field; silence on either side is no item.

    right says whether a found item (first) is what the gold item (second) states, covered whether a gold item
    (second) is met by a found one (first); both are equality but for ranges, licences and majors. beside are found
    items that count only where they are right (a clause left unread that quotes what was asked). A doubt about one
    of the keys leaves the posting out. kinds are the clauses whose words explain a disagreement.
    """

    name: str
    gold: Callable[[Labels], Sequence[Hashable]]
    found: Callable[[Reading], Sequence[Hashable]]
    beside: Callable[[Reading], Sequence[Hashable]] = _nothing
    keys: tuple[str, ...] = ()
    right: Callable[[Any, Any], bool] = eq
    covered: Callable[[Any, Any], bool] = eq
    kinds: tuple[type[Asked], ...] = ()

    def in_doubt(self, labels: Labels) -> bool:
        """Whether the reader said that another could answer differently."""
        return not {self.name, *self.keys}.isdisjoint(labels.get("doubt", ()))


class Tally(NamedTuple):
    """Counts over postings: found items and how many of them are right, gold items and how many are covered."""

    right: int = 0
    found: int = 0
    covered: int = 0
    gold: int = 0

    def plus(self, other: Tally) -> Tally:
        """The counts of both."""
        return Tally(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    @property
    def flawless(self) -> bool:
        """Whether nothing was found that is wrong and nothing missed."""
        return self.right == self.found and self.covered == self.gold

    def record(self) -> dict[str, float | int | bool | None]:
        """Precision, recall and n as the command prints them, with 95 % intervals."""
        figures: dict[str, float | int | bool | None] = {
            "precision": share(self.right, self.found),
            "recall": share(self.covered, self.gold),
            "n": self.gold,
            "found": self.found,
        }
        for name, part, whole in (("precision", self.right, self.found), ("recall", self.covered, self.gold)):
            figures[f"{name}_low"], figures[f"{name}_high"] = wilson(part, whole) or (None, None)
        return figures if self.gold >= FEWEST else {**figures, "measured": False}


def compare(field: Field, labels: Labels, reading: Reading) -> Tally | None:
    """The counts of one posting, None where the reader was in doubt."""
    if field.in_doubt(labels):
        return None
    gold, found = list(dict.fromkeys(field.gold(labels))), list(dict.fromkeys(field.found(reading)))
    found += [item for item in field.beside(reading) if any(field.right(item, stated) for stated in gold)]
    return Tally(
        right=sum(any(field.right(item, stated) for stated in gold) for item in found),
        found=len(found),
        covered=sum(any(field.covered(item, stated) for item in found) for stated in gold),
        gold=len(gold),
    )
