"""The chain of a push: planned, sent, delivered, opened, answered, and what came of it, told from events alone."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import timedelta
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Int32, UInt8
from jobmatch.domain import FeedbackKind, PushState
from jobmatch.history import EventLog, Float64, PushLog, code_of

Bool = npt.NDArray[np.bool_]
DAY = timedelta(days=1).total_seconds()
SKEW = timedelta(minutes=5).total_seconds()  # clocks are trusted to agree within this, as Kerberos does (RFC 4120)
CHINA = timedelta(hours=8).total_seconds()  # ahead of UTC, all year round


class Answer(IntEnum):
    """A student's last word on a push."""

    NONE = 0
    NOT_FOR_ME = 1
    INTERESTED = 2
    APPLIED = 3


class Progress(IntEnum):
    """How far an application came."""

    NONE = 0
    INTERVIEW = 1
    OFFER = 2
    HIRED = 3
    STAYED = 4


PROGRESS = {
    FeedbackKind.INTERVIEW: Progress.INTERVIEW,
    FeedbackKind.OFFER: Progress.OFFER,
    FeedbackKind.HIRED: Progress.HIRED,
    FeedbackKind.LEFT: Progress.HIRED,  # who left was there
    FeedbackKind.STAYED: Progress.STAYED,
}
ANSWERS = (FeedbackKind.INTERESTED, FeedbackKind.APPLIED, FeedbackKind.NOT_FOR_ME, FeedbackKind.COMMENT)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of each push of a PushLog, as known at now; arrays have shape (n,), times are NaN where none.

    answered_at is when the first answer, comment or result came; it counts as opened, and an open as delivered. open:
    on its way or delivered, the window has not closed and nothing came. ignored: delivered, the window has closed and
    nothing came; it may have been opened. ended: expired, bounced or withdrawn before anything came. Of open, ignored
    and ended one holds at most, and none where something came. closed: sent, and the window has passed, whatever came.
    """

    delivered_at: Float64
    opened_at: Float64
    answered_at: Float64
    answer: UInt8  # Answer; NONE beside an answered_at: a comment alone
    reason: UInt8  # of a dismissal, coded as in EventLog
    furthest: UInt8  # Progress
    ended: Bool
    open: Bool
    ignored: Bool
    closed: Bool
    now: float


def outcomes(pushes: PushLog, events: EventLog, now: float, window_days: int) -> Outcomes:
    """What became of each push by now; events may come in any order and count by when they happened.

    An event after now does not count, nor one before its push was sent by more than clocks may differ. The window
    runs from the reported delivery, or else from sending. An answer counts whenever it comes: late, it makes an
    ignored push an answered one.
    """
    heard = _heard(pushes, events, now)
    answered = heard.first(*ANSWERS, *PROGRESS)
    silent = np.isnan(answered)
    reported = heard.first(FeedbackKind.DELIVERED)
    closes = np.fmax(reported, pushes.sent_at) + window_days * DAY
    bounced = (pushes.state == code_of(PushState.BOUNCED)) | ~np.isnan(heard.first(FeedbackKind.BOUNCED))
    ended = silent & (bounced | _called_off(pushes, events, heard, closes))
    opened = np.where(silent & bounced, np.nan, np.fmin(heard.first(FeedbackKind.OPENED), answered))
    delivered = np.where(silent & bounced, np.nan, np.fmin(reported, opened))
    waiting = (pushes.sent_at <= now) & silent & ~ended
    answer = _last_word(heard)
    return Outcomes(
        delivered_at=delivered,
        opened_at=opened,
        answered_at=answered,
        answer=answer,
        reason=np.where(answer == Answer.NOT_FOR_ME, _reason(heard), 0).astype(np.uint8),
        furthest=_furthest(heard),
        ended=ended,
        open=waiting & (now < closes),
        ignored=waiting & (now >= closes) & ~np.isnan(delivered),
        closed=now >= closes,
        now=now,
    )


def chain_of(pushes: PushLog, events: EventLog, row: int, now: float, window_days: int) -> list[tuple[str, float]]:
    """The links of one push in order, each with its time in seconds since 1970; NaN, and last, where none is kept.

    A push counts as planned from when its campaign's day begins in China. An ignored one has its link where its
    window closed; the answer to a later month is spelled with it: stayed_12.
    """
    push, its = _alone(pushes, events, row)
    heard = _heard(push, its, now)
    became = outcomes(push, its, now, window_days)
    links = [(float(push.campaign_day[0]) * DAY - CHINA, -2, "planned"), *_links(heard)]
    if push.sent_at[0] <= now:
        links.append((float(push.sent_at[0]), -1, "sent"))
    if became.ignored[0]:
        start = np.fmax(heard.first(FeedbackKind.DELIVERED), push.sent_at)[0]
        links.append((float(start) + window_days * DAY, len(FeedbackKind), "ignored"))
    if became.ended[0] and not np.any(heard.are(FeedbackKind.BOUNCED, FeedbackKind.WITHDRAWN)):
        links.append((np.nan, len(FeedbackKind), list(PushState)[push.state[0]].value))
    links.sort(key=lambda link: (np.isnan(link[0]), *link))
    return [(name, at) for at, _, name in links]


@dataclass(frozen=True, slots=True)
class _Heard:
    """The events that count, for n pushes; arrays have shape (m,)."""

    pushes: int
    push: Int32
    kind: UInt8
    at: Float64
    reason: UInt8
    months: UInt8

    def first(self, *kinds: FeedbackKind) -> Float64:
        """When the first event of these kinds came, NaN where none did; shape (pushes,)."""
        at = np.full(self.pushes, np.inf)
        chosen = self.are(*kinds)
        np.minimum.at(at, self.push[chosen], self.at[chosen])
        at[np.isinf(at)] = np.nan
        return at

    def last(self, *kinds: FeedbackKind) -> Float64:
        """When the last event of these kinds came, minus infinity where none did; shape (pushes,)."""
        at = np.full(self.pushes, -np.inf)
        chosen = self.are(*kinds)
        np.maximum.at(at, self.push[chosen], self.at[chosen])
        return at

    def are(self, *kinds: FeedbackKind) -> Bool:
        """Which events are of these kinds."""
        wanted = np.zeros(len(FeedbackKind), np.bool_)
        wanted[[code_of(kind) for kind in kinds]] = True
        return wanted[self.kind]


def _heard(pushes: PushLog, events: EventLog, now: float) -> _Heard:
    """The events from when their push was sent until now; one within the skew counts as at its sending."""
    sent = pushes.sent_at[events.push]
    counts = (events.at >= sent - SKEW) & (events.at <= now) & (sent <= now)
    at = np.maximum(events.at, sent)[counts]
    return _Heard(
        len(pushes), events.push[counts], events.kind[counts], at, events.reason[counts], events.months[counts]
    )


def _called_off(pushes: PushLog, events: EventLog, heard: _Heard, closes: Float64) -> Bool:
    """Which pushes expired unsent, or were withdrawn while their window was open (or nobody knows when)."""
    dated = np.zeros(len(pushes), np.bool_)
    dated[events.push[events.kind == code_of(FeedbackKind.WITHDRAWN)]] = True
    withdrawn = heard.first(FeedbackKind.WITHDRAWN) < closes
    undated = (pushes.state == code_of(PushState.WITHDRAWN)) & ~dated
    expired = pushes.state == code_of(PushState.EXPIRED)
    return np.asarray(withdrawn | undated | expired, np.bool_)


def _last_word(heard: _Heard) -> UInt8:
    """Each push's Answer: the latest holds, but interest does not take an application back; a result counts as one.

    At the same moment a dismissal wins: better one push too few than one against the student's word.
    """
    dismissed = heard.last(FeedbackKind.NOT_FOR_ME)
    interested = heard.last(FeedbackKind.INTERESTED)
    applied = heard.last(FeedbackKind.APPLIED, *PROGRESS)
    answer = np.where(np.isfinite(dismissed), Answer.NOT_FOR_ME, Answer.NONE)
    answer[interested > dismissed] = Answer.INTERESTED
    answer[applied > dismissed] = Answer.APPLIED
    return answer.astype(np.uint8)


def _reason(heard: _Heard) -> UInt8:
    """The reason of each push's latest dismissal that gives one."""
    given = heard.are(FeedbackKind.NOT_FOR_ME) & (heard.reason > 0)
    push, at, reason = heard.push[given], heard.at[given], heard.reason[given]
    latest = np.full(heard.pushes, -np.inf)
    np.maximum.at(latest, push, at)
    found = np.zeros(heard.pushes, np.uint8)
    newest = at == latest[push]
    np.maximum.at(found, push[newest], reason[newest])
    return found


