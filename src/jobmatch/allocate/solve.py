"""The exact solve: OR-tools' min-cost flow (cost scaling, Goldberg 1997) over the whole night."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.graph.python import min_cost_flow

from jobmatch.allocate.prices import posting_steps, upper_bound
from jobmatch.allocate.problem import UNITS_PER_SCORE, Float64, Int64, Problem, state_problem
from jobmatch.allocate.ties import UInt64
from jobmatch.columns import Int32
from jobmatch.domain import JobmatchError

_SOURCE, _SINK, _FIRST = 0, 1, 2


class AllocationFailed(JobmatchError):
    """The solver did not prove an optimum, which well-formed input never brings about."""


@dataclass(frozen=True, slots=True)
class Allocation:
    """chosen (n,) marks the pairs to push; prices (P,) are what one more place of a posting would be worth, >= 0.

    objective is in units of score: chosen scores, plus the bonuses of the students reached, less crowding.
    optimality_gap is (upper bound - objective) / upper bound, the bound proved from the prices alone: what rounding and
    tie-breaks may have cost, and nothing more.
    """

    chosen: npt.NDArray[np.bool_]
    objective: float
    optimality_gap: float
    prices: Float64


def allocate(
    student: Int32,
    posting: Int32,
    score: Float64,
    student_quota: Int32,
    caps: Int32,
    *,
    tie_break: UInt64,
    bar: float,
    first_push_bonus: Float64 | float = 0.0,
    crowding: Sequence[tuple[float, float]] = (),
) -> Allocation:
    """Choose the pairs (student[i], posting[i]) of the largest objective that keep every quota (S,) and cap (P,).

    Pairs scored below bar are never pushed, nor is one that would lower the objective: no push rather than a bad one.
    first_push_bonus, one for all or (S,), is earned once by every student who gets any push. crowding lists
    (share of cap, cost of each place up to there), shares rising to 1, costs never falling; a share of a cap is
    rounded up to whole places. Among equals tie_break decides, from pair_keys: it may cost each push less than
    10^-6 of score, as rounding may. Raises BadInput for a NaN score or rows out of range, Misconfigured for crowding.
    """
    problem = state_problem(student, posting, score, student_quota, caps, tie_break, bar, first_push_bonus, crowding)
    chosen = _solve(problem)
    prices = np.maximum(posting_steps(problem, chosen), 0) / problem.steps_per_score
    objective = _objective(problem, chosen)
    bound = upper_bound(problem, prices)
    everywhere = np.zeros(len(student), np.bool_)
    everywhere[problem.row[chosen]] = True
    gap = max(0.0, bound - objective) / max(bound, 1 / UNITS_PER_SCORE)  # a bound below the grain of scores is none
    return Allocation(everywhere, objective, gap, prices)


def _solve(problem: Problem) -> npt.NDArray[np.bool_]:
    """Which of the problem's pairs carry flow."""
    if not len(problem.row):
        return np.zeros(0, np.bool_)
    students, postings = len(problem.quota), problem.tier_places.shape[1]
    student_node = np.arange(_FIRST, _FIRST + students)
    posting_node = np.arange(_FIRST + students, _FIRST + students + postings)
    first = np.minimum(problem.quota, 1)
    supply = int(problem.quota.sum())
    flow = min_cost_flow.SimpleMinCostFlow()
    pairs = _add(
        flow, student_node[problem.student], posting_node[problem.posting], np.ones(len(problem.row)), -problem.gain
    )
    _add(flow, np.full(students, _SOURCE), student_node, first, -problem.bonus_gain)
    _add(flow, np.full(students, _SOURCE), student_node, problem.quota - first, np.zeros(students))
    for places, cost in zip(problem.tier_places, problem.tier_gain, strict=True):
        _add(flow, posting_node, np.full(postings, _SINK), places, np.full(postings, cost))
    _add(flow, np.array([_SOURCE]), np.array([_SINK]), np.array([supply]), np.zeros(1))  # what stays unpushed
    flow.set_nodes_supplies(np.array([_SOURCE, _SINK]), np.array([supply, -supply]))
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise AllocationFailed(f"min-cost flow over {len(problem.row)} pairs ended as {status.name}, not OPTIMAL")
    chosen: npt.NDArray[np.bool_] = flow.flows(pairs) > 0
    return chosen


def _add(
    flow: min_cost_flow.SimpleMinCostFlow,
    tails: npt.NDArray[np.intp],
    heads: npt.NDArray[np.intp],
    capacities: npt.NDArray[np.generic],
    costs: npt.NDArray[np.generic],
) -> Int64:
    """Add arcs in bulk and return their numbers; arcs without capacity are left out."""
    some = capacities > 0  # type: ignore[operator]
    arcs: Int64 = flow.add_arcs_with_capacity_and_unit_cost(
        tails[some].astype(np.int32),
        heads[some].astype(np.int32),
        capacities[some].astype(np.int64),
        costs[some].astype(np.int64),
    )
    return arcs


def _objective(problem: Problem, chosen: npt.NDArray[np.bool_]) -> float:
    reached = np.bincount(problem.student[chosen], minlength=len(problem.bonus)) > 0
    load = np.bincount(problem.posting[chosen], minlength=problem.tier_places.shape[1])
    ends = np.cumsum(problem.tier_places, axis=0)
    taken = np.clip(load - (ends - problem.tier_places), 0, problem.tier_places)
    crowded = problem.tier_cost @ taken.sum(axis=1)
    return float(problem.score[chosen].sum() + problem.bonus[reached].sum() - crowded)
