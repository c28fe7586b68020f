"""What a posting may ask about a person: graduation, experience, licences, and facts it must state to be read."""

from dataclasses import replace
from datetime import date

import pytest
from rules_world import NIGHT, READY, posting, rule_on

from jobmatch.domain import (
    AgeAsked,
    Circumstances,
    DisabilityType,
    Education,
    EthnicityAsked,
    ExperienceAsked,
    FreshAsked,
    Freshness,
    Gender,
    GenderAsked,
    Group,
    GroupAsked,
    Hardship,
    HouseholdAsked,
    Level,
    Licence,
    LicenceAsked,
    LicenceState,
    Political,
    PoliticalAsked,
    Stage,
    Verdict,
)
from jobmatch.rules import RULE_NUMBER, findings
from jobmatch.rules.age import AGE
from jobmatch.rules.ethnicity import ETHNICITY
from jobmatch.rules.experience import EXPERIENCE
from jobmatch.rules.gender import GENDER
from jobmatch.rules.graduate import GRADUATE
from jobmatch.rules.household import HOUSEHOLD
from jobmatch.rules.licence import LICENCE
from jobmatch.rules.political import POLITICAL
from jobmatch.rules.reserved import RESERVED

NURSE = LicenceAsked(frozenset({"nurse_practising"}))


def person(known: Circumstances):
    return replace(READY, circumstances=known)


def graduate(year: int | None, stage: Stage):
    on = None if year is None else date(year, 6, 30)
    return replace(READY, education=Education(Level.ASSOCIATE, graduated_on=on), stage=stage)


def licensed(*papers: Licence):
    """A junior-college nurse of this year's class."""
    return schooled(Level.ASSOCIATE, "C100401", *papers)


def schooled(level: Level | None, code: str | None, *papers: Licence, on: date | None = date(2026, 6, 30)):
    return replace(READY, education=Education(level, major_code=code, graduated_on=on), licences=papers)


@pytest.mark.parametrize(
    ("kind", "year", "stage", "reason"),
    [
        (Freshness.THIS_YEAR, 2026, Stage.GRADUATING, "graduate.class_asked"),
        (Freshness.THIS_YEAR, 2025, Stage.SEEKING, "graduate.other_class"),
        (Freshness.FRESH, 2026, Stage.GRADUATING, "graduate.class_asked"),
        (Freshness.FRESH, 2024, Stage.SEEKING, "graduate.never_placed"),
        (Freshness.FRESH, 2024, Stage.PLACED, "graduate.placed_before"),
        (Freshness.FRESH, 2023, Stage.SEEKING, "graduate.too_long_ago"),
        (Freshness.FRESH, 2027, Stage.ENROLLED, "graduate.graduates_later"),
        (Freshness.FRESH, None, Stage.SEEKING, "graduate.date_not_known"),
    ],
)
def test_a_fresh_graduate_is_of_this_years_class_or_two_years_out_and_never_placed(kind, year, stage, reason):
    assert rule_on(GRADUATE, graduate(year, stage), posting(FreshAsked(kind))).reason == reason


def test_whoever_still_studies_may_apply_where_students_may_too():
    asked = posting(FreshAsked(Freshness.THIS_YEAR, 2026, students_too=True))
    assert rule_on(GRADUATE, graduate(2028, Stage.ENROLLED), asked).reason == "graduate.still_studying"
    assert rule_on(GRADUATE, graduate(2026, Stage.SEEKING), asked).reason == "graduate.class_asked"
    assert rule_on(GRADUATE, graduate(2024, Stage.SEEKING), asked).reason == "graduate.other_class"


def test_whoever_worked_since_graduating_may_no_longer_count_as_never_placed():
    worked = replace(graduate(2025, Stage.SEEKING), experience_months=8)
    assert rule_on(GRADUATE, worked, posting(FreshAsked(Freshness.FRESH))).reason == "graduate.worked_since"
    this_year = replace(graduate(2026, Stage.GRADUATING), experience_months=8)
    assert rule_on(GRADUATE, this_year, posting(FreshAsked(Freshness.FRESH))).verdict is Verdict.PASS


