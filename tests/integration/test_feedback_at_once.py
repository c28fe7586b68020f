"""Feedback and learning under fire: floods in any order, several processes at once, and SIGKILL in the middle."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from store_samples import KEYS, NIGHT, NOW, fill, planned, run_a_night
from tests.postgres import postgres_schema
from tests.unit.learning.homes import a_home, a_taught_home, day

from jobmatch.domain import Conflict, FeedbackKind, Medium, SilenceCause, Task, TaskKind
from jobmatch.history import code_of
from jobmatch.ingest import import_feedback
from jobmatch.learning import current_model, learn, pointer
from jobmatch.matching import Tools
from jobmatch.store import (
    Store,
    all_feedback,
    all_tasks,
    answer_task,
    event_log,
    lease_pushes,
    mark_sent,
    push_log,
    put_tasks,
)

ROOT = Path(__file__).parents[2]
TOKEN_DAYS = 28
STUDENTS, POSTINGS = 10, 5
KINDS = ("delivered", "opened", "comment", "not_for_me", "interested")
Row = dict[str, Any]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with 50 pushes, sent an hour before NOW."""
    with postgres_schema() if request.param == "postgresql" else nullcontext(f"sqlite:///{tmp_path / 'a.db'}") as found:
        Store.migrate(found)
        store = Store.open(found, KEYS)
        fill(store, students=STUDENTS, postings=POSTINGS)
        keys = [(f"S{s:06d}", f"gd:{p}") for s in range(1, STUDENTS + 1) for p in range(1, POSTINGS + 1)]
        run_a_night(store, NIGHT, [planned(*key) for key in keys])
        sent_at = NOW - timedelta(hours=1)
        with store.write() as unit:
            mark_sent(unit, lease_pushes(unit, "a", sent_at, 60, len(keys)), sent_at, Medium.FILE)
        store.close()
        yield found


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.open(url, KEYS)
    yield opened
    opened.close()


def story() -> list[Row]:
    """Every kind of event once for each push, a minute apart, each with an id of its own."""
    return [
        {
            "event_id": f"{student}-{posting}-{kind}",
            "push": f"S{student:06d}|gd:{posting}|{NIGHT}",
            "kind": kind,
            "at": (NOW - timedelta(minutes=30 - step)).isoformat(),
            **({"comment": "远"} if kind == "comment" else {"reason": "pay"} if kind == "not_for_me" else {}),
        }
        for student in range(1, STUDENTS + 1)
        for posting in range(1, POSTINGS + 1)
        for step, kind in enumerate(KINDS)
    ]


