"""What people think of the help itself: nothing kept says who, and no moment says when."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, bindparam, select

from jobmatch.domain import Conflict, Opinion
from jobmatch.store.bulk import Outcome
from jobmatch.store.database import Unit
from jobmatch.store.schema import opinion as table
from jobmatch.store.seal import KeyRing, Place


def put_opinion(unit: Unit, opinion: Opinion) -> Outcome:
    """Add an opinion, or nothing where it is known; raises Conflict where its id is known for another one."""
    record = {
        "opinion_id": opinion.opinion_id,
        "week": opinion.week,
        "stars": opinion.stars,
        "comment": unit.keys.seal(opinion.comment.encode(), _place(opinion.opinion_id)) if opinion.comment else None,
    }
    known = select(table).where(table.c.opinion_id == opinion.opinion_id)
    row = unit.connection.execute(known).one_or_none()
    if row is None:
        unit.connection.execute(table.insert().values(record))
        return Outcome(added=1)
    if _opinion(unit.keys, row) != opinion:
        raise Conflict("an opinion was given with this token already")
    return Outcome(unchanged=1)


def all_opinions(unit: Unit) -> list[Opinion]:
    """Every opinion, by week and then its id."""
    rows = unit.connection.execute(select(table).order_by(table.c.week, table.c.opinion_id))
    return [_opinion(unit.keys, row) for row in rows]


def rekey_opinions(unit: Unit, ring: KeyRing) -> int:
    """Seal every comment again under another ring; returns how many."""
    given = select(table.c.opinion_id, table.c.comment).where(table.c.comment.is_not(None))
    changes = [
        {"of": row.opinion_id, "sealed": unit.keys.handed_over(row.comment, _place(row.opinion_id), ring)}
        for row in unit.connection.execute(given)
    ]
    if changes:
        update = table.update().where(table.c.opinion_id == bindparam("of")).values(comment=bindparam("sealed"))
        unit.connection.execute(update, changes)
    return len(changes)


def _opinion(keys: KeyRing, row: Row[Any]) -> Opinion:
    comment = "" if row.comment is None else keys.open(row.comment, _place(row.opinion_id)).decode()
    return Opinion(row.opinion_id, row.week, row.stars, comment)


def _place(opinion_id: str) -> Place:
    return Place(table.name, "comment", opinion_id)
