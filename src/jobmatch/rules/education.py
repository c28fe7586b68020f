"""Level of education: does the posting admit the student's highest level?"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jobmatch.domain import Level, LevelsAsked, Posting, Student
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, common_ground, fails, passes, unknown
from jobmatch.rules.wording import say, say_from


class Admitted(NamedTuple):
    """The levels that every clause admits, and those that only some of contradicting statements do."""

    levels: frozenset[Level]
    contested: frozenset[Level] = frozenset()


NOTHING = passes("education.nothing_asked")
ADMITTED = passes("education.admitted")
NOT_KNOWN = unknown("education.level_not_known")
CONTRADICTORY = unknown("education.contradictory")
CONTESTED = unknown("education.contested")
TOO_LOW = fails("education.too_low")
TOO_HIGH = fails("education.too_high")
NOT_ADMITTED = fails("education.not_admitted")


def student_side(student: Student, night: date) -> Level | None:
    return student.education.level


def posting_side(posting: Posting, night: date) -> Admitted | None:
    clauses = [asked for asked, _ in posting.required(LevelsAsked)]
    admitted = common_ground(asked.admitted for asked in clauses)
    somehow = common_ground(asked.admitted | asked.contested for asked in clauses)
    return None if admitted is None or somehow is None else Admitted(admitted, somehow - admitted)


def judge(level: Level | None, admitted: Admitted | None) -> Ruling:
    """Postings count the highest level only: 仅限本科 refuses a master, who may not apply with an earlier level."""
    if admitted is None:
        return NOTHING
    if not admitted.levels:
        return CONTRADICTORY
    if level is None:
        return NOT_KNOWN
    if level in admitted.levels:
        return ADMITTED
    if level in admitted.contested:
        return CONTESTED
    if level < min(admitted.levels):
        return TOO_LOW
    return TOO_HIGH if level > max(admitted.levels) else NOT_ADMITTED


def words(level: Level | None, admitted: Admitted | None, lang: Lang) -> dict[str, str]:
    held = "" if level is None else say(level, lang)
    return {"held": held, "asked": say_from(admitted.levels if admitted else (), lang)}


EDUCATION: Rule[Level | None, Admitted | None] = Rule(
    code="education",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    coarse=True,
    kinds=(LevelsAsked,),
    fields=("education",),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        ADMITTED.reason: Text("学历{held}符合要求（{asked}）", "{held} is admitted ({asked})"),
        NOT_KNOWN.reason: Text(
            "岗位要求学历为{asked}，学生学历未填写",
            "Asks for {asked}; the student's level is not known",
            "student.level",
        ),
        CONTRADICTORY.reason: Text(
            "岗位的学历要求前后不一致，需人工核对", "The levels asked contradict each other", "posting.education"
        ),
        CONTESTED.reason: Text(
            "学历要求前后不一致，请核对：有一处要求{asked}，另一处也接受{held}",
            "The levels asked differ: one clause asks for {asked}, another admits {held}",
            "posting.education",
        ),
        TOO_LOW.reason: Text("岗位要求{asked}，学生为{held}", "Asks for {asked}; the student's level is {held}"),
        TOO_HIGH.reason: Text("岗位仅限{asked}，学生为{held}", "Only {asked} may apply; the student's level is {held}"),
        NOT_ADMITTED.reason: Text("岗位限{asked}，不含{held}", "Only {asked} may apply, not {held}"),
    },
)
