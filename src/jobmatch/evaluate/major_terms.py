"""Which catalogue codes answer to the words in which a label names a major."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from jobmatch.domain import BadInput, Level, MajorsAsked, Strength
from jobmatch.evaluate.asked import clauses
from jobmatch.evaluate.field import Field
from jobmatch.evaluate.guide import Labels
from jobmatch.requirements import Reading
from jobmatch.taxonomy.majors import covers, group_members
from jobmatch.taxonomy.majors.catalogue import catalogue

TERMS_FILE = "major_terms.toml"
ANY = "不限"
CLASS = 5  # length of the code of a class
_CODE = re.compile(r"\((?P<code>[abc]\d{2,6})[a-z]{0,2}\)$")  # in the plain form of a term
_GROUP = re.compile(r"(?P<group>\d{2})[一-鿿]+类")


class Term(NamedTuple):
    """A major as a label names it, and the codes that a careful reader accepts for it, at any depth and level."""

    name: str
    codes: tuple[str, ...]


class Code(NamedTuple):
    """A code that the reader found, or, where plain is set, words that it could not place."""

    code: str
    plain: str = ""

    def __str__(self) -> str:
        return self.code or self.plain


@dataclass(frozen=True, slots=True)
class MajorTerms:
    """The accepted codes of every term, by its plain form."""

    codes: Mapping[str, tuple[str, ...]]

    def fields(self) -> tuple[Field, ...]:
        """The fields of the guide on majors."""
        return self._field("majors", Strength.REQUIRED), self._field("majors_preferred", Strength.PREFERRED)

    def _field(self, name: str, strength: Strength) -> Field:
        return Field(
            name,
            gold=lambda labels: self._stated(labels, name),
            found=lambda reading: _found(reading, strength),
            right=is_right,
            covered=is_covered,
            kinds=(MajorsAsked,),
        )

    def _stated(self, labels: Labels, key: str) -> list[Hashable]:
        terms = list(words_of(labels, key))
        if all(word == ANY for word in terms):
            return []
        return [Term(ANY, ()) if word == ANY else Term(plain(word), self.accepted(word)) for word in terms]

    def accepted(self, word: str) -> tuple[str, ...]:
        """The codes of a term: its own where the label gives one, else those of the table. Raises BadInput."""
        name = plain(word)
        if name in self.codes:
            return self.codes[name]
        if code := _CODE.search(name):
            return (code["code"].upper(),)
        if group := _GROUP.fullmatch(name):
            return tuple(member for letter in "ABC" for member in group_members(group["group"], letter))
        raise BadInput(f"{TERMS_FILE}: expected the codes of each term of the labels; one has none")


def read_terms(path: Path) -> MajorTerms:
    """The table of terms. Raises BadInput for a code that the catalogue does not have."""
    if not path.is_file():
        raise BadInput(f"{path}: expected the codes of the majors that labels name")
    terms: dict[str, list[str]] = tomllib.loads(path.read_text("utf-8"))["terms"]
    wrong = [f"{name} {code}" for name, codes in terms.items() for code in codes if code not in catalogue()]
    if wrong:
        raise BadInput(f"{path}: expected codes of the catalogue, not {', '.join(wrong)}")
    return MajorTerms({plain(name): tuple(codes) for name, codes in terms.items()})


def plain(word: str) -> str:
    """A term in one width, without blanks and without 专业 at its end.

    >>> plain(" 计算机（网络）专业")
    '计算机(网络)'
    """
    return "".join(unicodedata.normalize("NFKC", word).split()).removesuffix("专业").casefold()


def words_of(labels: Labels, key: str) -> Iterator[str]:
    """The terms of a label, of all levels together."""
    value = labels.get(key, ())
    yield from (word for listed in value.values() for word in listed) if isinstance(value, dict) else value


def _found(reading: Reading, strength: Strength) -> Sequence[Code]:
    asked = clauses(reading, MajorsAsked, strength)
    listed = [codes for clause in asked for _, codes in clause.by_level]
    found = [Code(code) for codes in listed if codes is not None for code in codes]
    anything = [Code(ANY) for clause in asked for level, codes in clause.by_level if codes is None and _studied(level)]
    return [*found, *anything, *(Code("", plain(name)) for clause in asked for name in clause.names)]


def _studied(level: Level) -> bool:
    """Whether the catalogue has majors of a level; below 大专 any major is no statement on majors."""
    return level >= Level.ASSOCIATE


def is_right(found: Code, stated: Term) -> bool:
    """Whether what was found lies in what the term means, or is the term itself in words.

    >>> computing = Term("计算机", ("B0809",))
    >>> is_right(Code("B080902"), computing), is_right(Code("B08"), computing), is_right(Code("", "计算机"), computing)
    (True, False, True)
    """
    if found.plain or ANY in (found.code, stated.name):
        return stated.name in (found.plain, found.code)
    return any(covers(code, found.code) for code in stated.codes)


def is_covered(found: Code, stated: Term) -> bool:
    """Whether what was found admits a student of the term: one of its codes, or a class that holds one.

    >>> software = Term("软件工程", ("B080902",))
    >>> is_covered(Code("B0809"), software), is_covered(Code("B08"), software)
    (True, False)
    """
    if is_right(found, stated):
        return True
    wide = len(found.code) >= CLASS and ANY not in (found.code, stated.name)
    return wide and any(covers(found.code, code) for code in stated.codes)
