"""How far two readers of the same postings agree, field by field."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from jobmatch.evaluate.field import Field
from jobmatch.evaluate.figures import Agreement, agreement, pooled
from jobmatch.evaluate.gold import Label

Both = Sequence[tuple[Label, Label]]


def agreement_record(fields: Sequence[Field], first: Sequence[Label], second: Sequence[Label]) -> dict[str, Any]:
    """Cohen's κ of every field over the postings that both have read, and of all fields together.

    An answer is the set of items that a label comes to, silence one of them. What a reader was in doubt about counts
    too: leaving it out (outside_doubt, what the reader of postings is scored on) would hide where the two differ.
    κ is null where both answered one and the same throughout.
    """
    again = {label.ref: label for label in second}
    both = [(label, again[label.ref]) for label in first if label.ref in again]
    every = {field.name: agreement(_answers(field, both)) for field in fields}
    outside_doubt = [agreement(_answers(field, _undoubted(field, both))) for field in fields]
    return {
        "postings": len(both),
        "overall": _record(pooled(list(every.values()))),
        "outside_doubt": _record(pooled(outside_doubt)),
        "fields": {name: _record(part) for name, part in every.items() if part.n},
    }


def _undoubted(field: Field, both: Both) -> Both:
    return [pair for pair in both if not any(field.in_doubt(label.labels) for label in pair)]


def _answers(field: Field, both: Both) -> list[tuple[Hashable, Hashable]]:
    return [(frozenset(field.gold(one.labels)), frozenset(field.gold(other.labels))) for one, other in both]


def _record(part: Agreement) -> dict[str, float | int | None]:
    return {"kappa": part.kappa, "agree": part.observed, "n": part.n}
