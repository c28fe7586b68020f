"""A stranger's simulator drives the real home, and the quick bench decides as the real home does."""

import json
import sys
from pathlib import Path

import pytest

from jobmatch.bench.loop.approaches import Approach
from jobmatch.bench.loop.ground import Size, ground_of
from jobmatch.bench.loop.living import Run
from jobmatch.bench.loop.stranger import Simulator, SimulatorFailed, bench_stranger
from jobmatch.bench.worlds import Name
from jobmatch.demo import NIGHT
from jobmatch.domain import BadInput

SMALL = Size(students=25, postings=150, nights=3)
SEED = 5


def command(name, folder):
    return f"{sys.executable} -m jobmatch.bench.worlds {name} --state {folder / 'state.jsonl'}"


def keys_in(outbox: Path):
    return [json.loads(line)["key"] for line in outbox.read_text("utf-8").splitlines()]


def test_three_nights_of_the_quick_bench_are_those_of_the_real_home(tmp_path):
    home = tmp_path / "home"
    record = bench_stranger(command(Name.HABIT, tmp_path), home, SEED, SMALL)
    run = Run.begin(ground_of(SEED, SMALL, early=1.0), Name.HABIT, Approach.OURS, SEED)
    run.live(SMALL.nights)
    sent = {f"pushes-{night.campaign}.jsonl": sorted(night.keys) for night in run.log.nights}
    assert sent == {file.name: sorted(keys_in(file)) for file in sorted((home / "out").glob("pushes-*.jsonl"))}
    assert record["pushes"] == sum(map(len, sent.values())) > 50
    assert record["feedback_rows"]["rejected"] == 0
    assert record["feedback_rows"]["read"] == len(run.log.events)


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        ("/no/such/simulator", "No such file"),
        (f"{sys.executable} -c 'raise SystemExit(3)'", "status 3"),
        (f"{sys.executable} -c pass", "wrote no feedback"),
    ],
)
def test_a_simulator_that_fails_is_named_with_what_it_did(tmp_path, command, complaint):
    with pytest.raises(SimulatorFailed, match=complaint):
        Simulator(command, 1, tmp_path).answers(NIGHT, tmp_path / "outbox.jsonl", [])


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("two years of work")
    with pytest.raises(BadInput, match="empty folder"):
        bench_stranger("true", tmp_path, SEED, SMALL)
