"""Licences and certificates: what each stands for, and how texts name them."""

from jobmatch.taxonomy.licences.finding import FoundLicence, find_licences
from jobmatch.taxonomy.licences.ladder import (
    LicenceKind,
    kinds,
    licence,
    lowest,
    may_turn_out_to_be,
    registered_from,
    satisfies,
)

__all__ = [
    "FoundLicence",
    "LicenceKind",
    "find_licences",
    "kinds",
    "licence",
    "lowest",
    "may_turn_out_to_be",
    "registered_from",
    "satisfies",
]
