"""Fill a fresh home from the package's data and run its pinned night."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from jobmatch.domain import Conflict
from jobmatch.engine import engine_for
from jobmatch.ingest import IngestReport, ingest_postings, ingest_students, mapping_for
from jobmatch.nightly import run_night
from jobmatch.settings import Settings
from jobmatch.wiring import Home, make_home

NIGHT = date(2026, 1, 20)  # pinned, so that every demonstration is the same night
_POSTINGS = (("positions.csv.gz", "guangdong-2026"), ("notices.jsonl.gz", "notices"))
_STUDENTS = (("roster.csv", "demo-roster"),)
_MARK = "DEMONSTRATION"


def run_demo(
    settings: Settings, workers: int, on_step: Callable[[str], None] = lambda step: None
) -> tuple[list[IngestReport], Mapping[str, Any]]:
    """Make the home afresh, ingest the bundled files, run the night; returns the ingest reports and the summary.

    An earlier demonstration in the same place is replaced. Raises Conflict where the folder holds anything else.
    """
    _clear(settings.home)
    home = make_home(settings)
    (settings.home / _MARK).write_text("A demonstration home: official postings, synthetic notices and students.\n")
    reports = _ingest(home, on_step)
    return reports, run_night(home.tools, engine_for(workers), NIGHT, on_step)


def _clear(home: Path) -> None:
    if not home.exists() or not any(home.iterdir()):
        return
    if not (home / _MARK).exists():
        raise Conflict(f"{home} is not empty and no demonstration home; expected a new or empty folder")
    shutil.rmtree(home)


def _ingest(home: Home, on_step: Callable[[str], None]) -> list[IngestReport]:
    reports = []
    now = datetime(NIGHT.year, NIGHT.month, NIGHT.day, tzinfo=UTC)
    data = resources.files("jobmatch.demo") / "data"
    with ExitStack() as files:
        for name, mapping in _POSTINGS + _STUDENTS:
            path = files.enter_context(resources.as_file(data / name))
            ingest = ingest_students if (name, mapping) in _STUDENTS else ingest_postings
            reports.append(ingest(home.store, [path], mapping_for(mapping), now, home.settings.out))
            on_step(f"ingest {name}")
    return reports
