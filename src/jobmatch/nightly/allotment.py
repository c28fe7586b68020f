"""The night's allocation: who may have how many, and the solve."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.allocate import allocate, pair_keys
from jobmatch.columns import Int32
from jobmatch.matching import Market, Ranked, worth_pushing
from jobmatch.nightly.ledger import Kept
from jobmatch.nightly.places import first_push_bonus
from jobmatch.settings import Policy


@dataclass(frozen=True, slots=True)
class Allotment:
    """chosen (n,) marks the ranked pairs to push; prices (P,) are shadow prices, in units of score."""

    chosen: npt.NDArray[np.bool_]
    prices: npt.NDArray[np.float64]
    objective: float
    optimality_gap: float


def allot(market: Market, policy: Policy, ranked: Ranked, caps: Int32) -> Kept:
    """Solve the night; the columns are the chosen mark and the posting's price of every ranked pair."""
    worth = np.flatnonzero(worth_pushing(ranked, policy))
    pairs = ranked.candidates.take(worth)
    solved = allocate(
        pairs.student,
        pairs.posting,
        ranked.total[worth],
        quotas(market, policy),
        caps,
        tie_break=pair_keys(*market.ids, pairs.student, pairs.posting),
        bar=policy.bar,
        first_push_bonus=first_push_bonus(market.students, policy),
        crowding=policy.crowding,
    )
    chosen = np.zeros(len(ranked.candidates), dtype=np.bool_)
    chosen[worth[solved.chosen]] = True
    columns = {"chosen": chosen, "price": solved.prices[ranked.candidates.posting]}
    return Kept(columns, {"objective": solved.objective, "optimality_gap": solved.optimality_gap})


def allotment_of(kept: Kept, market: Market, ranked: Ranked) -> Allotment:
    """The allotment read back from its columns; a posting nobody is a candidate for has no price."""
    prices = np.zeros(len(market.postings))
    prices[ranked.candidates.posting] = kept.columns["price"]
    return Allotment(
        np.asarray(kept.columns["chosen"], dtype=np.bool_),
        prices,
        kept.figures["objective"],
        kept.figures["optimality_gap"],
    )


def quotas(market: Market, policy: Policy) -> Int32:
    """How many pushes each student may get tonight, shape (S,)."""
    return np.full(len(market.students), policy.per_student, dtype=np.int32)
