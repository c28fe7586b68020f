"""What was imported, and the rows that were refused."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from jobmatch.store.bulk import Record
from jobmatch.store.codec import Codec, to_json
from jobmatch.store.database import Unit
from jobmatch.store.schema import ingest_log, rejected_row
from jobmatch.store.seal import KeyRing, Place


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One refused row: its place (file or sheet) and line, the field at fault, what stood in it and why not."""

    place: str
    line: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ingest:
    """One import of one file."""

    ingest_id: int
    source: str
    file_sha256: str
    counts: Mapping[str, int]
    at: datetime


_REJECTED: Codec[RejectedRow] = Codec(RejectedRow)


def log_ingest(
    unit: Unit,
    source: str,
    file_sha256: str,
    counts: Mapping[str, int],
    rejected: Sequence[RejectedRow],
    now: datetime,
) -> int:
    """Note an import and its refused rows (values and reasons sealed); returns its id."""
    noted = ingest_log.insert().values(source=source, file_sha256=file_sha256, counts=to_json(dict(counts)), at=now)
    ingest: int = unit.connection.execute(noted.returning(ingest_log.c.id)).scalar_one()
    records: list[Record] = [
        {
            "ingest": ingest,
            "ordinal": ordinal,
            "place": refused.place,
            "line": refused.line,
            "field": refused.field,
            "detail": unit.keys.seal(_REJECTED.encode(refused).encode(), _place(ingest, ordinal)),
        }
        for ordinal, refused in enumerate(rejected)
    ]
    if records:
        unit.connection.execute(rejected_row.insert(), records)
    return ingest


def all_ingests(unit: Unit) -> list[Ingest]:
    """Every import, oldest first."""
    rows = unit.connection.execute(select(ingest_log).order_by(ingest_log.c.id))
    return [Ingest(row.id, row.source, row.file_sha256, json.loads(row.counts), row.at) for row in rows]


def rejected_of(unit: Unit, ingest: int) -> list[RejectedRow]:
    """The refused rows of one import, in the order they were noted."""
    rows = select(rejected_row).where(rejected_row.c.ingest == ingest).order_by(rejected_row.c.ordinal)
    return [
        _REJECTED.decode(unit.keys.open(row.detail, _place(row.ingest, row.ordinal)))
        for row in unit.connection.execute(rows)
    ]


def rekey_rejected(unit: Unit, ring: KeyRing) -> int:
    """Seal every refused row again under another ring; returns how many."""
    changes = [
        {"of": row.ingest, "number": row.ordinal, "sealed": ring.seal(unit.keys.open(row.detail, place), place)}
        for row in unit.connection.execute(select(rejected_row))
        for place in (_place(row.ingest, row.ordinal),)
    ]
    if changes:
        same = (rejected_row.c.ingest == bindparam("of"), rejected_row.c.ordinal == bindparam("number"))
        unit.connection.execute(rejected_row.update().where(*same).values(detail=bindparam("sealed")), changes)
    return len(changes)


def _place(ingest: int, ordinal: int) -> Place:
    return Place(rejected_row.name, "detail", f"{ingest}:{ordinal}")
