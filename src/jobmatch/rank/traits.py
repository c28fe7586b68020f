"""Traits of a posting: where its text lies among the occupations, in few numbers that keep their meaning.

The basis is made from the encoder and the classification of occupations alone, never from postings or answers, so a
trait logged last year says today what it said then, as long as the encoder stays. The encoder's identity names it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Float32
from jobmatch.taxonomy.occupations.classification import classification

TRAITS = 32
TRAIT_NAMES = tuple(f"trait_{number:02d}" for number in range(TRAITS))
_POSTINGS_AT_ONCE = 1 << 14
_OCCUPATION = 4  # the level of 细类


def occupation_titles() -> tuple[str, ...]:
    """The names of all occupations (细类) of the 2022 classification, in the order of their codes: what is encoded."""
    return tuple(entry.name for _, entry in sorted(classification().items()) if entry.level == _OCCUPATION)


def trait_basis(occupation_vectors: npt.NDArray[np.float32]) -> Float32:
    """The principal axes of the occupations' vectors (m, d), largest variance first, as columns (d, 32).

    Principal component analysis (Pearson 1901) by the eigenvectors of the covariance; the sign of an axis is fixed by
    its entry of largest size, which is positive. Where the vectors span fewer than 32 axes, the rest are zero.

    >>> trait_basis(np.array([[0, 2], [0, -2], [1, 0], [-1, 0]], np.float32))[:, :3].tolist()
    [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]
    """
    vectors = occupation_vectors.astype(np.float64)
    centred = vectors - vectors.mean(axis=0)
    variances, axes = np.linalg.eigh(centred.T @ centred)
    spanned = int((variances > variances[-1] * 1e-9).sum())
    chosen = axes[:, ::-1][:, : min(TRAITS, spanned)]
    signs = np.sign(chosen[np.abs(chosen).argmax(axis=0), np.arange(chosen.shape[1])])
    basis = np.zeros((vectors.shape[1], TRAITS), np.float32)
    basis[:, : chosen.shape[1]] = chosen * signs
    return basis


def traits_of(vectors: npt.NDArray[np.float32], basis: Float32) -> Float32:
    """Coordinates of the postings' vectors (P, d) on the basis (d, 32): float32 (P, 32).

    Multiplied in float64 and rounded once, so that a posting's traits do not depend on how many there are.
    """
    axes = basis.astype(np.float64)
    traits = np.empty((len(vectors), basis.shape[1]), np.float32)
    for start in range(0, len(vectors), _POSTINGS_AT_ONCE):
        part = slice(start, start + _POSTINGS_AT_ONCE)
        traits[part] = vectors[part].astype(np.float64) @ axes
    return traits
