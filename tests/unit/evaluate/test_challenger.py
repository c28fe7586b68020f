"""Boosted trees against the linear model, where it is known beforehand which of them must do better."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import mannwhitneyu
from tests.unit.learning.logs import DAY, NOW, log_of

from jobmatch.domain import BadInput, FeedbackKind, Misconfigured
from jobmatch.evaluate.challenger import Judged, challenge, compare
from jobmatch.evaluate.ranked_pairs import concordance
from jobmatch.history import EventLog, PushLog, code_of
from jobmatch.matching import LOGGED
from jobmatch.settings import Policy, default_policy_toml, parse_policy

DAYS = 60
SPLIT = NOW - 20 * DAY


def unbridled() -> Policy:
    policy = parse_policy(default_policy_toml())
    free = replace(policy.loop.learning, step=10.0, student_share=1.0, half_life_days=1000.0, taste_cap=10.0)
    return replace(policy, loop=replace(policy.loop, learning=free))


def lived(p_applies: np.ndarray, features: np.ndarray, students: int) -> tuple[PushLog, EventLog]:
    """Pushes over DAYS, every one opened and answered the same hour: applied, or not for me."""
    rng = np.random.default_rng(4)
    n = len(p_applies)
    student = np.sort(np.arange(n) % students)
    pushes = log_of(student, features, NOW - DAY * rng.integers(1, DAYS, n))
    applied = rng.random(n) < p_applies
    kind = np.where(applied, code_of(FeedbackKind.APPLIED), code_of(FeedbackKind.NOT_FOR_ME)).astype(np.uint8)
    nothing = np.zeros(n, np.uint8)
    events = EventLog(np.arange(n, dtype=np.int32), kind, pushes.sent_at + 3600, nothing, nothing, nothing)
    return pushes, events


def features_of(n: int) -> np.ndarray:
    return np.random.default_rng(3).uniform(0, 1, (n, len(LOGGED))).astype(np.float32)


def test_trees_win_where_taste_is_an_exclusive_or() -> None:
    features = features_of(4_000)
    either = (features[:, 0] > 0.5) != (features[:, 1] > 0.5)
    record = challenge(*lived(np.where(either, 0.8, 0.1), features, 100), unbridled(), SPLIT, NOW, 1)
    assert record["trees_win"]
    assert record["trees_less_linear"]["auc_within_students"]["low"] > 0.1
    assert record["trees_less_linear"]["log_loss"]["high"] < 0
    assert record["trained_on"] > record["judged_on"] > 500


def test_trees_do_not_win_where_everybody_has_a_taste_of_their_own() -> None:
    students, each = 200, 30
    features = features_of(students * each)
    taste = np.repeat(np.random.default_rng(2).normal(0, 0.5, (students, len(LOGGED))), each, axis=0)
    liking = ((features - 0.5) * taste).sum(axis=1)
    record = challenge(*lived(1 / (1 + np.exp(-3 * liking)), features, students), unbridled(), SPLIT, NOW, 1)
    assert not record["trees_win"]
    linear, policy = (record["models"][name]["auc_within_students"] for name in ("linear", "policy"))
    assert linear["low"] > policy["high"]


def test_what_came_after_the_split_teaches_nobody() -> None:
    features = features_of(1_000)
    pushes, events = lived(np.full(1_000, 0.5), features, 50)
    late = replace(events, at=np.where(events.at < SPLIT, SPLIT + 3600, events.at))
    with pytest.raises(BadInput, match="0 labels before the split"):
        challenge(pushes, late, unbridled(), SPLIT, NOW, 1)


def test_the_area_is_that_of_the_rank_test() -> None:
    rng = np.random.default_rng(0)
    score, liked = rng.integers(0, 9, 200).astype(float), rng.random(200) < 0.4
    right, pairs = concordance(np.zeros(200, np.intp), score, liked.astype(float), (~liked).astype(float))
    expected = mannwhitneyu(score[liked], score[~liked]).statistic
    assert right[0] == pytest.approx(expected)
    assert pairs[0] == liked.sum() * (~liked).sum()


def test_pairs_of_two_students_are_never_compared_within_students() -> None:
    group, score = np.array([1, 0, 0, 1]), np.array([0.9, 0.1, 0.2, 0.3])
    liked = np.array([1.0, 0.0, 1.0, 0.0])
    right, pairs = concordance(group, score, liked, 1 - liked)
    assert right.tolist() == pairs.tolist() == [1.0, 1.0]


def test_equal_forecasts_differ_by_nothing() -> None:
    rng = np.random.default_rng(1)
    expected = rng.random(60)
    judged = Judged(
        np.arange(60), np.arange(60, dtype=np.int32) // 3, rng.integers(0, 2, 60).astype(float), np.ones(60)
    )
    record = compare({"linear": expected, "trees": expected}, judged, rng)
    assert all(each == {"value": 0.0, "low": 0.0, "high": 0.0} for each in record["trees_less_linear"].values())
    assert not record["trees_win"]


def test_without_lightgbm_the_comparison_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lightgbm", None)
    features = features_of(400)
    with pytest.raises(Misconfigured, match="LightGBM"):
        challenge(*lived(np.full(400, 0.5), features, 20), unbridled(), SPLIT, NOW, 1)
