"""Nobody carries more than a share of the evidence."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.learning.shares import EVEN_SHARES, capped, largest_total


@given(st.integers(0, 10_000), st.sampled_from([0.05, 0.1, 0.3]))
def test_no_student_and_no_employer_carries_more_than_its_share(seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    weight = rng.pareto(1.0, 600)
    student, employer = rng.integers(0, 80, 600).astype(np.int32), rng.integers(0, 70, 600).astype(np.int32)
    left = capped(weight, ((student, share), (employer, share)))
    assert (left <= weight).all()
    for member in (student, employer):
        allowed = max(share, EVEN_SHARES / len(np.unique(member)))
        assert np.bincount(member, left).max() <= allowed * left.sum() * 1.001


def test_who_carries_less_than_the_cap_loses_nothing() -> None:
    weight = np.concatenate([np.ones(200), np.full(1, 50.0)])
    left = capped(weight, ((np.arange(201, dtype=np.int32), 0.1),))
    assert left[:200].tolist() == [1.0] * 200
    assert abs(left[200] - 0.1 * 200 / (1 - 0.1)) < 1e-6


def test_among_a_few_nobody_carries_more_than_three_even_shares() -> None:
    totals = np.array([100.0] + [1.0] * 9)
    assert largest_total(totals, 0.01) == 3 / 10 * 9 / (1 - 3 / 10)


def test_two_people_are_not_capped_against_each_other() -> None:
    assert largest_total(np.array([5.0, 1.0]), 0.01) == np.inf


def test_no_evidence_needs_no_cap() -> None:
    assert capped(np.empty(0), ((np.empty(0, np.int32), 0.1),)).tolist() == []
    assert capped(np.zeros(2), ((np.arange(2, dtype=np.int32), 0.1),)).tolist() == [0, 0]