def test_from_september_on_the_class_of_next_year_is_this_years():
    asked, student = posting(FreshAsked(Freshness.THIS_YEAR)), graduate(2026, Stage.GRADUATING)
    assert rule_on(GRADUATE, student, asked, date(2025, 9, 1)).verdict is Verdict.PASS
    assert rule_on(GRADUATE, student, asked, date(2025, 8, 31)).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("months", "grassroots", "asked", "reason"),
    [
        (24, None, ExperienceAsked(24), "experience.met"),
        (23, None, ExperienceAsked(24), "experience.too_short"),
        (12, None, ExperienceAsked(24, grassroots=True), "experience.too_short"),
        (36, None, ExperienceAsked(24, grassroots=True), "experience.still_studying"),
        (36, 24, ExperienceAsked(24, grassroots=True), "experience.met"),
        (None, None, ExperienceAsked(12), "experience.still_studying"),
        (None, None, ExperienceAsked(3), "experience.not_known"),
        (None, None, ExperienceAsked(0), "experience.nothing_asked"),
        (1, None, ExperienceAsked(1, stated=False), "experience.met"),
        (0, None, ExperienceAsked(1, stated=False), "experience.unstated"),
        (None, None, ExperienceAsked(1, stated=False), "experience.unstated"),
    ],
)
def test_a_student_cannot_have_years_of_work_that_nobody_recorded(months, grassroots, asked, reason):
    student = replace(
        graduate(2026, Stage.GRADUATING), experience_months=months, grassroots_experience_months=grassroots
    )
    assert rule_on(EXPERIENCE, student, posting(asked)).reason == reason


def test_whoever_left_school_last_summer_cannot_have_two_years_of_work():
    asked = posting(ExperienceAsked(24))
    assert rule_on(EXPERIENCE, graduate(2025, Stage.SEEKING), asked).reason == "experience.too_recent"
    assert rule_on(EXPERIENCE, graduate(2023, Stage.SEEKING), asked).reason == "experience.not_known"


@pytest.mark.parametrize(
    ("born", "months", "reason"),
    [
        (None, 36, "experience.too_recent"),
        (None, 24, "experience.not_known"),
        (date(2004, 5, 6), 24, "experience.still_studying"),
        (date(1995, 5, 6), 36, "experience.not_known"),
    ],
)
def test_without_a_level_age_and_stage_bound_what_nobody_recorded(born, months, reason):
    student = replace(READY, stage=Stage.GRADUATING, circumstances=Circumstances(born_on=born))
    assert rule_on(EXPERIENCE, student, posting(ExperienceAsked(months))).reason == reason


def test_without_a_level_who_left_school_years_ago_may_have_worked_since():
    left = replace(READY, education=Education(graduated_on=date(2022, 6, 30)), stage=Stage.SEEKING)
    young = replace(left, circumstances=Circumstances(born_on=date(2003, 1, 1)))
    assert rule_on(EXPERIENCE, left, posting(ExperienceAsked(36))).verdict is Verdict.UNKNOWN
    assert rule_on(EXPERIENCE, young, posting(ExperienceAsked(36))).verdict is Verdict.UNKNOWN
    assert rule_on(EXPERIENCE, young, posting(ExperienceAsked(60))).reason == "experience.too_recent"


def test_a_master_may_have_worked_before_coming_back_to_study():
    student = replace(READY, education=Education(Level.MASTER), stage=Stage.GRADUATING)
    assert rule_on(EXPERIENCE, student, posting(ExperienceAsked(24))).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("papers", "after_months", "reason"),
    [
        ((Licence("nurse_practising", LicenceState.HELD),), 0, "licence.held"),
        ((Licence("nurse_practising", LicenceState.PASSED),), 0, "licence.passed_not_registered"),
        ((Licence("nurse_practising", LicenceState.SITTING),), 0, "licence.sits_next"),
        ((Licence("nurse_practising", LicenceState.SITTING),), 6, "licence.sits_before"),
        ((Licence("nurse_practising", LicenceState.EXPIRED),), 0, "licence.expired"),
        ((Licence("cet4", LicenceState.HELD),), 0, "licence.not_held"),
        ((Licence("cet4", LicenceState.HELD),), 12, "licence.obtain_after_start"),
        ((), 0, "licence.not_said"),
        ((), 24, "licence.obtain_after_start"),
    ],
)
def test_a_licence_is_held_within_reach_or_missing(papers, after_months, reason):
    asked = posting(replace(NURSE, after_months=after_months))
    assert rule_on(LICENCE, licensed(*papers), asked).reason == reason


