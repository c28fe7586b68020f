"""The score is a sum that anybody can add up again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import Misconfigured
from jobmatch.rank import NAMES, Features, score

WEIGHTS = {"similarity": 1.0, "nearness": 0.15, "cost_burden": -0.1, "unknown_price": -1.0}


def some_features(n: int, seed: int = 0) -> Features:
    return Features(NAMES, np.random.default_rng(seed).uniform(-1, 1, (n, len(NAMES))).astype(np.float32))


@given(st.integers(0, 50), st.integers(0, 9))
def test_the_total_is_the_sum_of_the_contributions(n: int, seed: int) -> None:
    scores = score(some_features(n, seed), WEIGHTS)
    assert scores.total.dtype == scores.contributions.dtype == np.float64
    assert np.allclose(scores.total, scores.contributions.sum(axis=1), atol=1e-12)
    assert scores.total.tolist() == [sum(row) for row in scores.contributions.tolist()]


def test_a_contribution_is_weight_times_value() -> None:
    of = some_features(1)
    scores = score(of, WEIGHTS)
    by_name = dict(zip(scores.names, scores.contributions[0].tolist(), strict=True))
    assert by_name["nearness"] == 0.15 * float(of.values[0, NAMES.index("nearness")])
    assert by_name["freshness"] == 0.0


def test_a_pair_scores_the_same_bits_alone_and_among_many() -> None:
    of = some_features(1000)
    whole = score(of, WEIGHTS).total
    alone = [score(Features(NAMES, of.values[i : i + 1]), WEIGHTS).total[0] for i in range(1000)]
    assert whole.tolist() == alone


def test_a_weight_that_names_no_feature_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(Misconfigured, match="'similarty': no such feature; there are similarity, lexical"):
        score(some_features(1), {"similarty": 1.0})


@pytest.mark.parametrize("weight", [float("nan"), float("inf")])
def test_a_weight_that_is_no_number_is_refused(weight: float) -> None:
    with pytest.raises(Misconfigured, match="finite"):
        score(some_features(1), {"similarity": weight})
