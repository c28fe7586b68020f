"""Excel workbooks as sheets of text rows, read by a process of its own (see excel_process)."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jobmatch.domain import BadInput
from jobmatch.ingest import excel_process
from jobmatch.ingest.files import MIB
from jobmatch.ingest.rows import Line

GONE = (
    "its reader gave up: it is damaged, or a stray cell far out makes it need more than "
    f"{excel_process.MEMORY_BYTES >> 30} GiB of memory"
)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The names of all sheets, and those that are not blank; a sheet must be used before the next is asked for."""

    names: list[str]
    sheets: Iterator[tuple[str, Iterator[Line]]]


@contextmanager
def open_workbook(path: Path, max_bytes: int, rows_a_sheet: int = 0) -> Iterator[Workbook]:
    """Open a workbook, of each sheet at most so many rows (0: all).

    Raises BadInput, then or later, when it is damaged, locked by a password or a bomb.
    """
    _check_size(path, max_bytes)
    command = [sys.executable, "-I", excel_process.__file__, str(path.resolve()), str(rows_a_sheet)]
    with subprocess.Popen(  # noqa: S603 - our own program, and a path is no option: it is absolute
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as reader:
        try:
            messages = _messages(path, reader)
            names: list[str] = next(messages)
            yield Workbook(names, _sheets(names, messages))
        finally:
            reader.kill()


def _messages(path: Path, reader: subprocess.Popen[str]) -> Iterator[Any]:
    """What the reader says, in its order; a word cut off or a bad end means that it died."""
    for line in reader.stdout or ():
        try:
            message = json.loads(line)
        except ValueError:
            break
        if isinstance(message, dict):
            raise BadInput(f"{path}: expected an Excel workbook, but {message['refused']}")
        yield message
    if reader.wait() != 0:
        raise BadInput(f"{path}: expected an Excel workbook, but {GONE}")


def _sheets(names: list[str], messages: Iterator[Any]) -> Iterator[tuple[str, Iterator[Line]]]:
    for number, rows in itertools.groupby(messages, key=lambda message: message[0]):
        yield names[number], ((line, cells) for _, line, cells in rows)


def _check_size(path: Path, max_bytes: int) -> None:
    """Refuse an archive that says itself that it unpacks too large."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):  # an .xls, or damaged: the reader will tell
        return
    if unpacked > max_bytes:
        raise BadInput(f"{path}: unpacked it has more than {max_bytes / MIB:g} MiB; split it")
