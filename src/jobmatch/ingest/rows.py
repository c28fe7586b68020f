"""What reading a table yields: records with their place, and what was set aside with the reason."""

from __future__ import annotations

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


def is_rounded(text: str) -> bool:
    """Whether a spreadsheet has turned a long number into a rounded one, its last digits lost.

    >>> is_rounded("2.02601E+17"), is_rounded("202601")
    (True, False)
    """
    return ROUNDED.fullmatch(text) is not None
