"""Majors in English: the subjects a degree should be in."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from jobmatch.domain import Demand, Level, Strength
from jobmatch.requirements.demands.majors import MajorList, majors_asked, place_names
from jobmatch.requirements.english.strength import Part
from jobmatch.requirements.text.patterns import any_of

_SUBJECTS = any_of(
    r"\b(?:degree|bachelor'?s?|master'?s?|phd|bsc|msc|b\.sc|m\.sc|graduate|above|major(?:ed|ing)?|majors"
    r"|diploma)\b(?: degree)?(?: level| or (?:above|higher|equivalent)| and above|\))*,? "
    r"(?:with (?:an? )?(?:major|majors|background) |major(?:ing|ed|s)? |preferably |ideally )?(?:in"
    r"|of) (?P<a>[a-z][^.;:()]{2,140})",
    r"\b(?<!a )major(?:ing|ed|s)?(?: in| is|:)? (?P<b>[a-z][^.;:()]{2,120})",
    r"\b(?P<c>[a-z][a-z ,/&]{2,80}?) (?:or (?:other )?related )?(?:(?<!a )major|majors"
    r"|discipline)\b(?! (?:\w+ ){0,2}(?:hospital|trauma|centre|part|role))",
)
_STOP = re.compile(
    r"\b(?:with|is|are|(?:and )?(?:hcpc|nmc|current|valid|registration|registered)|and (?:a |have|at least|minimum"
    r"|\d)|plus|required|preferred|from|who|you|degree|desirable|or equivalent|equivalent|level|qualification"
    r"|essential|at)\b"
)
_SEPARATOR = re.compile(r"\s?(?:,|/|&|\bor\b|\band\b|\betc\b)\s?")
_RELATED = re.compile(r"\brelated\b|\brelevant\b|\bsimilar\b|\bequivalent\b|\bother\b|\betc\b")
_FILLER = re.compile(
    r"\b(?:an?|the|any|other|related|relevant|similar|closely|field|fields|subject|subjects|discipline|disciplines"
    r"|area|areas|major|majors|of study|one of|following)\b"
)
_TAUGHT = frozenset(level for level in Level if level >= Level.ASSOCIATE)


def read_majors(part: Part, admitted: frozenset[Level]) -> Demand | None:
    """The majors that a part of a sentence names beside a degree; names the catalogue does not know stay as written."""
    text = part.whole.text
    if (
        part.strength is None
        or part.offered
        or not ("degree" in text or "major" in text or "bachelor" in text or "master" in text or "graduate" in text)
    ):
        return None
    match = _SUBJECTS.search(text, 0)
    if match is None:
        return None
    words = next(g for g in match.groups() if g)
    words = _STOP.split(words)[0]
    names = tuple(dict.fromkeys(name for piece in _SEPARATOR.split(words) if (name := _name(piece))))
    if not any(name in _known() for name in names) and (whole := _name(words)):
        names = (whole,)  # health and social care
    if not names or len(names) > 12:
        return None
    asked = majors_asked(_placed(names, admitted & _TAUGHT or _TAUGHT, admitted), (), bool(_RELATED.search(text)))
    start = part.whole.start + match.start()
    passage = replace(part.whole, start=start, end=part.whole.start + match.end())
    strength = part.strength or Strength.PREFERRED
    return passage.demand(asked, strength, 0.8) if asked else None


def _name(piece: str) -> str:
    words = " ".join(_FILLER.sub(" ", piece).split())
    return words if 2 < len(words) <= 50 and words.count(" ") <= 4 else ""


def _placed(names: tuple[str, ...], levels: frozenset[Level], admitted: frozenset[Level]) -> dict[Level, MajorList]:
    known = [_known()[name] for name in names if name in _known()]
    unknown = tuple(name for name in names if name not in _known())
    placed = place_names(known, sorted(levels)) if known else {level: MajorList(()) for level in levels}
    lists = {level: _with_names(entry, unknown) for level, entry in placed.items()}
    return lists | {level: MajorList((), unknown) for level in admitted - levels}


def _with_names(entry: MajorList, more: tuple[str, ...]) -> MajorList:
    return MajorList(entry.codes, (*entry.names, *more), entry.surest, entry.only)


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    text = files("jobmatch.requirements.english").joinpath("majors.toml").read_text(encoding="utf-8")
    return {str(name): str(zh) for name, zh in tomllib.loads(text).items()}
