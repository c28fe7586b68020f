"""Academic degree (学位), which a level of schooling need not bring."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jobmatch.domain import Degree, DegreesAsked, Level, Posting, Stage, Student
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, common_ground, fails, passes, unknown
from jobmatch.rules.wording import say, say_from


class Standing(NamedTuple):
    """What decides a degree: awarded is None where nobody has said, due where graduation is still to come."""

    level: Level | None
    awarded: Degree | None
    due: bool
    full_time: bool | None


class Asked(NamedTuple):
    """Degrees admitted, None where nothing is asked; waived holds the levels that need none."""

    admitted: frozenset[Degree] | None
    waived: frozenset[Level] = frozenset()


NOTHING = passes("degree.nothing_asked")
MET = passes("degree.met")
WAIVED = passes("degree.waived")
EXPECTED = passes("degree.expected_at_graduation")
NOT_KNOWN = unknown("degree.not_known")
CONTRADICTORY = unknown("degree.contradictory")
NO_DEGREE = fails("degree.no_degree")
NOT_ADMITTED = fails("degree.not_admitted")

EXPECTED_OF = {Level.BACHELOR: Degree.BACHELOR, Level.MASTER: Degree.MASTER, Level.DOCTOR: Degree.DOCTOR}


def student_side(student: Student, night: date) -> Standing:
    education = student.education
    if education.graduated_on is not None:
        due = education.graduated_on > night
    else:
        due = student.stage in (Stage.ENROLLED, Stage.GRADUATING)
    return Standing(education.level, education.degree, due, education.full_time)


def posting_side(posting: Posting, night: date) -> Asked:
    clauses = [asked for asked, _ in posting.required(DegreesAsked)]
    waived = common_ground(clause.waived_for for clause in clauses)
    return Asked(common_ground(clause.admitted for clause in clauses), waived or frozenset())


def judge(standing: Standing, asked: Asked) -> Ruling:
    """A degree that comes with graduation counts as if held.

    A full-time student of 本科 and above who has yet to graduate normally receives it; for other modes of study,
    and after graduation, a degree that nobody recorded is unknown. 大专 and below bring none.
    """
    admitted, waived = asked
    if admitted is None:
        return NOTHING
    if standing.level in waived:
        return WAIVED
    if not admitted:
        return CONTRADICTORY
    if standing.awarded is not None and standing.awarded in admitted:
        return MET
    if standing.level is not None and standing.level <= Level.ASSOCIATE and not standing.awarded:
        return MET if Degree.NONE in admitted else NO_DEGREE
    return judge_expected(standing, admitted)


def judge_expected(standing: Standing, admitted: frozenset[Degree]) -> Ruling:
    """The ruling on a degree that is not recorded as asked: may the one to come still meet it?"""
    expected = EXPECTED_OF.get(standing.level) if standing.level is not None else None
    if standing.due and expected in admitted:
        return EXPECTED if standing.full_time else NOT_KNOWN
    if standing.awarded is not None or (expected is not None and expected < min(admitted)):
        return NOT_ADMITTED
    return NOT_KNOWN


def words(standing: Standing, asked: Asked, lang: Lang) -> dict[str, str]:
    held = "" if standing.awarded is None else say(standing.awarded, lang)
    expected = EXPECTED_OF.get(standing.level) if standing.level is not None else None
    return {
        "held": held or ("" if expected is None else say(expected, lang)),
        "expected": "" if expected is None else say(expected, lang),
        "level": "" if standing.level is None else say(standing.level, lang),
        "asked": say_from(asked.admitted or (), lang),
    }


DEGREE: Rule[Standing, Asked] = Rule(
    code="degree",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    kinds=(DegreesAsked,),
    fields=("degree",),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        MET.reason: Text("学位符合要求（{asked}）", "The degree is admitted ({asked})"),
        WAIVED.reason: Text("放宽到{level}的，不要求学位", "No degree is asked of {level}"),
        EXPECTED.reason: Text(
            "毕业时可取得{expected}学位，符合要求（{asked}）", "The {expected} due at graduation is admitted ({asked})"
        ),
        NOT_KNOWN.reason: Text(
            "岗位要求学位为{asked}，学生学位未核实",
            "Asks for {asked}; the student's degree is not known",
            "student.degree",
        ),
        CONTRADICTORY.reason: Text(
            "岗位的学位要求前后不一致，需人工核对", "The degrees asked contradict each other", "posting.degree"
        ),
        NO_DEGREE.reason: Text("岗位要求{asked}学位，{level}不授予学位", "Asks for {asked}; {level} brings no degree"),
        NOT_ADMITTED.reason: Text("岗位要求{asked}学位，学生为{held}", "Asks for {asked}; the student's is {held}"),
    },
)
