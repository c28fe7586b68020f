"""How long one night's learning takes on a full log, read from a real database file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import update

from jobmatch.bench.bundled import bundled_students
from jobmatch.bench.machine import peak_mib, versions
from jobmatch.bench.world import draw_postings
from jobmatch.columns import Float32, Int32
from jobmatch.demo import NIGHT
from jobmatch.domain import Feedback, FeedbackKind, Identity, Medium, Push, PushState
from jobmatch.history import Float64
from jobmatch.learning import learn
from jobmatch.matching import LOGGED, Tools, model_text, model_version
from jobmatch.settings import Policy, read_settings
from jobmatch.store import Store, begin_run, keep_model, put_feedback, put_night, put_postings, put_students
from jobmatch.store.schema import push
from jobmatch.wiring import make_home

Bool = npt.NDArray[np.bool_]
Intp = npt.NDArray[np.intp]
NIGHTS = 30
POSTINGS = 2_000
EVENTS_A_PUSH = 1.4
OPENED, ANSWERED = 0.28, 0.12  # shares of the pushes


@dataclass(frozen=True, slots=True)
class Drawn:
    """A log to be put: student, posting and night of each push (n,), features (n, K), and what came of it.

    opened and answered say whether there is such an event, liked whether the answer is a yes.
    """

    student: Int32
    posting: Int32
    night: Int32
    features: Float32
    opened: Bool
    answered: Bool
    liked: Bool


def bench_learning(
    students: int, events: int, seed: int, on_step: Callable[[str], None] = lambda step: None
) -> dict[str, Any]:
    """Fill a home with so many students and events, and learn one night from it; seconds of wall-clock time.

    learn_seconds is all that `jobmatch learn` does: reading, outcomes, chances of a look, labels, training, writing.
    """
    with TemporaryDirectory() as folder:
        home = make_home(read_settings({}, Path(folder)))
        began = perf_counter()
        drawn = _draw(students, round(events / EVENTS_A_PUSH), np.random.default_rng(seed))
        put = _fill(home.store, home.tools, drawn, students, seed)
        filled = perf_counter()
        on_step("fill")
        record = learn(home.tools, NIGHT + timedelta(days=NIGHTS))
        ended = perf_counter()
        on_step("learn")
        size = sum(file.stat().st_size for file in Path(folder).glob("jobmatch.db*"))
    return {
        "students": students,
        "pushes": record["pushes"],
        "events": put,
        "labels": record["labels"],
        "students_with_effects": record["students_with_effects"],
        "learn_seconds": round(ended - filled, 2),
        "seconds": record["seconds"],
        "fill_seconds": round(filled - began, 2),
        "database_mib": round(size / (1 << 20), 1),
        "peak_mib": peak_mib(),
        "versions": versions(),
    }


def _draw(students: int, pushes: int, rng: np.random.Generator) -> Drawn:
    """Pushes spread evenly over students and nights, no pair twice; a yes follows the first features."""
    order = rng.permutation(pushes)
    student = (order % students).astype(np.int32)
    features = rng.random((pushes, len(LOGGED)), dtype=np.float32)
    liking: Float64 = features[:, :4].mean(axis=1).astype(np.float64)
    draw = rng.random(pushes)
    return Drawn(
        student,
        ((order // students + 7 * student) % POSTINGS).astype(np.int32),
        rng.integers(0, NIGHTS, pushes).astype(np.int32),
        features,
        draw < OPENED,
        draw < ANSWERED,
        rng.random(pushes) < liking,
    )


def _fill(store: Store, tools: Tools, drawn: Drawn, students: int, seed: int) -> int:
    """Students, postings, nights and events, through the store's own doors; returns how many events."""
    now = _morning(0)
    known = bundled_students()
    with store.write() as unit:
        entries = [(known[n % len(known)], Identity(f"学生{n}", f"B{n:07d}")) for n in range(students)]
        put_students(unit, entries, now)
        put_postings(unit, draw_postings(POSTINGS, Random(f"{seed}-postings")), now)
        version = model_version(tools.policy, tools.encoder_identity)
        keep_model(unit, version, model_text(tools.policy, tools.encoder_identity), now)
    put = 0
    for night in range(NIGHTS):
        rows = np.flatnonzero(drawn.night == night)
        day, sent_at = NIGHT + timedelta(days=night), _morning(night)
        with store.write() as unit:
            pushes = list(_pushes(drawn, rows, day, tools.policy, version))
            put_night(unit, begin_run(unit, day, sent_at), pushes, (), {}, {}, sent_at)
            sent = {"state": PushState.SENT, "sent_at": sent_at, "medium": Medium.MAIL}
            unit.connection.execute(update(push).where(push.c.campaign == day.isoformat()).values(sent))
            put += put_feedback(unit, list(_events(drawn, rows, day, sent_at)), sent_at).added
    return put


def _pushes(drawn: Drawn, rows: Intp, day: date, policy: Policy, model: str) -> Iterator[Push]:
    for row in rows.tolist():
        seen = tuple(drawn.features[row].tolist())
        yield Push(
            student_id=_student_id(drawn, row),
            posting_id=f"bench:{drawn.posting[row]}",
            campaign=day.isoformat(),
            position=1,
            score=0.5 + sum(seen[:4]) / 8,
            price=0.0,
            contributions=(),
            channels=("dense",),
            unknowns=(),
            policy_version=policy.version,
            model_version=model,
            index_version="bench",
            features=seen,
        )


def _events(drawn: Drawn, rows: Intp, day: date, sent_at: datetime) -> Iterator[Feedback]:
    for row in rows.tolist():
        answer = FeedbackKind.INTERESTED if drawn.liked[row] else FeedbackKind.NOT_FOR_ME
        happened = (
            (FeedbackKind.DELIVERED, True),
            (FeedbackKind.OPENED, drawn.opened[row]),
            (answer, drawn.answered[row]),
        )
        for place, (kind, came) in enumerate(happened):
            if came:
                at = sent_at + timedelta(hours=place * 5)
                yield Feedback(
                    f"{row}-{place}", _student_id(drawn, row), f"bench:{drawn.posting[row]}", day.isoformat(), kind, at
                )


def _student_id(drawn: Drawn, row: int) -> str:
    return f"S{drawn.student[row] + 1:06d}"


def _morning(night: int) -> datetime:
    return datetime(NIGHT.year, NIGHT.month, NIGHT.day, 1, tzinfo=UTC) + timedelta(days=night)
