"""Whether a push may reach the student at all: consent, and somebody who is looking for work."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jobmatch.domain import Posting, Stage, Student
from jobmatch.rules.rule import Lang, Rule, Ruling, Text, fails, passes
from jobmatch.rules.wording import say

NOT_LOOKING = frozenset({Stage.PLACED, Stage.STUDYING_ON, Stage.CLOSED})


class Reach(NamedTuple):
    consent: bool | None
    stage: Stage


GIVEN = passes("consent.given")
REFUSED = fails("consent.refused")
NOT_ASKED = fails("consent.not_asked")
NOT_SEEKING = fails("consent.not_seeking")


def student_side(student: Student, night: date) -> Reach:
    return Reach(student.consent_push, student.stage)


def posting_side(posting: Posting, night: date) -> None:
    """Consent is to pushes, whatever is pushed."""
    return


def judge(reach: Reach, posting: None) -> Ruling:
    if not reach.consent:
        return NOT_ASKED if reach.consent is None else REFUSED
    return NOT_SEEKING if reach.stage in NOT_LOOKING else GIVEN


def words(reach: Reach, posting: None, lang: Lang) -> dict[str, str]:
    return {"stage": say(reach.stage, lang)}


CONSENT: Rule[Reach, None] = Rule(
    code="consent",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    texts={
        GIVEN.reason: Text("学生同意接收岗位推送", "The student agreed to receive pushes"),
        REFUSED.reason: Text("学生不同意接收岗位推送", "The student does not want pushes"),
        NOT_ASKED.reason: Text(
            "尚未征得学生同意，不能推送", "The student has not been asked for consent yet", "student.consent"
        ),
        NOT_SEEKING.reason: Text("学生{stage}，暂不推送", "The student is {stage}: no pushes"),
    },
)
