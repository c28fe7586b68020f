"""Places as students write them: names, lists of names, parts of Guangdong, and anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from jobmatch.ingest.roster.words import plain, split
from jobmatch.requirements.offers.areas import PARTS_OF_GUANGDONG
from jobmatch.taxonomy.regions import find_regions, province_of, resolve_region

ANYWHERE = re.compile(r"不限|全国|哪里都|哪都|任何|都可|均可|都行|无所谓|随便")
ENDINGS = re.compile(r"(以?内|地区|范围|一带|附近|周边|本地|等地?)+$")
PROVINCES = frozenset(  # GB/T 2260, less 台湾, 香港 and 澳门
    f"{two}0000"
    for two in (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66))
)
OUTSIDE = re.compile(r"省外|外省|出省")
VAGUE = re.compile(
    r"离家|回家|家附近|老家|家乡|本[省市县区镇]|本地|省外|外省|[出跨][省市县]|外地|偏远|山区|海岛|[太较很]远|远的|附近|"
    r"市区|城区|乡下|农村|县城|通勤|地铁|异地"
)
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


def provinces_left_out(home: Iterable[str]) -> frozenset[str]:
    """Every province but the one that all of these regions lie in; none where they lie in several or in none.

    >>> "440000" in provinces_left_out(["440100", "441823"]), len(provinces_left_out(["440100", "330100"]))
    (False, 0)
    """
    homes = {province_of(code) for code in home}
    return PROVINCES - homes if len(homes) == 1 else frozenset()


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
