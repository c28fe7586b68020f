"""A world behind the same command line as a stranger's simulator."""

import json
from datetime import timedelta

import pytest
from tests.unit.bench.small_worlds import FIRST, outbox, posting_rows, roster_rows, settled

from jobmatch.bench.worlds import Name
from jobmatch.bench.worlds.__main__ import main

NIGHTS = [FIRST + timedelta(days=n) for n in range(3)]


def write(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def run(folder, name, night, tasks=()):
    write(folder / "roster.jsonl", roster_rows(40))
    write(folder / "postings.jsonl", posting_rows())
    write(folder / "outbox.jsonl", outbox(night, students=40))
    write(folder / "tasks.jsonl", tasks)
    files = [f"--{one}={folder / (one + '.jsonl')}" for one in ("outbox", "tasks", "feedback")]
    main([name, f"--state={folder / 'state.jsonl'}", f"--night={night}", "--seed=1", *files, f"--home-export={folder}"])
    return [json.loads(line) for line in (folder / "feedback.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", list(Name))
def test_the_program_says_what_the_library_says(tmp_path, name):
    world = settled(name, students=40)
    task = {"task": "S000001|silence|x", "student": "S000001"}
    for night in NIGHTS:
        assert run(tmp_path, name, night, [task]) == world.night(night, outbox(night, students=40), [task])


def test_a_night_that_is_run_again_is_answered_alike(tmp_path):
    run(tmp_path, Name.LOAD, NIGHTS[0])
    once = run(tmp_path, Name.LOAD, NIGHTS[1])
    assert run(tmp_path, Name.LOAD, NIGHTS[1]) == once
