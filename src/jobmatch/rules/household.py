"""Household registration or origin (户籍或生源), read only where a posting states a region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from jobmatch.domain import HouseholdAsked, Posting, Student
from jobmatch.rules.ad_law import mark
from jobmatch.rules.region import NOWHERE, digits_of, wider
from jobmatch.rules.rule import (
    NOTHING_ASKED,
    Lang,
    Meeting,
    Rule,
    Ruling,
    Text,
    best,
    fails,
    passes,
    unknown,
    worst,
)
from jobmatch.rules.wording import join, pick, places
from jobmatch.taxonomy.regions import covers


class Roots(NamedTuple):
    household: str | None
    origin: str | None


Clause = tuple[frozenset[str], bool]  # regions, origin counts too

NOTHING = passes("household.nothing_asked")
MET = passes("household.met")
NOT_KNOWN = unknown("household.not_known")
WIDER = unknown("household.region_too_wide")
OUTSIDE = fails("household.outside")


def student_side(student: Student, night: date) -> Roots:
    return Roots(student.circumstances.household_region, student.circumstances.origin_region)


def posting_side(posting: Posting, night: date) -> tuple[Clause, ...]:
    clauses = {(asked.regions, asked.origin_counts) for asked, _ in posting.required(HouseholdAsked)}
    return tuple(sorted(clauses, key=lambda clause: (sorted(clause[0]), clause[1])))


def judge(roots: Roots, asked: tuple[Clause, ...]) -> Ruling:
    return worst(judge_clause(roots, clause) for clause in asked) if asked else NOTHING


def judge_clause(roots: Roots, clause: Clause) -> Ruling:
    """One of the two is enough where origin counts; a code known only for a wider region leaves it open."""
    regions, origin_counts = clause
    codes = (roots.household, roots.origin) if origin_counts else (roots.household,)
    return best(judge_code(code, regions) for code in codes)


def judge_code(code: str | None, regions: Iterable[str]) -> Ruling:
    if code is None:
        return NOT_KNOWN
    if any(covers(asked, code) for asked in regions):
        return MET
    return WIDER if any(covers(code, asked) for asked in regions) else OUTSIDE


def student_facts(roots: Roots) -> Iterator[tuple[tuple[str, str], None]]:
    """The regions that each of the two lies in, itself among them, and the digits that it covers."""
    for kind, code in zip(roots._fields, roots, strict=True):
        if code is not None:
            yield from (((f"{kind} in", digits), None) for digits in wider(code))
            yield (kind, digits_of(code)), None


def posting_aspects(asked: tuple[Clause, ...]) -> Iterator[tuple[str, str]]:
    for kind in Roots._fields:
        for region in {region for regions, _ in asked for region in regions}:
            yield f"{kind} in", digits_of(region)
            yield from ((kind, digits) for digits in wider(region))


def stranger(roots: Roots) -> Roots:
    """The same student from nowhere."""
    return Roots(*(None if code is None else NOWHERE for code in roots))


def words(roots: Roots, asked: tuple[Clause, ...], lang: Lang) -> dict[str, str]:
    return {
        "asked": join((say_clause(c, lang) for c in asked), lang),
        "held": places(dict.fromkeys(code for code in roots if code is not None), lang),
        "law": mark("household", lang),
    }


def say_clause(clause: Clause, lang: Lang) -> str:
    regions, origin_counts = clause
    names = places(sorted(regions), lang)
    zh = f"{names}户籍或生源" if origin_counts else f"{names}户籍"
    en = f"household registration or origin in {names}" if origin_counts else f"household registration in {names}"
    return pick((zh, en), lang)


HOUSEHOLD: Rule[Roots, tuple[Clause, ...]] = Rule(
    code="household",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    kinds=(HouseholdAsked,),
    meeting=Meeting(student_facts, posting_aspects, stranger),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        MET.reason: Text("户籍或生源符合要求（{asked}）{law}", "As asked: {asked}{law}"),
        NOT_KNOWN.reason: Text(
            "岗位要求{asked}，学生户籍和生源地未填全{law}",
            "Asks for {asked}; the student's is not fully known{law}",
            "student.household",
        ),
        WIDER.reason: Text(
            "岗位要求{asked}，学生只填到{held}，需细化{law}",
            "Asks for {asked}; the student's is known only as {held}{law}",
            "student.household",
        ),
        OUTSIDE.reason: Text("岗位要求{asked}，学生为{held}{law}", "Asks for {asked}; the student is from {held}{law}"),
    },
)
