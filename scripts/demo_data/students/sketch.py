"""One invented student, before the registrar's spreadsheet gets hold of it."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import TypeVar

from demo_data.places import Home

T = TypeVar("T")
Weighted = Sequence[tuple[T, float]]


@dataclass(frozen=True)
class Programme:
    """A field of study and one major in it, as its college teaches it."""

    field: str
    medical: bool
    departments: tuple[str, ...]
    jobs: tuple[str, ...]
    skills: tuple[str, ...]
    licences: str
    name: str
    level: str  # B 本科, A 大专
    code: str
    variants: tuple[str, ...]


@dataclass(frozen=True)
class Study:
    """Who teaches the student what, until when."""

    programme: Programme
    college: str
    department: str
    major: str  # as this college writes it
    graduates_on: date
    number: str

    @property
    def cohort(self) -> str:
        """before, final or enrolled, seen from the school year 2025/26."""
        year = self.graduates_on.year
        return "final" if year == 2026 else "before" if year < 2026 else "enrolled"


@dataclass(frozen=True)
class Person:
    """Invented identity and origin. household and origin are texts as families write them."""

    name: str
    gender: str
    born_on: date
    home: Home | None  # None: from outside Guangdong
    household: str
    origin: str
    ethnicity: str
    political: str


@dataclass(frozen=True)
class Hard:
    """Circumstances that matter for help, each as the ledger writes it; empty where there is none."""

    hardship: tuple[str, ...] = ()
    disability: str = ""
    needs: str = ""
    limits: tuple[str, ...] = field(default=())


def words(name: str) -> dict:
    """A pool of words beside this module."""
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))


def weighted(rng: Random, options: Weighted[T]) -> T:
    """One option, drawn by its weight."""
    values, weights = zip(*options, strict=True)
    return rng.choices(values, weights)[0]


def some(rng: Random, options: Sequence[str], low: int, high: int) -> list[str]:
    """Between low and high different options in random order."""
    return rng.sample(list(options), min(len(options), rng.randint(low, high)))
