"""The allocation as a problem in whole numbers: pairs, quotas, places in tiers of rising cost."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.allocate.ties import UInt64
from jobmatch.columns import Int32
from jobmatch.domain import BadInput, Misconfigured

Float64 = npt.NDArray[np.float64]
Int64 = npt.NDArray[np.int64]

UNITS_PER_SCORE = 1_000_000
MOST_TIE_BITS = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """Pairs at or above the bar, with gains in steps: score x 10^6 x 2^tie_bits, less a tie-break below 2^tie_bits.

    row (n,) is the pair's row in the caller's arrays. Tier k of posting p takes tier_places[k, p] pushes at a cost of
    tier_cost[k] each; the costs never fall with k.
    """

    row: npt.NDArray[np.intp]
    student: Int32
    posting: Int32
    score: Float64
    gain: Int64
    quota: Int64  # (S,)
    bonus: Float64  # (S,), score units
    bonus_gain: Int64
    tier_places: Int64  # (K, P)
    tier_cost: Float64  # (K,), score units
    tier_gain: Int64  # what a place costs, in steps
    tie_bits: int

    @property
    def steps_per_score(self) -> int:
        """How many steps of gain make one unit of score."""
        return UNITS_PER_SCORE << self.tie_bits


def state_problem(
    student: Int32,
    posting: Int32,
    score: Float64,
    student_quota: Int32,
    caps: Int32,
    tie_break: UInt64,
    bar: float,
    first_push_bonus: Float64 | float,
    crowding: Sequence[tuple[float, float]],
) -> Problem:
    """Check the inputs, drop pairs below the bar, and scale to whole numbers; see allocate for what they mean."""
    bonus = np.broadcast_to(np.asarray(first_push_bonus, np.float64), student_quota.shape)
    _check(student, posting, score, student_quota, caps, bonus)
    row = np.flatnonzero((score >= bar) & (student_quota[student] > 0) & (caps[posting] > 0))
    shares, costs = _crowding_columns(crowding)
    wanted = np.bincount(posting[row], minlength=len(caps))
    tie_bits = _tie_bits(max(np.abs(score).max(initial=0), bonus.max(initial=0), costs.max()), len(caps) + len(bonus))
    steps = UNITS_PER_SCORE << tie_bits
    ties = (tie_break[row] >> np.uint64(64 - tie_bits)).astype(np.int64) if tie_bits else np.int64(0)
    return Problem(
        row=row,
        student=student[row],
        posting=posting[row],
        score=score[row],
        gain=_units(score[row]) * (1 << tie_bits) - ties,
        quota=np.minimum(student_quota, np.bincount(student[row], minlength=len(bonus))).astype(np.int64),
        bonus=bonus,
        bonus_gain=_units(bonus) * (1 << tie_bits),
        tier_places=_tier_places(shares, caps, wanted),
        tier_cost=costs,
        tier_gain=np.rint(costs * UNITS_PER_SCORE).astype(np.int64) * (steps // UNITS_PER_SCORE),
        tie_bits=tie_bits,
    )


def _units(score: Float64) -> Int64:
    return np.rint(score * UNITS_PER_SCORE).astype(np.int64)


def _tier_places(shares: Float64, caps: Int32, wanted: npt.NDArray[np.intp]) -> Int64:
    """Places of each tier, (K, P), rounded up to whole ones and cut to how many pairs want the posting at all."""
    ends = np.minimum(np.ceil(shares[:, None] * caps[None, :] - 1e-9), np.minimum(caps, wanted)[None, :])
    return np.diff(ends, axis=0, prepend=0).astype(np.int64)


def _crowding_columns(crowding: Sequence[tuple[float, float]]) -> tuple[Float64, Float64]:
    tiers = np.array(crowding or [(1.0, 0.0)], np.float64)
    shares, costs = tiers[:, 0], tiers[:, 1]
    rising = (np.diff(shares, prepend=0) > 0).all() and (np.diff(costs, prepend=0) >= 0).all()
    if not (rising and shares[-1] == 1 and np.isfinite(tiers).all()):
        raise Misconfigured(
            f"crowding {list(crowding)}: expected rising shares that end at 1 and costs that never fall"
        )
    return shares, costs


def _tie_bits(largest: float, nodes: int) -> int:
    """As many bits as 64-bit arithmetic leaves: the solver multiplies every cost by the number of nodes."""
    room = 62 - math.ceil(math.log2(max(1.0, largest * UNITS_PER_SCORE + 1))) - math.ceil(math.log2(nodes + 4))
    if room < 0:
        raise BadInput(f"scores up to {largest:.3g} over {nodes} students and postings overflow 64 bits")
    return min(MOST_TIE_BITS, room)


def _check(student: Int32, posting: Int32, score: Float64, quota: Int32, caps: Int32, bonus: Float64) -> None:
    if not len(student) == len(posting) == len(score):
        raise BadInput(f"{len(student)} students, {len(posting)} postings, {len(score)} scores: one of each a pair")
    broken = np.flatnonzero(~np.isfinite(score))
    if broken.size:
        at = broken[0]
        raise BadInput(f"student row {student[at]}, posting row {posting[at]}: the score is {score[at]}, not a number")
    for name, rows, size in (("student", student, len(quota)), ("posting", posting, len(caps))):
        if len(rows) and not (rows.min() >= 0 and rows.max() < size):
            raise BadInput(f"{name} rows run from {rows.min()} to {rows.max()}, expected 0 to {size - 1}")
    if (quota < 0).any() or (caps < 0).any():
        raise BadInput("quotas and caps: expected 0 or more")
    if not (np.isfinite(bonus) & (bonus >= 0)).all():
        raise BadInput("first_push_bonus: expected finite numbers of 0 or more")
