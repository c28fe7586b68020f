"""Whether silent pushes were looked at: what is usual, and what habit and load take off it.

The odds of a look are the usual ones of the channel and place in the list, times the student's habit, times what the
week's load leaves of them. Habit and load curve have a posterior for each student on a grid; how common the curves
are is learned from everybody by expectation-maximisation (Dempster, Laird & Rubin, JRSS B 1977).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.domain import Medium
from jobmatch.feedback.conditions import DEEPEST
from jobmatch.feedback.suspects import Past
from jobmatch.history import Float64

HABITS = np.linspace(-3.0, 3.0, 7)  # the grid for a habit of looking, as a logarithm of odds
HABIT_WEIGHTS = np.exp(-(HABITS**2) / 2)  # habits differ by a factor of e in odds
NEVER_TIRED = (np.inf, 1.0)
FATIGUE = (NEVER_TIRED, (2.0, 1.0), (5.0, 1.0), (5.0, 2.0), (10.0, 2.0))  # pushes a week one has eyes for; how steep
TIRED = 2.0  # students that the belief in each curve is worth before anybody is known, half of them never tired
SWEEPS = 6
BELIEVED = 0.4  # the usual chance of a look before any is known, as in examination.toml
LEAST = 0.01  # the usual chance of a look lies in LEAST to 1 - LEAST


@dataclass(frozen=True, slots=True)
class Usual:
    """look (media x DEEPEST,) is an average student's chance to look at a push in a light week; tired (curves,) the
    share of students whom each curve of FATIGUE holds for."""

    look: Float64
    tired: Float64


@dataclass(frozen=True, slots=True)
class Attention:
    """Looks at the silent run of each of D students: usual ones, those there were, and those that load cost."""

    usual: Float64
    there: Float64
    load: Float64


def usual_looks(crowd: Past, strength: float) -> Usual:
    """What is usual, from everybody's closed pushes; strength: pushes that a cell's belief before any is worth."""
    place = _place(crowd)
    cells = len(Medium) * DEEPEST
    looks = np.bincount(place, crowd.p, cells)
    curves = np.where(np.isinf([most for most, _ in FATIGUE]), len(FATIGUE) - 1, 1.0)
    look, tired = np.full(cells, BELIEVED), curves / curves.sum()
    for _ in range(SWEEPS):
        chance, posterior = _posterior(crowd, Usual(look, tired))
        expected = np.bincount(place, _mean(crowd, chance, posterior), cells)
        look = np.clip(look * (looks + strength * BELIEVED) / (expected + strength * look), LEAST, 1 - LEAST)
        held = posterior.sum(axis=(0, 1)) + TIRED * curves
        tired = held / held.sum()
    return Usual(look, tired)


def attention(past: Past, usual: Usual) -> Attention:
    """The looks at each student's silent run, beside what they would have been."""
    chance, posterior = _posterior(past, usual)
    light = np.repeat(chance[:, :, :1], len(FATIGUE), axis=2)
    lost = _mean(past, light, posterior) - _mean(past, chance, posterior)

    def summed(of_push: Float64) -> Float64:
        return np.bincount(past.student, np.where(past.silent, of_push, 0.0), len(past.start)).astype(np.float64)

    return Attention(summed(usual.look[_place(past)]), summed(past.p), summed(lost))


def _posterior(past: Past, usual: Usual) -> tuple[Float64, Float64]:
    """The chance of a look by push, habit and curve (n, H, C), and the posterior of both by student (D, H, C)."""
    look = usual.look[_place(past)]
    left = np.stack([np.minimum(1.0, most / past.load) ** steep for most, steep in FATIGUE], axis=1)
    odds = (look / (1 - look))[:, None, None] * np.exp(HABITS)[:, None] * left[:, None, :]
    chance = odds / (1 + odds)
    p = past.p[:, None, None]
    known = ~np.isnan(past.usual)[:, None, None]  # where no opens are reported, a push says nothing of habit or load
    likely = np.add.reduceat(known * (p * np.log(chance) + (1 - p) * np.log1p(-chance)), past.start, axis=0)
    likely += np.log(HABIT_WEIGHTS)[:, None] + np.log(usual.tired)
    posterior = np.exp(likely - likely.max(axis=(1, 2), keepdims=True))
    return chance, posterior / posterior.sum(axis=(1, 2), keepdims=True)


def _mean(past: Past, of_push: Float64, posterior: Float64) -> Float64:
    """The posterior mean for each push, (n,)."""
    mean: Float64 = np.einsum("nhc,nhc->n", of_push, posterior[past.student])
    return mean


def _place(past: Past) -> npt.NDArray[np.intp]:
    return past.medium * np.intp(DEEPEST) + np.minimum(past.position, DEEPEST) - 1
