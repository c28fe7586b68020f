"""How likely each push was looked at: a table estimated from opens and answers, shrunk where little is known.

The examination hypothesis (Richardson, Dominowska & Ragno, WWW 2007; Craswell et al., WSDM 2008): something comes back
of a push when it was looked at, which the conditions and the student's habit decide, and when the look shows. In a
medium that reports opens nearly every look shows. In one that does not, a look shows as an answer, at a rate that may
depend on how good the match was, but not on the conditions; the position-based model tells the two apart.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from jobmatch.domain import Medium
from jobmatch.feedback.chain import Bool, Outcomes
from jobmatch.feedback.conditions import SHAPE, Intp, cells
from jobmatch.history import DAYPARTS, Float64, PushLog
from jobmatch.settings.loop import Attribution

BANDS = 5  # of score, from the weakest match to the best
SURE = 0.98  # no look is surer than this, short of an open or an answer
SWEEPS = 12  # after so many the table moves by less than its error
REPORTING = 0.1  # a medium reports opens where they are at least this share of what comes back
DELAYS = 1000  # quantiles kept of how long a look takes to show


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of the table, for a report."""

    medium: str
    position: int  # 4: fourth or later
    together: int  # 4: four or more
    daypart: str
    weekend: bool
    pushes: float  # delivered; one whose window is open counts in part
    came: int  # of those, opened or answered
    p_examined: float  # for a student of average habit


@dataclass(frozen=True, slots=True)
class Examination:
    """The estimated chance that a push is looked at, and that a look shows.

    p (SHAPE) holds for average habit, habit (S,) multiplies it for students, ids ascending. recorded (media, BANDS) is
    the chance that a look shows in time as an open or an answer; band_edges (BANDS - 1,) part the scores; delays are
    quantiles of the seconds from sending to showing.
    """

    students: tuple[str, ...]
    habit: Float64
    p: Float64
    recorded: Float64
    band_edges: Float64
    delays: Float64
    exposed: Float64  # (SHAPE)
    came: Float64  # (SHAPE)

    def chance(self, pushes: PushLog) -> Float64:
        """The chance that each push is looked at, before anything is known of what came of it; shape (n,)."""
        return np.minimum(self.p.ravel()[cells(pushes)] * self._habits(pushes), SURE)

    def of(self, pushes: PushLog, outcomes: Outcomes) -> Float64:
        """The chance that each push was looked at, given what came of it; shape (n,).

        1 where it was opened or answered, 0 where it was not delivered. Silence makes a look less likely, never
        impossible, and an open window less so than one that has closed.
        """
        shows = self.recorded[pushes.medium, _bands(pushes, self.band_edges)]
        shows = shows * _matured(self.delays, pushes, outcomes)
        unseen = silent_look(self.chance(pushes), shows)
        unseen[np.isnan(outcomes.delivered_at)] = 0.0
        return np.where(np.isnan(outcomes.opened_at), unseen, 1.0)

    def table(self) -> list[Cell]:
        """The cells that pushes were delivered in, largest first."""
        order = np.argsort(-self.exposed.ravel(), kind="stable")
        media = list(Medium)
        lines = []
        for number in order[self.exposed.ravel()[order] > 0]:
            m, position, together, part, weekend = (int(i) for i in np.unravel_index(number, SHAPE))
            at = (m, position, together, part, weekend)
            exposed, came, p = float(self.exposed[at]), int(self.came[at]), float(self.p[at])
            cell = Cell(media[m], position + 1, together + 1, DAYPARTS[part], bool(weekend), exposed, came, p)
            lines.append(cell)
        return lines

    def _habits(self, pushes: PushLog) -> Float64:
        """The habit of each push's student; 1 for who is not known."""
        if pushes.students == self.students:
            return self.habit[pushes.student]
        known = dict(zip(self.students, self.habit.tolist(), strict=True))
        return np.array([known.get(student, 1.0) for student in pushes.students], np.float64)[pushes.student]


def silent_look(p_examined: Float64, shows: Float64) -> Float64:
    """The chance that a push was looked at though nothing came: p(1 - c) / (1 - pc), by Bayes.

    >>> silent_look(np.array([0.5]), np.array([0.9])).round(4).tolist()  # 0.5 x 0.1 / (1 - 0.45)
    [0.0909]
    """
    return np.asarray(p_examined * (1 - shows) / (1 - p_examined * shows), np.float64)


