"""Figures and answers as a person reads them, and the same as JSON records."""

from jobmatch.report.answers import (
    answer_lines,
    answer_record,
    explanation_lines,
    explanation_record,
)
from jobmatch.report.chains import chain_lines, chain_record, chains
from jobmatch.report.night import ingest_lines, ingest_record, night_lines
from jobmatch.report.questionnaire import questionnaire, questionnaire_lines, questionnaire_record
from jobmatch.report.reach import reach_lines, reach_record

__all__ = [
    "answer_lines",
    "answer_record",
    "chain_lines",
    "chain_record",
    "chains",
    "explanation_lines",
    "explanation_record",
    "ingest_lines",
    "ingest_record",
    "night_lines",
    "questionnaire",
    "questionnaire_lines",
    "questionnaire_record",
    "reach_lines",
    "reach_record",
]
