"""Ethnicity (民族), read only where a posting is for certain ones."""

from __future__ import annotations

from datetime import date

from jobmatch.domain import EthnicityAsked, Posting, Student
from jobmatch.rules.ad_law import mark
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, common_ground, fails, passes, unknown
from jobmatch.rules.wording import join

Admitted = frozenset[str] | None

NOTHING = passes("ethnicity.nothing_asked")
MET = passes("ethnicity.met")
NOT_KNOWN = unknown("ethnicity.not_known")
CONTRADICTORY = unknown("ethnicity.contradictory")
NOT_ADMITTED = fails("ethnicity.not_admitted")


def student_side(student: Student, night: date) -> str | None:
    return student.circumstances.ethnicity


def posting_side(posting: Posting, night: date) -> Admitted:
    return common_ground(asked.any_of for asked, _ in posting.required(EthnicityAsked))


def judge(ethnicity: str | None, admitted: Admitted) -> Ruling:
    if admitted is None:
        return NOTHING
    if not admitted:
        return CONTRADICTORY
    if ethnicity is None:
        return NOT_KNOWN
    return MET if ethnicity in admitted else NOT_ADMITTED


def words(ethnicity: str | None, admitted: Admitted, lang: Lang) -> dict[str, str]:
    return {"asked": join(sorted(admitted or ()), lang), "law": mark("ethnicity", lang)}


ETHNICITY: Rule[str | None, Admitted] = Rule(
    code="ethnicity",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    kinds=(EthnicityAsked,),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        MET.reason: Text("符合岗位的民族要求（{asked}）{law}", "The opening is for {asked}, which fits{law}"),
        NOT_KNOWN.reason: Text(
            "岗位面向{asked}，学生民族未填写{law}",
            "The opening is for {asked}; the student's ethnicity is not known{law}",
            "student.ethnicity",
        ),
        CONTRADICTORY.reason: Text(
            "岗位的民族要求前后不一致，需人工核对", "The ethnicities asked contradict each other", "posting.ethnicity"
        ),
        NOT_ADMITTED.reason: Text("岗位仅面向{asked}{law}", "The opening is for {asked} only{law}"),
    },
)
