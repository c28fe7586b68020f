"""Tables say of every pair what the judges say, and carry no person's facts."""

import pickle
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rules_world import NIGHT, POSTINGS, READY, STUDENTS, posting, rule_on

from jobmatch.domain import Circumstances, Hardship, Verdict
from jobmatch.rules import COARSE, RULE_NUMBER, RULES, build_tables, violations
from jobmatch.rules.rule import Meeting
from jobmatch.rules.tables import gather_facts

CROWD = st.lists(STUDENTS, min_size=1, max_size=4)
MARKET = st.lists(POSTINGS, min_size=1, max_size=4)


def every_pair(students, postings):
    rows = np.indices((len(students), len(postings)), np.int32).reshape(2, -1)
    return rows[0], rows[1]


def judged(student, opening):
    return [rule_on(rule, student, opening).verdict for rule in RULES]


@settings(max_examples=200, deadline=None)
@given(CROWD, MARKET)
def test_the_tables_say_of_every_pair_what_the_judges_say(students, postings):
    tables = build_tables(students, postings, NIGHT)
    s, p = every_pair(students, postings)
    verdict, unknown, failed = tables.pair_verdicts(s, p)
    for n in range(len(s)):
        expected = judged(students[s[n]], postings[p[n]])
        assert verdict[n] == max(expected)
        assert unknown[n] == sum(1 << r for r, v in enumerate(expected) if v is Verdict.UNKNOWN)
        assert failed[n] == sum(1 << r for r, v in enumerate(expected) if v is Verdict.FAIL)
        assert [tables.verdicts(r, s[n], p[n]) for r in range(len(RULES))] == expected


@settings(deadline=None)
@given(CROWD, MARKET)
def test_allowed_rows_and_open_blocks_together_are_the_pair_verdicts(students, postings):
    tables = build_tables(students, postings, NIGHT)
    for cohort in tables.cohorts():
        rows = tables.allowed_rows(int(cohort[0]))
        fails, _ = tables.open_block(cohort, rows)
        for i, student in enumerate(cohort):
            open_rows = set(rows[~fails[i]].tolist())
            everywhere = tables.pair_verdicts(np.full(len(postings), student), np.arange(len(postings), dtype=np.int32))
            assert open_rows == set(np.flatnonzero(everywhere.verdict != Verdict.FAIL).tolist())


@settings(deadline=None)
@given(CROWD, MARKET)
def test_an_open_blocks_unknowns_are_those_of_the_fine_rules(students, postings):
    tables = build_tables(students, postings, NIGHT)
    s, p = every_pair(students, postings)
    _, unknown = tables.open_block(np.arange(len(students), dtype=np.int32), np.arange(len(postings), dtype=np.int32))
    coarse = sum(1 << number for number in COARSE)
    assert unknown.reshape(-1).tolist() == (tables.pair_verdicts(s, p).unknown & np.uint32(~coarse % 2**32)).tolist()


@settings(deadline=None)
@given(CROWD, MARKET)
def test_cohorts_hold_every_student_once_and_share_their_coarse_verdicts(students, postings):
    tables = build_tables(students, postings, NIGHT)
    cohorts = tables.cohorts()
    assert sorted(np.concatenate(cohorts).tolist()) == list(range(len(students)))
    for cohort in cohorts:
        assert len({tuple(tables.allowed_rows(int(row)).tolist()) for row in cohort}) == 1


@settings(deadline=None)
@given(STUDENTS, MARKET, st.frozensets(st.sampled_from(Hardship)))
def test_hardship_changes_no_verdict_but_that_of_reserved_openings(student, postings, hardship):
    other = replace(student, circumstances=replace(student.circumstances, hardship=hardship))
    tables = build_tables([student, other], postings, NIGHT)
    for number in range(len(RULES)):
        if number != RULE_NUMBER["reserved"]:
            mine, theirs = (tables.verdicts(number, row, np.arange(len(postings))) for row in (0, 1))
            assert mine.tolist() == theirs.tolist()


@settings(max_examples=200, deadline=None)
@given(STUDENTS, POSTINGS)
def test_the_audit_reports_no_pair_that_the_rules_do_not_refuse(student, opening):
    refused = max(judged(student, opening)) is Verdict.FAIL
    assert bool(violations([student], [opening], [(student.id, opening.id)], NIGHT)) <= refused


AUDITED = frozenset(
    {"education", "major", "gender", "reserved", "region", "pay", "shift", "deadline", "places_left", "consent"}
)


@settings(max_examples=200, deadline=None)
@given(STUDENTS, POSTINGS)
def test_the_audit_misses_no_pair_that_a_hard_rule_refuses(student, opening):
    refused = {RULES[r].code for r, v in enumerate(judged(student, opening)) if v is Verdict.FAIL}
    if refused & AUDITED:
        assert violations([student], [opening], [(student.id, opening.id)], NIGHT)


def test_tables_travel_to_workers_without_a_word_about_anybody():
    student = replace(READY, circumstances=Circumstances(ethnicity="瑶族"), bond="示例县卫生健康局")
    tables = build_tables([student], [posting()], NIGHT)
    packed = pickle.dumps(tables)
    assert "瑶族".encode() not in packed
    assert "示例县".encode() not in packed
    arrived = pickle.loads(packed)  # noqa: S301 -- our own bytes, as a spawned worker gets them
    assert arrived.pair_verdicts(np.zeros(1, np.int32), np.zeros(1, np.int32)).verdict.tolist() == [1]


def test_an_empty_night_has_tables_too():
    tables = build_tables([], [posting()], NIGHT)
    nobody = np.empty(0, np.int32)
    assert tables.cohorts() == []
    assert len(tables.pair_verdicts(nobody, nobody).verdict) == 0
    assert build_tables([READY], [], NIGHT).allowed_rows(0).tolist() == []


ASPECTS = tuple(range(60))  # more than one number of 64 bits has room for
READ = st.lists(st.sampled_from(ASPECTS), min_size=1) | st.just(ASPECTS)
SOME_FACTS = st.lists(st.tuples(st.sampled_from(ASPECTS), st.integers(0, 2)), max_size=80).map(tuple)
ALL_FACTS = st.integers(0, 7).map(lambda seed: tuple((aspect, (aspect * seed) % 3) for aspect in ASPECTS))


@settings(deadline=None)
@given(st.lists(SOME_FACTS | ALL_FACTS, min_size=1, max_size=8), READ)
def test_students_share_a_group_just_where_their_facts_on_what_is_read_are_the_same(students, read):
    known = gather_facts(Meeting(lambda facts: facts, lambda posting: posting, lambda student: student), students)
    met, group = known.groups(read)
    asked = {row: frozenset(fact for fact in facts if fact[0] in read) for row, facts in enumerate(students)}
    assert met.tolist() == [row for row, facts in asked.items() if facts]
    for row, number in zip(met.tolist(), group.tolist(), strict=True):
        alike = [other for other in met.tolist() if asked[other] == asked[row]]
        assert met[group == number].tolist() == alike
