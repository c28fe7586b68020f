"""A home with a log in its store, for the nights that are learned from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
from store_samples import opening, person, planned

from jobmatch.columns import Float32
from jobmatch.domain import Feedback, FeedbackKind, Medium, Push
from jobmatch.matching import LOGGED, Tools, model_text, model_version
from jobmatch.rank import NAMES
from jobmatch.settings import default_policy_toml, parse_policy, read_settings
from jobmatch.store import (
    begin_run,
    keep_model,
    lease_pushes,
    mark_sent,
    put_feedback,
    put_night,
    put_postings,
    put_students,
)
from jobmatch.wiring import make_home

FIRST = date(2026, 10, 1)
ENCODER = "encoder-1"
LIKED = NAMES.index("nearness")


def a_home(folder: Path, policy_toml: str = "") -> Tools:
    """An empty home, whose encoder is never asked anything."""
    home = make_home(read_settings({}, folder))
    settings = home.settings
    return Tools(
        store=home.store,
        encode=_no_texts,
        encoder_identity=ENCODER,
        index_root=settings.index_root,
        runs_root=settings.runs_root,
        models_root=settings.models_root,
        explored_root=settings.explored_root,
        policy=parse_policy(policy_toml or default_policy_toml()),
        clock=lambda: morning(60),
    )


def a_taught_home(folder: Path, students: int = 40, nights: int = 6, seed: int = 0) -> Tools:
    """A home where students answered one push a night: a yes for openings near home, a no for the others."""
    tools = a_home(folder)
    policy = tools.policy
    version = model_version(policy, ENCODER)
    with tools.store.write() as unit:
        put_students(unit, [person(f"2022{number:03d}") for number in range(students)], morning(0))
        put_postings(unit, [opening(str(number)) for number in range(nights)], morning(0))
        keep_model(unit, version, model_text(policy, ENCODER), morning(0))
    rng = np.random.default_rng(seed)
    for night in range(nights):
        run_a_night(tools, night, rng.uniform(0, 1, (students, len(LOGGED))).astype(np.float32))
    return tools


def run_a_night(tools: Tools, night: int, features: Float32) -> None:
    """One push to each student, sent, and answered the same day."""
    version = model_version(tools.policy, ENCODER)
    pushes = [
        replace(
            planned(f"S{row + 1:06d}", f"gd:{night}", day(night).isoformat()),
            model_version=version,
            features=tuple(seen.tolist()),
        )
        for row, seen in enumerate(features)
    ]
    with tools.store.write() as unit:
        put_night(unit, begin_run(unit, day(night), morning(night)), pushes, (), {}, {}, morning(night))
        mark_sent(unit, lease_pushes(unit, "test", morning(night), 60, len(pushes)), morning(night), Medium.MAIL)
        put_feedback(unit, [_answer(push, night) for push in pushes], morning(night + 1))


def day(night: int) -> date:
    return FIRST + timedelta(days=night)


def morning(night: int) -> datetime:
    return datetime(FIRST.year, FIRST.month, FIRST.day, 1, tzinfo=UTC) + timedelta(days=night)


def _answer(push: Push, night: int) -> Feedback:
    kind = FeedbackKind.INTERESTED if push.features[LIKED] > 0.5 else FeedbackKind.NOT_FOR_ME
    at = morning(night) + timedelta(hours=3)
    return Feedback(f"e-{push.key}", push.student_id, push.posting_id, push.campaign, kind, at)


def _no_texts(texts: Sequence[str]) -> Float32:
    raise AssertionError(f"learning reads no text, got {len(texts)}")
