"""Majors: the code lists of official tables, with their exceptions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from jobmatch.domain import Level, MajorsAsked, NotFound
from jobmatch.requirements.demands.teacher_training import DIRECTION, is_teacher_training, subject_codes, training_codes
from jobmatch.requirements.text.passage import Passage
from jobmatch.taxonomy.majors import (
    NEAREST,
    codes_of_number,
    codes_of_stem,
    everyday_codes,
    find_major,
    group_members,
    letter_of,
    letters_of,
)
from jobmatch.taxonomy.majors.catalogue import catalogue

LEVELS_BY_COLUMN: tuple[tuple[str, tuple[Level, ...]], ...] = (
    ("majors_associate", (Level.ASSOCIATE,)),
    ("majors_bachelor", (Level.BACHELOR,)),
    ("majors_graduate", (Level.MASTER, Level.DOCTOR)),
)
_CODE = re.compile(r"\((?P<code>[ABC]\d{2,6})[A-Z]{0,2}\)")
_GROUP = re.compile(r"(?<![\dA-Z])(?P<group>\d{2})(?=[一-鿿]+类)")
_ANY = re.compile(r"^(?:专业)?(?:不限|不限专业|无限制|不限制|均可)$|专业不限|不限专业")
NUMBERED = re.compile(r"(?P<name>[^()\d]*)\(?(?P<number>\d{2}(?:\d{2}){0,2})[A-Z]{0,2}\)?")
PROGRAMME_DIGITS = 6
BY_NUMBER = 0.8  # a Ministry number without a name that the catalogue knows
STEM = 0.92  # an everyday name but for its ending
_STOP = re.compile(r"[,、;/\s]+|以及|或者?|及")


class Narrowing(StrEnum):
    """How a note changes a listed code."""

    ONLY = "only"  # 企业管理（限：财务管理）（A120202）
    EXCLUDED = "excluded"  # 金融学（A020204），不包含保险学


@dataclass(frozen=True, slots=True)
class MajorNote:
    """A note in another column that narrows one listed code to directions, or takes directions out."""

    kind: Narrowing
    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MajorList:
    """What one cell admits: codes (None: any major) and the names that the catalogue could not place."""

    codes: tuple[str, ...] | None
    names: tuple[str, ...] = ()
    surest: float = 1.0  # the least certain of the names that were placed
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()  # codes admitted for named directions alone


def read_major_cell(passage: Passage, level: Level) -> MajorList:
    """The majors a table cell admits at one level; a code at the end of an item decides, whatever its name holds."""
    text = passage.text
    if _ANY.search(text):
        return MajorList(None)
    codes = [m["code"] for m in _CODE.finditer(text)]
    rest = _CODE.sub("\n", text)
    for match in _GROUP.finditer(rest):
        codes.extend(_members(match["group"], level))
    if codes:
        return MajorList(tuple(dict.fromkeys(codes)), tuple(_leftovers(rest)))
    return place_names(_STOP.split(text), (level,))[level]


def is_lettered(passage: Passage) -> bool:
    """Whether a cell lists Guangdong's codes, which have a letter before the digits."""
    return bool(_CODE.search(passage.text))


def _leftovers(rest: str) -> Iterable[str]:
    """Names behind the last code, which have none of their own (a list that mixes codes and bare names)."""
    tail = rest.rsplit("\n", 1)[-1]
    without_groups = re.sub(r"(?<![\dA-Z])\d{2}[一-鿿]+类", "", tail)
    return [name for name in _STOP.split(without_groups) if len(name) > 1]


def _members(group: str, level: Level) -> tuple[str, ...]:
    try:
        return group_members(group, letter_of(level))
    except NotFound:
        return ()


def place_names(names: Iterable[str], levels: Iterable[Level]) -> dict[Level, MajorList]:
    """For each level the codes that the written names mean there; a name is left over if no level knows it."""
    wanted = [n for n in names if n]
    plain = [n for n in wanted if not is_teacher_training(n)]
    placed = {level: {n: place(n, level) for n in plain} for level in levels}
    homeless = tuple(n for n in plain if not any(of_level[n][0] for of_level in placed.values()))
    training = len(plain) < len(wanted)
    return {level: _listed(of_level, homeless, level if training else None) for level, of_level in placed.items()}


