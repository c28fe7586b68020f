"""Majors as company ads, notices and ministries' tables write them."""

from __future__ import annotations

import pytest

from jobmatch.domain import Level, MajorsAsked, Strength, Unread
from jobmatch.requirements import read_posting


def majors(text: str, strength: Strength = Strength.REQUIRED) -> list[MajorsAsked]:
    reading = read_posting({"title": "职员", "employer": "某公司", "text": f"任职要求：\n{text}"})
    return [d.asked for d in reading.demands if isinstance(d.asked, MajorsAsked) and d.strength is strength]


def column(text: str) -> MajorsAsked:
    reading = read_posting({"title": "职员", "employer": "某单位", "majors": text})
    [asked] = [d.asked for d in reading.demands if isinstance(d.asked, MajorsAsked)]
    return asked


def bachelors(asked: MajorsAsked) -> set[str]:
    return set(dict(asked.by_level)[Level.BACHELOR] or ())


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("1、本科及以上学历，计算机相关专业", {"B0809"}),
        ("计算机或相关专业本科以上学历", {"B0809"}),
        ("本科，计算机、电气工程、自动化等专业", {"B0809", "B0806", "B0808"}),
        ("本科以上学历，电子商务，市场营销，工商管理等相关专业", {"B120801", "B120803", "B120202", "B120201"}),
        ("计算机/统计学/数学专业，本科", {"B0809", "B0711", "B0701"}),
        ("统招本科，计算机专业或信息技术相关专业", {"B0809", "B0807"}),
        (
            "本科，计算机相关专业（软件工程、通信等）",
            {"B0809", "B080902", "B080703", "B080715"},
        ),
        ("财会类专业，本科", {"B120203", "B120204", "B120207"}),
        ("理工科背景，本科", {"B07", "B08"}),
        ("医学、药学背景，本科", {"B10", "B101001"}),
        ("理工类专业本科", {"B07", "B08"}),
        ("法律本科以上学历", {"B0301"}),
        ("护理学等相关专业，本科", {"B100501"}),
        ("数学统计学类专业，本科", {"B0701", "B0711"}),
        ("计算机科学于技术专业，本科", {"B080901"}),
        ("IT、机电相关专业，本科", {"B0809", "B080204"}),
        ("本科，专业要求：计算机，数学，统计学", {"B0809", "B0701", "B0711"}),
        ("专业：护理学（101101）、中医学类（1005），本科", {"B100501", "B1008"}),
        ("本科，国际经济与贸易、英语相关专业", {"B020401", "B050201", "B050262", "B050261"}),
    ],
)
def test_every_major_of_a_list_is_read(words: str, codes: set[str]) -> None:
    [asked] = majors(words)
    assert bachelors(asked) == codes


@pytest.mark.parametrize(
    "words",
    [
        "熟悉计算机网络，具备良好的编程习惯",
        "有软件公司工作经验，计算机软件行业背景",
        "有互联网开发背景，了解电商",
        "英语专业八级",
        "能快速解读相关专业论文",
        "专业知识扎实，具备专业的服务态度",
        "参与非安装专业工程的会议",
        "公司专业为中小企业提供服务",
        "专业不限",
        "具备专业培训经验",
    ],
)
def test_what_only_sounds_like_a_major_asks_for_none(words: str) -> None:
    assert majors(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "计算机相关专业优先",
        "本科以上学历，统计学/数学/计算机专业优先",
        "统计学，数学等相关专业优先",
        "优秀的数理基础，如统计专业、信息技术专业（加分项）",
        "通信类专业、计算机类专业、自动化专业优先",
        "理工科优先",
        "专业不限，计算机、市场营销相关专业优先",
        "有医学、药学、生物学背景优先",
    ],
)
def test_a_preferred_list_requires_none_of_its_majors(words: str) -> None:
    assert majors(words) == []
    assert len(majors(words, Strength.PREFERRED)) == 1