def shrunk(came: Float64, expected: Float64, strength: Float64 | float) -> Float64:
    """How far counts stand above what was expected, drawn towards 1 by strength expected ones (gamma-Poisson).

    The posterior mean of a rate's multiplier (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6); drawing the rates
    of many groups towards their common one is Efron & Morris (JASA 1975).

    >>> shrunk(np.array([0.0, 30.0]), np.array([10.0, 10.0]), 5.0).tolist()  # (0 + 5) / (10 + 5), (30 + 5) / (10 + 5)
    [0.3333333333333333, 2.3333333333333335]
    """
    return np.asarray((came + strength) / (expected + strength), np.float64)


def estimate_examination(pushes: PushLog, outcomes: Outcomes, attribution: Attribution) -> Examination:
    """Estimate the table, the habits and how looks show, together, from delivered pushes that were not called off.

    A push whose window is open counts as the share of a push that would have shown by now (Chapelle, KDD 2014), so
    that quick answers do not raise the rates before slow silences are known. The pass over tables and habits is
    expectation-maximisation of a Poisson model with gamma-distributed habits.
    """
    prior = _prior()
    delays = _delays(pushes, outcomes)
    counts = ~np.isnan(outcomes.delivered_at) & ~outcomes.ended
    exposure = np.where(counts, _matured(delays, pushes, outcomes), 0.0)
    came = np.where(counts & (exposure > 0) & ~np.isnan(outcomes.opened_at), 1.0, 0.0)
    reports = _reporting(pushes, outcomes)
    edges = np.quantile(pushes.score[counts], np.arange(1, BANDS) / BANDS) if counts.any() else np.zeros(BANDS - 1)
    band = np.where(reports[pushes.medium], 0, _bands(pushes, edges))
    fit = _Fit(prior, reports, attribution.prior_strength)
    cell = cells(pushes) * BANDS + band
    totals, exposed = fit.counted(cell, came), fit.counted(cell, exposure)
    seen, habit = exposed.sum(axis=-1), np.ones(len(pushes.students))
    own = _sums(pushes.student, came, len(habit))
    for _ in range(SWEEPS):
        exposed = fit.counted(cell, exposure * habit[pushes.student])
        fit.sweep(totals, exposed)
        expected = _sums(pushes.student, exposure * fit.rate.ravel()[cell], len(habit))
        habit = shrunk(own, expected, attribution.habit_strength * prior.levels)
    p, recorded = fit.parted(exposed)
    return Examination(pushes.students, habit, p, recorded, edges, delays, seen, totals.sum(axis=-1))


@dataclass(frozen=True, slots=True)
class _Prior:
    """examination.toml: what is believed before anything came back."""

    unrecorded: float
    answered: float
    levels: float
    medium: Float64
    shares: tuple[Float64, ...]  # by position, together, daypart, weekend


