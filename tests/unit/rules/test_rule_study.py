"""What a person has studied: level, degree, mode of study and major."""

from dataclasses import replace
from datetime import date

import pytest
from rules_world import NIGHT, READY, posting, preferring, rule_on, studied

from jobmatch.domain import (
    Degree,
    DegreesAsked,
    Education,
    Level,
    LevelsAsked,
    MajorsAsked,
    Stage,
    Verdict,
)
from jobmatch.rules.degree import DEGREE
from jobmatch.rules.education import EDUCATION
from jobmatch.rules.major import MAJOR
from jobmatch.rules.study_mode import STUDY_MODE

ASSOCIATE_UP = LevelsAsked(frozenset({Level.ASSOCIATE, Level.BACHELOR, Level.MASTER, Level.DOCTOR}))
BACHELOR_ONLY = LevelsAsked(frozenset({Level.BACHELOR}))
BACHELOR_DEGREE_UP = DegreesAsked(frozenset({Degree.BACHELOR, Degree.MASTER, Degree.DOCTOR}))
NURSING = MajorsAsked(((Level.ASSOCIATE, ("C100401",)), (Level.BACHELOR, ("B1005",))))


@pytest.mark.parametrize(
    ("level", "asked", "reason"),
    [
        (Level.ASSOCIATE, ASSOCIATE_UP, "education.admitted"),
        (Level.SECONDARY, ASSOCIATE_UP, "education.too_low"),
        (Level.MASTER, BACHELOR_ONLY, "education.too_high"),
        (Level.BACHELOR, LevelsAsked(frozenset({Level.ASSOCIATE, Level.MASTER})), "education.not_admitted"),
        (None, ASSOCIATE_UP, "education.level_not_known"),
    ],
)
def test_only_the_highest_level_counts_and_only_admitted_levels_pass(level, asked, reason):
    assert rule_on(EDUCATION, studied(level), posting(asked)).reason == reason


def test_two_clauses_on_education_must_both_hold():
    both = posting(ASSOCIATE_UP, BACHELOR_ONLY)
    assert rule_on(EDUCATION, studied(Level.BACHELOR), both).verdict is Verdict.PASS
    assert rule_on(EDUCATION, studied(Level.ASSOCIATE), both).verdict is Verdict.FAIL


def test_clauses_that_contradict_each_other_block_nobody():
    contradictory = posting(BACHELOR_ONLY, LevelsAsked(frozenset({Level.ASSOCIATE})))
    assert rule_on(EDUCATION, studied(Level.BACHELOR), contradictory).verdict is Verdict.UNKNOWN


def test_a_level_that_only_one_of_two_statements_admits_is_for_a_person_to_settle():
    contested = posting(LevelsAsked(frozenset({Level.BACHELOR}), contested=frozenset({Level.ASSOCIATE})))
    assert rule_on(EDUCATION, studied(Level.BACHELOR), contested).verdict is Verdict.PASS
    assert rule_on(EDUCATION, studied(Level.ASSOCIATE), contested).reason == "education.contested"
    assert rule_on(EDUCATION, studied(Level.SECONDARY), contested).reason == "education.too_low"


def test_a_preferred_level_is_never_a_bar():
    assert rule_on(EDUCATION, studied(Level.SECONDARY), preferring(BACHELOR_ONLY)).reason == "education.nothing_asked"


@pytest.mark.parametrize(
    ("education", "reason"),
    [
        (Education(Level.BACHELOR, Degree.BACHELOR), "degree.met"),
        (
            Education(Level.BACHELOR, None, full_time=True, graduated_on=date(2026, 6, 30)),
            "degree.expected_at_graduation",
        ),
        (Education(Level.BACHELOR, None, full_time=True, graduated_on=date(2025, 6, 30)), "degree.not_known"),
        (Education(Level.BACHELOR, None, full_time=None, graduated_on=date(2026, 6, 30)), "degree.not_known"),
        (Education(Level.BACHELOR, Degree.NONE, graduated_on=date(2025, 6, 30)), "degree.not_admitted"),
        (Education(Level.ASSOCIATE), "degree.no_degree"),
        (Education(None), "degree.not_known"),
    ],
)
def test_a_degree_that_comes_with_graduation_counts_as_held(education, reason):
    assert rule_on(DEGREE, replace(READY, education=education), posting(BACHELOR_DEGREE_UP)).reason == reason


