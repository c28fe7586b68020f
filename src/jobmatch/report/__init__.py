"""Figures and answers as a person reads them, and the same as JSON records."""

from jobmatch.report.answers import (
    answer_lines,
    answer_record,
    explanation_lines,
    explanation_record,
)
from jobmatch.report.night import ingest_lines, ingest_record, night_lines

__all__ = [
    "answer_lines",
    "answer_record",
    "explanation_lines",
    "explanation_record",
    "ingest_lines",
    "ingest_record",
    "night_lines",
]
