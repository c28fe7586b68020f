"""Findings: every reason has words, in two languages, and says who could settle it."""

import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from rules_world import NIGHT, POSTINGS, READY, STUDENTS, posting, studied

from jobmatch.domain import (
    Contract,
    Employer,
    EmployerKind,
    Gender,
    GenderAsked,
    Level,
    LevelsAsked,
    NightLimit,
    Pay,
    Shifts,
    Terms,
    Verdict,
    Wishes,
)
from jobmatch.rules import COARSE, RULE_NUMBER, RULES, findings
from jobmatch.rules.wording import FIELDS


def test_there_are_at_most_32_rules_and_four_key_the_cohorts():
    assert len(RULES) <= 32
    assert {RULES[number].code for number in COARSE} == {"education", "major", "reserved", "region"}
    assert [RULE_NUMBER[rule.code] for rule in RULES] == list(range(len(RULES)))


def test_every_reason_belongs_to_its_rule_and_asks_for_a_field_that_has_a_name():
    for rule in RULES:
        assert all(reason.startswith(f"{rule.code}.") for reason in rule.texts)
        assert {text.asks for text in rule.texts.values()} - {""} <= FIELDS.keys()


def test_both_languages_name_the_same_values_or_fewer():
    for rule in RULES:
        for text in rule.texts.values():
            zh, en = ({field for _, field, _, _ in string.Formatter().parse(t) if field} for t in (text.zh, text.en))
            assert en <= zh


@given(STUDENTS, POSTINGS)
def test_every_finding_is_a_full_sentence_and_every_unknown_says_what_would_settle_it(student, opening):
    found = findings(student, opening, NIGHT)
    assert [finding.rule for finding in found] == [rule.code for rule in RULES]
    for finding in found:
        assert finding.zh
        assert finding.en
        assert "None" not in finding.zh + finding.en
        assert (finding.verdict is Verdict.UNKNOWN) <= bool(finding.asks)


def test_a_finding_names_both_values_and_quotes_the_posting():
    asked = LevelsAsked(frozenset({Level.BACHELOR, Level.MASTER, Level.DOCTOR}))
    finding = findings(studied(Level.ASSOCIATE), posting(asked), NIGHT)[RULE_NUMBER["education"]]
    assert finding.zh == "岗位要求本科以上，学生为大专"
    assert finding.en == "Asks for bachelor's level or above; the student's level is associate (大专)"
    assert finding.quote == "LevelsAsked"
    assert finding.reason == "education.too_low"


def test_an_unknown_asks_the_side_that_is_silent():
    finding = findings(READY, posting(GenderAsked(Gender.FEMALE)), NIGHT)[RULE_NUMBER["gender"]]
    assert finding.verdict is Verdict.UNKNOWN
    assert finding.asks == "student.gender"


SAID = {
    "pay": "月薪3000-3500元",
    "shift": "三班倒，需上夜班",
    "contract": "签劳务派遣合同",
    "region": "工作地点：佛山市南海区",
    "deadline": "报名截止：2026年3月1日",
    "cost": "报名费300元",
}
CAREFUL = replace(
    READY,
    wishes=Wishes(
        places=frozenset({"440100"}),
        pay_floor_monthly_cny=4000,
        nights=NightLimit.REFUSES,
        contracts=frozenset({Contract.LABOUR}),
        application_cost_limit_cny=200,
    ),
)
HARSH = replace(
    posting(
        terms=Terms(
            places=("440605",),
            pay=Pay(3000, 3500),
            shifts=Shifts.REGULAR_NIGHTS,
            contract=Contract.DISPATCH,
            deadline=date(2026, 3, 1),
            application_cost_cny=300,
        )
    ),
    received=(("text", "。".join(SAID.values())),),
)


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("pay", ("3000–3500", "4000")),
        ("shift", ("常规轮夜班", "不上夜班")),
        ("contract", ("劳务派遣", "劳动合同")),
        ("region", ("佛山市南海区", "广州市")),
        ("deadline", ("2026-03-01", "2026-03-15")),
        ("cost", ("300", "200")),
    ],
)
def test_a_refusal_over_terms_names_both_values_and_quotes_the_sentence_that_says_so(rule, values):
    finding = findings(CAREFUL, HARSH, NIGHT)[RULE_NUMBER[rule]]
    assert finding.verdict is Verdict.FAIL
    assert all(value in finding.zh for value in values)
    assert SAID[rule] in finding.quote


def test_a_column_that_states_the_terms_is_quoted_before_any_sentence():
    both = replace(HARSH, received=(("pay", "3-3.5K"), ("text", SAID["pay"])))
    assert findings(CAREFUL, both, NIGHT)[RULE_NUMBER["pay"]].quote == "3-3.5K"


def test_a_place_that_only_the_employers_name_tells_is_quoted_from_it():
    silent = replace(
        HARSH, received=(("text", SAID["pay"]),), employer=Employer("佛山市南海区某某医院", EmployerKind.HOSPITAL)
    )
    assert findings(CAREFUL, silent, NIGHT)[RULE_NUMBER["region"]].quote == "佛山市南海区某某医院"


def test_a_rule_that_asks_nothing_quotes_nothing():
    finding = findings(READY, posting(), NIGHT)[RULE_NUMBER["region"]]
    assert (finding.reason, finding.quote) == ("region.nothing_asked", "")
