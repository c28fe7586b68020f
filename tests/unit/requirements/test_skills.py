"""Skills that postings name: where, how strongly, and without a say in who may apply."""

from __future__ import annotations

import time

import pytest

from jobmatch.domain import Demand, SkillsAsked, Strength
from jobmatch.requirements.skills import read_skills
from jobmatch.requirements.table import Columns


def named(**fields: str) -> list[tuple[Demand, frozenset[str]]]:
    return [(d, d.asked.codes) for d in read_skills(Columns(fields)) if isinstance(d.asked, SkillsAsked)]


def codes(**fields: str) -> set[str]:
    return set().union(*(found for _, found in named(**fields)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("熟悉Python3、C++及MySQL", {"python", "cpp", "mysql"}),
        ("熟练使用Excel、PPT等办公软件", {"excel", "powerpoint", "office_software"}),
        ("会用友或金蝶财务软件", {"yonyou", "kingdee", "accounting_software"}),
        ("能独立进行静脉穿刺、导尿、吸痰", {"venipuncture", "urinary_catheterization", "airway_suction"}),
        ("数控车床操作，会看图纸", {"cnc_lathe_operation", "mechanical_drawing"}),
        ("懂ＰＬＣ编程和变频器调试", {"plc_programming", "inverter_commissioning"}),
        ("养老护理，协助翻身、喂饭", {"elder_care", "assistive_devices", "personal_care"}),
        ("报关、单证制作", {"customs_clearance", "trade_documents"}),
        ("性格开朗，吃苦耐劳，服从安排", set()),
    ],
)
def test_skills_are_read_by_any_of_their_names(text: str, expected: set[str]) -> None:
    assert codes(text=text) == expected


@pytest.mark.parametrize("text", ["JavaScript框架", "javascript"])
def test_a_name_inside_a_longer_word_is_not_that_skill(text: str) -> None:
    assert codes(text=text) == {"javascript"}


def test_a_clause_gives_one_demand_with_its_words_in_the_received_field() -> None:
    text = "１、熟悉Ｊａｖａ、Spring；\n２、会Ｅｘｃｅｌ"
    (java, first), (excel, second) = named(text=text)
    assert (first, second) == ({"java", "spring"}, {"excel"})
    assert [text[d.span.start : d.span.end] for d in (java, excel)] == [java.span.quote, excel.span.quote]


@pytest.mark.parametrize(
    "text",
    [
        "熟悉Docker者优先",
        "会Docker，有经验者优先考虑",
        "加分项：\n1. Docker\n2. 有开源项目",
        "有以下经验者优先：\nDocker",
    ],
)
def test_a_skill_that_is_only_preferred_never_becomes_required(text: str) -> None:
    ((demand, found),) = named(text=text)
    assert (demand.strength, found) == (Strength.PREFERRED, {"docker"})


def test_a_preference_in_one_sentence_does_not_soften_the_next() -> None:
    (_, _), (demand, found) = named(text="熟悉Docker者优先。精通Java。")
    assert (demand.strength, found) == (Strength.REQUIRED, {"java"})


def test_a_column_of_skills_is_one_list_and_repeats_nothing_from_the_text() -> None:
    (_, first), (column, second) = named(text="精通Java", skills="Java,MySQL,Linux")
    assert (first, second, column.span.quote) == ({"java"}, {"mysql", "linux"}, "Java,MySQL,Linux")


def test_a_posting_of_400_characters_takes_two_milliseconds_at_most() -> None:
    text = ("任职要求：熟悉Java开发，熟练使用MySQL、Redis，有良好的沟通能力；" * 12)[:400]
    read_skills(Columns({"text": text}))
    started = time.process_time()
    for _ in range(50):
        read_skills(Columns({"text": text}))
    assert time.process_time() - started < 50 * 0.002
