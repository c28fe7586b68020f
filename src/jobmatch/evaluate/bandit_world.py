"""A world whose policies have a known value, to count how far off the off-policy estimates are, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from jobmatch.evaluate.figures import wilson
from jobmatch.learning.off_policy import Estimate, Estimates, RewardModel, Trials, estimate

Float64 = npt.NDArray[np.float64]

KINDS, ACTIONS, TASTES = 40, 20, 4
LOGGING_TEMPERATURE, JUDGED_TEMPERATURE = 1.0, 0.5
TRIALS, TIMES = 1_000, 400


@dataclass(frozen=True, slots=True)
class BanditWorld:
    """Equally many students of every kind; p_reward, logging and judged are chances, (kinds, actions)."""

    p_reward: Float64
    logging: Float64
    judged: Float64

    def value(self, policy: Float64) -> float:
        """What a policy truly earns a trial.

        >>> half = np.array([[0.5, 0.5]])
        >>> BanditWorld(np.array([[0.2, 0.6]]), half, half).value(np.array([[0.25, 0.75]])) == 0.25 * 0.2 + 0.75 * 0.6
        True
        """
        return float((policy * self.p_reward).sum(axis=1).mean())


def draw_world(rng: np.random.Generator, log_odds: float) -> BanditWorld:
    """Rewards by a logistic of hidden tastes around log_odds; both policies see the tastes blurred."""
    student, action = rng.normal(size=(KINDS, TASTES)), rng.normal(size=(ACTIONS, TASTES))
    liking = student @ action.T / np.sqrt(TASTES)
    logging, judged = (liking + rng.normal(size=liking.shape) for _ in range(2))
    return BanditWorld(
        1 / (1 + np.exp(-log_odds - liking)),
        _softmax(logging / LOGGING_TEMPERATURE),
        _softmax(judged / JUDGED_TEMPERATURE),
    )


def draw_trials(world: BanditWorld, size: int, rng: np.random.Generator) -> tuple[Trials, RewardModel, RewardModel]:
    """What the logging policy left, every trial another student's, with a true and a wrong model of the rewards."""
    kind = rng.integers(0, KINDS, size)
    reach = np.cumsum(world.logging[kind], axis=1)
    action = np.minimum((reach < rng.random(size)[:, None]).sum(axis=1), ACTIONS - 1)
    reward = (rng.random(size) < world.p_reward[kind, action]).astype(np.float64)
    student = np.arange(size, dtype=np.int32)
    true_model, wrong_model = (
        RewardModel(guess[kind, action], (world.judged * guess).sum(axis=1)[kind])
        for guess in (world.p_reward, 1 - world.p_reward)
    )
    trials = Trials(reward, world.logging[kind, action], world.judged[kind, action], student)
    return trials, true_model, wrong_model


def world_record(log_odds: float, repetitions: int, seed: int) -> dict[str, Any]:
    """Bias and coverage of every estimator in one world, over fresh logs."""
    world = draw_world(np.random.default_rng([seed, 0]), log_odds)
    value, logging_value = world.value(world.judged), world.value(world.logging)
    runs = [_one_run(world, np.random.default_rng([seed, 1 + run])) for run in range(repetitions)]
    found = {name: [getattr(true_model, name) for true_model, _ in runs] for name in ("ips", "snips", "dr", "gain")}
    found["dr_wrong_model"] = [wrong_model.dr for _, wrong_model in runs]
    truth = {"gain": value - logging_value}
    return {
        "value": value,
        "logging_value": logging_value,
        "trials": TRIALS,
        "repetitions": repetitions,
        "effective_trials": float(np.mean([each.effective_trials for each, _ in runs])),
        "effective_rewards": float(np.mean([each.effective_rewards for each, _ in runs])),
        "estimators": {name: _figures(each, truth.get(name, value)) for name, each in found.items()},
    }


def _one_run(world: BanditWorld, rng: np.random.Generator) -> tuple[Estimates, Estimates]:
    """The estimates from one log, with a true and with a wrong model of the rewards."""
    trials, true_model, wrong_model = draw_trials(world, TRIALS, rng)
    return estimate(trials, rng, true_model, times=TIMES), estimate(trials, rng, wrong_model, times=TIMES)


def _figures(found: list[Estimate], truth: float) -> dict[str, Any]:
    """Bias with its standard error, root mean square error, and how often the interval holds the truth."""
    error = np.array([each.value for each in found]) - truth
    held = sum(each.low <= truth <= each.high for each in found)
    return {
        "bias": float(error.mean()),
        "bias_se": float(error.std(ddof=1) / np.sqrt(len(error))),
        "rmse": float(np.sqrt((error**2).mean())),
        "coverage": held / len(found),
        "coverage_interval": wilson(held, len(found)),
        "width": float(np.mean([each.high - each.low for each in found])),
    }


def _softmax(logit: Float64) -> Float64:
    raised = np.exp(logit - logit.max(axis=1, keepdims=True))
    share: Float64 = raised / raised.sum(axis=1, keepdims=True)
    return share
