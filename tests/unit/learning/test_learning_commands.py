"""learn and model, as an operator types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.learning.homes import a_taught_home
from typer.testing import CliRunner

from jobmatch.cli import app
from jobmatch.domain import Conflict, NotFound


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    a_taught_home(folder)
    return folder


def asked(home: Path, *words: str) -> Any:
    told = CliRunner().invoke(app, [*words, "--home", str(home), "--json"], catch_exceptions=False)
    return json.loads(told.stdout)


def said(home: Path, *words: str) -> str:
    return CliRunner().invoke(app, [*words, "--home", str(home)], catch_exceptions=False).stdout


def test_two_nights_are_learned_listed_shown_and_rolled_back(home: Path) -> None:
    first = asked(home, "learn", "--date", "2026-10-06")
    second = asked(home, "learn", "--date", "2026-10-07")
    assert second["parent"] == first["version"]
    listed = asked(home, "model", "list")
    assert [(row["version"], row["state"]) for row in listed["models"]] == [
        (first["version"], "kept"),
        (second["version"], "in use"),
    ]
    shown = asked(home, "model", "show")
    assert shown["version"] == second["version"]
    assert [row["after"] for row in shown["weights"]] == [row["after"] for row in second["weights"]]
    assert asked(home, "model", "rollback") == {"current": first["version"], "rejected": [second["version"]]}
    assert asked(home, "model", "list")["models"][1]["state"] == "rejected"
    assert asked(home, "model", "rollback", "--to", "cold")["current"] == "cold"
    assert asked(home, "model", "show") == {"version": "cold"}
    with pytest.raises(Conflict, match="no model to roll back"):
        asked(home, "model", "rollback")
    with pytest.raises(NotFound, match="model list"):
        asked(home, "model", "show", "2026-01-01-00000000")


def test_a_person_reads_tables(home: Path) -> None:
    assert "students with a taste of their own" in said(home, "learn", "--date", "2026-10-09")
    assert "In use: 2026-10-09" in said(home, "model", "list")
    assert "nearness" in said(home, "model", "show")
    assert "In use: cold" in said(home, "model", "rollback")
