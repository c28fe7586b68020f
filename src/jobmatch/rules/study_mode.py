"""Mode of study: 全日制普通高校 asked of the student."""

from __future__ import annotations

from datetime import date

from jobmatch.domain import LevelsAsked, Posting, Student
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, fails, passes, unknown

NOTHING = passes("study_mode.nothing_asked")
FULL_TIME = passes("study_mode.full_time")
NOT_KNOWN = unknown("study_mode.not_known")
PART_TIME = fails("study_mode.part_time")


def student_side(student: Student, night: date) -> bool | None:
    return student.education.full_time


def posting_side(posting: Posting, night: date) -> bool:
    return any(asked.full_time for asked, _ in posting.required(LevelsAsked))


def judge(full_time: bool | None, asked: bool) -> Ruling:
    if not asked:
        return NOTHING
    if full_time is None:
        return NOT_KNOWN
    return FULL_TIME if full_time else PART_TIME


def words(full_time: bool | None, asked: bool, lang: Lang) -> dict[str, str]:
    return {}


STUDY_MODE: Rule[bool | None, bool] = Rule(
    code="study_mode",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    kinds=(LevelsAsked,),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        FULL_TIME.reason: Text("全日制学习，符合要求", "Studied full time, as asked"),
        NOT_KNOWN.reason: Text(
            "岗位要求全日制，学生学习形式未填写",
            "Asks for full-time study; the student's mode of study is not known",
            "student.study_mode",
        ),
        PART_TIME.reason: Text(
            "岗位要求全日制，学生为非全日制", "Asks for full-time study; the student studied part time"
        ),
    },
)
