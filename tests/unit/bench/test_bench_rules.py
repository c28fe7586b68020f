"""The benchmark of the rules rules on every pair, as the judges do, and never holds them all."""

import tracemalloc
from random import Random

import numpy as np
import pytest

from jobmatch.bench.ruling import CANDIDATES, bench_rules, rule_on_all
from jobmatch.bench.world import draw_postings, draw_students
from jobmatch.demo import NIGHT
from jobmatch.domain import Verdict
from jobmatch.rules import RULES, build_tables

SEEDS = ("a", "b", "c")


def drawn(count, seed):
    return draw_students(count, Random(f"students {seed}")), draw_postings(count, Random(f"postings {seed}"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_in_a_drawn_world_a_table_says_of_every_pair_what_its_rule_judges(rule):
    for seed in SEEDS:
        students, postings = drawn(90, seed)
        tables, number = build_tables(students, postings, NIGHT), RULES.index(rule)
        rows = np.arange(len(students))[:, None], np.arange(len(postings))[None]
        theirs = [rule.posting_side(posting, NIGHT) for posting in postings]
        judged = [[rule.judge(rule.student_side(s, NIGHT), their).verdict for their in theirs] for s in students]
        assert tables.verdicts(number, *rows).tolist() == judged


def test_the_verdicts_counted_cohort_by_cohort_are_those_of_every_pair():
    students, postings = drawn(120, "counted")
    tables = build_tables(students, postings, NIGHT)
    pairs = np.indices((120, 120), np.int32).reshape(2, -1)
    expected = np.bincount(tables.pair_verdicts(*pairs).verdict, minlength=3)
    assert rule_on_all(tables, tables.cohorts()) == (expected[Verdict.PASS], expected[Verdict.UNKNOWN])


def test_ruling_on_all_pairs_takes_less_memory_than_a_byte_a_pair():
    students, postings = drawn(2000, "memory")
    tables = build_tables(students, postings, NIGHT)
    cohorts = tables.cohorts()
    tracemalloc.start()
    rule_on_all(tables, cohorts)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2000 * 2000 / 8


def test_the_record_accounts_for_every_pair():
    steps = []
    record = bench_rules(300, 200, 7, steps.append)
    assert record["pairs"] == sum(record["verdicts"].values()) == 300 * 200
    assert record["candidate_pairs"] == 300 * CANDIDATES
    assert record["cohorts"] <= 300
    assert record["peak_mib"] > record["table_mib"]
    assert set(record["distinct"]) == {rule.code for rule in RULES}
    assert len(steps) == 4
