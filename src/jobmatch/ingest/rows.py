"""What reading a table yields: records with their place, and what was set aside with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

LINE_ENDS = re.compile(r"\r\n?|\v|\f")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")  # and halves of surrogate pairs
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


def clean(cell: str) -> str:
    """A cell without the control characters that no database keeps; line ends become newlines, tabs stay.

    >>> clean("广\\0州\\r\\n佛山\\x07"), clean("\\ud800护士")
    ('广州\\n佛山', '护士')
    """
    return CONTROL.sub("", LINE_ENDS.sub("\n", cell))


def is_rounded(text: str) -> bool:
    """Whether a spreadsheet has turned a long number into a rounded one, its last digits lost.

    >>> is_rounded("2.02601E+17"), is_rounded("202601")
    (True, False)
    """
    return ROUNDED.fullmatch(text) is not None
