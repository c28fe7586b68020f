"""What reading a table yields: records with their place, and what was set aside with the reason."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

ROUNDED = re.compile(r"\d(\.\d+)?E\+\d+", re.I)
Line = tuple[int, list[str]]  # the number a person sees, and the cells


@dataclass(frozen=True, slots=True)
class Row:
    """One record; line counts from 1 as an editor or Excel shows it; cells are keyed by plain header."""

    file: str
    sheet: str  # empty where the file has no sheets
    line: int
    cells: dict[str, str]

    @property
    def place(self) -> str:
        """The sheet, or the file's name where it has no sheets."""
        return self.sheet or Path(self.file).name


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that is no record, or a whole sheet (line 0), with the reason why it was left out."""

    place: str
    line: int
    text: str
    reason: str


def as_written(cell: object) -> str:
    """A cell as a person wrote it: whole numbers without a point, dates in ISO form, lists joined by 、.

    >>> as_written(2.0), as_written(0.1 + 0.2), as_written(2026010101.0)
    ('2', '0.3', '2026010101')
    >>> as_written(dt.datetime(2026, 7, 1)), as_written(True), as_written(["a", "b"]), as_written(None)
    ('2026-07-01', 'TRUE', 'a、b', '')
    """
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).upper()  # as Excel shows it
        case float():
            return f"{cell:.15g}"  # the digits that Excel itself keeps
        case dt.datetime() if cell.time() == dt.time():
            return cell.date().isoformat()
        case dt.datetime():
            return cell.isoformat(sep=" ")
        case list():
            return "、".join(as_written(part) for part in cell)
        case _:
            return str(cell).strip()


def is_rounded(text: str) -> bool:
    """Whether a spreadsheet has turned a long number into a rounded one, its last digits lost.

    >>> is_rounded("2.02601E+17"), is_rounded("202601")
    (True, False)
    """
    return ROUNDED.fullmatch(text) is not None
