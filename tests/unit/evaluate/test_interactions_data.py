"""Reading the job views: what is cleaned, and what is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.evaluate.interactions_board import stated, view, write_board

from jobmatch.domain import BadInput
from jobmatch.evaluate.interactions.data import EXPERIENCE, FOLDER, INTERESTS, VIEWS, Board, read_board


def board_of(folder: Path, *views: dict[str, str], interests: tuple[dict[str, str], ...] = ()) -> Board:
    return read_board(write_board(folder, views, interests) / FOLDER)


def test_looking_again_is_no_new_find(tmp_path: Path) -> None:
    board = board_of(tmp_path, view(7, 1, 0.5), view(7, 1, 0.1), view(7, 1, 0.1), view(7, 2, 0.3))
    assert board.views.job.tolist() == [0, 1]
    assert board.views.at[1] - board.views.at[0] == pytest.approx(0.2 * 86_400)
    assert board.cleaned["rows_alike"] == 1
    assert board.cleaned["views_again"] == 4 - 1 - 2


def test_people_and_jobs_are_numbered_by_their_ids(tmp_path: Path) -> None:
    board = board_of(tmp_path, view(30, 9, 0), view(4, 2, 1))
    assert board.people == (4, 30)
    assert board.jobs.ids == (2, 9)
    assert board.views.person.tolist() == [1, 0]


def test_towns_of_one_name_in_two_states_are_two(tmp_path: Path) -> None:
    elsewhere = {"City": "Springfield", "State.Name": "Oregon", "State.Code": "OR"}
    board = board_of(tmp_path, view(1, 0, 0), view(1, 1, 1, **elsewhere), view(1, 2, 2))
    assert board.jobs.city[0] == board.jobs.city[2] != board.jobs.city[1]


def test_what_is_not_said_has_no_code(tmp_path: Path) -> None:
    board = board_of(tmp_path, view(1, 0, 0, **{"Company": "NA", "State.Code": "NA"}))
    assert board.jobs.company.tolist() == [-1]
    assert board.jobs.state.tolist() == [-1]


def test_positions_count_once_and_only_of_people_with_views(tmp_path: Path) -> None:
    said = (stated(1, "Nurse", 2), stated(1, "nurse", 1), stated(2, "Cook", 1), stated(1, "NA", 1))
    board = board_of(tmp_path, view(1, 0, 3), interests=said)
    assert board.stated.texts == ("nurse",)
    assert {name: board.cleaned[name] for name in ("stated_without_views", "stated_blank", "stated_again")} == {
        "stated_without_views": 1,
        "stated_blank": 1,
        "stated_again": 1,
    }


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"View.Start": "soon"}, "line 3, View.Start: expected a time as 2015-01-31 18:00:00 UTC, got 'soon'"),
        ({"View.Start": "NA"}, "line 3, View.Start: expected a time"),
        ({"Job.ID": "12a"}, "line 3, Job.ID: expected a whole number, got '12a'"),
        ({"Applicant.ID": "NA"}, "line 3, Applicant.ID: expected a whole number, got ''"),
    ],
)
def test_a_bad_row_is_named_with_its_field(tmp_path: Path, cells: dict[str, str], said: str) -> None:
    write_board(tmp_path, [view(1, 1, 0), view(1, 2, 0, **cells)])
    with pytest.raises(BadInput) as raised:
        read_board(tmp_path / FOLDER)
    assert said in str(raised.value)
    assert "1 of 2 rows in all" in str(raised.value)


def test_a_missing_file_or_column_is_named(tmp_path: Path) -> None:
    folder = write_board(tmp_path, [view(1, 1, 0)]) / FOLDER
    (folder / INTERESTS).write_text("Applicant.ID,Created.At\n", "utf-8")
    with pytest.raises(BadInput, match=r"expected the columns Position\.Of\.Interest"):
        read_board(folder)
    (folder / EXPERIENCE).unlink()
    with pytest.raises(BadInput, match=r"Experience\.csv: no such file"):
        read_board(folder)


def test_a_file_that_is_no_csv_or_holds_no_view_is_refused(tmp_path: Path) -> None:
    folder = write_board(tmp_path, []) / FOLDER
    with pytest.raises(BadInput, match="expected at least one view"):
        read_board(folder)
    (folder / VIEWS).write_bytes(b"Applicant.ID,Job.ID\n\xff\xfe")
    with pytest.raises(BadInput, match="expected CSV in UTF-8"):
        read_board(folder)
