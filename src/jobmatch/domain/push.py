"""What leaves the night: pushes, and diagnoses for whoever gets none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PushState(StrEnum):
    PLANNED = "planned"
    LEASED = "leased"
    SENT = "sent"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Push:
    """One posting meant for one student, as ranked on one night.

    contributions are the additive parts of score, largest first; unknowns are the rule codes that nobody could
    answer; price is the shadow price of the posting on that night, in units of score.
    """

    student_id: str
    posting_id: str
    campaign: str  # the night's date, ISO 8601
    position: int  # 1 is the first in the student's list
    score: float
    price: float
    contributions: tuple[tuple[str, float], ...]
    channels: tuple[str, ...]  # why it became a candidate: dense, grassroots, subsidized
    unknowns: tuple[str, ...]
    policy_version: str
    model_version: str
    index_version: str

    @property
    def key(self) -> str:
        """The dedupe key handed to the channel: one push a student, posting and campaign."""
        return f"{self.student_id}|{self.posting_id}|{self.campaign}"


@dataclass(frozen=True, slots=True)
class Change:
    """A change to a profile or a plan, and how many live postings it alone would open."""

    code: str  # e.g. "licence:nurse_practising", "region:440600", "pay_floor:3500", "answer:groups"
    zh: str
    en: str
    opens: int


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why a student gets no push tonight, and what would change it (M12).

    cause: no_consent, not_seeking, nothing_fits, only_questions, below_bar or crowded_out. removed gives, for each
    rule code, how many live postings it alone or among others refuses.
    """

    student_id: str
    campaign: str
    cause: str
    zh: str
    en: str
    removed: tuple[tuple[str, int], ...]
    changes: tuple[Change, ...]


class FeedbackKind(StrEnum):
    DELIVERED = "delivered"
    OPENED = "opened"
    INTERESTED = "interested"
    APPLIED = "applied"
    NOT_FOR_ME = "not_for_me"
    COMMENT = "comment"
    INTERVIEW = "interview"
    OFFER = "offer"
    HIRED = "hired"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One event in the life of a push; event_id makes a repeated import harmless."""

    event_id: str
    student_id: str
    posting_id: str
    kind: FeedbackKind
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BatchRun:
    """One night of one home: the same date never runs twice to the end."""

    run_id: int
    date: date
    fencing: int
    state: str  # running, done
