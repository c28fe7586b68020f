"""Rows into bytes that are the same on every run."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, str]], *, bom: bool = False) -> bytes:
    """A CSV table with CRLF line ends (RFC 4180); bom as spreadsheet programs write it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")


def jsonl_bytes(records: Iterable[Mapping[str, object]]) -> bytes:
    """One JSON object a line, Chinese kept readable, dates in ISO 8601."""
    return "".join(json.dumps(record, ensure_ascii=False, default=str) + "\n" for record in records).encode()


def packed(path: Path, content: bytes) -> bytes:
    """What the file holds: compressed without a time stamp where its name ends in .gz."""
    return gzip.compress(content, 9, mtime=0) if path.suffix == ".gz" else content


def unpacked(path: Path) -> bytes:
    """The content of a file that packed made."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
