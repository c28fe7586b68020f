"""Skills in running text."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jobmatch.taxonomy.skills.gazetteer import Skill, plain, skills

_ASKED_BEFORE = re.compile(r"(?:熟悉|熟练|掌握|精通|使用|运用|操作|擅长|[懂会])[^,;。、]{0,6}$|[、/,|]\s?$|^$")
_LISTED_AFTER = re.compile(r"\s?(?:[、/|]|软件|等|$)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
UNNAMED = ("", False)
_NEAR = 6  # characters to either side that tell how an ambiguous name is meant


@dataclass(frozen=True, slots=True)
class Names:
    """lengths: first two characters → lengths of the names that begin so, the longest first; meanings: name → code,
    and whether the name is ambiguous."""

    lengths: Mapping[str, tuple[int, ...]]
    meanings: Mapping[str, tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class FoundSkill:
    """A skill and where the text names it, characters start to end (half open)."""

    code: str
    start: int
    end: int


def find_skills(text: str) -> list[FoundSkill]:
    """The skills a text names, in its order, none inside another; of names that overlap the first and longest counts.

    >>> [found.code for found in find_skills("熟悉Python、C++，会静脉输液；javascript优先")]
    ['python', 'cpp', 'venipuncture', 'javascript']
    >>> find_skills("PS: pure javanese")
    []
    """
    return find_among(_names(), text)


def find_among(names: Names, text: str) -> list[FoundSkill]:
    """As find_skills, among these names."""
    small, lengths, meanings = plain(text), names.lengths, names.meanings
    starts = [at for at, head in enumerate(map(operator.add, small, small[1:])) if head in lengths]
    found: list[FoundSkill] = []
    done = 0
    for start in starts:
        if start < done:
            continue
        for length in lengths[small[start : start + 2]]:
            name = small[start : start + length]
            code, ambiguous = meanings.get(name, UNNAMED)
            end = start + len(name)
            if code and _stands_alone(small, start, end) and (not ambiguous or _is_meant(small, start, end)):
                found.append(FoundSkill(code, start, end))
                done = end
                break
    return found


def names_of(known: Iterable[Skill]) -> Names:
    """What find_among looks for."""
    meanings = {name: (entry.code, name in entry.ambiguous) for entry in known for name in entry.names}
    lengths: dict[str, set[int]] = {}
    for name in meanings:
        lengths.setdefault(name[:2], set()).add(len(name))
    return Names({head: tuple(sorted(of, reverse=True)) for head, of in lengths.items()}, meanings)


@lru_cache(maxsize=1)
def _names() -> Names:
    return names_of(skills().values())


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name is no part of a longer Latin word; a version may follow it (python3)."""
    if start and _is_latin(text[start - 1]) and (_is_latin(text[start]) or text[start] == "."):
        return False  # a part of a word, or of an address (nhs.net)
    last, after = text[end - 1], text[end : end + 1]
    if not after or not _is_latin(last) or not _is_latin(after):
        return True
    return after.isdigit() and not last.isdigit()


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _is_meant(text: str, start: int, end: int) -> bool:
    """Whether an ambiguous name means the skill: Latin letters among Chinese, Chinese where a skill is asked."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if text[start].isascii():
        return bool(_HAN.search(before + after)) or (not before and not after)
    return bool(_ASKED_BEFORE.search(before) and _LISTED_AFTER.match(after))
