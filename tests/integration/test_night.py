"""The night on real postings: its promises, its figures, and what a kill leaves behind."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from tests.postgres import postgres_schema
from tests.small_home import filled_home, home_at

from jobmatch.demo import NIGHT
from jobmatch.domain import Conflict, Stage
from jobmatch.engine import engine_for
from jobmatch.nightly import run_night
from jobmatch.nightly.night import STEPS
from jobmatch.push import dispatch
from jobmatch.store import all_postings, all_students, canonical_dump, get_identity, night_lock, night_of
from jobmatch.wiring import Home

JOBMATCH = (sys.executable, "-m", "jobmatch")


def dump_of(home: Home) -> str:
    with home.store.read() as unit:
        return canonical_dump(unit, NIGHT.isoformat())


@pytest.fixture(scope="module")
def undisturbed(template_done: Path) -> str:
    return dump_of(home_at(template_done))


def test_a_night_keeps_every_promise_it_reports(fresh_home: Home) -> None:
    home = fresh_home
    summary = run_night(home.tools, engine_for(1), NIGHT)
    with home.store.read() as unit:
        pushes, diagnoses = night_of(unit, NIGHT.isoformat())
    assert summary["rule_violations"] == summary["over_capacity"] == summary["students_undiagnosed"] == 0
    assert summary["optimality_gap"] == 0
    assert len(pushes) == summary["pushes"] == summary["pushes_real"] + summary["pushes_synthetic"] > 0
    assert len(diagnoses) == summary["students_diagnosed"]
    assert summary["students_pushed"] + summary["students_diagnosed"] == summary["students"]
    assert not {push.student_id for push in pushes} & {diagnosis.student_id for diagnosis in diagnoses}


def test_nobody_gets_more_pushes_than_the_policy_allows(fresh_home: Home) -> None:
    home = fresh_home
    run_night(home.tools, engine_for(1), NIGHT)
    with home.store.read() as unit:
        pushes, _ = night_of(unit, NIGHT.isoformat())
    per_student = Counter(push.student_id for push in pushes)
    assert max(per_student.values()) <= home.policy.per_student
    assert all(push.score >= home.policy.bar for push in pushes)
    assert all(not home.policy.never_push & set(push.unknowns) for push in pushes)


def test_every_diagnosis_names_a_cause_and_what_removed_the_postings(fresh_home: Home) -> None:
    home = fresh_home
    run_night(home.tools, engine_for(1), NIGHT)
    with home.store.read() as unit:
        _, diagnoses = night_of(unit, NIGHT.isoformat())
    assert diagnoses
    assert all(diagnosis.zh and diagnosis.en and diagnosis.cause for diagnosis in diagnoses)
    assert all(diagnosis.removed for diagnosis in diagnoses if diagnosis.cause == "nothing_fits")


def test_whoever_is_enrolled_is_told_that_only_internships_and_part_time_work_come_before_graduation(
    fresh_home: Home,
) -> None:
    home = fresh_home
    run_night(home.tools, engine_for(1), NIGHT)
    with home.store.read() as unit:
        students, (_, diagnoses) = all_students(unit), night_of(unit, NIGHT.isoformat())
    enrolled = {student.id for student in students if student.stage is Stage.ENROLLED}
    told = {d.student_id for d in diagnoses if "毕业前只推实习和兼职" in d.zh}
    asked_first = {d.student_id for d in diagnoses if d.cause == "no_consent"}
    assert told == (enrolled & {d.student_id for d in diagnoses}) - asked_first


def test_a_night_that_is_done_is_not_done_again(fresh_home: Home) -> None:
    home = fresh_home
    first = run_night(home.tools, engine_for(1), NIGHT)
    dumped = dump_of(home)
    again = run_night(home.tools, engine_for(1), NIGHT)
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert {**again, "repeated": False} == dict(first)
    assert dump_of(home) == dumped


def test_two_workers_dump_the_same_bytes_as_one(fresh_home: Home, undisturbed: str) -> None:
    home = fresh_home
    run_night(home.tools, engine_for(2), NIGHT)
    assert dump_of(home) == undisturbed


@pytest.mark.parametrize("step", STEPS)
def test_a_night_killed_after_any_step_ends_as_if_undisturbed(fresh_home: Home, undisturbed: str, step: str) -> None:
    home = fresh_home
    script = Path(__file__).with_name("killed_night.py")
    root = Path(__file__).parents[2]
    killed = subprocess.run(
        [sys.executable, str(script), str(home.settings.home), step], cwd=root, env={"PYTHONPATH": str(root)}
    )
    assert killed.returncode == -signal.SIGKILL
    run_night(home.tools, engine_for(1), NIGHT)
    assert dump_of(home) == undisturbed


def test_a_second_night_is_refused_while_one_runs(fresh_home: Home) -> None:
    home = fresh_home
    with night_lock(home.store), pytest.raises(Conflict, match="running"):
        run_night(home.tools, engine_for(1), NIGHT)


def test_postgresql_gives_the_same_night_as_sqlite(undisturbed: str, tmp_path: Path) -> None:
    with postgres_schema() as url:
        home = filled_home(tmp_path / "home", tmp_path, JOBMATCH_DATABASE=url)
        run_night(home.tools, engine_for(1), NIGHT)
        assert dump_of(home) == undisturbed
        home.store.close()


def test_pushes_leave_once_and_under_their_keys(fresh_home: Home) -> None:
    home = fresh_home
    summary = run_night(home.tools, engine_for(1), NIGHT)
    sent = dispatch(home.store, home.channel, "test", NIGHT, home.clock)
    again = dispatch(home.store, home.channel, "test", NIGHT, home.clock)
    lines = (home.channel.directory / f"pushes-{NIGHT.isoformat()}.jsonl").read_text("utf-8").splitlines()
    assert (sent.sent, again.sent, len(lines)) == (summary["pushes"], 0, summary["pushes"])
    assert len({json.loads(line)["key"] for line in lines}) == len(lines)


def test_tomorrow_nobody_is_pushed_the_same_posting_again(fresh_home: Home) -> None:
    home = fresh_home
    run_night(home.tools, engine_for(1), NIGHT)
    tomorrow = NIGHT + timedelta(days=1)
    summary = run_night(home.tools, engine_for(1), tomorrow)
    with home.store.read() as unit:
        first, second = (night_of(unit, day.isoformat())[0] for day in (NIGHT, tomorrow))
    assert not {(p.student_id, p.posting_id) for p in first} & {(p.student_id, p.posting_id) for p in second}
    assert summary["students_undiagnosed"] == summary["over_capacity"] == 0


def test_open_pushes_of_both_nights_together_stay_within_the_places(fresh_home: Home) -> None:
    home = fresh_home
    for day in (NIGHT, NIGHT + timedelta(days=1)):
        run_night(home.tools, engine_for(1), day)
    with home.store.read() as unit:
        postings = {posting.id: posting for posting in all_postings(unit)}
        pushes = [push for day in (0, 1) for push in night_of(unit, (NIGHT + timedelta(days=day)).isoformat())[0]]
    for posting, count in Counter(push.posting_id for push in pushes).items():
        places = postings[posting].places_left
        assert count <= int((1 if places is None else places) * home.policy.oversubscription)


def test_no_stage_file_index_or_cache_holds_a_sensitive_word(fresh_home: Home) -> None:
    home = fresh_home
    run_night(home.tools, engine_for(1), NIGHT)
    with home.store.read() as unit:
        someone = all_students(unit)[0]
        name = get_identity(unit, someone.id).name
    words = [word.encode() for word in (name, "hardship", "low_income", "dibao", "disab", "gender", "needs\x00")]
    kept = [*home.settings.runs_root.rglob("*"), *home.settings.vector_root.rglob("*")]
    files = [file for file in kept if file.is_file()]
    assert files
    for file in files:
        content = file.read_bytes()
        assert not [word for word in words if word in content], file


def test_a_push_whose_deadline_has_passed_expires_unsent(done_home: Home) -> None:
    long_after = NIGHT + timedelta(days=3650)
    with done_home.store.read() as unit:
        pushes, _ = night_of(unit, NIGHT.isoformat())
        dated = {posting.id for posting in all_postings(unit) if posting.terms.deadline is not None}
    sent = dispatch(done_home.store, done_home.channel, "test", long_after, done_home.clock)
    assert sent.sent == sum(push.posting_id not in dated for push in pushes)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_a_night_killed_at_any_moment_ends_as_if_undisturbed(fresh_home: Home, undisturbed: str, seed: int) -> None:
    seconds = random.Random(seed).uniform(0.5, 12)
    night = [*JOBMATCH, "nightly", "--frozen", "--date", NIGHT.isoformat(), "--home", fresh_home.settings.home]
    with suppress(subprocess.TimeoutExpired):  # run() kills the command with SIGKILL when the time is up
        subprocess.run(night, timeout=seconds, capture_output=True)
    run_night(fresh_home.tools, engine_for(1), NIGHT)
    assert dump_of(fresh_home) == undisturbed
