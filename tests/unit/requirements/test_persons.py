"""Gender, age, party, household, ethnicity and groups: demanded, preferred, or only mentioned."""

from __future__ import annotations

import pytest

from jobmatch.domain import (
    AgeAsked,
    Asked,
    DisabilityType,
    EthnicityAsked,
    Gender,
    GenderAsked,
    Group,
    GroupAsked,
    HouseholdAsked,
    Political,
    PoliticalAsked,
    Strength,
    Unread,
)
from jobmatch.requirements import read_posting

FOSHAN, GUANGDONG = "440600", "440000"


def asked(words: str, kind: type[Asked], strength: Strength = Strength.REQUIRED) -> list[Asked]:
    reading = read_posting(
        {
            "title": "员工",
            "employer": "某某有限公司",
            "place": "佛山市南海区",
            "text": f"任职要求：{words}。",
            "published_on": "2026-01-05",
        }
    )
    return [d.asked for d in reading.demands if isinstance(d.asked, kind) and d.strength is strength]


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("限女性", Gender.FEMALE),
        ("仅限男性", Gender.MALE),
        ("性别：女", Gender.FEMALE),
        ("性别要求：男", Gender.MALE),
        ("限男生", Gender.MALE),
        ("招男性保安2名", Gender.MALE),
        ("仅招女生", Gender.FEMALE),
        ("女，18-35岁", Gender.FEMALE),
        ("需男性", Gender.MALE),
        ("女性（男性勿扰）", Gender.FEMALE),
        ("只收男生", Gender.MALE),
        ("该岗位仅收女性", Gender.FEMALE),
    ],
)
def test_a_gender_that_is_demanded(words: str, gender: Gender) -> None:
    assert asked(words, GenderAsked) == [GenderAsked(gender)]


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("女士优先", Gender.FEMALE),
        ("男优先", Gender.MALE),
        ("适合男性", Gender.MALE),
        ("本岗位值夜班较多，适合男性报考", Gender.MALE),
        ("男女不限，女士优先", Gender.FEMALE),
        ("最好是女性", Gender.FEMALE),
        ("男士最好", Gender.MALE),
        ("女医师优先", Gender.FEMALE),
    ],
)
def test_a_gender_that_would_suit_is_a_preference(words: str, gender: Gender) -> None:
    assert asked(words, GenderAsked) == []
    assert asked(words, GenderAsked, Strength.PREFERRED) == [GenderAsked(gender)]
    assert asked(words, Unread) == []


@pytest.mark.parametrize(
    "words",
    [
        "性别不限",
        "男女不限",
        "男女均可",
        "男女各1名",
        "男1名女2名",
        "女性健康用品销售经验",
        "负责女装设计",
        "男性服装销售",
        "妇女儿童工作",
    ],
)
def test_words_for_a_gender_that_ask_for_none(words: str) -> None:
    assert asked(words, GenderAsked) == asked(words, GenderAsked, Strength.PREFERRED) == []


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("年龄18-35周岁", 18, 35),
        ("年龄在40周岁及以下", None, 40),
        ("年龄不超过30周岁", None, 30),
        ("年龄：20-45岁", 20, 45),
        ("年满18周岁", 18, None),
        ("年龄25岁-35岁", 25, 35),
        ("年龄要求：45岁以内", None, 45),
        ("年龄35周岁以下（1990年1月1日以后出生）", None, 35),
        ("1990年1月1日以后出生", None, 36),
        ("男18-45岁，女18-40岁", 18, 45),
        ("男55岁以下，女50岁以下", None, 55),
        ("要求年龄18至四十五周岁", 18, 45),
        ("三十五岁以下", None, 35),
        ("年龄不超过三十五周岁", None, 35),
        ("年龄在18周岁以上40周岁以下", 18, 40),
        ("年龄55以下", None, 55),
        ("女45以下", None, 45),
        ("年纪25到45", 25, 45),
        ("60岁以上勿扰", None, 60),
        ("18岁以下勿扰", 18, None),
    ],
)
def test_age_limits(words: str, low: int | None, high: int | None) -> None:
    assert asked(words, AgeAsked) == [AgeAsked(low, high)]


def test_limits_of_age_by_level_admit_whoever_one_of_them_admits() -> None:
    assert asked("硕士35周岁以下，博士40周岁以下", AgeAsked) == [AgeAsked(None, 40)]


