"""Work experience, and experience at the grassroots (基层工作经历)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jobmatch.domain import ExperienceAsked, Level, Posting, Stage, Student
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, fails, passes, unknown, worst
from jobmatch.rules.wording import join, pick

FULL_YEAR = 12  # below it, a student's holidays and internships may add up to what is asked
STRAIGHT_FROM_SCHOOL_AGE = 25  # whoever leaves study younger has not worked for a year or more before it
THREE_YEARS = 36  # nobody who studies, or has just left, is taken to have worked that long before


class Worked(NamedTuple):
    """Months of work; at_most bounds what nobody has said (None: no bound is known)."""

    months: int | None
    grassroots_months: int | None
    at_most: int | None


class Clause(NamedTuple):
    """Months of work; unless stated, some work is asked for and nobody said how much (有相关经验)."""

    months: int
    grassroots: bool = False
    stated: bool = True


NOTHING = passes("experience.nothing_asked")
MET = passes("experience.met")
NOT_KNOWN = unknown("experience.not_known")
UNSTATED = unknown("experience.unstated")
TOO_SHORT = fails("experience.too_short")
STUDYING = fails("experience.still_studying")
TOO_RECENT = fails("experience.too_recent")


def student_side(student: Student, night: date) -> Worked:
    return Worked(student.experience_months, student.grassroots_experience_months, most_months(student, night))


def most_months(student: Student, night: date) -> int | None:
    """The most months of full-time work there can have been: those since graduation, 0 while still studying.

    None where it cannot be told: masters and doctors may have worked before they came back to study, and so may
    whoever's level is not known, if old enough.
    """
    since = months_since_study(student, night)
    level = student.education.level
    if level is not None:
        return since if level <= Level.BACHELOR else None
    born = student.circumstances.born_on
    if born is None:
        return THREE_YEARS - 1 if since is not None and since < FULL_YEAR else None
    years_then = months_between(born, night) // 12 - (since or 0) // 12
    return since if years_then < STRAIGHT_FROM_SCHOOL_AGE else None


def months_since_study(student: Student, night: date) -> int | None:
    """Months since graduation, 0 while still studying; None where nobody has said when it was."""
    if student.stage in (Stage.ENROLLED, Stage.GRADUATING):
        return 0
    left = student.education.graduated_on
    return None if left is None else max(0, months_between(left, night))


def months_between(earlier: date, later: date) -> int:
    """
    >>> months_between(date(2025, 6, 30), date(2026, 1, 20))
    7
    """
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def posting_side(posting: Posting, night: date) -> tuple[Clause, ...]:
    clauses = (asked for asked, _ in posting.required(ExperienceAsked))
    return tuple(sorted({Clause(a.months, a.grassroots, a.stated) for a in clauses if a.months > 0}))


def judge(worked: Worked, asked: tuple[Clause, ...]) -> Ruling:
    return worst(judge_clause(worked, clause) for clause in asked) if asked else NOTHING


def judge_clause(worked: Worked, clause: Clause) -> Ruling:
    """A year or more of work that nobody recorded is out of reach for whoever has not been out of school as long.

    Where the posting says no length, any work will do; whether none will is for the employer to say.
    """
    asked, grassroots, stated = clause
    months = worked.grassroots_months if grassroots else worked.months
    if not stated:
        return MET if months else UNSTATED
    if months is not None:
        return MET if months >= asked else TOO_SHORT
    if grassroots and worked.months is not None and worked.months < asked:
        return TOO_SHORT
    if worked.at_most is None or asked < FULL_YEAR or worked.at_most >= asked:
        return NOT_KNOWN
    return STUDYING if worked.at_most == 0 else TOO_RECENT


def words(worked: Worked, asked: tuple[Clause, ...], lang: Lang) -> dict[str, str]:
    grassroots = any(clause.grassroots for clause in asked)
    held = worked.grassroots_months if grassroots and worked.grassroots_months is not None else worked.months
    return {
        "asked": join((say_clause(c, lang) for c in asked), lang),
        "held": "" if held is None else say_months(held, lang),
        "has": pick(("有", "has ") if held else ("没有（实习不计）", "has none (internships aside)"), lang)
        + (say_months(held, lang) if held else ""),
    }


def say_clause(clause: Clause, lang: Lang) -> str:
    months, grassroots, stated = clause
    kind = ("基层工作经历", "of work at the grassroots") if grassroots else ("工作经历", "of work")
    if not stated:
        return pick((f"有{kind[0]}", f"some months {kind[1]}"), lang)
    return pick((f"{say_months(months, 'zh')}以上{kind[0]}", f"at least {say_months(months, 'en')} {kind[1]}"), lang)


def say_months(months: int, lang: Lang) -> str:
    """Whole years as years, as postings do.

    >>> say_months(36, "zh"), say_months(12, "en"), say_months(10, "en")
    ('3年', '1 year', '10 months')
    """
    years, rest = divmod(months, FULL_YEAR)
    count, zh, en = (months, "个月", "month") if rest or not years else (years, "年", "year")
    return pick((f"{count}{zh}", f"{count} {en}{'' if count == 1 else 's'}"), lang)


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
        UNSTATED.reason: Text(
            "岗位要求{asked}，未写明年限，需确认",
            "Asks for {asked} without saying how long; to be confirmed",
            "student.experience",
        ),
        TOO_SHORT.reason: Text("岗位要求{asked}，学生{has}", "Asks for {asked}; the student {has}"),
        STUDYING.reason: Text("岗位要求{asked}，学生尚未毕业", "Asks for {asked}; the student is still studying"),
        TOO_RECENT.reason: Text(
            "岗位要求{asked}，学生在校或毕业不久，不可能有这么久",
            "Asks for {asked}; the student still studies or left too recently to have that much",
        ),
    },
)
