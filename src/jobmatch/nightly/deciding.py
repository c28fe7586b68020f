"""The night's decision: what a counselor asked for, what chance draws, and one solve for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.allocate import Allocation, Drawn, allocate, draw, night_seeds, pair_keys, set_aside
from jobmatch.columns import Int32, UInt8
from jobmatch.domain import Override, OverrideVerb, Slot
from jobmatch.feedback import Adaptation
from jobmatch.history import code_of
from jobmatch.matching import Market, Ranked, worth_pushing
from jobmatch.nightly.ledger import Kept
from jobmatch.nightly.places import first_push_bonus
from jobmatch.settings import Policy

Bool = npt.NDArray[np.bool_]
Float64 = npt.NDArray[np.float64]
_RANKED, _EXPLORED, _OVERRIDE = (code_of(slot) for slot in Slot)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of the ranked pairs, all (n,) but prices (P,), which are shadow prices in units of score.

    slot and propensity count where chosen; propensity is NaN but for drawn pairs. draw numbers the draw that a pair
    was offered in, -1 where it was in none: the pairs of one number are what its student's chance chose among.
    """

    chosen: Bool
    slot: UInt8
    propensity: Float64
    prices: Float64
    objective: float
    optimality_gap: float
    draw: Int32


def decide(
    market: Market,
    policy: Policy,
    ranked: Ranked,
    caps: Int32,
    adaptation: Adaptation | None = None,
    overrides: Sequence[Override] = (),
) -> Decision:
    """Choose the night's pushes within caps (P,): overrides first, then the draws, then one exact allocation.

    Each takes its places and its share of the student's quota before the next looks. A pair that a counselor ruled
    out is not looked at at all.
    """
    pairs = ranked.candidates
    quota = quotas(market, policy, adaptation)
    asked = _named(market, ranked, overrides, OverrideVerb.PUSH)
    barred = _named(market, ranked, overrides, OverrideVerb.NEVER)
    forced = _within_caps(pairs.posting, asked & ~barred, caps)
    quota, caps = _less(quota, pairs.student[forced]), _less(caps, pairs.posting[forced])
    free = ~(barred | asked)
    drawn = _explore(market, policy, ranked, caps, quota, free, adaptation)
    quota, caps = _less(quota, pairs.student[drawn.row]), _less(caps, pairs.posting[drawn.row])
    free[drawn.row] = False
    served = np.concatenate([pairs.student[forced], pairs.student[drawn.row]])
    raised = 0.0 if adaptation is None else adaptation.bar_raise[pairs.student]
    rows = np.flatnonzero(worth_pushing(ranked, policy, raised) & free)
    bonus = first_push_bonus(market.students, policy)
    bonus[served] = 0
    student, posting = pairs.student[rows], pairs.posting[rows]
    solved = allocate(
        student,
        posting,
        ranked.total[rows],
        quota,
        caps,
        tie_break=pair_keys(*market.ids, student, posting),
        bar=policy.bar,
        first_push_bonus=bonus,
        crowding=policy.crowding,
    )
    return _joined(len(pairs), forced, drawn, rows[solved.chosen], solved)


def kept_decision(decision: Decision, ranked: Ranked) -> Kept:
    """The decision as columns of the ranked pairs, each with its posting's price."""
    columns = {
        "chosen": decision.chosen,
        "slot": decision.slot,
        "propensity": decision.propensity,
        "draw": decision.draw,
        "price": decision.prices[ranked.candidates.posting],
    }
    return Kept(columns, {"objective": decision.objective, "optimality_gap": decision.optimality_gap})


def decision_of(kept: Kept, market: Market, ranked: Ranked) -> Decision:
    """The decision read back from its columns; a posting nobody is a candidate for has no price."""
    prices = np.zeros(len(market.postings))
    prices[ranked.candidates.posting] = kept.columns["price"]
    return Decision(
        np.asarray(kept.columns["chosen"], dtype=np.bool_),
        np.asarray(kept.columns["slot"], dtype=np.uint8),
        np.asarray(kept.columns["propensity"], dtype=np.float64),
        prices,
        kept.figures["objective"],
        kept.figures["optimality_gap"],
        np.asarray(kept.columns["draw"], dtype=np.int32),
    )


