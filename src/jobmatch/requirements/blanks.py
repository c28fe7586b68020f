"""Texts with a blank behind every character (招 聘 护 士), as scans and posters give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from jobmatch.domain import Span
from jobmatch.requirements.reading import Reading

_SINGLE = re.compile(r"(?<=[一-鿿，。；：、（）]) (?=[一-鿿\d，。；：、（）])|(?<=\d) (?=[一-鿿，。；：、（）])")
_HAN = re.compile(r"[一-鿿]")
_MOST_APART = 0.6  # share of characters with a blank behind them from which the blanks mean nothing


def without_blanks(text: str) -> str:
    """The text without the blanks between its characters, if it has them nearly everywhere; else the text itself.

    >>> without_blanks("招 聘 护 士 2 名"), without_blanks("护士 2名 大专")
    ('招聘护士2名', '护士 2名 大专')
    """
    apart = len(_SINGLE.findall(text))
    return _SINGLE.sub("", text) if apart > _MOST_APART * len(_HAN.findall(text)) else text


def tightened(received: Mapping[str, str]) -> Mapping[str, str]:
    """The fields without such blanks; the same mapping where no field has them."""
    tight = {name: without_blanks(text) for name, text in received.items() if " " in (text or "")}
    changed = {name: text for name, text in tight.items() if text != received[name]}
    return {**received, **changed} if changed else received


def moved_back(reading: Reading, received: Mapping[str, str], tight: Mapping[str, str]) -> Reading:
    """The reading of tightened fields with every span where its words stand in the fields as received."""
    places = {name: _places(received[name]) for name in received if received[name] != tight[name]}
    return replace(
        reading,
        demands=tuple(replace(d, span=_moved(d.span, received, places)) for d in reading.demands),
        alarms=tuple(replace(a, span=_moved(a.span, received, places)) for a in reading.alarms),
    )


def _places(text: str) -> list[int]:
    """Where each character that stays stands in the text as received."""
    dropped = {match.start() for match in _SINGLE.finditer(text)}
    return [at for at in range(len(text)) if at not in dropped]


def _moved(span: Span, received: Mapping[str, str], places: Mapping[str, list[int]]) -> Span:
    if span.field not in places or span.end <= span.start:
        return span
    kept = places[span.field]
    start, end = kept[span.start], kept[span.end - 1] + 1
    return Span(span.field, start, end, received[span.field][start:end])
