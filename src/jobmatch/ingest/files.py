"""What a file is, and its text: kind by content and name, encoding, and bounds against size bombs."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from jobmatch.domain import BadInput

MIB = 1 << 20
MAX_BYTES = 512 * MIB  # of a file as unpacked
CHUNK_BYTES = MIB
ENCODINGS = ("utf-8-sig", "gb18030")


class Kind(StrEnum):
    """The families of files that rows can be read from."""

    CSV = "csv"
    JSON_LINES = "jsonl"
    EXCEL = "excel"


SUFFIXES = {
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".txt": Kind.CSV,
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
    ".xls": Kind.EXCEL,
    ".xlsx": Kind.EXCEL,
    ".xlsm": Kind.EXCEL,
}
MAGIC = (
    (b"\xd0\xcf\x11\xe0", "an Excel workbook (.xls)"),
    (b"PK\x03\x04", "an Excel workbook (.xlsx) or another zip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"Rar!", "a RAR archive"),
)
EXCEL_MAGIC = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04")
UNREADABLE_GZIP = (EOFError, gzip.BadGzipFile, zlib.error)


@dataclass(frozen=True, slots=True)
class Source:
    """A file whose kind is known; packed means gzip."""

    path: Path
    kind: Kind
    packed: bool


def identify(path: Path, max_bytes: int = MAX_BYTES) -> Source:
    """Tell what a file is. Raises BadInput when it is absent, empty, too large or not what its name says."""
    if not path.is_file():
        raise BadInput(f"{path}: there is no such file")
    if path.stat().st_size > max_bytes:
        raise BadInput(f"{path}: the file has more than {max_bytes / MIB:g} MiB; split it")
    packed = path.suffix.lower() == ".gz"
    suffix = Path(path.stem).suffix.lower() if packed else path.suffix.lower()
    kind = SUFFIXES.get(suffix)
    if kind is None or (packed and kind is Kind.EXCEL):
        raise BadInput(f"{path}: expected a name ending in {', '.join(SUFFIXES)}, or .csv.gz or .jsonl.gz")
    source = Source(path, kind, packed)
    _check_content(source, _first_bytes(source))
    return source


def _first_bytes(source: Source) -> bytes:
    try:
        with _opened(source) as stream:
            return stream.read(512)
    except UNREADABLE_GZIP as error:
        raise BadInput(f"{source.path}: expected gzip data, and it is not or is cut off") from error


def _check_content(source: Source, head: bytes) -> None:
    if not head.strip():
        raise BadInput(f"{source.path}: the file is empty; expected a header and at least one row")
    looks = next((name for magic, name in MAGIC if head.startswith(magic)), None)
    if source.kind is Kind.EXCEL:
        if not head.startswith(EXCEL_MAGIC):
            found = looks or ("a web page" if b"<html" in head.lower() else "text or something else")
            raise BadInput(f"{source.path}: expected an Excel workbook, but it holds {found}; save it as .xlsx")
    elif looks:
        raise BadInput(f"{source.path}: expected text ({source.kind.value}), but it holds {looks}")


def _opened(source: Source) -> BinaryIO:
    return cast(BinaryIO, gzip.open(source.path, "rb")) if source.packed else source.path.open("rb")


@contextmanager
def open_text(source: Source, max_bytes: int = MAX_BYTES) -> Iterator[TextIO]:
    """Open the text of a file, line ends untouched; it is known to decode to the end before a line is handed out."""
    encoding = encoding_of(source, max_bytes)
    with _opened(source) as stream, io.TextIOWrapper(stream, encoding=encoding, newline="") as text:
        yield text


def encoding_of(source: Source, max_bytes: int = MAX_BYTES) -> str:
    """The encoding that decodes the whole file: UTF-16 by its mark, else UTF-8, else GB18030."""
    if _first_bytes(source).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates: tuple[str, ...] = ("utf-16",)
    else:
        candidates = ENCODINGS
    for encoding in candidates:
        if _decodes(source, encoding, max_bytes):
            return encoding
    raise BadInput(f"{source.path}: expected text in UTF-8 or GB18030 (GBK), and it is neither")


def _decodes(source: Source, encoding: str, max_bytes: int) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(source, max_bytes):
            if "\0" in decoder.decode(chunk):
                raise BadInput(f"{source.path}: expected text ({source.kind.value}), but it holds binary data")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(source: Source, max_bytes: int) -> Iterator[bytes]:
    seen = 0
    try:
        with _opened(source) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                seen += len(chunk)
                if seen > max_bytes:
                    raise BadInput(f"{source.path}: unpacked it has more than {max_bytes / MIB:g} MiB; split it")
                yield chunk
    except UNREADABLE_GZIP as error:
        raise BadInput(f"{source.path}: the gzip data is damaged or cut off") from error
