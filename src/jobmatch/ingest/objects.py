"""JSON Lines: one object a line, its keys taken as headers."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator

from jobmatch.domain import BadInput
from jobmatch.ingest.excel_process import as_written
from jobmatch.ingest.files import Source, open_text
from jobmatch.ingest.headers import Layout, plain
from jobmatch.ingest.rows import Aside, Row, clean

HEAD_OBJECTS = 100  # records may leave keys out, so the keys of several are taken together


def object_keys(source: Source, max_bytes: int) -> list[str]:
    """The keys of the first records together. Raises BadInput when the first line is not an object."""
    with open_text(source, max_bytes) as text:
        filled = (line for line in text if line.strip())
        objects = [_parsed(line) for line in itertools.islice(filled, HEAD_OBJECTS)]
    if not objects or objects[0] is None:
        raise BadInput(f"{source.path}: expected one JSON object a line, and the first line is none")
    return list(dict.fromkeys(key for record in objects if record for key in record))


def read_objects(source: Source, layout: Layout, max_bytes: int) -> Iterator[Row | Aside]:
    """The records of a JSON Lines file; a line that is no object is set aside."""
    keys = object_keys(source, max_bytes)
    if lacking := layout.lacking(map(plain, keys)):
        raise BadInput(f"{source.path}: missing {'、'.join(lacking)}; the records have {'、'.join(keys)[:300]}")
    with open_text(source, max_bytes) as text:
        for number, line in enumerate(text, start=1):
            if not line.strip():
                continue
            record = _parsed(line)
            if record is None:
                yield Aside(source.path.name, number, line.strip()[:120], "expected one JSON object on the line")
            else:
                cells = {plain(key): clean(as_written(value)).strip() for key, value in record.items()}
                yield Row(str(source.path), "", number, cells)


def _parsed(line: str) -> dict[str, object] | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None
