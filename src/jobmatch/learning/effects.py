"""All students' small regressions, many at a time: the exact posterior of the mixed model, student by student.

A student's labels have covariance Ω⁻¹ + Z Λ⁻¹ Zᵀ about the population's line, in units of the noise: Z (m, 1 + K) are
the level and the standardised features, Ω the weights, Λ the prior precisions. With A = Ω^½ Z Λ^-½ everything needed
is a solve with I + A Aᵀ, which is m by m and well conditioned (Rasmussen & Williams 2006, equations 2.11 and 3.26).
Students with about as many labels are solved together; padding has weight 0 and changes nothing, and more labels than
columns are folded first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Float32, Int32
from jobmatch.history import Float64
from jobmatch.learning.evidence import Evidence, Frame

Intp = npt.NDArray[np.intp]
_CELLS_AT_ONCE = 1 << 18  # of one batch's largest array: small enough to stay in the processor's cache


@dataclass(frozen=True, slots=True)
class Regressions:
    """What the students' regressions share: the log's features (n, K), their frame, and the prior precisions (1+K,).

    about (R, K) marks the features that a label may speak of, by the row that the evidence names for it.
    """

    features: Float32
    frame: Frame
    evidence: Evidence
    precision: Float64
    about: npt.NDArray[np.bool_]

    def gram(self, columns: Float64) -> Float64:
        """Σ_s [Z_s C, y_s]ᵀ V_s⁻¹ [Z_s C, y_s] over students under the capped weights, (p+1, p+1), for C (1+K, p).

        It is all that the population's regression needs, and adds up over groups of students.
        """
        size = columns.shape[1] + 1
        chosen = np.zeros((len(columns) + 1, size))
        chosen[:-1, :-1], chosen[-1, -1] = columns, 1.0
        gram = np.zeros((size, size))
        for batch in self._batches(self.evidence.shared):
            seen = batch.rows @ chosen
            solved = np.linalg.solve(self._kernel(batch, len(columns)), seen)
            gram += np.einsum("bmp,bmq->pq", seen, solved, optimize=True)
        return gram

    def posterior_means(self, line: Float64, noise: float, students: int) -> Float64:
        """Each student's level and standardised effects given the population's line (1+K,): (students, 1+K).

        Uses the student's own weights, and nobody else's labels. The effects are averaged over two models, with a taste
        and without (Hoeting et al., Statistical Science 1999): who answers at random, or everything alike, has none.
        noise is the variance of a label.
        """
        means = np.zeros((students, len(line)))
        for batch in self._batches(self.evidence.weight):
            missed = (batch.rows @ np.concatenate([-line, [1.0]]))[:, :, None]
            kernel, level_only = self._kernel(batch, len(line)), self._kernel(batch, 1)
            solved = np.linalg.solve(kernel, missed)
            mean = (np.swapaxes(batch.design, 1, 2) @ solved)[:, :, 0] / self.precision
            without = _log_likelihood(level_only, missed, np.linalg.solve(level_only, missed), noise)
            odds = _log_likelihood(kernel, missed, solved, noise) - without
            mean[:, 1:] *= (1 / (1 + np.exp(-np.clip(odds, -50, 50))))[:, None]
            means[batch.student] = mean
        return means

    def _kernel(self, batch: _Batch, columns: int) -> Float64:
        """Covariance of the labels in units of the noise where only the first columns of the design matter."""
        scaled = (batch.design / np.sqrt(self.precision))[:, :, :columns]
        kernel: Float64 = scaled @ np.swapaxes(scaled, 1, 2)
        diagonal = np.arange(kernel.shape[1])
        kernel[:, diagonal, diagonal] += 1.0
        return kernel

    def _batches(self, weight: Float64) -> Iterator[_Batch]:
        """Students in ascending order within batches of like size; the cut does not depend on the machine."""
        student, start, count = np.unique(self.evidence.student, return_index=True, return_counts=True)
        width = np.exp2(np.ceil(np.log2(count))).astype(np.int64)
        for m in np.unique(width):
            group = np.flatnonzero(width == m)
            size = max(1, _CELLS_AT_ONCE // int(m * len(self.precision)))
            for first in range(0, len(group), size):
                part = group[first : first + size]
                yield self._batch(student[part], start[part], count[part], int(m), weight)

    def _batch(self, student: Int32, start: Intp, count: Intp, m: int, weight: Float64) -> _Batch:
        place = np.arange(m)
        real = place < count[:, None]
        label = np.where(real, start[:, None] + place, start[:, None])
        rows = np.empty((len(student), m, len(self.precision) + 1))
        rows[:, :, 0] = 1.0
        rows[:, :, 1:-1] = self.frame.standard(self.features[self.evidence.row[label]])
        rows[:, :, 1:-1] *= self.about[self.evidence.about[label]]
        rows[:, :, -1] = self.evidence.value[label]
        rows *= np.sqrt(np.where(real, weight[label], 0.0))[:, :, None]
        return _Batch(student, folded(rows))


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some students' labels as rows (b, m, 1+K+1): design, then value, each times the root of its weight."""

    student: Int32
    rows: Float64

    @property
    def design(self) -> Float64:
        return self.rows[:, :, :-1]


def _log_likelihood(kernel: Float64, missed: Float64, solved: Float64, noise: float) -> Float64:
    """Log marginal likelihood of each batch's labels (b,), but for a constant (Rasmussen & Williams 2006, 2.30)."""
    fit = (missed * solved).sum(axis=(1, 2)) / noise
    return np.asarray(-0.5 * (np.linalg.slogdet(kernel)[1] + fit), np.float64)


def folded(rows: Float64) -> Float64:
    """As few rows with the same products: the triangle of a QR decomposition where rows outnumber columns.

    >>> tall = np.arange(10.0).reshape(1, 5, 2) ** 2
    >>> short = folded(tall)
    >>> short.shape, bool(np.allclose(np.swapaxes(short, 1, 2) @ short, np.swapaxes(tall, 1, 2) @ tall))
    ((1, 2, 2), True)
    """
    if rows.shape[1] <= rows.shape[2]:
        return rows
    triangle: Float64 = np.asarray(np.linalg.qr(rows, mode="r"))
    return triangle
