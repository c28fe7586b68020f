"""Notices cut down to their bones, as digests, clinics and boards write them: level, years, paper."""

from __future__ import annotations

import pytest

from jobmatch.domain import ExperienceAsked, Level, LevelsAsked, LicenceAsked, Strength, Unread
from jobmatch.requirements import Reading, read_posting
from jobmatch.requirements.demands.education import at_least


def read(text: str) -> Reading:
    return read_posting({"title": "招聘公告", "employer": "某某单位", "text": text})


def lowest(reading: Reading) -> Level | None:
    """The lowest level admitted, None where no level is asked for."""
    stated = [
        d.asked.admitted
        for d in reading.demands
        if isinstance(d.asked, LevelsAsked) and d.strength is Strength.REQUIRED
    ]
    assert len(stated) < 2
    assert all(admitted == at_least(min(admitted)) for admitted in stated)
    return min(stated[0]) if stated else None


def years(reading: Reading) -> set[int]:
    return {
        d.asked.months
        for d in reading.demands
        if isinstance(d.asked, ExperienceAsked) and d.strength is Strength.REQUIRED
    }


def papers(reading: Reading) -> set[str]:
    return {
        "/".join(sorted(d.asked.any_of))
        for d in reading.demands
        if isinstance(d.asked, LicenceAsked) and d.strength is Strength.REQUIRED
    }


def unread(reading: Reading) -> list[str]:
    return [d.span.quote for d in reading.demands if isinstance(d.asked, Unread)]


@pytest.mark.parametrize(
    ("text", "level", "months", "codes"),
    [
        ("招聘岗位：护士10名。学历：大专及以上；经验：1-3年；证书：护士执业证。", "ASSOCIATE", 12, "nurse_practising"),
        ("诊所招护士2名，中专以上学历，有护士证，有经验优先。", "SECONDARY", 0, "nurse_exam"),
        ("急诊科：临床医学专业，本科，规培合格，执业医师证。", "BACHELOR", 0, "physician residency_training"),
        ("麻醉科：本科及以上，具有执业医师资格，完成规范化培训。", "BACHELOR", 0, "physician residency_training"),
        ("仓库叉车工。要求：初中以上文化，有叉车证，能吃苦耐劳。", "JUNIOR_HIGH", 0, "forklift"),
        ("车间普工，高中/中专，无经验可培训。", "SECONDARY", 0, ""),
        ("实验室助理，本科生、研究生均可，应届生、实习生可。", "BACHELOR", 0, ""),
        ("数据分析师：统招本科3年以上，熟悉SQL、Python。", "BACHELOR", 36, ""),
        ("任职要求：1、本科及以上学历；2、2年及以上数据开发经验；3、熟悉Hive。", "BACHELOR", 24, ""),
        ("至少三年相关工作经历，大学本科学历，持中级会计师证。", "BACHELOR", 36, "accounting_middle"),
        ("收费员：中专学历即可，一年以上同岗位经验。", "SECONDARY", 12, ""),
        ("大数据运维：本科以上学历，工作经验三年起。", "BACHELOR", 36, ""),
        ("药房：药学专业中专及以上，药师以上职称或执业药师。", "SECONDARY", 0, "licensed_pharmacist/pharmacist"),
        ("消控员，持中级消防设施操作员证，高中以上，有一年以上消控室工作经验。", "SECONDARY", 12, "fire_operator_4"),
        ("出纳：大专及以上学历，1年以上财务工作经验，应届毕业生也可考虑。", "ASSOCIATE", 0, ""),
        ("美容院招前台，有经验者优先，无经验可培训，包吃住。", None, 0, ""),
    ],
)
def test_level_years_and_paper_side_by_side(text: str, level: str | None, months: int, codes: str) -> None:
    reading = read(text)
    assert lowest(reading) == (Level[level] if level else None)
    assert years(reading) == ({months} if months else set())
    assert papers(reading) == set(codes.split())
    assert unread(reading) == []


@pytest.mark.parametrize(
    ("text", "level", "doubted"),
    [
        ("招聘医师、护士若干名，要求本科（护理可放宽到大专）。", Level.ASSOCIATE, 1),
        ("学历要求：硕士研究生及以上（紧缺专业可放宽至本科）。", Level.BACHELOR, 1),
        ("教务老师，大专以上学历（优秀者可放宽）。", Level.ASSOCIATE, 0),
    ],
)
def test_a_level_stands_though_its_own_clause_relaxes_it(text: str, level: Level, doubted: int) -> None:
    reading = read(text)
    assert lowest(reading) is level
    assert len(unread(reading)) == doubted


@pytest.mark.parametrize(
    "text", ["B超医生 大专或以上学历 有证", "超声科医师，本科以上，超声上岗证。", "要求：高中以上，有证。"]
)
def test_a_paper_without_a_known_name_is_left_for_a_person_to_read(text: str) -> None:
    assert any("证" in quote for quote in unread(read(text)))


def test_years_that_only_the_lower_level_needs_bind_nobody_else() -> None:
    reading = read("任职要求：硕士及以上学历，或本科且有3年以上机器学习经验。")
    assert lowest(reading) is Level.BACHELOR
    assert years(reading) == set()
    doubts = [d.asked.levels for d in reading.demands if isinstance(d.asked, Unread)]
    assert doubts == [{Level.BACHELOR}]


def test_years_since_graduation_are_no_years_of_work() -> None:
    reading = read("任职要求：硕士毕业2年、本科毕业4年以上。")
    assert lowest(reading) is Level.BACHELOR
    assert years(reading) == set()
    assert len(unread(reading)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "1.中医科医师：本科及以上学历，中医执业医师证，2人；2.收费员：大专及以上，1人。",
        "招聘岗位：中医科医师（本科及以上，中医执业医师证）2人；收费员（大专及以上，会计专业）1人。",
        "1.口腔医生2名：本科，执业医师证，3年以上经验；2.导医3名：大专以上，无经验可培训。",
    ],
)
def test_of_several_positions_the_widest_level_is_kept_and_the_rest_unread(text: str) -> None:
    reading = read(text)
    assert lowest(reading) is Level.ASSOCIATE
    assert papers(reading) == set()
    assert years(reading) == set()
    assert unread(reading)
