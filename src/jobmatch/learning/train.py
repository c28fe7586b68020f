"""Train the learned model on a window of labels: exact, deterministic, and never far from the night before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from jobmatch.columns import Float32, Int32
from jobmatch.feedback import Labels
from jobmatch.history import Float64, PushLog
from jobmatch.learning.effects import Regressions
from jobmatch.learning.evidence import ABOUT, Frame, frame_of, gather, logged, recency
from jobmatch.learning.model import COSTS, HAND, Model, costs_kept, weights_of
from jobmatch.matching import LOGGED
from jobmatch.rank import NAMES, Learned
from jobmatch.settings.loop import Learning

POLICY = ("grassroots", "emerging", "subsidized", *COSTS)  # what the office wants, not tastes
LARGEST_NOISE = 0.25  # no variable in [0, 1] has a larger variance (Popoviciu 1935)
_FLAT = 1e-6  # prior precision of the level: next to none


@dataclass(frozen=True, slots=True)
class Posterior:
    """A model with what was learned of each student; the latter is personal and never part of a model file.

    effects (S, K) are in units of score and evidence (S,) is the weight of a student's labels, by row of students;
    limited names the weights that the nightly step held back.
    """

    model: Model
    students: tuple[str, ...]
    effects: Float32
    evidence: Float64
    labels: int
    limited: tuple[str, ...]

    def learned(self, version: str, students: Sequence[str], cap: float) -> Learned:
        """Made ready for a night's students, in their order; who has no effects has zeros."""
        row_of = {student: row for row, student in enumerate(self.students)}
        row = np.array([row_of.get(student, -1) for student in students], np.intp)
        effects = np.zeros((len(students), len(LOGGED)), np.float32)
        effects[row >= 0] = self.effects[row[row >= 0]]
        return self.model.learned(version, effects, cap)


def train(
    pushes: PushLog,
    labels: Labels,
    learning: Learning,
    now: float,
    parent: Model | None,
    cold_weights: Mapping[str, float],
    employer: Int32 | None = None,
) -> Posterior:
    """The posterior means given the window's labels, by generalised least squares over all students at once.

    parent is the model of the night before, from which no weight moves further than the step; None is the policy's
    own. employer (P,) numbers the employer of each posting of the log. The result depends neither on the machine's
    threads nor on the order of rows. Raises Misconfigured for a weight that names no feature.
    """
    weights = weights_of(cold_weights)
    with threadpool_limits(1, user_api="blas"):  # a sum split between threads ends in other bits
        features = logged(pushes)
        frame = frame_of(features, recency(pushes, learning, now))
        evidence = gather(pushes, labels, learning, now, employer)
        regressions = Regressions(features, frame, evidence, _student_precision(frame, learning), ABOUT)
        population = _population(regressions, weights, learning)
        shift, limited = _held_back(population, parent, weights, learning)
        line = population.line(frame, weights, shift)
        means = regressions.posterior_means(line, population.noise, len(pushes.students))
    effects = (means[:, 1:] / (frame.scale * population.response)).astype(np.float32)
    model = Model(
        weights,
        shift,
        population.shift_sd,
        frame.centre,
        frame.scale,
        population.level,
        population.response,
        population.noise,
    )
    carried: Float64 = np.bincount(evidence.student, evidence.weight, len(pushes.students)).astype(np.float64)
    return Posterior(model, pushes.students, effects, carried, len(evidence), limited)


@dataclass(frozen=True, slots=True)
class _Population:
    """What everybody's labels say together; shift and shift_sd (F,) in units of score."""

    level: float
    response: float
    shift: Float64
    shift_sd: Float64
    noise: float

    def line(self, frame: Frame, weights: Float64, shift: Float64) -> Float64:
        """What a label is expected to be, as a line over the level and the standardised features, (1 + K,)."""
        slopes = np.zeros(len(LOGGED))
        slopes[:HAND] = self.response * (weights + shift) * frame.scale[:HAND]
        return np.concatenate([[self.level], slopes])


