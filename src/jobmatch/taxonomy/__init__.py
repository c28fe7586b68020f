"""Regions, majors, occupations and licences: the shared vocabularies behind postings and students.

Nothing is read from disk before it is asked for.
"""

from jobmatch.taxonomy import licences, majors, occupations, regions

__all__ = ["licences", "majors", "occupations", "regions"]
