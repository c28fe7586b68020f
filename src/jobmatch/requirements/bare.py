"""Short cells of boards read by what they hold, whichever column they came in: 1-3年本科, 在校生/应届生."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jobmatch.domain import AgeAsked, Demand, ExperienceAsked, GenderAsked, Level, LevelsAsked
from jobmatch.requirements.demands import education, experience
from jobmatch.requirements.demands.persons import read_age, read_gender
from jobmatch.requirements.table import Columns
from jobmatch.requirements.text.numerals import NUMBER, months
from jobmatch.requirements.text.passage import Passage

_COLUMNS = ("education", "experience")  # what is fused or shifted there may be part of a longer cell
_LOOSE_COLUMNS = ("tags", "headcount", "gender", "age", "contract")  # here a token must say nothing else
_TOKEN = re.compile(r"[|,;/\n、]+")
_LONGEST_TOKEN = 24  # what is longer is prose
_PROSE = re.compile(r"[|]+")
_SHORTEST_PROSE = 40
_PROSE_MARK = re.compile(r"[;。:]|\d[、.)]")
_YEARS = re.compile(
    rf"(?P<low>{NUMBER})(?:\s?[-~至到]\s?(?P<high>{NUMBER}))?\s?(?P<plus>\+)?\s?(?:年|[Yy]ears?)(?P<bound>(?:及|或)?以[上下内]|内|\+)?"
)
_ONLY_YEARS = re.compile(rf"{_YEARS.pattern}(?:的?(?:相关)?(?:工作)?经[验历])?$")
_ONLY_LEVEL = re.compile(
    r"(?:博士|硕士|研究生|(?:统招|全日制)?本科|[大中]专|高职|中技|中专/中技|高中|初中)"
    r"(?:\(含\))?(?:(?:及|或)?以[上下]|\+)?(?:学历)?$"
)
_UNDER = re.compile(r"以[下内]")
_STUDENTS = re.compile(r"应届|在校|毕业生")


@dataclass(slots=True)
class BareReading:
    """What the short cells demand; to_fresh: one of them is the board's word for students and fresh graduates."""

    demands: list[Demand] = field(default_factory=list)
    to_fresh: bool = False


def read_bare(columns: Columns) -> BareReading:
    """The demands of the short cells of a board; an official table has none."""
    reading = BareReading()
    for name in () if columns.listed else (*_COLUMNS, *_LOOSE_COLUMNS):
        if cell := columns.get(name):
            _read_cell(reading, cell, columns)
    return reading


def prose_among_tags(columns: Columns) -> Passage | None:
    """The longest stretch of a tags cell that is no tag but the notice itself, which some feeds put there."""
    cell = columns.get("tags")
    parts = [part for part in cell.split(_PROSE) if part.end - part.start >= _SHORTEST_PROSE] if cell else []
    return max((p for p in parts if _PROSE_MARK.search(p.text)), key=lambda p: p.end - p.start, default=None)


def _read_cell(reading: BareReading, cell: Passage, columns: Columns) -> None:
    loose = cell.field in _LOOSE_COLUMNS
    if not loose:
        reading.demands += _levels(cell)
    for token in cell.split(_TOKEN):
        if token.end - token.start > _LONGEST_TOKEN:
            continue
        reading.to_fresh |= bool(_STUDENTS.match(token.text))
        if loose and _ONLY_LEVEL.match(token.text):
            reading.demands += _levels(token)
        if not (cell.field == "experience" and _UNDER.match(columns.text("education"))):
            reading.demands += _years(token, loose)
    if cell.field == "gender":
        reading.demands += [cell.demand(r.asked) for r in read_gender(cell) if isinstance(r.asked, GenderAsked)]
    if cell.field == "age":
        reading.demands += [cell.demand(r.asked) for r in read_age(cell) if isinstance(r.asked, AgeAsked)]


def _levels(cell: Passage) -> Iterator[Demand]:
    """The levels a cell names; 初中及以下 is a board's word for no demand at all; 经验不限大专 frees the years."""
    if education.says_any(cell) and (cell.field != "experience" or "学历" in cell.text):
        return
    for read in education.read_levels(cell):
        if isinstance(read.asked, LevelsAsked) and Level.DOCTOR in read.asked.admitted:
            yield cell.demand(read.asked, confidence=read.confidence)


def _years(token: Passage, loose: bool) -> Iterator[Demand]:
    """The low end of the years in a token; none for 1年以下, nor where the cell says that none is needed."""
    found = _ONLY_YEARS.match(token.text) if loose else _YEARS.search(token.text)
    if found is None or experience.says_none(token) or _UNDER.search(found["bound"] or ""):
        return
    asked = months(found["low"], "年")
    if 0 < asked <= 480:
        yield token.demand(ExperienceAsked(asked))