LICENSED_DOCTOR = LicenceAsked(frozenset({"physician"}), 24)
ASSISTANT_DOCTOR = LicenceAsked(frozenset({"assistant_physician"}), 12)
ENGLISH = Licence("cet4", LicenceState.HELD)


@pytest.mark.parametrize(
    ("level", "code", "asked", "reason"),
    [
        (Level.ASSOCIATE, "C120202", replace(NURSE, after_months=12), "licence.may_not_sit"),
        (Level.BACHELOR, "B100301", replace(NURSE, after_months=12), "licence.may_not_sit"),
        (Level.ASSOCIATE, None, replace(NURSE, after_months=12), "licence.reach_not_known"),
        (None, "C100401", replace(NURSE, after_months=12), "licence.reach_not_known"),
        (Level.ASSOCIATE, "C10", replace(NURSE, after_months=12), "licence.reach_not_known"),
        (Level.ASSOCIATE, "C100401", replace(NURSE, after_months=6), "licence.grace_short"),
        (Level.ASSOCIATE, "C100101", ASSISTANT_DOCTOR, "licence.grace_short"),
        (Level.ASSOCIATE, "C100101", replace(ASSISTANT_DOCTOR, after_months=24), "licence.obtain_after_start"),
        (Level.ASSOCIATE, "C100101", LICENSED_DOCTOR, "licence.grace_short"),
        (Level.ASSOCIATE, "C100101", replace(LICENSED_DOCTOR, after_months=60), "licence.obtain_after_start"),
        (Level.BACHELOR, "B100301", LICENSED_DOCTOR, "licence.obtain_after_start"),
        (Level.BACHELOR, "B100301", replace(LICENSED_DOCTOR, after_months=12), "licence.grace_short"),
        (Level.BACHELOR, "B100601", LicenceAsked(frozenset({"physician_tcm"}), 24), "licence.may_not_sit"),
        (Level.ASSOCIATE, "C030103", LicenceAsked(frozenset({"bar"}), 24), "licence.grace_short"),
        (None, None, LicenceAsked(frozenset({"driving_c1"}), 12), "licence.obtain_after_start"),
    ],
)
def test_time_to_obtain_a_licence_helps_only_whoever_may_sit_for_it_in_time(level, code, asked, reason):
    assert rule_on(LICENCE, schooled(level, code, ENGLISH), posting(asked)).reason == reason


def test_of_several_licences_asked_the_one_within_reach_decides():
    either = LicenceAsked(frozenset({"nurse_exam", "physician"}), 12)
    assert rule_on(LICENCE, licensed(ENGLISH), posting(either)).reason == "licence.obtain_after_start"


@pytest.mark.parametrize(
    ("level", "code", "paper", "after_months", "reason"),
    [
        (Level.BACHELOR, "B120203", Licence("nurse_exam", LicenceState.SITTING), 12, "licence.may_not_sit"),
        (Level.BACHELOR, "B120203", Licence("nurse_exam", LicenceState.SITTING), 0, "licence.may_not_sit"),
        (Level.BACHELOR, None, Licence("nurse_exam", LicenceState.SITTING), 12, "licence.sits_next"),
        (Level.BACHELOR, "B100801", Licence("physician_tcm", LicenceState.SITTING), 12, "licence.sits_next"),
        (Level.BACHELOR, "B100801", Licence("physician_tcm", LicenceState.SITTING), 18, "licence.sits_before"),
        (Level.BACHELOR, "B100801", Licence("physician_tcm", LicenceState.SITTING), 0, "licence.not_held"),
    ],
)
def test_a_plan_to_sit_counts_only_where_the_law_lets_the_student_sit(level, code, paper, after_months, reason):
    asked = LicenceAsked(frozenset({paper.code}), after_months)
    assert rule_on(LICENCE, schooled(level, code, paper), posting(asked)).reason == reason


