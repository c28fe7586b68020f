"""The columnar log of what was pushed and what came back: the currency of the feedback loop.

Enums are coded by their place in the enum (``list(FeedbackKind)[code]``); times are seconds since 1970-01-01 UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Float32, Int32, UInt8

Float64 = npt.NDArray[np.float64]
OFFICE_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")  # no summer time since 1991
_EPOCH = date(1970, 1, 1).toordinal()
DAYPARTS = ("night", "morning", "afternoon", "evening")  # six hours each, from midnight in the office's time


@dataclass(frozen=True, slots=True)
class PushLog:
    """Pushes of done nights, sorted by (student, campaign, position); arrays have shape (n,) unless said otherwise.

    student and posting number students and postings, which are distinct ids in ascending order. sent_at is NaN for
    a push that was not sent; propensity is NaN but for explored pushes. features (n, F) is named by feature_names;
    a push whose model named other features has NaN in those it lacks.
    """

    students: tuple[str, ...]
    postings: tuple[str, ...]
    student: Int32
    posting: Int32
    campaign_day: Int32  # days from 1970-01-01 to the campaign's date
    position: Int32  # 1 is the first
    together: Int32  # pushes of that student and campaign
    slot: UInt8  # Slot
    medium: UInt8  # Medium
    state: UInt8  # PushState
    sent_at: Float64
    score: Float64
    propensity: Float64
    features: Float32
    feature_names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.student)


@dataclass(frozen=True, slots=True)
class EventLog:
    """Events of the pushes in a PushLog, sorted by (push, at, event id); all arrays have shape (m,).

    push is a row of the PushLog; reason is 0 for none, else 1 + the place in DismissalReason; months is 0 for none.
    """

    push: Int32
    kind: UInt8  # FeedbackKind
    at: Float64
    reason: UInt8
    months: UInt8
    source: UInt8  # Source

    def __len__(self) -> int:
        return len(self.push)


def code_of(member: StrEnum) -> int:
    """The code of an enum's member: its place in the enum.

    >>> from jobmatch.domain import FeedbackKind
    >>> code_of(FeedbackKind.DELIVERED), code_of(FeedbackKind.OPENED)
    (0, 2)
    """
    return list(type(member)).index(member)


def dayparts_begun(at: datetime) -> tuple[str, ...]:
    """The parts of the office's day that have begun, the present one last.

    >>> dayparts_begun(datetime(2026, 1, 20, 4, tzinfo=timezone.utc))  # noon in China
    ('night', 'morning', 'afternoon')
    """
    return DAYPARTS[: at.astimezone(OFFICE_TIME).hour * len(DAYPARTS) // 24 + 1]


def end_of_day(day: date) -> float:
    """The last moment of a day in the office's time: what a night knows of is what happened until then.

    >>> end_of_day(date(1970, 1, 1)) == 16 * 3600  # midnight in China is 16:00 UTC
    True
    """
    return datetime.combine(day + timedelta(days=1), time.min, OFFICE_TIME).timestamp()


def office_day(at: datetime) -> date:
    """The day of a moment in the office's time: a night that runs at two in the morning is that day's.

    >>> office_day(datetime(2026, 1, 19, 18, tzinfo=timezone.utc)).isoformat()
    '2026-01-20'
    """
    return at.astimezone(OFFICE_TIME).date()


def day_number(day: date) -> int:
    """Days from 1970-01-01, as campaign_day counts them.

    >>> day_number(date(1970, 1, 11))
    10
    """
    return day.toordinal() - _EPOCH


def day_of(number: int) -> date:
    """The day of a number that day_number gives.

    >>> day_of(10).isoformat()
    '1970-01-11'
    """
    return date.fromordinal(_EPOCH + number)
