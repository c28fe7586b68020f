"""Programmes: what applies, by region and year, what is still to be shown, and what nobody has verified."""

from dataclasses import replace
from datetime import date

import pytest

from jobmatch.domain import (
    Circumstances,
    Contract,
    DisabilityType,
    Education,
    Employer,
    EmployerKind,
    Group,
    Hardship,
    Level,
    Posting,
    Programme,
    Stage,
    Student,
    Terms,
)
from jobmatch.programmes import for_pair
from jobmatch.programmes.conditions import CONDITIONS
from jobmatch.programmes.table import evidence_words, table
from jobmatch.taxonomy.regions import region

NIGHT = date(2026, 3, 15)
COMPANY = Employer("某某有限公司", EmployerKind.COMPANY)
SCHOOL = Education(Level.BACHELOR, full_time=True, graduated_on=date(2026, 6, 30), college="某某大学")
GRADUATING = Student("S1", education=SCHOOL)


def opening(**terms):
    return Posting("x:1", "x", "护士", COMPANY, (), terms=Terms(**terms))


def known(student: Student, **circumstances):
    return replace(student, circumstances=Circumstances(**circumstances))


def offers(student, posting, night=NIGHT):
    return {offer.row.code: offer for offer in for_pair(student, posting, night)}


def missing(offer):
    return {evidence.code for evidence in offer.missing}


DISABLED = known(GRADUATING, disability=DisabilityType.PHYSICAL, disability_grade=2)


def test_every_row_is_dated_sourced_tagged_and_made_of_conditions_that_exist():
    for row in table():
        assert row.tag in set("VQKX")
        assert all((row.source, row.zh, row.en))
        assert set(row.conditions) <= CONDITIONS.keys()
        assert not row.region or region(row.region)
        assert row.valid_from is None or row.valid_to is None or row.valid_from <= row.valid_to


def test_every_paper_that_may_be_asked_for_has_a_name():
    circumstances = [Circumstances(hardship=frozenset({hardship})) for hardship in Hardship]
    circumstances += [Circumstances(groups=frozenset({Group.DISABLED}))]
    for one in circumstances:
        for contract in (*Contract, None):
            student = Student("S1", circumstances=one, bond="某县")
            for offer in for_pair(student, opening(contract=contract), NIGHT):
                assert missing(offer) <= evidence_words().keys()


def test_a_quota_place_counts_at_once_where_certificate_and_contract_are_known():
    offer = offers(DISABLED, opening(contract=Contract.LABOUR))["disability_quota"]
    assert offer.certain
    assert missing(offer) == {"contract"}


def test_a_ledger_entry_without_a_certificate_wants_the_certificate():
    listed = known(GRADUATING, hardship=frozenset({Hardship.DISABLED}))
    offer = offers(listed, opening())["disability_quota"]
    assert not offer.certain
    assert missing(offer) == {"disabled", "contract"}


def test_the_narrowest_region_in_force_counts():
    beijing = offers(DISABLED, opening(places=("110105",)))["disability_quota"]
    elsewhere = offers(DISABLED, opening(places=("440104",)))["disability_quota"]
    both = offers(DISABLED, opening(places=("110105", "440104")))["disability_quota"]
    assert [offer.row.value for offer in (beijing, elsewhere, both)] == ["1.7", "1.5", "1.5"]


@pytest.mark.parametrize(
    ("college", "year", "value"),
    [
        ("广东某某职业学院", 2026, "3000"),
        ("泸州某某学院", 2026, "1500"),
        ("泸州某某学院", 2027, "1000–3000"),
        ("某某学院", 2026, "1000–3000"),
    ],
)
def test_the_students_own_subsidy_goes_by_the_school_and_the_class(college, year, value):
    education = replace(SCHOOL, college=college, graduated_on=date(year, 6, 30))
    student = known(replace(GRADUATING, education=education), hardship=frozenset({Hardship.DIBAO}))
    offer = offers(student, opening())["jobseeker_subsidy"]
    assert offer.row.value == value
    assert missing(offer) == {"dibao"}


@pytest.mark.parametrize("hardship", [Hardship.ORPHAN, Hardship.LONG_UNEMPLOYED, Hardship.PSYCHOLOGICAL])
def test_who_is_on_the_aid_roll_alone_gets_no_jobseeker_subsidy(hardship):
    assert "jobseeker_subsidy" not in offers(known(GRADUATING, hardship=frozenset({hardship})), opening())


def test_nobody_without_a_record_of_hardship_or_disability_is_asked_for_one():
    shown = offers(GRADUATING, opening(contract=Contract.LABOUR))
    assert set(shown) == {"small_firm_subsidy", "expansion_grant"}


