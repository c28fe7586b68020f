"""The measures against hand arithmetic and a slow reading of their definitions."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.evaluate.interactions.metrics import interval, measures, per_person, ranks


def test_the_measures_of_three_finds_are_worked_out_by_hand() -> None:
    recall10, recall20, ndcg, reciprocal = measures(np.array([12, 2, 5], np.int32))
    assert recall10 == pytest.approx(2 / 3)
    assert recall20 == 1
    assert ndcg == pytest.approx((1 / log2(3) + 1 / log2(6)) / (1 / log2(2) + 1 / log2(3) + 1 / log2(4)))
    assert reciprocal == 1 / 2


def test_more_finds_than_places_still_make_a_perfect_list() -> None:
    recall10, _, ndcg, _ = measures(np.arange(1, 26, dtype=np.int32))
    assert ndcg == pytest.approx(1)
    assert recall10 == 10 / 25


@given(st.lists(st.integers(0, 3), min_size=2, max_size=30), st.integers(0, 2**32 - 1))
def test_places_are_those_of_a_sorted_list(values: list[int], seed: int) -> None:
    scores = np.array(values, np.float32)
    tie = np.random.default_rng(seed).permutation(len(values)).astype(np.int32)
    listed = sorted(range(len(values)), key=lambda row: (-scores[row], tie[row]))
    expected = [listed.index(row) + 1 for row in range(len(values))]
    assert ranks(scores, np.arange(len(values)), tie).tolist() == expected


def test_a_person_who_asks_often_counts_once() -> None:
    person = np.array([1, 1, 1, 2], np.int32)
    values = np.array([[1.0], [1.0], [0.0], [0.0]])
    assert per_person(person, values).mean() == pytest.approx((2 / 3 + 0) / 2)


def test_an_interval_of_many_is_that_of_the_normal_distribution() -> None:
    values = np.random.default_rng(3).normal(1, 2, 1_000)
    mean, low, high = interval(values[:, None], seed=1)[:, 0]
    spread = 1.96 * values.std() / np.sqrt(len(values))
    assert mean == pytest.approx(values.mean())
    assert low == pytest.approx(mean - spread, abs=0.15 * spread)
    assert high == pytest.approx(mean + spread, abs=0.15 * spread)
