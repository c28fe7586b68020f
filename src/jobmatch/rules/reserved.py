"""Openings reserved for a group (专门职位, 定向招录)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jobmatch.domain import DisabilityType, Group, GroupAsked, Hardship, Posting, Student
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, best, fails, passes, unknown, worst
from jobmatch.rules.wording import join, pick, say_all

# Ledger categories that 就业困难人员 is drawn from (就业促进法 52); the others are aid classes, a different list.
STATUTORY_HARDSHIP = frozenset({Hardship.DIBAO, Hardship.ZERO_EMPLOYMENT, Hardship.DISABLED, Hardship.LONG_UNEMPLOYED})


class Standing(NamedTuple):
    """groups is None where nobody has said; hardship: True on the statutory list, None on the ledger only."""

    groups: frozenset[Group] | None
    disability: DisabilityType | None
    grade: int | None
    hardship: bool | None


NOTHING = passes("reserved.nothing_asked")
MEMBER = passes("reserved.member")
NOT_KNOWN = unknown("reserved.not_known")
TO_CERTIFY = unknown("reserved.hardship_to_certify")
DETAIL_NOT_KNOWN = unknown("reserved.disability_detail_not_known")
NOT_MEMBER = fails("reserved.not_member")
OTHER_DISABILITY = fails("reserved.other_disability")


def student_side(student: Student, night: date) -> Standing:
    known = student.circumstances
    statutory = bool(known.hardship & STATUTORY_HARDSHIP)
    groups = known.groups
    if groups is not None and Hardship.DISABLED in known.hardship:
        groups |= {Group.DISABLED}
    return Standing(
        groups, known.disability, known.disability_grade, True if statutory else (None if known.hardship else False)
    )


def posting_side(posting: Posting, night: date) -> tuple[GroupAsked, ...]:
    return tuple(sorted({asked for asked, _ in posting.required(GroupAsked)}, key=clause_order))


def clause_order(asked: GroupAsked) -> tuple[list[Group], list[DisabilityType], list[int]]:
    return sorted(asked.any_of), sorted(asked.disabilities), sorted(asked.grades)


def judge(standing: Standing, asked: tuple[GroupAsked, ...]) -> Ruling:
    """Every clause must hold; within one, membership of any group is enough."""
    return worst(judge_clause(standing, clause) for clause in asked) if asked else NOTHING


def judge_clause(standing: Standing, asked: GroupAsked) -> Ruling:
    return best(judge_group(standing, group, asked) for group in sorted(asked.any_of))


def judge_group(standing: Standing, group: Group, asked: GroupAsked) -> Ruling:
    if group is Group.DISABLED:
        return judge_disabled(standing, asked)
    if standing.groups is not None and group in standing.groups:
        return MEMBER
    if group is Group.HARDSHIP and standing.hardship is not False:
        return MEMBER if standing.hardship else TO_CERTIFY
    return NOT_KNOWN if standing.groups is None else NOT_MEMBER


def judge_disabled(standing: Standing, asked: GroupAsked) -> Ruling:
    """A recorded disability makes a member; the kind and grade that a posting names must match it."""
    if standing.disability is None and (standing.groups is None or Group.DISABLED not in standing.groups):
        return NOT_KNOWN if standing.groups is None else NOT_MEMBER
    kind = mismatch(standing.disability, asked.disabilities)
    grade = mismatch(standing.grade, asked.grades)
    if kind or grade:
        return OTHER_DISABILITY
    return DETAIL_NOT_KNOWN if kind is None or grade is None else MEMBER


def mismatch(value: object, admitted: frozenset[object]) -> bool | None:
    """Whether a value lies outside what is admitted (empty admits all); None where the value is not known."""
    if not admitted:
        return False
    return None if value is None else value not in admitted


def words(standing: Standing, asked: tuple[GroupAsked, ...], lang: Lang) -> dict[str, str]:
    return {"asked": join((say_clause(clause, lang) for clause in asked), lang)}


def say_clause(asked: GroupAsked, lang: Lang) -> str:
    detail = [say_all(asked.disabilities, lang)] if asked.disabilities else []
    detail += [pick((f"{grade}级", f"grade {grade}"), lang) for grade in sorted(asked.grades)]
    bracket = pick(("（{}）", " ({})"), lang).format(join(detail, lang)) if detail else ""
    return say_all(asked.any_of, lang) + bracket


RESERVED: Rule[Standing, tuple[GroupAsked, ...]] = Rule(
    code="reserved",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    coarse=True,
    kinds=(GroupAsked,),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        MEMBER.reason: Text("岗位面向{asked}，学生符合", "Reserved for {asked}, which the student is"),
        NOT_KNOWN.reason: Text(
            "岗位面向{asked}，学生是否符合未核实",
            "Reserved for {asked}; whether the student is one is not known",
            "student.groups",
        ),
        TO_CERTIFY.reason: Text(
            "岗位面向{asked}，学生在帮扶台账内，需先办理就业困难人员认定",
            "Reserved for {asked}; the student is on the ledger and would have to be certified first",
            "student.groups",
        ),
        DETAIL_NOT_KNOWN.reason: Text(
            "岗位面向{asked}，证件类别或等级未核实",
            "Reserved for {asked}; the kind or grade on the certificate is not known",
            "student.groups",
        ),
        NOT_MEMBER.reason: Text("岗位仅面向{asked}", "Reserved for {asked}"),
        OTHER_DISABILITY.reason: Text(
            "岗位仅面向{asked}，证件类别或等级不符", "Reserved for {asked}; the certificate differs"
        ),
    },
)
