from __future__ import annotations

import os

import pytest

from jobmatch.engine import Inline, SpawnPool, WorkerLost, engine_for


def scaled(factor: int, value: int) -> int:
    return factor * value


def dies(factor: int, value: int) -> int:
    os._exit(9)


def test_both_engines_give_the_same_results_in_the_order_of_the_chunks() -> None:
    chunks = [3, 1, 2]
    expected = [7 * 3, 7 * 1, 7 * 2]
    assert list(Inline().map(scaled, 7, chunks)) == expected
    assert list(SpawnPool(2).map(scaled, 7, chunks)) == expected


def test_a_worker_that_dies_is_reported_and_not_waited_for() -> None:
    with pytest.raises(WorkerLost, match="worker process died"):
        list(SpawnPool(1).map(dies, 7, [1]))


def test_one_worker_needs_no_pool() -> None:
    assert engine_for(1) == Inline()
    assert engine_for(3) == SpawnPool(3)
