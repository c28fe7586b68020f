"""Rows of a roster become students, or are turned away by field."""

from datetime import date

import pytest

from jobmatch.domain import (
    Contract,
    Degree,
    DisabilityType,
    Gender,
    Group,
    Hardship,
    Identity,
    Level,
    LicenceState,
    Need,
    NightLimit,
    Political,
    Stage,
    Student,
)
from jobmatch.ingest.fields import FIELDS, Kind
from jobmatch.ingest.mapping import parse_mapping
from jobmatch.ingest.rows import Row
from jobmatch.ingest.students import student_from
from jobmatch.store import RejectedRow

TODAY = date(2026, 1, 20)
COLUMNS = "\n".join(f'{name} = "{name}"' for name in sorted(FIELDS[Kind.STUDENTS]))
ROSTER = parse_mapping(
    f'kind = "students"\nsource = "r"\nsynthetic = true\nrequired = ["number"]\n[columns]\n{COLUMNS}', "r"
)
GOOD = {"number": "2023600910", "name": "张 三", "level": "大专", "consent": "是"}


def read(**cells: str) -> tuple[Student, Identity] | RejectedRow:
    return student_from(Row("名册.xlsx", "护理系", 7, GOOD | cells), ROSTER, TODAY)


def student(**cells: str) -> Student:
    result = read(**cells)
    assert not isinstance(result, RejectedRow), result
    return result[0]


def test_a_row_becomes_a_student_without_name_and_an_identity_with_it():
    made, who = read(phone="00000000001", email="a@example.com", counselor="冼思澄", college="某学院")
    assert who == Identity("张三", "2023600910", "00000000001", "a@example.com")
    assert (made.education.level, made.education.college, made.counselor) == (Level.ASSOCIATE, "某学院", "冼思澄")
    assert (made.consent_push, made.synthetic, made.notes) == (True, True, ())


def test_education_is_read_with_the_major_of_its_level():
    made = student(major="护理", degree="无", study_mode="普通全日制", graduation_date="2026.6")
    education = made.education
    assert (education.major_code, education.major_name) == ("C100401", "护理")
    assert (education.degree, education.full_time) == (Degree.NONE, True)
    assert education.graduated_on == date(2026, 6, 30)
    assert student(level="本科", major="护理学", study_mode="函授").education.full_time is False
    assert student(level="本科", major="护理学").education.major_code[0] == "B"
    assert student(major="不像话", major_code="C100401").education.major_code == "C100401"


def test_a_major_that_the_catalogue_does_not_hold_stays_a_name_with_a_note():
    made = student(major="星际航行")
    assert (made.education.major_code, made.education.major_name) == (None, "星际航行")
    assert made.notes == ("专业未能对应目录: 星际航行",)


def test_a_student_without_a_level_is_taken_and_the_level_unknown():
    made = student(level="", major="护理")
    assert (made.education.level, made.education.major_code, made.education.major_name) == (None, None, "护理")


def test_wished_places_become_codes_and_words_that_name_none_become_notes():
    made = student(wished_places="佛山/广洲", refused_places="深圳、太远的地方", elsewhere="否")
    assert (made.wishes.places, made.wishes.refused_places) == ({"440600"}, {"440300"})
    assert made.wishes.elsewhere is False
    assert made.notes == ("意向地区未能读懂：广洲", "不去的地方未能读懂：太远的地方")


def test_a_place_both_wished_and_refused_is_pointed_out():
    made = student(wished_places="广州、深圳", refused_places="广州")
    assert made.notes == ("意向地区：与不去的地方有重合，请与学生核对",)


@pytest.mark.parametrize(
    ("cells", "elsewhere"),
    [
        ({"elsewhere": "服从调剂"}, True),
        ({"elsewhere": "否", "wished_places": "不限"}, False),
        ({"wished_places": "广州、不限"}, True),
        ({"elsewhere": "视情况"}, None),
        ({}, None),
    ],
)
def test_whether_other_places_will_do(cells, elsewhere):
    assert student(**cells).wishes.elsewhere is elsewhere


def test_wishes_are_read_from_cells_and_free_text_together():
    made = student(
        wished_jobs="社区护士，CT/DR操作员、没想好",
        interests="篮球 阅读",
        pay_floor="4500-6000",
        application_cost_limit="不超过200元",
        contracts="编制优先，合同制也可",
        limits="不接受长期夜班；不能接打电话，每月至少4000；不想做销售",
        functional_needs="不能久站，坐着工作",
    )
    wishes = made.wishes
    assert (wishes.occupations, wishes.interests) == (("社区护士", "CT/DR操作员"), ("篮球", "阅读"))
    assert (wishes.pay_floor_monthly_cny, wishes.application_cost_limit_cny) == (4000, 200)
    assert (wishes.nights, wishes.contracts) == (NightLimit.NOT_LONG_TERM, {Contract.ESTABLISHED, Contract.LABOUR})
    assert made.circumstances.needs == {Need.NO_PHONE, Need.SEATED_WORK}
    assert made.notes == ("工作限制与便利未能读懂：不想做销售",)


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("不接受劳务派遣", set(Contract) - {Contract.DISPATCH}),
        ("正式工，不要派遣和外包", {Contract.ESTABLISHED, Contract.LABOUR}),
        ("编制/合同制", {Contract.ESTABLISHED, Contract.LABOUR}),
        ("均可", set(Contract)),
        ("可接受实习见习", set(Contract)),
        ("兼职", {Contract.PART_TIME}),
        ("", None),
    ],
)
def test_contracts_a_student_would_sign(text, accepted):
    assert student(contracts=text).wishes.contracts == accepted


