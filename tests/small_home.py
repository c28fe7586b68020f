"""A small real home from the bundled data, and the pinned clock of the demonstration's night."""

from __future__ import annotations

import csv
import gzip
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from jobmatch.demo import NIGHT
from jobmatch.ingest import ingest_postings, ingest_students, mapping_for
from jobmatch.settings import read_settings
from jobmatch.wiring import Home, make_home

EVERY_NTH_POSITION = 20
EVERY_NTH_STUDENT = 12
DATA = resources.files("jobmatch.demo") / "data"
AT_NIGHT = datetime(NIGHT.year, NIGHT.month, NIGHT.day, 20, tzinfo=UTC)


def at_night() -> datetime:
    """The pinned clock."""
    return AT_NIGHT


def home_at(path: Path, **environ: str) -> Home:
    """The home of a directory, with the pinned clock."""
    return Home(read_settings(environ, path), clock=at_night)


def fill(home: Home, source: Path) -> None:
    """Every 20th official position, all notices and every 12th student, through the real import."""
    out = home.settings.out
    positions = _thinned("positions.csv.gz", EVERY_NTH_POSITION, source)
    notices = source / "notices.jsonl.gz"
    notices.write_bytes((DATA / "notices.jsonl.gz").read_bytes())
    roster = _thinned("roster.csv", EVERY_NTH_STUDENT, source)
    ingest_postings(home.store, [positions], mapping_for("guangdong-2026"), AT_NIGHT, out)
    ingest_postings(home.store, [notices], mapping_for("notices"), AT_NIGHT, out)
    ingest_students(home.store, [roster], mapping_for("demo-roster"), AT_NIGHT, out)


def filled_home(path: Path, source: Path, **environ: str) -> Home:
    """A new home with the small market in it; no night has run."""
    make_home(read_settings(environ, path))
    home = home_at(path, **environ)
    fill(home, source)
    return home


def _thinned(name: str, nth: int, into: Path) -> Path:
    """Every nth row of a bundled CSV file, header kept."""
    raw = (DATA / name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    target = into / name.removesuffix(".gz")
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0], *rows[1::nth]])
    return target