def test_a_sitting_with_a_date_is_counted_from_the_start():
    asked = posting(replace(NURSE, after_months=6))
    april = Licence("nurse_practising", LicenceState.SITTING, date(2026, 4, 20))
    next_spring = Licence("nurse_practising", LicenceState.SITTING, date(2027, 4, 20))
    assert rule_on(LICENCE, licensed(april), asked).reason == "licence.sits_before"
    assert rule_on(LICENCE, licensed(next_spring), asked).reason == "licence.sits_next"


def test_practice_may_have_been_done_since_an_earlier_graduation():
    paper = Licence("physician", LicenceState.SITTING)
    asked = posting(LicenceAsked(frozenset({"physician"})))
    recent, earlier = (
        replace(schooled(Level.BACHELOR, "B100301", paper, on=date(year, 6, 30)), stage=Stage.SEEKING)
        for year in (2025, 2024)
    )
    assert rule_on(LICENCE, recent, asked).reason == "licence.not_held"
    assert rule_on(LICENCE, earlier, asked).reason == "licence.sits_next"


def test_an_assistant_physician_is_a_physician_after_two_years_at_most():
    paper = Licence("assistant_physician", LicenceState.HELD)
    asked = posting(replace(LICENSED_DOCTOR, after_months=36))
    assert rule_on(LICENCE, schooled(Level.ASSOCIATE, "C100101", paper), asked).reason == "licence.obtain_after_start"
    assert rule_on(LICENCE, schooled(Level.ASSOCIATE, "C100101", ENGLISH), asked).reason == "licence.grace_short"


@pytest.mark.parametrize(
    ("year", "stage", "reason"),
    [
        (2026, Stage.GRADUATING, "licence.obtain_after_start"),
        (2025, Stage.SEEKING, "licence.obtain_after_start"),
        (2022, Stage.SEEKING, "licence.not_held"),
        (None, Stage.SEEKING, "licence.fresh_not_known"),
    ],
)
def test_time_that_only_fresh_graduates_have_helps_nobody_else(year, stage, reason):
    on = None if year is None else date(year, 6, 30)
    student = replace(schooled(Level.ASSOCIATE, "C100401", ENGLISH, on=on), stage=stage)
    asked = replace(NURSE, after_months=12, grace_fresh_only=True)
    assert rule_on(LICENCE, student, posting(asked)).reason == reason


def test_a_plan_is_never_listed_as_a_licence_in_hand():
    papers = (Licence("accounting_junior", LicenceState.SITTING), Licence("cet4", LicenceState.HELD))
    both, plan = (findings(licensed(*p), posting(NURSE), NIGHT)[RULE_NUMBER["licence"]] for p in (papers, papers[:1]))
    assert both.zh == "岗位要求护士执业证，学生未持有（现有证书：大学英语四级）"
    assert plan.zh == "岗位要求护士执业证，学生未持有（现有证书：无）"


def test_silence_about_licences_hides_none_that_the_law_closes_to_the_major():
    assert rule_on(LICENCE, schooled(Level.ASSOCIATE, "C120202"), posting(NURSE)).reason == "licence.may_not_sit"
    assert rule_on(LICENCE, schooled(Level.ASSOCIATE, None), posting(NURSE)).reason == "licence.not_said"


def test_a_licence_that_ran_out_before_the_night_is_expired_whatever_the_record_says():
    paper = Licence("nurse_practising", LicenceState.HELD, expires_on=date(2026, 3, 14))
    assert rule_on(LICENCE, licensed(paper), posting(NURSE), date(2026, 3, 14)).reason == "licence.held"
    assert rule_on(LICENCE, licensed(paper), posting(NURSE), date(2026, 3, 15)).reason == "licence.expired"


