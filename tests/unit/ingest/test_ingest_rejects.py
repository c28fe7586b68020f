"""The file of rejected rows."""

import csv
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.ingest.rejects import FORMULA_STARTS, guarded, write_rejects
from jobmatch.store import RejectedRow

NOW = datetime(2026, 1, 20, 3, 4, 5, tzinfo=UTC)


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_rejected_rows_are_written_with_place_field_value_and_reason(tmp_path):
    rejected = [
        RejectedRow("公安", 7, "headcount", "-1", "expected 1 or more"),
        RejectedRow("a.csv", 9, "", "合计", "a total"),
    ]
    path = write_rejects(tmp_path / "out", "gd", NOW, rejected)
    assert path == tmp_path / "out" / "rejects-gd-20260120T030405.csv"
    assert read(path) == [
        ["row", "field", "value", "reason"],
        ["公安!7", "headcount", "'-1", "expected 1 or more"],
        ["a.csv!9", "", "合计", "a total"],
    ]
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o077 == 0


def test_nothing_rejected_leaves_no_file(tmp_path):
    assert write_rejects(tmp_path / "out", "gd", NOW, []) is None
    assert not (tmp_path / "out").exists()


def test_a_second_file_within_the_second_does_not_overwrite_the_first(tmp_path):
    first, second = (write_rejects(tmp_path, "gd", NOW, [RejectedRow("S", 1, "", v, "r")]) for v in "ab")
    assert (read(first)[1][2], read(second)[1][2]) == ("a", "b")


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-1", "@x", "\tx", "\rx"])
def test_a_formula_is_shown_and_not_run(cell):
    assert guarded(cell) == "'" + cell


@given(st.text())
def test_no_guarded_cell_begins_like_a_formula(text):
    assert not guarded(text).startswith(FORMULA_STARTS)
    assert guarded(text).endswith(text)
