"""Gender, read only where a posting states one."""

from __future__ import annotations

from datetime import date

from jobmatch.domain import Gender, GenderAsked, Posting, Student
from jobmatch.rules.ad_law import mark
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, common_ground, fails, passes, unknown
from jobmatch.rules.wording import say_all

Admitted = frozenset[Gender] | None

NOTHING = passes("gender.nothing_asked")
MET = passes("gender.met")
NOT_KNOWN = unknown("gender.not_known")
CONTRADICTORY = unknown("gender.contradictory")
NOT_ADMITTED = fails("gender.not_admitted")


def student_side(student: Student, night: date) -> Gender | None:
    return student.circumstances.gender


def posting_side(posting: Posting, night: date) -> Admitted:
    return common_ground(frozenset({asked.gender}) for asked, _ in posting.required(GenderAsked))


def judge(gender: Gender | None, admitted: Admitted) -> Ruling:
    if admitted is None:
        return NOTHING
    if not admitted:
        return CONTRADICTORY
    if gender is None:
        return NOT_KNOWN
    return MET if gender in admitted else NOT_ADMITTED


def words(gender: Gender | None, admitted: Admitted, lang: Lang) -> dict[str, str]:
    return {"asked": say_all(admitted or (), lang), "law": mark("gender", lang)}


GENDER: Rule[Gender | None, Admitted] = Rule(
    code="gender",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    kinds=(GenderAsked,),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        MET.reason: Text("性别符合岗位要求（{asked}）{law}", "The opening asks for {asked}, which fits{law}"),
        NOT_KNOWN.reason: Text(
            "岗位限{asked}，学生性别未填写{law}",
            "The opening is for {asked}; the student's gender is not known{law}",
            "student.gender",
        ),
        CONTRADICTORY.reason: Text(
            "岗位的性别要求前后不一致，需人工核对", "The posting names both genders", "posting.gender"
        ),
        NOT_ADMITTED.reason: Text("岗位限{asked}，不符合{law}", "The opening is for {asked} only{law}"),
    },
)
