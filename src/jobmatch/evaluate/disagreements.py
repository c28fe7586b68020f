"""Where a reading and a label differ, posting by posting, for those who mend the reader."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jobmatch.durable import written_whole
from jobmatch.evaluate.field import Field, compare
from jobmatch.evaluate.gold import Label
from jobmatch.evaluate.pairs import Judged
from jobmatch.evaluate.preferred import taken_as_required
from jobmatch.evaluate.sources import Received
from jobmatch.requirements import Reading


@dataclass(frozen=True, slots=True)
class Scored:
    """One label beside what the reader made of the row; unreadable where the reader gave up on it."""

    label: Label
    received: Received
    reading: Reading
    unreadable: bool = False


def write_disagreements(
    path: Path, fields: Sequence[Field], scored: Sequence[Scored], judged: Sequence[Judged]
) -> None:
    """Write one JSON object a line: row, field, what the label says, what was found, and the words it was read from."""
    lines = [error for one in scored for error in (*_fields(fields, one), *_preferences(one))]
    lines += [error for one in judged for error in _pair(one)]
    with written_whole(path) as beside:
        beside.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def _fields(fields: Sequence[Field], one: Scored) -> Iterator[dict[str, Any]]:
    for field in fields:
        tally = compare(field, one.label.labels, one.reading)
        if tally is not None and not tally.flawless:
            yield {
                "source": one.label.source,
                "row": one.label.row,
                "field": field.name,
                "gold": [_said(item) for item in field.gold(one.label.labels)],
                "found": [_said(item) for item in dict.fromkeys(field.found(one.reading))],
                "quote": [d.span.quote for d in one.reading.demands if isinstance(d.asked, field.kinds)],
            }


def _said(item: object) -> str:
    if isinstance(item, frozenset):
        return "/".join(sorted(map(_said, item)))
    return str(getattr(item, "name", item))


def _preferences(one: Scored) -> Iterator[dict[str, Any]]:
    if "preferred" in one.label.labels.get("doubt", ()):
        return
    for quote in one.label.labels.get("preferred", ()):
        if taken := taken_as_required(quote, one.received, one.reading):
            yield {
                "source": one.label.source,
                "row": one.label.row,
                "field": "preferred_as_required",
                "gold": [quote],
                "found": [str(demand.asked) for demand in taken],
                "quote": [demand.span.quote for demand in taken],
            }


def _pair(one: Judged) -> Iterator[dict[str, Any]]:
    if one.verdict is one.pair.verdict:
        return
    decisive = [finding for finding in one.findings if finding.verdict is one.verdict]
    yield {
        "source": one.pair.source,
        "row": one.pair.row,
        "field": "pair",
        "student": one.pair.student,
        "gold": [one.pair.verdict.label, *(f"{rule} {said.label}" for rule, said in one.pair.rules.items())],
        "found": [one.verdict.label, *(finding.reason for finding in decisive)],
        "quote": [finding.quote for finding in decisive if finding.quote],
    }
