"""What a place is worth: dual prices of the flow, and the bound on the objective that they prove."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from jobmatch.allocate.problem import Float64, Int64, Problem

_NEVER = np.int64(-(2**62))


def posting_steps(problem: Problem, chosen: npt.NDArray[np.bool_]) -> Int64:
    """The least dual price of each posting, in steps (P,), far below 0 where nobody could want it.

    Longest distances from the source in the residual network of the solution, by Bellman and Ford's method over the
    arcs of what changed last. A posting costs what the best newcomer would bring, and not less than its last place
    taken costs. At these prices nobody would rather have a pair that was not chosen.
    """
    student, posting, gain = problem.student, problem.posting, problem.gain
    pushes = np.bincount(student[chosen], minlength=len(problem.quota))
    spare = np.where(pushes == 0, problem.bonus_gain, 0)
    at_student = np.where(pushes < problem.quota, spare, _NEVER)
    at_posting = _last_place(problem, np.bincount(posting[chosen], minlength=problem.tier_places.shape[1]))
    open_pairs, held_pairs = np.flatnonzero(~chosen), np.flatnonzero(chosen)
    changed = at_student > _NEVER
    changed[student[held_pairs]] = True
    np.maximum.at(at_student, student[held_pairs], at_posting[posting[held_pairs]] - gain[held_pairs])
    while changed.any():
        pairs = open_pairs[changed[student[open_pairs]]]
        before = at_posting.copy()
        np.maximum.at(at_posting, posting[pairs], at_student[student[pairs]] + gain[pairs])
        pairs = held_pairs[(at_posting > before)[posting[held_pairs]]]
        was = at_student.copy()
        np.maximum.at(at_student, student[pairs], at_posting[posting[pairs]] - gain[pairs])
        changed = at_student > was
    return at_posting


def upper_bound(problem: Problem, prices: Float64) -> float:
    """No allocation is worth more than this, in units of score, whatever the prices >= 0 (Lagrange, weak duality).

    Every place earns its price over its cost; every student takes the best pairs left after paying the prices.
    """
    places = (np.maximum(prices - problem.tier_cost[:, None], 0) * problem.tier_places).sum()
    surplus = problem.score - prices[problem.posting]
    worth = np.flatnonzero(surplus + problem.bonus[problem.student] > 0)
    order = worth[np.lexsort((-surplus[worth], problem.student[worth]))]
    student, ordered = problem.student[order], surplus[order]
    rank = np.arange(len(order)) - np.searchsorted(student, student, side="left")
    taken = np.where(rank == 0, ordered + problem.bonus[student], np.maximum(ordered, 0))
    return float(places + taken[rank < problem.quota[student]].sum())


def _last_place(problem: Problem, load: npt.NDArray[np.intp]) -> Int64:
    """What the dearest place taken of each posting costs, in steps; never where none is taken."""
    tiers_used = (load > np.cumsum(problem.tier_places, axis=0)[:-1]).sum(axis=0)
    return np.where(load > 0, problem.tier_gain[tiers_used], _NEVER)
