"""How high the jobs that a person went on to view stood in a list, and how sure that is."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Float32, Int32
from jobmatch.evaluate.interactions.data import Float64

NAMES = ("recall@10", "recall@20", "ndcg@10", "mrr")


def ranks(scores: Float32, relevant: npt.NDArray[np.intp], tie: Int32) -> Int32:
    """1-based places of some entries in the list that falls by score; of equal scores the smaller tie goes first.

    scores and tie have shape (n,), relevant (r,).

    >>> ranks(np.array([0.5, 0.9, 0.5], np.float32), np.array([2, 1]), np.array([1, 2, 0], np.int32)).tolist()
    [2, 1]
    """
    mine, order = scores[relevant, None], tie[relevant, None]
    ahead = (scores > mine) | ((scores == mine) & (tie < order))
    places: Int32 = (1 + ahead.sum(axis=1)).astype(np.int32)
    return places


def measures(places: Int32) -> tuple[float, float, float, float]:
    """The figures in NAMES of one list, from the places of everything relevant, (r ≥ 1,).

    Recall at k divides by all that is relevant. nDCG has gain 1 and discount log2(1 + place), cut at 10 (Järvelin and
    Kekäläinen, TOIS 2002). The reciprocal rank is that of the first relevant one (Voorhees, TREC-8, 1999).

    >>> recall10, recall20, ndcg, reciprocal = measures(np.array([1, 15], np.int32))
    >>> recall10, recall20, reciprocal
    (0.5, 1.0, 1.0)
    >>> bool(np.isclose(ndcg, 1 / (1 + 1 / np.log2(3))))
    True
    """
    shown = places[places <= 10]
    ideal = np.arange(1, min(10, len(places)) + 1)
    ndcg = (1 / np.log2(1 + shown)).sum() / (1 / np.log2(1 + ideal)).sum()
    return float((places <= 10).mean()), float((places <= 20).mean()), float(ndcg), float(1 / places.min())


def per_person(person: Int32, values: Float64) -> Float64:
    """The mean of each person's rows, so that nobody counts twice; values (n, m), result (people present, m).

    >>> per_person(np.array([7, 3, 7], np.int32), np.array([[1.0], [0.0], [0.0]])).tolist()
    [[0.0], [0.5]]
    """
    _, place, count = np.unique(person, return_inverse=True, return_counts=True)
    sums = np.zeros((len(count), values.shape[1]))
    np.add.at(sums, place, values)
    return sums / count[:, None]


def interval(values: Float64, seed: int, draws: int = 2_000) -> Float64:
    """Mean and 95 % percentile bootstrap interval over rows (Efron and Tibshirani 1993, ch. 13).

    values (n ≥ 1, m), result (3, m): mean, low, high. The same seed draws the same rows, whatever the values.

    >>> interval(np.array([[0.25], [0.25]]), seed=1).tolist()
    [[0.25], [0.25], [0.25]]
    """
    means = _draws(len(values), seed, draws) @ values / len(values)
    return np.vstack([values.mean(axis=0), np.quantile(means, (0.025, 0.975), axis=0)])


@lru_cache(maxsize=2)  # a group's methods and differences are drawn alike
def _draws(n: int, seed: int, draws: int) -> Float64:
    """How often each of n rows is drawn when n are drawn with replacement, (draws, n)."""
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), draws).astype(np.float64)
