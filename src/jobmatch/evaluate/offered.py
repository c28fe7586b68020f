"""The fields of the guide that a posting offers and fixes, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date

from jobmatch.domain import Contract, Shifts, Terms
from jobmatch.evaluate.field import Field
from jobmatch.evaluate.guide import FLAGS, Labels
from jobmatch.requirements import Reading
from jobmatch.taxonomy.regions import current_code, resolve_region

Items = Sequence[Hashable]
PAY_TOLERANCE = 0.01  # of each end: a day is 21.75 of a month, and people round
SURE_ALARM = 0.7  # below it an alarm is only a remark for a person


def same_pay(found: tuple[int, int | None], stated: tuple[int, int | None]) -> bool:
    """Whether both ends are the same but for rounding.

    >>> same_pay((8700, 10875), (8700, 10900)), same_pay((8000, None), (8000, 12000))
    (True, False)
    """
    return all(_same_end(mine, theirs) for mine, theirs in zip(found, stated, strict=True))


def _same_end(found: int | None, stated: int | None) -> bool:
    if found is None or stated is None:
        return found is stated
    return abs(found - stated) <= PAY_TOLERANCE * stated


def _given(value: Hashable | None) -> Items:
    return [] if value is None else [value]


def _as_stated(name: str, offered: Callable[[Terms], Hashable | None]) -> Field:
    """A field that labels and terms hold alike; False and 0 are statements, None is silence."""
    return Field(
        name,
        gold=lambda labels: _given(labels.get(name)),
        found=lambda reading: _given(offered(reading.terms)),
    )


def _pay(reading: Reading) -> Items:
    pay = reading.terms.pay
    return [(pay.low_monthly_cny, pay.high_monthly_cny)] if pay else []


def _places_stated(labels: Labels) -> Items:
    """Codes in force; a place abroad has none."""
    codes = (resolve_region(path) for path in labels.get("places", ()))
    return [code for code in codes if code is not None]


OFFERED: tuple[Field, ...] = (
    Field(
        "pay",
        gold=lambda labels: [tuple(labels["pay"])] if "pay" in labels else [],
        found=_pay,
        right=same_pay,
        covered=same_pay,
    ),
    Field(
        "places",
        gold=_places_stated,
        found=lambda reading: [current_code(code) for code in reading.terms.places],
    ),
    Field(
        "remote",
        gold=lambda labels: [True] if labels.get("remote") else [],
        found=lambda reading: [True] if reading.terms.remote else [],
    ),
    _as_stated("headcount", lambda terms: terms.headcount),
    _as_stated("housing", lambda terms: terms.housing),
    Field(
        "contract",
        gold=lambda labels: [Contract(labels["contract"])] if "contract" in labels else [],
        found=lambda reading: _given(reading.terms.contract),
    ),
    Field(
        "shifts",
        gold=lambda labels: [Shifts(labels["shifts"])] if "shifts" in labels else [],
        found=lambda reading: _given(reading.terms.shifts),
    ),
    Field(
        "deadline",
        gold=lambda labels: [date.fromisoformat(labels["deadline"])] if "deadline" in labels else [],
        found=lambda reading: _given(reading.terms.deadline),
    ),
    _as_stated("application_cost", lambda terms: terms.application_cost_cny),
    _as_stated("online_interview", lambda terms: terms.online_interview),
    Field(
        "alarms",
        gold=lambda labels: [FLAGS[flag] for flag in labels.get("flags", ())],
        found=lambda reading: [alarm.kind for alarm in reading.alarms if alarm.confidence >= SURE_ALARM],
        keys=("flags",),
    ),
)
