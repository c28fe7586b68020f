"""The best postings of each student in a cohort, by fused score, channel by channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Candidates, Channel, Float32, Int32, UInt8, UInt32, concatenate
from jobmatch.domain import BadInput
from jobmatch.retrieve.exact import exact_products, product_error

Bool = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]
_REFUSED = np.float32(1e30)
LONGEST = 1.001  # squared length of a unit vector, rounding allowed for


@dataclass(frozen=True, slots=True)
class _Quota:
    """The k best among some columns of the block."""

    channel: Channel
    member: Bool  # (R,)
    k: int


def retrieve_block(
    queries: Float32,
    student_rows: Int32,
    posting_rows: Int32,
    posting_vectors: Float32,
    lexical: Float32,
    blocked: Bool,
    unknown: UInt32,
    quota: Mapping[Channel, tuple[Bool, int]],
    lexical_weight: float,
    block_rows: int = 128,
) -> Candidates:
    """The top k of every channel for each student, joined; ties go to the lower posting row.

    queries (S, d) and posting_vectors (P, d) hold unit vectors; posting_rows (R,) ascends and names the rows that the
    cohort may have; lexical, blocked and unknown have shape (S, R). The score is the inner product plus
    lexical_weight times lexical, and a blocked pair never comes back. quota gives each channel its postings, bool
    (P,), and its k. The answer for a student has the same bits whoever else is in the block, and however block_rows
    cuts it, which only bounds the memory. Raises BadInput on shapes that disagree or queries that are not unit.
    """
    _check_shapes(queries, student_rows, posting_rows, (lexical, blocked, unknown))
    allowed = posting_vectors if len(posting_rows) == len(posting_vectors) else posting_vectors[posting_rows]
    _check_units(queries)
    quotas = [_Quota(channel, mask[posting_rows], k) for channel, (mask, k) in quota.items()]
    parts = []
    for start in range(0, len(queries), block_rows):
        part = slice(start, start + block_rows)
        rows, columns, dense, channels = _best(
            queries[part], allowed, lexical[part], blocked[part], quotas, lexical_weight
        )
        shown, open_questions = lexical[part][rows, columns], unknown[part][rows, columns]
        student, posting = student_rows[part][rows], posting_rows[columns]
        parts.append(Candidates(student, posting, dense, shown, channels, open_questions))
    return concatenate(parts)


def _best(
    queries: Float32, allowed: Float32, lexical: Float32, blocked: Bool, quotas: list[_Quota], weight: float
) -> tuple[Rows, Rows, Float32, UInt8]:
    """Row, column, product and channel bits of the pairs within any quota.

    BLAS shortlists all that could be within one, given its error; the shortlist is scored exactly and cut.
    """
    fused = queries @ allowed.T
    fused += np.float32(weight) * lexical
    fused -= np.multiply(blocked, _REFUSED)  # as good as -inf, and six times as fast as fused[blocked] = -inf
    margin = 2 * product_error(queries.shape[1]) * (1 + abs(weight))
    rows, columns = np.divmod(np.flatnonzero(_shortlist(fused, quotas, margin)), max(1, fused.shape[1]))
    dense = exact_products(queries, allowed, rows, columns)
    score = dense.astype(np.float64) + weight * lexical[rows, columns].astype(np.float64)
    channels = _cut(rows, columns, score, quotas)
    kept = channels > 0
    return rows[kept], columns[kept], dense[kept], channels[kept]


def _shortlist(fused: Float32, quotas: list[_Quota], margin: float) -> Bool:
    """Pairs whose score is at most the margin below the k-th best of a channel, shape (S, R)."""
    near = np.zeros(fused.shape, np.bool_)
    for quota in quotas:
        columns = np.flatnonzero(quota.member)
        k = min(quota.k, len(columns))
        if k > 0:
            scores = fused if len(columns) == fused.shape[1] else fused[:, columns]
            kth = np.partition(scores, len(columns) - k, axis=1)[:, len(columns) - k]
            near[:, columns] |= scores >= (kth - np.float32(margin))[:, None]
    near &= fused > -_REFUSED / 2
    return near


def _cut(rows: Rows, columns: Rows, score: npt.NDArray[np.float64], quotas: list[_Quota]) -> UInt8:
    """Channel bits of each shortlisted pair: the first k of its row among the channel's columns."""
    order = np.lexsort((columns, -score, rows))
    channels = np.zeros(len(rows), np.uint8)
    for quota in quotas:
        members = order[quota.member[columns[order]]]
        first = np.searchsorted(rows[members], rows[members], side="left")
        within = members[np.arange(len(members)) - first < quota.k]
        channels[within] |= np.uint8(quota.channel)
    return channels


def _check_shapes(
    queries: Float32, student_rows: Int32, posting_rows: Int32, pairwise: tuple[Float32, Bool, UInt32]
) -> None:
    shape = (len(student_rows), len(posting_rows))
    if len(queries) != shape[0] or any(array.shape != shape for array in pairwise):
        shapes = [array.shape for array in (queries, *pairwise)]
        raise BadInput(f"{shape[0]} students and {shape[1]} postings, but arrays of shape {shapes}")
    if (np.diff(posting_rows) <= 0).any():
        raise BadInput("posting rows: expected ascending, no row twice")


def _check_units(queries: Float32) -> None:
    """Unit length bounds the error of the products (build_index checks the postings); NaN fails the test too."""
    fine = np.einsum("nd,nd->n", queries, queries) <= LONGEST
    if not fine.all():
        raise BadInput(f"student vector {np.argmin(fine)} of the block: expected length 1")
