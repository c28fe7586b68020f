"""Whether a message is looked at, and when: three ways of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from jobmatch.bench.worlds.chance import Float64, Luck, UInt64
from jobmatch.bench.worlds.public import Roster, Rows

HOUR, DAY = 3600.0, 86400.0
SHANGHAI = 8 * HOUR
_THURSDAY = 3  # 1970-01-01, counted from Monday


@dataclass(frozen=True, slots=True)
class Messages:
    """Pushes as they reach people, all arrays (n,): in_week counts the pushes that person got in seven days."""

    student: Rows
    key: UInt64  # of the push
    position: Float64
    together: Float64
    sent_at: Float64  # seconds since 1970 UTC
    in_week: Float64


@dataclass(frozen=True, slots=True)
class Looks:
    """p (n,) is the chance to look, p_rested the chance if it were the week's only message; at (n,) is when."""

    p: Float64
    p_rested: Float64
    at: Float64


class Reading(Protocol):
    """How people go through their messages."""

    def looks(self, messages: Messages, reads: Float64, roster: Roster, luck: Luck) -> Looks: ...


@dataclass(frozen=True, slots=True)
class ByPosition:
    """What stands lower and in more company is looked at less (position bias, Craswell et al., WSDM 2008)."""

    def looks(self, messages: Messages, reads: Float64, roster: Roster, luck: Luck) -> Looks:
        """Falls with the position and with how many came together."""
        share = np.minimum(1.0, 1.15 * messages.position**-0.8 / (1 + 0.25 * (messages.together - 1)))
        return Looks(reads * share, reads * share, messages.sent_at + _lag(messages, luck))


@dataclass(frozen=True, slots=True)
class ByLoad:
    """Attention is spent: beyond four a week, each further message takes a tenth off every look."""

    def looks(self, messages: Messages, reads: Float64, roster: Roster, luck: Luck) -> Looks:
        """Falls with the pushes of the week, and a little with the position."""
        rested = reads * messages.position**-0.25
        tired = np.exp(-0.11 * np.maximum(0, messages.in_week - 4))
        return Looks(rested * tired, rested, messages.sent_at + _lag(messages, luck))


@dataclass(frozen=True, slots=True)
class ByHabit:
    """Everybody reads at an hour and on days of their own; what has waited longer lies deeper."""

    def looks(self, messages: Messages, reads: Float64, roster: Roster, luck: Luck) -> Looks:
        """A quarter reads on weekends only; half of a look is lost for every two days of waiting."""
        keys = roster.keys[messages.student]
        weekends = luck.uniform("weekends only", keys) < 0.25
        hour = 7 + 16 * luck.uniform("hour", keys)
        at = _next_hour(messages.sent_at, hour)
        at += np.where(weekends, _days_to_weekend(at) * DAY, 0.0)
        waited = (at - messages.sent_at) / DAY
        p = reads * 0.5 ** (waited / 2) * messages.position**-0.3
        return Looks(p, p, at + 0.5 * HOUR * luck.uniform("minutes", messages.key))


def _lag(messages: Messages, luck: Luck) -> Float64:
    """Log-normal, in the middle three hours and a third."""
    lag: Float64 = HOUR * np.minimum(60, np.exp(1.2 + luck.normal("lag", messages.key)))
    return lag


def _next_hour(after: Float64, hour: Float64) -> Float64:
    """The first time after each moment at which the clock in China shows the hour.

    >>> float(_next_hour(np.array([0.0]), np.array([9.0]))[0]) / HOUR
    1.0
    """
    today = np.floor((after + SHANGHAI) / DAY) * DAY - SHANGHAI + hour * HOUR
    return np.where(today > after, today, today + DAY)


def _days_to_weekend(at: Float64) -> Float64:
    """Days until the Saturday or Sunday on or after each moment.

    >>> _days_to_weekend(np.array([0.0, 2 * DAY, 3 * DAY, 4 * DAY])).tolist()
    [2.0, 0.0, 0.0, 5.0]
    """
    weekday = (np.floor((at + SHANGHAI) / DAY) + _THURSDAY) % 7
    return np.where(weekday >= 5, 0.0, 5 - weekday)
