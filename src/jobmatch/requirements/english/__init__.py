"""Postings in English: schema.org JobPosting, NHS Jobs, English texts on boards in China."""

from jobmatch.requirements.english.language import is_english
from jobmatch.requirements.english.posting import read_english

__all__ = ["is_english", "read_english"]
