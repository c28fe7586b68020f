"""Regions in running text.

Names are read from the left, the longest first. A full name (南海区) counts almost anywhere. A short name (南海, 东方)
may be part of another word, so it counts only where its surroundings say that a place is meant: after its own
prefecture, between boundaries, before 分局 and the like, or within a region that the caller names.
"""

from __future__ import annotations

from functools import lru_cache

from jobmatch.taxonomy.regions.context import FoundRegion, Mention, meaning, names_smaller_place, same_phrase
from jobmatch.taxonomy.regions.naming import full_names, names_at
from jobmatch.taxonomy.regions.table import covers

LARGER_WORD = {"区": "域块间位", "市": "场", "县": "域"}  # 中山区域 is no 中山区, 吉林市场部 no 吉林市


def find_regions(text: str, within: str | None = None) -> list[FoundRegion]:
    """The regions a text names, in its order; within limits the search to one region and what it contains.

    A name that several regions bear counts only where the text before it, or within, tells which.

    >>> [f.code for f in find_regions("广州市越秀区人民政府洪桥街道办事处")]
    ['440104']
    >>> [f.code for f in find_regions("中山大学附属第一医院招聘，地点：中山、沈阳·铁西")]
    ['442000', '210106']
    """
    return list(_find(text, within))


@lru_cache(maxsize=50_000)
def _find(text: str, within: str | None) -> tuple[FoundRegion, ...]:
    found: list[FoundRegion] = []
    at = doubtful = 0  # doubtful: up to where a rejected name reaches; no short name begins inside it (昆山西交大)
    while span := _next_name(text, at):
        start, end = span
        if start < doubtful and text[start:end] not in full_names():
            at = start + 1
            continue
        near = found[-1] if found and same_phrase(text, found[-1].end, start) else None
        mention = Mention(text, start, end, near, within)
        code = meaning(mention)
        if code is not None:
            _add(found, mention, code)
        at = end if code is not None or names_smaller_place(text, end) else start + 1
        doubtful = end
    return tuple(found)


def _add(found: list[FoundRegion], mention: Mention, code: str) -> None:
    """Keep only the innermost region of a path."""
    near = mention.near
    if near and covers(near.code, code) and (near.code != code or mention.joined):
        start = near.start if mention.joined else mention.start
        found[-1] = FoundRegion(code, start, mention.end)
    elif near is None or not covers(code, near.code) or code == near.code:
        found.append(FoundRegion(code, mention.start, mention.end))


def _next_name(text: str, at: int) -> tuple[int, int] | None:
    for start in range(at, len(text) - 1):
        for name in names_at(text, start):
            if not part_of_larger_word(text, start + len(name)):
                return start, start + len(name)
    return None


def part_of_larger_word(text: str, end: int) -> bool:
    """Whether the name that ends there goes on as another word (中山区域)."""
    following = text[end : end + 1]
    return bool(following) and following in LARGER_WORD.get(text[end - 1], "")
