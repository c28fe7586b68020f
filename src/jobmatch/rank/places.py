"""How near the places of an opening lie to a place that a student wishes for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Float32
from jobmatch.domain import NotFound
from jobmatch.taxonomy.regions import covers, region

EARTH_RADIUS_KM = 6371.0088
DECAY_KM = 100.0


def nearness_table(regions: Sequence[str], place_sets: Sequence[Sequence[str]]) -> Float32:
    """Nearness of each wished region to each set of places, (len(regions) + 1, len(place_sets)), in [0, 1].

    1 where any of the places lies in the region, else exp(-km / 100) of the nearest. An empty set, a code that is not
    known, and the last row, which stands for no wish, have 0.
    """
    places = sorted({code for codes in place_sets for code in codes})
    to_place = _nearness(regions, places)
    column_of = {code: column for column, code in enumerate(places)}
    table = np.zeros((len(regions) + 1, len(place_sets)), np.float32)
    for number, codes in enumerate(place_sets):
        table[:-1, number] = to_place[:, [column_of[code] for code in codes]].max(axis=1, initial=0)
    return table


def _nearness(regions: Sequence[str], places: Sequence[str]) -> Float32:
    near = np.exp(-_distance_km(_positions(regions), _positions(places)) / DECAY_KM)
    within = [[covers(wished, place) for place in places] for wished in regions]
    inside = np.array(within, np.bool_).reshape(near.shape)
    return np.where(inside, 1.0, np.nan_to_num(near)).astype(np.float32)


def _positions(codes: Sequence[str]) -> npt.NDArray[np.float64]:
    """Latitude and longitude of each code in radians, (n, 2); NaN where it is not known."""
    return np.radians(np.array([_degrees(code) for code in codes], np.float64).reshape(len(codes), 2))


def _degrees(code: str) -> tuple[float, float]:
    try:
        found = region(code)
    except NotFound:
        return (np.nan, np.nan)
    return (found.lat, found.lon)


def _distance_km(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Great-circle distance between all points of two lists (haversine, Sinnott 1984).

    >>> quarter = _distance_km(np.array([[0.0, 0.0]]), np.array([[np.pi / 2, 0.0]]))
    >>> round(float(quarter[0, 0]))
    10008
    """
    lat_a, lon_a, lat_b, lon_b = a[:, None, 0], a[:, None, 1], b[None, :, 0], b[None, :, 1]
    h = np.sin((lat_b - lat_a) / 2) ** 2 + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    distance: npt.NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, h)))
    return distance