def quotas(market: Market, policy: Policy, adaptation: Adaptation | None = None) -> Int32:
    """How many pushes each student may get tonight, shape (S,)."""
    if adaptation is None:
        return np.full(len(market.students), policy.per_student, dtype=np.int32)
    return np.minimum(adaptation.quota, policy.per_student).astype(np.int32)


def _joined(
    n: int, forced: npt.NDArray[np.intp], drawn: Drawn, rows: npt.NDArray[np.intp], solved: Allocation
) -> Decision:
    """One decision over n pairs from the three ways to be chosen; rows are those that the solve chose."""
    chosen, slot, propensity = np.zeros(n, np.bool_), np.full(n, _RANKED, np.uint8), np.full(n, np.nan)
    for some, code in ((forced, _OVERRIDE), (drawn.row, _EXPLORED), (rows, _RANKED)):
        chosen[some] = True
        slot[some] = code
    propensity[drawn.row] = drawn.propensity
    offered = np.full(n, -1, np.int32)
    offered[drawn.offered] = drawn.draw
    return Decision(chosen, slot, propensity, solved.prices, solved.objective, solved.optimality_gap, offered)


def _explore(
    market: Market,
    policy: Policy,
    ranked: Ranked,
    caps: Int32,
    quota: Int32,
    free: Bool,
    adaptation: Adaptation | None,
) -> Drawn:
    """Draws for whoever explores tonight, among pairs a little below the bar and above."""
    exploration = policy.loop.exploration
    student_ids, posting_ids = market.ids
    pairs = ranked.candidates
    good = (quota[pairs.student] > 0) & free
    good &= ranked.total >= policy.bar - exploration.margin
    good &= ranked.relevance >= policy.relevance_floor - exploration.margin
    rows = np.flatnonzero(good)
    drawn = draw(
        pairs.student[rows],
        pairs.posting[rows],
        ranked.total[rows],
        set_aside(caps, exploration.places, night_seeds(posting_ids, market.night)),
        np.full(len(student_ids), exploration.students),
        night_seeds(student_ids, market.night),
        exploration.temperature,
    )
    return Drawn(rows[drawn.row], drawn.propensity, rows[drawn.offered], drawn.draw)


def _named(market: Market, ranked: Ranked, overrides: Sequence[Override], verb: OverrideVerb) -> Bool:
    """Which ranked pairs a live override names, shape (n,)."""
    named = {(o.student_id, o.posting_id) for o in overrides if o.verb is verb and o.lifted_at is None}
    student_ids, posting_ids = market.ids
    student_row = {name: row for row, name in enumerate(student_ids)}
    posting_row = {name: row for row, name in enumerate(posting_ids)}
    found = np.zeros(len(ranked.candidates), np.bool_)
    for student, posting in named:
        if student in student_row and posting in posting_row:
            start, end = np.searchsorted(ranked.candidates.student, [student_row[student], student_row[student] + 1])
            found[start:end] |= ranked.candidates.posting[start:end] == posting_row[posting]
    return found


def _within_caps(posting: Int32, wanted: Bool, caps: Int32) -> npt.NDArray[np.intp]:
    """The wanted rows that their posting's cap can bear, in row order."""
    rows = np.flatnonzero(wanted)
    order = rows[np.argsort(posting[rows], kind="stable")]
    nth = np.arange(len(order)) - np.searchsorted(posting[order], posting[order], side="left")
    return np.sort(order[nth < caps[posting[order]]])


def _less(limit: Int32, rows: Int32) -> Int32:
    """The limits after one is taken for every row named, at least 0.

    >>> _less(np.array([2, 0], np.int32), np.array([0, 1], np.int32)).tolist()
    [1, 0]
    """
    left: Int32 = np.maximum(limit - np.bincount(rows, minlength=len(limit)), 0).astype(np.int32)
    return left
