"""Ads of companies: fused and shifted cells, headings in running text, preferences, and what is no demand at all."""

from __future__ import annotations

import pytest

from jobmatch.domain import (
    AgeAsked,
    Asked,
    Degree,
    DegreesAsked,
    Duty,
    ExperienceAsked,
    Level,
    LevelsAsked,
    LicenceAsked,
    MajorsAsked,
    Strength,
    Unread,
)
from jobmatch.requirements import Reading, read_posting

FROM_BACHELOR = frozenset({Level.BACHELOR, Level.MASTER, Level.DOCTOR})
FROM_ASSOCIATE = FROM_BACHELOR | {Level.ASSOCIATE}
FROM_MASTER = FROM_BACHELOR - {Level.BACHELOR}


def read(text: str = "", **fields: str) -> Reading:
    return read_posting({"title": "开发工程师", "employer": "广州某某科技有限公司", "text": text, **fields})


def required(reading: Reading, kind: type[Asked]) -> list[Asked]:
    return [d.asked for d in reading.demands if _is(d.asked, kind) and d.strength is Strength.REQUIRED]


def preferred(reading: Reading, kind: type[Asked]) -> list[Asked]:
    return [d.asked for d in reading.demands if _is(d.asked, kind) and d.strength is Strength.PREFERRED]


def _is(value: Asked, kind: type[Asked]) -> bool:
    return isinstance(value, kind)


def levels(reading: Reading) -> list[frozenset[Level]]:
    return [d.asked.admitted for d in reading.demands if isinstance(d.asked, LevelsAsked) and _binds(d.strength)]


def _binds(strength: Strength) -> bool:
    return strength is Strength.REQUIRED


def months(reading: Reading) -> int:
    """The months that bind: the most that any required clause asks."""
    return max((a.months for a in required(reading, ExperienceAsked) if isinstance(a, ExperienceAsked)), default=0)


def unread(reading: Reading) -> list[str]:
    return [a.text for a in required(reading, Unread) if isinstance(a, Unread)]


@pytest.mark.parametrize(
    ("cell", "asked"),
    [
        ("1-3年", 12),
        ("3-4年工作经验", 36),
        ("5-7年工作经验", 60),
        ("10年以上", 120),
        ("1年及以上", 12),
        ("2年", 24),
        ("3+ years", 36),
        ("1年以下", 0),
        ("1年以内", 0),
        ("无需经验", 0),
        ("无工作经验", 0),
        ("经验不限", 0),
        ("不限", 0),
        ("应届毕业生", 0),
        ("在校生/应届生", 0),
        ("5天/周6个月", 0),
    ],
)
def test_the_column_of_experience_asks_its_low_end(cell: str, asked: int) -> None:
    assert months(read(experience=cell)) == asked


def test_a_fused_cell_holds_years_and_levels() -> None:
    fused = read(experience="1-3年本科")
    assert (months(fused), levels(fused)) == (12, [FROM_BACHELOR])
    free = read(experience="经验不限大专")
    assert (months(free), levels(free)) == (0, [FROM_ASSOCIATE])


def test_shifted_cells_are_read_by_what_they_hold() -> None:
    shifted = read(experience="本科", education="1-3年")
    assert (months(shifted), levels(shifted)) == (12, [FROM_BACHELOR])
    cut = read(experience="1年", education="以内本科")
    assert (months(cut), levels(cut)) == (0, [FROM_BACHELOR])
    assert levels(read(experience="大专", education="英语熟练")) == [FROM_ASSOCIATE]


def test_tags_hold_years_and_levels_among_benefits() -> None:
    tagged = read(tags="3-4年,本科,java,五险一金,13薪,员工旅游")
    assert (months(tagged), levels(tagged)) == (36, [FROM_BACHELOR])


def test_junior_high_or_less_is_a_boards_word_for_no_demand() -> None:
    assert levels(read(education="初中及以下")) == []


def test_every_demand_of_a_cell_quotes_its_token() -> None:
    found = read(tags="在校生/应届生,本科,数据分析").demands
    assert [(d.span.field, d.span.quote) for d in found if isinstance(d.asked, LevelsAsked)] == [("tags", "本科")]


