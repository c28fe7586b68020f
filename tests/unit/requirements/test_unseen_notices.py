"""Wards, workshops, shops and gates: wordings that boards and official tables do not have."""

from __future__ import annotations

from datetime import date

import pytest

from jobmatch.domain import (
    AgeAsked,
    AlarmKind,
    DisabilityType,
    Gender,
    GenderAsked,
    Group,
    GroupAsked,
    LicenceAsked,
    MajorsAsked,
    Pay,
    Shifts,
    Strength,
    Unread,
)
from jobmatch.requirements import Reading, read_posting

SURE = 0.7  # from here on the rule refuses the pair


def read(text: str, title: str = "招聘") -> Reading:
    return read_posting({"title": title, "employer": "某单位", "text": text})


def required(text: str, kind: type) -> list[object]:
    demands = read(text).demands
    return [d.asked for d in demands if isinstance(d.asked, kind) and d.strength is Strength.REQUIRED]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("护理员 早8晚6 单休 3600-4200 缴社保", 3600, 4200),
        ("月综合6000-7000，不包住", 6000, 7000),
        ("村医补助加工资每月大概3800左右", 3800, 3800),
        ("每节课40元，月薪约4500元", 4500, 4500),
        ("多劳多得月入7000-9000，20-50岁", 7000, 9000),
        ("装卸工 日结200 男女18-50", 200 * 21.75, 200 * 21.75),
        ("综合工资六千到七千，包两餐", 6000, 7000),
        ("2600元/月+社保", 2600, 2600),
        ("保底四千五加手工提成", 4500, None),
        ("4000+提成，月休四天", 4000, None),
        ("3000元底薪+绩效", 3000, None),
    ],
)
def test_pay_in_the_words_of_small_employers(text: str, low: float, high: float | None) -> None:
    assert read(text).terms.pay == Pay(round(low), None if high is None else round(high))


@pytest.mark.parametrize(
    "text", ["服务费3-8万，不成功退款", "学费4800元/年，学制三年", "男女18-35，身高1.6以上", "2024-2026年"]
)
def test_fees_ages_and_years_are_no_pay(text: str) -> None:
    assert read(text).terms.pay is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("前台：女 18-30 身高160以上", 18, 30),
        ("男女18-50，能上夜班", 18, 50),
        ("年龄20～40，吃住全包", 20, 40),
        ("男工优先，20-48，身体好", 20, 48),
        ("年龄二十二至四十岁", 22, 40),
    ],
)
def test_ages_without_a_word_for_years(text: str, low: int, high: int) -> None:
    assert required(text, AgeAsked) == [AgeAsked(low, high)]


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("护理员10名 女 55岁以下 初中以上学历", Gender.FEMALE),
        ("仓管员：男 30-45岁 高中以上", Gender.MALE),
        ("48岁以下男，吃苦耐劳", Gender.MALE),
        ("美容师5名女18至30岁", Gender.FEMALE),
    ],
)
def test_a_gender_beside_an_age_is_asked(text: str, gender: Gender) -> None:
    assert required(text, GenderAsked) == [GenderAsked(gender)]


@pytest.mark.parametrize(
    "text", ["男60岁以下，女55岁以下", "男女18-50岁", "女性16-50周岁、男性16-60周岁", "女工优先，18-45岁"]
)
def test_limits_for_both_ask_no_gender(text: str) -> None:
    assert required(text, GenderAsked) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("须持中级以上厨师证", "cook_4"),
        ("持四级及以上消防设施操作员证", "fire_operator_4"),
        ("需有保健按摩师职业资格证书（初级以上）", "masseur_5"),
        ("招B2司机一名", "driving_b2"),
        ("会开车，有C1驾照", "driving_c1"),
    ],
)
def test_the_grade_of_a_paper_may_stand_apart_from_its_name(text: str, code: str) -> None:
    asked = [sorted(a.any_of) for a in required(text, LicenceAsked) if isinstance(a, LicenceAsked)]
    assert asked == [[code]]


@pytest.mark.parametrize(
    "text",
    [
        "有中医执业助理医师证者待遇从优",
        "2026届毕业生可凭教师资格考试合格证明报名",
        "报名后办理海员证",
        "住院医师规范化培训招收学员20名",
        "主治以上职称优先",
    ],
)
def test_a_paper_that_is_not_asked_of_whoever_applies(text: str) -> None:
    assert required(text, LicenceAsked) == []


