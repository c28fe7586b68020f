"""A number that grows whenever what a night or a query reads has changed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from jobmatch.store.bulk import insert_into
from jobmatch.store.database import Unit
from jobmatch.store.schema import revision as table

_ONLY = 1


def revision(unit: Unit) -> str:
    """What state the records are in: equal for as long as students, postings, pushes and feedback are the same."""
    return str(unit.connection.scalar(select(table.c.number).where(table.c.id == _ONLY)) or 0)


def snapshot_key(unit: Unit, night: date) -> str:
    """What a night reads: the state of the records, and the date that decides which of them are live."""
    return f"{revision(unit)}@{night.isoformat()}"


def bump(unit: Unit) -> None:
    """Note a change; in the same unit as the change itself."""
    first = insert_into(unit, table).values(id=_ONLY, number=1)
    unit.connection.execute(first.on_conflict_do_update(index_elements=["id"], set_={"number": table.c.number + 1}))
