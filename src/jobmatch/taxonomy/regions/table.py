"""The table of regions and the arithmetic of their codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from jobmatch.domain.errors import NotFound
from jobmatch.taxonomy.datafiles import read_csv

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})  # 北京, 天津, 上海, 重庆: province and city in one
UNDIVIDED = frozenset({"4419", "4420", "4604", "6202"})  # 东莞, 中山, 儋州, 嘉峪关: cities without counties
DIRECT = "90"  # third and fourth digit of counties that belong to no prefecture (济源 419001)


@dataclass(frozen=True, slots=True)
class Region:
    """One region; level is province, prefecture or county.

    lon and lat are degrees (GCJ-02, as map services print them) of the seat or centroid. A region whose own
    position is not known has its prefecture's, else its province's. now is the code that took over, of a
    region that has been abolished or renumbered since 2016.
    """

    code: str
    name: str
    level: str
    lon: float
    lat: float
    now: str | None = None


@lru_cache(maxsize=1)
def table() -> dict[str, Region]:
    """All regions by code, today's and those abolished since 2016."""
    rows = read_csv("regions.csv")
    positions = {code: (float(lon), float(lat)) for code, _, lon, lat, _ in rows if lon}
    return {code: _row_to_region(code, name, now, positions) for code, name, _, _, now in rows}


def _row_to_region(code: str, name: str, now: str, positions: dict[str, tuple[float, float]]) -> Region:
    near = (code, now, code[:4] + "00", code[:2] + "0000")
    lon, lat = next(positions[c] for c in near if c in positions)
    return Region(code, name, _level(code), lon, lat, now or None)


def _level(code: str) -> str:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def region(code: str) -> Region:
    """The region of a six-digit code. Raises NotFound.

    The filler rows of the municipalities (110100 市辖区) are the municipality, and what others number inside a city
    without counties (441902) is the city.
    """
    found = table().get(code) or table().get(_city(code))
    if found is None:
        raise NotFound(f"no region has the code {code!r}; expected six digits of GB/T 2260, such as 440100")
    return found


def _city(code: str) -> str:
    """The city behind a filler row or a part that the standard does not number, every other code unchanged."""
    if code[:2] in MUNICIPALITIES and code.endswith("00"):
        return code[:2] + "0000"
    return code[:4] + "00" if code[:4] in UNDIVIDED else code


def current_code(code: str) -> str:
    """The code in force for a region: 330185 临安市 is 330112 临安区 now.

    >>> current_code("330185")
    '330112'
    """
    return region(code).now or region(code).code


def covers(outer: str, inner: str) -> bool:
    """Whether the outer region is or contains the inner one, by the digits of the codes alone.

    >>> covers("440000", "440104"), covers("440100", "440100"), covers("440104", "440100")
    (True, True, False)
    """
    if outer.endswith("0000") or (outer.endswith("00") and outer[:2] in MUNICIPALITIES):
        return inner[:2] == outer[:2]
    return inner[:4] == outer[:4] if outer.endswith("00") else inner == outer


def province_of(code: str) -> str:
    """The province a region lies in, a province itself included.

    >>> province_of("440104")
    '440000'
    """
    return code[:2] + "0000"


def prefecture_of(code: str) -> str | None:
    """The prefecture a region is or lies in; a municipality is its own.

    None for a province, and for a county that the province governs directly (济源, 琼海).

    >>> prefecture_of("440104"), prefecture_of("441900"), prefecture_of("310115"), prefecture_of("419001")
    ('440100', '441900', '310000', None)
    """
    if code[:2] in MUNICIPALITIES:
        return province_of(code)
    if code.endswith("0000") or code[2:4] == DIRECT:
        return None
    return code[:4] + "00"


def distance_km(a: str, b: str) -> float | None:
    """Great-circle distance between two regions' centroids (haversine), None where a code is not known.

    Source: R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984). Guangzhou to Shenzhen:

    >>> round(distance_km("440100", "440300"))
    104
    """
    try:
        p, q = region(a), region(b)
    except NotFound:
        return None
    north, east = radians(q.lat - p.lat), radians(q.lon - p.lon)
    h = sin(north / 2) ** 2 + cos(radians(p.lat)) * cos(radians(q.lat)) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, h)))
