"""Demands that the reader could not read: no pair they concern passes until a person has."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from jobmatch.domain import Level, Posting, Student, Unread
from jobmatch.rules.ad_law import mark
from jobmatch.rules.rule import Lang, Rule, Ruling, Text, passes, unknown
from jobmatch.taxonomy.majors import covers


class Studied(NamedTuple):
    level: Level | None
    major_code: str | None


class Clause(NamedTuple):
    """Whom a clause concerns: students of these levels and these majors, where empty all.

    limit is what it limits where an advertisement may not (married, carrier), empty otherwise.
    """

    levels: frozenset[Level]
    majors: frozenset[str]
    limit: str


LIMITS = (
    ("married", re.compile(r"[已未]婚|婚育|婚姻|[已未]育|生育|怀孕|孕检|单身")),
    ("carrier", re.compile(r"乙肝|大三阳|小三阳|两对半|病原携带|传染病")),
)

NOTHING = passes("unread.nothing_asked")
OTHERS = passes("unread.concerns_others")
CLAUSE = unknown("unread.clause")


def student_side(student: Student, night: date) -> Studied:
    return Studied(student.education.level, student.education.major_code)


def posting_side(posting: Posting, night: date) -> frozenset[Clause]:
    asked = (clause for clause, _ in posting.required(Unread))
    return frozenset(Clause(a.levels, frozenset(a.majors), limit_in(a.text)) for a in asked)


def limit_in(text: str) -> str:
    """Which limit of the advertisement law an unread clause touches, empty for none.

    >>> limit_in("已婚已育"), limit_in("乙肝两对半阴性"), limit_in("会讲客家话")
    ('married', 'carrier', '')
    """
    return next((limit for limit, pattern in LIMITS if pattern.search(text)), "")


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
    touched = sorted({clause.limit for clause in unread if clause.limit and concerns(clause, studied)})
    return {"law": "".join(mark(limit, lang) for limit in touched)}


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
        CLAUSE.reason: Text("有一条要求需人工阅读{law}", "A demand that a person has to read{law}", "posting.other"),
    },
)
