"""Licences and certificates: held, passed but not registered, sitting next, within reach, or none."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from jobmatch.domain import Freshness, Licence, LicenceAsked, LicenceState, Posting, Student, Verdict
from jobmatch.rules import graduate
from jobmatch.rules.experience import months_between, months_since_study
from jobmatch.rules.reach import (
    AT_ONCE,
    NOT_KNOWN,
    Wait,
    Waits,
    family_of,
    is_certain,
    practises_first,
    wait_for,
    waits,
)
from jobmatch.rules.rule import (
    NOTHING_ASKED,
    Lang,
    Meeting,
    Proposal,
    Rule,
    Ruling,
    Text,
    best,
    fails,
    passes,
    unknown,
    worst,
)
from jobmatch.rules.wording import join, pick
from jobmatch.taxonomy.licences import kinds, licence, may_turn_out_to_be, registered_from, satisfies

HALF_YEAR = 6  # results and registration of a sitting are out by then
FULL_YEAR = 12  # these examinations are held every year, so one sitting at least falls into it
OBTAINED = (LicenceState.HELD, LicenceState.PASSED)


class Paper(NamedTuple):
    """A licence and its state; months after the start until it is in hand, for one that is still to be sat."""

    code: str
    state: LicenceState
    months: int = 0


class Holder(NamedTuple):
    """papers: empty where nobody has said; fresh: whether a fresh graduate, None where it is not known."""

    papers: frozenset[Paper]
    waits: Waits
    fresh: bool | None


class Clause(NamedTuple):
    any_of: frozenset[str]
    after_months: int
    grace_fresh_only: bool = False


NOTHING = passes("licence.nothing_asked")
HELD = passes("licence.held")
REGISTERS = passes("licence.passed_not_registered")
ON_REQUEST = passes("licence.obtained_before_start")
SITS_BEFORE = passes("licence.sits_before")
LATER = passes("licence.obtain_after_start")
NOT_SAID = unknown("licence.not_said")
CLASS_NOT_KNOWN = unknown("licence.class_not_known")
PRACTICE_FIRST = unknown("licence.practice_first")
ABOLISHED = unknown("licence.abolished")
SITS_NEXT = unknown("licence.sits_next")
REACH_NOT_KNOWN = unknown("licence.reach_not_known")
GRACE_SHORT = unknown("licence.grace_short")
FRESH_NOT_KNOWN = unknown("licence.fresh_not_known")
EXPIRED = fails("licence.expired")
NOT_HELD = fails("licence.not_held")
MAY_NOT_SIT = fails("licence.may_not_sit")


def student_side(student: Student, night: date) -> Holder:
    papers = frozenset(paper_of(held, student, night) for held in student.licences)
    assistant = any(p.state in OBTAINED and satisfies(p.code, "assistant_physician") for p in papers)
    known = student.education
    return Holder(
        papers,
        waits(known.level, known.major_code, months_since_study(student, night), assistant),
        is_fresh(student, night),
    )


def paper_of(held: Licence, student: Student, night: date) -> Paper:
    """A licence on the night: one that has run out is expired, whatever the record says."""
    if held.expires_on is not None and held.expires_on < night:
        return Paper(held.code, LicenceState.EXPIRED)
    if held.state is not LicenceState.SITTING:
        return Paper(held.code, held.state)
    if held.on is None or held.on < night:
        return Paper(held.code, held.state, HALF_YEAR)
    start = max(night, student.education.graduated_on or night)
    return Paper(held.code, held.state, max(0, months_between(start, held.on) + HALF_YEAR))


def is_fresh(student: Student, night: date) -> bool | None:
    """Whether the student counts as 应届 this year."""
    clause = Freshness.FRESH, graduate.graduating_year(night), False
    verdict = graduate.judge_clause(graduate.student_side(student, night), clause).verdict
    return None if verdict is Verdict.UNKNOWN else verdict is Verdict.PASS


def posting_side(posting: Posting, night: date) -> tuple[Clause, ...]:
    asked = (clause for clause, _ in posting.required(LicenceAsked))
    clauses = {Clause(a.any_of, a.after_months, a.grace_fresh_only and a.after_months > 0) for a in asked}
    return tuple(sorted(clauses, key=lambda clause: (sorted(clause.any_of), *clause[1:])))


def judge(holder: Holder, asked: tuple[Clause, ...]) -> Ruling:
    return worst(judge_clause(holder, clause) for clause in asked) if asked else NOTHING


def judge_clause(holder: Holder, clause: Clause) -> Ruling:
    """Months of grace that only fresh graduates have count for them alone."""
    if not clause.grace_fresh_only or holder.fresh:
        return judge_within(holder, clause.any_of, clause.after_months)
    at_start = judge_within(holder, clause.any_of, 0)
    if holder.fresh is None and judge_within(holder, clause.any_of, clause.after_months).verdict != at_start.verdict:
        return FRESH_NOT_KNOWN
    return at_start


def judge_within(holder: Holder, any_of: frozenset[str], after_months: int) -> Ruling:
    """The best paper decides; without any, what may be obtained before the start or in the months after it.

    A roster that lists licences lists them all, so what it leaves out is not held; an empty list says nothing, but
    the law bars some people all the same.
    """
    ruling = best(
        [judge_paper(holder, paper, code, after_months) for paper in holder.papers for code in any_of] or [NOT_HELD]
    )
    if ruling.verdict is Verdict.PASS:
        return ruling
    reach = best(judge_without(holder, code, after_months) for code in sorted(any_of))
    if reach.verdict is Verdict.PASS:
        return reach
    if ruling.verdict is Verdict.UNKNOWN:
        return ruling
    if all(licence(code).abolished for code in any_of):
        return ABOLISHED
    if not holder.papers and reach.verdict is Verdict.FAIL and reach is not MAY_NOT_SIT:
        return NOT_SAID
    return reach if after_months or not holder.papers or reach is PRACTICE_FIRST else ruling


def judge_paper(holder: Holder, paper: Paper, asked: str, after_months: int) -> Ruling:
    """What one paper is worth where one licence is asked.

    Whoever passed (成绩合格) registers with the employer, as nurses do, so the opening is theirs to apply for.
    Whoever sits the next examination passes only where the law lets them and the months after the start suffice.
    """
    registers = registered_from(paper.code, asked)
    if not registers and not satisfies(paper.code, asked):
        open_class = paper.state in OBTAINED and may_turn_out_to_be(paper.code, asked)
        return CLASS_NOT_KNOWN if open_class else NOT_HELD
    match paper.state:
        case LicenceState.HELD:
            return REGISTERS if registers else HELD
        case LicenceState.PASSED:
            return REGISTERS
        case LicenceState.SITTING:
            return judge_sitting(paper, wait_for(paper.code, holder.waits), after_months)
        case LicenceState.EXPIRED:
            return EXPIRED


def judge_without(holder: Holder, code: str, after_months: int) -> Ruling:
    """What may be had without any paper yet: at the counter, or after the practice that the law asks first."""
    if licence(code).on_request:
        return ON_REQUEST
    if not after_months and holder.fresh is not False and practises_first(code, holder.waits):
        return PRACTICE_FIRST
    return judge_reach(wait_for(code, holder.waits), after_months)


def judge_sitting(paper: Paper, wait: Wait | None, after_months: int) -> Ruling:
    if wait is None:
        return MAY_NOT_SIT
    if not after_months:
        return NOT_HELD if wait.least else SITS_NEXT
    ready = max(paper.months, wait.most + HALF_YEAR) if wait.most else paper.months
    return SITS_BEFORE if ready <= after_months else SITS_NEXT


def judge_reach(wait: Wait | None, after_months: int) -> Ruling:
    """What may be obtained by whoever has made no plan yet: a full year holds one sitting, after the practice asked."""
    if wait is None:
        return MAY_NOT_SIT
    if not after_months:
        return NOT_HELD
    if wait == NOT_KNOWN:
        return REACH_NOT_KNOWN
    return LATER if wait.most + FULL_YEAR <= after_months else GRACE_SHORT


def student_facts(holder: Holder) -> Iterator[tuple[Hashable, Hashable]]:
    """Each paper, by every licence that it counts or may count for, and the wait for each family of licences."""
    for paper in holder.papers:
        if paper.state is not LicenceState.EXPIRED:  # worth as much as none
            sits = wait_for(paper.code, holder.waits) if paper.state is LicenceState.SITTING else None
            yield from ((wanted, (paper, sits)) for wanted in counts_for(paper.code))
    yield from enumerate(holder.waits)


def posting_aspects(asked: tuple[Clause, ...]) -> Iterator[Hashable]:
    for code in {code for clause in asked for code in clause.any_of}:
        yield code
        yield family_of(code)


@cache
def counts_for(held: str) -> tuple[str, ...]:
    """Every licence that a paper stands for, is the examination of, or may turn out to be."""
    tests = (satisfies, registered_from, may_turn_out_to_be)
    return tuple(wanted for wanted in kinds() if any(test(held, wanted) for test in tests))


def stranger(holder: Holder) -> Holder:
    """The same student with papers that count for nothing and no practice to do."""
    papers = frozenset({Paper(next(iter(kinds())), LicenceState.EXPIRED)}) if holder.papers else holder.papers
    return Holder(papers, (AT_ONCE,) * len(holder.waits), holder.fresh)


def words(holder: Holder, asked: tuple[Clause, ...], lang: Lang) -> dict[str, str]:
    held = sorted({say_licence(paper.code, lang) for paper in holder.papers if paper.state in OBTAINED})
    return {
        "asked": join((say_clause(clause, lang) for clause in asked), lang),
        "held": join(held, lang) or pick(("无", "none"), lang),
        "instead": say_instead(holder, asked, lang),
        "basis": say_basis(asked, lang),
    }


def say_instead(holder: Holder, asked: tuple[Clause, ...], lang: Lang) -> str:
    """A note where only a paper of another name fits, and that it stands for what is asked is not verified."""
    obtained = {paper.code for paper in holder.papers if paper.state in OBTAINED}
    doubtful = {
        code
        for clause in asked
        if not clause.any_of & obtained
        for code in obtained
        if not is_verified(code) and any(satisfies(code, wanted) for wanted in clause.any_of)
    }
    if not doubtful:
        return ""
    names = join((say_licence(code, lang) for code in sorted(doubtful)), lang)
    return pick((f"（以{names}代替，需核实）", f" ({names} in its place, to be verified)"), lang)


def is_verified(code: str) -> bool:
    """Whether what a licence stands for was read in the law or quoted from it (V, Q), not merely well known."""
    return not licence(code).source.endswith(("(K)", "(X)", "K", "–"))


def say_basis(asked: tuple[Clause, ...], lang: Lang) -> str:
    """A note where who may sit is well known but not verified, or sources conflict."""
    if all(is_certain(code) for clause in asked for code in clause.any_of):
        return ""
    return pick(("（报考条件需核实，以当年公告为准）", " (who may sit is to be verified in the year's notice)"), lang)


def say_clause(clause: Clause, lang: Lang) -> str:
    names = pick(("或", " or "), lang).join(say_licence(code, lang) for code in sorted(clause.any_of))
    if not clause.after_months:
        return names
    who = ("应届毕业生", "fresh graduates: ") if clause.grace_fresh_only else ("", "")
    zh = f"{names}（{who[0]}可在入职{clause.after_months}个月内取得）"
    en = f"{names} ({who[1]}within {clause.after_months} months of the start)"
    return pick((zh, en), lang)


def say_licence(code: str, lang: Lang) -> str:
    kind = licence(code)
    return pick((kind.zh, kind.en), lang)


def changes(student: Student, holder: Holder, shut: Sequence[tuple[Clause, ...]]) -> Iterable[Proposal[Holder]]:
    """Obtain, or renew, one licence that the postings ask for and that the student may sit for within a year."""
    lapsed = {paper.code for paper in holder.papers if paper.state is LicenceState.EXPIRED}
    wanted = {code for asked in shut for clause in asked for code in clause.any_of}
    for code in sorted(code for code in wanted if within_reach(wait_for(code, holder.waits))):
        zh, en = ("重新取得", "Renewing") if code in lapsed else ("取得", "Obtaining")
        yield Proposal(
            f"licence:{code}",
            holder._replace(papers=holder.papers | {Paper(code, LicenceState.HELD)}),
            f"{zh}{say_licence(code, 'zh')}，可打开{{postings}}",
            f"{en} “{say_licence(code, 'en')}” would open {{postings}}",
        )


def within_reach(wait: Wait | None) -> bool:
    return wait is not None and wait.most <= FULL_YEAR


LICENCE: Rule[Holder, tuple[Clause, ...]] = Rule(
    code="licence",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    changes=changes,
    kinds=(LicenceAsked,),
    meeting=Meeting(student_facts, posting_aspects, stranger),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        HELD.reason: Text("已持有所需证书：{asked}{instead}", "Holds what is asked ({asked}){instead}"),
        REGISTERS.reason: Text("考试成绩合格、尚未注册，符合要求：{asked}", "Passed, not yet registered ({asked})"),
        ON_REQUEST.reason: Text("入职前可以办理：{asked}", "Can be had before the start ({asked})"),
        SITS_BEFORE.reason: Text("下次考试后即可满足：{asked}", "Sits the next examination in time ({asked})"),
        LATER.reason: Text("应聘时不必持有：{asked}{basis}", "May be obtained after the start ({asked}){basis}"),
        NOT_SAID.reason: Text(
            "岗位要求{asked}，学生证书情况未填写",
            "Asks for {asked}; the student's licences are not known",
            "student.licences",
        ),
        CLASS_NOT_KNOWN.reason: Text(
            "岗位要求{asked}，学生持有{held}，类别或级别未写明",
            "Asks for {asked}; the student holds {held}, of a class that is not named",
            "student.licences",
        ),
        PRACTICE_FIRST.reason: Text(
            "岗位要求{asked}，学生毕业后须在执业医师指导下试用满一年才能报考（医师法第十条），能否先以试用期上岗需问单位",
            "Asks for {asked}, which may be sat for only after a year under supervision (Physicians Law, Art. 10); "
            "whether one may start on probation is the employer's to say",
            "posting.licences",
        ),
        ABOLISHED.reason: Text(
            "岗位要求{asked}，该证已不再核发，以何代替需问单位",
            "Asks for {asked}, which is issued no more; what counts instead is the employer's to say",
            "posting.licences",
        ),
        SITS_NEXT.reason: Text(
            "岗位要求{asked}，学生将参加考试，能否在期限内取得需确认",
            "Asks for {asked}; the student is to sit the examination, perhaps too late",
            "student.licences",
        ),
        REACH_NOT_KNOWN.reason: Text(
            "岗位要求{asked}，学生学历或专业未核实，能否报考不清楚",
            "Asks for {asked}; whether the student may sit depends on level and major, which are not known",
            "student.major",
        ),
        GRACE_SHORT.reason: Text(
            "岗位要求{asked}，按报考条件学生可能来不及，期限能否放宽需确认{basis}",
            "Asks for {asked}; by the rules of the examination the student may be later than that{basis}",
            "posting.licences",
        ),
        FRESH_NOT_KNOWN.reason: Text(
            "岗位要求{asked}，学生是否算应届毕业生未核实",
            "Asks for {asked}; whether the student counts as a fresh graduate is not known",
            "student.graduation_date",
        ),
        EXPIRED.reason: Text("岗位要求{asked}，学生所持证书已过期", "Asks for {asked}; the student's has expired"),
        NOT_HELD.reason: Text(
            "岗位要求{asked}，学生未持有（现有证书：{held}）", "Asks for {asked}; the student's licences: {held}"
        ),
        MAY_NOT_SIT.reason: Text(
            "岗位要求{asked}，学生按学历和专业不能报考{basis}",
            "Asks for {asked}, for which the student's level and major may not sit{basis}",
        ),
    },
)