def test_the_columns_for_gender_and_age_are_read_and_no_limit_is_none() -> None:
    limited = read_posting({"title": "保安", "employer": "某公司", "gender": "男", "age": "18-35岁"})
    assert [d.asked for d in limited.demands] == [GenderAsked(Gender.MALE), AgeAsked(18, 35)]
    assert read_posting({"title": "保安", "employer": "某公司", "gender": "不限", "age": "不限"}).demands == ()


@pytest.mark.parametrize(
    ("words", "statuses"),
    [
        ("中共党员（含预备党员）", {Political.PARTY_MEMBER}),
        ("中共党员或共青团员", {Political.PARTY_MEMBER, Political.LEAGUE_MEMBER}),
        ("共青团员及以上", {Political.PARTY_MEMBER, Political.LEAGUE_MEMBER}),
        ("非中共党员", {Political.LEAGUE_MEMBER, Political.OTHER_PARTY, Political.MASSES}),
        ("民主党派成员", {Political.OTHER_PARTY}),
    ],
)
def test_political_status(words: str, statuses: set[Political]) -> None:
    assert asked(words, PoliticalAsked) == [PoliticalAsked(frozenset(statuses))]


@pytest.mark.parametrize("words", ["政治面貌不限", "中共党员优先", "负责党员发展工作", "集团员工福利好", "服务群众"])
def test_the_party_is_not_always_a_demand(words: str) -> None:
    assert asked(words, PoliticalAsked) == []


@pytest.mark.parametrize(
    ("words", "region", "origin_counts"),
    [
        ("具有本市户籍", FOSHAN, False),
        ("限本地户籍", FOSHAN, False),
        ("具有本省户籍", GUANGDONG, False),
        ("具有广东省户籍或广东生源", GUANGDONG, True),
        ("上海户口", "310000", False),
        ("需提供深圳户籍证明", "440300", False),
        ("具有南海区户籍（以2026年1月1日前户籍登记为准）", "440605", False),
        ("限本区户籍登记失业人员", "440605", False),
    ],
)
def test_household_and_origin(words: str, region: str, origin_counts: bool) -> None:
    assert asked(words, HouseholdAsked) == [HouseholdAsked(frozenset({region}), origin_counts)]


@pytest.mark.parametrize("words", ["户籍不限", "本地户口优先", "优秀者可解决北京户口", "户籍管理"])
def test_a_household_that_is_offered_preferred_or_open_is_no_demand(words: str) -> None:
    assert asked(words, HouseholdAsked) == []


def test_ethnicity_is_asked_only_where_it_is_a_clause_of_its_own() -> None:
    assert asked("限藏族", EthnicityAsked) == [EthnicityAsked(frozenset({"藏族"}))]
    assert asked("熟悉回族风俗", EthnicityAsked) == []


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        ("限退役军人", {Group.VETERAN}),
        ("限退役大学生士兵", {Group.VETERAN_GRADUATE}),
        ("仅限就业困难人员", {Group.HARDSHIP}),
        ("限公益性岗位安置对象", {Group.HARDSHIP}),
        ("限“三支一扶”服务期满人员", {Group.GRASSROOTS_PROJECT}),
        ("面向大学生村官、西部计划志愿者", {Group.GRASSROOTS_PROJECT}),
        ("服务基层项目人员", {Group.GRASSROOTS_PROJECT}),
        ("持第三代残疾人证", {Group.DISABLED}),
        ("招残疾员工，生活能自理", {Group.DISABLED}),
        ("须具备以下条件之一：就业困难人员、零就业家庭成员、低保家庭成员", {Group.HARDSHIP}),
        ("脱贫户、监测户家庭劳动力", {Group.HARDSHIP}),
        ("经人社部门认定的就业困难人员方可报名", {Group.HARDSHIP}),
        ("专项招聘退役军人", {Group.VETERAN}),
        ("报考人员须为参加我省服务基层项目服务期满的毕业生", {Group.GRASSROOTS_PROJECT}),
        ("限就业困难人员、残疾人、退役军人", {Group.HARDSHIP, Group.DISABLED, Group.VETERAN}),
        ("限退役军人或就业困难人员", {Group.VETERAN, Group.HARDSHIP}),
        ("公益性岗位安置对象：大龄失业人员、残疾人、低保对象", {Group.HARDSHIP, Group.DISABLED}),
        ("招聘对象：就业困难人员（零就业家庭成员、残疾人等）", {Group.HARDSHIP}),
    ],
)
def test_openings_that_are_reserved(words: str, groups: set[Group]) -> None:
    assert asked(words, GroupAsked) == [GroupAsked(frozenset(groups))]


