"""What a night does otherwise for a student who stays silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from tests.unit.feedback.silent_world import MORNING, NIGHT, Sent, logged, told

from jobmatch.domain import DismissalReason, Medium, PushState, SilenceCause, Task, TaskKind, TaskState
from jobmatch.feedback import Adaptation, Answer, adapt, turned_down
from jobmatch.history import DAYPARTS, code_of
from jobmatch.settings import default_policy_toml, parse_policy

SHIPPED = parse_policy(default_policy_toml())
STEPS = replace(SHIPPED.loop.strategy, back_off=((0, 3, 0), (4, 2, 1), (8, 1, 3), (14, 1, 7)))
POLICY = replace(SHIPPED, loop=replace(SHIPPED.loop, strategy=STEPS))  # steps that differ in each of their numbers
ANNA = "S000001"


def ignored(count: int, from_day: int = 20) -> list[Sent]:
    return [Sent(ANNA, from_day + number) for number in range(count)]


def adapted(sent: Sequence[Sent], tasks: Sequence[Task] = ()) -> Adaptation:
    return adapt([ANNA], *logged(sent), tasks, NIGHT, POLICY)


def test_a_student_without_any_push_is_treated_as_the_policy_says() -> None:
    found = adapted([Sent("S000009", 20)])
    assert (found.run[0], found.quota[0], found.bar_raise[0], found.variety[0]) == (0, 3, 0.0, 0.0)
    assert not found.stale.any()


@pytest.mark.parametrize(("run", "quota"), [(0, 3), (3, 3), (4, 2), (7, 2), (8, 1), (14, 1), (40, 1)])
def test_the_longer_the_silence_the_fewer_the_pushes(run: int, quota: int) -> None:
    found = adapted(ignored(run))
    assert (found.run[0], found.quota[0]) == (run, quota)


def test_each_ignored_push_raises_the_bar_up_to_five_of_them() -> None:
    raises = [adapted(ignored(run)).bar_raise[0] for run in (0, 1, 5, 9)]
    assert raises == pytest.approx([0, 1 * 0.02, 5 * 0.02, 5 * 0.02])
    assert adapted(ignored(5)).variety[0] == pytest.approx(0.1)


@pytest.mark.parametrize("answer", [Answer.NOT_FOR_ME, Answer.INTERESTED, Answer.APPLIED])
def test_any_answer_ends_a_run_even_not_for_me(answer: Answer) -> None:
    assert adapted([*ignored(6), Sent(ANNA, 10, became=answer)]).run[0] == 0
    assert adapted([*ignored(6, 20), Sent(ANNA, 30, became=answer)]).run[0] == 6


def test_an_answer_today_to_an_old_push_ends_the_run_too() -> None:
    late = Sent(ANNA, 40, became=Answer.INTERESTED, answered_days_later=39)
    assert adapted([late, *ignored(6)]).run[0] == 0


def test_a_push_in_an_open_window_neither_counts_nor_ends_a_run() -> None:
    waiting = [Sent(ANNA, day, window_open=True) for day in (1, 2, 3)]
    assert adapted([*ignored(6), *waiting]).run[0] == 6


def test_what_never_arrived_neither_counts_nor_ends_a_run() -> None:
    lost = [Sent(ANNA, day, delivered=False, state=PushState.BOUNCED) for day in (11, 12)]
    assert adapted([*ignored(6), *lost]).run[0] == 6


def test_a_student_rests_between_campaigns_as_the_back_off_says() -> None:
    def quota(run: int, last: int) -> int:
        return int(adapted([*ignored(run - 1, 25), Sent(ANNA, last)]).quota[0])

    assert [quota(4, last) for last in (1, 2)] == [0, 2]
    assert [quota(8, last) for last in (1, 3, 4)] == [0, 0, 1]
    assert [quota(14, last) for last in (7, 8)] == [0, 1]


def test_a_campaign_that_expired_unsent_costs_no_rest() -> None:
    expired = Sent(ANNA, 1, delivered=False, state=PushState.EXPIRED)
    assert adapted([*ignored(5), expired]).quota[0] == 2


def test_who_does_not_look_for_work_now_is_left_alone_until_the_pause_is_over() -> None:
    pauses = [adapted([], [told(ANNA, SilenceCause.NOT_SEEKING, days)]) for days in (1, 29, 30)]
    assert [bool(found.paused[0]) for found in pauses] == [True, True, False]
    assert [int(found.quota[0]) for found in pauses] == [0, 0, 3]


def test_who_says_that_work_was_found_is_left_alone_too() -> None:
    found = Sent(ANNA, 5, became=Answer.NOT_FOR_ME, reason=DismissalReason.FOUND_WORK)
    assert adapted([found]).quota[0] == 0


def test_who_cannot_be_reached_gets_nothing_until_a_counselor_has_answered() -> None:
    asked = replace(told(ANNA, SilenceCause.UNSEEN), kind=TaskKind.CONTACT, state=TaskState.OPEN, answer=None)
    answered = replace(asked, state=TaskState.ANSWERED, answer=SilenceCause.UNSEEN)
    found = [adapted([], [task]) for task in (asked, answered)]
    assert [(bool(one.unreachable[0]), one.quota[0]) for one in found] == [(True, 0), (False, adapted([]).quota[0])]


def test_who_gets_too_much_gets_one_push_and_three_nights_of_rest() -> None:
    task = told(ANNA, SilenceCause.TOO_MANY)
    assert [adapted([Sent(ANNA, day)], [task]).quota[0] for day in (3, 4)] == [0, 1]


def test_who_was_not_reached_gets_no_higher_bar_but_another_hour() -> None:
    opens = [Sent(ANNA, 40, opened=MORNING + timedelta(hours=12), became=Answer.INTERESTED)]
    found = adapted([*opens, *ignored(6)], [told(ANNA, SilenceCause.UNSEEN)])
    assert (found.run[0], found.bar_raise[0], found.variety[0]) == (6, 0.0, 0.0)
    assert DAYPARTS[found.daypart[0]] == "evening"


def test_the_latest_word_of_a_counselor_counts() -> None:
    tasks = [told(ANNA, SilenceCause.NOT_SEEKING, 5), told(ANNA, SilenceCause.UNCLEAR, 2)]
    assert not adapted([], tasks).paused[0]
    assert not adapted([], tasks[::-1]).paused[0]


def test_a_cause_that_a_counselor_found_explains_the_silence_before_it() -> None:
    assert adapted(ignored(6), [told(ANNA, SilenceCause.TOO_FAR)]).run[0] == 0
    assert adapted([*ignored(6), Sent(ANNA, 3)], [told(ANNA, SilenceCause.TOO_FAR, 5)]).run[0] == 1


def test_the_channel_that_is_answered_is_advised() -> None:
    webhook = [Sent(ANNA, 40 + day, became=Answer.INTERESTED, medium=Medium.WEBHOOK) for day in range(3)]
    assert adapted([*webhook, *ignored(5)]).medium[0] == code_of(Medium.WEBHOOK)
    assert adapted(ignored(5)).medium[0] == -1


def test_a_silent_run_is_summed_up_by_the_mean_of_what_was_logged() -> None:
    sent = [Sent(ANNA, 20 + day, features=(value, np.nan)) for day, value in enumerate((0.25, np.nan, 0.75))]
    answered = Sent(ANNA, 60, became=Answer.APPLIED, features=(9.0, 9.0))
    found = adapt([ANNA], *logged([*sent, answered], ("nearness", "trait_00")), [], NIGHT, POLICY)
    assert found.stale.tolist() == [[(0.25 + 0.75) / 2, 0.0]]


def test_students_keep_their_own_silence_whatever_the_order_they_are_asked_in() -> None:
    log = logged([*ignored(4), *[Sent("S000002", 20 + day) for day in range(8)]])
    one = adapt([ANNA, "S000002", "S000003"], *log, [], NIGHT, POLICY)
    other = adapt(["S000003", "S000002", ANNA], *log, [], NIGHT, POLICY)
    assert one.run.tolist() == [4, 8, 0]
    assert other.run.tolist() == one.run.tolist()[::-1]
    assert other.stale.tolist() == one.stale.tolist()[::-1]


def test_what_was_turned_down_is_known_as_a_pair() -> None:
    log = logged([Sent(ANNA, 9, "p:7", Answer.NOT_FOR_ME), Sent(ANNA, 8, "p:8"), Sent("S000002", 9, "p:8")])
    students, postings = turned_down(*log)
    assert [(log[0].students[s], log[0].postings[p]) for s, p in zip(students, postings, strict=True)] == [
        (ANNA, "p:7")
    ]
