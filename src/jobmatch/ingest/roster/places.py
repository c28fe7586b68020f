"""Places as students write them: names, lists of names, parts of Guangdong, and anywhere."""

from __future__ import annotations

import re
from typing import NamedTuple

from jobmatch.ingest.roster.words import plain, split
from jobmatch.taxonomy.regions import find_regions, resolve_region

DELTA = ("440100", "440300", "440400", "440600", "440700", "441200", "441300", "441900", "442000")
PARTS_OF_GUANGDONG = {  # 一核一带一区, 广东省委省政府 2019: the core, two wings of the coast, the north
    "珠三角": DELTA,
    "大湾区": DELTA,  # its nine mainland cities
    "粤东": ("440500", "441500", "445100", "445200"),
    "粤西": ("440800", "440900", "441700"),
    "粤北": ("440200", "441400", "441600", "441800", "445300"),
}
ANYWHERE = re.compile(r"不限|全国|哪里都|哪都|任何|都可|均可|都行|无所谓|随便")
ENDINGS = re.compile(r"(以?内|地区|范围|一带|附近|周边|本地|等地?)+$")
SEVERAL = re.compile(r"和|或|及|与|到|、")


class Places(NamedTuple):
    """GB/T 2260 codes; anywhere: the student names no limit; unread: the words that name no place we know."""

    codes: frozenset[str]
    anywhere: bool
    unread: list[str]


def read_places(text: str) -> Places:
    """The places that a cell names.

    >>> read_places("佛山、粤西，广洲").unread, sorted(read_places("佛山、粤西").codes)
    (['广洲'], ['440600', '440800', '440900', '441700'])
    >>> read_places("广东省内/不限")
    Places(codes=frozenset({'440000'}), anywhere=True, unread=[])
    """
    codes: set[str] = set()
    unread: list[str] = []
    anywhere = False
    for part in split(plain(text)):
        named = codes_of(part)
        codes.update(named)
        if not named and ANYWHERE.search(part):
            anywhere = True
        elif not named:
            unread.append(part)
    return Places(frozenset(codes), anywhere, unread)


def codes_of(part: str) -> tuple[str, ...]:
    """The regions that one word, or several words joined without a comma, name; empty where none is certain."""
    name = ENDINGS.sub("", part)
    if name in PARTS_OF_GUANGDONG:
        return PARTS_OF_GUANGDONG[name]
    code = resolve_region(name)
    if code:
        return (code,)
    found = find_regions(part) if SEVERAL.search(part) else []
    return tuple(region.code for region in found)
