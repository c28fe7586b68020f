"""Anybody's simulator against the real thing: nights on a home, its outbox out, feedback files in.

The simulator is a command, started once a night as COMMAND --night DATE --outbox FILE --tasks FILE --feedback FILE
--home-export DIR --seed N. It reads what it is given, writes feedback, and keeps what it must remember itself.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from jobmatch.bench.loop.drawing import drawn_postings, posting_row, roster_row
from jobmatch.bench.loop.ground import Size, filled_home
from jobmatch.bench.loop.living import task_row
from jobmatch.demo import NIGHT
from jobmatch.domain import BadInput, FeedbackKind, JobmatchError
from jobmatch.engine import engine_for
from jobmatch.history import code_of
from jobmatch.ingest import import_feedback
from jobmatch.learning import learn
from jobmatch.nightly import run_night
from jobmatch.push import dispatch
from jobmatch.store import all_students, event_log, live_postings, open_tasks, push_log
from jobmatch.wiring import Home

BATCH = time(12, tzinfo=UTC)
TOKEN_DAYS = 28.0
PATIENCE_SECONDS = 600.0  # a simulator that takes longer over one night is stuck


class SimulatorFailed(JobmatchError):
    """The simulator's command could not be started, failed, or took too long."""


@dataclass(slots=True)
class Clock:
    """A clock that stands until it is moved."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


@dataclass(frozen=True, slots=True)
class Simulator:
    """A command, and the folder where files are handed over."""

    command: str
    seed: int
    folder: Path

    def answers(self, night: date, outbox: Path, tasks: Iterable[Mapping[str, Any]]) -> Path:
        """The feedback file of one night. Raises SimulatorFailed."""
        feedback, asked = self.folder / f"feedback-{night}.jsonl", self.folder / f"tasks-{night}.jsonl"
        write_lines(asked, tasks)
        files = {"outbox": outbox, "tasks": asked, "feedback": feedback, "home-export": self.folder}
        options = [word for name, file in files.items() for word in (f"--{name}", str(file))]
        call = [*shlex.split(self.command), "--night", night.isoformat(), "--seed", str(self.seed), *options]
        try:
            done = subprocess.run(call, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SimulatorFailed(f"--world {self.command}: {error}") from error
        if done.returncode != 0:
            last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
            raise SimulatorFailed(f"--world {self.command}: ended with status {done.returncode}: {last}")
        if not feedback.is_file():
            raise SimulatorFailed(f"--world {self.command}: it wrote no {feedback.name}; expected one, if empty")
        return feedback


def bench_stranger(
    command: str, folder: Path, seed: int, size: Size, on_step: Callable[[str], None] = lambda step: None
) -> dict[str, Any]:
    """Nights of a home filled for the seed, in a new or empty folder, with whatever the command makes of its pushes."""
    if folder.exists() and any(folder.iterdir()):
        raise BadInput(f"--home {folder}: expected a new or empty folder")
    clock = Clock(datetime.combine(NIGHT, BATCH))
    home = filled_home(folder, drawn_postings(size.postings, seed), size, seed, clock)
    exchange = folder / "exchange"
    exchange.mkdir()
    simulator = Simulator(command, seed, exchange)
    counted = {"read": 0, "rejected": 0}
    try:
        for number in range(size.nights):
            clock.moment = datetime.combine(NIGHT + timedelta(days=number), BATCH)
            read, rejected = live_night(home, clock.moment, simulator)
            counted = {"read": counted["read"] + read, "rejected": counted["rejected"] + rejected}
            on_step(f"night {number + 1}")
        return _figures(home, command, seed, size) | {"feedback_rows": counted}
    finally:
        home.store.close()


def live_night(home: Home, moment: datetime, simulator: Simulator) -> tuple[int, int]:
    """Learn, run the night, send, let the simulator answer, import; returns feedback rows read and rejected."""
    night = moment.date()
    learn(home.tools, night)
    run_night(home.tools, engine_for(1), night)
    outbox = home.channel.directory / f"pushes-{night}.jsonl"
    dispatch(home.store, home.channel, "bench", night, home.clock)
    outbox.touch()
    with home.store.read() as unit:
        tasks = [task_row(task) for task in open_tasks(unit)]
        write_lines(simulator.folder / "roster.jsonl", map(roster_row, all_students(unit)))
        write_lines(simulator.folder / "postings.jsonl", map(posting_row, live_postings(unit, night)))
    feedback = simulator.answers(night, outbox, tasks)
    next_batch = moment + timedelta(days=1)
    report = import_feedback(home.store, [feedback], TOKEN_DAYS, next_batch, home.settings.out)
    return report.read, report.rejected


def write_lines(file: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """JSON Lines, one row a line."""
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def _figures(home: Home, command: str, seed: int, size: Size) -> dict[str, Any]:
    with home.store.read() as unit:
        pushes = push_log(unit)
        events = event_log(unit, pushes)
    told = {kind: len(set(events.push[events.kind == code_of(kind)].tolist())) for kind in FeedbackKind}
    sent = max(1, len(pushes))
    return {
        "command": command,
        "seed": seed,
        "nights": size.nights,
        "students": size.students,
        "pushes": len(pushes),
        "hires_per_push": round(told[FeedbackKind.HIRED] / sent, 5),
        "applications_per_push": round(told[FeedbackKind.APPLIED] / sent, 5),
        "told": {str(kind): count for kind, count in told.items() if count},
    }
