from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

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


def tell_and_sleep(folder: str, value: int) -> None:
    Path(folder, str(os.getpid())).touch()
    time.sleep(60)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    script = (
        "from jobmatch.engine import SpawnPool; from tests.unit.engine.test_engine import tell_and_sleep\n"
        f"if __name__ == '__main__': list(SpawnPool(1).map(tell_and_sleep, {str(tmp_path)!r}, [1]))"
    )
    file = tmp_path / "parent.py"
    file.write_text(script)
    root = Path(__file__).parents[3]
    parent = subprocess.Popen([sys.executable, str(file)], env={**os.environ, "PYTHONPATH": str(root)})
    deadline = time.monotonic() + 60
    while not (pids := [int(p.name) for p in tmp_path.iterdir() if p.name.isdigit()]):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    while any(map(alive, pids)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_one_worker_needs_no_pool() -> None:
    assert engine_for(1) == Inline()
    assert engine_for(3) == SpawnPool(3)
