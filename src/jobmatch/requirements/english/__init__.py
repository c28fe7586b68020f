"""Postings in English: schema.org JobPosting, NHS Jobs."""

from __future__ import annotations

from jobmatch.requirements.reading import Reading
from jobmatch.requirements.table import Columns


def is_english(columns: Columns) -> bool:
    return False


def read_english(columns: Columns) -> Reading:
    raise NotImplementedError
