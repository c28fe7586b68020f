"""Nothing of what a question asks for is known to those who answer it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.evaluate.interactions_board import START, stated, steady_people, view, write_board

from jobmatch.evaluate.interactions.data import FOLDER, Board, read_board
from jobmatch.evaluate.interactions.features import features
from jobmatch.evaluate.interactions.learner import HAND, Log, Setting, train_population, write_log
from jobmatch.evaluate.interactions.night import Texts, nights
from jobmatch.evaluate.interactions.splits import (
    DAY,
    Questions,
    cut_at,
    live_questions,
    on_the_board,
    overnight_questions,
)

KINDS = pytest.mark.parametrize("asked", [live_questions, overnight_questions])


@cache
def steady_board() -> Board:
    with TemporaryDirectory() as folder:
        interests = [stated(person, "nurse", person / 2) for person in range(0, 20, 3)]
        return read_board(write_board(Path(folder) / "data", steady_people(20, 48, 30), interests) / FOLDER)


def random_texts(board: Board) -> Texts:
    """Any vectors will do: the split must hold whatever they are."""
    rng = np.random.default_rng(5)
    jobs, said = rng.normal(size=(len(board.jobs), 8)), rng.normal(size=(len(board.stated.texts), 8))
    traits = rng.normal(size=(len(board.jobs), 32))
    return Texts(*(array.astype(np.float32) for array in (jobs, jobs, said, traits)))


def shuffled_from(board: Board, moment: float, seed: int) -> Board:
    """The same board with everything from a moment on done and said by others; jobs and times stay."""
    rng = np.random.default_rng(seed)

    def shuffled(person: np.ndarray, at: np.ndarray) -> np.ndarray:
        later = np.flatnonzero(at >= moment)
        other = person.copy()
        other[later] = rng.permutation(len(board.people))[person[later]]
        return other

    views = replace(board.views, person=shuffled(board.views.person, board.views.at))
    return replace(
        board, views=views, stated=replace(board.stated, person=shuffled(board.stated.person, board.stated.at))
    )


def one_question(questions: Questions, row: int) -> Questions:
    """One question alone, without its answer."""
    only = slice(row, row + 1)
    nothing = np.zeros(2, np.intp), np.empty(0, np.int32)
    return Questions(questions.person[only], questions.until[only], questions.views[only], *nothing)


@KINDS
@settings(deadline=None, max_examples=50)
@given(place=st.floats(0, 0.999), seed=st.integers(0, 2**16))
def test_a_question_sees_nothing_of_its_own_future(
    asked: Callable[[Board, float, float], Questions], place: float, seed: int
) -> None:
    board = steady_board()
    texts = random_texts(board)
    questions = asked(board, 0.0, np.inf)
    row = int(place * len(questions))
    alone = one_question(questions, row)
    other = shuffled_from(board, float(questions.until[row]), seed)
    (known, [asker]), (otherwise, [same]) = (next(nights(b, texts, alone)) for b in (board, other))
    assert known.live.tolist() == otherwise.live.tolist()
    assert asker.viewed.tolist() == same.viewed.tolist()
    assert asker.stated.tolist() == same.stated.tolist()
    np.testing.assert_array_equal(features(asker), features(same))


@KINDS
def test_all_that_is_asked_for_is_on_the_board_and_not_viewed_yet(
    asked: Callable[[Board, float, float], Questions],
) -> None:
    board = steady_board()
    questions = asked(board, 0.0, np.inf)
    assert len(questions)
    for night, askers in nights(board, random_texts(board), questions):
        for asker in askers:
            wanted = questions.jobs(asker.row)
            assert len(wanted)
            assert set(wanted) <= set(night.live[asker.open])
            assert questions.views[asker.row] == len(asker.viewed)


def test_a_live_question_stands_ahead_of_every_view_and_knows_the_evening(tmp_path: Path) -> None:
    board = read_board(write_board(tmp_path, [view(1, job, 5 + job / 1440) for job in range(3)]) / FOLDER)
    questions = live_questions(board, 0.0, np.inf)
    assert questions.views.tolist() == [0, 1, 2]
    assert [questions.jobs(row).tolist() for row in range(3)] == [[0, 1, 2], [1, 2], [2]]


def test_an_overnight_question_knows_nothing_of_the_day(tmp_path: Path) -> None:
    views = [view(1, 0, 0), view(1, 1, 1), view(1, 2, 1.01)]
    board = read_board(write_board(tmp_path, views) / FOLDER)
    questions = overnight_questions(board, 0.0, np.inf)
    assert questions.views.tolist() == [0, 1]
    assert questions.jobs(1).tolist() == [1, 2]
    assert (questions.until % DAY == 0).all()


def test_days_after_the_end_of_a_part_are_not_asked_for() -> None:
    board = steady_board()
    cut = cut_at(board, 0.5)
    questions = live_questions(board, 0.0, cut)
    last = np.full(len(board.jobs), -np.inf)
    np.minimum.at(last, board.views.job, board.views.at)
    for row, person in enumerate(questions.person):
        mine = (board.views.person == person) & (board.views.at < cut)
        assert set(questions.jobs(row)) <= set(board.views.job[mine])


def test_a_job_is_on_the_board_for_about_a_month_around_its_views(tmp_path: Path) -> None:
    board = read_board(write_board(tmp_path, [view(1, 0, 20), view(1, 1, 100)]) / FOLDER)
    viewed_on = int(START.timestamp() // DAY) + 20
    assert [0 in on_the_board(board, viewed_on + days) for days in (-16, -15, 0, 15, 16)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_what_happens_after_the_cut_teaches_nothing() -> None:
    board = steady_board()
    log = write_log(board, random_texts(board), live_questions(board, 0.0, np.inf))
    cut = cut_at(board, 0.5)
    later = log.at >= cut
    other = Log(log.person, log.at, np.where(later, 1 - log.chosen, log.chosen), log.inputs.copy())
    other.inputs[later] = 7
    one, same = (train_population(each, Setting(5.0, 3.0), cut) for each in (log, other))
    np.testing.assert_array_equal(one.line, same.line)
    assert len(one.weights) == HAND
