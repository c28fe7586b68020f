"""Counting an allocation again, and what it did for everybody."""

from __future__ import annotations

import numpy as np

from jobmatch.allocate import (
    below_bar,
    congestion,
    coverage,
    gini,
    over_capacity,
    over_quota,
    pair_keys,
    worst_decile_mean,
)

STUDENT = np.array([0, 0, 1, 1, 2], np.int32)
POSTING = np.array([0, 1, 0, 1, 0], np.int32)
SCORE = np.array([0.9, 0.5, 0.8, 0.3, 0.7])
ALL = np.ones(5, bool)


def test_every_push_beyond_a_limit_is_counted_once() -> None:
    assert over_capacity(POSTING, ALL, np.array([1, 2], np.int32)) == 3 - 1
    assert over_quota(STUDENT, ALL, np.array([1, 2, 0], np.int32)) == (2 - 1) + (1 - 0)
    assert below_bar(SCORE, ALL, 0.5) == 1


def test_pairs_that_were_not_chosen_break_nothing() -> None:
    none = np.zeros(5, bool)
    assert over_capacity(POSTING, none, np.zeros(2, np.int32)) == 0
    assert over_quota(STUDENT, none, np.zeros(3, np.int32)) == 0
    assert below_bar(SCORE, none, 9.0) == 0


def test_coverage_is_the_share_of_students_with_any_push() -> None:
    chosen = np.array([True, True, False, False, True])
    assert coverage(STUDENT, chosen, 4) == 2 / 4
    assert coverage(STUDENT, chosen, 0) == 0.0


def test_gini_agrees_with_the_mean_absolute_difference() -> None:
    counts = np.random.default_rng(3).integers(0, 9, 50)
    by_pairs = np.abs(counts[:, None] - counts[None, :]).mean() / (2 * counts.mean())
    assert np.isclose(gini(counts), by_pairs)
    assert gini(np.zeros(3, int)) == 0.0


def test_congestion_counts_pushes_beyond_the_places_left() -> None:
    assert congestion(POSTING, ALL, np.array([1, 5], np.int32)) == (3 - 1) / 5
    assert congestion(POSTING, np.zeros(5, bool), np.array([1, 5], np.int32)) == 0.0


def test_the_worst_tenth_includes_whoever_got_nothing() -> None:
    assert worst_decile_mean(STUDENT, SCORE, ALL, 4) == 0.0
    assert worst_decile_mean(STUDENT, SCORE, ALL, 3) == (0.8 + 0.3) / 2
    assert worst_decile_mean(STUDENT[:0], SCORE[:0], ALL[:0], 0) == 0.0


def test_pair_keys_belong_to_ids_not_to_rows() -> None:
    row = np.array([0, 1], np.int32)
    forward = pair_keys(["a", "b"], ["x", "y"], row, row)
    backward = pair_keys(["b", "a"], ["y", "x"], row[::-1], row[::-1])
    assert forward.tolist() == backward.tolist()
    assert len({*forward.tolist(), *pair_keys(["a", "b"], ["x", "y"], row, row[::-1]).tolist()}) == 4


def test_pair_keys_are_evenly_spread() -> None:
    student = np.repeat(np.arange(100, dtype=np.int32), 100)
    posting = np.tile(np.arange(100, dtype=np.int32), 100)
    spread = pair_keys([f"S{i}" for i in range(100)], [f"P{i}" for i in range(100)], student, posting)
    tenths = np.bincount((spread >> np.uint64(54)) * 10 // 1024, minlength=10)
    assert abs(tenths - 1000).max() < 5 * np.sqrt(1000 * 0.9)  # five standard deviations
