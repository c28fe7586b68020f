"""Where one demand ends and the next begins, in the loose lists that owners of shops and letters write."""

from __future__ import annotations

import pytest

from jobmatch.domain import (
    AgeAsked,
    Asked,
    Demand,
    ExperienceAsked,
    Gender,
    GenderAsked,
    Level,
    LevelsAsked,
    LicenceAsked,
    MajorsAsked,
    Strength,
    Unread,
)
from jobmatch.requirements import Reading, read_posting

FROM_ASSOCIATE = frozenset({Level.ASSOCIATE, Level.BACHELOR, Level.MASTER, Level.DOCTOR})
FROM_SECONDARY = FROM_ASSOCIATE | {Level.SECONDARY}


def read(text: str) -> Reading:
    return read_posting({"title": "护士", "employer": "某医院", "text": text})


def demands(text: str, kind: type[Asked]) -> list[Demand]:
    return [d for d in read(text).demands if isinstance(d.asked, kind)]


def associates(text: str) -> tuple[str, ...] | None:
    """The catalogue codes that the notice admits for 大专."""
    [majors] = [d.asked for d in demands(text, MajorsAsked) if isinstance(d.asked, MajorsAsked)]
    return dict(majors.by_level)[Level.ASSOCIATE]


def test_every_item_of_a_list_is_a_demand_with_its_own_words() -> None:
    text = "能做到这些就来：学畜牧兽医的、中专以上、肯吃苦、18-45岁"
    assert [(d.asked, d.span.quote) for d in demands(text, LevelsAsked)] == [(LevelsAsked(FROM_SECONDARY), "中专以上")]
    assert [(d.asked, d.span.quote) for d in demands(text, AgeAsked)] == [(AgeAsked(18, 45), "18-45岁")]
    assert [d.span.quote for d in demands(text, MajorsAsked)] == ["学畜牧兽医的"]
    assert associates(text) == ("C090301",)
    assert demands(text, Unread) == []


def test_a_licence_that_would_be_better_is_preferred_whatever_stands_beside_it() -> None:
    text = "能做到这些就来：学机电一体化技术的、看得懂电路图、能有低压电工作业证更好、年龄别超过40岁"
    assert [d.strength for d in demands(text, LicenceAsked)] == [Strength.PREFERRED]
    assert [(d.asked, d.strength) for d in demands(text, AgeAsked)] == [(AgeAsked(None, 40), Strength.REQUIRED)]
    assert associates(text) == ("C081301",)


@pytest.mark.parametrize(
    "lead",
    [
        "能做到这些就来：",
        "条件写清楚：",
        "先把丑话说前头：",
        "想加入的同学，请先看看条件：",
        "应聘人员应符合以下条件：",
        "",
    ],
)
def test_an_opening_without_a_demand_hides_none(lead: str) -> None:
    assert associates(f"{lead}学康复治疗技术或康复治疗学的；大专以上") == ("C100301",)
    assert [d.asked for d in demands(f"{lead}大专以上，学护理的", LevelsAsked)] == [LevelsAsked(FROM_ASSOCIATE)]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("学护理的", ("C100401",)),
        ("学护理、助产的", ("C100401", "C100402")),
        ("学护理或助产的", ("C100401", "C100402")),
        ("要学护理的", ("C100401",)),
        ("学护理的就行", ("C100401",)),
        ("护理、预防医学等药学类专业", ("C100401", "C100501", "C1009")),
        ("学会计的", ("C120202",)),
        ("护理专业、助产专业", ("C100401", "C100402")),
        ("护理、学前教育专业", ("C100401", "C040102")),
        ("学学前教育的", ("C040102",)),
    ],
)
def test_majors_in_the_words_of_speech(words: str, codes: tuple[str, ...]) -> None:
    assert associates(f"要求：大专以上、{words}、35岁以下") == codes


def test_a_major_nobody_here_knows_is_left_for_a_person() -> None:
    reading = read("任职要求：学畜牧兽理的、大专以上")
    assert [d.span.quote for d in reading.demands if isinstance(d.asked, Unread)] == ["学畜牧兽理的"]
    assert reading.warnings == ("专业要求未能识别，请核对：学畜牧兽理的",)


@pytest.mark.parametrize(
    "words", ["学历不限", "学习能力强", "学东西快的", "专业素质好", "具有扎实的专业功底", "专业不限"]
)
def test_what_asks_for_no_major_warns_of_none(words: str) -> None:
    assert read(f"任职要求：{words}").warnings == ()


def test_items_of_one_kind_are_one_demand() -> None:
    assert [d.asked for d in demands("要求：年龄18周岁以上、35周岁以下、女性", AgeAsked)] == [AgeAsked(18, 35)]
    assert [d.asked for d in demands("要求：年龄18周岁以上、35周岁以下、女性", GenderAsked)] == [
        GenderAsked(Gender.FEMALE)
    ]
    assert [d.asked for d in demands("要求：大专、本科均可", LevelsAsked)] == [LevelsAsked(FROM_ASSOCIATE)]
    assert [d.asked for d in demands("要求：高中、中专及以上文化程度", LevelsAsked)] == [LevelsAsked(FROM_SECONDARY)]


def test_a_preference_covers_the_list_it_closes_and_no_other_item() -> None:
    text = "要求：大专以上、护士证、社工证者优先、一年以上经验"
    assert [d.strength for d in demands(text, LicenceAsked)] == [Strength.PREFERRED]
    assert [(d.asked, d.strength) for d in demands(text, ExperienceAsked)] == [(ExperienceAsked(12), Strength.REQUIRED)]
    assert [d.strength for d in demands(text, LevelsAsked)] == [Strength.REQUIRED]


def test_brackets_are_never_cut() -> None:
    text = "要求：具有教师资格证（语文、英语、学前教育）、大专以上"
    assert [d.span.quote for d in demands(text, LicenceAsked)] == ["具有教师资格证（语文、英语、学前教育）"]


def test_an_opening_rules_its_own_line_only() -> None:
    text = "能做到这些就来：中专以上\n工作：诊室用品补充和消毒、整理病历\n另外：周末轮休、报销车费"
    assert demands(text, Unread) == []
