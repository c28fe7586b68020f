"""What a region may be called, and which region a name means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jobmatch.domain.errors import NotFound
from jobmatch.taxonomy.datafiles import read_toml
from jobmatch.taxonomy.regions.table import Region, covers, current_code, table

PEOPLES = (
    "壮族|回族|维吾尔|藏族|蒙古族|蒙古|土家族|苗族|羌族|彝族|朝鲜族|布依族|侗族|哈尼族|傣族|白族|景颇族|傈僳族|瑶族|满族|土族|黎族|"
    "畲族|仡佬族|毛南族|裕固族|水族|纳西族|拉祜族|佤族|布朗族|撒拉族|东乡族|保安族|独龙族|怒族|普米族|锡伯|哈萨克族|哈萨克|柯尔克孜|"
    "塔吉克|达斡尔族|达斡尔|鄂温克族|仫佬族|各族"
)
PROVINCE_ENDINGS = re.compile(r"(?:壮族|回族|维吾尔)?(?:省|市|自治区|特别行政区)$")
PREFECTURE_ENDINGS = re.compile(rf"(?:(?:{PEOPLES})+自治州|市|地区|盟)$")
COUNTY_ENDINGS = re.compile(rf"(?:(?:{PEOPLES})+(?:自治县|自治旗|区)|自治县|自治旗|新区|特区|林区|市|区|县|旗)$")
CODE = re.compile(r"[1-8]\d{5}", re.ASCII)
CONTESTED = frozenset({"211300"})  # 朝阳市 in Liaoning
SEPARATORS = re.compile(r"[\s·・•\-—–_/\\|,，、>]+")
TAIL = re.compile(r"(?:市辖区|市区|城区|辖区|境内|全境|全市|全省|全县|全区)$")


def short_name(place: Region) -> str:
    """The name without what kind of region it is; a single character is no name, so 滑县 stays whole.

    >>> from jobmatch.taxonomy.regions.table import region
    >>> [short_name(region(c)) for c in ("440600", "450000", "433100", "440232", "410526", "310115")]
    ['佛山', '广西', '湘西', '乳源', '滑县', '浦东']
    """
    endings = {"province": PROVINCE_ENDINGS, "prefecture": PREFECTURE_ENDINGS, "county": COUNTY_ENDINGS}
    short = endings[place.level].sub("", place.name)
    return short if len(short) > 1 else place.name


def names_of(place: Region) -> Iterator[str]:
    """Everything one region is called: in full, short, and 湘西州 or 乳源县 for the long autonomous names."""
    short = short_name(place)
    yield place.name
    if short == place.name:
        return
    yield short
    if place.name.endswith("自治州"):
        yield short + "州"
    elif place.name.endswith(("自治县", "自治旗")):
        yield short + place.name[-1]
    elif place.name.endswith("新区"):
        yield short + "区"


@lru_cache(maxsize=1)
def full_names() -> frozenset[str]:
    """The names that carry their kind (佛山市, 湘西州, 乳源县), as opposed to the short ones (佛山)."""
    return frozenset(n for place in table().values() for n in names_of(place) if n != short_name(place)) | {
        place.name for place in table().values()
    }


@lru_cache(maxsize=1)
def names() -> dict[str, tuple[str, ...]]:
    """Name → codes in force that bear it, outermost first."""
    found: dict[str, dict[str, None]] = {}
    for code in sorted(table(), key=_depth):
        for name in names_of(table()[code]):
            found.setdefault(name, {})[current_code(code)] = None
    found["内蒙"] = found["内蒙古"]
    for zone, code in read_toml("region_words.toml")["zones"].items():
        found.setdefault(zone, {code: None})
    return {name: tuple(codes) for name, codes in found.items()}


@lru_cache(maxsize=1)
def _lengths() -> dict[str, tuple[int, ...]]:
    """First two characters → lengths of the names that begin so, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in names():
        lengths.setdefault(name[:2], set()).add(len(name))
    return {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}


def names_at(text: str, start: int) -> Iterator[str]:
    """The names that stand at one place of a text, longest first."""
    known = names()
    for length in _lengths().get(text[start : start + 2], ()):
        if (name := text[start : start + length]) in known:
            yield name


def _depth(code: str) -> tuple[int, str]:
    return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2, code


def choose(codes: Iterable[str], within: str | None = None) -> str | None:
    """The one region meant by a name's codes: the only one, or the outermost where the others lie in it.

    A province or prefecture is meant before a county elsewhere of the same short name (中山 is the city in
    Guangdong), except 朝阳, which may as well be the district of Beijing. None where that leaves several.

    >>> choose(("220000", "220200")), choose(("440111", "520113")), choose(("440111", "520113"), "440100")
    ('220000', None, '440111')
    """
    inside = [c for c in codes if within is None or covers(within, c)]
    if not inside:
        return None
    first = inside[0]
    if len(inside) == 1 or all(covers(first, c) for c in inside):
        return first
    outer = [c for c in inside if c.endswith("00")]
    known = outer and (outer[0].endswith("0000") or len(outer) == 1) and outer[0] not in CONTESTED
    return outer[0] if known else None


def resolve_region(name: str, within: str | None = None) -> str | None:
    """The region that a field's whole text names: a name, a path of names (广东佛山, 广东省/佛山市/南海区) or a code.

    within limits the search to one region and what it contains. None where the text names no region, more than
    one, or more than a region.

    >>> resolve_region("佛山"), resolve_region("广东佛山"), resolve_region("内乡")
    ('440600', '440600', '411325')
    >>> resolve_region("鼓楼区"), resolve_region("鼓楼区", within="320100")
    (None, '320106')
    """
    text = SEPARATORS.sub("", unicodedata.normalize("NFKC", name))
    return _resolve(text.removeprefix("中华人民共和国").removeprefix("中国"), within)


@lru_cache(maxsize=20_000)
def _resolve(text: str, within: str | None) -> str | None:
    if CODE.fullmatch(text):
        return _resolve_code(text, within)
    meant = _path_ends(text, within) or _path_ends(TAIL.sub("", text), within)
    return choose(sorted(meant, key=_depth), within)


def _resolve_code(text: str, within: str | None) -> str | None:
    try:
        code = current_code(text)
    except NotFound:
        return None
    return code if within is None or covers(within, code) else None


def _path_ends(text: str, within: str | None) -> set[str]:
    """Where the paths end that spell the whole text, each step inside the one before."""
    ends: set[str] = set()
    for name in names_at(text, 0):
        for code in names()[name]:
            reached = _narrower(code, within)
            if reached and name != text:
                ends |= _path_ends(text[len(name) :], reached)
            elif reached == code:
                ends.add(code)
    return ends - {within} or ends  # 吉林吉林 is the city


def _narrower(code: str, within: str | None) -> str | None:
    """The smaller of a region and the one already reached, None where they lie apart."""
    if within is None or covers(within, code):
        return code
    return within if covers(code, within) else None
