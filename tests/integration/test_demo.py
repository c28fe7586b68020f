"""The demonstration in full: what the README promises of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.small_home import home_at

from jobmatch.store import all_postings, all_students

PROMISED = {
    "run_id", "date", "students", "postings_live", "postings_real", "postings_synthetic", "candidates",
    "eligible_pairs", "unknown_pairs", "pushes", "pushes_real", "pushes_synthetic", "pushes_real_by_level",
    "pushes_real_by_field", "pushes_synthetic_by_level", "pushes_synthetic_by_field", "students_pushed",
    "students_diagnosed", "students_undiagnosed", "rule_violations", "over_capacity", "objective",
    "optimality_gap", "coverage", "gini", "congestion", "seconds", "peak_rss_mib", "index_version",
    "policy_version", "model_version",
}  # fmt: skip


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    home = tmp_path_factory.mktemp("demo") / "home"
    command = [Path(sys.executable).with_name("jobmatch"), "demo", "--home", home, "--json"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return home, json.loads(done.stdout)


def test_the_summary_holds_every_figure_that_was_promised(demonstration: tuple[Path, dict[str, Any]]) -> None:
    _, summary = demonstration
    assert set(summary) >= PROMISED
    assert all(isinstance(seconds, float) for seconds in summary["seconds"].values())


def test_thousands_of_real_postings_and_no_broken_promise(demonstration: tuple[Path, dict[str, Any]]) -> None:
    _, summary = demonstration
    assert summary["postings_real"] >= 9_000
    assert summary["students"] == 1_000
    assert summary["students_pushed"] + summary["students_diagnosed"] == 1_000
    assert summary["rule_violations"] == summary["over_capacity"] == summary["students_undiagnosed"] == 0
    assert summary["optimality_gap"] < 1e-6
    assert summary["pushes_real"] + summary["pushes_synthetic"] == summary["pushes"]
    for kind in ("real", "synthetic"):
        for split in ("level", "field"):
            assert sum(summary[f"pushes_{kind}_by_{split}"].values()) == summary[f"pushes_{kind}"]


def test_what_is_made_up_is_marked_as_made_up(demonstration: tuple[Path, dict[str, Any]]) -> None:
    home = home_at(demonstration[0])
    with home.store.read() as unit:
        postings, students = all_postings(unit), all_students(unit)
    home.store.close()
    official = [posting for posting in postings if posting.source == "guangdong-2026"]
    assert len(official) == 9_344
    assert not any(posting.synthetic for posting in official)
    assert all("deadline" in posting.invented for posting in official)
    assert all(posting.synthetic for posting in postings if posting.source != "guangdong-2026")
    assert all(student.synthetic for student in students)


def test_medical_and_other_students_of_both_levels_are_reached(demonstration: tuple[Path, dict[str, Any]]) -> None:
    _, summary = demonstration
    for split, names in (("level", ("associate", "bachelor")), ("field", ("medical", "other"))):
        for name in names:
            assert summary[f"pushes_real_by_{split}"].get(name, 0) > 0
            assert summary[f"pushes_synthetic_by_{split}"].get(name, 0) > 0
