"""Majors and their classes: the official catalogue of Guangdong 2026, its groups, and how colleges write them."""

from jobmatch.taxonomy.majors.catalogue import (
    Major,
    covers,
    group_members,
    group_name,
    is_medical,
    letter_of,
    major,
)
from jobmatch.taxonomy.majors.naming import FoundMajor, find_major

__all__ = [
    "FoundMajor",
    "Major",
    "covers",
    "find_major",
    "group_members",
    "group_name",
    "is_medical",
    "letter_of",
    "major",
]
