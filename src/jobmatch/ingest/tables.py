"""Rows of a table with their place in the file, from CSV, Excel and JSON Lines alike."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jobmatch.domain import BadInput
from jobmatch.ingest.files import MAX_BYTES, MIB, Kind, Source, identify, open_text
from jobmatch.ingest.headers import HEADER_ROWS, Header, Layout, aside_reason, duplicates, nearest_header
from jobmatch.ingest.objects import object_keys, read_objects
from jobmatch.ingest.rows import Aside, Line, Row, clean
from jobmatch.ingest.workbooks import open_workbook

DELIMITERS = (",", "\t", ";", "；")
HEAD_CHARS = 65_536
LONGEST_CELL = 16 * MIB  # a cell too long for its field rejects its row; the reader's own limit would end the file
csv.field_size_limit(LONGEST_CELL)


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, or a whole CSV file, split into the rows that may hold the header and those below."""

    file: str
    sheet: str
    top: list[Line]
    rest: Iterator[Line]

    @property
    def place(self) -> str:
        return self.sheet or Path(self.file).name

    @property
    def name(self) -> str:
        return f"{self.file}, sheet {self.sheet}" if self.sheet else self.file


def read_rows(path: Path, layout: Layout, max_bytes: int = MAX_BYTES) -> Iterator[Row | Aside]:
    """The records of a file in its own order; BadInput where the file as a whole cannot be used."""
    source = identify(path, max_bytes)
    match source.kind:
        case Kind.CSV:
            yield from _delimited_rows(source, layout, max_bytes)
        case Kind.JSON_LINES:
            yield from read_objects(source, layout, max_bytes)
        case Kind.EXCEL:
            yield from _workbook_rows(source, layout, max_bytes)


def top_rows(path: Path, max_bytes: int = MAX_BYTES) -> list[list[str]]:
    """Every row of a file that might be its header, cut at each delimiter; JSON keys count as one row."""
    source = identify(path, max_bytes)
    match source.kind:
        case Kind.CSV:
            head = _head(source, max_bytes)
            return [cells for delimiter in DELIMITERS for cells in _cut(head, delimiter)]
        case Kind.JSON_LINES:
            return [object_keys(source, max_bytes)]
        case Kind.EXCEL:
            with open_workbook(path, max_bytes, HEADER_ROWS) as book:
                return [cells for _, lines in book.sheets for _, cells in lines]


def _head(source: Source, max_bytes: int) -> list[str]:
    with open_text(source, max_bytes) as text:
        return text.read(HEAD_CHARS).splitlines(keepends=True)


def _cut(head: Sequence[str], delimiter: str) -> list[list[str]]:
    return list(itertools.islice(csv.reader(head, delimiter=delimiter), HEADER_ROWS))


def _delimiter(head: Sequence[str], layout: Layout) -> str:
    """The delimiter under which the header shows best, and of equals the one that gives the widest rows."""

    def misfit(delimiter: str) -> tuple[int, int]:
        rows = _cut(head, delimiter)
        header = nearest_header(rows, layout)
        return (len(header.lacking) if header else len(layout.required), -max(map(len, rows), default=0))

    return min(DELIMITERS, key=misfit)


def _delimited_rows(source: Source, layout: Layout, max_bytes: int) -> Iterator[Row | Aside]:
    delimiter = _delimiter(_head(source, max_bytes), layout)
    with open_text(source, max_bytes) as text:
        lines = _records(source, text, delimiter)
        grid = Grid(str(source.path), "", list(itertools.islice(lines, HEADER_ROWS)), lines)
        yield from _grid_rows(grid, _header(grid, layout), layout)


def _records(source: Source, text: Iterator[str], delimiter: str) -> Iterator[Line]:
    """Records with the line on which each begins (quoted cells may span lines)."""
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadInput(f"{source.path}: row {line}: a quoted cell is not closed rightly ({error})") from error
        yield line, [cell.strip() for cell in cells]


def _workbook_rows(source: Source, layout: Layout, max_bytes: int) -> Iterator[Row | Aside]:
    """Rows of every sheet that holds the table; sheets that plainly hold something else are set aside."""
    with open_workbook(source.path, max_bytes) as book:
        _check_sheets(source, layout, book.names)
        others: list[Grid] = []
        found = False
        for name, lines in book.sheets:
            if layout.sheets and name not in layout.sheets:
                continue
            grid = Grid(str(source.path), name, list(itertools.islice(lines, HEADER_ROWS)), lines)
            if _is_something_else(grid, layout):
                others.append(grid)
                continue
            found = True
            yield from _grid_rows(grid, _header(grid, layout), layout)
        if not found:
            _header(others[0] if others else Grid(str(source.path), "", [], iter(())), layout)  # says what is missing
        yield from (Aside(grid.place, 0, "", "a sheet without the table's header; not read") for grid in others)


def _check_sheets(source: Source, layout: Layout, present: Sequence[str]) -> None:
    absent = [name for name in layout.sheets if name not in present]
    if absent:
        raise BadInput(f"{source.path}: expected sheet {'、'.join(absent)}; it has {'、'.join(present)}")


def _is_something_else(grid: Grid, layout: Layout) -> bool:
    """Whether a sheet lacks more than half of the required columns: instructions, lists of choices, blank."""
    header = nearest_header([cells for _, cells in grid.top], layout)
    return header is None or 2 * len(header.lacking) > len(layout.required)


def _header(grid: Grid, layout: Layout) -> Header:
    header = nearest_header([cells for _, cells in grid.top], layout)
    if header is None:
        raise BadInput(f"{grid.name}: nothing but blank rows; expected a header and rows")
    if header.lacking:
        found = "、".join(name for name in header.names if name)
        raise BadInput(
            f"{grid.name}: no header in the first {HEADER_ROWS} rows: missing {'、'.join(header.lacking)}; "
            f"the nearest, row {grid.top[header.index][0]}, has {found[:300]}"
        )
    if doubled := duplicates(header, layout):
        raise BadInput(f"{grid.name}: expected each header once, but {'、'.join(doubled)} stands there twice")
    return header


def _grid_rows(grid: Grid, header: Header, layout: Layout) -> Iterator[Row | Aside]:
    for line, written in itertools.chain(grid.top[header.index + 1 :], grid.rest):
        cells = [clean(cell).strip() for cell in written]
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        named = {name: cell for name, cell in zip(header.names, cells, strict=False) if name}
        reason = _overflow(cells, header) or aside_reason(named, layout)
        if reason:
            yield Aside(grid.place, line, " ".join(filled)[:120], reason)
        else:
            yield Row(grid.file, grid.sheet, line, named)


def _overflow(cells: Sequence[str], header: Header) -> str | None:
    """A delimiter inside an unquoted cell shifts the rest; better no record than a shifted one."""
    if any(cells[len(header.names) :]):
        return f"{len(cells)} cells under {len(header.names)} headers; quote cells that hold the delimiter"
    return None
