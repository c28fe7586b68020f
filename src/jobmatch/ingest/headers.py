"""Finding the header row among the top rows, and telling records from notes, totals and repeated headers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

HEADER_ROWS = 20  # titles and notes above a header never took more in the tables seen
TOTAL = re.compile(r"(本页)?(合|总|小|共)\s*计|总数|(sub)?total", re.I)
NOTE = re.compile(r"注[:：]|备注|说明|填表|填报|制表|审核|以下空白")


def plain(header: str) -> str:
    """A header as it is compared: full-width forms folded, all white space gone.

    >>> plain("研究生专业\\n名称及代码 （必填）")
    '研究生专业名称及代码(必填)'
    """
    return "".join(unicodedata.normalize("NFKC", header).split())


@dataclass(frozen=True, slots=True)
class Layout:
    """Which headers a table must and may have, in plain form.

    required holds groups of alternatives, one group a column; known holds every header that is read; sheets
    names the sheets to read (empty: all).
    """

    required: tuple[tuple[str, ...], ...]
    known: frozenset[str] = field(default_factory=frozenset)
    sheets: tuple[str, ...] = ()

    def lacking(self, names: Iterable[str]) -> list[str]:
        """The first name of every required column that none of these headers stands for."""
        present = set(names)
        return [group[0] for group in self.required if present.isdisjoint(group)]


@dataclass(frozen=True, slots=True)
class Header:
    """A row as a header, in plain form; lacking names the required columns that it misses."""

    index: int  # among the rows searched
    names: tuple[str, ...]
    lacking: tuple[str, ...]


def nearest_header(rows: Sequence[Sequence[str]], layout: Layout) -> Header | None:
    """The earliest row that misses the fewest required columns; None where every row is blank."""
    plain_rows = [tuple(plain(cell) for cell in row) for row in rows]
    candidates = [
        Header(index, names, tuple(layout.lacking(names))) for index, names in enumerate(plain_rows) if any(names)
    ]
    return min(candidates, key=lambda header: len(header.lacking), default=None)


def duplicates(header: Header, layout: Layout) -> list[str]:
    """Headers that are read and stand there more than once."""
    return sorted({name for name in header.names if name in layout.known and header.names.count(name) > 1})


def aside_reason(cells: Mapping[str, str], layout: Layout) -> str | None:
    """Why a row below the header is no record; None where it is one.

    A total says so in its first cell; a note leaves most required columns blank and says so, or fills one cell.
    """
    filled = {name: cell for name, cell in cells.items() if cell}
    if all(plain(cell) == name for name, cell in filled.items()):
        return "the header repeated, not a record"
    first = next(iter(filled.values()))
    if TOTAL.fullmatch(first):
        return "a total, not a record"
    mostly_blank = 2 * len(layout.lacking(filled)) >= max(1, len(layout.required))
    if mostly_blank and (NOTE.match(first) or (len(filled) == 1 and len(cells) > 2)):
        return "a note, not a record"
    return None