class _Fit:
    """The rate at which pushes of average students come back, as a product of shares and each cell's own residual."""

    def __init__(self, prior: _Prior, reports: Bool, strength: float) -> None:
        self.prior, self.reports, self.strength = prior, reports, strength
        shows = np.where(reports, 1 - prior.unrecorded, prior.answered)
        self.believed = (prior.medium * shows, *prior.shares, np.ones(BANDS))
        self.factors = list(self.believed)
        self.residual = np.ones(SHAPE)
        self.rate = self._product()

    def counted(self, cell: Intp, amount: Float64) -> Float64:
        """The sum of an amount by cell and band; shape (*SHAPE, BANDS)."""
        return _sums(cell, amount, self.rate.size).reshape(self.rate.shape)

    def sweep(self, came: Float64, exposed: Float64) -> None:
        """One pass of iterative proportional fitting over the shares, each drawn to its prior, then the residuals."""
        for axis, believed in enumerate(self.believed):
            others = tuple(a for a in range(came.ndim) if a != axis)
            factor = self.factors[axis]
            trials = (exposed * self.rate).sum(axis=others) / factor
            pull = self.strength * (1.0 if axis == 0 else self.prior.levels)
            self.factors[axis] = (came.sum(axis=others) + pull * believed) / (trials + pull)
            self.rate = self._product()
        main = self.rate / self.residual[..., None]
        pull_cell = self.strength * np.broadcast_to(_mean(main, exposed, axis=-1), SHAPE)
        self.residual = shrunk(came.sum(axis=-1), (exposed * main).sum(axis=-1), pull_cell)
        self.rate = self._product()

    def parted(self, exposed: Float64) -> tuple[Float64, Float64]:
        """The chance of a look (SHAPE), and that a look shows (media, BANDS).

        Where opens are not reported only their product is seen: the mean chance of a look is then the prior's.
        """
        alike = self.rate[..., 0] / self.factors[-1][0]
        believed = np.ones(SHAPE) * _outer((self.prior.medium, *self.prior.shares))
        weight = exposed.sum(axis=-1) + 1e-9  # where nothing was sent, all cells alike
        shares = (weight * alike).sum(axis=(1, 2, 3, 4)) / (weight * believed).sum(axis=(1, 2, 3, 4))
        shows = np.where(self.reports, 1 - self.prior.unrecorded, np.clip(shares, 1e-3, SURE))
        p = np.minimum(alike / shows[:, None, None, None, None], SURE)
        bands = np.where(self.reports[:, None], 1.0, self.factors[-1])
        return p, np.clip(shows[:, None] * bands, 0.0, SURE)

    def _product(self) -> Float64:
        return _outer(tuple(self.factors)) * self.residual[..., None]


def _sums(group: npt.NDArray[Any], amount: Float64, groups: int) -> Float64:
    return np.bincount(group, amount, minlength=groups).astype(np.float64)


def _outer(factors: tuple[Float64, ...]) -> Float64:
    """The product of one factor from each axis; shape (len of each)."""
    product: Float64 = np.ones(())
    for factor in factors:
        product = product[..., None] * factor
    return product


def _mean(values: Float64, weights: Float64, axis: int) -> Float64:
    """The weighted mean; the plain one where all weights are 0."""
    total = weights.sum(axis=axis)
    weighted = (values * weights).sum(axis=axis) / np.where(total > 0, total, 1.0)
    return np.asarray(np.where(total > 0, weighted, values.mean(axis=axis)), np.float64)


def _bands(pushes: PushLog, edges: Float64) -> Intp:
    return np.searchsorted(edges, pushes.score, side="right")


def _reporting(pushes: PushLog, outcomes: Outcomes) -> Bool:
    """Which media report opens: some of what came back in them was opened and not answered, or not at once."""
    came = ~np.isnan(outcomes.opened_at)
    opened = came & ~(outcomes.answered_at <= outcomes.opened_at)
    totals = np.bincount(pushes.medium[came], minlength=len(Medium))
    return np.asarray(np.bincount(pushes.medium[opened], minlength=len(Medium)) > REPORTING * totals, np.bool_)


def _delays(pushes: PushLog, outcomes: Outcomes) -> Float64:
    """Quantiles of the seconds from sending to opening or answering, of pushes whose window has closed."""
    delay = (outcomes.opened_at - pushes.sent_at)[outcomes.closed & ~np.isnan(outcomes.opened_at)]
    return np.sort(delay) if len(delay) <= DELAYS else np.quantile(delay, (np.arange(DELAYS) + 0.5) / DELAYS)


def _matured(delays: Float64, pushes: PushLog, outcomes: Outcomes) -> Float64:
    """The share of looks that would have shown by now: 1 where the window has closed, 0 where delays are unknown."""
    waited = np.nan_to_num(outcomes.now - pushes.sent_at, nan=-1.0)
    share = np.searchsorted(delays, waited, side="right") / max(1, len(delays))
    return np.where(outcomes.closed, 1.0, share)


@cache
def _prior() -> _Prior:
    text = resources.files("jobmatch.feedback").joinpath("examination.toml").read_text("utf-8")
    table: Mapping[str, Any] = tomllib.loads(text)
    shares = [np.array(table["share"][name]) for name in ("position", "together", "daypart", "weekend")]
    medium = np.array([table["medium"][medium] for medium in Medium])
    return _Prior(table["unrecorded"], table["answered"], table["levels"], medium, tuple(shares))