def test_the_notice_may_stand_among_the_tags() -> None:
    prose = "任职要求：1、本科及以上学历，计算机相关专业毕业；2、3年以上后端开发经验；3、熟悉Linux系统。"
    moved = read("移动互联网", tags=f"15-30K|{prose}|五险一金，带薪年假|20-99人")
    assert (months(moved), levels(moved)) == (36, [FROM_BACHELOR])


def test_the_stricter_of_column_and_text_binds() -> None:
    assert months(read("任职要求：5年以上工作经验", experience="经验不限")) == 60
    assert months(read("任职要求：1年以上工作经验", experience="3-5年")) == 36
    assert levels(read("任职要求：计算机专业硕士及以上学历", education="本科")) == [FROM_MASTER]


def test_a_text_laxer_than_its_column_leaves_the_difference_contested() -> None:
    lax = read("任职要求：大专及以上学历", education="本科")
    assert required(lax, LevelsAsked) == [LevelsAsked(FROM_BACHELOR, contested=frozenset({Level.ASSOCIATE}))]
    assert required(lax, Unread) == []


@pytest.mark.parametrize(
    "words", ["可接受应届生", "应届可", "优秀应届生亦可", "优秀的应届毕业生也可考虑", "无经验者亦可"]
)
def test_a_welcome_to_beginners_outweighs_every_range(words: str) -> None:
    assert months(read(f"任职要求：3年以上工作经验，{words}", experience="1-3年")) == 0


def test_years_in_the_text_of_a_column_for_fresh_graduates_are_for_a_person_to_settle() -> None:
    torn = read("任职要求：2年以上工作经验", experience="应届生")
    assert (months(torn), unread(torn)) == (0, ["2年以上工作经验"])


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("3年以上Java开发经验", 36),
        ("5年以上JAVA开发", 60),
        ("ruby开发经验一年以上", 12),
        ("1年或以上的Linux下编程经验", 12),
        ("本科毕业3年以上工作经验", 36),
        ("3+ years of experience", 36),
        ("有至少2年以上网络相关开发经验", 24),
        ("工作1.5年以上", 18),
    ],
)
def test_years_of_one_skill_are_years_of_work(words: str, asked: int) -> None:
    assert months(read(f"任职要求：{words}")) == asked


@pytest.mark.parametrize(
    "words",
    [
        "公司成立10年",
        "3年内晋升主管",
        "近3年高速发展",
        "1年试用期",
        "制定3年发展规划",
        "团队平均拥有10年行业经验",
        "最低服务年限5年",
    ],
)
def test_years_of_other_things_are_none_of_work(words: str) -> None:
    assert months(read(f"任职要求：本科；{words}")) == 0


def test_experience_without_years_is_asked_for_all_the_same() -> None:
    assert required(read("任职要求：有大型项目管理经验"), ExperienceAsked) == [ExperienceAsked(1, stated=False)]
    assert required(read("任职要求：有Git使用经验"), ExperienceAsked) == []


@pytest.mark.parametrize(
    "words",
    [
        "熟悉Linux系统，精通Java",
        "对数据敏感",
        "善于拆解数据、洞察问题",
        "能快速做出归因分析",
        "思维敏捷，有自驱力",
        "具备系统化的分析能力",
        "对新鲜事物有强烈的好奇心",
        "英文可以作为工作语言",
        "会判断需求的优先级",
        "保证项目按时交付",
    ],
)
def test_skills_and_traits_leave_nothing_unread(words: str) -> None:
    assert unread(read(f"任职要求：\n1、本科及以上学历；\n2、{words}；")) == []


@pytest.mark.parametrize(
    "words",
    [
        "211、985院校毕业",
        "非统招勿扰",
        "会说粤语",
        "自备笔记本电脑",
        "须缴纳保证金",
        "身高165cm以上",
        "在顶级会议发表过论文",
    ],
)
def test_what_concerns_the_person_and_could_not_be_read_stays_unread(words: str) -> None:
    assert unread(read(f"任职要求：\n1、熟悉办公软件；\n2、{words}；")) != []


