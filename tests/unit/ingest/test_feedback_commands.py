"""feedback import, opinion list, consent: as a person types them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from store_samples import NIGHT, NOW, fill, planned, run_a_night
from typer.testing import CliRunner

from jobmatch.cli import app
from jobmatch.domain import Medium, NotFound
from jobmatch.settings import read_settings
from jobmatch.store import Store, get_student, lease_pushes, mark_sent
from jobmatch.wiring import make_home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with one student and one sent push."""
    for name in ("JOBMATCH_HOME", "JOBMATCH_KEY", "JOBMATCH_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    made = make_home(read_settings({}, tmp_path / "home"))
    fill(made.store, students=1, postings=1)
    run_a_night(made.store, NIGHT, [planned("S000001", "gd:1")])
    with made.store.write() as unit:
        mark_sent(unit, lease_pushes(unit, "a", NOW, 60, 9), NOW, Medium.FILE)
    made.store.close()
    return made.settings.home


def run(*words: str | Path) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def consent(home: Path) -> Any:
    settings = make_home(read_settings({}, home))
    store: Store = settings.store
    with store.read() as unit:
        given = get_student(unit, "S000001").consent_push
    store.close()
    return given


def test_a_file_of_answers_is_imported_and_its_opinions_are_listed(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    at = (NOW + timedelta(hours=1)).isoformat()
    rows = [
        {"push": "S000001|gd:1|2026-01-20", "kind": "opened", "at": at},
        {"push": "S000001|gd:9|2026-01-20", "kind": "opened", "at": at},
        {"kind": "opinion", "stars": 5, "comment": "谢谢", "at": at},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    counts = json.loads(run("feedback", "import", path, "--home", home, "--json"))
    assert [counts[name] for name in ("read", "added", "rejected")] == [3, 2, 1]
    assert Path(counts["rejects_file"]).is_file()
    assert "0 added, 0 updated, 2 unchanged, 1 rejected" in run("feedback", "import", path, "--home", home)
    listed = json.loads(run("opinion", "list", "--home", home, "--json"))
    assert listed == {"opinions": [{"week": "2026-W04", "stars": 5, "comment": "谢谢"}]}
    assert "2026-W04  5/5  谢谢" in run("opinion", "list", "--home", home)


def test_consent_is_taken_back_and_given_again_by_college_number(home: Path) -> None:
    assert "S000001: consent withdrawn" in run("consent", "withdraw", "2022001", "--home", home)
    assert consent(home) is False
    run("consent", "give", "S000001", "--by", "王老师", "--home", home)
    assert consent(home) is True


def test_a_student_nobody_knows_cannot_take_consent_back(home: Path) -> None:
    with pytest.raises(NotFound, match="no student"):
        run("consent", "withdraw", "S000009", "--home", home)