def test_a_bachelor_to_be_cannot_expect_a_masters_degree():
    bachelor = replace(READY, education=Education(Level.BACHELOR, full_time=True), stage=Stage.GRADUATING)
    assert rule_on(DEGREE, bachelor, posting(DegreesAsked(frozenset({Degree.MASTER})))).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("full_time", "verdict"), [(True, Verdict.PASS), (False, Verdict.FAIL), (None, Verdict.UNKNOWN)]
)
def test_full_time_study_is_read_only_where_it_is_asked(full_time, verdict):
    student = replace(READY, education=Education(full_time=full_time))
    asks = posting(LevelsAsked(frozenset(Level), full_time=True))
    assert rule_on(STUDY_MODE, student, asks).verdict is verdict
    assert rule_on(STUDY_MODE, student, posting(ASSOCIATE_UP)).reason == "study_mode.nothing_asked"


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        (studied(Level.BACHELOR, "B100501"), "major.listed"),
        (studied(Level.BACHELOR, "B100201"), "major.not_listed"),
        (studied(Level.ASSOCIATE, "C100401"), "major.listed"),
        (studied(Level.MASTER, "A100201"), "major.level_not_admitted"),
        (studied(Level.SECONDARY), "major.no_catalogue"),
        (studied(Level.BACHELOR), "major.not_known"),
        (studied(Level.BACHELOR, "C100401"), "major.not_known"),
        (studied(Level.ASSOCIATE, "C1004"), "major.narrower_listed"),
        (studied(None, "B100501"), "major.level_not_known"),
    ],
)
def test_majors_are_read_from_the_list_at_the_students_own_level(student, reason):
    assert rule_on(MAJOR, student, posting(NURSING)).reason == reason


def test_lists_in_separate_clauses_for_separate_levels_are_one_table():
    split = posting(MajorsAsked(((Level.BACHELOR, ("B1005",)),)), MajorsAsked(((Level.ASSOCIATE, ("C100401",)),)))
    assert rule_on(MAJOR, studied(Level.ASSOCIATE, "C100401"), split).reason == "major.listed"


def test_any_major_passes_whatever_is_known_of_the_student():
    anything = posting(MajorsAsked(((Level.BACHELOR, None), (Level.MASTER, None))))
    assert rule_on(MAJOR, studied(Level.BACHELOR), anything).reason == "major.any"
    assert rule_on(MAJOR, studied(None), anything).reason == "major.any"


def test_a_group_of_majors_admits_its_members():
    law = posting(MajorsAsked(((Level.BACHELOR, ("06",)),)))
    assert rule_on(MAJOR, studied(Level.BACHELOR, "B030101"), law).reason == "major.listed"
    assert rule_on(MAJOR, studied(Level.BACHELOR, "B100501"), law).reason == "major.not_listed"


@pytest.mark.parametrize(
    ("name", "reason"),
    [("金融学", "major.listed"), ("保险学", "major.excluded"), (None, "major.direction_not_known")],
)
def test_a_direction_left_out_is_decided_by_the_name_on_the_certificate(name, reason):
    asked = MajorsAsked(((Level.MASTER, ("A020204",)),), excluded=(("A020204", ("保险学",)),))
    assert rule_on(MAJOR, studied(Level.MASTER, "A020204", name), posting(asked)).reason == reason


@pytest.mark.parametrize(("name", "reason"), [("财务管理", "major.listed"), ("企业管理", "major.direction_not_known")])
def test_a_direction_that_alone_is_admitted_is_decided_by_the_name(name, reason):
    asked = MajorsAsked(((Level.MASTER, ("A120202",)),), only=(("A120202", ("财务管理",)),))
    assert rule_on(MAJOR, studied(Level.MASTER, "A120202", name), posting(asked)).reason == reason


def test_a_direction_may_be_a_major_of_its_own():
    asked = posting(MajorsAsked(((Level.MASTER, ("A1002",)),), only=(("A1002", ("护理学",)),)))
    assert rule_on(MAJOR, studied(Level.MASTER, "A100209"), asked).reason == "major.listed"
    assert rule_on(MAJOR, studied(Level.MASTER, "A100201"), asked).reason == "major.direction_not_known"


