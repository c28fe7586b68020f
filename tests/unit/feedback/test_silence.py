"""When silence becomes a question to a counselor, and how often the cause it names is the true one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

import numpy as np
import pytest
from tests.unit.feedback.silent_crowd import TRUE_CAUSES, Crowd, crowd
from tests.unit.feedback.silent_world import HOUR, NIGHT, Sent, logged, told

from jobmatch.domain import DismissalReason, PushState, SilenceCause, Task, TaskKind, TaskState
from jobmatch.feedback import Answer, PostingFacts, posting_facts, questions
from jobmatch.settings import default_policy_toml, parse_policy

SHIPPED = parse_policy(default_policy_toml())
SIX = replace(SHIPPED.loop.strategy, task_after=6)
POLICY = replace(SHIPPED, loop=replace(SHIPPED.loop, strategy=SIX))
ANNA = "S000001"
YES = Answer.INTERESTED


def asked(sent: Sequence[Sent], tasks: Sequence[Task] = (), facts: PostingFacts | None = None) -> list[Task]:
    """What is asked about Anna; whoever else is in the log only teaches."""
    pushes, outcomes = logged(sent)
    seen = np.where(np.isnan(outcomes.opened_at), 0.05, 1.0)
    known = facts or posting_facts(pushes.postings, {})
    students = [ANNA, *(student for student in pushes.students if student.startswith("X"))]
    return questions(students, pushes, outcomes, seen, known, tasks, NIGHT, POLICY)


def asked_about(crowd: Crowd) -> list[Task]:
    return questions(crowd.students, crowd.pushes, crowd.outcomes, crowd.p_examined, crowd.facts, [], NIGHT, POLICY)


def silence(count: int) -> list[Sent]:
    return [Sent(ANNA, 20 + day) for day in range(count)]


def opened(sent: Sequence[Sent]) -> list[Sent]:
    return [replace(one, opened=HOUR) for one in sent]


@pytest.fixture(scope="module")
def people() -> Crowd:
    return crowd(1500, 24, seed=7)


def test_six_ignored_pushes_in_a_row_make_a_question_and_five_do_not() -> None:
    assert asked(silence(5)) == []
    task = asked(silence(6))[0]
    assert (task.student_id, task.kind, task.state) == (ANNA, TaskKind.SILENCE, TaskState.OPEN)
    assert task.task_id == f"{ANNA}|silence|{NIGHT}"
    assert len(task.pushes) == 6
    assert task.pushes[0] == f"{ANNA}|p:0|{NIGHT - timedelta(days=25)}"


def test_a_short_silence_of_one_who_answers_more_than_others_is_chance_and_the_task_says_so() -> None:
    others = [Sent(f"X{one:03d}", 40, became=YES if one < 8 else None, opened=HOUR) for one in range(40)]
    keen = [Sent(ANNA, 60 + day, became=YES if day % 2 else None, opened=HOUR) for day in range(24)]
    task = asked([*others, *keen, *opened(silence(6))])[0]
    assert task.cause is SilenceCause.UNCLEAR
    assert "看不出共同的原因" in task.belief_zh


def test_who_answered_every_time_and_stopped_may_not_be_seeking_any_more() -> None:
    keen = [Sent(ANNA, 60 + day, became=YES, opened=HOUR) for day in range(20)]
    assert asked([*keen, *opened(silence(6))])[0].cause is SilenceCause.NOT_SEEKING


def test_what_was_hardly_opened_was_not_seen() -> None:
    readers = [Sent(f"X{one:03d}", 40, opened=HOUR if one % 2 else None) for one in range(40)]
    task = asked([*readers, *silence(6)])[0]
    assert task.cause is SilenceCause.UNSEEN
    assert "打开了0条" in task.belief_zh


def test_who_opens_as_others_do_and_leaves_it_is_not_taken_for_one_who_does_not_see() -> None:
    readers = [Sent(f"X{one:03d}", 40, opened=HOUR if one % 2 else None) for one in range(40)]
    half = [replace(one, opened=HOUR if one.days_ago % 2 else None) for one in silence(6)]
    assert asked([*readers, *half])[0].cause is SilenceCause.FIELD


def test_a_field_that_is_off_as_a_whole_is_not_put_down_to_one_kind_of_work() -> None:
    run = [replace(one, posting=f"p:{one.days_ago % 3}") for one in opened(silence(6))]
    pushes, _ = logged(run)
    minors = ("2-05-08-00", "4-01-02-00", "4-14-02-00")
    plain = posting_facts(pushes.postings, {})
    groups = tuple(f"{code[:4]}-00-00" for code in minors)
    many = asked(run, facts=replace(plain, occupation=minors, minor=minors, group=groups))[0]
    one_kind = asked(run, facts=replace(plain, occupation=minors[:1] * 3, minor=minors[:1] * 3, group=groups[:1] * 3))[
        0
    ]
    assert many.cause is one_kind.cause is SilenceCause.FIELD
    assert "并不集中在某一类工作上，最多的一类也只有2条" in many.belief_zh
    assert "没有回音的6条里有6条属于" in one_kind.belief_zh


def test_what_others_turned_openings_down_for_is_what_a_silence_is_put_down_to() -> None:
    def naming(reason: DismissalReason) -> list[Task]:
        others = [Sent(f"X{one:03d}", 40, became=Answer.NOT_FOR_ME, reason=reason, opened=HOUR) for one in range(60)]
        far = (float(np.exp(-3)),)  # 300 km
        return asked([*others, *(replace(one, features=far) for one in opened(silence(6)))])

    assert naming(DismissalReason.TOO_FAR)[0].cause is SilenceCause.TOO_FAR
    assert naming(DismissalReason.NOT_MY_FIELD)[0].cause is SilenceCause.FIELD


def test_nobody_is_asked_twice_within_the_policys_days_or_while_a_question_is_open() -> None:
    answered = [told(ANNA, SilenceCause.UNCLEAR, days_ago) for days_ago in (29, 30)]
    assert asked(silence(6), answered[:1]) == []
    assert len(asked(silence(6), answered[1:])) == 1
    still_open = replace(told(ANNA, SilenceCause.UNCLEAR, 300), state=TaskState.OPEN, answer=None, answered_at=None)
    assert asked(silence(6), [still_open]) == []


def test_who_is_left_alone_is_not_asked_about() -> None:
    not_seeking = replace(told(ANNA, SilenceCause.NOT_SEEKING, 1), opened_on=NIGHT - timedelta(days=40))
    assert asked(silence(6), [not_seeking]) == []


def test_a_student_not_among_those_who_may_be_asked_is_left_out() -> None:
    assert asked([replace(one, student="S000002") for one in silence(9)]) == []


def test_messages_that_come_back_become_a_question_about_the_contact() -> None:
    bounced = Sent(ANNA, 3, delivered=False, state=PushState.BOUNCED)
    task = asked([bounced])[0]
    assert (task.kind, task.cause) == (TaskKind.CONTACT, SilenceCause.UNSEEN)
    assert asked([bounced, Sent(ANNA, 2, became=Answer.INTERESTED)]) == []


def test_dismissals_tell_more_than_silence() -> None:
    crowd_of_one = crowd(1, 24, seed=3, causes=(None,))
    asking = np.arange(len(crowd_of_one.pushes.postings)) % 10 < 8  # a cause explains what gives cause for it
    refused = np.flatnonzero(crowd_of_one.outcomes.ignored)[:4]
    reason, answer = crowd_of_one.outcomes.reason.copy(), crowd_of_one.outcomes.answer.copy()
    ignored, answered = crowd_of_one.outcomes.ignored.copy(), crowd_of_one.outcomes.answered_at.copy()
    spoken = ~ignored
    reason[refused], answer[refused], ignored[refused] = 3, Answer.NOT_FOR_ME, False  # nights
    answered[refused] = crowd_of_one.pushes.sent_at[0]
    answered[spoken], answer[spoken], ignored[spoken] = np.nan, Answer.NONE, True
    outcomes = replace(crowd_of_one.outcomes, reason=reason, answer=answer, ignored=ignored, answered_at=answered)
    found = asked_about(replace(crowd_of_one, outcomes=outcomes, facts=replace(crowd_of_one.facts, nights=asking)))
    assert [task.cause for task in found] == [SilenceCause.NIGHTS]


def test_a_named_cause_is_right_more_often_than_seven_times_in_ten(people: Crowd) -> None:
    tasks = asked_about(people)
    named = [task for task in tasks if task.cause is not SilenceCause.UNCLEAR]
    right = [task.cause is people.cause[task.student_id] for task in named]
    assert len(named) > 500
    assert np.mean(right) >= 0.7
    for cause in TRUE_CAUSES:
        of_cause = [people.cause[task.student_id] is cause for task in named if task.cause is cause]
        assert cause is None or np.mean(of_cause) >= 0.6, cause


def test_confidence_promises_no_more_than_comes_true(people: Crowd) -> None:
    """Here every student has one cause at most, so a cause that explains half of a run is nearly always the cause."""
    tasks = [task for task in asked_about(people) if task.cause is not SilenceCause.UNCLEAR]
    right = np.array([task.cause is people.cause[task.student_id] for task in tasks])
    confidence = np.array([task.confidence for task in tasks])
    bands = [(confidence >= low) & (confidence < high) for low, high in ((0.3, 0.6), (0.6, 0.8), (0.8, 1.01))]
    rates = [right[band].mean() for band in bands]
    assert all(rate >= confidence[band].mean() - 0.05 for rate, band in zip(rates, bands, strict=True))
    assert rates[0] < min(rates[1:])


def test_a_run_of_chance_is_rarely_given_a_cause_with_confidence() -> None:
    tasks = asked_about(crowd(1500, 24, seed=8, causes=(None,)))
    sure = [task.cause is not SilenceCause.UNCLEAR and task.confidence >= 0.6 for task in tasks]
    assert len(tasks) > 100
    assert np.mean(sure) < 0.2


def test_what_counselors_found_before_shifts_the_belief(people: Crowd) -> None:
    heard = [told(f"X{number:06d}", SilenceCause.NIGHTS, 200) for number in range(60)]
    plain = asked_about(people)
    again = questions(
        people.students, people.pushes, people.outcomes, people.p_examined, people.facts, heard, NIGHT, POLICY
    )
    assert sum(t.cause is SilenceCause.NIGHTS for t in again) > sum(t.cause is SilenceCause.NIGHTS for t in plain)


def test_tasks_do_not_depend_on_the_order_of_the_students(people: Crowd) -> None:
    turned = replace(people, students=people.students[::-1])
    assert asked_about(turned) == asked_about(people)


def test_evidence_carries_shares_and_numbers_in_words(people: Crowd) -> None:
    far = next(task for task in asked_about(people) if task.cause is SilenceCause.TOO_FAR)
    shown = {evidence.code: evidence for evidence in far.evidence}
    assert {"opened", "distance_km"} <= set(shown)
    assert 0 <= shown["distance_km"].usual < shown["distance_km"].share <= 1
    assert re.search(r"\d+条中有\d+条离意向地\d+公里以上", shown["distance_km"].zh)
    assert re.search(r"\d+ of \d+ lie \d+ km", shown["distance_km"].en)


def test_no_word_of_a_task_blames_a_student_or_touches_hardship_or_health() -> None:
    words = files("jobmatch.feedback").joinpath("words.toml").read_text("utf-8")
    texts = [text for cause in tomllib.loads(words)["cause"].values() for text in cause.values()]
    forbidden = re.compile(
        r"困难|贫|残疾|疾病|健康|心理|懒|不积极|态度|不配合|责任|"
        r"\b(?:poor|disabled|illness|lazy|unwilling|fault)\b"
    )
    assert [text for text in texts if forbidden.search(text)] == []
    questions_asked = [text for text in texts if "？" in text or "?" in text]
    assert len(questions_asked) == 2 * len(SilenceCause)
