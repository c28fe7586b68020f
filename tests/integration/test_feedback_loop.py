"""Answers and silence, all the way round: night, channel, import, learning, the next night."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from jobmatch.demo import NIGHT
from jobmatch.domain import Diagnosis, Override, OverrideVerb, Push, SilenceCause, Slot, TaskKind, TaskState
from jobmatch.engine import engine_for
from jobmatch.ingest import import_feedback
from jobmatch.learning import learn, read_explored
from jobmatch.nightly import run_night
from jobmatch.push import JsonLinesChannel, dispatch
from jobmatch.query import answer, open_view
from jobmatch.store import (
    all_tasks,
    answer_task,
    canonical_dump,
    effects_of,
    lift_override,
    night_of,
    push_log,
    put_override,
    withdraw_consent,
)
from jobmatch.wiring import Home

SILENT_NIGHTS = 9  # one more than make a question


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def night_of_home(home: Home, day: date) -> tuple[list[Push], list[Diagnosis]]:
    """One night and its dispatch; returns what it decided."""
    run_night(home.tools, engine_for(1), day)
    dispatch(home.store, JsonLinesChannel(home.settings.out), "test", day, lambda: at(day))
    with home.store.read() as unit:
        return night_of(unit, day.isoformat())


def answered(home: Home, path: Path, rows: Sequence[dict[str, Any]], now: datetime) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    report = import_feedback(home.store, [path], 28, now, home.settings.out)
    assert report.rejected == 0


def event(push: Push, kind: str, when: datetime, **more: Any) -> dict[str, Any]:
    return {"push": push.key, "kind": kind, "at": when.isoformat(), **more}


def silent_nights(home: Home, nights: int, tmp_path: Path) -> date:
    """Nights one after another whose pushes are delivered and never opened; the day all their windows have closed."""
    for number in range(nights):
        day = NIGHT + timedelta(days=number)
        pushes, _ = night_of_home(home, day)
        rows = [event(push, "delivered", at(day, 13), source="channel") for push in pushes]
        answered(home, tmp_path / f"{number}.jsonl", rows, at(day, 14))
    return day + timedelta(days=home.policy.answer_window_days + 1)


def test_every_push_logs_what_the_model_saw_and_how_it_came_by_its_place(fresh_home: Home) -> None:
    pushes, _ = night_of_home(fresh_home, NIGHT)
    with fresh_home.store.read() as unit:
        log = push_log(unit)
    explored = [push for push in pushes if push.slot is Slot.EXPLORED]
    assert explored
    assert all((push.propensity is not None) == (push.slot is Slot.EXPLORED) for push in pushes)
    assert all(0 < push.propensity <= 1 for push in explored if push.propensity is not None)
    assert {len(push.features) for push in pushes} == {len(log.feature_names)} == {12 + 32}
    offered = read_explored(fresh_home.tools.explored_root, NIGHT.isoformat())
    assert offered is not None
    assert sum(offered.drawn) == len(explored)


def test_what_a_student_turned_down_never_comes_again_and_the_place_is_free(fresh_home: Home, tmp_path: Path) -> None:
    pushes, _ = night_of_home(fresh_home, NIGHT)
    said = [event(push, "not_for_me", at(NIGHT, 15), reason="too_far") for push in pushes]
    answered(fresh_home, tmp_path / "no.jsonl", said, at(NIGHT, 16))
    again, _ = night_of_home(fresh_home, NIGHT + timedelta(days=1))
    assert not {(p.student_id, p.posting_id) for p in again} & {(p.student_id, p.posting_id) for p in pushes}


def test_a_counselors_word_is_obeyed_once_and_a_never_is_obeyed_for_good(fresh_home: Home) -> None:
    pushes, _ = night_of_home(fresh_home, NIGHT)
    sent_of = Counter(push.posting_id for push in pushes)
    alone = [push for push in pushes if sent_of[push.posting_id] == 1]  # its posting can bear another
    barred, wanted = alone[0], alone[-1]
    with fresh_home.store.write() as unit:
        put_override(unit, word(barred, OverrideVerb.NEVER))
        put_override(unit, word(wanted, OverrideVerb.PUSH))
    second, _ = night_of_home(fresh_home, NIGHT + timedelta(days=1))
    third, _ = night_of_home(fresh_home, NIGHT + timedelta(days=2))
    asked = [push for push in second if push.slot is Slot.OVERRIDE]
    assert [(push.student_id, push.posting_id) for push in asked] == [(wanted.student_id, wanted.posting_id)]
    assert not [push for push in third if push.slot is Slot.OVERRIDE]
    pairs = {(push.student_id, push.posting_id) for push in (*second, *third)}
    assert (barred.student_id, barred.posting_id) not in pairs


def test_a_lifted_word_binds_nobody(fresh_home: Home) -> None:
    pushes, _ = night_of_home(fresh_home, NIGHT)
    with fresh_home.store.write() as unit:
        put_override(unit, word(pushes[0], OverrideVerb.PUSH))
        lift_override(unit, pushes[0].student_id, pushes[0].posting_id, "王老师", at(NIGHT, 17))
    second, _ = night_of_home(fresh_home, NIGHT + timedelta(days=1))
    assert not [push for push in second if push.slot is Slot.OVERRIDE]


def test_a_run_of_silence_slows_the_pushes_and_becomes_one_question(fresh_home: Home, tmp_path: Path) -> None:
    day = silent_nights(fresh_home, SILENT_NIGHTS, tmp_path)
    _, diagnoses = night_of_home(fresh_home, day)
    after, more = night_of_home(fresh_home, day + timedelta(days=1))
    with fresh_home.store.read() as unit:
        tasks = [task for task in all_tasks(unit) if task.kind is TaskKind.SILENCE]
    assert tasks
    assert len({task.student_id for task in tasks}) == len(tasks)
    asked_about = {task.student_id for task in tasks}
    resting = {d.student_id for d in (*diagnoses, *more) if d.cause == "resting"}
    assert resting & asked_about
    assert not {push.student_id for push in after if push.student_id in {d.student_id for d in more}}


def test_what_the_counselor_heard_stops_the_pushes_for_a_while(fresh_home: Home, tmp_path: Path) -> None:
    day = silent_nights(fresh_home, SILENT_NIGHTS, tmp_path)
    night_of_home(fresh_home, day)
    with fresh_home.store.write() as unit:
        task = next(task for task in all_tasks(unit) if task.state is TaskState.OPEN)
        answer_task(unit, task.task_id, task.cause.NOT_SEEKING, "准备考研", "王老师", at(day, 15))
    _, diagnoses = night_of_home(fresh_home, day + timedelta(days=1))
    assert {d.cause for d in diagnoses if d.student_id == task.student_id} == {"paused"}


def test_whose_messages_came_back_gets_nothing_until_somebody_has_looked(fresh_home: Home, tmp_path: Path) -> None:
    pushes, _ = night_of_home(fresh_home, NIGHT)
    lost = pushes[0].student_id
    rows = [event(push, "bounced", at(NIGHT, 13), source="channel") for push in pushes if push.student_id == lost]
    answered(fresh_home, tmp_path / "back.jsonl", rows, at(NIGHT, 14))
    asked, diagnosed = NIGHT + timedelta(days=1), NIGHT + timedelta(days=2)
    night_of_home(fresh_home, asked)
    _, diagnoses = night_of_home(fresh_home, diagnosed)
    assert {d.cause for d in diagnoses if d.student_id == lost} == {"unreachable"}
    with fresh_home.store.write() as unit:
        answer_task(unit, f"{lost}|contact|{asked}", SilenceCause.UNSEEN, "换了邮箱", "王老师", at(diagnosed, 15))
    _, diagnoses = night_of_home(fresh_home, diagnosed + timedelta(days=1))
    assert "unreachable" not in {d.cause for d in diagnoses if d.student_id == lost}


def test_a_query_leaves_out_what_the_student_turned_down_since_the_night(fresh_home: Home, tmp_path: Path) -> None:
    pushes, _ = night_of_home(fresh_home, NIGHT)
    one = pushes[0]

    def listed() -> list[str]:
        found = answer(fresh_home.tools, open_view(fresh_home.tools, NIGHT, one.student_id), one.student_id, 99)
        return [entry.explanation.posting.id for entry in found.recommendations]

    assert one.posting_id in listed()
    said = event(one, "not_for_me", at(NIGHT, 15), reason="pay")
    answered(fresh_home, tmp_path / "no.jsonl", [said], at(NIGHT, 16))
    assert one.posting_id not in listed()


def test_learning_moves_scores_and_no_rule(fresh_home: Home, tmp_path: Path) -> None:
    home = fresh_home
    for number in range(3):
        day = NIGHT + timedelta(days=8 * number)
        pushes, _ = night_of_home(home, day)
        rows = [event(push, "applied", at(day, 15)) for push in pushes[::2]]
        rows += [event(push, "not_for_me", at(day, 15), reason="pay") for push in pushes[1::2]]
        answered(home, tmp_path / f"{number}.jsonl", rows, at(day, 16))
        report = learn(home.tools, day)
    assert report["labels"]
    last = NIGHT + timedelta(days=24)
    summary = run_night(home.tools, engine_for(1), last)
    assert summary["model_version"] == report["version"]
    assert summary["rule_violations"] == summary["over_capacity"] == summary["students_undiagnosed"] == 0
    with home.store.read() as unit:
        pushes, _ = night_of(unit, last.isoformat())
    assert any(name == "taste" for push in pushes for name, _ in push.contributions)


def test_learning_again_on_the_same_night_changes_nothing(fresh_home: Home, tmp_path: Path) -> None:
    pushes, _ = night_of_home(fresh_home, NIGHT)
    answered(fresh_home, tmp_path / "a.jsonl", [event(p, "applied", at(NIGHT, 15)) for p in pushes], at(NIGHT, 16))
    first = learn(fresh_home.tools, NIGHT)
    again = learn(fresh_home.tools, NIGHT)
    assert first["version"] == again["version"]
    day = NIGHT + timedelta(days=1)
    run_night(fresh_home.tools, engine_for(1), day)
    with fresh_home.store.read() as unit:
        assert canonical_dump(unit, day.isoformat())


def test_consent_taken_back_stops_the_pushes_that_night_and_erases_what_was_learned(
    fresh_home: Home, tmp_path: Path
) -> None:
    last = NIGHT + timedelta(days=3)
    for number, kind in enumerate(("applied", "not_for_me", "applied", "not_for_me")):
        day = NIGHT + timedelta(days=number)
        pushes, _ = night_of_home(fresh_home, day)
        answered(fresh_home, tmp_path / f"{number}.jsonl", [event(p, kind, at(day, 15)) for p in pushes], at(day, 16))
    version = learn(fresh_home.tools, last)["version"]
    gone = pushes[0].student_id
    with fresh_home.store.write() as unit:
        assert effects_of(unit, version, [gone]).any()
        withdraw_consent(unit, gone, "student", at(last, 18))
    with fresh_home.store.read() as unit:
        assert not effects_of(unit, version, [gone]).any()
        assert gone not in push_log(unit).students
    again, diagnoses = night_of_home(fresh_home, last + timedelta(days=1))
    assert gone not in {push.student_id for push in again}
    (why,) = (d for d in diagnoses if d.student_id == gone)
    assert (why.cause, "请不要再劝" in why.zh) == ("no_consent", True)


def word(push: Push, verb: OverrideVerb) -> Override:
    return Override(push.student_id, push.posting_id, verb, "和学生谈过", "王老师", at(NIGHT, 16))
