"""Pushes and what came of them, drawn from a world where who looks at what is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jobmatch.domain import DismissalReason, FeedbackKind, Medium, PushState, Slot, Source
from jobmatch.history import EventLog, Float64, PushLog, code_of

DAY = 86_400.0
WINDOW_DAYS = 7
FIRST_DAY = 20_600  # 2026-05-27, a Wednesday
POSITION = np.array([1.0, 0.7, 0.45])
DAYPART = np.array([0.5, 0.8, 1.0, 1.2])  # night, morning, afternoon, evening
LOOKS = 0.55  # in the afternoon, at the first place, for average habit


@dataclass(frozen=True)
class World:
    """A log with its truth: the chance of a look, and how well each push suits its student (share who say yes)."""

    pushes: PushLog
    events: EventLog
    p_look: Float64  # for this student
    p_usual: Float64  # for average habit
    suits: Float64
    now: float


def pushes_of(
    student: list[int] | np.ndarray,
    posting: list[int] | np.ndarray | None = None,
    *,
    night: list[int] | np.ndarray | None = None,
    sent_at: Float64 | None = None,
    position: np.ndarray | None = None,
    medium: Medium = Medium.MAIL,
    score: Float64 | None = None,
) -> PushLog:
    """A log of sent pushes: postings, nights, times and positions as given, else each of its own and the first."""
    numbers = np.asarray(student, np.int32)
    n = len(numbers)
    nights = np.zeros(n, np.int32) if night is None else np.asarray(night, np.int32)
    postings = np.arange(n, dtype=np.int32) if posting is None else np.asarray(posting, np.int32)
    places = np.ones(n, np.int32) if position is None else np.asarray(position, np.int32)
    _, visit, together = np.unique(numbers * 10_000 + nights, return_inverse=True, return_counts=True)
    return PushLog(
        students=tuple(f"s{i:06}" for i in range(numbers.max(initial=-1) + 1)),
        postings=tuple(f"p{i:07}" for i in range(postings.max(initial=-1) + 1)),
        student=numbers,
        posting=postings,
        campaign_day=FIRST_DAY + nights,
        position=places,
        together=together[visit].astype(np.int32),
        slot=np.full(n, code_of(Slot.RANKED), np.uint8),
        medium=np.full(n, code_of(medium), np.uint8),
        state=np.full(n, code_of(PushState.SENT), np.uint8),
        sent_at=np.asarray((FIRST_DAY + nights) * DAY if sent_at is None else sent_at, np.float64),
        score=np.ones(n) if score is None else score,
        propensity=np.full(n, np.nan),
        features=np.zeros((n, 0), np.float32),
        feature_names=(),
    )


def events_of(*events: tuple[int, FeedbackKind, float], reasons: dict[int, DismissalReason] | None = None) -> EventLog:
    """A log of events in the order given: (row of the push, kind, when); reasons are by the event's number."""
    reason = np.zeros(len(events), np.uint8)
    for number, given in (reasons or {}).items():
        reason[number] = 1 + code_of(given)
    return EventLog(
        push=np.array([row for row, _, _ in events], np.int32),
        kind=np.array([code_of(kind) for _, kind, _ in events], np.uint8),
        at=np.array([at for _, _, at in events], np.float64),
        reason=reason,
        months=np.zeros(len(events), np.uint8),
        source=np.full(len(events), code_of(Source.STUDENT), np.uint8),
    )


def draw_world(
    students: int = 1_000,
    nights: int = 7,
    *,
    medium: Medium = Medium.MAIL,
    opens: bool = True,
    seed: int = 0,
    later_days: float = 30.0,
    look_after_days: float = 0.5,
) -> World:
    """Three pushes a student and night; the better suits stand higher, as a ranking would have it."""
    rng = np.random.default_rng(seed)
    student = np.repeat(np.arange(students), nights * 3)
    night = np.tile(np.repeat(np.arange(nights), 3), students)
    position = np.tile([1, 2, 3], students * nights)
    part = np.repeat(rng.integers(4, size=students * nights), 3)
    sent_at = (FIRST_DAY + night) * DAY + (part * 6 - 8 + 2) * 3600.0  # two hours into the part, in China
    score = np.sort(rng.uniform(size=(students * nights, 3)), axis=1)[:, ::-1].ravel()
    habit = rng.gamma(2.0, 0.5, students) * (rng.uniform(size=students) > 0.1) / 0.9  # a tenth never opens anything
    usual = LOOKS * POSITION[position - 1] * DAYPART[part]
    suits = 0.1 + 0.5 * score
    pushes = pushes_of(student, night=night, sent_at=sent_at, position=position, medium=medium, score=score)
    p_look = np.minimum(usual * habit[student], 1.0)
    now = (FIRST_DAY + nights) * DAY + later_days * DAY
    return World(pushes, _answers(pushes, p_look, suits, opens, look_after_days, rng), p_look, usual, suits, now)


def _answers(
    pushes: PushLog, p_look: Float64, suits: Float64, opens: bool, look_after_days: float, rng: np.random.Generator
) -> EventLog:
    """A look takes its time; nine looks in ten show as an open, and those who like what they see say so."""
    n = len(pushes)
    looked = rng.uniform(size=n) < p_look
    looked_at = pushes.sent_at + np.minimum(rng.exponential(look_after_days * DAY, n), 6 * DAY)
    shown = looked & (rng.uniform(size=n) < 0.9) & opens
    liked = looked & (rng.uniform(size=n) < suits)
    rows = [np.arange(n), np.flatnonzero(shown), np.flatnonzero(liked)]
    kinds = [FeedbackKind.DELIVERED, FeedbackKind.OPENED, FeedbackKind.INTERESTED]
    times = [pushes.sent_at, looked_at[shown], looked_at[liked] + 600]
    push = np.concatenate(rows).astype(np.int32)
    at = np.concatenate(times)
    kind = np.concatenate([np.full(len(r), code_of(k), np.uint8) for r, k in zip(rows, kinds, strict=True)])
    order = np.lexsort((at, push))
    zeros = np.zeros(len(push), np.uint8)
    return EventLog(push[order], kind[order], at[order], zeros, zeros, zeros)
