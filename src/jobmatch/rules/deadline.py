"""The last day to apply: a posting whose deadline has passed is never pushed."""

from __future__ import annotations

from datetime import date

from jobmatch.domain import Posting, Student
from jobmatch.rules.quoting import sentences_with
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, fails, passes

NOTHING = passes("deadline.nothing_asked")
AHEAD = passes("deadline.ahead")
PASSED = fails("deadline.passed")


def student_side(student: Student, night: date) -> date:
    return night


def posting_side(posting: Posting, night: date) -> date | None:
    return posting.terms.deadline


def judge(night: date, deadline: date | None) -> Ruling:
    """The deadline's own day still counts; a posting that names none stays open until its status says otherwise."""
    if deadline is None:
        return NOTHING
    return PASSED if deadline < night else AHEAD


def words(night: date, deadline: date | None, lang: Lang) -> dict[str, str]:
    return {"deadline": str(deadline), "night": str(night)}


DEADLINE: Rule[date, date | None] = Rule(
    code="deadline",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    fields=("deadline",),
    quotes=sentences_with(r"截止|报名时间|有效期|(?i:closing date)"),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        AHEAD.reason: Text("报名截止{deadline}，尚未截止", "Open until {deadline}"),
        PASSED.reason: Text("报名已于{deadline}截止（今天{night}）", "Closed on {deadline}; today is {night}"),
    },
)
