"""Whether a push may reach the student at all: consent, stage, and bonds already signed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jobmatch.domain import Contract, Posting, Stage, Student
from jobmatch.rules.rule import Lang, Rule, Ruling, Text, fails, passes, unknown
from jobmatch.rules.wording import say

WHILE_ENROLLED = frozenset({Contract.INTERNSHIP, Contract.PART_TIME})
NOT_LOOKING = frozenset({Stage.PLACED, Stage.STUDYING_ON, Stage.CLOSED})


class Reach(NamedTuple):
    consent: bool | None
    stage: Stage
    bond: str | None


GIVEN = passes("consent.given")
WHILE_STUDYING = passes("consent.while_studying")
BOUND = unknown("consent.bound")
KIND_NOT_KNOWN = unknown("consent.contract_not_stated")
REFUSED = fails("consent.refused")
NOT_ASKED = fails("consent.not_asked")
NOT_SEEKING = fails("consent.not_seeking")
STILL_ENROLLED = fails("consent.still_enrolled")


def student_side(student: Student, night: date) -> Reach:
    return Reach(student.consent_push, student.stage, student.bond or None)


def posting_side(posting: Posting, night: date) -> Contract | None:
    return posting.terms.contract


def judge(reach: Reach, contract: Contract | None) -> Ruling:
    """No push without consent; a student bound by 订单定向 is left to the counselor, never sent elsewhere unflagged."""
    if not reach.consent:
        return NOT_ASKED if reach.consent is None else REFUSED
    if reach.stage in NOT_LOOKING:
        return NOT_SEEKING
    if reach.stage is Stage.ENROLLED and contract is not None and contract not in WHILE_ENROLLED:
        return STILL_ENROLLED
    if reach.bond is not None:
        return BOUND
    if reach.stage is Stage.ENROLLED:
        return KIND_NOT_KNOWN if contract is None else WHILE_STUDYING
    return GIVEN


def words(reach: Reach, contract: Contract | None, lang: Lang) -> dict[str, str]:
    return {
        "stage": say(reach.stage, lang),
        "bond": reach.bond or "",
        "contract": "" if contract is None else say(contract, lang),
    }


CONSENT: Rule[Reach, Contract | None] = Rule(
    code="consent",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    texts={
        GIVEN.reason: Text("学生同意接收岗位推送", "The student agreed to receive pushes"),
        WHILE_STUDYING.reason: Text("在读期间可做{contract}", "Possible while enrolled: {contract}"),
        BOUND.reason: Text(
            "学生已签订单定向协议（{bond}），推荐前须与辅导员确认",
            "The student is bound by a training agreement ({bond}): a counselor decides first",
            "student.bond",
        ),
        KIND_NOT_KNOWN.reason: Text(
            "学生在读，岗位未说明是否为实习或兼职",
            "The student is enrolled; the posting does not say whether it is an internship or part-time work",
            "posting.contract",
        ),
        REFUSED.reason: Text("学生不同意接收岗位推送", "The student does not want pushes"),
        NOT_ASKED.reason: Text(
            "尚未征得学生同意，不能推送", "The student has not been asked for consent yet", "student.consent"
        ),
        NOT_SEEKING.reason: Text("学生{stage}，暂不推送", "The student is {stage}: no pushes"),
        STILL_ENROLLED.reason: Text(
            "学生在读，岗位为{contract}，毕业前不推送", "The student is enrolled; this is a {contract}"
        ),
    },
)
