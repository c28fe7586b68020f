"""What an allocation did for everybody: how many it reached, how evenly, how crowded."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Int32

Bool = npt.NDArray[np.bool_]


def coverage(student: Int32, chosen: Bool, students: int) -> float:
    """Share of the students who get a push; 0 where there is no student."""
    return len(np.unique(student[chosen])) / students if students else 0.0


def gini(counts: npt.NDArray[np.integer]) -> float:
    """How unevenly counts are spread, from 0 (all equal) to (n - 1) / n (one has all); 0 where all are 0.

    For the pushes over postings, count those that could bear one: np.bincount(posting[chosen], minlength=P)[caps > 0].
    G = sum_i (2i - n - 1) x_i / (n sum x), x ascending (Gini 1912, in the form of Dixon et al. 1987).

    >>> gini(np.array([2, 2])), gini(np.array([0, 4])), round(gini(np.array([1, 2, 3])), 4) == round(4 / 18, 4)
    (0.0, 0.5, True)
    """
    n, total = len(counts), int(counts.sum())
    if total == 0:
        return 0.0
    return float((2 * np.arange(1, n + 1) - n - 1) @ np.sort(counts)) / (n * total)


def congestion(posting: Int32, chosen: Bool, places_left: Int32) -> float:
    """Share of the pushes that stand beyond the places left of their posting; 0 without a push.

    With caps in place of places_left it is 0 by the constraints: over_capacity in relative terms.

    >>> congestion(np.array([0, 0, 0, 1]), np.ones(4, bool), np.array([1, 1])) == 2 / 4
    True
    """
    load = np.bincount(posting[chosen], minlength=len(places_left))
    return float(np.maximum(load - places_left, 0).sum() / max(1, load.sum()))


def worst_decile_mean(student: Int32, score: npt.NDArray[np.float64], chosen: Bool, students: int) -> float:
    """Mean, over the worst-off tenth of the students (rounded up), of the mean score of their pushes; 0 without one.

    >>> worst_decile_mean(np.array([0, 0, 1]), np.array([0.4, 0.6, 0.9]), np.ones(3, bool), 2) == (0.4 + 0.6) / 2
    True
    """
    count = np.bincount(student[chosen], minlength=students)
    mean = np.bincount(student[chosen], weights=score[chosen], minlength=students) / np.maximum(count, 1)
    worst = np.sort(mean)[: math.ceil(students / 10)]
    return float(worst.mean()) if students else 0.0
