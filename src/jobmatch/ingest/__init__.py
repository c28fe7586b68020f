"""Files of other people's making become postings and students in the store; what cannot be is turned away by name."""

from jobmatch.ingest.events import clean_comment
from jobmatch.ingest.feed import IngestReport, ingest_postings, ingest_students
from jobmatch.ingest.feedback import check_events, import_feedback
from jobmatch.ingest.fields import Kind
from jobmatch.ingest.mapping import Mapping, mapping_fitting, mapping_for, shipped_names

__all__ = [
    "IngestReport",
    "Kind",
    "Mapping",
    "check_events",
    "clean_comment",
    "import_feedback",
    "ingest_postings",
    "ingest_students",
    "mapping_fitting",
    "mapping_for",
    "shipped_names",
]
