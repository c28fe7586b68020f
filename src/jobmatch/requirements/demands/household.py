"""Household registration and origin (户籍, 生源)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobmatch.domain import HouseholdAsked, Unread
from jobmatch.requirements.text.passage import Passage, Read
from jobmatch.taxonomy.regions import find_regions, prefecture_of, province_of, region

_WORD = re.compile(r"户籍|户口|生源(?!头)|常住人口")
_NONE = re.compile(
    r"(?:户籍|户口|生源地?)(?:所在地)?(?:不限|不作|无)|不限(?:制)?(?:户籍|户口|生源)|档案|"
    r"转入|落户|迁入|入户|(?:解决|办理|提供|给予|可获)[^,;。]{0,8}(?:户口|户籍)(?!证明)|(?:户口|户籍)(?:指标|名额|管理|政策|业务|登记(?!失业|为|在|地|所在|于))"
)
_HERE = re.compile(r"(?P<which>本|当地)(?P<kind>省|市|县|区|地|土)?(?:户籍|户口|生源|常住|籍)")


def read_household(passage: Passage, places: tuple[str, ...]) -> Iterator[Read]:
    """The regions whose registration or origin a clause demands; 本市 and the like are taken from the work's places."""
    text = passage.text
    words = list(_WORD.finditer(text))
    if not words or _NONE.search(text):
        return
    codes = frozenset(f.code for f in find_regions(text)) or _local(text, places)
    start, end = passage.start, passage.start + words[-1].end()
    if not codes:
        yield Read(Unread(passage.quote), passage.start, passage.end)
        return
    yield Read(HouseholdAsked(codes, "生源" in text), start, end, 0.9)


def _local(text: str, places: tuple[str, ...]) -> frozenset[str]:
    match = _HERE.search(text)
    if match is None:
        return frozenset()
    kind = match["kind"] or ("地" if match["which"] == "当地" else None)
    return frozenset(code for place in places if (code := _widened(place, kind)))


def _widened(place: str, kind: str | None) -> str | None:
    if kind == "省":
        return province_of(place)
    if kind in {"县", "区"} or (kind == "市" and region(place).name.endswith("市")):
        return place if region(place).level == "county" or kind == "市" else None
    if kind in {"地", "土"} and region(place).name.endswith("县"):
        return None
    return prefecture_of(place) if kind in {"市", "地", "土"} else None
