"""Everyday names of majors (计算机, 财会, 理工科) and what the catalogue calls them."""

from __future__ import annotations

import re
from functools import lru_cache

from jobmatch.taxonomy.datafiles import read_toml

STEMLESS = re.compile(
    r"(?:学科|科学与技术|科学与工程|科学技术|工程与技术|工程技术|应用技术|与应用|应用|科学|工程|技术|开发|方向|学|类)$"
)


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    tables = read_toml("major_words.toml")
    words = {name: tuple(codes.split()) for part in ("wide", "plain") for name, codes in tables[part].items()}
    return words | {name: words[same] for name, same in tables["same"].items()}


@lru_cache(maxsize=1)
def _trades() -> frozenset[str]:
    return frozenset(read_toml("major_words.toml")["trades"]["words"])


def everyday_codes(name: str, letter: str) -> tuple[str, ...]:
    """What an everyday name means at one level, empty where it is none; 类 at its end changes nothing.

    >>> everyday_codes("计算机", "B"), everyday_codes("财会类", "C"), everyday_codes("数据结构", "B")
    (('B0809',), ('C1202',), ())
    """
    words = _words()
    codes = words.get(name) or words.get(name.upper()) or words.get(name.removesuffix("类"), ())
    return tuple(code for code in codes if code[0] == letter)


@lru_cache(maxsize=1)
def everyday_endings() -> frozenset[str]:
    """The last two characters of every everyday name."""
    return frozenset(name.removesuffix("类")[-2:] for name in _words())


def codes_of_stem(name: str, letter: str) -> tuple[str, ...]:
    """The same for a name with an ending that everyday names go without (食品科学与工程, 软件应用技术).

    >>> codes_of_stem("测控工程技术", "B"), codes_of_stem("木雕技术", "B")
    (('B0803',), ())
    """
    stem = STEMLESS.sub("", name.removesuffix("类"))
    return everyday_codes(stem, letter) if stem != name else ()


def is_everyday(name: str) -> bool:
    """Whether a name is in the table, at whatever level."""
    return any(everyday_codes(name, letter) for letter in "ABC")


@lru_cache(maxsize=1)
def _wide() -> frozenset[str]:
    tables = read_toml("major_words.toml")
    return frozenset(tables["wide"]) | {name for name, same in tables["same"].items() if same in tables["wide"]}


def is_wide(name: str) -> bool:
    """Whether an everyday name covers a whole discipline or more (理工科, 经管)."""
    return name in _wide() or name.removesuffix("类") in _wide()


def names_trade(name: str) -> bool:
    """Whether a name of majors is a line of business or of work too (电商, 金融), so that more must speak for study."""
    return name.removesuffix("类") in _trades() or STEMLESS.sub("", name) in _trades() - {"管理", "设计"}
