"""The night on real postings: its promises, its figures, and what a kill leaves behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from jobmatch.demo import NIGHT
from jobmatch.domain import Conflict
from jobmatch.engine import engine_for
from jobmatch.nightly import run_night
from jobmatch.nightly.night import STEPS
from jobmatch.store import canonical_dump, night_lock, night_of
from jobmatch.wiring import Home

CopyHome = Callable[[str], Home]


def dump_of(home: Home) -> str:
    with home.store.read() as unit:
        return canonical_dump(unit, NIGHT.isoformat())


@pytest.fixture(scope="module")
def undisturbed(template_home: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    import shutil

    from tests.conftest import home_at

    home = home_at(Path(shutil.copytree(template_home, tmp_path_factory.mktemp("undisturbed") / "home")))
    run_night(home.tools, engine_for(1), NIGHT)
    return dump_of(home)


def test_a_night_keeps_every_promise_it_reports(copy_home: CopyHome) -> None:
    home = copy_home("home")
    summary = run_night(home.tools, engine_for(1), NIGHT)
    with home.store.read() as unit:
        pushes, diagnoses = night_of(unit, NIGHT.isoformat())
    assert summary["rule_violations"] == summary["over_capacity"] == summary["students_undiagnosed"] == 0
    assert summary["optimality_gap"] == 0
    assert len(pushes) == summary["pushes"] == summary["pushes_real"] + summary["pushes_synthetic"] > 0
    assert len(diagnoses) == summary["students_diagnosed"]
    assert summary["students_pushed"] + summary["students_diagnosed"] == summary["students"]
    assert not {push.student_id for push in pushes} & {diagnosis.student_id for diagnosis in diagnoses}


def test_nobody_gets_more_pushes_than_the_policy_allows(copy_home: CopyHome) -> None:
    home = copy_home("home")
    run_night(home.tools, engine_for(1), NIGHT)
    with home.store.read() as unit:
        pushes, _ = night_of(unit, NIGHT.isoformat())
    per_student = Counter(push.student_id for push in pushes)
    assert max(per_student.values()) <= home.policy.per_student
    assert all(push.score >= home.policy.bar for push in pushes)
    assert all(not home.policy.never_push & set(push.unknowns) for push in pushes)


def test_every_diagnosis_names_a_cause_and_what_removed_the_postings(copy_home: CopyHome) -> None:
    home = copy_home("home")
    run_night(home.tools, engine_for(1), NIGHT)
    with home.store.read() as unit:
        _, diagnoses = night_of(unit, NIGHT.isoformat())
    assert diagnoses
    assert all(diagnosis.zh and diagnosis.en and diagnosis.cause for diagnosis in diagnoses)
    assert all(diagnosis.removed for diagnosis in diagnoses if diagnosis.cause == "nothing_fits")


def test_a_night_that_is_done_is_not_done_again(copy_home: CopyHome) -> None:
    home = copy_home("home")
    first = run_night(home.tools, engine_for(1), NIGHT)
    dumped = dump_of(home)
    again = run_night(home.tools, engine_for(1), NIGHT)
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert {**again, "repeated": False} == dict(first)
    assert dump_of(home) == dumped


def test_two_workers_dump_the_same_bytes_as_one(copy_home: CopyHome, undisturbed: str) -> None:
    home = copy_home("home")
    run_night(home.tools, engine_for(2), NIGHT)
    assert dump_of(home) == undisturbed


@pytest.mark.parametrize("step", STEPS)
def test_a_night_killed_after_any_step_ends_as_if_undisturbed(copy_home: CopyHome, undisturbed: str, step: str) -> None:
    home = copy_home("home")
    script = Path(__file__).with_name("killed_night.py")
    root = Path(__file__).parents[2]
    killed = subprocess.run(
        [sys.executable, str(script), str(home.settings.home), step], cwd=root, env={"PYTHONPATH": str(root)}
    )
    assert killed.returncode == -signal.SIGKILL
    run_night(home.tools, engine_for(1), NIGHT)
    assert dump_of(home) == undisturbed


def test_a_second_night_is_refused_while_one_runs(copy_home: CopyHome) -> None:
    home = copy_home("home")
    with night_lock(home.store), pytest.raises(Conflict, match="running"):
        run_night(home.tools, engine_for(1), NIGHT)
