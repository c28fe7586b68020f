"""Majors: one list of catalogue codes for each level of study, read at the student's own level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from jobmatch.domain import Level, MajorsAsked, Posting, Student
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Meeting, Rule, Ruling, Text, best, fails, passes, unknown, worst
from jobmatch.rules.wording import join, pick, say
from jobmatch.taxonomy.majors import (
    areas_listed,
    areas_of,
    areas_of_name,
    covers,
    find_major,
    group_members,
    is_medical,
    is_vocational_bachelor,
    letter_of,
    major,
)

GROUPS = tuple(f"{number:02d}" for number in range(1, 22))  # 专业大类 of the Guangdong catalogue
LETTER_OF_SCHOOL = {level: letter_of(level) for level in Level if level >= Level.ASSOCIATE} | {Level.SECONDARY: "C"}
NUMBER = re.compile(r"\((\d{2,6})[A-Z]{0,2}\)$")
DEPTHS = (3, 5)  # lengths of a discipline's and a class's code; a programme's code is longer


class Studied(NamedTuple):
    """A student's major.

    within are the catalogue codes and groups that cover it, near its broad areas; None where they are not known.
    Of a secondary school (中专) code is the major of 大专 that has its name.
    """

    level: Level | None
    code: str | None
    within: frozenset[str] | None
    near: frozenset[str] | None
    name: str | None


Asked = tuple[MajorsAsked, ...]

NOTHING = passes("major.nothing_asked")
ANY = passes("major.any")
LISTED = passes("major.listed")
NAMED = passes("major.named")
NOT_KNOWN = unknown("major.not_known")
LEVEL_NOT_KNOWN = unknown("major.level_not_known")
NO_CATALOGUE = unknown("major.no_catalogue")
NARROWER = unknown("major.narrower_listed")
DIRECTION = unknown("major.direction_not_known")
RELATED = unknown("major.related")
FAR = unknown("major.far")
NOT_PLACED = unknown("major.name_not_placed")
LEVEL_NOT_ADMITTED = fails("major.level_not_admitted")
EXCLUDED = fails("major.excluded")
NOT_LISTED = fails("major.not_listed")
NO_HEALTH_MAJOR = fails("major.not_a_health_major")
OTHER_AREA = fails("major.other_area")


def student_side(student: Student, night: date) -> Studied:
    education = student.education
    level, code = education.level, education.major_code
    name = plain(education.major_name) if education.major_name else None
    if level is Level.SECONDARY and name:
        code = namesake(name)
    fits = level is not None and code is not None and code[:1] == LETTER_OF_SCHOOL.get(level)
    if not fits or code is None:
        return Studied(level, code, None, areas_of_name(name) if name else None, name or None)
    return Studied(level, code, codes_above(code), areas_of(code), name or None)


@cache
def namesake(name: str) -> str | None:
    """The one major of 大专 that bears a name."""
    found = [match.code for match in find_major(name, letter_of(Level.ASSOCIATE)) if match.score == 1.0]
    return found[0] if len(found) == 1 else None


@cache
def codes_above(code: str) -> frozenset[str]:
    """Every code and group that a posting may list to admit this major, itself included."""
    above = {code, *(code[:depth] for depth in DEPTHS if covers(code[:depth], code))}
    return frozenset(above | {group for group in GROUPS if covers(group, code)})


def plain(name: str) -> str:
    """A major's name without blanks and without the word 专业 at its end."""
    return "".join(name.split()).removesuffix("专业")


def posting_side(posting: Posting, night: date) -> Asked:
    return tuple(dict.fromkeys(asked for asked, _ in posting.required(MajorsAsked)))


def judge(studied: Studied, asked: Asked) -> Ruling:
    """Of several clauses, those that speak of the student's level must all admit."""
    if not asked:
        return NOTHING
    if studied.level is None:
        open_to_all = all(codes is None for clause in asked for _, codes in clause.by_level)
        return ANY if open_to_all else LEVEL_NOT_KNOWN
    speaking = [
        clause for clause in asked if not clause.by_level or any(studied.level == at for at, _ in clause.by_level)
    ]
    if speaking:
        return worst([judge_clause(studied, clause) for clause in speaking])
    # The catalogue starts at 大专: a list without 中专 is no refusal of 中专, that is the education rule's to say.
    return LEVEL_NOT_ADMITTED if studied.level >= Level.ASSOCIATE else NO_CATALOGUE


def judge_clause(studied: Studied, clause: MajorsAsked) -> Ruling:
    codes = codes_at(studied.level, clause)
    if codes is None:
        return ANY
    if studied.name is not None and studied.name in map(unnumbered, clause.names):
        return NAMED
    if studied.within is not None:
        met = [code for code in codes if code in studied.within]
        if met:
            return best([judge_refined(studied, code, clause) for code in met])
    return judge_unlisted(studied, codes, clause)


def codes_at(level: Level | None, clause: MajorsAsked) -> tuple[str, ...] | None:
    """What a clause lists at a level; 中专, which has no catalogue, is read by the list of 大专."""
    by_level = dict(clause.by_level)
    codes = by_level.get(level, ()) if level is not None else ()
    if level is Level.SECONDARY and codes == ():
        return by_level.get(Level.ASSOCIATE) or ()
    return codes


