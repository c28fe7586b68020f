"""Students whose silence has a known cause: a small simulation that shares no code with what is believed of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from tests.unit.feedback.silent_world import NIGHT, midnight

from jobmatch.columns import Float32
from jobmatch.domain import Medium, PushState, SilenceCause
from jobmatch.feedback import Answer, Outcomes, PostingFacts
from jobmatch.history import Float64, PushLog, code_of, day_number

TRUE_CAUSES = (
    None,
    SilenceCause.UNSEEN,
    SilenceCause.TOO_FAR,
    SilenceCause.PAY,
    SilenceCause.NIGHTS,
    SilenceCause.FIELD,
    SilenceCause.TOO_MANY,
)
MINORS = ("2-05-08-00", "2-05-06-00", "4-01-02-00", "4-14-02-00")
POSTINGS = 400
WINDOW_DAYS = 7
DRY = 0.02  # how often somebody answers what spoils an opening for them


@dataclass(frozen=True)
class Crowd:
    students: tuple[str, ...]
    cause: dict[str, SilenceCause | None]
    pushes: PushLog
    outcomes: Outcomes
    p_examined: Float64
    facts: PostingFacts


def crowd(students: int, nights: int, seed: int, causes: tuple[SilenceCause | None, ...] = TRUE_CAUSES) -> Crowd:
    """Three pushes a night to each student, every second night at first and every night later on."""
    rng = np.random.default_rng(seed)
    ids = tuple(f"S{number:06d}" for number in range(students))
    campaigns = [offset for offset in range(nights) if offset % 2 == 0 or offset > nights // 2]
    student = np.repeat(np.arange(students), 3 * len(campaigns))
    day_offset = np.tile(np.repeat(campaigns, 3), students)
    posting = _postings(rng, student, students)
    facts = _facts(rng)
    near = np.exp(-rng.exponential(70, len(student)) / 100)
    cause = rng.integers(len(causes), size=students)
    opened, spoke = _reactions(rng, student, posting, day_offset, near.astype(np.float32), facts, cause, causes)
    days = day_number(NIGHT) - WINDOW_DAYS - nights + day_offset
    pushes = _log(ids, student, posting, days, near.astype(np.float32))
    return Crowd(
        ids,
        {one: causes[cause[number]] for number, one in enumerate(ids)},
        pushes,
        _outcomes(pushes, opened, spoke),
        np.where(opened, 1.0, 0.05),
        facts,
    )


def _postings(rng: np.random.Generator, student: np.ndarray, students: int) -> np.ndarray:
    """Each student is mostly sent one kind of work; a posting's kind is its number modulo four."""
    main = rng.integers(len(MINORS), size=students)
    kind = np.where(rng.random(len(student)) < 0.65, main[student], rng.integers(len(MINORS), size=len(student)))
    return kind + len(MINORS) * rng.integers(POSTINGS // len(MINORS), size=len(student))


def _facts(rng: np.random.Generator) -> PostingFacts:
    minor = tuple(MINORS[number % len(MINORS)] for number in range(POSTINGS))
    return PostingFacts(
        pay_monthly_cny=(3000 + 100 * rng.integers(0, 40, POSTINGS)).astype(np.float32),
        nights=rng.random(POSTINGS) < 0.35,
        occupation=minor,
        group=tuple(f"{code[:4]}-00-00" for code in minor),
        minor=minor,
        prefecture=("440100",) * POSTINGS,
    )


def _reactions(
    rng: np.random.Generator,
    student: np.ndarray,
    posting: np.ndarray,
    day_offset: np.ndarray,
    near: Float32,
    facts: PostingFacts,
    cause: np.ndarray,
    causes: tuple[SilenceCause | None, ...],
) -> tuple[np.ndarray, np.ndarray]:
    students = len(cause)
    habit = rng.beta(6, 3, students)[student]
    eager = rng.beta(4, 5, students)[student]
    kind = posting % len(MINORS)
    first = np.searchsorted(student, np.arange(students))
    counts = np.zeros((students, len(MINORS)), int)
    np.add.at(counts, (student, kind), 1)
    busy = day_offset > day_offset.max() // 2
    spoils = {
        SilenceCause.TOO_FAR: near < np.exp(-rng.uniform(0.2, 0.6, students))[student],
        SilenceCause.PAY: facts.pay_monthly_cny[posting] < rng.uniform(4200, 6000, students)[student],
        SilenceCause.NIGHTS: facts.nights[posting],
        SilenceCause.FIELD: kind == counts.argmax(axis=1)[student],
    }
    assert len(first) == students
    opens, likes = habit.copy(), eager.copy()
    for number, one in enumerate(causes):
        its = cause[student] == number
        if one is SilenceCause.UNSEEN:
            opens[its] = 0.01
        elif one is SilenceCause.TOO_MANY:
            opens[its & busy] *= 0.12
        elif one is not None:
            likes[its & spoils[one]] *= DRY
    opened = rng.random(len(student)) < opens
    return opened, opened & (rng.random(len(student)) < likes)


def _log(ids: tuple[str, ...], student: np.ndarray, posting: np.ndarray, days: np.ndarray, near: Float32) -> PushLog:
    n = len(student)
    return PushLog(
        students=ids,
        postings=tuple(f"p:{number:05d}" for number in range(POSTINGS)),
        student=student.astype(np.int32),
        posting=posting.astype(np.int32),
        campaign_day=days.astype(np.int32),
        position=np.tile(np.arange(1, 4), n // 3).astype(np.int32),
        together=np.full(n, 3, np.int32),
        slot=np.zeros(n, np.uint8),
        medium=np.full(n, code_of(Medium.MAIL), np.uint8),
        state=np.full(n, code_of(PushState.SENT), np.uint8),
        sent_at=days * 86_400.0,
        score=np.ones(n),
        propensity=np.full(n, np.nan),
        features=near[:, None],
        feature_names=("nearness",),
    )


def _outcomes(pushes: PushLog, opened: np.ndarray, spoke: np.ndarray) -> Outcomes:
    later = timedelta(hours=6).total_seconds()
    return Outcomes(
        delivered_at=pushes.sent_at,
        opened_at=np.where(opened, pushes.sent_at + later, np.nan),
        answered_at=np.where(spoke, pushes.sent_at + 2 * later, np.nan),
        answer=np.where(spoke, Answer.INTERESTED, Answer.NONE).astype(np.uint8),
        reason=np.zeros(len(pushes), np.uint8),
        furthest=np.zeros(len(pushes), np.uint8),
        ended=np.zeros(len(pushes), np.bool_),
        open=np.zeros(len(pushes), np.bool_),
        ignored=~spoke,
        closed=np.ones(len(pushes), np.bool_),
        now=midnight(0),
    )
