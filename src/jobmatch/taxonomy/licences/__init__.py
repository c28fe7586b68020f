"""Licences and certificates: what each stands for, and how texts name them."""

from jobmatch.taxonomy.licences.finding import FoundLicence, find_licences
from jobmatch.taxonomy.licences.ladder import LicenceKind, kinds, licence, satisfies

__all__ = ["FoundLicence", "LicenceKind", "find_licences", "kinds", "licence", "satisfies"]