def unnumbered(name: str) -> str:
    """A name as plain gives it, without the Ministry's number (财务会计类(3303))."""
    return plain(NUMBER.sub("", name))


def judge_refined(studied: Studied, code: str, clause: MajorsAsked) -> Ruling:
    """A code with its exceptions: the name on the certificate decides, and where it is too general, a person does."""
    excluded = terms_of(code, clause.excluded)
    only = terms_of(code, clause.only)
    if not excluded and not only:
        return LISTED
    names = [name for name in (studied.name, direction(studied.code, code)) if name]
    if not names:
        return DIRECTION
    if any(term in name for term in excluded for name in names):
        return EXCLUDED
    return LISTED if not only or any(term in name for term in only for name in names) else DIRECTION


@cache
def direction(code: str | None, listed: str) -> str | None:
    """The catalogue's name of a major, where it lies below the listed code and has no directions of its own."""
    if code is None or code == listed:
        return None
    entry = major(code)
    return None if entry.includes else entry.name


def terms_of(code: str, refined: tuple[tuple[str, tuple[str, ...]], ...]) -> list[str]:
    return [term for listed, terms in refined if listed == code for term in terms]


def judge_unlisted(studied: Studied, codes: tuple[str, ...], clause: MajorsAsked) -> Ruling:
    """No listed code covers the major: a refusal only where the whole list could be read and the major is known."""
    if studied.within is None and studied.name is None:
        return NOT_KNOWN
    if studied.within is not None and any(beneath(studied.code, code) for code in codes):
        return NARROWER
    areas = asked_areas(clause)
    if studied.near is not None and areas is not None and studied.near.isdisjoint(areas):
        return NO_HEALTH_MAJOR if is_for_health(clause) else OTHER_AREA if clause.related else NOT_LISTED
    if clause.related:
        return FAR if studied.near is not None and is_far(studied.near, clause) else RELATED
    if studied.level is Level.SECONDARY or not codes or any(map(is_open, clause.names)):
        return NOT_PLACED
    return NOT_KNOWN if studied.within is None else NOT_LISTED


@cache
def asked_areas(clause: MajorsAsked) -> frozenset[str] | None:
    """The areas of all that is listed at any level; None where a name says nothing of it, or nothing is listed."""
    if any(codes is None for _, codes in clause.by_level):
        return None
    of_names = [areas_of_name(unnumbered(name)) for name in clause.names]
    if None in of_names:
        return None
    of_codes = [areas_listed(code) for _, codes in clause.by_level for code in codes or ()]
    return frozenset().union(*of_codes, *(areas for areas in of_names if areas)) or None


def is_far(near: frozenset[str], clause: MajorsAsked) -> bool:
    """Whether a major shares no area with the listed codes, names that nobody can place apart."""
    listed = [code for _, codes in clause.by_level for code in codes or ()]
    return bool(listed) and all(near.isdisjoint(areas_listed(code)) for code in listed)


def is_for_health(clause: MajorsAsked) -> bool:
    """Whether all that is listed is medicine, work that is closed to other majors by law (医疗机构管理条例)."""
    listed = [code for _, codes in clause.by_level for code in codes or ()]
    return clause.related and not clause.names and bool(listed) and all(map(is_medical, listed))


def is_open(name: str) -> bool:
    """Whether a name leaves open which majors it means; that of a vocational bachelor's class means no other."""
    number = NUMBER.search(name)
    return number is None or not is_vocational_bachelor(number[1])


def beneath(code: str | None, listed: str) -> bool:
    """Whether a listed code lies below the student's, which is known only to a class or a discipline."""
    if code is None or len(code) not in DEPTHS:
        return False
    members = group_members(listed, code[0]) if listed in GROUPS else (listed,)
    return any(covers(code, member) for member in members)


def student_facts(studied: Studied) -> Iterator[tuple[tuple[str, str], None]]:
    """Every aspect that a posting may ask of the major, each met."""
    return ((aspect, None) for aspect in student_aspects(studied))


def student_aspects(studied: Studied) -> Iterator[tuple[str, str]]:
    for code in studied.within or ():
        yield "code", code
    if studied.code is not None and len(studied.code) in DEPTHS:
        yield "above", studied.code
    for area in studied.near or ():
        yield ("near" if studied.within is not None else "named"), area
    if studied.name is not None:
        yield "name", studied.name


def posting_aspects(asked: Asked) -> Iterator[tuple[str, str]]:
    for clause in asked:
        for name in clause.names:
            yield "name", unnumbered(name)
        for code in {code for _, codes in clause.by_level for code in codes or ()}:
            yield "code", code
            yield from (("above", above) for above in shallower(code))
        yield from areas_met(clause)


def areas_met(clause: MajorsAsked) -> Iterator[tuple[str, str]]:
    """The areas that decide about whoever is not on the list; on a closed one, about majors known by name only."""
    codes = {code for _, codes in clause.by_level for code in codes or ()}
    areas = frozenset().union(*map(areas_listed, codes)) | (asked_areas(clause) or frozenset())
    listed_everywhere = all(codes for _, codes in clause.by_level) and not clause.names
    for area in areas:
        yield "named", area
        if clause.related or not listed_everywhere or Level.SECONDARY in dict(clause.by_level):
            yield "near", area


