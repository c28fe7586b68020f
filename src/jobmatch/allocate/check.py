"""An allocation counted again, by code that shares nothing with the solver."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Int32

Bool = npt.NDArray[np.bool_]


def over_capacity(posting: Int32, chosen: Bool, caps: Int32) -> int:
    """How many pushes stand beyond the cap of their posting; 0 in a sound allocation."""
    return _beyond(posting[chosen], caps)


def over_quota(student: Int32, chosen: Bool, student_quota: Int32) -> int:
    """How many pushes stand beyond the quota of their student; 0 in a sound allocation."""
    return _beyond(student[chosen], student_quota)


def below_bar(score: npt.NDArray[np.float64], chosen: Bool, bar: float) -> int:
    """How many pushes are scored below the bar; 0 in a sound allocation."""
    return int(np.count_nonzero(~(score[chosen] >= bar)))


def _beyond(rows: Int32, limit: Int32) -> int:
    """Occurrences of each row beyond its limit, summed.

    >>> _beyond(np.array([0, 0, 0, 1]), np.array([1, 1]))
    2
    """
    named, count = np.unique(rows, return_counts=True)
    return int(np.maximum(count - limit[named], 0).sum())
