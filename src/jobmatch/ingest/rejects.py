"""Rows that were turned away, and the file in which a person finds them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from jobmatch.domain import BadInput
from jobmatch.durable import written_whole
from jobmatch.ingest.rows import Row
from jobmatch.store import RejectedRow

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = ("row", "field", "value", "reason")


class WrongField(BadInput):
    """A field of one row cannot be used; the row is rejected and the others go on."""

    def __init__(self, field: str, expected: str) -> None:
        super().__init__(f"{field}: {expected}")
        self.field = field
        self.expected = expected


def refused(row: Row, received: Mapping[str, str], wrong: WrongField) -> RejectedRow:
    """The row, turned away for what stands in the wrong field."""
    return RejectedRow(row.place, row.line, wrong.field, received.get(wrong.field, ""), wrong.expected)


def write_rejects(folder: Path, source: str, now: datetime, rejected: Sequence[RejectedRow]) -> Path | None:
    """Write ``rejects-<source>-<time>.csv`` whole or not at all; None where nothing was rejected."""
    if not rejected:
        return None
    path = _free_name(folder, f"rejects-{source}-{now:%Y%m%dT%H%M%S}")
    with (
        written_whole(path, mode=0o600) as beside,  # the values may be anyone's
        beside.open("w", encoding="utf-8-sig", newline="") as stream,  # Excel needs the mark to see UTF-8
    ):
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows([guarded(cell) for cell in (_row(r), r.field, r.value, r.reason)] for r in rejected)
    return path


def _row(rejected: RejectedRow) -> str:
    return f"{rejected.place}!{rejected.line}" if rejected.line else rejected.place


def _free_name(folder: Path, stem: str) -> Path:
    """A name not taken yet: two files of one source may be read within one second."""
    names = (folder / f"{stem}{suffix}.csv" for suffix in ["", *(f"-{n}" for n in range(2, 10_000))])
    return next(path for path in names if not path.exists())


def guarded(cell: str) -> str:
    """A cell that a spreadsheet will show and not run.

    >>> guarded("=1+1"), guarded("护士")
    ("'=1+1", '护士')
    """
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
