"""Drawn worlds are repeatable, as varied as the demonstration, and valid to every rule."""

from random import Random

import pytest

from jobmatch.bench.bundled import POSTING_FILES, bundled_postings, bundled_students
from jobmatch.bench.world import draw_postings, draw_students
from jobmatch.demo import NIGHT
from jobmatch.rules import RULES

STUDENTS, POSTINGS = 1000, 2000


@pytest.fixture(scope="module")
def crowd():
    return draw_students(STUDENTS, Random("crowd"))


@pytest.fixture(scope="module")
def market():
    return draw_postings(POSTINGS, Random("market"))


def test_the_same_seed_draws_the_same_and_fewer_are_the_first_of_more(crowd, market):
    assert draw_students(50, Random("crowd")) == crowd[:50]
    assert draw_postings(50, Random("market")) == market[:50]
    assert draw_students(50, Random("another")) != crowd[:50]


def test_no_two_records_share_an_id(crowd, market):
    assert len({student.id for student in crowd}) == STUDENTS
    assert len({posting.id for posting in market}) == POSTINGS


@pytest.mark.parametrize("code", ["major", "licence", "region", "household", "pay", "experience"])
def test_as_many_drawn_students_differ_to_a_rule_as_on_the_roster(crowd, code):
    side = next(rule.student_side for rule in RULES if rule.code == code)
    on_the_roster = {side(student, NIGHT) for student in bundled_students()[:STUDENTS]}
    assert len({side(student, NIGHT) for student in crowd}) >= len(on_the_roster)


@pytest.mark.parametrize("code", ["major", "licence", "region", "household", "pay", "age"])
def test_as_many_drawn_postings_differ_to_a_rule_as_among_those_drawn_from(market, code):
    side = next(rule.posting_side for rule in RULES if rule.code == code)
    rng = Random("bundled")
    bases = [bundled_postings(mapping) for mapping in POSTING_FILES]
    bundled = {side(rng.choice(rng.choice(bases)), NIGHT) for _ in range(POSTINGS)}
    assert len({side(posting, NIGHT) for posting in market}) >= len(bundled)
