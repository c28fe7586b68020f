"""Fresh-graduate limits: 应届毕业生, 2026届高校毕业生."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jobmatch.domain import FreshAsked, Freshness, Posting, Stage, Student
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, fails, passes, unknown, worst
from jobmatch.rules.wording import join, pick

Clause = tuple[Freshness, int, bool]  # the year is always filled in; whether students may apply too

CHOOSING_YEARS = 2  # 择业期: two years after graduation, while never placed
CLASS_STARTS_IN = 9  # the final school year of next year's class begins in September


class Graduation(NamedTuple):
    """year is that of the class (届), None where nobody has said; worked: work is on record, internships aside."""

    year: int | None
    stage: Stage
    worked: bool


NOTHING = passes("graduate.nothing_asked")
THIS_YEAR = passes("graduate.class_asked")
STILL_STUDYING = passes("graduate.still_studying")
NEVER_PLACED = passes("graduate.never_placed")
NOT_KNOWN = unknown("graduate.date_not_known")
UNCLEAR = unknown("graduate.placement_not_known")
WORKED = unknown("graduate.worked_since")
OTHER_YEAR = fails("graduate.other_class")
PLACED = fails("graduate.placed_before")
TOO_LATE = fails("graduate.too_long_ago")
NOT_YET = fails("graduate.graduates_later")


def graduating_year(night: date) -> int:
    """The class that counts as this year's.

    >>> graduating_year(date(2025, 11, 20)), graduating_year(date(2026, 6, 1))
    (2026, 2026)
    """
    return night.year + 1 if night.month >= CLASS_STARTS_IN else night.year


def student_side(student: Student, night: date) -> Graduation:
    on = student.education.graduated_on
    return Graduation(None if on is None else on.year, student.stage, bool(student.experience_months))


def posting_side(posting: Posting, night: date) -> tuple[Clause, ...]:
    clauses = (asked for asked, _ in posting.required(FreshAsked))
    return tuple(sorted({(a.kind, a.year or graduating_year(night), a.students_too) for a in clauses}))


def judge(graduation: Graduation, asked: tuple[Clause, ...]) -> Ruling:
    return worst(judge_clause(graduation, clause) for clause in asked) if asked else NOTHING


def judge_clause(graduation: Graduation, clause: Clause) -> Ruling:
    year, (kind, asked, students_too) = graduation.year, clause
    if students_too and graduation.stage in (Stage.ENROLLED, Stage.GRADUATING):
        return STILL_STUDYING
    if year is None:
        return NOT_KNOWN
    if year == asked:
        return THIS_YEAR
    if kind is Freshness.THIS_YEAR:
        return OTHER_YEAR
    return NOT_YET if year > asked else judge_earlier(graduation, asked - year)


def judge_earlier(graduation: Graduation, years_ago: int) -> Ruling:
    """An earlier class is still fresh (应届) within the choosing period, as long as the person was never placed.

    Whether work done since counts as having been placed differs from one notice to the next.
    """
    if years_ago > CHOOSING_YEARS:
        return TOO_LATE
    if graduation.stage is Stage.SEEKING:
        return WORKED if graduation.worked else NEVER_PLACED
    return PLACED if graduation.stage in (Stage.PLACED, Stage.CLOSED) else UNCLEAR


def words(graduation: Graduation, asked: tuple[Clause, ...], lang: Lang) -> dict[str, str]:
    return {"year": str(graduation.year), "asked": join((say_clause(c, lang) for c in asked), lang)}


def say_clause(clause: Clause, lang: Lang) -> str:
    kind, year, _ = clause
    if kind is Freshness.THIS_YEAR:
        return pick((f"{year}届毕业生", f"the class of {year}"), lang)
    return pick(
        (f"应届毕业生（{year}届及择业期内）", f"fresh graduates ({year}, or still in the choosing period)"), lang
    )


GRADUATE: Rule[Graduation, tuple[Clause, ...]] = Rule(
    code="graduate",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    kinds=(FreshAsked,),
    fields=("fresh_graduate",),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        THIS_YEAR.reason: Text("{year}届毕业生，符合要求（{asked}）", "Class of {year}, as asked ({asked})"),
        STILL_STUDYING.reason: Text("{asked}或在校生均可，学生在校", "{asked} or students may apply: still studying"),
        NEVER_PLACED.reason: Text(
            "{year}届离校未就业，仍在择业期内，符合要求（{asked}）",
            "Class of {year}, never placed, still in the choosing period ({asked})",
        ),
        NOT_KNOWN.reason: Text(
            "岗位限{asked}，学生毕业时间未填写",
            "Limited to {asked}; the student's graduation date is not known",
            "student.graduation_date",
        ),
        UNCLEAR.reason: Text(
            "岗位限{asked}，学生为{year}届，是否已就业未核实",
            "Limited to {asked}; whether the student (class of {year}) was placed before is not known",
            "student.stage",
        ),
        WORKED.reason: Text(
            "岗位限{asked}，学生为{year}届，毕业后工作过，是否仍算未落实工作单位需核实",
            "Limited to {asked}; the student (class of {year}) has worked since, which may count as having been placed",
            "student.stage",
        ),
        OTHER_YEAR.reason: Text(
            "岗位限{asked}，学生为{year}届", "Limited to {asked}; the student is of the class of {year}"
        ),
        PLACED.reason: Text(
            "岗位限{asked}，学生为{year}届且已就业",
            "Limited to {asked}; the student (class of {year}) was placed before",
        ),
        TOO_LATE.reason: Text(
            "岗位限{asked}，学生{year}年毕业，已过择业期", "Limited to {asked}; the student graduated in {year}"
        ),
        NOT_YET.reason: Text(
            "岗位限{asked}，学生{year}年才毕业", "Limited to {asked}; the student graduates in {year}"
        ),
    },
)
