"""Which answer each token gave: a token gives one, and the same one again is harmless."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from jobmatch.domain import Conflict
from jobmatch.store.bulk import insert_into
from jobmatch.store.database import Unit
from jobmatch.store.schema import used_token as table


def use_token(unit: Unit, token_digest: str, event_id: str, now: datetime) -> None:
    """Note that a token gave an answer; raises Conflict where it gave another one already."""
    record = {"digest": token_digest, "event_id": event_id, "used_at": now}
    unit.connection.execute(insert_into(unit, table).on_conflict_do_nothing().values(record))
    first = unit.connection.scalar(select(table.c.event_id).where(table.c.digest == token_digest))
    if first != event_id:
        raise Conflict("this token was used for another answer already")