def _furthest(heard: _Heard) -> UInt8:
    step = np.zeros(len(FeedbackKind), np.uint8)
    for kind, progress in PROGRESS.items():
        step[code_of(kind)] = progress
    furthest = np.zeros(heard.pushes, np.uint8)
    np.maximum.at(furthest, heard.push, step[heard.kind])
    return furthest


def _links(heard: _Heard) -> list[tuple[float, int, str]]:
    """When, where in the chain and what: the second orders events of the same moment."""
    names = [kind.value for kind in FeedbackKind]
    months = [f"_{month}" if month else "" for month in heard.months]
    return [(float(at), int(kind), names[kind] + m) for at, kind, m in zip(heard.at, heard.kind, months, strict=True)]


def _alone(pushes: PushLog, events: EventLog, row: int) -> tuple[PushLog, EventLog]:
    """One push and its events, as logs of their own."""
    columns = {f.name: getattr(pushes, f.name) for f in fields(pushes)}
    its = np.flatnonzero(events.push == row)
    arrays = {name: column for name, column in columns.items() if isinstance(column, np.ndarray)}
    only: dict[str, Any] = {name: column[row : row + 1] for name, column in arrays.items()}
    taken = {f.name: getattr(events, f.name)[its] for f in fields(events)}
    return replace(pushes, **only), EventLog(**{**taken, "push": np.zeros(len(its), np.int32)})