def test_who_may_sit_for_a_paper_is_for_a_person_to_judge() -> None:
    assert [type(asked) for asked in required("可报考执业医师资格", Unread)] == [Unread]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "持有残疾人证，肢体残疾三级或四级",
            GroupAsked(frozenset({Group.DISABLED}), frozenset({DisabilityType.PHYSICAL}), frozenset({3, 4})),
        ),
        (
            "须为视力残疾（一级、二级）",
            GroupAsked(frozenset({Group.DISABLED}), frozenset({DisabilityType.VISUAL}), frozenset({1, 2})),
        ),
        ("面向听力残疾人招聘，一级至三级均可", GroupAsked(frozenset({Group.DISABLED}), grades=frozenset({1, 2, 3}))),
        ("押运员10名，男，退役军人，22-35岁", GroupAsked(frozenset({Group.VETERAN}))),
        ("招聘对象：就业困难人员（零就业家庭成员、残疾人等）", GroupAsked(frozenset({Group.HARDSHIP}))),
    ],
)
def test_a_group_named_in_a_clause_of_its_own(text: str, asked: GroupAsked) -> None:
    assert asked in required(text, GroupAsked)


@pytest.mark.parametrize(
    "text",
    [
        "护士 2名 大专及以上 护理学 有护士执业证",
        "【岗位】护士｜【学历】大专及以上｜【专业】护理学",
        "大专及以上学历，所学专业限护理学",
    ],
)
def test_a_major_in_a_row_of_words_or_behind_a_label(text: str) -> None:
    asked = [a for a in required(text, MajorsAsked) if isinstance(a, MajorsAsked)]
    assert any("B100501" in (codes or ()) for a in asked for _, codes in a.by_level)


def test_what_a_physician_is_registered_for_is_no_major() -> None:
    asked = required("医学影像学专业，执业范围为医学影像和放射治疗专业", MajorsAsked)
    assert [a.names for a in asked if isinstance(a, MajorsAsked)] == [()]


def test_the_narrower_of_two_statements_on_majors_binds() -> None:
    text = "面向医学专业高校毕业生招聘3名。条件：大专及以上学历，临床医学、护理学专业。"
    codes = {
        c for a in required(text, MajorsAsked) if isinstance(a, MajorsAsked) for _, b in a.by_level for c in b or ()
    }
    assert codes
    assert codes.isdisjoint({"B10", "C10"})


def test_a_deadline_behind_its_label() -> None:
    assert read("公开招聘。报名时间：2026年4月1日至4月10日。").terms.deadline == date(2026, 4, 10)


@pytest.mark.parametrize("text", ["管吃管住", "吃住公司管", "吃住免费", "管吃住"])
def test_board_and_lodging_in_the_words_of_speech(text: str) -> None:
    assert read(text).terms.housing


@pytest.mark.parametrize(
    ("text", "shifts"),
    [
        ("早晚班轮换，无夜班", Shifts.DAY),
        ("夜里九点到凌晨五点，分拣包裹", Shifts.REGULAR_NIGHTS),
        ("做一休一，12小时对班倒", Shifts.REGULAR_NIGHTS),
    ],
)
def test_nights_by_the_clock(text: str, shifts: Shifts) -> None:
    assert read(text).terms.shifts is shifts


def test_a_number_in_a_flattened_table_is_the_places() -> None:
    text = "岗位名称      招聘人数   学历要求\n药师          2          本科及以上"
    assert read(text).terms.headcount == 2


def test_a_list_of_districts_may_end_in_how_one_chooses() -> None:
    assert read("工作地点：武汉市江岸区、江汉区、硚口区就近分配。").terms.places == ("420102", "420103", "420104")


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("养老护理员考证班", "取证班火热报名，包教包会", AlarmKind.COURSE),
        ("自考本科助学招生", "成人本科招生简章，学制2.5年", AlarmKind.COURSE),
        ("平面模特", "面试通过后需拍摄，费用1980元自理", AlarmKind.FEE),
        ("推广专员", "拉新人头一个15元，三级分佣", AlarmKind.PYRAMID),
    ],
)
def test_traps_by_other_names(title: str, text: str, kind: AlarmKind) -> None:
    found = {alarm.kind: alarm.confidence for alarm in read(text, title).alarms}
    assert found.get(kind, 0) >= SURE


def test_who_pays_for_the_journey_to_an_interview_demands_no_fee() -> None:
    assert read("公开招聘博士3名，面试费用自理。").alarms == ()
