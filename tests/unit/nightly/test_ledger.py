from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from jobmatch.nightly.ledger import NIGHTS_KEPT, Kept, Ledger, prune
from jobmatch.store import KeyRing, Store, begin_run

NOW = datetime(2026, 1, 20, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    url = f"sqlite:///{tmp_path / 'jobmatch.db'}"
    Store.migrate(url)
    store = Store.open(url, KeyRing.create_file(tmp_path / "key"))
    with store.write() as unit:
        run = begin_run(unit, date(2026, 1, 20), NOW)
    yield Ledger(store, run, tmp_path / "runs", lambda: NOW, lambda step: None)
    store.close()


class Counting:
    """Makes the same columns each time and counts how often it was asked."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> Kept:
        self.made += 1
        return Kept({"student": np.array([3, 5], np.int32), "chosen": np.array([True, False])}, {"objective": 1.5})


def test_a_step_that_was_kept_is_read_back_and_not_made_again(ledger: Ledger) -> None:
    make = Counting()
    first, again = ledger.keep("retrieve", "k", make), ledger.keep("retrieve", "k", make)
    assert make.made == 1
    assert again.figures == first.figures
    for name, values in first.columns.items():
        assert again.columns[name].dtype == values.dtype
        assert again.columns[name].tolist() == values.tolist()


def test_a_step_is_made_again_when_what_went_in_has_changed(ledger: Ledger) -> None:
    make = Counting()
    ledger.keep("retrieve", "k", make)
    ledger.keep("retrieve", "other", make)
    assert make.made == 2


@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_damaged_or_missing_file_is_made_again(ledger: Ledger, damage: str) -> None:
    make = Counting()
    ledger.keep("retrieve", "k", make)
    (file,) = ledger.directory.glob("retrieve-*.parquet")
    if damage == "cut":
        file.write_bytes(file.read_bytes()[:-1])
    else:
        file.unlink()
    assert ledger.keep("retrieve", "k", make).columns["student"].tolist() == [3, 5]
    assert make.made == 2


def test_a_step_that_fails_leaves_nothing_that_could_be_taken_for_done(ledger: Ledger) -> None:
    def fail() -> Kept:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        ledger.keep("retrieve", "k", fail)
    make = Counting()
    ledger.keep("retrieve", "k", make)
    assert make.made == 1


def test_only_the_latest_nights_keep_their_stage_files(tmp_path: Path) -> None:
    days = [f"2026-01-{day:02d}" for day in range(10, 20)]
    for day in [*days, "notes"]:
        (tmp_path / day).mkdir()
    prune(tmp_path)
    assert sorted(child.name for child in tmp_path.iterdir()) == [*days[-NIGHTS_KEPT:], "notes"]
