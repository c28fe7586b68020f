"""What a world is told: the roster with stated wishes, the openings with public facts, and rows of the outbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from jobmatch.bench.worlds.chance import Float64, UInt64, keys_of
from jobmatch.domain import NotFound
from jobmatch.taxonomy.occupations import find_occupation
from jobmatch.taxonomy.regions.table import EARTH_RADIUS_KM, region

Row = Mapping[str, Any]
Bool = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]
MINOR, MIDDLE = 7, 4  # characters of an occupation's code that name its minor group (小类) and its group (中类)
MOST_PLACES = 4


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is there and what each one says. fields are as in Offers, of what is wished; NaN: nothing said.

    spots (S, MOST_PLACES, 2) are latitude and longitude of wished places in radians; nights is what is said of nights.
    """

    ids: tuple[str, ...]
    keys: UInt64
    fields: tuple[tuple[str, ...], ...]
    spots: Float64
    pay_floor: Float64
    nights: tuple[str | None, ...]

    @property
    def row_of(self) -> dict[str, int]:
        """The row of each student."""
        return {student: row for row, student in enumerate(self.ids)}


@dataclass(frozen=True, slots=True)
class Offers:
    """Openings by row; spots (P, MOST_PLACES, 2) are NaN where there is no further place, pay is NaN where unsaid.

    fields are minor groups, or the title where it settles none; kinds are the keys of the employers' kinds.
    """

    ids: tuple[str, ...]
    keys: UInt64
    fields: tuple[str, ...]
    spots: Float64
    pay: Float64
    nights: Float64  # 0 none, 0.5 some, 1 regular
    grassroots: Bool
    kinds: UInt64
    employers: tuple[str, ...]
    places: npt.NDArray[np.int64]

    def joined(self, later: Offers) -> Offers:
        """These openings and then the later ones."""
        pairs = [(getattr(self, one.name), getattr(later, one.name)) for one in fields(Offers)]
        joined: list[Any] = [a + b if isinstance(a, tuple) else np.concatenate([a, b]) for a, b in pairs]
        return Offers(*joined)


def read_roster(rows: Sequence[Row]) -> Roster:
    """The roster of its rows: student, occupations, places, pay_floor_monthly_cny, nights."""
    ids = [str(row["student"]) for row in rows]
    return Roster(
        ids=tuple(ids),
        keys=keys_of(ids),
        fields=tuple(_stated_fields(row.get("occupations") or ()) for row in rows),
        spots=_spots([codes_of(row.get("places") or ()) for row in rows]),
        pay_floor=_numbers(row.get("pay_floor_monthly_cny") for row in rows),
        nights=tuple(row.get("nights") for row in rows),
    )


def read_offers(rows: Sequence[Row]) -> Offers:
    """The openings of rows of postings or of the outbox; a posting that names no headcount has one place."""
    ids = [str(row["posting"]) for row in rows]
    low = _numbers(row.get("pay_low_monthly_cny") for row in rows)
    high = _numbers(row.get("pay_high_monthly_cny") for row in rows)
    return Offers(
        ids=tuple(ids),
        keys=keys_of(ids),
        fields=tuple(_field(row.get("occupation"), str(row.get("title") or "")) for row in rows),
        spots=_spots([codes_of(row.get("places") or ()) for row in rows]),
        pay=np.where(np.isnan(high), low, (low + high) / 2),
        nights=np.array([_nights(row.get("nights")) for row in rows], np.float64),
        grassroots=np.array([row.get("grassroots") is True for row in rows], np.bool_),
        kinds=keys_of([row.get("employer_kind") or "" for row in rows]),
        employers=tuple(str(row.get("employer") or "") for row in rows),
        places=np.array([row.get("headcount") or 1 for row in rows], np.int64),
    )


def codes_of(places: Sequence[Any]) -> list[str]:
    """Codes of places that are written as codes or as objects with a code.

    >>> codes_of(["440100", {"code": "440300", "name": "深圳市"}])
    ['440100', '440300']
    """
    return [place["code"] if isinstance(place, Mapping) else str(place) for place in places]


def distance_km(here: Float64, there: Float64) -> Float64:
    """Great-circle distance between the nearest of two lists of places each, (n, K, 2); NaN where none is known.

    Haversine (Sinnott 1984), on radians.
    """
    half = (there[:, :, None] - here[:, None]) / 2
    cosines = np.cos(here[:, None, :, 0]) * np.cos(there[:, :, None, 0])
    h = np.sin(half[..., 0]) ** 2 + cosines * np.sin(half[..., 1]) ** 2
    nearest = np.fmin.reduce(h, axis=(1, 2))
    distance: Float64 = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, nearest)))
    return distance


def seconds_of(text: str) -> float:
    """Seconds since 1970 of an ISO 8601 time with its zone.

    >>> seconds_of("1970-01-01T08:00:00+08:00")
    0.0
    """
    return datetime.fromisoformat(text).timestamp()


def _stated_fields(occupations: Sequence[str]) -> tuple[str, ...]:
    found = [(find_occupation(title), title) for title in occupations]
    return tuple(dict.fromkeys(_field(one.code if one else None, title) for one, title in found))


def _field(code: str | None, title: str) -> str:
    return code[:MINOR] if code else title


def _nights(told: Any) -> float:
    """What nights an opening asks: as the word for its shifts, or as yes and no."""
    return {"regular_nights": 1.0, "some_nights": 0.5, True: 1.0}.get(told, 0.0)


def _numbers(values: Any) -> Float64:
    return np.array([np.nan if value is None else float(value) for value in values], np.float64)


def _spots(places: Sequence[Sequence[str]]) -> Float64:
    spots = np.full((len(places), MOST_PLACES, 2), np.nan)
    for row, codes in enumerate(places):
        for column, code in enumerate(codes[:MOST_PLACES]):
            spots[row, column] = _spot(code)
    radians: Float64 = np.radians(spots)
    return radians


@lru_cache(maxsize=4096)
def _spot(code: str) -> tuple[float, float]:
    try:
        found = region(code)
    except NotFound:
        return (np.nan, np.nan)
    return (found.lat, found.lon)
