"""Campus hiring and classes: who is meant by 校招, 2027秋招, 2022年毕业."""

import pytest

from jobmatch.domain import FreshAsked, Freshness, Strength
from jobmatch.requirements import read_posting


def fresh(text: str = "", title: str = "运营专员", employer: str = "广州某某科技有限公司") -> list[FreshAsked]:
    reading = read_posting({"title": title, "employer": employer, "text": text})
    return [d.asked for d in reading.demands if isinstance(d.asked, FreshAsked) and d.strength is Strength.REQUIRED]


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("测试工程师（校招）", FreshAsked(Freshness.FRESH)),
        ("2027届校园招聘-财务", FreshAsked(Freshness.THIS_YEAR, 2027)),
        ("数据分析师（26届校招）", FreshAsked(Freshness.THIS_YEAR, 2026)),
    ],
)
def test_a_title_of_campus_hiring_is_for_that_class(title: str, asked: FreshAsked) -> None:
    assert fresh(title=title)[:1] == [asked]


def test_the_campaign_may_stand_in_the_employers_name_or_the_first_line() -> None:
    assert fresh(employer="某集团有限公司2027秋招") == [FreshAsked(Freshness.THIS_YEAR, 2027)]
    assert fresh("【2027校园招聘】\n岗位职责：整理资料") == [FreshAsked(Freshness.THIS_YEAR, 2027)]


@pytest.mark.parametrize("title", ["校园招聘主管", "校招专员", "校招/社招", "销售，应届生优先"])
def test_who_hires_on_campus_by_trade_may_be_of_any_class(title: str) -> None:
    assert fresh(title=title) == []
    assert fresh("负责校园招聘") == []


@pytest.mark.parametrize(
    ("clause", "asked"),
    [
        ("希望你是2022年毕业", FreshAsked(Freshness.THIS_YEAR, 2022)),
        ("2021年9月-2022年8月毕业", FreshAsked(Freshness.THIS_YEAR, 2022)),
        ("2020-2022年毕业生", FreshAsked(Freshness.FRESH)),
        ("2020应届生获得机械或其他相关专业的本科学历", FreshAsked(Freshness.THIS_YEAR, 2020)),
        ("22届毕业生及在校学生均可", FreshAsked(Freshness.THIS_YEAR, 2022, students_too=True)),
    ],
)
def test_a_class_is_named_in_many_ways(clause: str, asked: FreshAsked) -> None:
    assert fresh(f"任职要求：{clause}") == [asked]


@pytest.mark.parametrize("clause", ["2026届毕业生也可", "应届生或有经验者", "创始人2018年毕业于某大学"])
def test_a_welcome_to_a_class_limits_nobody(clause: str) -> None:
    assert fresh(f"任职要求：{clause}") == []


def test_a_call_to_two_classes_by_name_keeps_out_whoever_graduated_before() -> None:
    assert fresh("本次招聘仅面向2026届应届毕业生及2025届往届生") == [FreshAsked(Freshness.FRESH)]
