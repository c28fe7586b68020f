"""The office's figures: counted by blocks, and the same as reading every pair."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from rules_world import NIGHT, POSTINGS, READY, STUDENTS, posting

from jobmatch.domain import (
    Circumstances,
    Contract,
    DisabilityType,
    Education,
    Hardship,
    Level,
    PostingStatus,
    Stage,
    Terms,
    Verdict,
    Wishes,
)
from jobmatch.matching import reachability
from jobmatch.matching.reachability import FIELDS
from jobmatch.rules import findings

HELD = frozenset({"licence", "needs", "reserved", "unread", "consent", "alarm", "availability"})


def questions(student, opening):
    """The open questions of a pair by reading, None where a rule refuses it; consent not given is one of them."""
    said = [f for f in findings(student, opening, NIGHT) if f.verdict is not Verdict.PASS]
    if any(f.verdict is Verdict.FAIL and f.reason != "consent.not_asked" for f in said):
        return None
    return said


@settings(max_examples=60, deadline=None)
@given(st.lists(STUDENTS, min_size=1, max_size=4), st.lists(POSTINGS, min_size=1, max_size=4))
def test_the_figures_are_those_of_reading_every_pair(students, postings):
    students = [replace(s, id=f"S{n}") for n, s in enumerate(students)]
    live = [p for p in postings if p.status is PostingStatus.OPEN]
    found = reachability(students, postings, NIGHT, HELD)
    pairs, held, of_students, of_postings, reachable = Counter(), Counter(), set(), set(), set()
    for s, student in enumerate(students):
        for p, opening in enumerate(live):
            said = questions(student, opening)
            if said is None:
                continue
            if not any(f.rule in HELD for f in said):
                reachable.add(s)
            fields = {f.asks for f in said}
            if len(fields) == 1:
                field = fields.pop()
                pairs[field] += 1
                held[field] += any(f.rule in HELD for f in said)
                of_students.add((field, s))
                of_postings.add((field, p))
    assert {gap.field: gap.pairs for gap in found.gaps} == dict(pairs)
    assert {gap.field: gap.held_back for gap in found.gaps} == {field: held[field] for field in pairs}
    assert {gap.field: gap.students for gap in found.gaps} == dict(Counter(field for field, _ in of_students))
    assert {gap.field: gap.postings for gap in found.gaps} == dict(Counter(field for field, _ in of_postings))
    assert (found.everybody.reachable, found.postings) == (len(reachable), len(live))


def crowd(number: int, **changes):
    return [replace(READY, id=f"S{n}", **changes) for n in range(number)]


def test_pay_that_is_not_stated_costs_reach_and_the_contract_holds_the_enrolled_back():
    careful = crowd(2, wishes=Wishes(pay_floor_monthly_cny=4000))
    enrolled = crowd(1, stage=Stage.ENROLLED)
    postings = [posting(), posting(terms=Terms(contract=Contract.INTERNSHIP))]
    found = reachability([*careful, *enrolled], postings, NIGHT, HELD)
    told = {gap.field: (gap.pairs, gap.held_back, gap.students, gap.postings) for gap in found.gaps}
    assert told == {"posting.pay": (4, 0, 2, 2), "posting.contract": (1, 1, 1, 1)}


def test_whoever_was_not_asked_for_consent_is_a_gap_and_not_reachable():
    found = reachability([replace(READY, consent_push=None)], [posting()], NIGHT, HELD)
    assert [(gap.field, gap.pairs, gap.held_back) for gap in found.gaps] == [("student.consent", 1, 1)]
    assert found.everybody.reachable == 0


def test_groups_of_fewer_than_ten_are_not_shown_and_no_part_gives_the_other_away():
    poor = Circumstances(hardship=frozenset({Hardship.DIBAO}))
    disabled = Circumstances(disability=DisabilityType.HEARING)
    students = crowd(10, circumstances=poor) + crowd(11) + crowd(9, circumstances=disabled)
    groups = reachability(students, [posting()], NIGHT, HELD).groups
    shown = {(g.split, g.group): (g.students, g.reachable) for g in groups}
    assert shown[("hardship", "yes")] == (10, 10)
    assert shown[("hardship", "no")] == (20, 20)
    assert not any(split == "disability" for split, _ in shown)


def test_reach_is_told_by_level_field_and_wished_region():
    nurses = crowd(
        10,
        education=Education(Level.ASSOCIATE, major_code="C100401"),
        wishes=Wishes(places=frozenset({"440600", "440100"})),
    )
    groups = reachability(nurses, [posting(terms=Terms(places=("440100",)))], NIGHT, HELD).groups
    assert {(g.split, g.group, g.reachable) for g in groups} >= {
        ("level", "associate", 10),
        ("field", "医学", 10),
        ("wished_region", "广东省", 10),
    }


def test_a_night_without_students_or_postings_has_figures_too():
    assert reachability([], [posting()], NIGHT, HELD).everybody.students == 0
    assert reachability([READY], [], NIGHT, HELD).gaps == ()


def test_every_field_has_a_bit():
    assert len(FIELDS) <= 64
