"""The official Guangdong 2026 table, as bundled: every clause of 其他要求, every span, and rows worth a name."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import pytest

from jobmatch.domain import (
    Asked,
    Degree,
    DegreesAsked,
    DisabilityType,
    EmployerKind,
    ExperienceAsked,
    FreshAsked,
    Freshness,
    Gender,
    GenderAsked,
    Group,
    GroupAsked,
    Level,
    LevelsAsked,
    LicenceAsked,
    MajorsAsked,
    Political,
    PoliticalAsked,
    Shifts,
    Strength,
    Unread,
)
from jobmatch.requirements import Reading, read_posting
from jobmatch.requirements.demands.clause import Setting
from jobmatch.requirements.other import read_other
from jobmatch.requirements.text.passage import Passage

GOLDEN = Path(__file__).parents[2] / "golden" / "guangdong_clauses.txt"
COLUMNS = {
    "title": "招考职位",
    "employer": "招考单位",
    "duties": "职位简介",
    "category": "职位类型",
    "education": "学历",
    "degree": "学位",
    "majors_graduate": "研究生专业名称及代码",
    "majors_bachelor": "本科专业名称及代码",
    "majors_associate": "大专专业名称及代码",
    "fresh_graduate": "是否限应届毕业生报考",
    "grassroots_experience": "是否要求2年以上基层工作经历",
    "other": "其他要求",
    "place": "考区",
    "headcount": "录用人数",
}


@lru_cache(maxsize=1)
def rows() -> list[dict[str, str]]:
    packed = files("jobmatch.demo").joinpath("data/positions.csv.gz").read_bytes()
    table = csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8-sig")))
    return [{field: row[name] for field, name in COLUMNS.items()} for row in table]


@lru_cache(maxsize=1)
def readings() -> list[Reading]:
    return [read_posting(row) for row in rows()]


def asked(reading: Reading, kind: type[Asked]) -> list[Asked]:
    required = (d for d in reading.demands if d.strength is Strength.REQUIRED)
    return [d.asked for d in required if isinstance(d.asked, kind)]


def row_with(**values: str) -> Reading:
    found = (i for i, row in enumerate(rows()) if all(row[k] == v for k, v in values.items()))
    return readings()[next(found)]


def page() -> str:
    """Every distinct clause of 其他要求 with how it is read, one a line, for a person to check by eye."""
    clauses = sorted({part.strip() for row in rows() for part in row["other"].split(";") if part.strip()})
    return "".join(f"{clause}\n    {' + '.join(_said(clause)) or 'asks nothing'}\n" for clause in clauses)


def _said(clause: str) -> Iterator[str]:
    reading = read_other(Passage.of("other", clause), Setting(among_demands=True))
    for demand in reading.demands:
        yield _words(demand.asked)
    for note in reading.notes:
        yield f"{note.code} {note.kind.value}: {'、'.join(note.names)}"
    if reading.service_years:
        yield f"{reading.service_years} years of service"


def _words(value: Asked) -> str:
    name = type(value).__name__
    facts = {slot: getattr(value, slot) for slot in value.__slots__}
    shown = {slot: _plain(fact) for slot, fact in facts.items() if fact not in (None, (), frozenset(), False, 0)}
    return f"{name}({', '.join(f'{slot}={fact}' for slot, fact in shown.items())})"


def _plain(fact: object) -> object:
    if isinstance(fact, frozenset):
        return "|".join(sorted(getattr(x, "name", str(x)).lower() for x in fact))
    return getattr(fact, "value", fact)


def test_every_clause_of_the_official_table_reads_as_the_golden_file_says() -> None:
    assert page() == GOLDEN.read_text(encoding="utf-8")


def test_every_demand_of_every_row_quotes_the_received_words_exactly() -> None:
    for row, reading in zip(rows(), readings(), strict=True):
        for demand in reading.demands:
            span = demand.span
            assert row[span.field][span.start : span.end] == span.quote != ""


def test_no_row_of_the_official_table_is_left_without_a_place_or_a_headcount() -> None:
    assert [r for r in readings() if not r.terms.places or not r.terms.headcount] == []


def test_bachelor_alone_admits_bachelors_only_and_or_more_admits_all_above() -> None:
    only, more = row_with(education="本科"), row_with(education="本科以上", degree="学士以上")
    assert asked(only, LevelsAsked) == [LevelsAsked(frozenset({Level.BACHELOR}))]
    assert asked(more, LevelsAsked)[0].admitted == {Level.BACHELOR, Level.MASTER, Level.DOCTOR}
    assert asked(more, DegreesAsked)[0].admitted == {Degree.BACHELOR, Degree.MASTER, Degree.DOCTOR}


def test_bachelor_or_master_leaves_doctors_out_where_the_degree_column_does() -> None:
    assert asked(row_with(degree="学士、硕士"), DegreesAsked)[0].admitted == {Degree.BACHELOR, Degree.MASTER}


def test_junior_college_or_bachelor_admits_exactly_these_two() -> None:
    admitted = asked(row_with(education="大专、本科"), LevelsAsked)[0].admitted
    assert admitted == {Level.ASSOCIATE, Level.BACHELOR}


def test_a_level_without_a_list_of_majors_is_not_admitted() -> None:
    majors = asked(row_with(education="本科", majors_bachelor="会计学(B120203),财务管理(B120204)"), MajorsAsked)
    assert majors[0].by_level == ((Level.BACHELOR, ("B120203", "B120204")),)


def test_the_code_at_the_end_splits_majors_whose_names_hold_commas() -> None:
    cell = "刑法学(A030104),民商法学（含：劳动法学、社会保障法学）(A030105),诉讼法学(A030106),经济法学(A030107)"
    majors = dict(asked(row_with(majors_graduate=cell), MajorsAsked)[0].by_level)
    assert majors[Level.MASTER] == ("A030104", "A030105", "A030106", "A030107")


def test_a_group_of_majors_stands_for_its_members_at_each_level() -> None:
    majors = dict(asked(row_with(majors_bachelor="06法律类", majors_graduate="06法律类"), MajorsAsked)[0].by_level)
    assert (majors[Level.BACHELOR], majors[Level.MASTER]) == (("B0301",), ("A0301",))


def test_any_major_at_every_level_asks_nothing() -> None:
    free = row_with(majors_graduate="不限", majors_bachelor="不限", majors_associate="不限")
    assert asked(free, MajorsAsked) == []


def test_a_note_narrows_a_listed_major_to_one_direction() -> None:
    majors = asked(row_with(other="企业管理（限：财务管理）（A120202）"), MajorsAsked)[0]
    assert majors.only == (("A120202", ("财务管理",)),)


def test_fresh_graduate_limits_keep_their_year() -> None:
    assert asked(row_with(fresh_graduate="2026届高校毕业生"), FreshAsked) == [FreshAsked(Freshness.THIS_YEAR, 2026)]
    assert asked(row_with(fresh_graduate="应届毕业生"), FreshAsked) == [FreshAsked(Freshness.FRESH)]


def test_two_years_at_the_grassroots_are_twenty_four_months() -> None:
    assert asked(row_with(grassroots_experience="是"), ExperienceAsked) == [ExperienceAsked(2 * 12, grassroots=True)]


def test_a_disability_certificate_is_no_licence_but_a_reserved_opening() -> None:
    other = next(row["other"] for row in rows() if "残疾人证" in row["other"])
    reading = row_with(other=other)
    assert asked(reading, GroupAsked) == [
        GroupAsked(frozenset({Group.DISABLED}), frozenset({DisabilityType.PHYSICAL}), frozenset({3, 4}))
    ]
    assert asked(reading, Unread) == []


def test_having_passed_the_bar_examination_is_asked_as_the_licence() -> None:
    assert asked(row_with(other="通过法律职业资格考试"), LicenceAsked) == [LicenceAsked(frozenset({"bar"}))]


def test_failing_the_bar_where_it_only_lengthens_the_service_bars_nobody() -> None:
    other = "男性;通过法律职业资格考试，未通过的录用后需在录用单位工作满5年;普通高等院校毕业生（非在职）"
    reading = row_with(other=other)
    assert asked(reading, LicenceAsked) == []
    assert reading.terms.service_years == 5
    assert any(a.full_time for a in asked(reading, LevelsAsked))


def test_a_condition_on_graduate_applicants_leaves_bachelors_alone() -> None:
    other = "通过法律职业资格考试;普通高等院校毕业生（非在职）, 研究生报考者本科须为法学专业且获法学学士学位"
    unread = asked(row_with(other=other), Unread)
    assert [u.levels for u in unread] == [frozenset({Level.MASTER, Level.DOCTOR})]


def test_one_of_several_titles_in_different_fields_is_enough() -> None:
    other = "具有注册会计师或会计专业技术资格（中级以上）或审计专业技术资格（中级以上）之一"
    reading = row_with(other=other)
    assert asked(reading, LicenceAsked) == [LicenceAsked(frozenset({"cpa", "accounting_middle", "audit_middle"}))]
    assert asked(reading, Unread) == []


def test_a_licence_beside_an_alternative_nobody_knows_stays_unread() -> None:
    other = "具有城乡规划专业技术资格（中级以上）或注册城市规划师执业资格"
    reading = read_other(Passage.of("other", other), Setting(among_demands=True))
    assert [d.asked for d in reading.demands] == [Unread(other)]


def test_outside_the_party_admits_everybody_else_and_leaves_the_narrower_half_unread() -> None:
    reading = row_with(other="非中共党员（民主党派仅限民盟盟员）")
    assert asked(reading, PoliticalAsked) == [PoliticalAsked(frozenset(set(Political) - {Political.PARTY_MEMBER}))]
    assert [u.text for u in asked(reading, Unread)] == ["民主党派仅限民盟盟员"]


def test_work_that_suits_men_is_a_wish_of_the_employer_and_night_raids_are_some_nights() -> None:
    reading = row_with(duties="从事市场监督管理工作;需一线执法、夜间执法,适合男性")
    wished = [d.asked for d in reading.demands if d.strength is Strength.PREFERRED]
    assert wished == [GenderAsked(Gender.MALE)]
    assert reading.terms.shifts is Shifts.SOME_NIGHTS


@pytest.mark.parametrize(
    ("employer", "place", "code"),
    [
        ("广州市越秀区人力资源和社会保障局", "广州", "440104"),
        ("佛山市南海公证处", "佛山", "440605"),
        ("增城经济技术开发区企业服务局", "广州", "440118"),
        ("惠东县白盆珠镇人民政府", "惠州", "441323"),
        ("中山市小榄镇人民政府", "中山", "442000"),
        ("广东省司法厅", "广州", "440100"),
    ],
)
def test_an_employer_is_found_inside_its_exam_area(employer: str, place: str, code: str) -> None:
    assert row_with(employer=employer, place=place).terms.places == (code,)


@pytest.mark.parametrize(("title", "code"), [("四会监狱二级警长以下", "441284"), ("阳江监狱二级警长以下", "441700")])
def test_a_prison_is_where_its_name_says_not_where_the_bureau_sits(title: str, code: str) -> None:
    assert row_with(employer="广东省监狱管理局", title=title).terms.places == (code,)


def test_a_workplace_named_in_the_duties_outweighs_the_exam_area() -> None:
    reading = row_with(duties="从事水库调度相关（工作地点：清远）工作")
    assert reading.terms.places == ("441800",)


def test_a_township_government_is_grassroots_and_a_department_of_the_province_is_not_known_to_be() -> None:
    township, province = row_with(employer="惠东县白盆珠镇人民政府"), row_with(employer="广东省司法厅")
    assert (township.employer.kind, township.employer.grassroots) == (EmployerKind.GOVERNMENT, True)
    assert (province.employer.kind, province.employer.grassroots) == (EmployerKind.GOVERNMENT, None)


if __name__ == "__main__":
    GOLDEN.write_text(page(), encoding="utf-8")
