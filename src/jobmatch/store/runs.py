"""Nights: one at a time, each date once, started again where it was cut off."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select, text

from jobmatch.domain import BatchRun, Conflict, NotFound
from jobmatch.store.bulk import upsert
from jobmatch.store.codec import to_json
from jobmatch.store.connect import sqlite_file
from jobmatch.store.database import Store, Unit
from jobmatch.store.schema import batch_run as table
from jobmatch.store.schema import batch_step

RUNNING = "running"
DONE = "done"
_TAKEN = "a night is already running"


@dataclass(frozen=True, slots=True)
class Step:
    """A finished step of a night: key says what went into its file, sha256 that the file is whole."""

    step: str
    key: str
    file: str
    sha256: str
    figures: Mapping[str, float]
    seconds: float


@contextmanager
def night_lock(store: Store) -> Iterator[None]:
    """Hold the right to run a night; raises Conflict where another process does.

    The kernel or the server takes the lock back when the holder dies, however it dies.
    """
    file = sqlite_file(store.url)
    with _server_lock(store) if file is None else _file_lock(file.with_name(f"{file.name}.nightly.lock")):
        yield


def begin_run(unit: Unit, night: date, now: datetime) -> BatchRun:
    """Start a date, or start it again with the next fencing number; one that is done comes back as it is."""
    found = unit.connection.execute(select(table).where(table.c.date == night)).one_or_none()
    if found is None:
        new = {"date": night, "fencing": 1, "state": RUNNING, "started_at": now}
        return _run(unit.connection.execute(table.insert().values(new).returning(*table.c)).one())
    if found.state == DONE:
        return _run(found)
    again = table.update().where(table.c.id == found.id).values(fencing=found.fencing + 1)
    return _run(unit.connection.execute(again.returning(*table.c)).one())


def check_current(unit: Unit, run: BatchRun) -> None:
    """Raises Conflict where the run was started again since, or is done."""
    row = unit.connection.execute(select(table.c.fencing, table.c.state).where(table.c.id == run.run_id)).one_or_none()
    if row is None:
        raise NotFound(f"no run {run.run_id}")
    if row.fencing != run.fencing:
        raise Conflict(f"the night of {run.date} was started again by another process; this one must stop")
    if row.state == DONE:
        raise Conflict(f"the night of {run.date} is done already")


def record_step(unit: Unit, run: BatchRun, step: Step, now: datetime) -> None:
    """Note a finished step, in place of an earlier one of that name; raises Conflict where the run is not current."""
    check_current(unit, run)
    record = {
        "run": run.run_id,
        "step": step.step,
        "key": step.key,
        "file": step.file,
        "sha256": step.sha256,
        "figures": to_json(dict(step.figures)),
        "seconds": step.seconds,
        "finished_at": now,
    }
    upsert(unit, batch_step, [record])


def steps_of(unit: Unit, run: BatchRun) -> dict[str, Step]:
    """The finished steps of a run, by name, in the order they were finished."""
    rows = (
        select(batch_step).where(batch_step.c.run == run.run_id).order_by(batch_step.c.finished_at, batch_step.c.step)
    )
    return {
        row.step: Step(row.step, row.key, row.file, row.sha256, json.loads(row.figures), row.seconds)
        for row in unit.connection.execute(rows)
    }


def finish_run(unit: Unit, run: BatchRun, summary: Mapping[str, Any], now: datetime) -> None:
    """Mark a run done, with its summary; raises Conflict where it is not current."""
    check_current(unit, run)
    done = {"state": DONE, "summary": to_json(dict(summary)), "finished_at": now}
    unit.connection.execute(table.update().where(table.c.id == run.run_id).values(done))


def summary_of(unit: Unit, run: BatchRun) -> dict[str, Any]:
    """The summary a done run was finished with; raises NotFound for any other."""
    summary = unit.connection.scalar(select(table.c.summary).where(table.c.id == run.run_id))
    if summary is None:
        raise NotFound(f"the night of {run.date} has no summary yet")
    kept: dict[str, Any] = json.loads(summary)
    return kept


def last_done_run(unit: Unit) -> BatchRun | None:
    """The done run of the latest date."""
    latest = select(table).where(table.c.state == DONE).order_by(table.c.date.desc()).limit(1)
    row = unit.connection.execute(latest).one_or_none()
    return None if row is None else _run(row)


def _run(row: Row[Any]) -> BatchRun:
    return BatchRun(run_id=row.id, date=row.date, fencing=row.fencing, state=row.state)


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise Conflict(_TAKEN) from held
        yield


@contextmanager
def _server_lock(store: Store) -> Iterator[None]:
    own = "hashtextextended('jobmatch.night.' || current_schema(), 0)"
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.scalar(text(f"SELECT pg_try_advisory_lock({own})")):
            raise Conflict(_TAKEN)
        try:
            yield
        finally:
            connection.execute(text(f"SELECT pg_advisory_unlock({own})"))