@pytest.mark.parametrize(
    "words",
    [
        "熟悉NoSQL、有大数据经验者优先",
        "有电商经验或物流经验者优先考虑",
        "有物流经验，或供应链经验者优先",
        "最好有1年以上游戏开发经验",
        "有开源项目经验者加分",
        "有驾照者尤佳",
        "有管理经验为佳",
        "持PMP证书优先录取",
        "3 years of experience is a plus",
        "能接受出差者优先",
    ],
)
def test_no_wish_becomes_a_demand(words: str) -> None:
    wished = read(f"任职要求：\n1、本科及以上学历；\n2、{words}；")
    assert [d.asked for d in wished.demands if _binds(d.strength)] == [LevelsAsked(FROM_BACHELOR)]


@pytest.mark.parametrize(
    "head", ["加分项：", "【加分项】", "优先条件：", "Nice to have:", "Bonus:", "符合以下条件优先考虑："]
)
def test_a_heading_of_wishes_rules_until_the_next_heading(head: str) -> None:
    wishes = "1、有3年以上经验；\n2、硕士学历；\n3、211院校毕业"
    text = f"任职要求：\n1、大专以上学历；\n{head}\n{wishes}\n职位要求：\n1、年龄35岁以下"
    found = [d.asked for d in read(text).demands if _binds(d.strength)]
    assert found == [LevelsAsked(FROM_ASSOCIATE), AgeAsked(None, 35)]


@pytest.mark.parametrize(
    "words",
    [
        "本科及以上学历（硕士优先）",
        "本科及以上学历，计算机专业优先",
        "本科以上学历硕士优先",
        "本科以上学历，硕士、博士优先",
    ],
)
def test_what_is_complete_before_a_wish_stays_a_demand(words: str) -> None:
    wished = read(f"任职要求：{words}")
    assert levels(wished) == [FROM_BACHELOR]
    assert required(wished, MajorsAsked) == []


def test_a_wish_closes_the_bare_list_before_it() -> None:
    wished = read("任职要求：本科以上学历；数学，统计，计算机专业优先")
    assert required(wished, MajorsAsked) == []
    assert preferred(wished, MajorsAsked) != []


def test_an_allowance_for_a_duty_makes_it_no_wish() -> None:
    assert required(read("任职要求：需搬运货物，另有体力补贴"), Duty) != []


@pytest.mark.parametrize(
    "text",
    [
        "负责优化产品功能【岗位要求】1、本科及以上学历；2、3年以上经验",
        "负责页面制作职位要求1.有3年以上经验2.本科以上学历",
        "岗位职责：1.写代码；任职资格：1.本科以上；2.3年以上工作经验",
        "工作职责 1. 负责后端开发; 任职要求 1. 本科以上学历，3年以上工作经验;",
        "岗位职责:负责模块设计、编码任职要求：本科，3年以上经验",
        "Job Description: 负责设计 Requirements: 本科以上，3年以上经验",
        "职位要求:-本科或以上学历-3年以上网站开发经验-熟练掌握Python",
        "任职要求：1、本科及以上学历，2、3年以上python开发经验",
        "任职要求：①本科 ②3年以上经验",
        "任职要求：a)本科 b)3年以上经验",
    ],
)
def test_headings_and_numbers_in_running_text_part_the_demands(text: str) -> None:
    assert (levels(read(text)), months(read(text))) == ([FROM_BACHELOR], 36)


@pytest.mark.parametrize(
    "words",
    [
        "提高专业能力",
        "其中专业软件",
        "产品开发中技术难题",
        "指导初中级工程师",
        "研究生产工艺",
        "提高职业素养",
        "日本科技企业",
    ],
)
def test_a_level_inside_other_words_is_none(words: str) -> None:
    assert levels(read(f"岗位职责：{words}")) == []


def test_the_words_of_a_customer_are_no_heading() -> None:
    assert levels(read("岗位职责：根据客户要求：本科教材的排版；任职要求：大专以上")) == [FROM_ASSOCIATE]