def test_circumstances_are_kept_only_where_the_roster_states_them():
    assert student().circumstances.groups is None
    made = student(
        hardship="低保户、家里比较困难；助学贷款",
        disability="肢体（四级）",
        gender="女",
        birth_date="2004-05-06",
        political="中共预备党员",
        ethnicity="汉",
        household="同生源地",
        origin="广东省清远市英德市",
        groups="是，退役",
        bond="订单定向：甲镇卫生院",
    )
    known = made.circumstances
    assert known.hardship == {Hardship.DIBAO, Hardship.STUDENT_LOAN}
    assert (known.disability, known.disability_grade) == (DisabilityType.PHYSICAL, 4)
    assert (known.gender, known.born_on, known.political) == (Gender.FEMALE, date(2004, 5, 6), Political.PARTY_MEMBER)
    assert (known.ethnicity, known.household_region, known.origin_region) == ("汉族", "441881", "441881")
    assert (known.groups, made.bond) == ({Group.VETERAN_GRADUATE}, "订单定向：甲镇卫生院")
    assert made.notes == ("困难类别未能读懂：家里比较困难",)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("否", frozenset()),
        ("无", frozenset()),
        ("", None),
        ("是", None),
        ("西部计划服务期满", frozenset({Group.GRASSROOTS_PROJECT})),
    ],
)
def test_no_is_known_to_be_none_and_silence_is_not(text, groups):
    assert student(groups=text).circumstances.groups == groups


@pytest.mark.parametrize(
    ("words", "graduation", "stage"),
    [
        ("", "2026-06-30", Stage.GRADUATING),
        ("求职中", "2026-06-30", Stage.GRADUATING),
        ("求职中", "2025-06-30", Stage.SEEKING),
        ("在读", "2027-06-30", Stage.ENROLLED),
        ("毕业班", "", Stage.GRADUATING),
        ("离校未就业", "", Stage.SEEKING),
        ("已就业", "2025-06-30", Stage.PLACED),
        ("拟升学", "2026-06-30", Stage.GRADUATING),
        ("", "", Stage.GRADUATING),
    ],
)
def test_the_stage_comes_from_words_and_the_date_of_graduation(words, graduation, stage):
    assert student(stage=words, graduation_date=graduation).stage is stage


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("工作过6个月，已离职", (6, None)),
        ("三支一扶服务2年", (24, 24)),
        ("无", (0, 0)),
        ("医院临床实习8个月", (None, None)),
        ("", (None, None)),
    ],
)
def test_work_counts_as_experience_and_an_internship_does_not(text, months):
    made = student(experience=text)
    assert (made.experience_months, made.grassroots_experience_months) == months
    assert made.notes == (("经历：医院临床实习8个月",) if "实习" in text else ())


def test_licences_keep_their_state_and_what_is_no_licence_becomes_a_note():
    made = student(licences="拟参加2026年4月护士资格考试；各种证都有")
    assert [licence.state for licence in made.licences] == [LicenceState.SITTING]
    assert made.notes == ("证书未能读懂：各种证都有",)


def test_consent_is_yes_no_or_not_asked():
    assert [student(consent=text).consent_push for text in ("是", "否", "")] == [True, False, None]


def test_remarks_are_kept_for_a_person():
    assert student(remarks="资料待补").notes == ("备注：资料待补",)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("number", "", "the number that the college gave"),
        ("number", "见附件", "the number that the college gave"),
        ("number", "2.02601E+17", "the last digits are lost"),
        ("name", "", "a student needs a name"),
        ("level", "火箭班", "expected a level such as 大专"),
        ("graduation_date", "2026年13月45日", "is no date"),
        ("graduation_date", "明年夏天", "is no date"),
        ("birth_date", "2031-03-02", "expected a day from 1930-01-01 to 2026-01-20"),
        ("birth_date", "二月三十", "is no date"),
        ("gender", "X9", "expected 男, 女 or nothing"),
        ("disability", "肢体九级", "expected a grade from 一级 to 四级"),
        ("consent", "也许吧", "expected 是, 否 or nothing"),
    ],
)
def test_a_row_that_is_wrong_is_turned_away_by_field(field, value, reason):
    rejected = read(**{field: value})
    assert isinstance(rejected, RejectedRow), rejected
    assert (rejected.place, rejected.line, rejected.field, rejected.value) == ("护理系", 7, field, value)
    assert reason in rejected.reason
