"""Whether a region's name, where it stands in a text, means that region at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from jobmatch.taxonomy.datafiles import read_toml
from jobmatch.taxonomy.regions.naming import choose, full_names, names, names_at, short_name
from jobmatch.taxonomy.regions.table import covers, prefecture_of, table

LIST_MARKS = re.compile(r"[、，,；;。\n]")
CONJUNCTION = re.compile(r"\s*(?:和|或|及|与|以及|或者)\s*")
PATH_REACH = 14  # characters after which a region no longer says where the next name lies
HAN = re.compile(r"[\u4e00-\u9fff]")
BEFORE_PLACE = frozenset("在于驻赴到去往回至及和与或是为含限的")
AFTER_PLACE = re.compile(
    r"分局|分公司|分行|分院|分校|分店|分部|支行|支队|大队|校区|院区|片区|厂区|地区|市区|城区|县城|本地|户籍|生源|籍|"
    r"考区|考点|等地|周边|附近|境内|工作|上班|就业|区域|门店|办事处|基地|优先|"
    r"经济技术|经济开发|高新|工业园|产业园|产业转移|开发区|试验区|.{0,3}新区|管委会"
)
SMALLER_PLACE = re.compile(  # 中山路 is no city, 九江镇 lies in Foshan
    r"[东西南北中]?[一二三四五六七八九十]?(?:路|街|大道|大街|马路|巷|岸)|[东西南北中]?(?:大厦|广场|公园|大桥|花园)|镇|乡|村|社区"
)
NOT_THE_PLACE = {
    "中山": re.compile(r"大学|医(?!药)|纪念|眼科|先生|舰|陵|装"),
    "台湾": re.compile(r"工作|事务"),
}


@dataclass(frozen=True, slots=True)
class FoundRegion:
    """A region and where the text names it, characters start to end (half open).

    Of a path (广州市越秀区) only the innermost region is found; the span is the path's.
    """

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A region's name in a text, with what surrounds it. near is the region last found in the same phrase."""

    text: str
    start: int
    end: int
    near: FoundRegion | None
    within: str | None

    @property
    def name(self) -> str:
        return self.text[self.start : self.end]

    @property
    def joined(self) -> bool:
        """Whether nothing but punctuation parts the name from the region before it."""
        return self.near is not None and not HAN.search(self.text, self.near.end, self.start)

    @property
    def touching(self) -> bool:
        return self.near is not None and self.near.end == self.start


@lru_cache(maxsize=2)
def words(kind: str) -> frozenset[str]:
    """The names of region_words.toml that are plain words too: generic (城区) or wordlike (安康)."""
    return frozenset(read_toml("region_words.toml")[kind])


def names_smaller_place(text: str, end: int) -> bool:
    """Whether the name that ends here goes on as a street, town or building (江苏镇江 does not)."""
    return SMALLER_PLACE.match(text, end) is not None and not any(names_at(text, end))


def same_phrase(text: str, start: int, end: int) -> bool:
    """Whether what stands between two names lets the first say where the second lies."""
    between = text[start:end]
    return len(between) <= PATH_REACH and not LIST_MARKS.search(between) and not CONJUNCTION.fullmatch(between)


def meaning(mention: Mention) -> str | None:
    """The region that a mention means; None where it means none, or nobody can tell which."""
    codes = [c for c in names()[mention.name] if mention.within is None or covers(mention.within, c)]
    inner = [c for c in codes if mention.near and covers(mention.near.code, c)]
    code = choose(inner or codes)
    if code is None:
        return None
    if mention.near and mention.touching and not inner and not _may_follow(mention.near.code, code):
        return None
    return code if _stands_as_place(mention, code, bool(inner)) else None


def _may_follow(before: str, after: str) -> bool:
    """Whether a region may directly follow one that does not contain it: 广州深圳 may, 惠州河南岸 may not."""
    if prefecture_of(after) == after:  # a city, which may also follow another city's district
        return prefecture_of(before) is not None
    return table()[before].level == table()[after].level and prefecture_of(before) == prefecture_of(after)


def _stands_as_place(mention: Mention, code: str, inner: bool) -> bool:
    name, text, end = mention.name, mention.text, mention.end
    own = prefecture_of(code) is not None and prefecture_of(code) in (
        mention.within,
        mention.near.code if mention.near and inner else None,
    )
    if name in words("generic") or name in _contested():
        return own and (mention.joined or _free_left(mention))
    if name in full_names() and len(name) > 2:
        return True
    if names_smaller_place(text, end) or (name in NOT_THE_PLACE and NOT_THE_PLACE[name].match(text, end)):
        return False
    if table()[code].level != "county" and name not in words("wordlike"):
        return True
    return _short_name_stands(mention, inner, own)


def _short_name_stands(mention: Mention, inner: bool, own: bool) -> bool:
    left = mention.touching or _free_left(mention)
    right = mention.end == len(mention.text) or not HAN.match(mention.text, mention.end) or _inner_follows(mention)
    strong = AFTER_PLACE.match(mention.text, mention.end) is not None
    if mention.joined:
        return (own or right or strong) if inner else (left and right)
    if inner or mention.within:
        return strong or (left and right) or (own and (left or right))
    return left and (right or strong)


def _inner_follows(mention: Mention) -> bool:
    """Whether a region inside follows at once, as in 河源紫金."""
    codes = names()[mention.name]
    following = next(names_at(mention.text, mention.end), "")
    return any(covers(outer, inner) for outer in codes for inner in names().get(following, ()))


def _free_left(mention: Mention) -> bool:
    before = mention.text[mention.start - 1 : mention.start]
    return not before or before in BEFORE_PLACE or not HAN.match(before)


@lru_cache(maxsize=1)
def _contested() -> frozenset[str]:
    """Districts named like a province or city elsewhere (海南区, 河北区, 中山区)."""
    larger = {short_name(place): place.code for place in table().values() if place.level != "county"}
    return frozenset(
        place.name
        for place in table().values()
        if place.name.endswith("区") and not covers(larger.get(place.name[:-1], place.code), place.code)
    )
