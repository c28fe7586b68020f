"""Excel workbooks as grids of text: cells as people wrote them, sheets bounded before they are loaded."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, load_workbook

from jobmatch.domain import BadInput
from jobmatch.ingest.files import CHUNK_BYTES, MIB
from jobmatch.ingest.rows import Line, as_written

MAX_CELLS = 50_000_000  # of a sheet's bounding box, which the reader allocates whole: 24 bytes a cell
CELL_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


def open_workbook(path: Path, max_bytes: int) -> CalamineWorkbook:
    """Open a workbook. Raises BadInput when it is damaged, locked by a password or a bomb."""
    if zipfile.is_zipfile(path):
        _check_archive(path, max_bytes)
    try:
        return load_workbook(str(path))
    except PasswordError as error:
        raise BadInput(f"{path}: the workbook is locked by a password; save it without one") from error
    except CalamineError as error:
        raise BadInput(f"{path}: expected an Excel workbook, and it is damaged or none ({error})") from error


def sheet_lines(path: Path, book: CalamineWorkbook, name: str) -> Iterator[Line]:
    """The rows of one sheet with their numbers as Excel shows them."""
    try:
        sheet: CalamineSheet = book.get_sheet_by_name(name)
    except CalamineError as error:
        raise BadInput(f"{path}: sheet {name} cannot be read ({error})") from error
    first = sheet.start[0] + 1 if sheet.start else 1
    for offset, row in enumerate(sheet.to_python()):
        yield first + offset, [as_written(cell) for cell in row]


def _check_archive(path: Path, max_bytes: int) -> None:
    """Refuse an archive that unpacks too large, is damaged, or has a stray cell far out."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > max_bytes:
                raise BadInput(f"{path}: unpacked it has more than {max_bytes / MIB:g} MiB; split it")
            for member in archive.infolist():
                _check_box(path, archive, member)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadInput(f"{path}: expected an Excel workbook (.xlsx), and the archive is damaged") from error


def _check_box(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Read a member to its end, which checks its size and checksum, and measure the box of its cells."""
    columns, rows, tail = set[bytes](), 0, b""
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK_BYTES):
            places = CELL_PLACE.findall(tail + chunk)
            columns.update(column for column, _ in places)
            rows = max([rows, *(int(row) for _, row in places)])
            tail = chunk[-16:]
    width = max((_column_number(column) for column in columns), default=0)
    if rows * width > MAX_CELLS:
        raise BadInput(f"{path}: {member.filename} spans {rows} rows x {width} columns; delete the stray cells far out")


def _column_number(letters: bytes) -> int:
    """
    >>> _column_number(b"A"), _column_number(b"AA")
    (1, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
