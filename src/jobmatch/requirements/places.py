"""Where the work is: the place column, the employer's name inside it, and labels in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobmatch.requirements.passage import Passage, fold
from jobmatch.taxonomy.regions import covers, find_regions, resolve_region

_LABEL = re.compile(
    r"(?:工作|上班|办公|服务|就业|执业|岗位|单位|机构|医院|公司)(?:地点|地址|区域|所在地)(?:在|为|位于|:)?\s?(?P<place>[^,;。\n)]{2,60})|(?:^|[\s,;])地址:(?P<place2>[^,;。\n)]{2,60})"
)
_SEAT = re.compile(r"位于(?P<place>[^,;。\n)]{2,40})")
_INSTITUTION = re.compile(r"^(?P<place>[一-鿿]{2,4})(?:监狱|戒毒所|看守所|强制隔离|分局)")
_SHORT = 4  # characters of the longest short county name tried at the head of an employer's name


def read_places(place: str, employer: str, title: str, duties: str) -> tuple[str, ...]:
    """Region codes, innermost known: a workplace named in the duties, else what the employer's name (or a prison's
    title) names inside the place column, else that column, else the employer's name alone."""
    labelled = tuple(_labelled(fold(duties)))
    if labelled:
        return labelled
    areas = _named(fold(place))
    if not areas:
        return _within_name(fold(employer), None)
    if len(areas) > 1:
        return areas
    return _inside(fold(employer), areas[0]) or _inside_title(fold(title), areas[0]) or areas


def places_in_text(passage: Passage) -> tuple[str, ...]:
    """Region codes behind a label such as 工作地点 or 地址 in one passage."""
    return tuple(_labelled(passage.text))


def seat_in_text(text: str) -> tuple[str, ...]:
    """Region codes behind 位于 in folded text, for notices that give no other place."""
    match = _SEAT.search(text)
    return _within_name(match["place"], None) if match else ()


def _labelled(text: str) -> Iterator[str]:
    if "地" not in text:
        return
    for match in _LABEL.finditer(text):
        yield from _within_name(match["place"] or match["place2"], None)


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
