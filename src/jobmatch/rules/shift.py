"""Night work against what the student accepts of the night."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from jobmatch.domain import NightLimit, Posting, Shifts, Student
from jobmatch.rules.quoting import sentences_with
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Proposal, Rule, Ruling, Text, fails, passes, unknown
from jobmatch.rules.wording import say

NOTHING = passes("shift.nothing_asked")
DAY = passes("shift.day")
ACCEPTED = passes("shift.accepted")
SILENT = unknown("shift.not_stated")
NOT_SAID = unknown("shift.student_not_asked")
TOO_MANY = fails("shift.nights_refused")

REFUSED = {
    NightLimit.REFUSES: frozenset({Shifts.SOME_NIGHTS, Shifts.REGULAR_NIGHTS}),
    NightLimit.NOT_LONG_TERM: frozenset({Shifts.REGULAR_NIGHTS}),
    NightLimit.ACCEPTS: frozenset[Shifts](),
}


def student_side(student: Student, night: date) -> NightLimit | None:
    return student.wishes.nights


def posting_side(posting: Posting, night: date) -> Shifts | None:
    return posting.terms.shifts


def judge(limit: NightLimit | None, shifts: Shifts | None) -> Ruling:
    """Nights asked of somebody who never said are a question, and so is silence towards somebody with a limit."""
    if shifts is Shifts.DAY:
        return DAY
    if shifts is None:
        return NOTHING if limit is None or limit is NightLimit.ACCEPTS else SILENT
    if limit is None:
        return NOT_SAID
    return TOO_MANY if shifts in REFUSED[limit] else ACCEPTED


def words(limit: NightLimit | None, shifts: Shifts | None, lang: Lang) -> dict[str, str]:
    return {"limit": "" if limit is None else say(limit, lang), "shifts": "" if shifts is None else say(shifts, lang)}


def changes(
    student: Student, limit: NightLimit | None, shut: Sequence[Shifts | None]
) -> Iterable[Proposal[NightLimit | None]]:
    """The next step only: whoever refuses nights may try an occasional one before a regular shift."""
    if limit is NightLimit.REFUSES:
        yield Proposal(
            "nights:not_long_term",
            NightLimit.NOT_LONG_TERM,
            "如能接受偶尔夜班，可打开{postings}",
            "Accepting an occasional night would open {postings}",
        )
    elif limit is NightLimit.NOT_LONG_TERM:
        yield Proposal(
            "nights:accepts",
            NightLimit.ACCEPTS,
            "如能接受轮夜班，可打开{postings}",
            "Accepting night shifts would open {postings}",
        )


SHIFT: Rule[NightLimit | None, Shifts | None] = Rule(
    code="shift",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    changes=changes,
    waivable=True,
    quotes=sentences_with(
        r"夜[班间值]|夜里|值夜|通宵|[倒轮]班|[三两二]班|白天?班|听班|行政班|班次|(?i:\bnights?\b|\bshifts?\b)",
        r"夜|值班(?!员|室)|正常上下班|早.{1,2}晚.{1,2}",
    ),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        DAY.reason: Text("岗位为白班", "Day shifts only"),
        ACCEPTED.reason: Text("岗位{shifts}，学生{limit}", "{shifts}; the student: {limit}"),
        SILENT.reason: Text(
            "学生{limit}，岗位未说明班次",
            "The student: {limit}; the posting does not speak of shifts",
            "posting.shifts",
        ),
        NOT_SAID.reason: Text(
            "岗位{shifts}，学生未说明能否上夜班",
            "{shifts}; the student has not said whether nights are acceptable",
            "student.limits",
        ),
        TOO_MANY.reason: Text("岗位{shifts}，学生{limit}", "{shifts}; the student: {limit}"),
    },
)
