"""Empty the outbox into a channel, a leased handful at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from jobmatch.push.channel import Channel
from jobmatch.store import Store, expire_pushes, lease_pushes, mark_sent

LEASE_SECONDS = 120
HANDFUL = 500


def dispatch(store: Store, channel: Channel, owner: str, today: date, clock: Callable[[], datetime]) -> int:
    """Send what is planned or whose lease has run out; returns how many pushes were sent.

    A push whose posting is closed or past its deadline today, or whose student took consent back, expires instead.
    A crash between sending and marking sends those again under the same key. A dispatcher that lost its lease
    to another is refused when it marks: the other one's word counts.
    """
    with store.write() as unit:
        expire_pushes(unit, today)
    sent = 0
    while True:
        with store.write() as unit:
            leased = lease_pushes(unit, owner, clock(), LEASE_SECONDS, HANDFUL)
        if not leased:
            return sent
        channel.send([lease.push for lease in leased])
        with store.write() as unit:
            mark_sent(unit, leased, clock())
        sent += len(leased)
