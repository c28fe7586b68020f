"""The allocation against a linear-programming solver, and on the edges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import linprog
from small_nights import SCORE_GRAIN, Night, keys, nights, tier_ends

from jobmatch.allocate import allocate, below_bar, over_capacity, over_quota
from jobmatch.domain import BadInput, Misconfigured


def lp_optimum(night: Night) -> float:
    """The same night as a linear programme for HiGHS: pairs, students reached, places by tier."""
    n, students, postings = len(night.score), len(night.quota), len(night.caps)
    costs = [cost for _, cost in night.crowding] or [0.0]
    places = np.diff(tier_ends(night), axis=0, prepend=0)
    gain = np.concatenate([night.score, night.bonus, -np.repeat(costs, postings)])
    upper = np.concatenate([(night.score >= night.bar).astype(float), np.ones(students), places.ravel()])
    rows, limits = [], []
    for s in range(students):
        pushes = np.concatenate([(night.student == s).astype(float), np.zeros(len(gain) - n)])
        reached = np.zeros(len(gain))
        reached[n + s] = 1
        rows += [pushes, reached - pushes]
        limits += [float(night.quota[s]), 0.0]
    for p in range(postings):
        load = np.concatenate([(night.posting == p).astype(float), np.zeros(len(gain) - n)])
        load[n + students + p :: postings] = -1  # every tier of this posting
        rows.append(load)
        limits.append(0.0)
    answer = linprog(-gain, A_ub=np.array(rows), b_ub=limits, bounds=list(zip(0 * upper, upper, strict=True)))
    return float(-answer.fun)


def greedy(night: Night) -> float:
    """What taking the best pair left, one after the other, comes to."""
    quota, load, total = night.quota.copy(), np.zeros(len(night.caps), int), 0.0
    reached: set[int] = set()
    for i in np.argsort(-night.score, kind="stable"):
        s, p = night.student[i], night.posting[i]
        tier = (tier_ends(night)[:, p] <= load[p]).sum()
        cost = 0.0 if tier >= len(night.crowding) else night.crowding[tier][1]
        worth = night.score[i] + (0 if s in reached else night.bonus[s]) - cost
        if night.score[i] >= night.bar and quota[s] and load[p] < night.caps[p] and worth > 0:
            quota[s], load[p], total = quota[s] - 1, load[p] + 1, total + worth
            reached.add(s)
    return total


def value(night: Night, chosen: np.ndarray) -> float:
    """The objective of any choice, counted place by place."""
    total = night.score[chosen].sum() + night.bonus[np.unique(night.student[chosen])].sum()
    ends = tier_ends(night)
    for p, load in zip(*np.unique(night.posting[chosen], return_counts=True), strict=True):
        for place in range(load):
            tier = (ends[:, p] <= place).sum()
            total -= night.crowding[tier][1] if night.crowding else 0.0
    return float(total)


@settings(max_examples=250, deadline=None)
@given(nights())
def test_the_night_is_worth_what_a_linear_programme_says_is_possible(night: Night) -> None:
    allocation = night.solve()
    slack = 2 * SCORE_GRAIN * len(night.score) + 1e-9
    assert allocation.objective == pytest.approx(value(night, allocation.chosen), abs=1e-9)
    assert allocation.objective == pytest.approx(lp_optimum(night), abs=slack)
    assert allocation.objective >= greedy(night) - slack


@settings(max_examples=150, deadline=None)
@given(nights())
def test_no_cap_no_quota_and_no_bar_is_ever_broken(night: Night) -> None:
    chosen = night.solve().chosen
    assert over_capacity(night.posting, chosen, night.caps) == 0
    assert over_quota(night.student, chosen, night.quota) == 0
    assert below_bar(night.score, chosen, night.bar) == 0


@settings(max_examples=150, deadline=None)
@given(nights())
def test_the_order_in_which_pairs_arrive_changes_nothing_but_exact_ties(night: Night) -> None:
    order = np.random.default_rng(7).permutation(len(night.score))
    turned = Night(
        night.student[order],
        night.posting[order],
        night.score[order],
        night.quota,
        night.caps,
        night.bonus,
        night.crowding,
        night.bar,
    )
    slack = 2 * SCORE_GRAIN * len(night.score) + 1e-9
    assert turned.solve().objective == pytest.approx(night.solve().objective, abs=slack)


def push(scores: list[list[float]], quota: int, caps: list[int], **policy: object) -> np.ndarray:
    """The chosen table for a full table of scores, students by postings."""
    table = np.array(scores, np.float64)
    student, posting = (axis.ravel().astype(np.int32) for axis in np.indices(table.shape))
    allocation = allocate(
        student,
        posting,
        table.ravel(),
        np.full(len(table), quota, np.int32),
        np.array(caps, np.int32),
        tie_break=keys(student, posting),
        bar=policy.get("bar", 0.0),
        first_push_bonus=policy.get("bonus", 0.0),
        crowding=policy.get("crowding", ()),
    )
    return allocation.chosen.reshape(table.shape)


def test_the_last_place_goes_where_the_sum_is_largest_not_to_the_best_pair() -> None:
    # greedy: 0.9 + 0.1; together: 0.8 + 0.7
    assert push([[0.9, 0.8], [0.7, 0.1]], 1, [1, 1]).tolist() == [[False, True], [True, False]]


def test_a_pair_below_the_bar_is_not_pushed_though_nothing_else_is_there() -> None:
    assert push([[0.35, 0.34]], 2, [5, 5], bar=0.35).tolist() == [[True, False]]


def test_a_bonus_for_the_first_push_reaches_one_more_student() -> None:
    scores = [[0.9, 0.9], [0.5, 0.0]]  # the second student fits the first posting only
    assert push(scores, 2, [1, 1], bar=0.1).tolist() == [[True, True], [False, False]]
    assert push(scores, 2, [1, 1], bar=0.1, bonus=0.5).tolist() == [[False, True], [True, False]]


def test_crowding_spreads_pushes_over_equals() -> None:
    crowding = [(0.5, 0.0), (1.0, 0.2)]
    assert push([[0.9, 0.8], [0.9, 0.8]], 1, [2, 2]).sum(axis=0).tolist() == [2, 0]
    assert push([[0.9, 0.8], [0.9, 0.8]], 1, [2, 2], crowding=crowding).sum(axis=0).tolist() == [1, 1]


def test_a_place_that_costs_more_than_the_push_is_worth_stays_empty() -> None:
    assert push([[0.1], [0.1]], 1, [2], crowding=[(0.5, 0.0), (1.0, 0.2)]).sum() == 1


def test_equal_scores_everywhere_fill_every_place_once() -> None:
    chosen = push([[0.5] * 4] * 6, 2, [1, 2, 3, 4])
    assert chosen.sum(axis=0).tolist() == [1, 2, 3, 4]
    assert chosen.sum(axis=1).max() == 2


def test_a_tie_goes_by_the_pair_not_by_the_order_of_students() -> None:
    winners = set()
    for posting in range(40):  # forty contests for one place between the same two students
        student, at = np.array([0, 1], np.int32), np.zeros(2, np.int32)
        tie = keys(student, np.full(2, posting))
        one = np.ones(1, np.int32)
        allocation = allocate(student, at, np.full(2, 0.5), np.ones(2, np.int32), one, tie_break=tie, bar=0.0)
        winners.add(int(np.flatnonzero(allocation.chosen)[0]))
    assert winners == {0, 1}


def test_caps_of_none_and_of_a_million_are_both_kept() -> None:
    assert push([[0.9, 0.8]] * 3, 2, [0, 1_000_000]).tolist() == [[False, True]] * 3


def test_a_night_without_candidates_allocates_nothing() -> None:
    nobody = np.empty(0, np.int32)
    allocation = allocate(
        nobody,
        nobody,
        np.empty(0),
        np.full(3, 2, np.int32),
        np.ones(4, np.int32),
        tie_break=np.empty(0, np.uint64),
        bar=0.0,
    )
    assert (len(allocation.chosen), allocation.objective, allocation.optimality_gap) == (0, 0.0, 0.0)
    assert allocation.prices.tolist() == [0.0] * 4


def test_a_score_that_is_not_a_number_is_refused_by_student_and_posting() -> None:
    with pytest.raises(BadInput, match="student row 1, posting row 0: the score is nan"):
        push([[0.5], [float("nan")]], 1, [1])


def test_rows_beyond_the_columns_are_refused() -> None:
    one = np.array([1], np.int32)
    with pytest.raises(BadInput, match="student rows run from 1 to 1, expected 0 to 0"):
        allocate(one, one - 1, np.ones(1), one, one, tie_break=np.zeros(1, np.uint64), bar=0.0)


def test_scores_too_large_for_whole_numbers_are_refused_not_wrapped() -> None:
    with pytest.raises(BadInput, match="overflow 64 bits"):
        push([[1e13]], 1, [1])


def test_scores_in_the_thousands_still_come_out_exact() -> None:
    assert push([[9e5, 8e5], [7e5, 1e5]], 1, [1, 1]).tolist() == [[False, True], [True, False]]


@pytest.mark.parametrize("crowding", [[(0.5, 0.0)], [(0.5, 0.2), (1.0, 0.1)], [(0.7, 0.0), (0.5, 0.1), (1.0, 0.2)]])
def test_crowding_that_does_not_rise_to_the_whole_cap_is_refused(crowding: list[tuple[float, float]]) -> None:
    with pytest.raises(Misconfigured, match="crowding"):
        push([[0.5]], 1, [1], crowding=crowding)


def test_a_negative_first_push_bonus_is_refused() -> None:
    with pytest.raises(BadInput, match="first_push_bonus"):
        push([[0.5]], 1, [1], bonus=-0.1)