def file_of(path: Path, rows: list[Row]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def columns(store: Store) -> list[list[float]]:
    """The log of events as learning reads it."""
    with store.read() as unit:
        log = event_log(unit, push_log(unit))
    return [getattr(log, one.name).tolist() for one in fields(log)]


def side_process(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "error", str(ROOT / "tests/integration/side_process.py"), *words]
    return subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests/contracts'}"})


def test_a_flood_of_repeated_and_shuffled_events_changes_nothing(store: Store, tmp_path: Path) -> None:
    rows = story()
    import_feedback(store, [file_of(tmp_path / "0.jsonl", rows)], TOKEN_DAYS, NOW, tmp_path)
    told = columns(store)
    flood = [file_of(tmp_path / f"{n}.jsonl", random.Random(n).sample(rows * 4, 4 * len(rows))) for n in range(1, 4)]
    report = import_feedback(store, flood, TOKEN_DAYS, NOW, tmp_path)
    assert (report.read, report.added, report.rejected) == (3 * 4 * len(rows), 0, 0)
    assert columns(store) == told


def test_a_flood_that_comes_first_in_any_order_is_the_same_log_as_the_story_in_order(
    store: Store, tmp_path: Path
) -> None:
    rows = story()
    shuffled = random.Random(1).sample(rows * 3, 3 * len(rows))
    report = import_feedback(store, [file_of(tmp_path / "a.jsonl", shuffled)], TOKEN_DAYS, NOW, tmp_path)
    assert (report.added, report.unchanged) == (len(rows), 2 * len(rows))
    with store.read() as unit:
        times = [event.at for event in all_feedback(unit)]
    assert times == sorted(times)
    push, kind = columns(store)[:2]
    assert kind == [code_of(FeedbackKind(one)) for one in KINDS] * (STUDENTS * POSTINGS)
    assert push == sorted(push)


def test_two_processes_that_import_at_once_lose_nothing(url: str, store: Store, tmp_path: Path) -> None:
    rows = story()
    files = [file_of(tmp_path / f"{n}.jsonl", rows[n::6]) for n in range(6)]
    halves = [",".join(map(str, files[side::2])) for side in range(2)]
    running = [side_process("import", url, half, str(tmp_path)) for half in halves]
    assert [one.wait(60) for one in running] == [0, 0]
    with store.read() as unit:
        assert {event.event_id for event in all_feedback(unit)} == {row["event_id"] for row in rows}


def test_of_two_counselors_who_answer_at_once_one_wins_and_the_other_is_told(url: str, store: Store) -> None:
    words = ("", "", "", "")
    ids = [f"t{number}" for number in range(8)]
    with store.write() as unit:
        put_tasks(
            unit, [Task(one, "S000001", TaskKind.SILENCE, NIGHT, SilenceCause.PAY, 0.5, (), (), *words) for one in ids]
        )
    start = Barrier(2)

    def counselor(cause: SilenceCause, by: str) -> tuple[list[str], list[str]]:
        own = Store.open(url, KEYS)
        won, told = [], []
        for one in ids:
            start.wait()
            try:
                with own.write() as unit:
                    answer_task(unit, one, cause, "", by, NOW)
                won.append(one)
            except Conflict as late:
                told.append(str(late))
        own.close()
        return won, told

    with ThreadPoolExecutor(2) as both:
        one = both.submit(counselor, SilenceCause.PAY, "王老师")
        other = both.submit(counselor, SilenceCause.NIGHTS, "李老师")
    (wang, told_wang), (li, told_li) = one.result(), other.result()
    assert sorted(wang + li) == ids
    assert all("is answered already" in told for told in (*told_wang, *told_li))
    assert len(told_wang) + len(told_li) == len(ids)
    with store.read() as unit:
        assert {task.task_id for task in all_tasks(unit) if task.answered_by == "王老师"} == set(wang)


def test_an_import_that_is_killed_leaves_nothing_and_runs_again(url: str, store: Store, tmp_path: Path) -> None:
    rows = story()
    file = file_of(tmp_path / "a.jsonl", rows)
    assert side_process("import", url, str(file), str(tmp_path), "log_ingest").wait(60) == -signal.SIGKILL
    with store.read() as unit:
        assert all_feedback(unit) == []
    assert import_feedback(store, [file], TOKEN_DAYS, NOW, tmp_path).added == len(rows)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("train", marks=pytest.mark.slow),
        pytest.param("put_effects", marks=pytest.mark.slow),
        "put_model",
        "point",
    ],
)
def test_learning_that_is_killed_leaves_the_old_model_and_runs_again(tmp_path: Path, before: str) -> None:
    """The process dies where it would call before: effects are kept first, then the files, then the pointer."""
    undisturbed = two_nights(a_taught_home(tmp_path / "undisturbed"))
    tools = a_taught_home(tmp_path / "killed")
    old = learn(tools, day(4))["version"]
    taste = taste_of(tools)
    assert side_process("learn", str(tmp_path / "killed"), day(5).isoformat(), before).wait(60) == -signal.SIGKILL
    tools = a_home(tmp_path / "killed")
    assert (pointer(tools.models_root).current, taste_of(tools)) == (old, taste)
    assert learn(tools, day(5))["version"] == undisturbed


def two_nights(tools: Tools) -> str:
    learn(tools, day(4))
    return str(learn(tools, day(5))["version"])


def taste_of(tools: Tools) -> list[list[float]]:
    """What the model in use says of two students."""
    model = current_model(tools, ["S000001", "S000002"])
    assert model is not None
    return model.effects.tolist()
