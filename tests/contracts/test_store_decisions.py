"""Tasks, proposals, overrides, opinions, tokens, learned effects and consent."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import text
from store_samples import NIGHT, NOW, answer, fill, person, planned, run_a_night

from jobmatch.domain import (
    BadInput,
    Conflict,
    Evidence,
    FeedbackKind,
    NotFound,
    Opinion,
    Override,
    OverrideVerb,
    Proposal,
    ProposalState,
    SilenceCause,
    Task,
    TaskKind,
    TaskState,
)
from jobmatch.store import (
    KeyRing,
    Outcome,
    Store,
    all_feedback,
    all_opinions,
    all_tasks,
    answer_task,
    close_tasks,
    decide_proposal,
    effects_of,
    get_student,
    give_consent,
    keep_effects,
    lease_pushes,
    lift_override,
    mark_sent,
    open_tasks,
    overrides,
    proposals_of,
    push_log,
    put_effects,
    put_feedback,
    put_opinion,
    put_override,
    put_proposals,
    put_students,
    put_tasks,
    release_pushes,
    rotate,
    tasks_of,
    use_token,
    withdraw_consent,
)

LATER = NOW + timedelta(days=1)
FAR = Evidence("distance_km", 0.9, 0.3, "六条里五条在一百公里外", "five of six lie beyond 100 km")


def question(student: str = "S000001") -> Task:
    return Task(
        task_id=f"{student}|silence|2026-01-20",
        student_id=student,
        kind=TaskKind.SILENCE,
        opened_on=NIGHT,
        cause=SilenceCause.TOO_FAR,
        confidence=0.75,
        evidence=(FAR,),
        pushes=(f"{student}|gd:1|2026-01-20",),
        belief_zh="可能离家太远",
        belief_en="perhaps too far from home",
        question_zh="多远可以接受？",
        question_en="How far would be fine?",
    )


def raise_pay(student: str = "S000001") -> Proposal:
    field = "pay_floor_monthly_cny"
    return Proposal("p1", student, field, "null", "4000", ("e1", "e2"), "期望月薪 4000", "pay from 4000", NIGHT)


def word(verb: OverrideVerb = OverrideVerb.NEVER) -> Override:
    return Override("S000001", "gd:1", verb, "母亲住院，不能离家", "王老师", NOW)


def test_a_counselors_answer_is_kept_with_its_task(store: Store) -> None:
    fill(store, students=2, postings=0)
    with store.write() as unit:
        assert put_tasks(unit, [question(), question("S000002")]) == Outcome(added=2)
        assert put_tasks(unit, [question()]) == Outcome(unchanged=1)
        assert open_tasks(unit) == all_tasks(unit) == [question(), question("S000002")]
        given = (question().task_id, SilenceCause.NIGHTS, "怕黑", "王老师")
        assert answer_task(unit, *given, LATER) == Outcome(updated=1)
        assert answer_task(unit, *given, LATER) == Outcome(unchanged=1)
        (answered,) = tasks_of(unit, "S000001")
        assert answered == replace(
            question(),
            state=TaskState.ANSWERED,
            answer=SilenceCause.NIGHTS,
            note="怕黑",
            answered_by="王老师",
            answered_at=LATER,
        )
        with pytest.raises(Conflict, match="answered already: nights by 王老师"):
            answer_task(unit, question().task_id, SilenceCause.PAY, "", "王老师", LATER)
        with pytest.raises(NotFound, match="no task t9"):
            answer_task(unit, "t9", SilenceCause.PAY, "", "王老师", LATER)


def test_a_task_that_events_have_overtaken_closes(store: Store) -> None:
    fill(store, students=2, postings=0)
    with store.write() as unit:
        put_tasks(unit, [question(), question("S000002")])
        assert close_tasks(unit, ["S000001"], LATER) == 1
        assert [task.student_id for task in open_tasks(unit)] == ["S000002"]


def test_a_hire_closes_the_questions_about_its_student(store: Store) -> None:
    fill(store, students=1, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1")])
    with store.write() as unit:
        put_tasks(unit, [question()])
        put_feedback(unit, [answer("e1", "S000001", "gd:1", FeedbackKind.HIRED)], NOW)
        assert open_tasks(unit) == []


def test_a_confirmed_proposal_changes_the_wish_and_a_declined_one_does_not(store: Store) -> None:
    fill(store, students=1, postings=0)
    declined = replace(raise_pay(), proposal_id="p2", field="refused_places", before="[]", after='["440600"]')
    with store.write() as unit:
        assert put_proposals(unit, [raise_pay(), declined, raise_pay()]) == Outcome(added=2)
        decide_proposal(unit, "p1", True, "S000001", LATER)
        decide_proposal(unit, "p2", False, "王老师", LATER)
        wishes = get_student(unit, "S000001").wishes
        assert (wishes.pay_floor_monthly_cny, wishes.refused_places) == (4000, frozenset())
        states = {one.proposal_id: (one.state, one.decided_by) for one in proposals_of(unit, "S000001")}
        assert proposals_of(unit, state=ProposalState.PROPOSED) == []
        with pytest.raises(Conflict, match="decided already"):
            decide_proposal(unit, "p1", False, "王老师", LATER)
    assert states == {"p1": (ProposalState.CONFIRMED, "S000001"), "p2": (ProposalState.DECLINED, "王老师")}


@pytest.mark.parametrize(
    ("field", "before", "after", "wrong"),
    [
        ("pay_floor_monthly_cny", "3000", "4000", "has changed since"),
        ("needs", "[]", "[]", "expected a field of Wishes"),
        ("pay_floor_monthly_cny", "null", '"much"', "does not read"),
    ],
)
def test_a_proposal_that_does_not_fit_the_profile_changes_nothing(
    store: Store, field: str, before: str, after: str, wrong: str
) -> None:
    fill(store, students=1, postings=0)
    with store.write() as unit:
        put_proposals(unit, [replace(raise_pay(), field=field, before=before, after=after)])
    with pytest.raises((BadInput, Conflict), match=wrong), store.write() as unit:
        decide_proposal(unit, "p1", True, "王老师", LATER)
    with store.read() as unit:
        assert [one.state for one in proposals_of(unit)] == [ProposalState.PROPOSED]


def test_a_confirmed_wish_outlives_a_roster_until_the_roster_says_something_new(store: Store) -> None:
    fill(store, students=1, postings=0)
    student, identity = person("2022001")
    said_anew = replace(student, wishes=replace(student.wishes, pay_floor_monthly_cny=3500))
    with store.write() as unit:
        put_proposals(unit, [raise_pay()])
        decide_proposal(unit, "p1", True, "S000001", LATER)
        put_students(unit, [(replace(student, counselor="陈老师"), identity)], LATER)
        assert get_student(unit, "S000001").wishes.pay_floor_monthly_cny == 4000
        put_students(unit, [(said_anew, identity)], LATER)
        assert get_student(unit, "S000001").wishes.pay_floor_monthly_cny == 3500


def test_a_later_word_about_a_pair_takes_the_place_of_the_earlier(store: Store) -> None:
    fill(store, students=1, postings=1)
    push_it = replace(word(OverrideVerb.PUSH), at=LATER)
    with store.write() as unit:
        put_override(unit, word())
        put_override(unit, push_it)
        assert overrides(unit) == [push_it]
        assert overrides(unit, live_only=False) == [replace(word(), lifted_at=LATER), push_it]
        lift_override(unit, "S000001", "gd:1", "王老师", LATER)
        assert overrides(unit) == []
        with pytest.raises(NotFound, match="no override"):
            lift_override(unit, "S000001", "gd:1", "王老师", LATER)


@pytest.mark.parametrize(
    ("bad", "wrong"),
    [
        ({"student_id": "S000009"}, "no student S000009"),
        ({"posting_id": "gd:9"}, "no posting gd:9"),
        ({"reason": " "}, "needs a reason"),
        ({"by": ""}, "the name"),
    ],
)
def test_an_override_says_about_whom_why_and_by_whom(store: Store, bad: dict[str, str], wrong: str) -> None:
    fill(store, students=1, postings=1)
    with store.write() as unit, pytest.raises((NotFound, BadInput), match=wrong):
        put_override(unit, replace(word(), **bad))


def test_an_opinion_keeps_no_student_and_no_moment(store: Store) -> None:
    opinion = Opinion("o1", "2026-W04", 4, "谢谢王老师")
    with store.write() as unit:
        assert [put_opinion(unit, opinion), put_opinion(unit, opinion)] == [Outcome(added=1), Outcome(unchanged=1)]
        assert all_opinions(unit) == [opinion]
        with pytest.raises(Conflict, match="already"):
            put_opinion(unit, replace(opinion, stars=1))
        row = unit.connection.execute(text("SELECT * FROM opinion")).mappings().one()
    assert sorted(row) == ["comment", "opinion_id", "stars", "week"]
    assert "王老师".encode() not in bytes(row["comment"])


def test_a_token_gives_one_answer(store: Store) -> None:
    with store.write() as unit:
        use_token(unit, "ab", "e1", NOW)
        use_token(unit, "ab", "e1", LATER)
        with pytest.raises(Conflict, match="another answer"):
            use_token(unit, "ab", "e2", LATER)


def test_nothing_learned_is_kept_of_who_took_consent_back_while_the_model_was_learning(store: Store) -> None:
    fill(store, students=2, postings=1)
    with store.write() as unit:
        withdraw_consent(unit, "S000001", "student", NOW)
        put_effects(unit, "m1", ["S000001", "S000002"], np.ones((2, 3), np.float32))
        assert effects_of(unit, "m1", ["S000001", "S000002"]).any(axis=1).tolist() == [False, True]


def test_learned_effects_come_back_in_the_order_asked_with_zeros_for_whom_nothing_was_learned(store: Store) -> None:
    fill(store, students=3, postings=0)
    learned = np.float32([[1.5, -2.0], [0.25, 4.0]])
    with store.write() as unit:
        put_effects(unit, "m1", ["S000003", "S000001"], learned)
        put_effects(unit, "m2", ["S000001"], learned[:1] * 0)
        assert effects_of(unit, "m1", ["S000001", "S000002", "S000003"]).tolist() == [[0.25, 4], [0, 0], [1.5, -2]]
        assert effects_of(unit, "m1", ["S000002"]).tolist() == [[0, 0]]
        assert effects_of(unit, "m9", ["S000002"]).shape == (1, 0)
        assert keep_effects(unit, ["m1"]) == 1


def test_whoever_takes_consent_back_gets_nothing_more_and_is_forgotten_by_the_model(store: Store) -> None:
    fill(store, students=2, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1"), planned("S000002", "gd:1")])
    with store.write() as unit:
        put_effects(unit, "m1", ["S000001", "S000002"], np.ones((2, 3), np.float32))
        put_tasks(unit, [question()])
        put_proposals(unit, [raise_pay()])
        withdraw_consent(unit, "S000001", "S000001", LATER)
    with store.write() as unit:
        assert get_student(unit, "S000001").consent_push is False
        assert [lease.push.student_id for lease in lease_pushes(unit, "a", LATER, 60, 9)] == ["S000002"]
        assert effects_of(unit, "m1", ["S000001", "S000002"]).tolist() == [[0, 0, 0], [1, 1, 1]]
        assert (open_tasks(unit), proposals_of(unit)) == ([], [])
        assert push_log(unit).students == ("S000002",)
        with pytest.raises(NotFound, match="S000009"):
            withdraw_consent(unit, "S000009", "", LATER)


def test_who_took_consent_back_while_the_night_ran_is_asked_nothing(store: Store) -> None:
    fill(store, students=2, postings=0)
    other = replace(raise_pay("S000002"), proposal_id="p2")
    with store.write() as unit:
        withdraw_consent(unit, "S000001", "S000001", NOW)
        assert put_tasks(unit, [question(), question("S000002")]) == Outcome(added=1)
        assert put_proposals(unit, [raise_pay(), other]) == Outcome(added=1)
        assert (open_tasks(unit), proposals_of(unit)) == ([question("S000002")], [other])


def test_consent_taken_back_while_a_push_is_handed_over_leaves_the_others_marked(store: Store) -> None:
    fill(store, students=2, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1"), planned("S000002", "gd:1")])
    with store.write() as unit:
        leased = lease_pushes(unit, "a", NOW, 60, 9)
        withdraw_consent(unit, "S000001", "S000001", NOW)
    with store.write() as unit:
        mark_sent(unit, leased, NOW)
        release_pushes(unit, leased)
        assert lease_pushes(unit, "b", LATER, 60, 9) == []


def test_no_roster_gives_back_a_consent_that_was_taken_back(store: Store) -> None:
    fill(store, students=1, postings=0)
    student, identity = person("2022001")
    willing = (replace(student, consent_push=True, counselor="陈老师"), identity)
    with store.write() as unit:
        withdraw_consent(unit, "S000001", "S000001", NOW)
        put_students(unit, [willing], LATER)
        assert get_student(unit, "S000001").consent_push is False
        give_consent(unit, "S000001", "S000001", LATER)
        assert get_student(unit, "S000001").consent_push is True


def test_words_about_a_person_are_never_kept_in_clear_and_move_to_a_new_ring(
    store: Store, open_store: Callable[[KeyRing], Store]
) -> None:
    fill(store, students=1, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1")])
    comment = answer("e1", "S000001", "gd:1", FeedbackKind.COMMENT, "谢谢")
    with store.write() as unit:
        put_feedback(unit, [comment], NOW)
        put_tasks(unit, [question()])
        answer_task(unit, question().task_id, SilenceCause.TOO_FAR, "要照顾母亲", "王老师", LATER)
        put_proposals(unit, [raise_pay()])
        put_override(unit, word())
        put_opinion(unit, Opinion("o1", "2026-W04", 4, "很好"))
        kept = [
            row
            for table in ("task", "proposal", "override")
            for row in unit.connection.execute(
                text(f"SELECT * FROM {table}")  # noqa: S608
            ).all()
        ]
        before = (all_tasks(unit), proposals_of(unit), overrides(unit), all_opinions(unit))
    clear = json.dumps([str(bytes(cell) if isinstance(cell, memoryview) else cell) for row in kept for cell in row])
    for said in (FAR.en, "too far from home", "pay from 4000"):
        assert said not in clear
    fresh = KeyRing((b"f" * 32,))
    assert rotate(store, fresh) == len(["student", "comment", "task", "proposal", "override", "opinion"])
    with open_store(fresh).read() as unit:
        assert (all_tasks(unit), proposals_of(unit), overrides(unit), all_opinions(unit)) == before
        assert all_feedback(unit) == [comment]