def test_a_row_past_its_last_day_gives_way_to_the_next_and_says_that_it_is_not_verified():
    before = offers(GRADUATING, opening(), date(2025, 12, 31))["expansion_grant"]
    after = offers(GRADUATING, opening(), date(2026, 1, 1))["expansion_grant"]
    assert (before.row.value, before.row.verified) == ("1500", True)
    assert (after.row.value, after.row.verified) == (None, False)


def test_the_levy_relief_ends_with_2027():
    assert "disability_levy_relief" in offers(DISABLED, opening(), date(2027, 12, 31))
    assert "disability_levy_relief" not in offers(DISABLED, opening(), date(2028, 1, 1))


def test_a_severe_grade_counts_twice_and_an_unknown_one_is_asked():
    assert offers(DISABLED, opening())["disability_quota_double"].row.value == "2"
    third = known(GRADUATING, disability=DisabilityType.PHYSICAL, disability_grade=3)
    assert "disability_quota_double" not in offers(third, opening())
    open_grade = known(GRADUATING, disability=DisabilityType.PHYSICAL)
    assert "disability_grade" in missing(offers(open_grade, opening())["disability_quota_double"])


def test_a_public_welfare_post_is_for_the_hard_to_place_who_are_certified_first():
    post = opening(contract=Contract.PUBLIC_WELFARE)
    poor = known(GRADUATING, hardship=frozenset({Hardship.DIBAO}))
    offer = offers(poor, post)["public_welfare_post"]
    assert not offer.certain
    assert missing(offer) == {"hard_to_place", "unemployment"}
    certified = known(GRADUATING, groups=frozenset({Group.HARDSHIP}))
    assert offers(certified, post)["public_welfare_post"].certain
    assert "public_welfare_post" not in offers(GRADUATING, post)


@pytest.mark.parametrize(("left_on", "applies"), [(date(2024, 3, 15), True), (date(2024, 3, 14), False)])
def test_small_firms_are_helped_for_two_years_after_graduation(left_on, applies):
    student = replace(GRADUATING, education=replace(SCHOOL, graduated_on=left_on), stage=Stage.SEEKING)
    assert ("small_firm_subsidy" in offers(student, opening())) is applies


def test_a_hospital_is_no_small_firm():
    hospital = replace(opening(), employer=Employer("某某医院", EmployerKind.HOSPITAL))
    assert not offers(GRADUATING, hospital)


def test_grassroots_schemes_are_those_that_the_posting_names():
    scheme = opening(programmes=frozenset({Programme.THREE_SUPPORTS}))
    assert not offers(GRADUATING, scheme)["three_supports"].row.verified
    assert offers(GRADUATING, scheme, date(2025, 5, 1))["three_supports"].row.verified
    assert "western_plan" in offers(GRADUATING, replace(opening(), title="西部计划志愿者"))


def test_a_bond_is_shown_as_what_it_is():
    assert missing(offers(replace(GRADUATING, bond="某县"), opening())["ordered_training"]) == {"bond"}


def test_a_programme_that_nobody_has_verified_is_never_said_to_apply():
    post = replace(opening(), title="“三支一扶”支医人员")
    graduate = replace(GRADUATING, education=replace(SCHOOL, level=Level.ASSOCIATE))
    assert offers(graduate, post, date(2025, 12, 1))["three_supports"].certain
    assert not offers(graduate, post, date(2026, 1, 20))["three_supports"].certain


def test_the_disputed_class_of_former_poor_families_is_asked_about_unless_another_class_is_on_record():
    enrolled = replace(GRADUATING, education=replace(SCHOOL, full_time=True))
    poor = known(enrolled, hardship=frozenset({Hardship.REGISTERED_POOR}))
    assert offers(poor, opening(), date(2025, 12, 31))["jobseeker_subsidy"].certain
    assert not offers(poor, opening(), date(2026, 1, 1))["jobseeker_subsidy"].certain
    loan = known(enrolled, hardship=frozenset({Hardship.REGISTERED_POOR, Hardship.STUDENT_LOAN}))
    assert missing(offers(loan, opening(), date(2026, 1, 1))["jobseeker_subsidy"]) == {"student_loan"}


@pytest.mark.parametrize(("place", "shown"), [("440104", False), ("441826", True), ("520103", True)])
def test_tuition_is_not_paid_back_for_a_city_district_of_an_eastern_province(place, shown):
    employer = Employer("某某镇卫生院", EmployerKind.TOWNSHIP_HEALTH_CENTRE, grassroots=True)
    post = replace(opening(places=(place,)), employer=employer)
    assert ("tuition_compensation" in offers(GRADUATING, post)) is shown
