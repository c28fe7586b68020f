"""Small logs of pushes, each with what became of it, written down one push at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from jobmatch.domain import (
    DismissalReason,
    Medium,
    PushState,
    SilenceCause,
    Task,
    TaskKind,
    TaskState,
)
from jobmatch.feedback import Answer, Outcomes
from jobmatch.history import PushLog, code_of, day_number

NIGHT = date(2026, 11, 30)
HOUR = timedelta(hours=1)
MORNING = timedelta(hours=1)  # past midnight UTC: nine o'clock in China


@dataclass(frozen=True)
class Sent:
    """One push, days before NIGHT, and what came of it."""

    student: str
    days_ago: int
    posting: str = "p:0"
    became: Answer | None = None  # None: nothing came
    reason: DismissalReason | None = None
    opened: timedelta | None = None  # after midnight UTC of the campaign's day
    window_open: bool = False
    delivered: bool = True
    state: PushState = PushState.SENT
    medium: Medium = Medium.MAIL
    together: int = 1
    features: tuple[float, ...] = (0.0,)
    answered_days_later: float = 1.0


def midnight(days_ago: int) -> float:
    return day_number(NIGHT - timedelta(days=days_ago)) * 86_400.0


def logged(sent: Sequence[Sent], names: Sequence[str] = ("nearness",)) -> tuple[PushLog, Outcomes]:
    """The log of these pushes, sorted as the store does, with their outcomes."""
    rows = sorted(sent, key=lambda one: (one.student, -one.days_ago))
    students = tuple(sorted({one.student for one in rows}))
    postings = tuple(sorted({one.posting for one in rows}))
    days = [day_number(NIGHT - timedelta(days=one.days_ago)) for one in rows]
    pushes = PushLog(
        students=students,
        postings=postings,
        student=np.array([students.index(one.student) for one in rows], np.int32),
        posting=np.array([postings.index(one.posting) for one in rows], np.int32),
        campaign_day=np.array(days, np.int32),
        position=np.ones(len(rows), np.int32),
        together=np.array([one.together for one in rows], np.int32),
        slot=np.zeros(len(rows), np.uint8),
        medium=np.array([code_of(one.medium) for one in rows], np.uint8),
        state=np.array([code_of(one.state) for one in rows], np.uint8),
        sent_at=np.array([midnight(one.days_ago) if one.delivered else np.nan for one in rows]),
        score=np.ones(len(rows)),
        propensity=np.full(len(rows), np.nan),
        features=np.array([one.features for one in rows], np.float32).reshape(len(rows), len(names)),
        feature_names=tuple(names),
    )
    return pushes, outcomes_of(rows)


def outcomes_of(rows: Sequence[Sent]) -> Outcomes:
    answered = [one.became is not None for one in rows]
    closed = [one.delivered and one.became is None and not one.window_open for one in rows]
    return Outcomes(
        delivered_at=np.array([midnight(one.days_ago) if one.delivered else np.nan for one in rows]),
        opened_at=np.array(
            [midnight(one.days_ago) + one.opened.total_seconds() if one.opened is not None else np.nan for one in rows]
        ),
        answered_at=np.array(
            [
                midnight(one.days_ago) + one.answered_days_later * 86_400 if spoke else np.nan
                for one, spoke in zip(rows, answered, strict=True)
            ]
        ),
        answer=np.array([one.became or Answer.NONE for one in rows], np.uint8),
        reason=np.array([0 if one.reason is None else 1 + code_of(one.reason) for one in rows], np.uint8),
        furthest=np.zeros(len(rows), np.uint8),
        ended=np.array([not one.delivered for one in rows], np.bool_),
        open=np.array([one.window_open and one.became is None for one in rows], np.bool_),
        ignored=np.array(closed, np.bool_),
        closed=np.array([one.delivered and not one.window_open for one in rows], np.bool_),
        now=midnight(0),
    )


def told(student: str, cause: SilenceCause, days_ago: int = 2) -> Task:
    """A task about a student's silence that a counselor has answered."""
    opened = NIGHT - timedelta(days=days_ago + 1)
    return Task(
        task_id=f"{student}|silence|{opened}",
        student_id=student,
        kind=TaskKind.SILENCE,
        opened_on=opened,
        cause=SilenceCause.UNCLEAR,
        confidence=0.5,
        evidence=(),
        pushes=(),
        belief_zh="",
        belief_en="",
        question_zh="",
        question_en="",
        state=TaskState.ANSWERED,
        answer=cause,
        answered_by="王老师",
        answered_at=datetime(NIGHT.year, NIGHT.month, NIGHT.day, tzinfo=UTC) - timedelta(days=days_ago),
    )
