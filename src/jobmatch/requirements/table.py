"""The columns of a position table: education, degree, majors for each level, fresh graduates, grassroots experience."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jobmatch.domain import Demand, ExperienceAsked, Level, LevelsAsked, MajorsAsked, Strength
from jobmatch.requirements.demands import education, fresh
from jobmatch.requirements.demands.experience import read_experience
from jobmatch.requirements.demands.major_cells import has_numbers, read_majors_column
from jobmatch.requirements.demands.majors import (
    LEVELS_BY_COLUMN,
    MajorList,
    MajorNote,
    is_lettered,
    majors_asked,
    read_major_cell,
)
from jobmatch.requirements.text.passage import Passage

_MAJOR_COLUMNS = tuple(column for column, _ in LEVELS_BY_COLUMN)
GRASSROOTS_MONTHS = 24  # 是否要求2年以上基层工作经历


@dataclass(frozen=True, slots=True)
class Columns:
    """The fields of one posting; a blank one counts as not given."""

    received: Mapping[str, str]
    _cut: dict[str, Passage | None] = dataclasses.field(default_factory=dict, init=False, repr=False, compare=False)

    def get(self, field: str) -> Passage | None:
        """The field without blanks and stops at its edges, None where it was not given."""
        if field not in self._cut:
            text = self.received.get(field) or ""
            passage = Passage.of(field, text).part(0, len(text))
            self._cut[field] = passage if passage.start < passage.end else None
        return self._cut[field]

    def text(self, field: str) -> str:
        """The field as received, empty where it was not given."""
        return self.received.get(field) or ""

    @property
    def listed(self) -> bool:
        """Whether this is a row of an official table, where 本科 means 本科 alone."""
        majors = self.get("majors")
        numbered = majors is not None and has_numbers(majors.text)
        return numbered or any(self.text(column).strip() for column in (*_MAJOR_COLUMNS, "degree"))


def read_table(columns: Columns, notes: list[MajorNote]) -> list[Demand]:
    """The demands of the columns, 其他要求 apart; notes found there narrow the listed majors."""
    return [
        *_levels(columns),
        *_degrees(columns),
        *_majors(columns, notes),
        *_fresh(columns),
        *_grassroots(columns),
    ]


def _levels(columns: Columns) -> Iterator[Demand]:
    cell = columns.get("education")
    if cell and columns.listed and not education.says_any(cell):
        for read in education.read_levels(cell, listed=True):
            yield cell.demand(read.asked, confidence=read.confidence)


def _degrees(columns: Columns) -> Iterator[Demand]:
    cell = columns.get("degree")
    if cell and "不限" not in cell.text:
        for read in education.read_degrees(cell, listed=True):
            yield cell.demand(read.asked)


def _majors(columns: Columns, notes: list[MajorNote]) -> Iterator[Demand]:
    cells = {column: columns.get(column) for column in _MAJOR_COLUMNS}
    if cell := columns.get("majors"):
        yield from _any_level(cell, notes)
    lists: dict[Level, MajorList] = {}
    for column, levels in LEVELS_BY_COLUMN:
        if (cell := cells[column]) is None:
            continue
        if has_numbers(cell.text) and not is_lettered(cell):
            read = read_majors_column(cell.text, levels)
            lists, notes = lists | read.lists, [*notes, *read.notes]
        else:
            lists |= {level: read_major_cell(cell, level) for level in levels}
    asked = majors_asked(lists, notes, related="相关专业" in "".join(c.text for c in cells.values() if c))
    if asked is not None:
        quoted = _quoted(cells, asked)
        yield quoted.demand(asked, confidence=min(entry.surest for entry in lists.values()))


def _any_level(cell: Passage, notes: list[MajorNote]) -> Iterator[Demand]:
    """The one column of other tables and boards, which holds the majors of every level."""
    read = read_majors_column(cell.text)
    if asked := majors_asked(read.lists, [*notes, *read.notes], read.related):
        strength = Strength.PREFERRED if "优先" in cell.text else Strength.REQUIRED
        yield cell.demand(asked, strength, min(entry.surest for entry in read.lists.values()))


def _quoted(cells: Mapping[str, Passage | None], asked: MajorsAsked) -> Passage:
    """The cell of the lowest level that lists majors, which is the one most students are told about."""
    limited = {level for level, codes in asked.by_level if codes is not None}
    return next(cell for c, levels in LEVELS_BY_COLUMN if limited.intersection(levels) and (cell := cells[c]))


def _fresh(columns: Columns) -> Iterator[Demand]:
    if cell := columns.get("fresh_graduate"):
        for read in fresh.read_fresh_column(cell):
            yield cell.demand(read.asked)


def _grassroots(columns: Columns) -> Iterator[Demand]:
    cell = columns.get("grassroots_experience")
    if cell is None or cell.text in {"否", "不限", "无", "不要求"}:
        return
    stated = [r.asked for r in read_experience(cell) if isinstance(r.asked, ExperienceAsked)]
    months = stated[0].months if stated else GRASSROOTS_MONTHS
    yield cell.demand(ExperienceAsked(months, grassroots=True))


def full_time_among(demand: Demand, admitted: frozenset[Level]) -> Demand:
    """A clause 普通高等院校毕业生（非在职）, cut down to the levels that the posting admits anyway."""
    if not isinstance(demand.asked, LevelsAsked) or not demand.asked.full_time:
        return demand
    kept = demand.asked.admitted & admitted
    return Demand(LevelsAsked(kept or demand.asked.admitted, True), demand.span, demand.strength)
