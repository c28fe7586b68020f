"""The outbox: pushes from planned to sent, and what they occupy until then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    tuple_,
    union,
)

from jobmatch.domain import Conflict, DismissalReason, FeedbackKind, Medium, PostingStatus, Push, PushState, Slot
from jobmatch.history import dayparts_begun, office_day
from jobmatch.store import schema
from jobmatch.store.bulk import VALUES_AT_ONCE, Record
from jobmatch.store.codec import Codec
from jobmatch.store.database import Unit
from jobmatch.store.revisions import bump
from jobmatch.store.schema import push as table

OPEN_STATES = (PushState.PLANNED, PushState.LEASED, PushState.SENT)
UNSENT_STATES = (PushState.PLANNED, PushState.LEASED)
# After these the place is free again, or counted as filled.
CLOSING = (
    FeedbackKind.NOT_FOR_ME,
    FeedbackKind.BOUNCED,
    FeedbackKind.WITHDRAWN,
    FeedbackKind.HIRED,
    FeedbackKind.LEFT,
)
# After these the pair is settled: nobody is asked again, whatever changes about the posting.
SETTLING = (
    FeedbackKind.NOT_FOR_ME,
    FeedbackKind.APPLIED,
    FeedbackKind.INTERVIEW,
    FeedbackKind.OFFER,
    FeedbackKind.HIRED,
    FeedbackKind.STAYED,
    FeedbackKind.LEFT,
)
FEATURE = np.dtype("<f4")
PushKey = tuple[str, str, str]  # student, posting, campaign


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
_MINE = and_(table.c.token == bindparam("of_token"), table.c.state == PushState.LEASED)
# What expired while it was being handed over was handed over all the same.
_HANDED = and_(
    table.c.token == bindparam("of_token"), or_(table.c.state == PushState.LEASED, table.c.state == PushState.EXPIRED)
)


def open_push_counts(unit: Unit, on: date, answered_after_days: int) -> dict[str, int]:
    """How many pushes still occupy each posting on a day.

    A push counts from its campaign until answered_after_days later, unless it expired, bounced or was withdrawn,
    or its student answered "not for me", was hired or left again.
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
    """Student and posting of the pairs that earlier campaigns have used up.

    A pair is free again where everything pushed of it expired unsent, or where the posting offers something else
    now than in every push of it; but never once it was turned down or applied for. What was turned down takes its
    twins with it: openings of the same employer under the same title.
    """
    offered = schema.posting.c.offer
    unchanged = or_(table.c.offer == "", offered == "", table.c.offer == offered)
    pushed = (
        select(table.c.student, table.c.posting)
        .join(schema.posting, schema.posting.c.id == table.c.posting)
        .where(table.c.campaign < before.isoformat(), table.c.state != PushState.EXPIRED, unchanged)
    )
    said = schema.feedback
    settled = select(said.c.student, said.c.posting).where(
        said.c.campaign < before.isoformat(), said.c.kind.in_(SETTLING)
    )
    every: CompoundSelect[Any] = union(pushed, settled, _twins_of_dismissed(said.c.campaign < before.isoformat()))
    return {(student, posting) for student, posting in unit.connection.execute(every)}


def dismissed_pairs(unit: Unit) -> set[tuple[str, str]]:
    """Student and posting of every pair that was turned down, whenever that was, and of its twins."""
    said = schema.feedback
    itself = select(said.c.student, said.c.posting).where(said.c.kind == FeedbackKind.NOT_FOR_ME)
    every: CompoundSelect[Any] = union(itself, _twins_of_dismissed())
    return {(student, posting) for student, posting in unit.connection.execute(every)}


