"""What an ad says of the firm, its people and its work, which nobody has to bring."""

import pytest

from jobmatch.domain import ExperienceAsked, Level, LevelsAsked, PoliticalAsked
from jobmatch.requirements import Reading, read_posting

FROM_ASSOCIATE = frozenset({Level.ASSOCIATE, Level.BACHELOR, Level.MASTER, Level.DOCTOR})


def read(text: str) -> Reading:
    return read_posting({"title": "课程顾问", "employer": "广州某某科技有限公司", "text": text})


def asked(text: str) -> list[object]:
    kinds = (LevelsAsked, ExperienceAsked, PoliticalAsked)
    return [d.asked for d in read(text).demands if isinstance(d.asked, kinds)]


@pytest.mark.parametrize(
    "text",
    [
        "团队成员：中科院博士、算法专家，海外工作8年",
        "创始人毕业于某大学，硕士学位，从业20年经验",
        "我们的专业团队背景：投行、咨询公司工作8年",
        "公司拥有10年以上行业经验，本科以上员工占六成",
        "岗位职责：将课程分解为高中三年教学目标",
        "岗位职责：负责本科教学",
        "优秀员工享有免费出国游（一年四次）",
        "集团员工约80万人",
        "【岗位优势】\n技术团队实力雄厚，由海内外高校的博士、硕士组成",
        "课程由一线高校的博士、8年教龄的名师主讲",
    ],
)
def test_facts_about_others_are_no_demands(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    ("text", "demand"),
    [
        ("公司介绍：我们是一家连锁药店。现招店员，大专以上学历", LevelsAsked(FROM_ASSOCIATE)),
        ("广州某公司，大专及以上，有意者投简历", LevelsAsked(FROM_ASSOCIATE)),
        ("团队要求：3年以上销售经验", ExperienceAsked(36)),
        ("负责门店运营，须3年以上零售经验", ExperienceAsked(36)),
        ("参与过餐饮项目1年以上", ExperienceAsked(12)),
    ],
)
def test_a_demand_outside_any_list_of_demands_is_still_one(text: str, demand: object) -> None:
    assert asked(text) == [demand]


def test_a_level_that_is_considered_too_is_for_a_person_to_settle() -> None:
    lowered = [d.asked for d in read("1、本科及以上学历；2、特别匹配的大专也考虑").demands]
    levels = next(a for a in lowered if isinstance(a, LevelsAsked))
    assert Level.ASSOCIATE in levels.admitted | levels.contested
