"""Where the work is: the place column, what narrows it down, and without it the text, the title, the employer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jobmatch.requirements.offers.areas import prefectures_named
from jobmatch.requirements.text.passage import fold
from jobmatch.requirements.text.patterns import any_of
from jobmatch.taxonomy.regions import covers, find_regions, list_regions, prefecture_of, resolve_region

_OF_WORK = (
    r"(?:工作|上班|办公|任职|就业|岗位|实习|用工)(?:地点|地址|城市|区域|地区|所在地|地|位置)|(?<![a-zA-Z])[Bb]ase(?:地点?)?"
    r"|坐标|工作地(?=:)"
)
_WORK_LABEL = re.compile(
    rf"(?:(?:{_OF_WORK})\]?\s?(?:[在为是于:/-]|\s(?=[一-鿿]))+|(?<![a-zA-Z])[Bb]ase(?=[一-鿿]))\s?(?P<place>[^。;\n]{{2,60}})"
)
_LABEL = re.compile(
    r"(?P<of>.{0,4})(?:地点|地址|区域|定位|地方|所在地|坐落|位于|位置)\]?(?:在|为|是|于|:)*\s?(?P<place>[^,;。\n)]{2,60})"
)
_NO_WORKPLACE = re.compile(
    r"面试|报名|考试|考点|邮寄|邮件|邮箱|注册|笔试|体检|集合|总部|投递|送达|定位到|户籍|服务|客户"
)
_IN_COLUMN = re.compile(rf"(?:{_OF_WORK})\]?\s?[在为是:]?\s?(?P<place>.{{2,60}})")
_IN_BRACKETS = re.compile(r"[(\[](?P<place>[^()\[\]]{2,16})[)\]]")
_TITLE_EDGE = re.compile(r"^(?P<head>[一-鿿]{2,9})[-_—·| ]|[-_—·| /@](?P<tail>[一-鿿]{2,9})$")
_TITLE_AWAY = re.compile(r"(?:驻|派往|赴|派驻|工作地|常驻)(?P<place>[一-鿿]{2,9})")
_BRANCH = re.compile(r"(?P<place>[一-鿿]{2,12})(?:分公司|分行|支行|分部|分院|分校|分店|分厂|办事处|营业部|分所)")
_COMPANY = re.compile(r"公司|集团(?!医院)|有限|股份|[厂店行]$|工作室|酒店|连锁|科技$")
_OF_PERSONS = re.compile(r"户籍|户口|生源|籍贯|本地人|居住|方言|毕业|优先|学院|大学")
_INSTITUTION = re.compile(r"^(?P<place>[一-鿿]{2,4})(?:监狱|戒毒所|看守所|强制隔离|分局)")
_ANYWHERE = re.compile(r"全国|异地|远程|居家|各地|多地|多个城市|^不限$|地点不限|线上")
_ABROAD = any_of(
    r"国外|海外|境外|外派|驻外",
    r"美国|加拿大|英国|德国|法国|日本|韩国|新加坡|马来西亚|泰国|越南|印度|印尼|印度尼西亚|菲律宾|柬埔寨|老挝|缅甸",
    r"澳大利亚|新西兰|阿联酋|迪拜|沙特|俄罗斯|墨西哥|巴西|南非|尼日利亚|肯尼亚|埃塞俄比亚|意大利|西班牙|荷兰|非洲|欧洲|东南亚",
)
_AROUND = re.compile(
    r"(?:地区|片区|市区|市场|站|分公司|本部|总部|工作|办公室?|城区|周边|[Bb]ase)$|^(?:[Bb]ase|驻|工作地点?:?)"
)
_SHORT = 4  # characters of the longest short county name tried at the head of an employer's name


def read_places(place: str, employer: str, title: str, duties: str) -> tuple[str, ...]:
    """Region codes, innermost known: a workplace named in the duties, else what the employer's name (or a prison's
    title) names inside the place column, else that column; empty where there is none.

    A company's name tells where it is registered: only its branch (湛江分公司) counts, and only inside the column.
    """
    labelled = tuple(_labelled(fold(duties)))
    if labelled:
        return labelled
    areas = _column(fold(place), fold(employer))
    if len(areas) != 1:
        return areas
    area = areas[0]
    return _inside_employer(fold(employer), area) or _inside_title(fold(title), area) or areas


def narrowed(areas: tuple[str, ...], address: str, text: str, title: str) -> tuple[str, ...]:
    """The one area of a place column, narrowed down by the address column, the text's label or the title."""
    if len(areas) != 1 or not areas[0].endswith("00"):
        return areas
    area = areas[0]
    label = re.sub(r"^\s*[一-鿿]{2,4}\s?:", "", fold(address))
    inner = list_regions(label, area) if label.strip() else ()
    return inner or tuple(_at_work(fold(text), area)) or _in_title(fold(title), area) or areas