def test_a_name_outside_the_catalogue_admits_its_namesake_and_refuses_nobody():
    asked = posting(MajorsAsked(((Level.ASSOCIATE, ()),), names=("老年护理",)))
    assert rule_on(MAJOR, studied(Level.ASSOCIATE, None, "老年护理专业"), asked).reason == "major.named"
    assert rule_on(MAJOR, studied(Level.ASSOCIATE, "C100401", "护理"), asked).reason == "major.name_not_placed"


def test_related_majors_are_the_employers_call():
    asked = posting(replace(NURSING, related=True))
    assert rule_on(MAJOR, studied(Level.BACHELOR, "B100201"), asked).reason == "major.related"
    assert rule_on(MAJOR, studied(Level.BACHELOR, "B100501"), asked).reason == "major.listed"
    assert rule_on(MAJOR, studied(Level.BACHELOR, None, "星际航行"), asked).reason == "major.related"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("B082801", "major.related"),  # 食品科学与工程: 生物医药类 holds both
        ("B120203", "major.not_a_health_major"),
        ("B030101", "major.not_a_health_major"),
        ("B08", "major.related"),  # its class may be one of 生物医药类
        ("B12", "major.not_a_health_major"),
    ],
)
def test_a_technical_post_in_health_care_takes_no_major_from_elsewhere_as_related(code, reason):
    asked = posting(replace(NURSING, related=True))
    assert rule_on(MAJOR, studied(Level.BACHELOR, code), asked).reason == reason


def test_a_far_major_is_still_a_question_where_a_name_could_not_be_read():
    unread = posting(replace(NURSING, names=("星际服务",), related=True))
    assert rule_on(MAJOR, studied(Level.BACHELOR, "B120203"), unread).reason == "major.far"


@pytest.mark.parametrize(
    ("listed", "code", "reason"),
    [
        ("B0809", "B080902", "major.listed"),  # 软件工程 for 计算机相关专业
        ("B0809", "B100501", "major.other_area"),  # 护理学
        ("B0809", "B030101", "major.other_area"),  # 法学
        ("B0809", "B120202", "major.other_area"),  # 市场营销
        ("B0711", "B120202", "major.other_area"),
        ("B0711", "B020301", "major.related"),  # 金融学 for 统计学相关专业
        ("B0809", "B120102", "major.related"),  # 信息管理与信息系统
        ("B0812", "B120203", "major.other_area"),  # 会计学 for 水利相关专业
        ("B0812", "B080202", "major.related"),
        ("B0809", "B080202", "major.other_area"),  # 机械设计制造及其自动化 for 计算机相关专业
        ("B0809", "B080801", "major.related"),  # 自动化
        ("B0809", "B100401", "major.other_area"),  # 医学检验技术
        ("B08", "B100301", "major.other_area"),  # 临床医学 for 工科相关专业
        ("06", "B120203", "major.related"),  # 会计学 for 法律相关专业
        ("B120203", "B100401", "major.other_area"),
        ("B130101", "B100501", "major.other_area"),
    ],
)
def test_a_related_major_is_refused_only_from_another_area_of_study(listed, code, reason):
    asked = posting(MajorsAsked(((Level.BACHELOR, (listed,)),), related=True))
    assert rule_on(MAJOR, studied(Level.BACHELOR, code), asked).reason == reason


@pytest.mark.parametrize(
    ("listed", "code"),
    [
        ("B1007", "B100801"),  # 公共卫生与预防医学类 for 中医学
        ("B100813", "B100801"),  # 中医骨伤科学
        ("B0711", "B070101"),  # 统计学类 for 数学与应用数学
    ],
)
def test_majors_that_only_sound_alike_stay_out_of_a_closed_list(listed, code):
    asked = posting(MajorsAsked(((Level.BACHELOR, (listed,)),)))
    assert rule_on(MAJOR, studied(Level.BACHELOR, code), asked).reason == "major.not_listed"


def test_the_graduate_lists_of_a_word_reach_no_further_than_the_word():
    listed = ((Level.BACHELOR, ("B0809",)), (Level.MASTER, ("A0812", "A0835", "A084004", "A084010")))
    asked = posting(MajorsAsked(listed, related=True))
    assert rule_on(MAJOR, studied(Level.BACHELOR, "B080202"), asked).reason == "major.other_area"