@pytest.mark.parametrize(
    ("words", "related"),
    [
        ("本科，会计相关专业", True),
        ("本科，会计、审计等专业", True),
        ("本科，财会类专业", True),
        ("本科，会计学或财务管理专业", False),
        ("本科，中医学类（1005）专业", False),
    ],
)
def test_others_may_count_where_the_posting_says_so(words: str, related: bool) -> None:
    assert [asked.related for asked in majors(words)] == [related]


def test_an_unknown_name_in_a_list_is_kept_for_a_person() -> None:
    [asked] = majors("本科，计算机、遥感航测、电子信息相关专业")
    assert asked.names == ("遥感航测",)


def test_a_list_for_good_writers_of_any_major_stays_open() -> None:
    asked = majors("本科，新闻、广告等相关专业，文字功底强者不限专业")
    assert [a.related for a in asked] == [True]
    assert asked[0].names == ("文字功底强者不限专业",)


def test_a_column_may_list_each_level_apart() -> None:
    asked = column("专科：护理类（5202）；本科：护理学（101101）；研究生：护理学（1011）、护理（1054）")
    assert dict(asked.by_level) == {
        Level.ASSOCIATE: ("C1004",),
        Level.BACHELOR: ("B100501",),
        Level.MASTER: ("A100209", "A100228"),
        Level.DOCTOR: ("A100209", "A100228"),
    }


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("中医学类（1005）", {"B1008"}),
        ("公共卫生与预防医学类（1004）", {"B1007"}),
        ("中医骨伤科学（100513TK）", {"B100813"}),
        ("医学（10）", {"B10"}),
        ("农学（09）", {"B09"}),
        ("农学（090101）", {"B090101"}),
        ("统计学类（0712）", {"B0711"}),
        ("1002 临床医学类", {"B1003"}),
        ("计算机类、电子信息类", {"B0809", "B0807"}),
        ("会计（530302）", set()),
    ],
)
def test_the_ministrys_numbers_tell_how_deep_a_name_goes(cell: str, codes: set[str]) -> None:
    assert bachelors(column(cell)) == codes


def test_a_vocational_bachelors_class_is_a_name_of_its_own() -> None:
    asked = column("本科：会计学（120203K）、财务会计类 3303")
    assert (bachelors(asked), asked.names) == ({"B120203"}, ("财务会计类(3303)",))


def test_brackets_narrow_a_class_or_take_majors_out() -> None:
    assert column("临床医学（1051，仅限护理学）").only == (("A1002", ("护理学",)),)
    assert column("本科：临床医学类（1002）（不含麻醉学）").excluded == (("B1003", ("麻醉学",)),)
    assert column("本科：法学类（除监狱学外）").excluded == (("B0301", ("监狱学",)),)


def test_a_column_that_admits_any_major_demands_nothing() -> None:
    reading = read_posting({"title": "职员", "employer": "某单位", "majors": "不限"})
    assert [d for d in reading.demands if isinstance(d.asked, MajorsAsked)] == []


def test_a_list_sorted_by_field_is_one_list_of_majors() -> None:
    lines = "招聘专业：\n计算机类：软件工程、信息安全、机器学习\n控制类：自动化、导航、制导与控制等"
    reading = read_posting({"title": "职员", "employer": "某研究所", "education": "硕士", "text": lines})
    [asked] = [d.asked for d in reading.demands if isinstance(d.asked, MajorsAsked)]
    masters = dict(asked.by_level)[Level.MASTER] or ()
    assert {"A0835", "A0839", "A0811", "A081105"} <= set(masters)
    assert asked.names == ()


def test_a_list_of_skills_sorted_by_kind_is_none() -> None:
    assert majors("算法类：机器学习、深度学习、数据挖掘\n数据库类：Oracle、MySQL") == []


def test_what_follows_a_list_of_majors_is_read_for_itself() -> None:
    reading = read_posting(
        {"title": "职员", "text": "任职要求：专业要求：软件工程、通信类专业学历要求：硕士须有本地户口"}
    )
    assert [d.span.quote for d in reading.demands if isinstance(d.asked, Unread)]
