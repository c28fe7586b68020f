"""Broad areas of study, which say that two majors cannot be related."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from jobmatch.taxonomy.datafiles import read_toml
from jobmatch.taxonomy.majors.catalogue import group_members
from jobmatch.taxonomy.majors.naming import find_major
from jobmatch.taxonomy.majors.words import codes_of_stem, everyday_codes

FIELD, CLASS = 3, 5  # characters of a code
LETTERS = "ABC"


@lru_cache(maxsize=1)
def _areas() -> dict[str, dict[str, Any]]:
    return read_toml("major_areas.toml")


def areas_listed(code: str) -> frozenset[str]:
    """The areas that a posting speaks of by a code: of a whole field (工学) only those that its name calls to mind.

    >>> sorted(areas_listed("B08")), "health" in areas_of("B08")
    (['computing', 'engineering'], True)
    """
    return _listed(code) if len(code) == FIELD else areas_of(code)


@cache
def areas_of(code: str) -> frozenset[str]:
    """The areas of a major, a class or a group's number; of a whole field those that any of its classes may have.

    >>> sorted(areas_of("B100501")), sorted(areas_of("B120203")), sorted(areas_of("C0814"))
    (['health'], ['business', 'finance', 'society'], ['computing'])
    """
    if code.isdecimal():
        members = (member for letter in LETTERS for member in group_members(code, letter))
        return frozenset().union(*map(areas_of, members))
    if len(code) == FIELD:
        below = (beginning for beginning in _areas()["classes"] if _is_class_below(beginning, code))
        return _listed(code).union(*map(_listed, below))
    return _listed(code)


def _is_class_below(beginning: str, field: str) -> bool:
    """Whether a listed class, with or without its level's letter, lies in a field."""
    if beginning[0] in LETTERS:
        return len(beginning) == CLASS and beginning.startswith(field)
    return beginning.startswith(field[1:])


def _listed(code: str) -> frozenset[str]:
    """By the longest beginning that is listed, with the level's letter before without."""
    classes, fields = _areas()["classes"], _areas()["fields"]
    digits = code[1:] if code[:1] in LETTERS else code
    for end in (6, 4):
        for beginning in (code[0] + digits[:end], digits[:end]):
            if beginning in classes:
                return frozenset(classes[beginning].split())
    return frozenset(fields[digits[:2]].split())


@lru_cache(maxsize=20_000)
def areas_of_name(name: str) -> frozenset[str] | None:
    """The areas of a written name at whatever level, by the words in it where no catalogue has it; None: not known.

    >>> areas_of_name("护理"), areas_of_name("老年护理与照护"), areas_of_name("星际航行")
    (frozenset({'health'}), frozenset({'health'}), None)
    """
    codes = [code for letter in LETTERS for code in _codes(name, letter)]
    if codes:
        return frozenset().union(*map(areas_listed, codes))
    words = _areas()["words"]
    said = frozenset(area for area, parts in words.items() if any(part in name for part in parts))
    return said or None


def _codes(name: str, letter: str) -> tuple[str, ...]:
    everyday = everyday_codes(name, letter)
    return everyday or tuple(f.code for f in find_major(name, letter)) or codes_of_stem(name, letter)
