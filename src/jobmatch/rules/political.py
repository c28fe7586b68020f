"""Political status (政治面貌), read only where a posting states one."""

from __future__ import annotations

from datetime import date

from jobmatch.domain import Political, PoliticalAsked, Posting, Student
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, common_ground, fails, passes, unknown
from jobmatch.rules.wording import say, say_all

Admitted = frozenset[Political] | None

NOTHING = passes("political.nothing_asked")
MET = passes("political.met")
NOT_KNOWN = unknown("political.not_known")
CONTRADICTORY = unknown("political.contradictory")
NOT_ADMITTED = fails("political.not_admitted")


def student_side(student: Student, night: date) -> Political | None:
    return student.circumstances.political


def posting_side(posting: Posting, night: date) -> Admitted:
    return common_ground(asked.any_of for asked, _ in posting.required(PoliticalAsked))


def judge(political: Political | None, admitted: Admitted) -> Ruling:
    if admitted is None:
        return NOTHING
    if not admitted:
        return CONTRADICTORY
    if political is None:
        return NOT_KNOWN
    return MET if political in admitted else NOT_ADMITTED


def words(political: Political | None, admitted: Admitted, lang: Lang) -> dict[str, str]:
    held = "" if political is None else say(political, lang)
    return {"held": held, "asked": say_all(admitted or (), lang)}


POLITICAL: Rule[Political | None, Admitted] = Rule(
    code="political",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    kinds=(PoliticalAsked,),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        MET.reason: Text("政治面貌符合要求（{asked}）", "Political status is as asked ({asked})"),
        NOT_KNOWN.reason: Text(
            "岗位要求{asked}，学生政治面貌未填写",
            "Asks for a {asked}; the student's political status is not known",
            "student.political",
        ),
        CONTRADICTORY.reason: Text(
            "岗位的政治面貌要求前后不一致，需人工核对",
            "The political statuses asked contradict each other",
            "posting.political",
        ),
        NOT_ADMITTED.reason: Text("岗位要求{asked}，学生为{held}", "Asks for a {asked}; the student is a {held}"),
    },
)