def _population(regressions: Regressions, weights: Float64, learning: Learning) -> _Population:
    """Solve for level, response to the policy's score, and deviations from it (Bishop 2006, equation 3.50)."""
    columns = _columns(regressions.frame, weights)
    gram = regressions.gram(columns)
    prior = _prior_precision(regressions, columns, learning)
    total = float(regressions.evidence.shared.sum())
    few = len(regressions.evidence) < learning.least_labels
    at = np.array([0.0, learning.response] + [0.0] * HAND)
    free = np.array([total > 0, not few] + [not few] * HAND)
    moment = gram[:-1, -1] - gram[:-1, :-1] @ at
    line = at.copy()
    precision = gram[:-1, :-1] + np.diag(prior)
    line[free] += np.linalg.solve(precision[np.ix_(free, free)], moment[free])
    response = max(float(line[1]), learning.response_least)
    missed = np.concatenate([-line, [1.0]])
    squares = float(missed @ gram @ missed)
    noise = (squares + learning.population_prior * LARGEST_NOISE) / (total + learning.population_prior)
    unit = response * regressions.frame.scale[:HAND]
    spread = np.sqrt(noise * np.diag(np.linalg.inv(precision))[2:])
    return _Population(float(line[0]), response, line[2:] / unit, spread / unit, noise)


def _columns(frame: Frame, weights: Float64) -> Float64:
    """The population's columns over level and standardised features, (1 + K, 2 + F): one, the policy's score, each."""
    columns = np.zeros((1 + len(LOGGED), 2 + HAND))
    columns[0, 0] = 1.0
    columns[1 : 1 + HAND, 1] = weights * frame.scale[:HAND]
    columns[1 : 1 + HAND, 2:] = np.eye(HAND)
    return columns


def _prior_precision(regressions: Regressions, columns: Float64, learning: Learning) -> Float64:
    """Of level, response and deviations, (2 + F,): so many labels' worth, for the response at the scores shown."""
    evidence = regressions.evidence
    score = _cold_scores(regressions, columns[1 : 1 + HAND, 1])
    variance = float(np.average(score**2, weights=evidence.shared)) if evidence.shared.sum() > 0 else 1.0
    firm = np.array([learning.policy_firmness if name in POLICY else 1.0 for name in NAMES])
    response = learning.population_prior * max(variance, _FLAT)
    return np.concatenate([[_FLAT, response], learning.population_prior * firm])


def _cold_scores(regressions: Regressions, slopes: Float64) -> Float64:
    """The policy's scores of what is labelled about the average one, (m,), from slopes (F,) on standard features."""
    frame, row = regressions.frame, regressions.evidence.row
    total = np.zeros(len(row))
    for column, slope in enumerate(slopes / frame.scale[:HAND]):
        off = regressions.features[row, column] - frame.centre[column]
        total += slope * np.where(np.isnan(off), 0.0, off)
    return total


def _student_precision(frame: Frame, learning: Learning) -> Float64:
    """Of a student's level and effects, (1 + K,): hand features and traits each stand for half of a taste.

    A label tells so much of the taste for that very posting as if student_prior labels stood against it.
    """
    hand, traits = frame.varies[:HAND].sum(), frame.varies[HAND:].sum()
    firm = [learning.policy_firmness if name in POLICY else 1.0 for name in NAMES]
    sizes = [2.0 * max(hand, 1) * times for times in firm] + [2.0 * max(traits, 1)] * (len(LOGGED) - HAND)
    return learning.student_prior * np.array([1.0, *sizes])


def _held_back(
    population: _Population, parent: Model | None, weights: Float64, learning: Learning
) -> tuple[Float64, tuple[str, ...]]:
    """The shift (F,) at most a step from the parent's, and what the step held back.

    A weight moves by what lies beyond one standard deviation, so that it stands while the answers may be chance, and
    no weight of the office's policy changes its sign.
    """
    sure = np.maximum(np.abs(population.shift) - population.shift_sd, 0.0)
    wanted = np.sign(population.shift) * sure
    before = np.zeros(HAND) if parent is None else parent.shift
    moved = np.clip(wanted, before - learning.step, before + learning.step)
    limited = tuple(name for name, to, asked in zip(NAMES, moved, wanted, strict=True) if to != asked)
    sign = np.where(np.isin(NAMES, POLICY), np.sign(weights), 0.0)
    kept = np.where(sign > 0, np.maximum(moved, -weights), np.where(sign < 0, np.minimum(moved, -weights), moved))
    return costs_kept(kept, weights), limited