def _twins_of_dismissed(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Student and posting wherever the student turned down an opening of that employer and title; not for "I have
    found work", which says nothing of the opening."""
    said, one, twin = schema.feedback, schema.posting.alias("one"), schema.posting.alias("twin")
    same = and_(twin.c.employer == one.c.employer, twin.c.title == one.c.title)
    about_the_opening = or_(said.c.reason.is_(None), said.c.reason != DismissalReason.FOUND_WORK)
    return (
        select(said.c.student, twin.c.id)
        .join(one, one.c.id == said.c.posting)
        .join(twin, same)
        .where(said.c.kind == FeedbackKind.NOT_FOR_ME, about_the_opening, *conditions)
    )


def sent_times(unit: Unit, keys: Sequence[PushKey]) -> dict[PushKey, datetime | None]:
    """When each of these pushes was sent, None where it was not; a push nobody knows is left out."""
    found: dict[PushKey, datetime | None] = {}
    key = tuple_(table.c.student, table.c.posting, table.c.campaign)
    columns = (table.c.student, table.c.posting, table.c.campaign, table.c.sent_at)
    for start in range(0, len(keys), VALUES_AT_ONCE):
        some = keys[start : start + VALUES_AT_ONCE]
        students = sorted(
            {student for student, _, _ in some}
        )  # SQLite seeks by these, and would scan for rows of three
        for row in unit.connection.execute(select(*columns).where(table.c.student.in_(students), key.in_(some))):
            found[row.student, row.posting, row.campaign] = row.sent_at
    return found


def sent_by(unit: Unit, medium: Medium, since: date) -> list[PushKey]:
    """The pushes of campaigns since a date that a medium carried, bounced ones too, in key order."""
    carried = (table.c.medium == medium, table.c.state.in_((PushState.SENT, PushState.BOUNCED)))
    key = (table.c.student, table.c.posting, table.c.campaign)
    rows = select(*key).where(*carried, table.c.campaign >= since.isoformat()).order_by(*key)
    return [(row.student, row.posting, row.campaign) for row in unit.connection.execute(rows)]


def lease_pushes(unit: Unit, owner: str, now: datetime, seconds: int, limit: int) -> list[LeasedPush]:
    """Take some limit pushes that are planned, or whose lease has run out, for that many seconds.

    They come by campaign, student and position; one that waits for its part of the day is left. The pushes of one
    student and campaign are never parted: whoever is last comes whole, beyond the limit if need be.
    """
    free = or_(
        table.c.state == PushState.PLANNED,
        and_(table.c.state == PushState.LEASED, table.c.leased_until <= now),
    )
    free = and_(free, ~_too_early(now))
    rows = list(unit.connection.execute(pushes_where(free).limit(limit)))
    if len(rows) == limit:
        rows += _rest_of_last(unit, free, rows)
    if rows:
        lease = {"state": PushState.LEASED, "owner": owner, "leased_until": now + timedelta(seconds=seconds)}
        update = table.update().where(*_SAME_PUSH).values(**lease, token=table.c.token + 1)
        unit.connection.execute(update, [_key(row.student, row.posting, row.campaign) for row in rows])
    return [LeasedPush(push_of(row), row.token + 1) for row in rows]


def count_waiting(unit: Unit, now: datetime) -> int:
    """How many planned pushes wait for their part of the day."""
    early = select(func.count()).where(table.c.state == PushState.PLANNED, _too_early(now))
    return unit.connection.scalar(early) or 0


def mark_sent(unit: Unit, leased: Sequence[LeasedPush], now: datetime, medium: Medium = Medium.FILE) -> None:
    """Note that a medium took leased pushes; raises Conflict where a lease was taken over."""
    _mark(unit, leased, {"state": PushState.SENT, "sent_at": now, "medium": medium})


def mark_bounced(unit: Unit, leased: Sequence[LeasedPush], now: datetime, medium: Medium) -> None:
    """Note that a medium refused leased pushes for good; raises Conflict where a lease was taken over."""
    _mark(unit, leased, {"state": PushState.BOUNCED, "sent_at": now, "medium": medium})
    if leased:
        bump(unit)


def release_pushes(unit: Unit, leased: Sequence[LeasedPush]) -> None:
    """Give leased pushes back to be sent later; those that another dispatcher took over are left to it."""
    back = table.update().where(*_SAME_PUSH, _MINE).values(state=PushState.PLANNED, leased_until=None)
    if leased:
        unit.connection.execute(back, [_lease_key(lease) for lease in leased])


def expire_pushes(unit: Unit, on: date) -> int:
    """Drop unsent pushes that must not go out any more, and return how many.

    Those are pushes of a posting that was closed or whose deadline has passed, or to a student who took consent back.
    """
    gone = select(schema.posting.c.id).where(
        or_(schema.posting.c.status != PostingStatus.OPEN, schema.posting.c.deadline < on)
    )
    refusing = select(schema.student.c.id).where(schema.student.c.consent.is_(False))
    return _expire(unit, or_(table.c.posting.in_(gone), table.c.student.in_(refusing)))


def expire_pushes_to(unit: Unit, student_ids: Sequence[str]) -> int:
    """Drop the unsent pushes to some students, and return how many."""
    return _expire(unit, table.c.student.in_(student_ids)) if student_ids else 0


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
        "together": push.together,
        "slot": push.slot,
        "propensity": push.propensity,
        "features": np.array(push.features, FEATURE).tobytes() if push.features else None,
        "offer": push.offer,
        "daypart": push.daypart,
        "medium": Medium.FILE,
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
        together=row.together,
        slot=Slot(row.slot),
        propensity=row.propensity,
        features=tuple(np.frombuffer(row.features or b"", FEATURE).tolist()),
        offer=row.offer,
        daypart=row.daypart,
    )


def pushes_where(condition: ColumnElement[bool]) -> Select[Any]:
    """Whole rows, by campaign, student and position."""
    order = (table.c.campaign, table.c.student, table.c.position, table.c.posting)
    return select(table).where(condition).order_by(*order)


def _too_early(now: datetime) -> ColumnElement[bool]:
    """Whether a push's part of the day is yet to begin on its campaign's day; once that day is over nothing waits."""
    today = office_day(now).isoformat()
    begun = and_(table.c.campaign == today, table.c.daypart.in_(dayparts_begun(now)))
    return and_(table.c.daypart != "", table.c.campaign >= today, ~begun)


def _rest_of_last(unit: Unit, free: ColumnElement[bool], rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """What of the last row's student and campaign did not come with the rows."""
    last = rows[-1]
    taken = {row.posting for row in rows if (row.student, row.campaign) == (last.student, last.campaign)}
    whole = pushes_where(and_(free, table.c.student == last.student, table.c.campaign == last.campaign))
    return [row for row in unit.connection.execute(whole) if row.posting not in taken]


def _mark(unit: Unit, leased: Sequence[LeasedPush], mark: Record) -> None:
    update = table.update().where(*_SAME_PUSH, _HANDED).values(mark)
    for lease in leased:
        if unit.connection.execute(update, _lease_key(lease)).rowcount != 1:
            raise Conflict(f"the lease of push {lease.push.key} was taken over by another dispatcher")


def _expire(unit: Unit, stale: ColumnElement[bool]) -> int:
    unsent = table.c.state.in_(UNSENT_STATES)
    expired = unit.connection.execute(table.update().where(unsent, stale).values(state=PushState.EXPIRED)).rowcount
    if expired:
        bump(unit)
    return expired


def _lease_key(lease: LeasedPush) -> dict[str, object]:
    return {**_key(lease.push.student_id, lease.push.posting_id, lease.push.campaign), "of_token": lease.token}


def _key(student_id: str, posting_id: str, campaign: str) -> dict[str, object]:
    return {"of_student": student_id, "of_posting": posting_id, "of_campaign": campaign}
