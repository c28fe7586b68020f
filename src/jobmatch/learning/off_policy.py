"""What another policy would have earned, from explored pushes of this one: IPS, SNIPS and DR with intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Int32
from jobmatch.domain import BadInput, Misconfigured

Float64 = npt.NDArray[np.float64]

CONFIDENCE = 0.95
_CELLS = 4_000_000  # of resampling counts held at once


@dataclass(frozen=True, slots=True)
class Trials:
    """What the logging policy did and earned; arrays (n,).

    propensity is the chance it gave the action it took, target the chance the judged policy would give that action in
    the same place. student groups the trials of one person, which stand or fall together.
    """

    reward: Float64
    propensity: Float64
    target: Float64
    student: Int32

    def __len__(self) -> int:
        return len(self.reward)


@dataclass(frozen=True, slots=True)
class RewardModel:
    """A guess of the rewards, (n,): of the action taken, and expected when the judged policy acts instead.

    It must not have seen the trial's own reward, or DR loses its guarantee: fit it on other folds.
    """

    taken: Float64
    expected: Float64


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with the bootstrap's percentile interval (Efron 1979)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimates:
    """The judged policy's mean reward, three ways; gain is SNIPS less what the logging policy earned.

    dr is None without a reward model. effective_rewards counts the rewards as effective_trials does the trials: below
    twenty or so the intervals are too narrow (evaluate off-policy measures by how much). clipped is the share of trials
    whose weight was cut; largest_weight is what was left of the largest.
    """

    ips: Estimate
    snips: Estimate
    dr: Estimate | None
    gain: Estimate
    trials: int
    effective_trials: float
    effective_rewards: float
    largest_weight: float
    clipped: float


def estimate(
    trials: Trials,
    rng: np.random.Generator,
    model: RewardModel | None = None,
    clip: float = math.inf,
    times: int = 1000,
) -> Estimates:
    """All estimators on the same resamples, which draw whole students, times over.

    Weights above clip are cut to it, for less variance and some bias. Raises BadInput for trials that cannot be.
    """
    check(trials, model)
    weight = weights(trials, clip)
    weighted, ones = weight * trials.reward, np.ones(len(trials))
    robust = weighted if model is None else _dr_terms(weight, trials.reward, model)
    sums = _by_student(trials.student, [weighted, weight, trials.reward, ones, robust])
    by_ips, by_snips, by_dr, gain = _intervals(sums, rng, times)
    return Estimates(
        by_ips,
        by_snips,
        None if model is None else by_dr,
        gain,
        trials=len(trials),
        effective_trials=effective_size(weight),
        effective_rewards=effective_size(np.abs(weighted)),
        largest_weight=float(weight.max()),
        clipped=float((trials.target > clip * trials.propensity).mean()),
    )


def weights(trials: Trials, clip: float = math.inf) -> Float64:
    """Importance weights, (n,): how much more often the judged policy would take the action, at most clip.

    >>> weights(Trials(np.ones(2), np.array([0.5, 0.1]), np.array([0.25, 0.8]), np.arange(2)), clip=5).tolist()
    [0.5, 5.0]
    """
    if not clip > 0:
        raise Misconfigured(f"clip {clip}: expected more than 0")
    return np.minimum(trials.target / trials.propensity, clip)


def ips(weight: Float64, reward: Float64) -> float:
    """Inverse propensity scoring: the mean of weight x reward (Horvitz and Thompson 1952).

    >>> ips(np.array([0.5, 2.0]), np.array([1.0, 1.0])) == (0.5 + 2) / 2
    True
    """
    return float((weight * reward).mean())


def snips(weight: Float64, reward: Float64) -> float:
    """Self-normalised IPS: sum of weight x reward / sum of weight (Swaminathan and Joachims 2015).

    >>> snips(np.array([0.5, 2.0]), np.array([0.0, 1.0])) == 2 / (0.5 + 2)
    True
    """
    return float((weight * reward).sum() / weight.sum())


def dr(weight: Float64, reward: Float64, model: RewardModel) -> float:
    """Doubly robust: mean of expected + weight x (reward - taken) (Dudík, Langford and Li 2011).

    >>> dr(np.array([2.0]), np.array([1.0]), RewardModel(np.array([0.7]), np.array([0.4]))) == 0.4 + 2 * (1 - 0.7)
    True
    """
    return float(_dr_terms(weight, reward, model).mean())


def effective_size(weight: Float64) -> float:
    """How many equally weighted trials would tell as much: (sum w)^2 / sum w^2 (Kish 1965); 0 where all are 0.

    >>> effective_size(np.array([1.0, 1.0, 2.0])) == (1 + 1 + 2) ** 2 / (1 + 1 + 4)
    True
    """
    squares = float((weight**2).sum())
    return float(weight.sum() ** 2 / squares) if squares else 0.0


def target_probability(draw: Int32, score: Float64, temperature: float) -> Float64:
    """The chance each offered pair would have had under other scores: softmax(score / temperature) in its draw, (m,).

    draw and the rows are those of allocate.Drawn.offered.

    >>> target_probability(np.array([0, 0, 7]), np.array([math.log(3), 0.0, 5.0]), 1.0).round(12).tolist()
    [0.75, 0.25, 1.0]
    """
    if not temperature > 0:
        raise Misconfigured(f"temperature {temperature}: expected more than 0")
    _, group = np.unique(draw, return_inverse=True)
    top = np.full(group.max(initial=-1) + 1, -np.inf)
    np.maximum.at(top, group, score)
    raised = np.exp((score - top[group]) / temperature)
    share: Float64 = raised / np.bincount(group, weights=raised)[group]
    return share


def check(trials: Trials, model: RewardModel | None = None) -> None:
    """Raise BadInput, naming the trial, for what no logging policy can have left."""
    students = len(np.unique(trials.student))
    if students < 2:
        raise BadInput(f"trials of {students} students, expected two or more whose pushes were drawn by chance")
    if not trials.target.any():
        raise BadInput("the judged policy takes none of the actions logged: expected one at least")
    _expect("propensity", trials.propensity, (trials.propensity > 0) & (trials.propensity <= 1), "more than 0, up to 1")
    _expect("target", trials.target, (trials.target >= 0) & (trials.target <= 1), "0 to 1")
    _expect("reward", trials.reward, np.isfinite(trials.reward), "a number")
    if model is not None:
        _expect("model of the action taken", model.taken, np.isfinite(model.taken), "a number")
        _expect("model expected", model.expected, np.isfinite(model.expected), "a number")


def _expect(name: str, values: Float64, sound: npt.NDArray[np.bool_], expected: str) -> None:
    if not sound.all():
        row = int(np.argmin(sound))
        raise BadInput(f"trial {row}: the {name} is {values[row]}, expected {expected}")


def _dr_terms(weight: Float64, reward: Float64, model: RewardModel) -> Float64:
    return model.expected + weight * (reward - model.taken)


def _by_student(student: Int32, columns: list[Float64]) -> Float64:
    """Sums of the columns over each student, (S', C)."""
    _, group = np.unique(student, return_inverse=True)
    return np.stack([np.bincount(group, weights=column) for column in columns], axis=1)


def _intervals(sums: Float64, rng: np.random.Generator, times: int) -> list[Estimate]:
    """IPS, SNIPS, DR and gain, each with its interval over resampled students."""
    resampled = np.concatenate(
        [_values(_counts(len(sums), size, rng) @ sums) for size in _blocks(times, max(1, _CELLS // len(sums)))]
    )
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(resampled, [tail, 1 - tail], axis=0)
    return [Estimate(*map(float, each)) for each in zip(_values(sums.sum(axis=0)[None])[0], low, high, strict=True)]


def _values(total: Float64) -> Float64:
    """The four values, (B, 4), of totals (B, 5): weighted reward, weight, reward, trials, DR terms."""
    weighted, weight, reward, trials, dr_terms = total.T
    own = np.divide(weighted, weight, out=np.zeros_like(weight), where=weight > 0)
    return np.stack([weighted / trials, own, dr_terms / trials, own - reward / trials], axis=1)


def _counts(students: int, times: int, rng: np.random.Generator) -> Float64:
    """How often each student is drawn, with replacement, in each resample, (times, students)."""
    return rng.multinomial(students, np.full(students, 1 / students), size=times).astype(np.float64)


def _blocks(total: int, most: int) -> list[int]:
    """Sizes of at most most that add up to total.

    >>> _blocks(7, 3)
    [3, 3, 1]
    """
    return [min(most, total - start) for start in range(0, total, most)]
