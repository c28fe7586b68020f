"""Regions, majors, occupations, licences and skills: the shared vocabularies behind postings and students.

Nothing is read from disk before it is asked for.
"""

from jobmatch.taxonomy import licences, majors, occupations, regions, skills

__all__ = ["licences", "majors", "occupations", "regions", "skills"]
