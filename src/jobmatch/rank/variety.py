"""How unlike the pushes that met silence a candidate is: another field, a grassroots opening, or one nearer home."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Candidates, Float32
from jobmatch.rank.features import NAMES, Features

_NEARNESS, _GRASSROOTS = NAMES.index("nearness"), NAMES.index("grassroots")


def novelty(values: Features, traits: Float32, candidates: Candidates, stale: Float32) -> npt.NDArray[np.float64]:
    """The largest of three differences from the student's silent run, each in [0, 1], shape (n,).

    traits (P, T) belong to the postings; stale (S, F + T) is the mean of what was logged of each student's silent
    run, features first. The three: one less the cosine of the traits, whether this is at the grassroots and the run
    was not, and by how much this is nearer.
    """
    run = stale[candidates.student]
    width = len(values.names)
    field = 1 - _cosine(traits[candidates.posting], run[:, width:])
    nearer = values.values[:, _NEARNESS] - run[:, _NEARNESS]
    grassroots = values.values[:, _GRASSROOTS] - run[:, _GRASSROOTS]
    largest: npt.NDArray[np.float64] = np.clip(np.maximum.reduce([field, nearer, grassroots]), 0, 1).astype(np.float64)
    return largest


def _cosine(a: Float32, b: Float32) -> Float32:
    """Row by row; 1 where either is a zero vector, since nothing is known of the difference.

    >>> _cosine(np.array([[1, 0], [0, 1], [0, 0]], np.float32), np.array([[1, 0], [1, 0], [1, 0]], np.float32)).tolist()
    [1.0, 0.0, 1.0]
    """
    length = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    product = np.einsum("nt,nt->n", a, b)
    cosine: Float32 = np.divide(product, length, out=np.ones_like(product), where=length > 0)
    return cosine
