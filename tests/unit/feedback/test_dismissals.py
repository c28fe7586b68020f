"""What students turn down becomes a proposed change to their wishes, and only that."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import timedelta

import numpy as np
import pytest
from tests.unit.feedback.silent_world import NIGHT, Sent, logged, told

from jobmatch.domain import (
    Circumstances,
    DismissalReason,
    Elsewhere,
    NightLimit,
    Proposal,
    ProposalState,
    SilenceCause,
    Student,
    Task,
    Wishes,
)
from jobmatch.feedback import Answer, PostingFacts, proposals
from jobmatch.settings import default_policy_toml, parse_policy

POLICY = parse_policy(default_policy_toml())
ANNA = "S000001"
NURSE, PHARMACIST, CARER = "2-05-08-01", "2-05-06-01", "4-14-02-01"


def refusal(posting: str, reason: DismissalReason, days_ago: int = 5, student: str = ANNA) -> Sent:
    return Sent(student, days_ago, posting, Answer.NOT_FOR_ME, reason)


def liking(posting: str, days_ago: int = 9) -> Sent:
    return Sent(ANNA, days_ago, posting, Answer.INTERESTED)


def facts_of(
    count: int,
    pay: Sequence[float] = (),
    nights: Sequence[bool] = (),
    work: Sequence[str] = (),
    prefecture: Sequence[str] = (),
) -> PostingFacts:
    works = tuple(work) or ("",) * count
    return PostingFacts(
        pay_monthly_cny=np.array(pay or [np.nan] * count, np.float32),
        nights=np.array(nights or [False] * count, np.bool_),
        occupation=works,
        group=tuple(one and f"{one[:4]}-00-00" for one in works),
        minor=tuple(one and f"{one[:7]}-00" for one in works),
        prefecture=tuple(prefecture) or ("",) * count,
    )


def proposed(
    sent: Sequence[Sent],
    facts: PostingFacts,
    wishes: Wishes | None = None,
    tasks: Sequence[Task] = (),
    earlier: Sequence[Proposal] = (),
) -> list[Proposal]:
    students = {ANNA: Student(ANNA, wishes=wishes or Wishes())}
    return proposals(students, *logged(sent), facts, tasks, earlier, NIGHT, POLICY)


def change(found: Sequence[Proposal]) -> list[tuple[str, object, object]]:
    return [(one.field, json.loads(one.before), json.loads(one.after)) for one in found]


def test_one_dismissal_proposes_nothing_and_two_for_one_reason_do() -> None:
    facts = facts_of(2, nights=[True, True])
    first, second = refusal("p:0", DismissalReason.NIGHTS), refusal("p:1", DismissalReason.NIGHTS)
    assert proposed([first, Sent(ANNA, 5, "p:1")], facts) == []
    found = proposed([first, second], facts)
    assert change(found) == [("nights", None, NightLimit.REFUSES)]
    day = NIGHT - timedelta(days=5)
    assert found[0].basis == (f"{ANNA}|p:0|{day}", f"{ANNA}|p:1|{day}")


def test_two_dismissals_for_two_reasons_propose_nothing() -> None:
    sent = [refusal("p:0", DismissalReason.NIGHTS), refusal("p:1", DismissalReason.PAY)]
    assert proposed(sent, facts_of(2, pay=[3000, 3000], nights=[True, True])) == []


def test_dismissals_of_long_ago_have_faded() -> None:
    sent = [refusal("p:0", DismissalReason.NIGHTS, 60), refusal("p:1", DismissalReason.NIGHTS, 60)]
    assert proposed(sent, facts_of(2, nights=[True, True])) == []


def test_nights_are_not_refused_for_a_student_who_liked_some() -> None:
    sent = [refusal("p:0", DismissalReason.NIGHTS), refusal("p:1", DismissalReason.NIGHTS), liking("p:2")]
    assert proposed(sent, facts_of(3, nights=[True, True, True])) == []


@pytest.mark.parametrize(
    ("refused", "liked", "before", "after"),
    [
        ([3000, 3500], [], None, 3900),  # 1.1 × 3,500 = 3,850, rounded
        ([3000, 3500], [4250], None, 4200),  # the lowest liked, rounded down so that it stays possible
        ([3000, 5000], [4000], 3000, 4000),
        ([3000, 3500], [2800], None, None),  # liked below what was refused: pay is not the whole story
        ([3000, 3500], [], 4000, None),  # the floor is higher already
    ],
)
def test_a_pay_floor_is_proposed_from_what_was_refused_and_liked(
    refused: list[float], liked: list[float], before: int | None, after: int | None
) -> None:
    pay = [*refused, *liked]
    sent = [refusal(f"p:{n}", DismissalReason.PAY) for n in range(len(refused))]
    sent += [liking(f"p:{n}") for n in range(len(refused), len(pay))]
    found = proposed(sent, facts_of(len(pay), pay=pay), Wishes(pay_floor_monthly_cny=before))
    assert change(found) == ([] if after is None else [("pay_floor_monthly_cny", before, after)])


def test_a_prefecture_turned_down_as_too_far_becomes_a_refused_place() -> None:
    sent = [refusal("p:0", DismissalReason.TOO_FAR), refusal("p:1", DismissalReason.TOO_FAR)]
    facts = facts_of(2, prefecture=["440800", "440800"])
    found = proposed(sent, facts, Wishes(places=frozenset({"440000"}), refused_places=frozenset({"450000"})))
    assert change(found) == [("refused_places", ["450000"], ["440800", "450000"])]
    assert "湛江" in found[0].zh


def test_one_dismissal_of_a_city_does_not_propose_to_refuse_it() -> None:
    sent = [refusal("p:0", DismissalReason.TOO_FAR), refusal("p:1", DismissalReason.TOO_FAR)]
    facts = facts_of(2, prefecture=["440800", "445100"])
    assert proposed(sent, facts, Wishes(places=frozenset({"440000"}))) == []


def test_a_wished_place_is_never_proposed_as_refused() -> None:
    sent = [refusal("p:0", DismissalReason.TOO_FAR), refusal("p:1", DismissalReason.TOO_FAR)]
    facts = facts_of(2, prefecture=["440100", "440100"])
    assert proposed(sent, facts, Wishes(places=frozenset({"440100"}))) == []
    assert proposed(sent, facts, Wishes(places=frozenset({"440104"}))) == []


def test_many_places_outside_the_wished_ones_propose_to_stay_within_them() -> None:
    sent = [refusal(f"p:{n}", DismissalReason.TOO_FAR) for n in range(3)]
    facts = facts_of(3, prefecture=["440800", "450100", "430100"])
    found = proposed(sent, facts, Wishes(places=frozenset({"440100"}), elsewhere=Elsewhere.WELCOME))
    assert change(found) == [("elsewhere", "welcome", "refused")]


def test_the_wished_work_that_led_to_refusals_gives_way_to_what_was_liked() -> None:
    sent = [refusal("p:0", DismissalReason.NOT_MY_FIELD), refusal("p:1", DismissalReason.NOT_MY_FIELD), liking("p:2")]
    facts = facts_of(3, work=[NURSE, NURSE, CARER])
    found = proposed(sent, facts, Wishes(occupations=("护士", "药师")))
    ((field, before, after),) = change(found)
    assert (field, before) == ("occupations", ["护士", "药师"])
    assert isinstance(after, list)
    assert after[0] == "药师"
    assert len(after) == 2


def test_nobody_is_left_without_any_wished_work() -> None:
    sent = [refusal("p:0", DismissalReason.NOT_MY_FIELD), refusal("p:1", DismissalReason.NOT_MY_FIELD)]
    assert proposed(sent, facts_of(2, work=[NURSE, NURSE]), Wishes(occupations=("护士",))) == []


def test_one_finding_of_a_counselor_is_enough() -> None:
    sent = [Sent(ANNA, 20, "p:0"), Sent(ANNA, 21, "p:1")]
    keys = tuple(f"{ANNA}|{one.posting}|{NIGHT - timedelta(days=one.days_ago)}" for one in sent)
    task = replace(told(ANNA, SilenceCause.NIGHTS), pushes=keys)
    found = proposed(sent, facts_of(2, nights=[True, False]), tasks=[task])
    assert change(found) == [("nights", None, "refuses")]
    assert found[0].basis == (task.task_id,)


def test_nothing_is_proposed_twice_while_a_decision_waits_or_after_a_no_on_the_same_grounds() -> None:
    sent = [refusal("p:0", DismissalReason.NIGHTS), refusal("p:1", DismissalReason.NIGHTS)]
    facts = facts_of(4, nights=[True] * 4)
    open_one = proposed(sent, facts)[0]
    assert proposed(sent, facts, earlier=[open_one]) == []
    declined = replace(open_one, state=ProposalState.DECLINED)
    one_more, two_more = refusal("p:2", DismissalReason.NIGHTS, 3), refusal("p:3", DismissalReason.NIGHTS, 3)
    assert proposed([*sent, one_more], facts, earlier=[declined]) == []
    assert len(proposed([*sent, one_more, two_more], facts, earlier=[declined])) == 1


def test_students_who_may_not_be_asked_get_no_proposal() -> None:
    sent = [refusal(f"p:{n}", DismissalReason.NIGHTS, student="S000002") for n in range(2)]
    assert proposed(sent, facts_of(2, nights=[True, True])) == []


def test_what_is_proposed_is_a_wish_and_never_a_circumstance() -> None:
    wishes = {field.name for field in fields(Wishes)}
    assert {"refused_places", "elsewhere", "pay_floor_monthly_cny", "nights", "occupations"} <= wishes
    assert not wishes & {field.name for field in fields(Circumstances)}
