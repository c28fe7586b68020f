"""Hardship and disability flipped one by one: reserved openings and needs may answer, and nothing else moves."""

from dataclasses import fields, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rules_world import NIGHT, POSTINGS, STUDENTS

from jobmatch.columns import Candidates
from jobmatch.domain import DisabilityType, Group, Hardship, Need, Push
from jobmatch.embed import student_text, wish_text
from jobmatch.nightly.places import first_push_bonus
from jobmatch.rank import NAMES, features, posting_columns, student_columns
from jobmatch.rules import RULE_NUMBER, RULES, build_tables
from jobmatch.settings import default_policy_toml, parse_policy

POLICY = parse_policy(default_policy_toml())
MAY_ANSWER = frozenset({"reserved", "needs"})
FLIPS = st.one_of(
    st.builds(lambda one: ("hardship", lambda known: known.hardship ^ {one}), st.sampled_from(Hardship)),
    st.builds(lambda one: ("disability", lambda known: one), st.none() | st.sampled_from(DisabilityType)),
    st.builds(lambda one: ("disability_grade", lambda known: one), st.none() | st.integers(1, 4)),
    st.builds(lambda one: ("needs", lambda known: known.needs ^ {one}), st.sampled_from(Need)),
    st.builds(
        lambda one: ("groups", lambda known: (known.groups or frozenset()) ^ {one}),
        st.sampled_from((Group.DISABLED, Group.HARDSHIP)),
    ),
)


def flipped(student, flip):
    field, change = flip
    known = student.circumstances
    return replace(student, circumstances=replace(known, **{field: change(known)}))


def scored(students, postings):
    """Every feature of every pair, but the price of open questions."""
    rows, columns = np.indices((len(students), len(postings)), np.int32).reshape(2, -1)
    n = len(rows)
    pairs = Candidates(
        rows,
        columns,
        np.zeros(n, np.float32),
        np.zeros(n, np.float32),
        np.zeros(n, np.uint8),
        np.zeros(n, np.uint32),
    )
    offered = posting_columns(postings, NIGHT)
    return features(pairs, student_columns(students, offered), offered, np.zeros(32)).values


@settings(max_examples=150, deadline=None)
@given(STUDENTS, st.lists(POSTINGS, min_size=1, max_size=3), FLIPS)
def test_no_verdict_moves_but_of_reserved_openings_and_needs(student, postings, flip):
    tables = build_tables([student, flipped(student, flip)], postings, NIGHT)
    for number, rule in enumerate(RULES):
        mine, theirs = (tables.verdicts(number, row, np.arange(len(postings))).tolist() for row in (0, 1))
        assert mine == theirs or rule.code in MAY_ANSWER


@settings(max_examples=100, deadline=None)
@given(STUDENTS, st.lists(POSTINGS, min_size=1, max_size=3), FLIPS)
def test_no_score_moves(student, postings, flip):
    before, after = scored([student, flipped(student, flip)], postings).reshape(2, len(postings), len(NAMES))
    assert np.array_equal(before, after)


def test_what_they_leave_open_is_asked_before_a_push_so_that_its_price_never_tells_between_pushes():
    assert POLICY.never_push >= MAY_ANSWER
    assert RULE_NUMBER.keys() >= MAY_ANSWER


@given(STUDENTS, FLIPS)
def test_nothing_that_is_embedded_or_looked_up_moves(student, flip):
    other = flipped(student, flip)
    assert student_text(student) == student_text(other)
    assert wish_text(student) == wish_text(other)


@given(STUDENTS, FLIPS)
def test_the_tier_of_a_first_push_rises_with_hardship_and_with_nothing_else(student, flip):
    other = flipped(student, flip)
    mine, theirs = first_push_bonus([student, other], POLICY)
    on_ledger = [bool(one.circumstances.hardship) for one in (student, other)]
    assert np.sign(theirs - mine) == np.sign(on_ledger[1] - on_ledger[0])


def test_a_push_carries_no_word_of_a_programme():
    assert {f.name for f in fields(Push)}.isdisjoint({"programmes", "hardship", "circumstances"})
