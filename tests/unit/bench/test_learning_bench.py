"""The bench learns from a database that it filled through the store's own doors."""

from __future__ import annotations

import pytest

from jobmatch.bench.learning import bench_learning


@pytest.mark.slow
def test_a_small_bench_learns_from_everything_it_put() -> None:
    told: list[str] = []
    record = bench_learning(students=40, events=400, seed=1, on_step=told.append)
    assert told == ["fill", "learn"]
    assert 0 < record["labels"] <= record["pushes"] <= 400 / 1.4
    assert record["pushes"] <= record["events"]
    assert set(record["seconds"]) == {"read", "attribute", "train", "judge", "keep"}
    assert record["students_with_effects"] > 0
