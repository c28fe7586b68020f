"""Pushes drawn by chance: their chances are the ones recorded, their places the ones set aside."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from jobmatch.allocate import Drawn, draw, night_seeds, set_aside
from jobmatch.domain import BadInput, Misconfigured

NIGHT = date(2026, 6, 1)
EVERYBODY = 1.0
ONE_IN_A_MILLION = 1e-6


def students_named(count: int) -> np.ndarray:
    return night_seeds([f"S{i}" for i in range(count)], NIGHT)


def rows_of(count: int, postings: int) -> tuple[np.ndarray, np.ndarray]:
    """Every one of count students beside every posting."""
    student = np.repeat(np.arange(count, dtype=np.int32), postings)
    return student, np.tile(np.arange(postings, dtype=np.int32), count)


def drawn_by(count: int, scores: list[float], places: list[int], temperature: float = 0.5) -> Drawn:
    student, posting = rows_of(count, len(scores))
    return draw(
        student,
        posting,
        np.tile(scores, count),
        np.array(places, np.int32),
        np.full(count, EVERYBODY),
        students_named(count),
        temperature,
    )


@st.composite
def nights(make: st.DrawFn) -> dict[str, np.ndarray]:
    students, postings = make(st.integers(1, 8)), make(st.integers(1, 5))
    pairs = make(st.lists(st.tuples(st.integers(0, students - 1), st.integers(0, postings - 1)), unique=True))
    scores = make(st.lists(st.floats(-1, 2), min_size=len(pairs), max_size=len(pairs)))
    chances = st.sampled_from([0.0, 0.5, 1.0])
    return {
        "student": np.array([s for s, _ in pairs], np.int32),
        "posting": np.array([p for _, p in pairs], np.int32),
        "score": np.array(scores, np.float64),
        "places": np.array(make(st.lists(st.integers(0, 2), min_size=postings, max_size=postings)), np.int32),
        "chance": np.array(make(st.lists(chances, min_size=students, max_size=students))),
        "seeds": students_named(students),
    }


def test_postings_are_drawn_as_often_as_their_softmax_says() -> None:
    scores = [0.2, 0.9, 0.5]
    drawn = drawn_by(6_000, scores, [6_000] * 3)
    softmax = np.exp(np.array(scores) / 0.5) / np.exp(np.array(scores) / 0.5).sum()
    counts = np.bincount(drawn.row % 3, minlength=3)
    assert chisquare(counts, softmax * 6_000).pvalue > 0.001
    assert np.allclose(drawn.propensity, softmax[drawn.row % 3])


def test_a_posting_is_drawn_as_often_as_the_propensities_add_up_to_though_places_run_out() -> None:
    """Many nights of five students: draws less the chances offered have mean 0, posting by posting."""
    surprise = []
    for night in range(1_500):
        seeds = night_seeds([f"{night}-{i}" for i in range(5)], NIGHT)
        student, posting = rows_of(5, 3)
        score = np.tile([0.1, 0.4, 0.8], 5)
        drawn = draw(student, posting, score, np.array([2, 1, 1], np.int32), np.ones(5), seeds, 0.5)
        raised = np.exp(score[drawn.offered] / 0.5)
        share = raised / np.bincount(drawn.draw, weights=raised)[drawn.draw]
        happened = np.bincount(posting[drawn.row], minlength=3)
        surprise.append(happened - np.bincount(posting[drawn.offered], weights=share, minlength=3))
    mean, error = np.mean(surprise, axis=0), np.std(surprise, axis=0) / np.sqrt(1_500)
    assert (np.abs(mean) <= 3.5 * error + 1e-12).all()


@given(nights())
def test_no_posting_gives_more_places_than_were_set_aside(night: dict[str, np.ndarray]) -> None:
    drawn = draw(**night, temperature=0.3)
    given_away = np.bincount(night["posting"][drawn.row], minlength=len(night["places"]))
    assert (given_away <= night["places"]).all()


@given(nights())
def test_an_explorer_draws_once_and_only_where_something_is_left(night: dict[str, np.ndarray]) -> None:
    drawn = draw(**night, temperature=0.3)
    explorers = night["student"][drawn.row]
    assert len(np.unique(explorers)) == len(explorers)
    assert (night["chance"][explorers] > 0).all()
    left = night["places"].copy()
    for turn, row in enumerate(drawn.row):
        offered = drawn.offered[drawn.draw == turn]
        assert row in offered
        assert (night["student"][offered] == night["student"][row]).all()
        assert (left[night["posting"][offered]] > 0).all()
        left[night["posting"][row]] -= 1


@given(nights())
def test_the_propensity_is_the_softmax_over_what_was_offered(night: dict[str, np.ndarray]) -> None:
    drawn = draw(**night, temperature=0.3)
    for turn, row in enumerate(drawn.row):
        raised = np.exp(night["score"][drawn.offered[drawn.draw == turn]] / 0.3)
        assert drawn.propensity[turn] == pytest.approx(np.exp(night["score"][row] / 0.3) / raised.sum())


@given(nights(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(night: dict[str, np.ndarray], random: st.randoms) -> None:
    order = list(range(len(night["student"])))
    random.shuffle(order)
    shuffled = night | {key: night[key][order] for key in ("student", "posting", "score")}
    first, second = draw(**night, temperature=0.3), draw(**shuffled, temperature=0.3)
    assert np.array_equal(first.row, np.array(order, np.intp)[second.row])
    assert np.array_equal(first.propensity, second.propensity)


def test_the_order_of_students_changes_nothing() -> None:
    ids, backward = [f"S{i}" for i in range(40)], [f"S{i}" for i in range(39, -1, -1)]
    student, posting = rows_of(40, 3)
    rest = (np.tile([0.1, 0.2, 0.3], 40), np.array([4, 5, 6], np.int32), np.full(40, 0.5))
    forward = draw(student, posting, *rest, night_seeds(ids, NIGHT), 0.5)
    reverse = draw(39 - student, posting, *rest, night_seeds(backward, NIGHT), 0.5)
    assert forward.row.tolist() == reverse.row.tolist()


def test_the_same_night_draws_the_same_and_another_night_does_not() -> None:
    ids = [f"S{i}" for i in range(200)]
    student, posting = rows_of(200, 3)
    rest = (np.zeros(600), np.full(3, 200, np.int32), np.full(200, 0.5))
    rows = [draw(student, posting, *rest, night_seeds(ids, night), 0.5).row.tolist() for night in (NIGHT, NIGHT)]
    other = draw(student, posting, *rest, night_seeds(ids, date(2026, 6, 2)), 0.5)
    assert rows[0] == rows[1] != other.row.tolist()


def test_a_tenth_of_the_students_explore_where_the_policy_says_a_tenth() -> None:
    student, posting = rows_of(10_000, 1)
    seeds = students_named(10_000)
    drawn = draw(student, posting, np.zeros(10_000), np.array([10_000], np.int32), np.full(10_000, 0.1), seeds, 1.0)
    assert abs(len(drawn.row) - 1_000) <= 4 * np.sqrt(10_000 * 0.1 * 0.9)


def test_who_comes_first_to_a_scarce_place_has_nothing_to_do_with_the_row() -> None:
    winners = []
    for night in range(400):
        seeds = night_seeds([f"{night}-{i}" for i in range(4)], NIGHT)
        drawn = draw(*rows_of(4, 1), np.zeros(4), np.array([1], np.int32), np.ones(4), seeds, 1.0)
        winners += drawn.row.tolist()
    assert chisquare(np.bincount(winners, minlength=4)).pvalue > 0.001


def test_far_better_scores_do_not_overflow() -> None:
    drawn = drawn_by(3, [0.0, 5_000.0], [3, 3], temperature=ONE_IN_A_MILLION)
    assert drawn.propensity.tolist() == [1.0, 1.0, 1.0]


def test_a_night_without_candidates_draws_nothing() -> None:
    none = np.empty(0, np.int32)
    drawn = draw(none, none, np.empty(0), np.array([1], np.int32), np.ones(2), students_named(2), 0.5)
    assert len(drawn.row) == len(drawn.propensity) == len(drawn.offered) == len(drawn.draw) == 0


@given(st.integers(0, 50), st.floats(0, 1))
def test_the_places_set_aside_are_the_share_rounded_up_or_down(cap: int, share: float) -> None:
    aside = set_aside(np.full(20, cap, np.int32), share, students_named(20))
    assert ((aside >= np.floor(cap * share)) & (aside <= min(cap, np.floor(cap * share) + 1))).all()


def test_single_places_have_their_turn_in_the_end() -> None:
    aside = set_aside(np.ones(20_000, np.int32), 0.1, students_named(20_000))
    assert abs(aside.sum() - 20_000 * 0.1) <= 4 * np.sqrt(20_000 * 0.1 * 0.9)


def test_a_score_that_is_no_number_is_named() -> None:
    with pytest.raises(BadInput, match="student row 0: the score is nan"):
        drawn_by(2, [0.1, float("nan")], [1, 1])


def test_a_temperature_of_nought_is_refused() -> None:
    with pytest.raises(Misconfigured, match="temperature"):
        drawn_by(1, [0.1], [1], temperature=0.0)
    with pytest.raises(Misconfigured, match="places"):
        set_aside(np.ones(1, np.int32), 1.5, students_named(1))
