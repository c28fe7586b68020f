"""Rows of a roster become students, or are turned away by field."""

from datetime import date

import pytest

from jobmatch.domain import (
    Contract,
    Degree,
    DisabilityType,
    Elsewhere,
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


@pytest.mark.parametrize(
    ("level", "code", "field"),
    [
        ("大专", "530302", "C12"),
        ("大专", "530201", "C02"),
        ("大专", "520201", "C10"),
        ("大专", "520415", None),
        ("大专", "570102K", "C04"),
        ("本科", "081001", "B08"),
        ("本科", "101102T", "B10"),
        ("本科", "530302", None),
        ("大专", "081001", None),
        ("大专", "720301", None),
        ("中专", "520201", None),
    ],
)
def test_a_ministry_code_without_a_name_decides_at_least_the_field(level, code, field):
    assert student(level=level, major_code=code).education.major_code == field


def test_a_code_that_may_be_the_numbering_of_2015_decides_nothing():
    assert student(major_code="520201", graduation_date="2023-06-30").education.major_code is None
    assert student(major_code="410303", graduation_date="2023-06-30").education.major_code == "C09"


def test_a_field_taken_from_the_code_is_noted_with_the_department_for_a_person_to_complete():
    made = student(major_code="530302", department="财经学院")
    assert made.notes == ("专业未填写，院系为财经学院", "专业暂按国标专业代码530302归入管理学，请补充")
    assert student(department="护理学院").education.major_code is None


def test_a_short_name_is_placed_where_the_ministry_code_says_which_it_is():
    made = student(level="本科", major="计算机", major_code="080901")
    assert (made.education.major_code, made.notes) == ("B080901", ())
    assert student(major="影像技术", major_code="520502").education.major_code == "C100203"
    assert student(level="本科", major="计算机").education.major_code is None


def test_a_name_nobody_could_place_leaves_the_field_of_its_code():
    made = student(major="护里", major_code="520201")
    assert (made.education.major_code, made.education.major_name) == ("C10", "护里")


def test_a_name_and_a_code_that_disagree_are_pointed_out():
    made = student(major="护理", major_code="530302")
    assert made.education.major_code == "C100401"
    assert made.notes == ("专业（护理）与国标专业代码530302不一致，请核对",)
    assert student(level="本科", major_code="530302").notes == ("国标专业代码530302与学历不一致，请核对",)


@pytest.mark.parametrize(
    ("cells", "level", "note"),
    [
        ({"degree": "学士"}, Level.BACHELOR, "学历未填写，按学位学士记为本科，请核对"),
        ({"degree": "硕士"}, Level.MASTER, "学历未填写，按学位硕士记为硕士研究生，请核对"),
        ({"major_code": "520301"}, Level.ASSOCIATE, "学历未填写，按国标专业代码520301记为大专，请核对"),
        ({"major": "动物科学"}, None, "学历未填写，动物科学只在本科目录中有，请核对"),
        ({"degree": "无"}, None, None),
        ({"major_code": "101101"}, None, None),
    ],
)
def test_a_level_left_blank_is_taken_only_from_what_surely_brings_it(cells, level, note):
    made = student(level="", **cells)
    assert made.education.level is level
    assert made.notes[:1] == (() if note is None else (note,))


def test_a_student_without_a_level_is_taken_and_the_level_unknown():
    made = student(level="", major="护理")
    assert (made.education.level, made.education.major_code, made.education.major_name) == (None, None, "护理")


def test_wished_places_become_codes_and_words_that_name_none_become_notes():
    made = student(wished_places="佛山/广洲", refused_places="深圳、太远的地方", elsewhere="否")
    assert (made.wishes.places, made.wishes.refused_places) == ({"440600"}, {"440300"})
    assert made.wishes.elsewhere is Elsewhere.REFUSED
    assert (made.wishes.vague_places, made.wishes.places_complete) == (("广洲", "不去太远的地方"), False)
    assert made.notes == ("意向地区未能读懂：广洲", "不去的地方未能读懂：太远的地方")


@pytest.mark.parametrize(
    ("cells", "vague"),
    [
        ({"refused_places": "偏远山区、海岛"}, ("不去偏远山区", "不去海岛")),
        ({"refused_places": "除了太冷的地方"}, ("除了太冷的地方",)),
        ({"limits": "不接受夜班；最好在本县，能每周回家"}, ("最好在本县", "能每周回家")),
        ({"limits": "不想做销售、周末要照顾家里"}, ()),
        ({"refused_places": "海岛", "limits": "不去海岛"}, ("不去海岛",)),
        ({"refused_places": "深圳"}, ()),
        ({"refused_places": "粤北、珠三角"}, ("不去粤北",)),
        ({"wished_places": "粤东", "limits": "不想去粤北"}, ("粤东", "不去粤北")),
    ],
)
def test_limits_on_place_that_no_code_holds_are_kept_in_words(cells, vague):
    assert student(**cells).wishes.vague_places == vague


@pytest.mark.parametrize(
    "cells",
    [
        {"refused_places": "省外", "wished_places": "广州、佛山"},
        {"refused_places": "省外", "household": "广东省清远市英德市"},
        {"refused_places": "外省", "origin": "惠阳区"},
        {"limits": "不出省", "wished_places": "广州"},
    ],
)
def test_whoever_refuses_to_leave_the_province_refuses_every_other(cells):
    wishes = student(**cells).wishes
    assert {"430000", "450000", "110000"} < wishes.refused_places
    assert "440000" not in wishes.refused_places
    assert wishes.vague_places == ()


def test_a_refusal_to_leave_a_province_that_nobody_named_stays_in_words():
    unknown, several = student(refused_places="省外"), student(refused_places="省外", wished_places="广州、长沙")
    assert [made.wishes.refused_places for made in (unknown, several)] == [frozenset(), frozenset()]
    assert [made.wishes.vague_places for made in (unknown, several)] == [("不去省外",), ("不去省外",)]


def test_an_accessible_toilet_is_read_as_a_need():
    made = student(functional_needs="坐轮椅，需要无障碍通道和无障碍厕所")
    assert made.circumstances.needs >= {Need.STEP_FREE, Need.ACCESSIBLE_TOILET}


def test_a_place_both_wished_and_refused_is_pointed_out():
    made = student(wished_places="广州、深圳", refused_places="广州")
    assert made.notes == ("意向地区：与不去的地方有重合，请与学生核对",)


@pytest.mark.parametrize(
    ("cells", "elsewhere"),
    [
        ({"elsewhere": "服从调剂"}, Elsewhere.WELCOME),
        ({"elsewhere": "否", "wished_places": "不限"}, Elsewhere.REFUSED),
        ({"elsewhere": "不接受调剂"}, Elsewhere.REFUSED),
        ({"wished_places": "广州、不限"}, Elsewhere.WELCOME),
        ({"elsewhere": "视情况"}, Elsewhere.NEGOTIABLE),
        ({"elsewhere": "可商量"}, Elsewhere.NEGOTIABLE),
        ({"elsewhere": "珠三角可以"}, None),
        ({"limits": "服从调剂"}, Elsewhere.WELCOME),
        ({}, None),
    ],
)
def test_whether_other_places_will_do(cells, elsewhere):
    assert student(**cells).wishes.elsewhere is elsewhere


def test_what_a_student_likes_best_is_no_limit():
    assert student(contracts="编制优先，合同制也可").wishes.contracts is None
    assert student(contracts="编制优先，合同制也可").notes == ()


def test_wishes_are_read_from_cells_and_free_text_together():
    made = student(
        wished_jobs="社区护士，CT/DR操作员、没想好",
        interests="篮球 阅读",
        pay_floor="4500-6000",
        application_cost_limit="不超过200元",
        contracts="编制、劳动合同",
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
        ("拟升学", "2026-06-30", Stage.STUDYING_ON),
        ("考研中", "", Stage.STUDYING_ON),
        ("放弃考研，求职中", "2026-06-30", Stage.GRADUATING),
        ("考研未上岸，求职中", "2025-06-30", Stage.SEEKING),
        ("想先考编再说", "2026-06-30", Stage.GRADUATING),
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
        ("医院临床实习8个月", (0, 0)),
        ("暑假工、社区志愿服务", (0, 0)),
        ("实习3个月；后在诊所上班", (None, None)),
        ("杭州某公司前端开发1年（2025年6月起）", (12, None)),
        ("一家软件公司开发3年，后做运维2年，共5年", (60, None)),
        ("连锁超市5年，从理货员做到店长", (60, None)),
        ("学生会主席1年；竞赛二等奖；无工作经历", (0, 0)),
        ("", (None, None)),
    ],
)
def test_work_counts_as_experience_and_an_internship_does_not(text, months):
    made = student(experience=text)
    assert (made.experience_months, made.grassroots_experience_months) == months
    assert made.notes == ((f"经历：{text}",) if (months == (0, 0) and text != "无") or "实习" in text else ())


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