def test_the_kinds_and_grades_of_a_certificate_narrow_it() -> None:
    [both] = asked("残疾人（肢体、听力）", GroupAsked)
    assert isinstance(both, GroupAsked)
    assert both.disabilities == {DisabilityType.PHYSICAL, DisabilityType.HEARING}
    [grades] = asked("持有残疾人证（三级、四级）", GroupAsked)
    assert isinstance(grades, GroupAsked)
    assert grades.grades == {3, 4}


@pytest.mark.parametrize(
    ("words", "kinds", "grades"),
    [
        ("听力残疾二级及以上", {DisabilityType.HEARING}, {1, 2}),
        ("仅限听障人士应聘", {DisabilityType.HEARING}, set()),
        ("限盲人", {DisabilityType.VISUAL}, set()),
        ("限肢体残疾人（精神残疾除外）", {DisabilityType.PHYSICAL}, set()),
        ("限残疾人（肢体四级、听力三级以下）", {DisabilityType.PHYSICAL, DisabilityType.HEARING}, {3, 4}),
        (
            "限残疾人（智力、精神残疾除外）",
            set(DisabilityType) - {DisabilityType.INTELLECTUAL, DisabilityType.MENTAL},
            set(),
        ),
    ],
)
def test_the_kinds_and_grades_that_one_clause_admits(words: str, kinds: set[DisabilityType], grades: set[int]) -> None:
    assert asked(words, GroupAsked) == [
        GroupAsked(frozenset({Group.DISABLED}), frozenset(kinds), frozenset(grades)),
    ]


def test_the_kinds_and_the_grades_may_have_clauses_of_their_own() -> None:
    found = asked("持残疾人证，残疾类别为听力、言语，等级三级、四级", GroupAsked)
    disabled = frozenset({Group.DISABLED})
    assert set(found) == {
        GroupAsked(disabled),
        GroupAsked(disabled, frozenset({DisabilityType.HEARING, DisabilityType.SPEECH})),
        GroupAsked(disabled, grades=frozenset({3, 4})),
    }


def test_an_opening_that_relatives_may_have_too_is_left_for_a_person() -> None:
    assert asked("限残疾人及其家庭成员应聘", GroupAsked) == []
    assert asked("限残疾人及其家庭成员应聘", Unread) == [Unread("限残疾人及其家庭成员应聘")]


def test_a_mild_disability_has_no_grade_that_anybody_could_check() -> None:
    assert [type(a) for a in asked("仅限轻度肢体残疾", GroupAsked)] == [GroupAsked]
    assert asked("仅限轻度肢体残疾", Unread) == [Unread("仅限轻度肢体残疾")]


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("退役军人优先", Group.VETERAN),
        ("同等条件下退伍军人优先", Group.VETERAN),
        ("优先录用残疾人", Group.DISABLED),
        ("就业困难人员优先", Group.HARDSHIP),
        ("西部计划志愿者优先", Group.GRASSROOTS_PROJECT),
    ],
)
def test_a_group_that_is_favoured_is_preferred_and_reserves_nothing(words: str, group: Group) -> None:
    assert asked(words, GroupAsked) == []
    assert asked(words, GroupAsked, Strength.PREFERRED) == [GroupAsked(frozenset({group}))]


@pytest.mark.parametrize(
    "words",
    [
        "欢迎残疾人投递",
        "接受残疾人",
        "负责残疾人帮扶工作",
        "具有残疾人工作经验",
        "招聘残疾人就业辅导员",
        "面向视障人士提供按摩培训",
        "本岗位健全人、残疾人均可应聘",
        "协助低保户办理手续",
    ],
)
def test_a_welcome_reserves_nothing(words: str) -> None:
    assert asked(words, GroupAsked) == asked(words, GroupAsked, Strength.PREFERRED) == []


def test_a_favoured_group_in_a_title_reserves_nothing() -> None:
    assert read_posting({"title": "文员（残疾人优先）", "employer": "某公司"}).demands == ()


@pytest.mark.parametrize("words", ["身高165cm以上", "视力5.0以上", "无纹身", "限已婚", "未婚", "乙肝检测阴性"])
def test_demands_on_body_and_marriage_are_left_for_a_person(words: str) -> None:
    assert [u.text for u in asked(words, Unread) if isinstance(u, Unread)] == [words]


def test_to_have_married_is_no_demand_where_it_is_only_preferred() -> None:
    assert asked("已婚已育优先", Unread) == []
