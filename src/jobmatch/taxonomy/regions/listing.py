"""The places that a place column lists: one path (北京·朝阳·望京), an address, or several of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jobmatch.taxonomy.regions.context import AFTER_PLACE, CONJUNCTION, HAN, names_smaller_place, words
from jobmatch.taxonomy.regions.finding import find_regions, part_of_larger_word
from jobmatch.taxonomy.regions.naming import CODE, choose, full_names, names, names_at
from jobmatch.taxonomy.regions.table import covers, prefecture_of, table

_ITEMS = re.compile(r"[,，、;；/|\n]")
_JOINTS = re.compile(r"(?:[\s\-·・•—–_>.:：]|市辖区)*")
_BLANK = re.compile(r"\s+")
_BEFORE = re.compile(r"(?:中国(?![(（])|中华人民共和国|或|在|于|位于|base|[^一-鿿\w])*", re.IGNORECASE)
_LIST_ENDS = re.compile(
    r"等|以及|及|和|与|或|均|都|任[选意]|可|自选|其他|市|就近|附近|分配|调配|[两三四多各][地店]|门店|[院校厂]区|上班|工作"
)
_GATE = re.compile(r"门|公园|医院")  # 北京朝阳门 lies in 东城, too
_NAMED_AFTER = re.compile(r"社区|第?[一二三四五六]?工业区|银行|大学(?!城)|学院|站")
_LONGEST = 300  # characters of a place column that are read


@lru_cache(maxsize=50_000)
def list_regions(text: str, within: str | None = None) -> tuple[str, ...]:
    """The regions that the text of a place column lists, innermost known, without those that contain another.

    A name counts where a path may go on: behind the region that contains it, or at the head of an item. What an
    address says further on (上海虹口区四平路, 宝安区西乡街道南昌社区) names no other place. within: the region that
    another field has settled, which tells 鼓楼区 in 南京 from the others; what lies elsewhere is left out.

    >>> list_regions("北京 昌平区 沙河"), list_regions("广州-上海"), list_regions("福建省福州鼓楼区、仓山")
    (('110114',), ('440100', '310000'), ('350102', '350104'))
    """
    found: list[str] = []
    for item in _ITEMS.split(text[:_LONGEST]):
        found += _item(item, found, within)
    if not found:
        found = _anywhere(text[:_LONGEST], within)
    kept = tuple(dict.fromkeys(found))
    return tuple(c for c in kept if c != within and not any(c != other and covers(c, other) for other in kept))


def _item(item: str, before: list[str], within: str | None) -> list[str]:
    """The regions of one item; before: those of the items before it, whose prefecture 天河区、越秀区 share."""
    start = _BEFORE.match(item)
    at = start.end() if start else 0
    context = (prefecture_of(before[-1]) or before[-1]) if before else None
    code, end = _walk(item, at, context or within)
    if code in (context, within, None):
        code, end = _walk(item, at, within)
    if code is None or code == within:
        return [inner] if within and not before and (inner := _named_in_full(item, within)) else []
    if before and _goes_on(item, end):
        return []
    if table()[code].level == "county":
        return [code, *_after_conjunction(item, end, within)]
    return [_named_in_full(item[end:], code) or code, *_further(item, end, within)]


def _walk(text: str, at: int, area: str | None) -> tuple[str | None, int]:
    """The innermost region of the path that begins there inside area, and where the path ends."""
    joint = _JOINTS.match(text, at)
    start = joint.end() if joint else at
    best: tuple[str | None, int] = (area, at)
    for name in names_at(text, start):
        end = start + len(name)
        if not _may_stand(text, name, end):
            continue
        for code in _reached(name, area):
            path = _walk(text, end, code)
            if (path[1], _depth(path[0])) > (best[1], _depth(best[0])):
                best = path
    return best


def _reached(name: str, area: str | None) -> list[str]:
    """Where a name leads from area: into it, or nowhere new where the name repeats area or what contains it."""
    codes = names()[name]
    if area is None:
        chosen = None if name in words("generic") else choose(codes)
        return [chosen] if chosen else []
    if area in codes and table()[area].level == "prefecture":  # 安徽省黄山 黄山 may be the city, 吉林省吉林 cannot
        return [area]
    inner = choose([c for c in codes if c != area and covers(area, c)])
    if inner:
        return [inner]
    return [area] if any(covers(c, area) for c in codes) else []


def _may_stand(text: str, name: str, end: int) -> bool:
    if part_of_larger_word(text, end):
        return False
    if name in full_names() and len(name) > 2:
        return True
    return not (names_smaller_place(text, end) or _GATE.match(text, end) or _NAMED_AFTER.match(text, end))


def _depth(code: str | None) -> int:
    return {"province": 1, "prefecture": 2, "county": 3}[table()[code].level] if code else 0


def _further(item: str, end: int, within: str | None) -> Iterator[str]:
    """Cities that follow a city, as in 广州-上海-大连 and 沈阳 昆山; a quarter of town (上海 曲阳) is none."""
    joint = _JOINTS.match(item, end)
    if joint is None or joint.end() == end:
        yield from _after_conjunction(item, end, within)
        return
    code, stop = _walk(item, joint.end(), within)
    if code is None or code == within or _goes_on(item, stop):
        return
    if table()[code].level != "county" or (_BLANK.fullmatch(joint[0]) and table()[code].name.endswith("市")):
        yield code
        yield from _further(item, stop, within)


def _goes_on(item: str, end: int) -> bool:
    """Whether words follow a name that make it part of something else (海伦路地铁站)."""
    return bool(HAN.match(item, end)) and not (AFTER_PLACE.match(item, end) or _LIST_ENDS.match(item, end))


def _after_conjunction(item: str, end: int, within: str | None) -> list[str]:
    conjunction = CONJUNCTION.match(item, end)
    return list(list_regions(item[conjunction.end() :], within)) if conjunction else []


def _named_in_full(text: str, area: str) -> str | None:
    """The first region inside area that text names in full."""
    inner = (f for f in find_regions(text, area) if f.code != area)
    return next((f.code for f in inner if text[f.start : f.end].endswith(("区", "县", "市", "旗", "州"))), None)


def _anywhere(text: str, within: str | None) -> list[str]:
    """What an address that begins with no region names further on, if that is one place."""
    if CODE.fullmatch(text.strip()):
        return []
    found = [f.code for f in find_regions(text, within) if not _NAMED_AFTER.match(text, f.end)]
    one = len({prefecture_of(code) or code for code in found}) == 1
    return found if one else []
