"""The gate asks the draws what a model would have earned, and stops one that is shown to do worse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.learning.logs import log_of

from jobmatch.feedback import Labels
from jobmatch.history import PushLog
from jobmatch.learning import Model, Offered, Posterior
from jobmatch.learning.gate import LEAST_TRIALS, judge
from jobmatch.learning.off_policy import target_probability
from jobmatch.matching import LOGGED
from jobmatch.rank import NAMES

NIGHT = "2026-11-01"
DAY_NUMBER = 20_758  # days from 1970-01-01 to the night
SENT_AT = 86_400.0 * DAY_NUMBER
EACH = 5
TEMPERATURE = 0.15


def test_the_day_number_is_that_of_the_night() -> None:
    assert str(np.int64(DAY_NUMBER).astype("datetime64[D]")) == NIGHT


def a_posterior(weight: float) -> Posterior:
    """A model that ranks by nearness alone, this heavily."""
    weights = np.where(np.array(NAMES) == "nearness", weight, 0.0)
    zeros, ones = np.zeros(len(NAMES)), np.ones(len(LOGGED))
    model = Model(weights, zeros, zeros, ones * 0, ones, level=0.3, response=0.5, noise=0.2)
    return Posterior(model, (), np.zeros((0, len(LOGGED)), np.float32), np.empty(0), 0, ())


def some_draws(draws: int, liked: float, seed: int = 0) -> tuple[Offered, PushLog, Labels]:
    """Each student is offered EACH openings by equal chance; a yes comes of near ones with probability liked."""
    rng = np.random.default_rng(seed)
    features = np.zeros((draws * EACH, len(LOGGED)), np.float32)
    features[:, NAMES.index("nearness")] = rng.random(draws * EACH)
    draw = np.repeat(np.arange(draws, dtype=np.int32), EACH)
    taken = np.arange(draws) * EACH + rng.integers(0, EACH, draws)
    drawn = np.isin(np.arange(draws * EACH), taken)
    offered = Offered(
        student=[f"S{number:06d}" for number in draw],
        posting=[f"P{number:06d}" for number in np.arange(draws * EACH)],
        draw=draw,
        drawn=drawn.tolist(),
        score=np.zeros(draws * EACH),
        temperature=TEMPERATURE,
        features=features,
    )
    pushes = log_of(np.arange(draws), features[taken], np.full(draws, SENT_AT))
    pushes = replace(
        pushes, postings=tuple(offered.posting), posting=taken.astype(np.int32), propensity=np.full(draws, 1 / EACH)
    )
    near = features[taken, NAMES.index("nearness")]
    value = np.where(near > 0.5, rng.random(draws) < liked, rng.random(draws) < 1 - liked).astype(np.float64)
    return offered, pushes, Labels(value, np.ones(draws))


def test_a_model_that_would_have_earned_less_is_refused() -> None:
    offered, pushes, labels = some_draws(400, liked=0.9)
    verdict = judge(a_posterior(-1.0), 0.4, [(NIGHT, offered)], pushes, labels, seed=1)
    assert not verdict.passes
    assert verdict.trials == 400
    assert verdict.gain is not None
    assert verdict.gain.high < 0


def test_a_model_that_would_have_earned_more_passes() -> None:
    offered, pushes, labels = some_draws(400, liked=0.9)
    verdict = judge(a_posterior(1.0), 0.4, [(NIGHT, offered)], pushes, labels, seed=1)
    assert verdict.passes
    assert verdict.gain is not None
    assert verdict.gain.low > 0


def test_the_gain_is_the_weighted_mean_less_what_was_earned() -> None:
    offered, pushes, labels = some_draws(200, liked=0.8)
    verdict = judge(a_posterior(0.3), 0.4, [(NIGHT, offered)], pushes, labels, seed=1)
    score = 0.3 * offered.features[:, NAMES.index("nearness")].astype(np.float64)
    taken = np.array(offered.drawn)
    weight = target_probability(offered.draw, score, TEMPERATURE)[taken] * EACH
    expected = (weight * labels.value).sum() / weight.sum() - labels.value.mean()
    assert verdict.gain is not None
    assert verdict.gain.value == pytest.approx(expected, abs=1e-6)


def test_a_few_draws_judge_nobody() -> None:
    offered, pushes, labels = some_draws(LEAST_TRIALS - 1, liked=1.0)
    verdict = judge(a_posterior(-1.0), 0.4, [(NIGHT, offered)], pushes, labels, seed=1)
    assert verdict.passes
    assert verdict.gain is None


def test_draws_that_say_nothing_yet_or_are_of_students_who_left_do_not_count() -> None:
    offered, pushes, labels = some_draws(100, liked=0.9)
    labels.weight[:30] = 0
    left = replace(pushes, students=tuple("left" if n < 40 else name for n, name in enumerate(pushes.students)))
    assert judge(a_posterior(1.0), 0.4, [(NIGHT, offered)], left, labels, seed=1).trials == 60


def test_no_draws_at_all_are_no_trouble() -> None:
    _, pushes, labels = some_draws(3, liked=0.5)
    assert judge(a_posterior(1.0), 0.4, [], pushes, labels, seed=1).trials == 0
