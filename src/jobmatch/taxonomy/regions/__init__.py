"""Administrative regions (GB/T 2260): what lies in what, how far apart, and how texts name them."""

from jobmatch.taxonomy.regions.context import FoundRegion
from jobmatch.taxonomy.regions.finding import find_regions
from jobmatch.taxonomy.regions.listing import list_regions
from jobmatch.taxonomy.regions.naming import resolve_region
from jobmatch.taxonomy.regions.table import (
    Region,
    covers,
    current_code,
    distance_km,
    prefecture_of,
    province_of,
    region,
)

__all__ = [
    "FoundRegion",
    "Region",
    "covers",
    "current_code",
    "distance_km",
    "find_regions",
    "list_regions",
    "prefecture_of",
    "province_of",
    "region",
    "resolve_region",
]
