"""Demands that the reader could not read: no pair they concern passes until a person has."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jobmatch.domain import Level, Posting, Student, Unread
from jobmatch.rules.rule import Lang, Rule, Ruling, Text, passes, unknown
from jobmatch.taxonomy.majors import covers


class Studied(NamedTuple):
    level: Level | None
    major_code: str | None


class Clause(NamedTuple):
    """Whom a clause concerns: students of these levels and these majors, where empty all."""

    levels: frozenset[Level]
    majors: frozenset[str]


NOTHING = passes("unread.nothing_asked")
OTHERS = passes("unread.concerns_others")
CLAUSE = unknown("unread.clause")


def student_side(student: Student, night: date) -> Studied:
    return Studied(student.education.level, student.education.major_code)


def posting_side(posting: Posting, night: date) -> frozenset[Clause]:
    return frozenset(Clause(asked.levels, frozenset(asked.majors)) for asked, _ in posting.required(Unread))


def judge(studied: Studied, unread: frozenset[Clause]) -> Ruling:
    if not unread:
        return NOTHING
    return CLAUSE if any(concerns(clause, studied) for clause in unread) else OTHERS


def concerns(clause: Clause, studied: Studied) -> bool:
    """A level or major that nobody has recorded may be the one meant."""
    level, code = studied
    if clause.levels and level is not None and level not in clause.levels:
        return False
    return not clause.majors or code is None or any(covers(listed, code) for listed in clause.majors)


def words(studied: Studied, unread: frozenset[Clause], lang: Lang) -> dict[str, str]:
    return {}


UNREAD: Rule[Studied, frozenset[Clause]] = Rule(
    code="unread",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    waivable=True,
    kinds=(Unread,),
    texts={
        NOTHING.reason: Text("岗位要求均已读懂", "Every demand could be read"),
        OTHERS.reason: Text("有一条要求未读懂，但不涉及该学生", "A demand could not be read, but it concerns others"),
        CLAUSE.reason: Text("有一条要求需人工阅读", "A demand that a person has to read", "posting.other"),
    },
)
