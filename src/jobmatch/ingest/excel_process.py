"""An Excel workbook as lines of JSON on standard output; a program of its own, run by its path.

The reader allocates whatever a damaged or hostile workbook asks for and aborts where it cannot, so it gets a process
that may die. It imports nothing of jobmatch, which keeps its start short. First line: the sheets' names; then
``[sheet number, row number, cells]`` for every row; ``{"refused": why}`` where the workbook cannot be read.
"""

from __future__ import annotations

import datetime as dt
import json
import sys

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, load_workbook

MEMORY_BYTES = 4 << 30


def main(path: str, rows_a_sheet: str) -> None:
    """Print a workbook, of each sheet at most so many rows (0: all)."""
    _limit_memory()
    try:
        _print_book(load_workbook(path), int(rows_a_sheet) or None)
    except PasswordError:
        print(json.dumps({"refused": "it is locked by a password; save it without one"}))
    except CalamineError as error:
        print(json.dumps({"refused": f"it is damaged or none ({error})"}))


def _print_book(book: CalamineWorkbook, rows_a_sheet: int | None) -> None:
    print(json.dumps(book.sheet_names))
    for number, name in enumerate(book.sheet_names):
        sheet = book.get_sheet_by_name(name)
        first = sheet.start[0] + 1 if sheet.start else 1  # rows count as Excel shows them
        for offset, row in enumerate(sheet.to_python(nrows=rows_a_sheet)):
            print(json.dumps([number, first + offset, [as_written(cell) for cell in row]]))


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


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(*sys.argv[1:])
