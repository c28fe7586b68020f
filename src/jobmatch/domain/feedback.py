"""What comes back of pushes, and what a person makes of silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class FeedbackKind(StrEnum):
    """The links of a push's chain after it was sent; order is part of stored logs, append only."""

    DELIVERED = "delivered"
    BOUNCED = "bounced"
    OPENED = "opened"
    INTERESTED = "interested"
    APPLIED = "applied"
    NOT_FOR_ME = "not_for_me"
    COMMENT = "comment"
    INTERVIEW = "interview"
    OFFER = "offer"
    HIRED = "hired"
    STAYED = "stayed"  # still there, months after the start: 1, 3, 12 or 36
    LEFT = "left"
    WITHDRAWN = "withdrawn"  # taken back by the office after it was sent


class DismissalReason(StrEnum):
    """Why a student says "not for me"; order is part of stored logs, append only."""

    TOO_FAR = "too_far"
    PAY = "pay"
    NIGHTS = "nights"
    NOT_MY_FIELD = "not_my_field"
    EMPLOYER = "employer"
    FOUND_WORK = "found_work"
    OTHER = "other"


class Source(StrEnum):
    """Who says so."""

    STUDENT = "student"
    CHANNEL = "channel"
    COUNSELOR = "counselor"
    EMPLOYER = "employer"


FOLLOW_UP_MONTHS = (1, 3, 12, 36)


@dataclass(frozen=True, slots=True)
class Feedback:
    """One event in the life of a push; event_id makes a repeated import harmless.

    at is when it happened, not when it was heard of. reason goes with NOT_FOR_ME, months with STAYED. comment is
    whatever the student wrote: sealed at rest, never embedded, never read by a model.
    """

    event_id: str
    student_id: str
    posting_id: str
    campaign: str
    kind: FeedbackKind
    at: datetime
    reason: DismissalReason | None = None
    comment: str = ""
    months: int | None = None
    source: Source = Source.STUDENT


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody thinks of the help itself, anonymously (M14): no student, no push, and only the week it came in."""

    opinion_id: str
    week: str  # ISO 8601, e.g. "2026-W47"
    stars: int  # 1 (no help) to 5
    comment: str = ""


class SilenceCause(StrEnum):
    """What a run of ignored pushes may mean; order is part of stored logs, append only."""

    UNSEEN = "unseen"  # delivered, and hardly ever opened
    TOO_FAR = "too_far"
    PAY = "pay"
    NIGHTS = "nights"
    FIELD = "field"  # not the work the student looks for
    TOO_MANY = "too_many"
    NOT_SEEKING = "not_seeking"
    UNCLEAR = "unclear"


class TaskKind(StrEnum):
    SILENCE = "silence"
    CONTACT = "contact"  # messages come back


class TaskState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"  # overtaken: the student answered, was placed or took consent back


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing the silent pushes had in common: share of them, beside the share among what was answered, or usual."""

    code: str  # e.g. "distance_km", "occupation:2-05-08", "position"
    share: float
    usual: float
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Task:
    """A question to a person about one student: what is believed, on what evidence, and one thing worth asking."""

    task_id: str  # student|kind|the night it was opened
    student_id: str
    kind: TaskKind
    opened_on: date
    cause: SilenceCause
    confidence: float  # in [0, 1]: the share of belief in cause
    evidence: tuple[Evidence, ...]
    pushes: tuple[str, ...]  # keys of the pushes it is about
    belief_zh: str
    belief_en: str
    question_zh: str
    question_en: str
    state: TaskState = TaskState.OPEN
    answer: SilenceCause | None = None
    note: str = ""  # the counselor's words; sealed at rest
    answered_by: str = ""
    answered_at: datetime | None = None


class ProposalState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change to a profile that answers suggest; nothing changes until the student or the counselor confirms it.

    field names a field of Wishes; before and after are JSON of its value.
    """

    proposal_id: str
    student_id: str
    field: str  # e.g. "pay_floor_monthly_cny", "nights", "refused_places", "occupations"
    before: str
    after: str
    basis: tuple[str, ...]  # event ids, or the task's id
    zh: str
    en: str
    proposed_on: date
    state: ProposalState = ProposalState.PROPOSED
    decided_by: str = ""
    decided_at: datetime | None = None


class OverrideVerb(StrEnum):
    PUSH = "push"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Override:
    """A counselor's word about one student and one posting: push this, or never that; kept for good.

    lifted_at is when it was taken back.
    """

    student_id: str
    posting_id: str
    verb: OverrideVerb
    reason: str
    by: str
    at: datetime
    lifted_at: datetime | None = None
