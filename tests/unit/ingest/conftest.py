"""Workbooks for tests, written by hand so that their bytes are known."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)


@pytest.fixture
def write_book() -> Callable[[Path, Mapping[str, Sequence[Sequence[object]]]], Path]:
    return _write_book


@pytest.fixture
def write_raw_book() -> Callable[[Path, Mapping[str, str]], Path]:
    return _write_raw_book


def _write_book(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """An .xlsx of these sheets; None leaves a cell out, numbers stay numbers."""
    return _write_raw_book(path, {name: _rows(rows) for name, rows in sheets.items()})


def _write_raw_book(path: Path, sheets: Mapping[str, str]) -> Path:
    """An .xlsx from the inner XML of each sheet's sheetData."""
    names = list(sheets)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr("_rels/.rels", _links([("officeDocument", "xl/workbook.xml")]))
        entries = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1)
        )
        book.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{entries}</sheets></workbook>'
        )
        targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)]
        book.writestr("xl/_rels/workbook.xml.rels", _links(targets))
        for number, name in enumerate(names, start=1):
            data = f'<worksheet xmlns="{MAIN}"><sheetData>{sheets[name]}</sheetData></worksheet>'
            book.writestr(f"xl/worksheets/sheet{number}.xml", data)
    return path


def _links(targets: Sequence[tuple[str, str]]) -> str:
    parts = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{parts}</Relationships>'


def _rows(rows: Sequence[Sequence[object]]) -> str:
    return "".join(
        f'<row r="{n}">{"".join(_cell(chr(64 + c) + str(n), v) for c, v in enumerate(row, start=1))}</row>'
        for n, row in enumerate(rows, start=1)
    )


def _cell(place: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
