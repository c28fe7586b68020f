"""The outbox: pushes from planned to sent, and what they occupy until then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, exists, func, or_, select

from jobmatch.domain import Conflict, FeedbackKind, PostingStatus, Push, PushState
from jobmatch.store import schema
from jobmatch.store.bulk import Record
from jobmatch.store.codec import Codec
from jobmatch.store.database import Unit
from jobmatch.store.revisions import bump
from jobmatch.store.schema import push as table

OPEN_STATES = (PushState.PLANNED, PushState.LEASED, PushState.SENT)
CLOSING = (FeedbackKind.NOT_FOR_ME, FeedbackKind.HIRED)  # the place is free again, or counted as filled


@dataclass(frozen=True, slots=True)
class LeasedPush:
    """A push in one dispatcher's hands; token is refused once another has taken the push over."""

    push: Push
    token: int


_CONTRIBUTIONS: Codec[tuple[tuple[str, float], ...]] = Codec(tuple[tuple[str, float], ...])
_WORDS: Codec[tuple[str, ...]] = Codec(tuple[str, ...])
_SAME_PUSH = (
    table.c.student == bindparam("of_student"),
    table.c.posting == bindparam("of_posting"),
    table.c.campaign == bindparam("of_campaign"),
)


def open_push_counts(unit: Unit, on: date, answered_after_days: int) -> dict[str, int]:
    """How many pushes still occupy each posting on a day.

    A push counts from its campaign until answered_after_days later, unless it expired or its student answered
    "not for me" or was hired.
    """
    since = (on - timedelta(days=answered_after_days)).isoformat()
    said = schema.feedback
    closed = exists().where(
        said.c.student == table.c.student, said.c.posting == table.c.posting, said.c.kind.in_(CLOSING)
    )
    counted = (
        select(table.c.posting, func.count().label("pushes"))
        .where(table.c.campaign > since, table.c.campaign <= on.isoformat(), table.c.state.in_(OPEN_STATES), ~closed)
        .group_by(table.c.posting)
    )
    return {row.posting: row.pushes for row in unit.connection.execute(counted)}


def pushed_pairs(unit: Unit, before: date) -> set[tuple[str, str]]:
    """Student and posting of every push of an earlier campaign."""
    earlier = select(table.c.student, table.c.posting).where(table.c.campaign < before.isoformat())
    return {(student, posting) for student, posting in unit.connection.execute(earlier)}


def lease_pushes(unit: Unit, owner: str, now: datetime, seconds: int, limit: int) -> list[LeasedPush]:
    """Take up to limit pushes that are planned, or whose lease has run out, for that many seconds.

    They come by campaign, student and position.
    """
    free = or_(
        table.c.state == PushState.PLANNED,
        and_(table.c.state == PushState.LEASED, table.c.leased_until <= now),
    )
    rows = unit.connection.execute(pushes_where(free).limit(limit)).all()
    if rows:
        lease = {"state": PushState.LEASED, "owner": owner, "leased_until": now + timedelta(seconds=seconds)}
        update = table.update().where(*_SAME_PUSH).values(**lease, token=table.c.token + 1)
        unit.connection.execute(update, [_key(row.student, row.posting, row.campaign) for row in rows])
    return [LeasedPush(push_of(row), row.token + 1) for row in rows]


def mark_sent(unit: Unit, leased: Sequence[LeasedPush], now: datetime) -> None:
    """Note that leased pushes were handed over; raises Conflict where a lease was taken over."""
    mine = and_(table.c.token == bindparam("of_token"), table.c.state == PushState.LEASED)
    update = table.update().where(*_SAME_PUSH, mine).values(state=PushState.SENT, sent_at=now)
    for lease in leased:
        key = _key(lease.push.student_id, lease.push.posting_id, lease.push.campaign)
        if unit.connection.execute(update, {**key, "of_token": lease.token}).rowcount != 1:
            raise Conflict(f"the lease of push {lease.push.key} was taken over by another dispatcher")


def expire_pushes(unit: Unit, on: date) -> int:
    """Drop unsent pushes that must not go out any more, and return how many.

    Those are pushes of a posting that was closed or whose deadline has passed, or to a student who took consent back.
    """
    gone = select(schema.posting.c.id).where(
        or_(schema.posting.c.status != PostingStatus.OPEN, schema.posting.c.deadline < on)
    )
    refusing = select(schema.student.c.id).where(schema.student.c.consent.is_(False))
    unsent = table.c.state.in_((PushState.PLANNED, PushState.LEASED))
    stale = or_(table.c.posting.in_(gone), table.c.student.in_(refusing))
    expired = unit.connection.execute(table.update().where(unsent, stale).values(state=PushState.EXPIRED)).rowcount
    if expired:
        bump(unit)
    return expired


def record_of(push: Push, run_id: int) -> Record:
    """The row of a planned push."""
    return {
        "student": push.student_id,
        "posting": push.posting_id,
        "campaign": push.campaign,
        "run": run_id,
        "position": push.position,
        "score": push.score,
        "price": push.price,
        "contributions": _CONTRIBUTIONS.encode(push.contributions),
        "channels": _WORDS.encode(push.channels),
        "unknowns": _WORDS.encode(push.unknowns),
        "policy_version": push.policy_version,
        "model_version": push.model_version,
        "index_version": push.index_version,
        "state": PushState.PLANNED,
        "token": 0,
    }


def push_of(row: Row[Any]) -> Push:
    """The push of a row."""
    return Push(
        student_id=row.student,
        posting_id=row.posting,
        campaign=row.campaign,
        position=row.position,
        score=row.score,
        price=row.price,
        contributions=_CONTRIBUTIONS.decode(row.contributions),
        channels=_WORDS.decode(row.channels),
        unknowns=_WORDS.decode(row.unknowns),
        policy_version=row.policy_version,
        model_version=row.model_version,
        index_version=row.index_version,
    )


def pushes_where(condition: ColumnElement[bool]) -> Select[Any]:
    """Whole rows, by campaign, student and position."""
    order = (table.c.campaign, table.c.student, table.c.position, table.c.posting)
    return select(table).where(condition).order_by(*order)


def _key(student_id: str, posting_id: str, campaign: str) -> dict[str, object]:
    return {"of_student": student_id, "of_posting": posting_id, "of_campaign": campaign}
