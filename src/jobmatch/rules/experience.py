"""Work experience, and experience at the grassroots (基层工作经历)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jobmatch.domain import ExperienceAsked, Level, Posting, Stage, Student
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, fails, passes, unknown, worst
from jobmatch.rules.wording import join, pick

FULL_YEAR = 12  # below it, a student's holidays and internships may add up to what is asked


class Worked(NamedTuple):
    """Months of work; at_most bounds what nobody has said (None: no bound is known)."""

    months: int | None
    grassroots_months: int | None
    at_most: int | None


Clause = tuple[int, bool]  # months, at the grassroots

NOTHING = passes("experience.nothing_asked")
MET = passes("experience.met")
NOT_KNOWN = unknown("experience.not_known")
TOO_SHORT = fails("experience.too_short")
STUDYING = fails("experience.still_studying")
TOO_RECENT = fails("experience.too_recent")


def student_side(student: Student, night: date) -> Worked:
    return Worked(student.experience_months, student.grassroots_experience_months, most_months(student, night))


def most_months(student: Student, night: date) -> int | None:
    """The most months of full-time work there can have been since graduation: 0 while still studying.

    None where it cannot be told: masters and doctors may have worked before they came back to study.
    """
    education = student.education
    if education.level is None or education.level > Level.BACHELOR:
        return None
    if student.stage in (Stage.ENROLLED, Stage.GRADUATING):
        return 0
    left = education.graduated_on
    return None if left is None else max(0, (night.year - left.year) * 12 + night.month - left.month)


def posting_side(posting: Posting, night: date) -> tuple[Clause, ...]:
    clauses = (asked for asked, _ in posting.required(ExperienceAsked))
    return tuple(sorted({(a.months, a.grassroots) for a in clauses if a.months > 0}))


def judge(worked: Worked, asked: tuple[Clause, ...]) -> Ruling:
    return worst(judge_clause(worked, clause) for clause in asked) if asked else NOTHING


def judge_clause(worked: Worked, clause: Clause) -> Ruling:
    """A year or more of work that nobody recorded is out of reach for whoever has not been out of school as long."""
    asked, grassroots = clause
    months = worked.grassroots_months if grassroots else worked.months
    if months is not None:
        return MET if months >= asked else TOO_SHORT
    if grassroots and worked.months is not None and worked.months < asked:
        return TOO_SHORT
    if worked.at_most is None or asked < FULL_YEAR or worked.at_most >= asked:
        return NOT_KNOWN
    return STUDYING if worked.at_most == 0 else TOO_RECENT


def words(worked: Worked, asked: tuple[Clause, ...], lang: Lang) -> dict[str, str]:
    grassroots = any(clause[1] for clause in asked)
    held = worked.grassroots_months if grassroots and worked.grassroots_months is not None else worked.months
    return {
        "asked": join((say_clause(c, lang) for c in asked), lang),
        "held": "" if held is None else pick((f"{held}个月", f"{held} months"), lang),
    }


def say_clause(clause: Clause, lang: Lang) -> str:
    months, grassroots = clause
    kind = ("基层工作经历", "of work at the grassroots") if grassroots else ("工作经历", "of work")
    return pick((f"{months}个月以上{kind[0]}", f"at least {months} months {kind[1]}"), lang)


EXPERIENCE: Rule[Worked, tuple[Clause, ...]] = Rule(
    code="experience",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    waivable=True,
    kinds=(ExperienceAsked,),
    fields=("grassroots_experience",),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        MET.reason: Text("工作经历{held}，符合要求（{asked}）", "{held} of work, as asked ({asked})"),
        NOT_KNOWN.reason: Text(
            "岗位要求{asked}，学生工作经历未填写",
            "Asks for {asked}; the student's experience is not known",
            "student.experience",
        ),
        TOO_SHORT.reason: Text("岗位要求{asked}，学生有{held}", "Asks for {asked}; the student has {held}"),
        STUDYING.reason: Text("岗位要求{asked}，学生尚未毕业", "Asks for {asked}; the student is still studying"),
        TOO_RECENT.reason: Text(
            "岗位要求{asked}，学生毕业不久", "Asks for {asked}; the student has only just graduated"
        ),
    },
)
