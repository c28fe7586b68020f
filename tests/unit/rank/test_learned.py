"""What is learned adds to the cold score, piece by piece, and never by more than the cap."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.columns import Candidates
from jobmatch.domain import Misconfigured
from jobmatch.rank import NAMES, TRAIT_NAMES, Features, Learned, feature_rows, learned_contributions

STUDENTS, POSTINGS = 7, 11
WIDTH = len(NAMES) + len(TRAIT_NAMES)


def some_pairs(n: int, seed: int = 0) -> tuple[Features, np.ndarray, Candidates]:
    rng = np.random.default_rng(seed)
    student = np.sort(rng.integers(0, STUDENTS, n)).astype(np.int32)
    posting = rng.integers(0, POSTINGS, n).astype(np.int32)
    blank = np.zeros(n, np.float32)
    pairs = Candidates(student, posting, blank, blank, blank.astype(np.uint8), blank.astype(np.uint32))
    values = np.asfortranarray(rng.random((n, len(NAMES)), dtype=np.float32))
    traits = rng.standard_normal((POSTINGS, len(TRAIT_NAMES))).astype(np.float32)
    return Features(NAMES, values), traits, pairs


def a_model(size: float = 0.05, cap: float = 0.4, seed: int = 1) -> Learned:
    rng = np.random.default_rng(seed)
    centre = np.full(WIDTH, 0.5, np.float32)
    shift = (size * rng.standard_normal(len(NAMES))).astype(np.float32)
    effects = (size * rng.standard_normal((STUDENTS, WIDTH))).astype(np.float32)
    return Learned("m1", NAMES + TRAIT_NAMES, centre, shift, effects, cap)


def test_a_move_is_weight_change_times_distance_from_the_average_plus_the_students_taste() -> None:
    values, traits, pairs = some_pairs(1)
    model = a_model(size=0.001)
    everybody, taste = learned_contributions(values, traits, pairs, model)
    off = np.concatenate([values.values[0], traits[pairs.posting[0]]]) - 0.5
    assert everybody[0] == pytest.approx(float(model.shift @ off[: len(NAMES)]), abs=1e-6)
    assert taste[0] == pytest.approx(float(model.effects[pairs.student[0]] @ off), abs=1e-6)


@given(st.floats(0, 1), st.floats(0, 2), st.integers(0, 9))
def test_no_score_moves_further_than_the_cap(cap: float, size: float, seed: int) -> None:
    values, traits, pairs = some_pairs(40, seed)
    everybody, taste = learned_contributions(values, traits, pairs, a_model(size, cap, seed))
    assert (np.abs(everybody + taste) <= cap + 1e-5).all()


def test_a_posting_like_the_average_of_what_was_shown_does_not_move() -> None:
    values, traits, pairs = some_pairs(5)
    average = Features(NAMES, np.full_like(values.values, 0.5))
    everybody, taste = learned_contributions(average, np.full_like(traits, 0.5), pairs, a_model())
    assert not everybody.any()
    assert not taste.any()


def test_a_student_nobody_knows_anything_of_gets_the_shift_and_no_taste() -> None:
    values, traits, pairs = some_pairs(30)
    model = a_model()
    model.effects[3] = 0
    _, taste = learned_contributions(values, traits, pairs, model)
    assert not taste[pairs.student == 3].any()
    assert taste[pairs.student != 3].all()


def test_a_pair_moves_by_the_same_bits_alone_and_among_many() -> None:
    values, traits, pairs = some_pairs(200)
    model = a_model(size=0.5)
    whole = learned_contributions(values, traits, pairs, model)
    for row in range(200):
        one = Features(NAMES, values.values[row : row + 1])
        everybody, taste = learned_contributions(one, traits, pairs.take(np.array([row])), model)
        assert everybody.tolist() == whole[0][row : row + 1].tolist()
        assert taste.tolist() == whole[1][row : row + 1].tolist()


def test_a_model_of_other_features_is_refused() -> None:
    values, traits, pairs = some_pairs(3)
    with pytest.raises(Misconfigured, match="names other features"):
        learned_contributions(values, traits, pairs, replace(a_model(), names=NAMES))


def test_what_is_logged_is_the_hand_features_and_then_the_postings_traits() -> None:
    values, traits, pairs = some_pairs(4)
    rows = feature_rows(values, traits, pairs)
    assert rows.shape == (4, WIDTH)
    assert rows[2].tolist() == [*values.values[2].tolist(), *traits[pairs.posting[2]].tolist()]


def test_no_candidates_are_no_trouble() -> None:
    everybody, taste = learned_contributions(*some_pairs(0), a_model())
    assert everybody.shape == (0,)
    assert taste.shape == (0,)
