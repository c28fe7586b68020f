"""What one row of a feedback file says: an event of a push, an opinion on the help, or a counselor's answer."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

import nh3

from jobmatch.domain import FOLLOW_UP_MONTHS, DismissalReason, FeedbackKind, SilenceCause, Source
from jobmatch.ingest.rejects import WrongField

_FIELDS = """
event_id push student posting campaign token kind at reason comment months source stars week task answer note by
"""
FIELDS = frozenset(_FIELDS.split())
OPINION = "opinion"
LONGEST_COMMENT = 4_000
CLOCK_AHEAD = timedelta(days=1)  # an event later than this cannot be: a clock went ahead
BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # Unicode TR 9: what could turn a line around
MARKUP = re.compile(r"[<&]")
WEEK = re.compile(r"\d{4}-W(0[1-9]|[1-4]\d|5[0-3])")
MOST_STARS = 5
_BY_CHANNEL = (FeedbackKind.DELIVERED, FeedbackKind.BOUNCED, FeedbackKind.OPENED)
_BY_STUDENT = (FeedbackKind.INTERESTED, FeedbackKind.APPLIED, FeedbackKind.NOT_FOR_ME, FeedbackKind.COMMENT)
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the push named by its key or by a token, one of which may be empty."""

    event_id: str  # empty: to be made from all the rest
    push: str
    token: str
    kind: FeedbackKind
    at: datetime
    reason: DismissalReason | None
    comment: str
    months: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class Thought:
    """An opinion; whatever else stood in its row is not read."""

    event_id: str
    token: str
    at: datetime
    week: str
    stars: int
    comment: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A counselor's answer to a task."""

    task_id: str
    cause: SilenceCause
    note: str
    by: str
    at: datetime


def read_entry(cells: Mapping[str, str], now: datetime) -> Event | Thought | Reply:
    """The entry of one row; raises WrongField for a field that is missing, unknown or out of bounds."""
    if cells.get("task"):
        return _reply(cells, now)
    if cells.get("kind", "").lower() == OPINION:
        return _thought(cells, now)
    return _event(cells, now)


def clean_comment(written: str) -> str:
    """A comment as it may be kept; raises BadInput where it is too long."""
    return plain_text("comment", written)


def check_moment(at: datetime, now: datetime) -> None:
    """Raises WrongField for a moment that is yet to come."""
    if at > now + CLOCK_AHEAD:
        raise WrongField("at", f"is yet to come (it is {now.isoformat(timespec='minutes')}); did a clock go ahead?")


def plain_text(field: str, written: str) -> str:
    """What somebody wrote, without markup and without characters that only turn or hide text.

    Raises WrongField where it is longer than LONGEST_COMMENT. Markup that was escaped goes too.

    >>> plain_text("comment", "<b>太远</b>，3 &lt; 5<script>alert(1)</script>\\u202e")
    '太远，3 < 5'
    """
    if len(written) > LONGEST_COMMENT:
        raise WrongField(field, f"{len(written)} characters; expected at most {LONGEST_COMMENT}")
    text, before = BIDI.sub("", written), None
    while text != before and MARKUP.search(text):
        before, text = text, html.unescape(nh3.clean(text, tags=set()))
    return text.strip()


def _event(cells: Mapping[str, str], now: datetime) -> Event:
    kind = _member(FeedbackKind, "kind", cells.get("kind", ""), f"or {OPINION}")
    comment = plain_text("comment", cells.get("comment", ""))
    if kind is FeedbackKind.COMMENT and not comment:
        raise WrongField("comment", "a comment needs words")
    token = cells.get("token", "")
    if token and kind not in (FeedbackKind.OPENED, *_BY_STUDENT):
        raise WrongField("kind", f"a token lets a student say {', '.join(_BY_STUDENT)}, not {kind}")
    return Event(
        event_id=cells.get("event_id", ""),
        push=_push(cells, bool(token)),
        token=token,
        kind=kind,
        at=_moment(cells.get("at", ""), now),
        reason=_reason(cells, kind),
        comment=comment,
        months=_months(cells.get("months", ""), kind),
        source=Source.STUDENT if token else _source(cells.get("source", ""), kind),
    )


def _thought(cells: Mapping[str, str], now: datetime) -> Thought:
    stars = cells.get("stars", "")
    if stars not in map(str, range(1, MOST_STARS + 1)):
        raise WrongField("stars", f"expected 1 to {MOST_STARS}")
    at = _moment(cells["at"], now) if cells.get("at") else now
    week = cells.get("week") or "{}-W{:02}".format(*at.isocalendar())
    if not WEEK.fullmatch(week):
        raise WrongField("week", "expected a week of ISO 8601, such as 2026-W47")
    comment = plain_text("comment", cells.get("comment", ""))
    return Thought(cells.get("event_id", ""), cells.get("token", ""), at, week, int(stars), comment)


def _reply(cells: Mapping[str, str], now: datetime) -> Reply:
    by = plain_text("by", cells.get("by", ""))
    if not by:
        raise WrongField("by", "an answer to a task needs the name of who gives it")
    return Reply(
        task_id=cells["task"],
        cause=_member(SilenceCause, "answer", cells.get("answer", "")),
        note=plain_text("note", cells.get("note", "")),
        by=by,
        at=_moment(cells["at"], now) if cells.get("at") else now,
    )


def _push(cells: Mapping[str, str], token: bool) -> str:
    parts = [cells.get(name, "") for name in ("student", "posting", "campaign")]
    key = cells.get("push", "") or ("|".join(parts) if all(parts) else "")
    if not (key or token):
        raise WrongField("push", "expected the push's key, or student, posting and campaign, or a token")
    if key and key.count("|") < len(parts) - 1:
        raise WrongField("push", "expected student|posting|campaign")
    return key


def _moment(written: str, now: datetime) -> datetime:
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        raise WrongField("at", "expected a moment as in ISO 8601, such as 2026-01-21T09:30:00+08:00") from None
    if at.tzinfo is None:
        raise WrongField("at", "no time zone; expected one, such as +08:00")
    check_moment(at, now)
    return at


def _reason(cells: Mapping[str, str], kind: FeedbackKind) -> DismissalReason | None:
    written = cells.get("reason", "")
    if not written:
        return None
    if kind is not FeedbackKind.NOT_FOR_ME:
        raise WrongField("reason", f"goes with {FeedbackKind.NOT_FOR_ME} only")
    return _member(DismissalReason, "reason", written)


def _months(written: str, kind: FeedbackKind) -> int | None:
    if kind is not FeedbackKind.STAYED:
        if written:
            raise WrongField("months", f"goes with {FeedbackKind.STAYED} only")
        return None
    if written not in map(str, FOLLOW_UP_MONTHS):
        raise WrongField("months", f"expected {', '.join(map(str, FOLLOW_UP_MONTHS))}")
    return int(written)


def _source(written: str, kind: FeedbackKind) -> Source:
    """Who says so; where the file does not tell, whoever usually does."""
    if written:
        return _member(Source, "source", written)
    if kind in _BY_CHANNEL:
        return Source.CHANNEL
    return Source.STUDENT if kind in _BY_STUDENT else Source.COUNSELOR


def _member(kind: type[E], field: str, written: str, others: str = "") -> E:
    try:
        return kind(written.lower())
    except ValueError:
        raise WrongField(field, f"expected {', '.join(kind)} {others}".strip()) from None
