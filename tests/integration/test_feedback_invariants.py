"""What no answer, however many or absurd, may do: bend a rule, flood the model, reach somebody who said no."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.small_home import AT_NIGHT
from tests.unit.learning.homes import a_taught_home, day, morning
from tests.unit.learning.logs import LEARNING, NOW, OPEN_STEP, WEIGHTS, Truth, draw_log

from jobmatch.columns import Int32
from jobmatch.demo import NIGHT
from jobmatch.domain import Override, OverrideVerb, Push, Verdict
from jobmatch.engine import engine_for
from jobmatch.feedback import Labels
from jobmatch.history import PushLog
from jobmatch.learning import Pointer, learn, open_model, train
from jobmatch.learning.evidence import gather
from jobmatch.learning.models import point, put_model, sealed
from jobmatch.matching import LOGGED, Tools
from jobmatch.nightly import run_night
from jobmatch.nightly.places import caps_of
from jobmatch.push import JsonLinesChannel, dispatch
from jobmatch.rank import NAMES
from jobmatch.rules import findings
from jobmatch.store import (
    all_feedback,
    all_students,
    effects_of,
    keep_model,
    night_of,
    postings_by_id,
    put_effects,
    put_feedback,
    put_override,
    withdraw_consent,
)
from jobmatch.wiring import Home

LAST = day(6)  # the homes of tests.unit.learning.homes have six nights
LEXICAL = NAMES.index("lexical")
FRIENDS = 40


def use_absurd_model(tools: Tools) -> None:
    """A model of numbers a thousand times too large, for everybody and for each student, in use."""
    rng = np.random.default_rng(7)
    tame, manifest = open_model(tools.models_root, learn(tools, NIGHT - timedelta(days=1))["version"])
    text = replace(tame, shift=rng.normal(0, 1e3, len(NAMES))).to_text(manifest.basis)
    wild = sealed(replace(manifest, parent=manifest.version, gate="absurd"), text)
    with tools.store.write() as unit:
        ids = [student.id for student in all_students(unit)]
        keep_model(unit, wild.version, text, AT_NIGHT)
        put_effects(unit, wild.version, ids, rng.normal(0, 1e3, (len(ids), len(LOGGED))).astype(np.float32))
    put_model(tools.models_root, wild, text)
    point(tools.models_root, Pointer(wild.version))


def pushes_of(home: Home) -> list[Push]:
    with home.store.read() as unit:
        return night_of(unit, NIGHT.isoformat())[0]


def pairs(pushes: list[Push]) -> set[tuple[str, str]]:
    return {(push.student_id, push.posting_id) for push in pushes}


def test_no_model_however_absurd_pushes_what_a_rule_refuses_or_a_place_cannot_bear(
    fresh_home: Home, done_home: Home
) -> None:
    use_absurd_model(fresh_home.tools)
    cold = run_night(done_home.tools, engine_for(1), NIGHT)
    summary = run_night(fresh_home.tools, engine_for(1), NIGHT)
    pushes = pushes_of(fresh_home)
    assert pairs(pushes) - pairs(pushes_of(done_home))  # it did rank otherwise
    assert all(summary[name] == cold[name] for name in ("eligible_pairs", "unknown_pairs", "candidates"))
    with fresh_home.store.read() as unit:
        students = {student.id: student for student in all_students(unit)}
        postings = {one.id: one for one in postings_by_id(unit, sorted({push.posting_id for push in pushes}))}
    for push in pushes:
        found = findings(students[push.student_id], postings[push.posting_id], NIGHT)
        assert not [one for one in found if one.verdict is Verdict.FAIL]
        unknown = {one.rule for one in found if one.verdict is Verdict.UNKNOWN}
        assert not unknown & set(fresh_home.policy.never_push)
        assert set(push.unknowns) == unknown
    load = Counter(push.posting_id for push in pushes)
    caps = caps_of([postings[one] for one in load], {}, fresh_home.policy.oversubscription)
    assert not [one for one, cap in zip(load, caps, strict=True) if load[one] > cap]


def test_no_model_however_absurd_moves_a_score_further_than_its_cap(fresh_home: Home) -> None:
    use_absurd_model(fresh_home.tools)
    run_night(fresh_home.tools, engine_for(1), NIGHT)
    policy, pushes = fresh_home.policy, pushes_of(fresh_home)
    weights = np.array([policy.weights.get(name, 0.0) for name in NAMES])
    moves = [push.score - float(np.array(push.features[: len(NAMES)]) @ weights) for push in pushes]
    assert max(map(abs, moves)) == pytest.approx(policy.loop.learning.taste_cap, abs=1e-4)


def friends_of_one_employer() -> tuple[PushLog, Labels, Int32]:
    """200 students with three pushes each; 40 of them get openings of one employer only and tick every one."""
    pushes, labels = draw_log(200, 3, Truth({}), seed=3)
    friendly = pushes.student < FRIENDS
    features, value = pushes.features.copy(), labels.value.copy()
    features[friendly, LEXICAL], value[friendly] = 1.0, 1.0
    employer = np.where(friendly, 0, 1 + pushes.posting % 100).astype(np.int32)
    return replace(pushes, features=features), Labels(value, labels.weight), employer


def test_an_employers_friends_who_tick_everything_carry_no_more_than_its_share() -> None:
    pushes, labels, employer = friends_of_one_employer()
    evidence = gather(pushes, labels, LEARNING, NOW, employer)
    theirs = evidence.shared[employer[pushes.posting[evidence.row]] == 0].sum()
    assert theirs / evidence.shared.sum() <= LEARNING.employer_share * (1 + 1e-6)
    assert FRIENDS * 3 / len(pushes) == 4 * LEARNING.employer_share  # uncapped they would carry 20 %


def test_an_employers_friends_move_the_weights_by_less_than_a_step_and_far_less_than_their_number() -> None:
    pushes, labels, employer = friends_of_one_employer()
    honest = replace(labels, weight=np.where(pushes.student < FRIENDS, 0.0, labels.weight))

    def shift(of: Labels, employers: Int32 | None, share: float, step: float) -> float:
        learning = replace(OPEN_STEP, employer_share=share, step=step)
        return float(train(pushes, of, learning, NOW, None, WEIGHTS, employers).model.shift[LEXICAL])

    without = shift(honest, employer, 1.0, 10.0)
    uncapped = shift(labels, None, 1.0, 10.0) - without
    capped = shift(labels, employer, LEARNING.employer_share, 10.0) - without
    assert uncapped > 2 * LEARNING.step  # they would matter
    assert abs(capped) < uncapped / 2
    assert abs(shift(labels, employer, LEARNING.employer_share, LEARNING.step)) <= LEARNING.step


def test_a_thousand_events_of_one_student_move_nobody(tmp_path: Path) -> None:
    quiet, flooded = a_taught_home(tmp_path / "quiet"), a_taught_home(tmp_path / "flooded")
    with flooded.store.write() as unit:
        said = [event for event in all_feedback(unit) if event.student_id == "S000001"]
        again = [
            replace(event, event_id=f"again-{number}-{event.event_id}", at=event.at + timedelta(seconds=number))
            for number in range(1_000 // len(said) + 1)
            for event in said
        ]
        assert put_feedback(unit, again, morning(7)).added > 1_000
    assert learned(quiet) == learned(flooded)


def test_a_counselors_five_hundred_overrides_are_no_labels(tmp_path: Path) -> None:
    quiet, worded = a_taught_home(tmp_path / "quiet"), a_taught_home(tmp_path / "worded")
    with worded.store.write() as unit:
        for number in range(500):
            verb = list(OverrideVerb)[number % 2]
            pair = f"S{number % 40 + 1:06d}", f"gd:{number % 6}"
            put_override(unit, Override(*pair, verb, "面谈", "王老师", morning(1) + timedelta(seconds=number)))
    assert learned(quiet) == learned(worded)


def learned(tools: Tools) -> tuple[str, list[list[float]]]:
    """The model's text and every student's effects after the last night."""
    model, manifest = open_model(tools.models_root, learn(tools, LAST)["version"])
    with tools.store.read() as unit:
        ids = [student.id for student in all_students(unit)]
        return model.to_text(manifest.basis), effects_of(unit, manifest.version, ids).tolist()


def test_who_takes_consent_back_between_the_night_and_its_dispatch_is_sent_nothing(done_home: Home) -> None:
    pushes = pushes_of(done_home)
    gone = pushes[0].student_id
    with done_home.store.write() as unit:
        withdraw_consent(unit, gone, "student", AT_NIGHT)
    channel = JsonLinesChannel(done_home.settings.out)
    done = dispatch(done_home.store, channel, "test", NIGHT, done_home.clock)
    theirs = [push for push in pushes if push.student_id == gone]
    assert done.sent == len(pushes) - len(theirs)
    assert gone not in (done_home.settings.out / f"pushes-{NIGHT}.jsonl").read_text("utf-8")


@pytest.mark.parametrize("step", ["prepare", "diagnose"])
def test_who_takes_consent_back_while_the_night_runs_is_sent_nothing(
    fresh_home: Home, done_home: Home, step: str
) -> None:
    gone = pushes_of(done_home)[0].student_id

    def meanwhile(done: str) -> None:
        if done == step:
            with fresh_home.store.write() as unit:
                withdraw_consent(unit, gone, "student", AT_NIGHT)

    run_night(fresh_home.tools, engine_for(1), NIGHT, meanwhile)
    channel = JsonLinesChannel(fresh_home.settings.out)
    dispatch(fresh_home.store, channel, "test", NIGHT, fresh_home.clock)
    assert gone not in (fresh_home.settings.out / f"pushes-{NIGHT}.jsonl").read_text("utf-8")
