"""Regions, majors and licences: the shared vocabularies behind postings and students.

Nothing is read from disk before it is asked for.
"""

from jobmatch.taxonomy import licences, majors, regions

__all__ = ["licences", "majors", "regions"]
