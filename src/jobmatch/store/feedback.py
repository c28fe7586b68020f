"""What came back of pushes: events, kept for good and never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, bindparam, select

from jobmatch.domain import BadInput, Feedback, FeedbackKind
from jobmatch.store import schema
from jobmatch.store.bulk import Outcome, Record, insert_into, rows_where
from jobmatch.store.database import Unit
from jobmatch.store.revisions import bump
from jobmatch.store.schema import feedback as table
from jobmatch.store.seal import KeyRing, Place


def put_feedback(unit: Unit, events: Sequence[Feedback], now: datetime) -> Outcome:
    """Add events; one whose event_id is known already changes nothing.

    Raises BadInput for a student or posting nobody knows and for a time without a zone, and then puts none.
    """
    by_id: dict[str, Feedback] = {}
    for event in events:
        by_id.setdefault(event.event_id, event)
    known = {row.event_id for row in rows_where(unit, table.c.event_id, list(by_id), (table.c.event_id,))}
    news = [event for event in by_id.values() if event.event_id not in known]
    _check(unit, news)
    if news:
        unit.connection.execute(insert_into(unit, table), [_record(unit.keys, event, now) for event in news])
        bump(unit)
    return Outcome(added=len(news), unchanged=len(known))


def all_feedback(unit: Unit) -> list[Feedback]:
    """Every event, by time and then event id; times come back in UTC."""
    ordered = select(table).order_by(table.c.at, table.c.event_id)
    return [_event(unit.keys, row) for row in unit.connection.execute(ordered)]


def rekey_feedback(unit: Unit, ring: KeyRing) -> int:
    """Seal every reason again under another ring; returns how many."""
    given = select(table.c.event_id, table.c.reason).where(table.c.reason.is_not(None))
    changes = [
        {"event": row.event_id, "sealed": ring.seal(unit.keys.open(row.reason, place), place)}
        for row in unit.connection.execute(given)
        for place in (_place(row.event_id),)
    ]
    if changes:
        update = table.update().where(table.c.event_id == bindparam("event")).values(reason=bindparam("sealed"))
        unit.connection.execute(update, changes)
    return len(changes)


def _check(unit: Unit, events: Sequence[Feedback]) -> None:
    students = _known(unit, schema.student, {event.student_id for event in events})
    postings = _known(unit, schema.posting, {event.posting_id for event in events})
    for event in events:
        if event.student_id not in students:
            raise BadInput(f"feedback {event.event_id}: student_id {event.student_id!r} is no known student")
        if event.posting_id not in postings:
            raise BadInput(f"feedback {event.event_id}: posting_id {event.posting_id!r} is no known posting")
        if event.at.tzinfo is None:
            raise BadInput(f"feedback {event.event_id}: at {event.at} has no time zone; expected one, such as +08:00")


def _known(unit: Unit, of: Table, ids: set[str]) -> set[str]:
    return {row.id for row in rows_where(unit, of.c.id, sorted(ids), (of.c.id,))}


def _record(keys: KeyRing, event: Feedback, now: datetime) -> Record:
    return {
        "event_id": event.event_id,
        "student": event.student_id,
        "posting": event.posting_id,
        "kind": event.kind,
        "at": event.at,
        "reason": keys.seal(event.reason.encode(), _place(event.event_id)) if event.reason else None,
        "recorded_at": now,
    }


def _event(keys: KeyRing, row: Row[Any]) -> Feedback:
    return Feedback(
        event_id=row.event_id,
        student_id=row.student,
        posting_id=row.posting,
        kind=FeedbackKind(row.kind),
        at=row.at,
        reason="" if row.reason is None else keys.open(row.reason, _place(row.event_id)).decode(),
    )


def _place(event_id: str) -> Place:
    return Place(table.name, "reason", event_id)