@cache
def shallower(listed: str) -> frozenset[str]:
    """The classes and disciplines above a listed code, or above the members of a listed group."""
    members = [m for letter in "ABC" for m in group_members(listed, letter)] if listed in GROUPS else [listed]
    return frozenset(member[:depth] for member in members for depth in DEPTHS)


def looks_closely(asked: Asked) -> bool:
    """Whether exceptions or directions make the name on the certificate count."""
    return any(clause.excluded or clause.only for clause in asked)


def stranger(studied: Studied) -> Studied:
    """The same student with a major that no posting lists or names, far from all that any lists as related."""
    nowhere = frozenset[str]()
    within, near = (None if known is None else nowhere for known in (studied.within, studied.near))
    return Studied(studied.level, None, within, near, None if studied.name is None else "")


def words(studied: Studied, asked: Asked, lang: Lang) -> dict[str, str]:
    level, code = studied.level, studied.code
    held = major(code).name if code is not None and studied.within is not None else studied.name
    return {
        "held": held or "",
        "level": "" if level is None else say(level, lang),
        "asked": join(listed_names(studied.level, asked), lang) or pick(("所列专业", "the majors listed"), lang),
        "levels": join(dict.fromkeys(say(at, lang) for clause in asked for at, _ in clause.by_level), lang),
    }


MOST_NAMES = 6  # a sentence, not the list; the quote holds it in full


def listed_names(level: Level | None, asked: Asked) -> list[str]:
    codes = [code for clause in asked for at, listed in clause.by_level if at == level for code in listed or ()]
    names = [major(code).name for code in codes[:MOST_NAMES] if code not in GROUPS]
    names += [name for clause in asked for name in clause.names]
    return names[:MOST_NAMES] + (["……"] if len(codes) > MOST_NAMES else [])


MAJOR: Rule[Studied, Asked] = Rule(
    code="major",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    coarse=True,
    kinds=(MajorsAsked,),
    meeting=Meeting(student_facts, posting_aspects, stranger, looks_closely),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        ANY.reason: Text("{level}专业不限", "Any major is admitted at the student's level"),
        LISTED.reason: Text("专业{held}在要求范围内（{asked}）", "{held} is covered by what is asked ({asked})"),
        NAMED.reason: Text("岗位写明{held}专业", "{held} is named in the posting"),
        NOT_KNOWN.reason: Text(
            "岗位要求{asked}，学生专业未核实", "Asks for {asked}; the student's major is not known", "student.major"
        ),
        LEVEL_NOT_KNOWN.reason: Text(
            "各学历的专业要求不同，学生学历未填写",
            "The majors asked depend on the level, and the student's is not known",
            "student.level",
        ),
        NO_CATALOGUE.reason: Text(
            "岗位只列了{levels}的专业，{level}能否报名需确认",
            "Majors are listed only for {levels}; whether {level} may apply is not said",
            "posting.majors",
        ),
        NARROWER.reason: Text(
            "岗位要求{asked}，学生专业只登记到{held}，需细化",
            "Asks for {asked}; the student's major is recorded only as {held}",
            "student.major",
        ),
        DIRECTION.reason: Text(
            "岗位对专业方向另有限定（{asked}），需看毕业证上的方向",
            "The posting limits the direction within the major ({asked}): see the certificate",
            "student.major",
        ),
        RELATED.reason: Text(
            "岗位要求{asked}等相关专业，{held}是否算相关由用人单位定",
            "Asks for {asked} or related majors; whether {held} counts is the employer's call",
            "posting.majors",
        ),
        FAR.reason: Text(
            "岗位要求{asked}等相关专业，{held}与所列专业不同类，是否算相关由用人单位定",
            "Asks for {asked} or related majors; {held} is of another field: whether it counts is the employer's call",
            "posting.majors",
        ),
        NOT_PLACED.reason: Text(
            "岗位所写的专业在{level}目录中没有对应，{held}是否符合需确认",
            "The majors asked are not in the catalogue of {level}; whether {held} fits is not clear",
            "posting.majors",
        ),
        LEVEL_NOT_ADMITTED.reason: Text(
            "岗位只列了{levels}的专业，不含{level}", "Majors are listed for {levels}, not for {level}"
        ),
        EXCLUDED.reason: Text("岗位专业要求中不含{held}", "{held} is expressly left out"),
        OTHER_AREA.reason: Text(
            "岗位要求{asked}等相关专业，{held}与所列专业分属不同学科领域",
            "Asks for {asked} or related majors; {held} is of another area of study altogether",
        ),
        NO_HEALTH_MAJOR.reason: Text(
            "岗位要求{asked}等医药卫生类专业，{held}不属于此类",
            "Asks for {asked} or related majors, all of them in health; {held} is not",
        ),
        NOT_LISTED.reason: Text("岗位要求{asked}，不含{held}", "Asks for {asked}; {held} is not among them"),
    },
)
