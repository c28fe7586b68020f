"""Majors and their classes: the official catalogue of Guangdong 2026, its groups, and how colleges write them."""

from jobmatch.taxonomy.majors.areas import areas_listed, areas_of, areas_of_name
from jobmatch.taxonomy.majors.catalogue import (
    Major,
    covers,
    group_members,
    group_name,
    is_medical,
    letter_of,
    major,
)
from jobmatch.taxonomy.majors.naming import EXACT, NEAREST, FoundMajor, endings, find_major
from jobmatch.taxonomy.majors.numbers import codes_of_number, is_vocational_bachelor, letters_of
from jobmatch.taxonomy.majors.words import (
    codes_of_stem,
    everyday_codes,
    everyday_endings,
    is_everyday,
    is_wide,
    names_trade,
)

__all__ = [
    "EXACT",
    "NEAREST",
    "FoundMajor",
    "Major",
    "areas_listed",
    "areas_of",
    "areas_of_name",
    "codes_of_number",
    "codes_of_stem",
    "covers",
    "endings",
    "everyday_codes",
    "everyday_endings",
    "find_major",
    "group_members",
    "group_name",
    "is_everyday",
    "is_medical",
    "is_vocational_bachelor",
    "is_wide",
    "letter_of",
    "letters_of",
    "major",
    "names_trade",
]
