"""Licences that need not be held by their own name today, and limits that the law of advertisements forbids."""

from dataclasses import replace
from datetime import date

import pytest
from rules_world import NIGHT, READY, posting, rule_on

from jobmatch.domain import (
    AgeAsked,
    Circumstances,
    Education,
    EthnicityAsked,
    Gender,
    GenderAsked,
    HouseholdAsked,
    Level,
    Licence,
    LicenceAsked,
    LicenceState,
    Stage,
    Unread,
    Verdict,
)
from jobmatch.rules import RULE_NUMBER, findings, violations
from jobmatch.rules.licence import LICENCE

HELD, SITTING = LicenceState.HELD, LicenceState.SITTING


def holding(*codes, state=HELD):
    return replace(READY, licences=tuple(Licence(code, state) for code in codes))


def asking(*codes, after_months=0):
    return posting(LicenceAsked(frozenset(codes), after_months))


def words(rule, student, opening):
    return findings(student, opening, NIGHT)[RULE_NUMBER[rule]].zh


@pytest.mark.parametrize(
    ("held", "asked", "reason"),
    [
        ("nurse_exam", "nurse_practising", "licence.passed_not_registered"),
        ("nurse_practising", "nurse_exam", "licence.held"),
        ("driving", "driving_c1", "licence.class_not_known"),
        ("driving_c1", "driving", "licence.held"),
        ("driving_c2", "driving_c1", "licence.not_held"),
        ("physician", "physician_dental", "licence.class_not_known"),
        ("physician", "attending_physician", "licence.not_held"),
        ("teacher", "teacher_primary", "licence.class_not_known"),
        ("elder_care_worker", "elder_care_worker_3", "licence.class_not_known"),
        ("elder_care_worker_4", "elder_care_worker_3", "licence.not_held"),
        ("electrician_low_voltage", "electrician_high_voltage", "licence.not_held"),
        ("electrician_low_voltage", "special_operation", "licence.held"),
        ("social_work", "social_worker_middle", "licence.class_not_known"),
        ("builder_1", "builder_2", "licence.held"),
        ("cet4", "health_certificate", "licence.obtained_before_start"),
        ("cet4", "accounting_practising", "licence.abolished"),
        ("accounting_junior", "accounting_practising", "licence.held"),
    ],
)
def test_a_paper_of_another_name_may_do_or_may_turn_out_to(held, asked, reason):
    student, opening = holding(held), asking(asked)
    ruling = rule_on(LICENCE, student, opening)
    assert ruling.reason == reason
    broken = violations([student], [opening], [(student.id, opening.id)], NIGHT)
    assert bool(broken) is (ruling.verdict is Verdict.FAIL)


def test_whoever_sits_the_nurses_examination_may_yet_be_registered():
    assert rule_on(LICENCE, holding("nurse_exam", state=SITTING), asking("nurse_practising")).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("stage", "on", "asked", "reason"),
    [
        (Stage.GRADUATING, date(2026, 6, 30), "assistant_physician", "licence.practice_first"),
        (Stage.GRADUATING, date(2026, 6, 30), "physician", "licence.not_held"),
        (Stage.SEEKING, date(2022, 6, 30), "assistant_physician", "licence.not_held"),
    ],
)
def test_a_fresh_clinical_graduate_is_not_refused_for_the_year_that_the_law_asks_first(stage, on, asked, reason):
    education = Education(Level.ASSOCIATE, major_code="C100101", graduated_on=on)
    student = replace(holding("cet4"), education=education, stage=stage)
    assert rule_on(LICENCE, student, asking(asked)).reason == reason


def test_what_is_not_verified_says_so():
    held = words("licence", holding("tem4"), asking("cet4"))
    assert held == "已持有所需证书：大学英语四级（以英语专业四级代替，需核实）"
    assert (
        words("licence", holding("driving_c1"), asking("driving")) == "已持有所需证书：机动车驾驶证（未说明准驾车型）"
    )
    pharmacist = replace(holding("cet4"), education=Education(Level.ASSOCIATE, major_code="C120202"))
    assert "需核实" in words("licence", pharmacist, asking("licensed_pharmacist", after_months=12))
    assert "需核实" not in words("licence", pharmacist, asking("nurse_exam", after_months=12))


@pytest.mark.parametrize(
    ("rule", "asked", "basis"),
    [
        ("gender", GenderAsked(Gender.FEMALE), "可能违法，请核对：妇女权益保障法第四十三条"),
        ("household", HouseholdAsked(frozenset({"440100"})), "可能违法，请核对：就业促进法第三十一条"),
        ("ethnicity", EthnicityAsked(frozenset({"瑶族"})), "可能违法，请核对：人力资源市场暂行条例第二十四条"),
        ("age", AgeAsked(None, 35), "可能不当，请核对"),
        ("unread", Unread("限已婚"), "可能违法，请核对：妇女权益保障法第四十三条"),
        ("unread", Unread("乙肝检测阴性"), "可能违法，请核对：就业促进法第三十条"),
    ],
)
def test_a_limit_that_may_be_unlawful_applies_as_stated_and_is_marked(rule, asked, basis):
    known = Circumstances(
        gender=Gender.MALE,
        born_on=date(1980, 1, 1),
        ethnicity="汉族",
        household_region="440600",
        origin_region="440600",
    )
    outside = replace(READY, circumstances=known)
    finding = findings(outside, posting(asked), NIGHT)[RULE_NUMBER[rule]]
    assert finding.verdict is (Verdict.UNKNOWN if rule == "unread" else Verdict.FAIL)
    assert basis in finding.zh


def test_what_the_law_leaves_to_the_employer_is_not_marked():
    grown_up = replace(READY, circumstances=Circumstances(born_on=date(2000, 1, 1)))
    assert "请核对" not in words("age", grown_up, posting(AgeAsked(18, None)))
    assert "请核对" not in words("unread", READY, posting(Unread("会讲客家话")))