def places_of_notice(text: str, title: str, employer: str) -> tuple[str, ...]:
    """Region codes of a notice without a place column: behind a label (工作地点, 地址, 位于), else what employer and
    text name inside the title's region or the employer's, else that region, else the only city that the text names."""
    plain, name = fold(text), fold(employer)
    if stated := _innermost(_at_work(plain)) or _innermost(_labelled(plain)):
        return stated
    own = _own_region(name)
    areas = _in_title(fold(title)) or own
    named = _innermost(code for code, clause in _mentions(f"{plain}\n{fold(title)}") if not _OF_PERSONS.search(clause))
    if len(areas) != 1:
        alone = len({prefecture_of(code) or code for code in named}) == 1
        return areas or (named[:1] if alone else ())
    inside = [code for code in (*own, *named) if code != areas[0] and covers(areas[0], code)]
    return tuple(inside[:1]) or areas


def places_in_title(title: str) -> tuple[str, ...]:
    """Region codes behind a label in the title (软件测试（工作地：苏州、上海）)."""
    return _innermost(_at_work(fold(title)))


def is_anywhere(place: str) -> bool:
    """Whether a place column says that no one place can be named (全国, 异地招聘, 远程)."""
    return bool(_ANYWHERE.search(place))


def is_abroad(place: str) -> bool:
    """Whether a place column names a foreign country, for which GB/T 2260 has no number."""
    return bool(_ABROAD.search(place))


def _column(place: str, employer: str) -> tuple[str, ...]:
    """What the place column lists; a name borne by several regions (鼓楼区) is the one in the employer's region."""
    if not place.strip():
        return ()
    whole = resolve_region(place)
    if whole:
        return (whole,)
    label = _IN_COLUMN.search(place)
    if label and (listed := list_regions(label["place"])):
        return listed
    if listed := list_regions(place):
        return listed
    own = _own_region(employer)
    return list_regions(place, prefecture_of(own[0]) or own[0]) if own else ()


def _own_region(employer: str) -> tuple[str, ...]:
    """The region in an employer's name; of a branch its own."""
    branch = _BRANCH.search(employer[employer.find("公司") + 2 :] if "公司" in employer[:-2] else employer)
    if branch and (found := list_regions(branch["place"])):
        return found[:1]
    head = _IN_BRACKETS.sub("", employer)
    found = _innermost(_within_name(head, None)) or _innermost(_within_name(employer, None))
    return found[:1]


def _mentions(plain: str) -> Iterator[tuple[str, str]]:
    for clause in re.split(r"[,;。\n|]| +(?=[一-鿿])", plain):
        for found in find_regions(clause):
            yield found.code, clause


def _innermost(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes without those that contain another of them."""
    kept = tuple(dict.fromkeys(codes))
    return tuple(c for c in kept if not any(c != other and covers(c, other) for other in kept))


def _at_work(text: str, within: str | None = None) -> Iterator[str]:
    """The regions behind a label that speaks of the workplace itself."""
    for match in _WORK_LABEL.finditer(text):
        yield from list_regions(match["place"], within)


def _labelled(text: str) -> Iterator[str]:
    for match in _LABEL.finditer(text):
        if not _NO_WORKPLACE.search(match["of"]):
            yield from _within_name(match["place"], None) or prefectures_named(match["place"])


def _within_name(name: str, area: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.code for found in find_regions(name, area)))


def _inside_employer(employer: str, area: str) -> tuple[str, ...]:
    """The region inside area that an employer's name says, in full (越秀区) or short at its head (增城, 佛山市南海)."""
    if _COMPANY.search(employer):
        branch = _BRANCH.search(employer[employer.find("公司") + 2 :])
        return list_regions(branch["place"], area)[:1] if branch else ()
    found = tuple(c for c in _within_name(employer, area) if c != area and covers(area, c))
    if found:
        return found[:1]
    head = re.sub(r"^(?:中共|中国共产党|中国共产主义青年团|广东省)+", "", employer)
    for length in range(_SHORT, 1, -1):
        code = resolve_region(head[:length], within=area)
        if code and area not in (code, resolve_region(head[:length])):  # 长沙 is the city, not the county in it
            return (code,)
    return ()


def _inside_title(title: str, area: str) -> tuple[str, ...]:
    match = _INSTITUTION.search(title)
    code = resolve_region(match["place"], within=area) if match else None
    return (code,) if code else ()


def _in_title(title: str, within: str | None = None) -> tuple[str, ...]:
    """The places that stand apart in a title: (北京), 上海-…, …-深圳, 深圳分公司, 驻武汉."""
    parts = [m["place"] for p in (_IN_BRACKETS, _TITLE_AWAY, _BRANCH) for m in p.finditer(title)]
    parts += [m["head"] or m["tail"] for m in _TITLE_EDGE.finditer(title.strip())]
    found = [code for part in parts for code in _whole(part, within)]
    return _innermost(found)


def _whole(part: str, within: str | None) -> tuple[str, ...]:
    """The regions that a part of a title lists, if it says nothing else (武汉大学校招 names no place)."""
    code = resolve_region(part, within)
    if code:
        return (code,) if within not in (code, resolve_region(part)) else ()
    names = [name for name in re.split(r"[、,/\s]+", _AROUND.sub("", part)) if name]
    known = [code for name in names if (code := resolve_region(name, within))]
    beside = within or (prefecture_of(known[0]) if known else None)  # 南山/福田 are both in 深圳
    codes = [resolve_region(name) if within is None else None for name in names]
    codes = [code or resolve_region(name, beside) for code, name in zip(codes, names, strict=True)] if beside else codes
    return tuple(c for c in codes if c and c != within) if codes and all(codes) else ()
