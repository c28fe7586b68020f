"""Age on the night, read only where a posting states a limit."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jobmatch.domain import AgeAsked, Posting, Student
from jobmatch.rules.ad_law import mark
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, fails, passes, unknown
from jobmatch.rules.wording import pick


class Limits(NamedTuple):
    at_least: int | None
    at_most: int | None


NOTHING = passes("age.nothing_asked")
MET = passes("age.met")
NOT_KNOWN = unknown("age.not_known")
TOO_YOUNG = fails("age.too_young")
TOO_OLD = fails("age.too_old")


def age_on(born_on: date, day: date) -> int:
    """Completed years of life (周岁) on a day.

    >>> age_on(date(1990, 6, 15), date(2026, 6, 14)), age_on(date(1990, 6, 15), date(2026, 6, 15))
    (35, 36)
    """
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def student_side(student: Student, night: date) -> int | None:
    born_on = student.circumstances.born_on
    return None if born_on is None else age_on(born_on, night)


def posting_side(posting: Posting, night: date) -> Limits:
    clauses = [asked for asked, _ in posting.required(AgeAsked)]
    at_least = max((a.at_least for a in clauses if a.at_least is not None), default=None)
    return Limits(at_least, min((a.at_most for a in clauses if a.at_most is not None), default=None))


def judge(age: int | None, limits: Limits) -> Ruling:
    """35周岁以下 admits whoever has not turned 36."""
    if limits == (None, None):
        return NOTHING
    if age is None:
        return NOT_KNOWN
    if limits.at_least is not None and age < limits.at_least:
        return TOO_YOUNG
    return TOO_OLD if limits.at_most is not None and age > limits.at_most else MET


def words(age: int | None, limits: Limits, lang: Lang) -> dict[str, str]:
    low = "" if limits.at_least is None else pick((f"{limits.at_least}周岁以上", f"{limits.at_least} or over"), lang)
    high = "" if limits.at_most is None else pick((f"{limits.at_most}周岁以下", f"at most {limits.at_most}"), lang)
    between = pick(("、", ", "), lang) if low and high else ""
    # A lower limit alone (18周岁以上) is the law's own.
    law = "" if limits.at_most is None else mark("age", lang)
    return {"age": str(age), "asked": low + between + high, "law": law}


AGE: Rule[int | None, Limits] = Rule(
    code="age",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    kinds=(AgeAsked,),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        MET.reason: Text("年龄{age}周岁，符合要求（{asked}）{law}", "Aged {age}, within the limit ({asked}){law}"),
        NOT_KNOWN.reason: Text(
            "岗位要求{asked}，学生出生日期未填写{law}",
            "Age limit {asked}; the student's date of birth is not known{law}",
            "student.birth_date",
        ),
        TOO_YOUNG.reason: Text("岗位要求{asked}，学生{age}周岁{law}", "Age limit {asked}; the student is {age}{law}"),
        TOO_OLD.reason: Text("岗位要求{asked}，学生{age}周岁{law}", "Age limit {asked}; the student is {age}{law}"),
    },
)