def test_two_licences_asked_are_both_needed():
    both = posting(NURSE, LicenceAsked(frozenset({"cet4"})))
    nurse = Licence("nurse_practising", LicenceState.HELD)
    assert rule_on(LICENCE, licensed(nurse), both).verdict is Verdict.FAIL
    assert rule_on(LICENCE, licensed(nurse, Licence("cet4", LicenceState.HELD)), both).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("rule", "asked", "fits", "differs"),
    [
        (GENDER, GenderAsked(Gender.FEMALE), Circumstances(gender=Gender.FEMALE), Circumstances(gender=Gender.MALE)),
        (
            POLITICAL,
            PoliticalAsked(frozenset({Political.PARTY_MEMBER})),
            Circumstances(political=Political.PARTY_MEMBER),
            Circumstances(political=Political.LEAGUE_MEMBER),
        ),
        (
            ETHNICITY,
            EthnicityAsked(frozenset({"瑶族", "壮族"})),
            Circumstances(ethnicity="瑶族"),
            Circumstances(ethnicity="汉族"),
        ),
        (
            AGE,
            AgeAsked(at_least=18, at_most=35),
            Circumstances(born_on=date(1990, 3, 16)),
            Circumstances(born_on=date(1990, 3, 15)),
        ),
    ],
)
def test_a_personal_fact_is_read_only_where_the_posting_states_a_demand(rule, asked, fits, differs):
    assert rule_on(rule, person(fits), posting(asked)).verdict is Verdict.PASS
    assert rule_on(rule, person(differs), posting(asked)).verdict is Verdict.FAIL
    assert rule_on(rule, READY, posting(asked)).verdict is Verdict.UNKNOWN
    assert rule_on(rule, person(differs), posting()).reason == f"{rule.code}.nothing_asked"


@pytest.mark.parametrize(
    ("household", "origin", "origin_counts", "reason"),
    [
        ("440104", None, True, "household.met"),
        ("440600", "440104", True, "household.met"),
        ("440600", "440104", False, "household.outside"),
        ("440600", None, True, "household.not_known"),
        ("440000", "440600", True, "household.region_too_wide"),
        ("440600", "330400", True, "household.outside"),
    ],
)
def test_household_or_origin_may_lie_anywhere_inside_the_region_asked(household, origin, origin_counts, reason):
    asked = posting(HouseholdAsked(frozenset({"440100"}), origin_counts))
    known = Circumstances(household_region=household, origin_region=origin)
    assert rule_on(HOUSEHOLD, person(known), asked).reason == reason


DISABLED = GroupAsked(frozenset({Group.DISABLED}), frozenset({DisabilityType.PHYSICAL}), frozenset({3, 4}))


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        (Circumstances(disability=DisabilityType.PHYSICAL, disability_grade=4), "reserved.member"),
        (Circumstances(disability=DisabilityType.PHYSICAL, disability_grade=2), "reserved.other_disability"),
        (Circumstances(disability=DisabilityType.HEARING), "reserved.other_disability"),
        (Circumstances(disability=DisabilityType.PHYSICAL), "reserved.disability_detail_not_known"),
        (Circumstances(groups=frozenset({Group.DISABLED})), "reserved.disability_detail_not_known"),
        (Circumstances(groups=frozenset()), "reserved.not_member"),
        (Circumstances(), "reserved.not_known"),
    ],
)
def test_an_opening_for_holders_of_the_certificate_asks_for_its_kind_and_grade(known, reason):
    assert rule_on(RESERVED, person(known), posting(DISABLED)).reason == reason


@pytest.mark.parametrize(
    ("hardship", "groups", "verdict"),
    [
        (frozenset({Hardship.ZERO_EMPLOYMENT}), None, Verdict.PASS),
        (frozenset({Hardship.STUDENT_LOAN}), frozenset(), Verdict.UNKNOWN),
        (frozenset(), frozenset({Group.HARDSHIP}), Verdict.PASS),
        (frozenset(), frozenset(), Verdict.FAIL),
        (frozenset(), None, Verdict.UNKNOWN),
    ],
)
def test_hardship_may_only_open_an_opening_reserved_for_it(hardship, groups, verdict):
    student = person(Circumstances(hardship=hardship, groups=groups))
    assert rule_on(RESERVED, student, posting(GroupAsked(frozenset({Group.HARDSHIP})))).verdict is verdict


def test_one_of_several_groups_is_enough():
    either = posting(GroupAsked(frozenset({Group.GRASSROOTS_PROJECT, Group.VETERAN_GRADUATE})))
    veteran = person(Circumstances(groups=frozenset({Group.VETERAN_GRADUATE})))
    assert rule_on(RESERVED, veteran, either).verdict is Verdict.PASS
    assert rule_on(RESERVED, person(Circumstances(groups=frozenset())), either).verdict is Verdict.FAIL
