"""Shared fixtures: a small real home, made once and copied for each test that changes it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from tests.small_home import filled_home, home_at

from jobmatch.demo import NIGHT
from jobmatch.engine import engine_for
from jobmatch.nightly import run_night
from jobmatch.wiring import Home

settings.register_profile("repeatable", derandomize=True)  # a red run must be red for everybody
settings.register_profile("searching", print_blob=True)  # ./scripts/test --all looks for new counterexamples
settings.load_profile(os.environ.get("JOBMATCH_TEST_PROFILE", "repeatable"))


@pytest.fixture(scope="session")
def template_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled home, its night not yet run."""
    home = filled_home(tmp_path_factory.mktemp("template") / "home", tmp_path_factory.mktemp("source"))
    home.store.close()
    return home.settings.home


@pytest.fixture
def fresh_home(template_home: Path, tmp_path: Path) -> Iterator[Home]:
    """A copy of the filled home, for one test; its night has not run."""
    home = home_at(Path(shutil.copytree(template_home, tmp_path / "fresh")))
    yield home
    home.store.close()


@pytest.fixture(scope="session")
def template_done(template_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled home after its night."""
    home = home_at(Path(shutil.copytree(template_home, tmp_path_factory.mktemp("done") / "home")))
    run_night(home.tools, engine_for(1), NIGHT)
    home.store.close()
    return home.settings.home


@pytest.fixture
def done_home(template_done: Path, tmp_path: Path) -> Iterator[Home]:
    """A copy of the home after its night, for one test."""
    home = home_at(Path(shutil.copytree(template_done, tmp_path / "done")))
    yield home
    home.store.close()
