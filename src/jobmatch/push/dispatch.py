"""Empty the outbox into a channel, a leased handful at a time."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from jobmatch.domain import Feedback, FeedbackKind, Medium, Source
from jobmatch.push.channel import Channel, Receipt, ReceiptState
from jobmatch.push.message import Message, compose, split_key
from jobmatch.store import (
    LeasedPush,
    Store,
    count_waiting,
    expire_pushes,
    lease_pushes,
    mark_bounced,
    mark_sent,
    postings_by_id,
    put_feedback,
    release_pushes,
)
from jobmatch.tokens import ANSWER

LEASE_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Dispatched:
    """How many pushes were sent, refused for good, put off, and wait for their part of the day.

    why counts the reasons of those refused and put off.
    """

    sent: int = 0
    bounced: int = 0
    deferred: int = 0
    waiting: int = 0
    why: Counter[str] = field(default_factory=Counter)


def dispatch(store: Store, channel: Channel, owner: str, today: date, clock: Callable[[], datetime]) -> Dispatched:
    """Send what is planned or whose lease has run out; what the channel puts off stays planned.

    A push whose posting is closed or past its deadline today, or whose student took consent back, expires instead.
    One that carries a part of the day waits until that has begun, and at the longest until its campaign's day is over.
    A crash between sending and marking sends those again under the same key. A dispatcher that lost its lease
    to another is refused when it marks: the other one's word counts.
    """
    with store.write() as unit:
        expire_pushes(unit, today)
    held: dict[str, LeasedPush] = {}
    states: Counter[ReceiptState] = Counter()
    why: Counter[str] = Counter()
    try:
        while leased := _lease(store, owner, clock(), channel.handful):
            fresh = {lease.push.key: lease for lease in leased if lease.push.key not in held}
            held.update({lease.push.key: lease for lease in leased})
            handed = channel.send(_messages(store, fresh.values(), clock())) if fresh else ()
            _settle(store, fresh, handed, channel.medium, clock())
            for receipt in handed:
                states[receipt.state] += 1
                if receipt.state is not ReceiptState.SENT:
                    why[receipt.detail] += 1
                if receipt.state is not ReceiptState.DEFERRED:
                    del held[receipt.key]
    finally:
        with store.write() as unit:
            release_pushes(unit, list(held.values()))
    with store.read() as unit:
        waiting = count_waiting(unit, clock())
    counts = (states[ReceiptState.SENT], states[ReceiptState.BOUNCED], states[ReceiptState.DEFERRED])
    return Dispatched(*counts, waiting, why)


def event_of(key: str, kind: FeedbackKind, medium: Medium, at: datetime) -> Feedback:
    """What a channel tells of a push, once: the id names push, kind and medium."""
    student, posting, campaign = split_key(key)
    return Feedback(f"{key}|{kind}|{medium}", student, posting, campaign, kind, at, source=Source.CHANNEL)


def _lease(store: Store, owner: str, now: datetime, limit: int) -> list[LeasedPush]:
    with store.write() as unit:
        return lease_pushes(unit, owner, now, LEASE_SECONDS, limit)


def _messages(store: Store, leased: Iterable[LeasedPush], now: datetime) -> list[Message]:
    pushes = [lease.push for lease in leased]
    with store.read() as unit:
        postings = postings_by_id(unit, sorted({push.posting_id for push in pushes}))
    by_id = {posting.id: posting for posting in postings}
    return compose(pushes, by_id, store.keys.derive(ANSWER), now, lambda: secrets.token_urlsafe(9))


def _settle(
    store: Store, leased: dict[str, LeasedPush], receipts: Sequence[Receipt], medium: Medium, now: datetime
) -> None:
    """Mark what was sent or bounced and log what the channel vouches for, in one transaction."""
    by_state = {
        state: [leased[receipt.key] for receipt in receipts if receipt.state is state] for state in ReceiptState
    }
    delivered = [event_of(r.key, FeedbackKind.DELIVERED, medium, now) for r in receipts if r.delivered]
    bounced = [event_of(r.key, FeedbackKind.BOUNCED, medium, now) for r in receipts if r.state is ReceiptState.BOUNCED]
    with store.write() as unit:
        mark_sent(unit, by_state[ReceiptState.SENT], now, medium)
        mark_bounced(unit, by_state[ReceiptState.BOUNCED], now, medium)
        put_feedback(unit, [*delivered, *bounced], now)
