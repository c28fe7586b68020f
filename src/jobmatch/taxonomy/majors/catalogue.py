"""The catalogue: codes at three depths behind a level letter, and the 专业大类 that gather them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from jobmatch.domain.education import Level
from jobmatch.domain.errors import NotFound
from jobmatch.taxonomy.datafiles import read_csv

LETTERS = {Level.ASSOCIATE: "C", Level.BACHELOR: "B", Level.MASTER: "A", Level.DOCTOR: "A"}
MEDICINE = "10"


@dataclass(frozen=True, slots=True)
class Major:
    """One entry of the catalogue: a field (A03), a class or discipline (A0301) or a major (A030101).

    level is the letter: A 研究生, B 本科, C 大专. old_names were renamed or merged into this entry as a whole,
    partial_names only in part (部分). includes are directions that the entry names as its own (金融学 含 保险学).
    """

    code: str
    name: str
    level: str
    old_names: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    partial_names: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Major]:
    """Every entry by its code."""
    return {
        code: Major(code, name, code[0], _split(old), _split(includes), _split(partial))
        for code, name, old, partial, includes in read_csv("majors.csv.gz")
    }


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def major(code: str) -> Major:
    """The entry of a code at any depth. Raises NotFound."""
    try:
        return catalogue()[code]
    except KeyError:
        raise NotFound(
            f"no major has the code {code!r}; expected a letter A, B or C and two, four or six digits"
        ) from None


@lru_cache(maxsize=1)
def _groups() -> dict[str, tuple[str, dict[str, tuple[str, ...]]]]:
    groups: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {}
    for group, name, letter, members in read_csv("major_groups.csv"):
        groups.setdefault(group, (name, {}))[1][letter] = tuple(members.split())
    return groups


def _group(group: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    try:
        return _groups()[group]
    except KeyError:
        raise NotFound(f"no group of majors has the number {group!r}; expected 01 to {max(_groups())}") from None


def group_name(group: str) -> str:
    """The name of a 专业大类. Raises NotFound.

    >>> group_name("06")
    '法律类'
    """
    return _group(group)[0]


def group_members(group: str, letter: str) -> tuple[str, ...]:
    """Codes of the disciplines, classes and extra majors (另包括具体专业) of one 专业大类 at one level.

    >>> group_members("06", "C")
    ('C0301', 'C0302', 'C0303')
    """
    return _group(group)[1].get(letter, ())


def covers(listed: str, code: str) -> bool:
    """Whether a code that a posting lists, at any depth or a group's number, admits a student's major code.

    A level's letter never covers another's; a group covers its members at every level. Raises NotFound for a
    group that does not exist.

    >>> covers("B10", "B100201"), covers("06", "B030101"), covers("B10", "C100401"), covers("B100201", "B10")
    (True, True, False, False)
    """
    if listed.isdecimal():
        return code.startswith(group_members(listed, code[:1]))
    return code.startswith(listed)


def is_medical(code: str) -> bool:
    """Whether a code lies in the field of medicine (10) of any level.

    >>> is_medical("C100401"), is_medical("B081402")
    (True, False)
    """
    return code[1:3] == MEDICINE


def letter_of(level: Level) -> str:
    """The catalogue's letter for a level of schooling. Raises NotFound below 大专, for which it has no majors.

    >>> letter_of(Level.DOCTOR)
    'A'
    """
    try:
        return LETTERS[level]
    except KeyError:
        raise NotFound(f"the catalogue has no majors for the level {level.name.lower()}") from None
