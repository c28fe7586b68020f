"""What company ads only wish for, where their lists and half-sentences hide it."""

import pytest

from jobmatch.domain import Asked, ExperienceAsked, LicenceAsked, Strength, Unread
from jobmatch.requirements import read_posting


def read(text: str, kind: type[Asked], strength: Strength) -> list[Asked]:
    reading = read_posting({"title": "运营专员", "employer": "广州某某科技有限公司", "text": text})
    return [d.asked for d in reading.demands if d.strength is strength and type(d.asked) is kind]


SOME_EXPERIENCE = ExperienceAsked(1, stated=False)


@pytest.mark.parametrize(
    "text",
    [
        "任职要求：有质检经验，在工艺改进上有成功的落地经验优先",
        "任职要求：有电商经验、熟悉投放工具、熟悉后台者优先",
        "任职要求：有客服经验者，社区志愿者优先",
        "任职要求：有物流经验者尤 佳",
        "任职要求：有物流经验者优 先录用",
        "任职要求：有政府资源的销售经历者先考虑",
        "任职要求：熟悉办公软件。\n掌握以下任一技能优先考虑：\n\n1、有完整的小程序项目经验。",
        "任职要求：如果具备以下任意两项会有加分：\n1. 沟通能力强；\n2. 有销售工作经历",
        "任职要求：1.熟悉打包2.熟悉一种缓存优先考虑1.具有压测经验2.了解监控",
        "任职要求：具有以下经验者优先：1）有海量数据处理项目经验者2）懂统计",
        "要求-英语好。加分项目-熟悉网络。-有如下经验：独立设计过网站。",
    ],
)
def test_experience_that_a_wish_closes_is_never_required(text: str) -> None:
    assert read(text, ExperienceAsked, Strength.REQUIRED) == []
    assert read(text, ExperienceAsked, Strength.PREFERRED) == [SOME_EXPERIENCE]


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("任职要求：具有3年以上会计经验，有上市公司经验者优先", [ExperienceAsked(36)]),
        ("任职要求：必须有驻场经验，有医院驻场经验者优先", [SOME_EXPERIENCE]),
        ("任职要求：有变频器调试经验，有图像识别基础更佳", [SOME_EXPERIENCE]),
    ],
)
def test_what_is_demanded_outright_before_a_wish_stays_required(text: str, required: list[Asked]) -> None:
    assert read(text, ExperienceAsked, Strength.REQUIRED) == required


def test_a_licence_before_a_wish_stays_required() -> None:
    assert read("任职要求：有会计证，有经验者优先", LicenceAsked, Strength.REQUIRED) != []


def test_an_age_that_is_wished_for_opens_no_list_of_wishes() -> None:
    text = "任职要求：1、35岁以下优先\n2、3年以上会计工作经验"
    assert read(text, ExperienceAsked, Strength.REQUIRED) == [ExperienceAsked(36)]


@pytest.mark.parametrize(
    "text",
    [
        "任职要求：具有数据分析经验优先",
        "任职要求：有Git使用经验者优先",
        "任职要求：电商相关行业经验优先",
        "任职要求：有广告平台研发经历的优先考虑",
        "任职要求：具有互联网行业背景优先",
    ],
)
def test_experience_of_any_kind_counts_where_it_is_only_wished_for(text: str) -> None:
    assert read(text, ExperienceAsked, Strength.PREFERRED) == [SOME_EXPERIENCE]


@pytest.mark.parametrize("text", ["有海外留学经历者优先", "有竞赛经历者优先", "无经验要求，形象好者优先"])
def test_studies_abroad_and_contests_are_no_experience_of_work(text: str) -> None:
    assert read(f"任职要求：{text}", ExperienceAsked, Strength.PREFERRED) == []


@pytest.mark.parametrize(
    "text",
    [
        "熟悉安卓开发，具备一定项目开发经验",
        "具备一定的VBA应用开发经验",
        "有其他语言开发经验亦可",
        "不需要有门店方面的经营经验",
        "对数据库具有丰富的知识和经验",
    ],
)
def test_experience_that_only_tells_how_well_is_a_skill(text: str) -> None:
    assert read(f"任职要求：{text}", ExperienceAsked, Strength.REQUIRED) == []


@pytest.mark.parametrize(
    "text", ["享有全勤奖、季度奖、年终奖等激励", "能核对验证机制", "对投放或运营至少一类工作有深入理解"]
)
def test_bonuses_and_trade_words_are_no_papers(text: str) -> None:
    assert read(f"任职要求：{text}", Unread, Strength.REQUIRED) == []
