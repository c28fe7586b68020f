"""What came back of pushes: events, kept for good and never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, or_, select

from jobmatch.domain import BadInput, DismissalReason, Feedback, FeedbackKind, PushState, Source
from jobmatch.store.bulk import Outcome, Record, collector_paused, insert_into, rows_where
from jobmatch.store.database import Unit
from jobmatch.store.placements import place_hired
from jobmatch.store.pushes import OPEN_STATES, PushKey, sent_times
from jobmatch.store.revisions import bump
from jobmatch.store.schema import feedback as table
from jobmatch.store.schema import push
from jobmatch.store.seal import KeyRing, Place

# A delivery report may come days after the push was marked as sent; its place is free from then on.
_ENDS = {FeedbackKind.BOUNCED: PushState.BOUNCED, FeedbackKind.WITHDRAWN: PushState.WITHDRAWN}


@collector_paused()
def put_feedback(unit: Unit, events: Sequence[Feedback], now: datetime) -> Outcome:
    """Add events; one whose event_id is known already changes nothing.

    A bounce or a withdrawal ends its push; a first hire fills a place, and the student is placed. Raises BadInput for
    a push nobody knows and for a time without a zone, and then puts none.
    """
    by_id: dict[str, Feedback] = {}
    for event in events:
        by_id.setdefault(event.event_id, event)
    known = {row.event_id for row in rows_where(unit, table.c.event_id, list(by_id), (table.c.event_id,))}
    news = [event for event in by_id.values() if event.event_id not in known]
    if news:
        _check(unit, news)
        place_hired(unit, [event for event in news if event.kind is FeedbackKind.HIRED], now)
        unit.connection.execute(insert_into(unit, table), [_record(unit.keys, event, now) for event in news])
        _end_pushes(unit, news)
        bump(unit)
    return Outcome(added=len(news), unchanged=len(known))


def all_feedback(unit: Unit) -> list[Feedback]:
    """Every event, by time and then event id; times come back in UTC."""
    ordered = select(table).order_by(table.c.at, table.c.event_id)
    return [_event(unit.keys, row) for row in unit.connection.execute(ordered)]


def feedback_of(unit: Unit, student_id: str) -> list[Feedback]:
    """The events of one student's pushes, by time and then event id."""
    ordered = select(table).where(table.c.student == student_id).order_by(table.c.at, table.c.event_id)
    return [_event(unit.keys, row) for row in unit.connection.execute(ordered)]


def rekey_feedback(unit: Unit, ring: KeyRing) -> int:
    """Seal every comment again under another ring; returns how many."""
    given = select(table.c.event_id, table.c.comment).where(table.c.comment.is_not(None))
    changes = [
        {"event": row.event_id, "sealed": unit.keys.handed_over(row.comment, _place(row.event_id), ring)}
        for row in unit.connection.execute(given)
    ]
    if changes:
        update = table.update().where(table.c.event_id == bindparam("event")).values(comment=bindparam("sealed"))
        unit.connection.execute(update, changes)
    return len(changes)


def _check(unit: Unit, events: Sequence[Feedback]) -> None:
    pushes = sent_times(unit, sorted({_push(event) for event in events}))
    for event in events:
        if _push(event) not in pushes:
            raise BadInput(f"feedback {event.event_id}: {'|'.join(_push(event))!r} is no known push")
        if event.at.tzinfo is None:
            raise BadInput(f"feedback {event.event_id}: at {event.at} has no time zone; expected one, such as +08:00")


def _end_pushes(unit: Unit, events: Sequence[Feedback]) -> None:
    same = (push.c.student == bindparam("s"), push.c.posting == bindparam("p"), push.c.campaign == bindparam("c"))
    still_open = or_(*(push.c.state == state for state in OPEN_STATES))  # an IN list cannot be executed many times
    for kind, state in _ENDS.items():
        ended = [dict(zip("spc", _push(event), strict=True)) for event in events if event.kind is kind]
        if ended:
            update = push.update().where(*same, still_open).values(state=state)
            unit.connection.execute(update, ended)


def _push(event: Feedback) -> PushKey:
    return event.student_id, event.posting_id, event.campaign


def _record(keys: KeyRing, event: Feedback, now: datetime) -> Record:
    return {
        "event_id": event.event_id,
        "student": event.student_id,
        "posting": event.posting_id,
        "campaign": event.campaign,
        "kind": event.kind,
        "at": event.at,
        "reason": event.reason,
        "comment": keys.seal(event.comment.encode(), _place(event.event_id)) if event.comment else None,
        "months": event.months,
        "source": event.source,
        "recorded_at": now,
    }


def _event(keys: KeyRing, row: Row[Any]) -> Feedback:
    return Feedback(
        event_id=row.event_id,
        student_id=row.student,
        posting_id=row.posting,
        campaign=row.campaign,
        kind=FeedbackKind(row.kind),
        at=row.at,
        reason=None if row.reason is None else DismissalReason(row.reason),
        comment="" if row.comment is None else keys.open(row.comment, _place(row.event_id)).decode(),
        months=row.months,
        source=Source(row.source),
    )


def _place(event_id: str) -> Place:
    """Comments stood in a column named reason when the first of them were sealed."""
    return Place(table.name, "reason", event_id)
