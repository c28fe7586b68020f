"""Shadow prices: at these nobody would swap, and they prove the optimum."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from small_nights import SCORE_GRAIN, Night, keys, nights, tier_ends

from jobmatch.allocate import allocate

EPSILON = 1e-4  # tens of pairs, each rounded by a millionth


def solved(scores: list[list[float]], quota: int, caps: list[int], bonus: float = 0.0) -> list[float]:
    table = np.array(scores, np.float64)
    student, posting = (axis.ravel().astype(np.int32) for axis in np.indices(table.shape))
    caps_column = np.array(caps, np.int32)
    allocation = allocate(
        student,
        posting,
        table.ravel(),
        np.full(len(table), quota, np.int32),
        caps_column,
        tie_break=keys(student, posting),
        bar=0.0,
        first_push_bonus=bonus,
    )
    return allocation.prices.tolist()


@settings(max_examples=250, deadline=None)
@given(nights())
def test_at_these_prices_no_student_would_rather_have_a_pair_that_was_not_chosen(night: Night) -> None:
    allocation = night.solve()
    allowed = night.score >= night.bar
    surplus = night.score - allocation.prices[night.posting]
    for s in range(len(night.quota)):
        mine = (night.student == s) & allowed & (night.caps[night.posting] > 0)
        taken, left = surplus[mine & allocation.chosen], surplus[mine & ~allocation.chosen]
        spare = night.quota[s] - len(taken)
        bonus = 0.0 if len(taken) else night.bonus[s]
        if len(left) and len(taken):
            assert taken.min() >= left.max() - EPSILON
        if len(left) and spare > 0:
            assert left.max() + bonus <= EPSILON


@settings(max_examples=250, deadline=None)
@given(nights())
def test_a_place_with_room_costs_what_crowding_makes_it_cost(night: Night) -> None:
    allocation = night.solve()
    ends = tier_ends(night)
    costs = np.array([cost for _, cost in night.crowding] or [0.0])
    for p, cap in enumerate(night.caps):
        load = int((night.posting[allocation.chosen] == p).sum())
        last = costs[(ends[:, p] < load).sum()] if load else 0.0
        assert allocation.prices[p] >= last - EPSILON
        if load < cap:
            assert allocation.prices[p] <= costs[(ends[:, p] <= load).sum()] + EPSILON


@settings(max_examples=250, deadline=None)
@given(nights())
def test_the_prices_alone_prove_that_nothing_better_exists(night: Night) -> None:
    allocation = night.solve()
    assert (
        allocation.optimality_gap * max(SCORE_GRAIN, allocation.objective) <= 4 * SCORE_GRAIN * len(night.score) + 1e-9
    )


def test_a_full_posting_costs_what_the_first_student_left_out_would_bring() -> None:
    # three students, one place: the best gets it, the second (0.7) names the price
    assert solved([[0.9], [0.7], [0.4]], 1, [1]) == [pytest.approx(0.7, abs=1e-5)]


def test_the_bonus_of_whoever_is_left_without_any_push_counts_into_the_price() -> None:
    assert solved([[0.9], [0.7]], 1, [1], bonus=0.5) == [pytest.approx(0.7 + 0.5, abs=1e-5)]


def test_a_second_choice_lowers_the_price_to_the_difference() -> None:
    # the one left out of posting 0 has 0.6 in posting 1 already, so a place would bring 0.8 - 0.6
    assert solved([[0.9, 0.2], [0.8, 0.6]], 1, [1, 1]) == [pytest.approx(0.8 - 0.6, abs=1e-5), pytest.approx(0)]


def test_a_posting_with_room_is_free() -> None:
    assert solved([[0.9], [0.7]], 1, [3]) == [0.0]


def test_a_crowded_market_of_a_thousand_students_proves_its_own_optimum() -> None:
    rng = np.random.default_rng(11)
    student = np.repeat(np.arange(1000, dtype=np.int32), 30)
    posting = rng.integers(0, 150, len(student)).astype(np.int32)
    row = np.unique(student * 150 + posting, return_index=True)[1]  # no pair twice
    student, posting = student[row], posting[row]
    allocation = allocate(
        student,
        posting,
        rng.random(len(row)),
        np.full(1000, 3, np.int32),
        rng.integers(0, 9, 150).astype(np.int32),
        tie_break=rng.integers(0, 2**64, len(row), np.uint64),
        bar=0.2,
        first_push_bonus=0.5,
        crowding=[(0.5, 0.0), (1.0, 0.05)],
    )
    assert allocation.optimality_gap < 2 * SCORE_GRAIN
    assert (allocation.prices > 0).mean() > 0.5
