"""Rows by the thousand: look-ups and upserts that both databases speak."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from jobmatch.store.database import Unit

VALUES_AT_ONCE = 5000  # of an IN list; SQLite takes 32766 parameters a statement
Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What putting a batch did, in distinct rows."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0


def insert_into(unit: Unit, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT of the unit's database, which may say ON CONFLICT."""
    return postgresql.insert(table) if unit.connection.dialect.name == "postgresql" else sqlite.insert(table)


def upsert(
    unit: Unit,
    table: Table,
    records: Sequence[Record],
    kept: Collection[str] = (),
    settled: Mapping[str, ColumnElement[Any]] | None = None,
) -> None:
    """Insert records, or overwrite the rows of the same primary key.

    On overwriting, columns named in kept stay as they are and those in settled take the given expression.
    """
    if not records:
        return
    statement = insert_into(unit, table)
    key = [column.name for column in table.primary_key]
    overwritten: dict[str, Any] = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if column.name not in key and column.name not in kept
    }
    overwritten.update(settled or {})
    unit.connection.execute(statement.on_conflict_do_update(index_elements=key, set_=overwritten), records)


def rows_where(
    unit: Unit,
    key: ColumnElement[str],
    values: Sequence[str],
    columns: Sequence[ColumnElement[Any]],
    *conditions: ColumnElement[bool],
) -> Iterator[Row[Any]]:
    """The given columns of all rows whose key is among values and that meet conditions, in no particular order."""
    for start in range(0, len(values), VALUES_AT_ONCE):
        some = values[start : start + VALUES_AT_ONCE]
        yield from unit.connection.execute(select(*columns).where(key.in_(some), *conditions))


@contextmanager
def collector_paused() -> Iterator[None]:
    """Load many rows without the garbage collector walking over all of them again and again.

    Rows hold no cycles; 40,000 postings took 4.6 s of CPU with the collector and 1.8 s without.
    """
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()