@pytest.mark.parametrize("words", ["统招本科", "全日制本科及以上", "全日制统招本科及以上学历"])
def test_a_full_time_course_is_one_by_several_names(words: str) -> None:
    assert required(read(f"任职要求：{words}", education="本科"), LevelsAsked) == [LevelsAsked(FROM_BACHELOR, True)]


@pytest.mark.parametrize("words", ["硕士3年或本科5年以上经验", "本科5年以上工作经验，硕士3年以上工作经验"])
def test_the_longer_years_of_a_lower_level_concern_that_level_alone(words: str) -> None:
    paths = read(f"任职要求：{words}")
    assert (levels(paths), months(paths)) == ([FROM_BACHELOR], 36)
    assert [a.levels for a in required(paths, Unread) if isinstance(a, Unread)] == [frozenset({Level.BACHELOR})]


def test_rows_of_tokens_say_what_is_asked() -> None:
    row = read("PLC程序设计｜上海·宝山｜1-3年｜大专")
    assert (months(row), levels(row)) == (12, [FROM_ASSOCIATE])


def test_a_company_tells_of_itself_without_demanding_it() -> None:
    history = "公司成立于2005年，拥有15年行业经验的专家团队，持有多项资格证书。"
    about = read(f"任职要求：大专以上\n公司介绍：{history}")
    assert (levels(about)[:1], months(about), required(about, LicenceAsked)) == ([FROM_ASSOCIATE], 0, [])


@pytest.mark.parametrize(
    ("text", "admitted"),
    [
        ("任职要求：\n1、学历要求：本科、硕士、博士", FROM_BACHELOR),
        ("任职要求：\n1、全日制本科及以上\n2、3年（研究生2年）以上相关工作经验", FROM_BACHELOR),
        ("招聘条件：学历要求大专及以上招聘人数4人专业要求会计类", FROM_ASSOCIATE),
    ],
)
def test_every_level_of_a_list_counts_and_one_that_eases_the_years_does_not(
    text: str, admitted: frozenset[Level]
) -> None:
    reading = read(text)
    assert levels(reading) == [admitted]
    assert required(reading, Unread) == []


def test_full_time_graduates_have_studied_full_time() -> None:
    [asked] = required(read("应聘条件：2026届全日制毕业生", education="本科"), LevelsAsked)
    assert isinstance(asked, LevelsAsked)
    assert asked.full_time


def test_a_numbered_list_of_wishes_may_follow_without_a_stop() -> None:
    reading = read("任职要求：1.熟悉常用设计模式等加分项：1.分布式架构开发经验2.爬虫开发经验")
    assert required(reading, ExperienceAsked) == []
    assert preferred(reading, ExperienceAsked) == [ExperienceAsked(1, stated=False)]


@pytest.mark.parametrize(
    "text", ["户口指标，择优解决户口", "维护祖国统一、民族团结", "所有员工均可获得年终奖", "多项科研成果获国际大奖"]
)
def test_what_the_employer_gives_or_everybody_does_is_no_demand(text: str) -> None:
    assert required(read(f"任职要求：\n1、{text}"), Unread) == []


def test_papers_asked_of_one_level_are_unread_for_the_others_and_lost_for_none() -> None:
    reading = read("任职要求：\n1、本科及以上\n2、研究生：硕士学位、英语六级；本科生：学士学位、英语四级")
    assert required(reading, DegreesAsked) == [DegreesAsked(frozenset({Degree.BACHELOR, Degree.MASTER, Degree.DOCTOR}))]
    assert required(reading, LicenceAsked) == []
    unread = {d.asked.levels for d in reading.demands if isinstance(d.asked, Unread)}
    assert unread == {FROM_MASTER, frozenset({Level.BACHELOR})}


def test_the_papers_that_customers_study_for_are_none_of_the_applicant() -> None:
    reading = read("岗位职责：向考证类考生（初级会计师、注册会计师等）推介课程，了解报考科目。任职要求：大专以上")
    assert required(reading, LicenceAsked) == []
