"""Licences and certificates: held, passed but not registered, sitting next, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from jobmatch.domain import Licence, LicenceAsked, LicenceState, Posting, Student
from jobmatch.rules.reach import may_sit
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Proposal, Rule, Ruling, Text, best, fails, passes, unknown, worst
from jobmatch.rules.wording import join, pick
from jobmatch.taxonomy.licences import licence, satisfies

HALF_YEAR = 6  # results and registration of the next sitting are out by then
FULL_YEAR = 12  # these examinations are held every year, so one sitting at least falls into it

Papers = frozenset[tuple[str, LicenceState]]  # empty: nobody has said


class Clause(NamedTuple):
    any_of: frozenset[str]
    after_months: int


NOTHING = passes("licence.nothing_asked")
HELD = passes("licence.held")
REGISTERS = passes("licence.passed_not_registered")
SITS_BEFORE = passes("licence.sits_before")
LATER = passes("licence.obtain_after_start")
NOT_SAID = unknown("licence.not_said")
SITS_NEXT = unknown("licence.sits_next")
EXPIRED = fails("licence.expired")
NOT_HELD = fails("licence.not_held")


def student_side(student: Student, night: date) -> Papers:
    return frozenset((held.code, state_on(held, night)) for held in student.licences)


def state_on(held: Licence, night: date) -> LicenceState:
    """The state of a licence on the night: one that has run out is expired, whatever the record says."""
    lapsed = held.expires_on is not None and held.expires_on < night
    return LicenceState.EXPIRED if lapsed else held.state


def posting_side(posting: Posting, night: date) -> tuple[Clause, ...]:
    clauses = {Clause(asked.any_of, asked.after_months) for asked, _ in posting.required(LicenceAsked)}
    return tuple(sorted(clauses, key=lambda clause: (sorted(clause.any_of), clause.after_months)))


def judge(papers: Papers, asked: tuple[Clause, ...]) -> Ruling:
    return worst(judge_clause(papers, clause) for clause in asked) if asked else NOTHING


def judge_clause(papers: Papers, clause: Clause) -> Ruling:
    """The best paper decides; without any, what the posting allows to be obtained after the start.

    A roster that lists licences lists them all, so what it leaves out is not held; an empty list says nothing.
    """
    fitting = [state for code, state in papers if any(satisfies(code, asked) for asked in clause.any_of)]
    ruling = best([judge_state(state, clause.after_months) for state in fitting] or [NOT_HELD])
    if ruling.verdict is NOT_HELD.verdict or ruling is SITS_NEXT:
        if clause.after_months >= FULL_YEAR:
            return LATER
        return ruling if papers else NOT_SAID
    return ruling


def judge_state(state: LicenceState, after_months: int) -> Ruling:
    """Whoever passed (成绩合格) registers with the employer, as nurses do, so the opening is theirs to apply for.

    Whoever sits the next examination passes only where the posting leaves half a year after the start.
    """
    match state:
        case LicenceState.HELD:
            return HELD
        case LicenceState.PASSED:
            return REGISTERS
        case LicenceState.SITTING:
            return SITS_BEFORE if after_months >= HALF_YEAR else SITS_NEXT
        case LicenceState.EXPIRED:
            return EXPIRED


def words(papers: Papers, asked: tuple[Clause, ...], lang: Lang) -> dict[str, str]:
    held = sorted({say_licence(code, lang) for code, _ in papers})
    return {"asked": join((say_clause(clause, lang) for clause in asked), lang), "held": join(held, lang)}


def say_clause(clause: Clause, lang: Lang) -> str:
    names = pick(("或", " or "), lang).join(say_licence(code, lang) for code in sorted(clause.any_of))
    if not clause.after_months:
        return names
    zh, en = (
        f"入职{clause.after_months}个月内取得{names}",
        f"{names} (within {clause.after_months} months of the start)",
    )
    return pick((zh, en), lang)


def say_licence(code: str, lang: Lang) -> str:
    kind = licence(code)
    return pick((kind.zh, kind.en), lang)


def changes(student: Student, papers: Papers, shut: Sequence[tuple[Clause, ...]]) -> Iterable[Proposal[Papers]]:
    """Obtain, or renew, one licence that the postings ask for and that the student's major may sit for."""
    lapsed = {code for code, state in papers if state is LicenceState.EXPIRED}
    wanted = {code for asked in shut for clause in asked for code in clause.any_of}
    for code in sorted(code for code in wanted if may_sit(code, student.education.major_code)):
        zh, en = ("重新取得", "Renewing") if code in lapsed else ("取得", "Obtaining")
        yield Proposal(
            f"licence:{code}",
            papers | {(code, LicenceState.HELD)},
            f"{zh}{say_licence(code, 'zh')}，可打开{{postings}}",
            f"{en} “{say_licence(code, 'en')}” would open {{postings}}",
        )


LICENCE: Rule[Papers, tuple[Clause, ...]] = Rule(
    code="licence",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    changes=changes,
    kinds=(LicenceAsked,),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        HELD.reason: Text("已持有所需证书：{asked}", "Holds what is asked ({asked})"),
        REGISTERS.reason: Text("考试成绩合格、尚未注册，符合要求：{asked}", "Passed, not yet registered ({asked})"),
        SITS_BEFORE.reason: Text("下次考试后即可满足：{asked}", "Sits the next examination in time ({asked})"),
        LATER.reason: Text("应聘时不必持有：{asked}", "May be obtained after the start ({asked})"),
        NOT_SAID.reason: Text(
            "岗位要求{asked}，学生证书情况未填写",
            "Asks for {asked}; the student's licences are not known",
            "student.licences",
        ),
        SITS_NEXT.reason: Text(
            "岗位要求{asked}，学生将参加下次考试，能否入职后补证需确认",
            "Asks for {asked}; the student sits the next examination",
            "student.licences",
        ),
        EXPIRED.reason: Text("岗位要求{asked}，学生所持证书已过期", "Asks for {asked}; the student's has expired"),
        NOT_HELD.reason: Text("岗位要求{asked}，学生持有{held}", "Asks for {asked}; the student holds {held}"),
    },
)
