"""The versioned table of programmes, and which of its rows count on a night."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from jobmatch.domain import Posting, Student
from jobmatch.taxonomy.regions import covers, find_regions

VERIFIED = frozenset({"V", "Q"})  # K and X are shown as 需核实


@dataclass(frozen=True, slots=True)
class Row:
    """One version of one programme in one region, as programmes.toml gives it; None: the source does not say."""

    code: str
    zh: str
    en: str
    region: str
    source: str
    tag: str
    conditions: tuple[str, ...]
    on: str = "work"
    value: str | None = None
    unit: tuple[str, str] = ("", "")
    valid_from: date | None = None
    valid_to: date | None = None
    class_of: int | None = None

    @property
    def verified(self) -> bool:
        """Whether somebody has read the text that the row rests on."""
        return self.tag in VERIFIED

    def in_force(self, night: date) -> bool:
        """Whether the row holds on that day, its first and last day included."""
        return (self.valid_from is None or self.valid_from <= night) and (
            self.valid_to is None or night <= self.valid_to
        )


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("jobmatch.programmes").joinpath("programmes.toml").read_text("utf-8"))


@cache
def table() -> tuple[Row, ...]:
    """Every row, in the file's order."""
    return tuple(_row(entry) for entry in _data()["programme"])


def _row(entry: dict[str, Any]) -> Row:
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Row(**given)


@cache
def evidence_words() -> Mapping[str, tuple[str, str]]:
    """What each piece of evidence is called, in Chinese and English, by its code."""
    return {code: (zh, en) for code, (zh, en) in _data()["evidence"].items()}


@cache
def class_until() -> Mapping[str, date]:
    """The last day on which a subsidy class counts undisputed, by its code; a class that is absent has none."""
    return dict(_data()["class_until"])


def rows_in_force(student: Student, posting: Posting, night: date) -> list[Row]:
    """One row a programme: the narrowest region that holds the school or the work, in the file's order."""
    where: Mapping[str, Callable[[], Iterable[str]]] = {
        "school": lambda: school_places(student.education.college or ""),
        "work": lambda: posting.terms.places,
    }
    chosen: dict[str, Row] = {}
    for row in table():
        known = chosen.get(row.code)
        fits = row.in_force(night) and of_class(row, student) and holds_all(row.region, where[row.on]())
        if fits and (known is None or narrowness(row.region) > narrowness(known.region)):
            chosen[row.code] = row
    return list(chosen.values())


@cache
def school_places(college: str) -> tuple[str, ...]:
    """The regions that a college's name speaks of, empty where it names none.

    >>> school_places("广东某某职业学院")
    ('440000',)
    """
    return tuple(found.code for found in find_regions(college))


def of_class(row: Row, student: Student) -> bool:
    on = student.education.graduated_on
    return row.class_of is None or (on is not None and on.year == row.class_of)


def holds_all(region: str, places: Iterable[str]) -> bool:
    """Whether a row for that region counts: every place lies in it; a row for the whole country always does."""
    listed = list(places)
    return not region or (bool(listed) and all(covers(region, place) for place in listed))


def narrowness(region: str) -> int:
    """0 for the whole country, 1 for a province, 2 for a prefecture, 3 for a county."""
    return 0 if not region else 1 if region.endswith("0000") else 2 if region.endswith("00") else 3
