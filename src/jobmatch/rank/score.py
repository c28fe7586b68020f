"""The cold-start score: a sum that a person can check by hand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.domain import Misconfigured
from jobmatch.rank.features import Features


@dataclass(frozen=True, slots=True)
class Scores:
    """total (n,) is the sum of contributions (n, F) over names, added from left to right."""

    total: npt.NDArray[np.float64]
    contributions: npt.NDArray[np.float64]
    names: tuple[str, ...]


def score(features: Features, weights: Mapping[str, float]) -> Scores:
    """Weight times value, for every feature; a feature without a weight contributes 0.

    Raises Misconfigured for a weight that names no feature or is not a finite number.

    >>> pair = Features(("similarity", "freshness"), np.array([[0.5, 0.25]], np.float32))
    >>> score(pair, {"similarity": 1.0, "freshness": 0.2}).total.tolist() == [0.5 * 1.0 + 0.25 * 0.2]
    True
    """
    for name, weight in weights.items():
        if name not in features.names:
            raise Misconfigured(f"weight {name!r}: no such feature; there are {', '.join(features.names)}")
        if not math.isfinite(weight):
            raise Misconfigured(f"weight {name!r}: expected a finite number, got {weight}")
    by_column = np.array([weights.get(name, 0.0) for name in features.names], np.float64)
    contributions = features.values * by_column
    total = np.zeros(len(contributions), np.float64)
    for column in contributions.T:  # column by column: the same order of addition for one pair as for a million
        total += column
    return Scores(total, contributions, features.names)