def test_a_class_admits_its_majors():
    statistics = posting(MajorsAsked(((Level.BACHELOR, ("B0711",)),)))
    assert rule_on(MAJOR, studied(Level.BACHELOR, "B071102"), statistics).reason == "major.listed"


@pytest.mark.parametrize(
    ("listed", "name", "reason"),
    [
        ("C100401", "护理", "major.listed"),
        ("C120202", "护理", "major.not_listed"),
        ("C100401", "助产", "major.name_not_placed"),  # the catalogues of 中专 and 大专 differ inside one area
        ("C100401", "星际航行", "major.name_not_placed"),
    ],
)
def test_a_secondary_school_major_is_read_by_the_list_of_junior_colleges(listed, name, reason):
    asked = posting(MajorsAsked(((Level.SECONDARY, ()), (Level.ASSOCIATE, (listed,)))))
    assert rule_on(MAJOR, studied(Level.SECONDARY, None, name), asked).reason == reason


def test_a_name_that_tells_its_area_refuses_whoever_comes_from_another():
    asked = posting(MajorsAsked(((Level.ASSOCIATE, ()),), names=("跨境电子商务",)))
    assert rule_on(MAJOR, studied(Level.ASSOCIATE, "C100401", "护理"), asked).reason == "major.not_listed"
    assert rule_on(MAJOR, studied(Level.ASSOCIATE, "C121001", "电子商务"), asked).reason == "major.name_not_placed"


def test_the_class_of_a_vocational_bachelor_is_no_universitys():
    asked = posting(MajorsAsked(((Level.BACHELOR, ("B120203",)),), names=("财务会计类(3303)",)))
    assert rule_on(MAJOR, studied(Level.BACHELOR, "B120204"), asked).reason == "major.not_listed"
    assert rule_on(MAJOR, studied(Level.BACHELOR, "B120203"), asked).reason == "major.listed"
    assert rule_on(MAJOR, studied(Level.BACHELOR, None, "财务会计类"), asked).reason == "major.named"


def test_related_majors_are_judged_by_every_levels_list_where_the_students_own_is_blank():
    asked = posting(MajorsAsked(((Level.ASSOCIATE, ("C100401",)), (Level.BACHELOR, ())), related=True))
    assert rule_on(MAJOR, studied(Level.BACHELOR, "B100201"), asked).reason == "major.related"
    assert rule_on(MAJOR, studied(Level.BACHELOR, "B120203"), asked).reason == "major.not_a_health_major"


def test_a_major_known_only_by_its_field_is_refused_outside_a_closed_list_and_open_inside():
    nursing = posting(NURSING)
    assert rule_on(MAJOR, studied(Level.ASSOCIATE, "C12"), nursing).reason == "major.not_listed"
    assert rule_on(MAJOR, studied(Level.ASSOCIATE, "C10"), nursing).reason == "major.narrower_listed"
    whole_field = posting(MajorsAsked(((Level.ASSOCIATE, ("C10",)),)))
    assert rule_on(MAJOR, studied(Level.ASSOCIATE, "C10"), whole_field).reason == "major.listed"


def test_the_night_decides_whether_graduation_is_still_to_come():
    education = Education(Level.BACHELOR, full_time=True, graduated_on=NIGHT)
    student, asked = replace(READY, education=education), posting(BACHELOR_DEGREE_UP)
    assert rule_on(DEGREE, student, asked, date(2026, 3, 14)).verdict is Verdict.PASS
    assert rule_on(DEGREE, student, asked, NIGHT).verdict is Verdict.UNKNOWN


def test_a_level_that_a_posting_relaxes_to_needs_no_degree():
    relaxed = replace(BACHELOR_DEGREE_UP, waived_for=frozenset({Level.ASSOCIATE}))
    assert rule_on(DEGREE, studied(Level.ASSOCIATE), posting(relaxed)).reason == "degree.waived"
    assert rule_on(DEGREE, studied(Level.ASSOCIATE), posting(BACHELOR_DEGREE_UP)).reason == "degree.no_degree"
