"""Estimators of what another policy would have earned, against values known beforehand."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pytest

from jobmatch.allocate import draw, night_seeds
from jobmatch.domain import BadInput, Misconfigured
from jobmatch.learning.off_policy import (
    RewardModel,
    Trials,
    dr,
    effective_size,
    estimate,
    ips,
    snips,
    target_probability,
    weights,
)

LOGGING = np.array([0.7, 0.2, 0.1])
JUDGED = np.array([0.1, 0.3, 0.6])
P_REWARD = np.array([0.2, 0.5, 0.4])
VALUE = 0.1 * 0.2 + 0.3 * 0.5 + 0.6 * 0.4
LOGS, TRIALS = 400, 500


@dataclass(frozen=True)
class Log:
    trials: Trials
    action: np.ndarray

    def believing(self, p_reward: np.ndarray) -> RewardModel:
        return RewardModel(p_reward[self.action], np.full(len(self.action), JUDGED @ p_reward))


def logs() -> Iterator[Log]:
    rng = np.random.default_rng(5)
    for _ in range(LOGS):
        action = rng.choice(3, TRIALS, p=LOGGING)
        reward = (rng.random(TRIALS) < P_REWARD[action]).astype(np.float64)
        trials = Trials(reward, LOGGING[action], JUDGED[action], np.arange(TRIALS, dtype=np.int32))
        yield Log(trials, action)


def is_value(found: list[float]) -> bool:
    """Whether the mean lies within three standard errors of the value known."""
    return abs(np.mean(found) - VALUE) <= 3 * np.std(found, ddof=1) / math.sqrt(len(found))


def small(**changes: np.ndarray) -> Trials:
    trials = Trials(np.array([1.0, 0.0]), np.array([0.5, 0.25]), np.array([0.25, 0.5]), np.array([0, 1], np.int32))
    return replace(trials, **changes)


def test_ips_and_snips_find_the_known_value() -> None:
    kept = [log.trials for log in logs()]
    assert is_value([ips(weights(trials), trials.reward) for trials in kept])
    assert is_value([snips(weights(trials), trials.reward) for trials in kept])


def test_dr_is_unbiased_where_only_the_model_is_wrong() -> None:
    wrong = np.array([0.9, 0.0, 0.1])
    assert is_value([dr(weights(log.trials), log.trials.reward, log.believing(wrong)) for log in logs()])


def test_dr_is_unbiased_where_only_the_propensities_are_wrong() -> None:
    even = np.full(TRIALS, 1 / 3)
    found = [
        dr(weights(replace(log.trials, propensity=even)), log.trials.reward, log.believing(P_REWARD)) for log in logs()
    ]
    assert is_value(found)
    assert not is_value([ips(weights(replace(log.trials, propensity=even)), log.trials.reward) for log in logs()])


def test_dr_with_the_right_model_varies_less_than_ips() -> None:
    kept = list(logs())
    robust = [dr(weights(log.trials), log.trials.reward, log.believing(P_REWARD)) for log in kept]
    assert np.std(robust) < np.std([ips(weights(log.trials), log.trials.reward) for log in kept])


def test_snips_moves_with_a_shift_of_all_rewards_and_ips_does_not_keep_up() -> None:
    log = next(logs()).trials
    shifted = log.reward + 10.0
    assert snips(weights(log), shifted) == pytest.approx(snips(weights(log), log.reward) + 10.0)
    assert ips(weights(log), shifted) != pytest.approx(ips(weights(log), log.reward) + 10.0)


def test_the_logging_policy_itself_earns_what_it_earned() -> None:
    log = next(logs()).trials
    own = estimate(replace(log, target=log.propensity), np.random.default_rng(0), times=50)
    assert own.ips.value == own.snips.value == pytest.approx(log.reward.mean())
    assert own.gain.value == own.gain.low == own.gain.high == 0.0
    assert own.effective_trials == pytest.approx(TRIALS)


def test_intervals_hold_the_known_value_nineteen_times_in_twenty() -> None:
    rng = np.random.default_rng(6)
    found = [estimate(log.trials, rng, log.believing(P_REWARD), times=200) for log in logs()]
    for each in ("ips", "snips", "dr"):
        held = sum(getattr(one, each).low <= VALUE <= getattr(one, each).high for one in found)
        assert held >= 0.95 * LOGS - 3 * math.sqrt(LOGS * 0.95 * 0.05)


def test_estimates_say_how_much_evidence_they_rest_on() -> None:
    found = estimate(small(), np.random.default_rng(0), times=20)
    assert found.effective_trials == (0.5 + 2.0) ** 2 / (0.5**2 + 2.0**2)
    assert found.effective_rewards == 1.0
    assert (found.largest_weight, found.clipped, found.trials) == (2.0, 0.0, 2)
    assert found.dr is None
    assert effective_size(np.zeros(3)) == 0.0


def test_a_clipped_weight_is_reported() -> None:
    found = estimate(small(), np.random.default_rng(0), clip=1.5, times=20)
    assert (found.largest_weight, found.clipped) == (1.5, 1 / 2)
    assert found.ips.value == (0.5 * 1 + 1.5 * 0) / 2


def test_the_same_seed_gives_the_same_interval() -> None:
    log = next(logs()).trials
    first, second = (estimate(log, np.random.default_rng(9), times=60) for _ in range(2))
    assert first == second


def test_the_same_students_five_times_over_are_no_more_evidence() -> None:
    log = next(logs()).trials
    often = Trials(*(np.repeat(column, 5) for column in (log.reward, log.propensity, log.target, log.student)))
    once, five = (estimate(each, np.random.default_rng(1), times=200).snips for each in (log, often))
    assert (five.low, five.high) == pytest.approx((once.low, once.high))
    apart = replace(often, student=np.arange(5 * TRIALS, dtype=np.int32))
    believed = estimate(apart, np.random.default_rng(1), times=200).snips
    assert believed.high - believed.low < 0.6 * (once.high - once.low)


@pytest.mark.parametrize("propensity", [0.0, -0.1, 1.5, math.nan, math.inf])
def test_a_propensity_that_no_draw_can_have_is_named(propensity: float) -> None:
    with pytest.raises(BadInput, match=r"trial 1: the propensity is .*, expected more than 0"):
        estimate(small(propensity=np.array([0.5, propensity])), np.random.default_rng(0))


def test_other_broken_trials_are_named() -> None:
    rng = np.random.default_rng(0)
    with pytest.raises(BadInput, match=r"trial 0: the target is 1\.2, expected 0 to 1"):
        estimate(small(target=np.array([1.2, 0.5])), rng)
    with pytest.raises(BadInput, match="trial 1: the reward is nan"):
        estimate(small(reward=np.array([1.0, math.nan])), rng)
    with pytest.raises(BadInput, match="trial 0: the model expected is inf"):
        estimate(small(), rng, RewardModel(np.zeros(2), np.array([math.inf, 0.0])))
    with pytest.raises(BadInput, match="takes none of the actions"):
        estimate(small(target=np.zeros(2)), rng)
    with pytest.raises(BadInput, match="trials of 0 students"):
        estimate(Trials(*[np.empty(0)] * 3, np.empty(0, np.int32)), rng)
    with pytest.raises(BadInput, match="trials of 1 students, expected two or more"):
        estimate(small(student=np.zeros(2, np.int32)), rng)
    with pytest.raises(Misconfigured, match="clip"):
        weights(small(), clip=0.0)


def test_the_chances_of_a_night_s_draws_are_found_again_from_the_offered_rows() -> None:
    """What is kept of a draw is enough: pairs, scores and draw numbers give back its propensities."""
    student = np.repeat(np.arange(50, dtype=np.int32), 4)
    posting = np.tile(np.arange(4, dtype=np.int32), 50)
    score = np.random.default_rng(2).random(200)
    seeds = night_seeds([f"S{i}" for i in range(50)], date(2026, 6, 1))
    drawn = draw(student, posting, score, np.full(4, 9, np.int32), np.ones(50), seeds, 0.2)
    chances = target_probability(drawn.draw, score[drawn.offered], 0.2)
    taken = np.isin(drawn.offered, drawn.row)
    assert np.allclose(chances[taken], drawn.propensity)
    with pytest.raises(Misconfigured, match="temperature"):
        target_probability(drawn.draw, score[drawn.offered], 0.0)
