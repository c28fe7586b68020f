"""Logs with a known truth: labels drawn from a line that the test wrote down."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from jobmatch.feedback import Labels
from jobmatch.history import PushLog
from jobmatch.matching import LOGGED
from jobmatch.rank import NAMES
from jobmatch.settings import default_policy_toml, parse_policy
from jobmatch.settings.loop import Learning

DAY = 86_400.0
NOW = 1_000 * DAY
WEIGHTS = dict(parse_policy(default_policy_toml()).weights)
LEARNING = parse_policy(default_policy_toml()).loop.learning
OPEN_STEP = replace(LEARNING, step=10.0, student_share=1.0, employer_share=1.0)
RESPONSE, LEVEL = 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Truth:
    """What a drawn log's labels follow: shift (F,) and tastes (S, K) in units of score, noise a standard deviation."""

    shift: dict[str, float]
    taste: float = 0.0
    noise: float = 0.1


def draw_log(students: int, each: int, truth: Truth, seed: int = 0, days: int = 1) -> tuple[PushLog, Labels]:
    """Pushes of random postings, and labels on the line of the truth."""
    rng = np.random.default_rng(seed)
    n = students * each
    student = np.repeat(np.arange(students, dtype=np.int32), each)
    features = rng.uniform(0, 1, (n, len(LOGGED))).astype(np.float32)
    weights = np.array([WEIGHTS[name] + truth.shift.get(name, 0.0) for name in NAMES])
    tastes = truth.taste * rng.standard_normal((students, len(LOGGED)))
    off = features - 0.5
    score = off[:, : len(NAMES)] @ weights + (off * tastes[student]).sum(axis=1)
    value = LEVEL + RESPONSE * score + truth.noise * rng.standard_normal(n)
    sent_at = NOW - DAY * rng.integers(0, days, n)
    return log_of(student, features, sent_at), Labels(value, np.ones(n))


def log_of(student: np.ndarray, features: np.ndarray, sent_at: np.ndarray) -> PushLog:
    """A log of sent pushes, each of a posting of its own."""
    n, count = len(student), int(student.max(initial=-1)) + 1
    ones = np.ones(n, np.int32)
    return PushLog(
        students=tuple(f"S{number:06d}" for number in range(count)),
        postings=tuple(f"P{number:06d}" for number in range(n)),
        student=student.astype(np.int32),
        posting=np.arange(n, dtype=np.int32),
        campaign_day=(sent_at // DAY).astype(np.int32),
        position=ones,
        together=ones,
        slot=np.zeros(n, np.uint8),
        medium=np.zeros(n, np.uint8),
        state=np.full(n, 2, np.uint8),
        sent_at=sent_at.astype(np.float64),
        score=np.zeros(n),
        propensity=np.full(n, np.nan),
        features=features.astype(np.float32),
        feature_names=LOGGED,
    )


def take(pushes: PushLog, labels: Labels, rows: np.ndarray) -> tuple[PushLog, Labels]:
    """The chosen rows, students and postings as before."""
    per_row = ("student", "posting", "campaign_day", "position", "together", "slot", "medium", "state", "sent_at")
    columns = {name: getattr(pushes, name)[rows] for name in (*per_row, "score", "propensity", "features")}
    return replace(pushes, **columns), Labels(labels.value[rows], labels.weight[rows])


def learning(**changed: float) -> Learning:
    """The shipped settings without cap or step, but for what is changed."""
    return replace(OPEN_STEP, **changed)
