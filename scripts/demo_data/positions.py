"""The official position table of Guangdong 2026, all rows as published, with one invented column."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook

WORKBOOK = "gd_gongwuyuan_2026/附件1：广东省2026年考试录用公务员职位表.xls"
ROWS_BY_SHEET = {
    "县以上机关": 5027,
    "公安": 863,
    "法院": 532,
    "检察院": 261,
    "监狱戒毒": 318,
    "乡镇机关": 2343,
}
SHEET = "工作表"
DEADLINE = "演示截止日期"
FIRST_COLUMN, KEY_COLUMN = "招考单位", "职位代码"
FIRST_DEADLINE, OPEN_DAYS = date(2026, 1, 24), 46  # to 2026-03-10
FIRST_EXPIRED, EXPIRED_DAYS = date(2026, 1, 5), 15  # to 2026-01-19, the day before the pinned night

Row = dict[str, str]


class UnexpectedTable(Exception):
    """The workbook is not the one that these figures were taken from."""


def position_rows(workbook: Path) -> tuple[list[str], list[Row]]:
    """Column names (those of every sheet, in the order met) and one row for each position, in the table's order."""
    book = CalamineWorkbook.from_path(workbook)
    if book.sheet_names != list(ROWS_BY_SHEET):
        raise UnexpectedTable(f"sheets {book.sheet_names}, expected {list(ROWS_BY_SHEET)}")
    rows = [row for sheet in book.sheet_names for row in _sheet_rows(book, sheet)]
    columns = [SHEET, *_column_order(rows), DEADLINE]
    return columns, [row | {DEADLINE: invented_deadline(row[KEY_COLUMN]).isoformat()} for row in rows]


def invented_deadline(position_code: str) -> date:
    """A made-up last day to apply, the same for a code on every run; about 1 % lie before the pinned night.

    >>> invented_deadline("19900072641001") == invented_deadline("19900072641001")
    True
    """
    draw = int.from_bytes(hashlib.sha256(f"deadline:{position_code}".encode()).digest()[:8])
    if draw % 100 == 0:
        return FIRST_EXPIRED + timedelta(days=draw // 100 % EXPIRED_DAYS)
    return FIRST_DEADLINE + timedelta(days=draw // 100 % OPEN_DAYS)


def _sheet_rows(book: CalamineWorkbook, sheet: str) -> Iterator[Row]:
    grid = book.get_sheet_by_name(sheet).to_python()
    head = next(i for i, cells in enumerate(grid) if cells[0] == FIRST_COLUMN)
    names = [_text(cell).replace("\n", "") for cell in grid[head]]
    body = [dict(zip(names, map(_text, cells), strict=True)) for cells in grid[head + 1 :]]
    positions = [row for row in body if row[KEY_COLUMN]]
    if len(positions) != ROWS_BY_SHEET[sheet]:
        raise UnexpectedTable(f"sheet {sheet}: {len(positions)} positions, expected {ROWS_BY_SHEET[sheet]}")
    return ({SHEET: sheet} | row for row in positions)


def _column_order(rows: list[Row]) -> list[str]:
    """The first sheet's columns, with those of later sheets put behind the column they stand after there."""
    order: list[str] = []
    for row in {tuple(row): row for row in rows}.values():
        names = [name for name in row if name != SHEET]
        for before, name in zip([None, *names], names, strict=False):
            if name not in order:
                order.insert(order.index(before) + 1 if before else 0, name)
    return order


def _text(cell: object) -> str:
    """The cell as written; a number that the workbook holds as 2.0 is the 2 that its reader sees."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