def _listed(
    placed: dict[str, tuple[tuple[str, ...], float]], homeless: tuple[str, ...], trains: Level | None
) -> MajorList:
    """What one level admits; trains: the level, where teacher training is asked for beside the placed names."""
    codes = [code for codes, _ in placed.values() for code in codes]
    subjects = subject_codes(trains) if trains else ()
    whole = training_codes(trains) if trains else ()
    return MajorList(
        tuple(dict.fromkeys((*codes, *whole, *subjects))),
        homeless,
        min((score for codes, score in placed.values() if codes), default=1.0),
        tuple((code, (DIRECTION,)) for code in subjects if code not in codes),
    )


@lru_cache(maxsize=20_000)
def place(name: str, level: Level) -> tuple[tuple[str, ...], float]:
    """The codes a written name means at a level, and how surely: 护理类 a class, 护理 a major, 医学 a field.

    A Ministry number behind the name tells the depth: 临床医学(1051) is a class, 临床医学(100201) a major.
    """
    try:
        letter = letter_of(level)
    except NotFound:
        return (), 1.0
    if numbered := NUMBERED.fullmatch(name):
        return _place_numbered(numbered["name"], numbered["number"], letter)
    bare = name.removesuffix("类").removesuffix("大")
    if (name.endswith("类") or letter == "A") and (codes := _classes().get((letter, bare))):
        return codes, 1.0
    if codes := everyday_codes(name, letter):
        return codes, 1.0
    found = find_major(name, letter) or find_major(bare, letter)
    if found and found[0].score > NEAREST:
        return tuple(f.code for f in found if f.score == found[0].score), found[0].score
    if codes := _classes().get((letter, bare), ()) or codes_of_stem(name, letter):
        return codes, 1.0 if (letter, bare) in _classes() else STEM
    return tuple(f.code for f in found if f.score == found[0].score), found[0].score if found else 1.0


def _place_numbered(name: str, number: str, letter: str) -> tuple[tuple[str, ...], float]:
    if letter not in letters_of(number):
        return (), 1.0
    if len(number) < PROGRAMME_DIGITS:
        named = _classes().get((letter, name.removesuffix("类"))) if letter != "C" or len(number) > 2 else None
        codes = named or codes_of_number(number, letter)
        return codes, 1.0 if named else BY_NUMBER
    if found := find_major(name, letter):
        return tuple(f.code for f in found if f.score == found[0].score), found[0].score
    return ((), 1.0) if name else (codes_of_number(number, letter), BY_NUMBER)


def placed_anywhere(name: str) -> float:
    """How surely a name is a major at the level that knows it best; 0 where none does."""
    placed = [place(name, level) for level in (Level.ASSOCIATE, Level.BACHELOR, Level.MASTER)]
    return max((score for codes, score in placed if codes), default=0.0)


@lru_cache(maxsize=1)
def _classes() -> dict[tuple[str, str], tuple[str, ...]]:
    """Letter and name without 类 → fields and classes of that name, the narrowest depth that bears it."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for code, entry in sorted(catalogue().items(), key=lambda item: -len(item[0])):
        if len(code) < 7:
            found.setdefault((entry.level, entry.name.removesuffix("类")), (code,))
    return found


def majors_asked(lists: dict[Level, MajorList], notes: Iterable[MajorNote], related: bool) -> MajorsAsked | None:
    """One demand out of what each level admits; None where every level admits any major."""
    if not lists or all(entry.codes is None for entry in lists.values()):
        return None
    return MajorsAsked(
        by_level=tuple((level, entry.codes) for level, entry in sorted(lists.items())),
        names=tuple(dict.fromkeys(name for entry in lists.values() for name in entry.names)),
        excluded=_of_kind(notes, Narrowing.EXCLUDED),
        only=(*_of_kind(notes, Narrowing.ONLY), *dict.fromkeys(o for entry in lists.values() for o in entry.only)),
        related=related,
    )


def _of_kind(notes: Iterable[MajorNote], kind: Narrowing) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((note.code, note.names) for note in notes if note.kind is kind)
