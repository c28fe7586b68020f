"""What a notice is about, before anybody has worded it."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
KIND_FILES = ("kinds_medical.toml", "kinds_care.toml", "kinds_inclusive.toml", "kinds_vocational.toml")


@dataclass(frozen=True)
class Kind:
    """A sort of opening with the range of what its employers ask and offer; the tables say what each field means."""

    key: str
    count: int
    employer: str
    titles: tuple[str, ...]
    duties: tuple[str, ...]
    levels: tuple[str, ...]
    majors: tuple[tuple[str, ...], ...]
    licence: str
    modes: tuple[str, ...]
    shifts: tuple[str, ...]
    pay: tuple[int, int]
    heads: tuple[int, int]
    ages: tuple[int, ...]
    extras: tuple[str, ...]
    contracts: tuple[str, ...]
    provisions: tuple[str, ...] = ()
    reserved: tuple[str, ...] = ("",)
    programmes: tuple[str, ...] = ("",)
    hard: tuple[str, ...] = ("",)
    genders: tuple[str, ...] = ("",)
    fresh: tuple[str, ...] = ()


@dataclass(frozen=True)
class Timing:
    """Dates of a notice; neither deadline nor open_ended: it does not say."""

    published_on: date
    deadline: date | None
    open_ended: bool


@dataclass(frozen=True)
class Opening:
    """One invented opening. Empty, zero or None: the notice is silent about it."""

    kind: str
    family: str  # of employer: township, clinic, factory…
    title: str
    employer: str
    prefecture: str
    county: str
    town: str
    duties: tuple[str, ...]
    level: str
    majors: tuple[str, ...]
    licence: str
    licence_mode: str
    age: int
    experience: str
    fresh: str
    shifts: str
    pay_monthly_cny: tuple[int, int] | None
    heads: int
    extras: tuple[str, ...]
    contract: str
    housing: str
    insurance: bool
    provisions: tuple[str, ...]
    reserved: str
    programmes: tuple[str, ...]
    hard: str
    gender: str
    household: str
    service_years: int
    timing: Timing


def kinds() -> list[Kind]:
    """Every sort of opening, in the tables' order."""
    return [_kind(entry) for name in KIND_FILES for entry in table(name)["kind"]]


def table(name: str) -> dict:
    """A table of words beside this module."""
    return tomllib.loads((HERE / name).read_text("utf-8"))


def _kind(entry: dict) -> Kind:
    return Kind(**{name: _frozen(value) for name, value in entry.items()})


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
