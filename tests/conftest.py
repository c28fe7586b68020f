"""Shared fixtures: a small real home, made once from the bundled data and copied for each test that changes it."""

from __future__ import annotations

import csv
import gzip
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import pytest

from jobmatch.demo import NIGHT
from jobmatch.ingest import ingest_postings, ingest_students, mapping_for
from jobmatch.settings import read_settings
from jobmatch.wiring import Home, make_home

EVERY_NTH_POSITION = 20
EVERY_NTH_STUDENT = 12
DATA = resources.files("jobmatch.demo") / "data"
AT_NIGHT = datetime(NIGHT.year, NIGHT.month, NIGHT.day, 20, tzinfo=UTC)


def at_night() -> datetime:
    """The pinned clock of the demonstration's night."""
    return AT_NIGHT


def home_at(path: Path) -> Home:
    """The home of a directory, with the pinned clock."""
    return Home(read_settings({}, path), clock=at_night)


def _thinned(name: str, nth: int, into: Path) -> Path:
    """Every nth row of a bundled CSV file, header kept."""
    raw = (DATA / name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    target = into / name.removesuffix(".gz")
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0], *rows[1::nth]])
    return target


@pytest.fixture(scope="session")
def template_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with every 20th official position, all notices and every 12th student; no night has run."""
    source = tmp_path_factory.mktemp("source")
    home = make_home(read_settings({}, tmp_path_factory.mktemp("template") / "home"))
    positions = _thinned("positions.csv.gz", EVERY_NTH_POSITION, source)
    roster = _thinned("roster.csv", EVERY_NTH_STUDENT, source)
    notices = source / "notices.jsonl.gz"
    notices.write_bytes((DATA / "notices.jsonl.gz").read_bytes())
    out = home.settings.out
    ingest_postings(home.store, [positions], mapping_for("guangdong-2026"), AT_NIGHT, out)
    ingest_postings(home.store, [notices], mapping_for("notices"), AT_NIGHT, out)
    ingest_students(home.store, [roster], mapping_for("demo-roster"), AT_NIGHT, out)
    home.store.close()
    return home.settings.home


@pytest.fixture()
def copy_home(template_home: Path, tmp_path: Path) -> Callable[[str], Home]:
    """Make a fresh copy of the template home by name."""

    def copy(name: str = "home") -> Home:
        return home_at(Path(shutil.copytree(template_home, tmp_path / name)))

    return copy
