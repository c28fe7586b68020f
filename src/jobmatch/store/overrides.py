"""Counselors' words about one student and one posting: obeyed from the next night, kept for good."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from jobmatch.domain import BadInput, NotFound, Override, OverrideVerb
from jobmatch.store.bulk import rows_where
from jobmatch.store.database import Unit
from jobmatch.store.revisions import bump
from jobmatch.store.schema import override as table
from jobmatch.store.schema import posting, student
from jobmatch.store.seal import KeyRing, Place


def put_override(unit: Unit, override: Override) -> None:
    """Keep a counselor's word; the one that stood for the pair until now is lifted by it.

    Raises NotFound for a student or posting nobody knows, BadInput where it lacks a reason or a name.
    """
    if not (override.reason.strip() and override.by.strip()):
        raise BadInput("an override needs a reason and the name of who gives it")
    for of, known in ((student, override.student_id), (posting, override.posting_id)):
        if not list(rows_where(unit, of.c.id, [known], (of.c.id,))):
            raise NotFound(f"no {of.name} {known}")
    _lift(unit, override.student_id, override.posting_id, override.by, override.at)
    record = {
        "student": override.student_id,
        "posting": override.posting_id,
        "at": override.at,
        "verb": override.verb,
        "by": override.by,
        "reason": unit.keys.seal(override.reason.encode(), _place(override.student_id, override.posting_id)),
    }
    unit.connection.execute(table.insert().values(record))
    bump(unit)


def lift_override(unit: Unit, student_id: str, posting_id: str, by: str, now: datetime) -> None:
    """Take a counselor's word back; raises NotFound where none stands for the pair."""
    if not _lift(unit, student_id, posting_id, by, now):
        raise NotFound(f"no override stands for student {student_id} and posting {posting_id}")
    bump(unit)


def overrides(unit: Unit, live_only: bool = True) -> list[Override]:
    """The words that stand, or all that were ever given, by student, posting and time."""
    ordered = select(table).order_by(table.c.student, table.c.posting, table.c.at)
    if live_only:
        ordered = ordered.where(table.c.lifted_at.is_(None))
    return [_override(unit.keys, row) for row in unit.connection.execute(ordered)]


def rekey_overrides(unit: Unit, ring: KeyRing) -> int:
    """Seal every reason again under another ring; returns how many."""
    changes = [
        {"s": row.student, "p": row.posting, "t": row.at, "sealed": unit.keys.handed_over(row.reason, place, ring)}
        for row in unit.connection.execute(select(table))
        for place in (_place(row.student, row.posting),)
    ]
    if changes:
        same = (table.c.student == bindparam("s"), table.c.posting == bindparam("p"), table.c.at == bindparam("t"))
        unit.connection.execute(table.update().where(*same).values(reason=bindparam("sealed")), changes)
    return len(changes)


def _lift(unit: Unit, student_id: str, posting_id: str, by: str, now: datetime) -> bool:
    stands = (table.c.student == student_id, table.c.posting == posting_id, table.c.lifted_at.is_(None))
    return unit.connection.execute(table.update().where(*stands).values(lifted_at=now, lifted_by=by)).rowcount > 0


def _override(keys: KeyRing, row: Row[Any]) -> Override:
    return Override(
        student_id=row.student,
        posting_id=row.posting,
        verb=OverrideVerb(row.verb),
        reason=keys.open(row.reason, _place(row.student, row.posting)).decode(),
        by=row.by,
        at=row.at,
        lifted_at=row.lifted_at,
    )


def _place(student_id: str, posting_id: str) -> Place:
    return Place(table.name, "reason", f"{student_id}|{posting_id}")
