"""What leaves the night: pushes, and diagnoses for whoever gets none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PushState(StrEnum):
    PLANNED = "planned"
    LEASED = "leased"
    SENT = "sent"
    EXPIRED = "expired"  # never sent: the posting closed, or consent was taken back
    BOUNCED = "bounced"  # refused by the channel for good
    WITHDRAWN = "withdrawn"  # taken back by the office


class Slot(StrEnum):
    """How a push came by its place in the night; order is part of stored logs, append only."""

    RANKED = "ranked"  # the allocation chose it
    EXPLORED = "explored"  # drawn from a known softmax; carries a propensity
    OVERRIDE = "override"  # a counselor asked for it


class Medium(StrEnum):
    """What carries a push to its student; order is part of stored logs, append only."""

    FILE = "file"
    MAIL = "mail"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class Push:
    """One posting meant for one student, as ranked on one night.

    contributions are the additive parts of score, largest first; unknowns are the rule codes that nobody could
    answer; price is the shadow price of the posting on that night, in units of score. features are what the model
    saw, in the order its manifest names. propensity is the chance the draw gave this posting, for an explored push
    only. offer fingerprints what the posting offered, so that a later change can be told. daypart is the part of the
    day to send it in, one of history.DAYPARTS; empty: at any time.
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
    together: int = 1  # pushes of this student and campaign, this one included
    slot: Slot = Slot.RANKED
    propensity: float | None = None
    features: tuple[float, ...] = ()
    offer: str = ""
    daypart: str = ""

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

    cause is one of matching.Cause. removed gives, for each rule code, how many live postings it alone or among others
    refuses.
    """

    student_id: str
    campaign: str
    cause: str
    zh: str
    en: str
    removed: tuple[tuple[str, int], ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class BatchRun:
    """One night of one home: the same date never runs twice to the end."""

    run_id: int
    date: date
    fencing: int
    state: str  # running, done
