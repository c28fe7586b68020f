"""Where the work is: the place column, the employer's name inside it, and labels in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jobmatch.requirements.areas import prefectures_named
from jobmatch.requirements.passage import fold
from jobmatch.taxonomy.regions import covers, find_regions, resolve_region

_LABEL = re.compile(
    r"(?:地点|地址|区域|定位|地方|所在地|坐落|位于|位置)\]?(?:在|为|是|于|:)*\s?(?P<place>[^,;。\n)]{2,60})"
)
_OF_PERSONS = re.compile(r"户籍|户口|生源|籍贯|本地人|居住|方言|毕业|优先|学院|大学")
_INSTITUTION = re.compile(r"^(?P<place>[一-鿿]{2,4})(?:监狱|戒毒所|看守所|强制隔离|分局)")
_SHORT = 4  # characters of the longest short county name tried at the head of an employer's name


def read_places(place: str, employer: str, title: str, duties: str) -> tuple[str, ...]:
    """Region codes, innermost known: a workplace named in the duties, else what the employer's name (or a prison's
    title) names inside the place column, else that column; empty where there is none."""
    labelled = tuple(_labelled(fold(duties)))
    if labelled:
        return labelled
    areas = _named(fold(place))
    if not areas:
        return ()
    if len(areas) > 1:
        return areas
    return _inside(fold(employer), areas[0]) or _inside_title(fold(title), areas[0]) or areas


def places_of_notice(text: str, employer: str) -> tuple[str, ...]:
    """Region codes of a notice without a place column: behind a label (工作地点, 地址, 位于), else what the text names
    inside the employer's own region, else that region, else the first that the text names."""
    plain = fold(text)
    if labelled := _innermost(_labelled(plain)):
        return labelled
    own = _innermost(_within_name(fold(employer), None))[:1]
    named = _innermost(code for code, clause in _mentions(plain) if not _OF_PERSONS.search(clause))
    inside = [code for code in named if own and covers(own[0], code)]
    return tuple(inside[:1]) or own or named[:1]


def _mentions(plain: str) -> Iterator[tuple[str, str]]:
    for clause in re.split(r"[,;。\n|]", plain):
        for found in find_regions(clause):
            yield found.code, clause


def _innermost(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes without those that contain another of them."""
    kept = tuple(dict.fromkeys(codes))
    return tuple(c for c in kept if not any(c != other and covers(c, other) for other in kept))


def _labelled(text: str) -> Iterator[str]:
    for match in _LABEL.finditer(text):
        yield from _within_name(match["place"], None) or prefectures_named(match["place"])


def _named(place: str) -> tuple[str, ...]:
    if not place.strip():
        return ()
    whole = resolve_region(place)
    return (whole,) if whole else _within_name(place, None)


def _within_name(name: str, area: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.code for found in find_regions(name, area)))


def _inside(employer: str, area: str) -> tuple[str, ...]:
    """The region inside area that an employer's name says, in full (越秀区) or short at its head (增城, 佛山市南海)."""
    found = tuple(c for c in _within_name(employer, area) if c != area and covers(area, c))
    if found:
        return found[:1]
    head = re.sub(r"^(?:中共|中国共产党|中国共产主义青年团|广东省)+", "", employer)
    for length in range(_SHORT, 1, -1):
        code = resolve_region(head[:length], within=area)
        if code and code != area:
            return (code,)
    return ()


def _inside_title(title: str, area: str) -> tuple[str, ...]:
    match = _INSTITUTION.search(title)
    code = resolve_region(match["place"], within=area) if match else None
    return (code,) if code else ()
