"""The demonstration's data as the benchmarks need it: rows as received, and the records read from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import islice

from jobmatch.demo import NIGHT
from jobmatch.domain import Posting, Student
from jobmatch.ingest.mapping import mapping_for
from jobmatch.ingest.postings import posting_from
from jobmatch.ingest.rows import Row
from jobmatch.ingest.students import student_from
from jobmatch.ingest.tables import read_rows
from jobmatch.store import RejectedRow

POSTING_FILES = {"guangdong-2026": "positions.csv.gz", "notices": "notices.jsonl.gz"}  # by mapping
STUDENT_FILES = {"demo-roster": "roster.csv"}


def received_fields(mapping: str) -> list[Mapping[str, str]]:
    """The canonical fields of every posting of one bundled file."""
    chosen = mapping_for(mapping)
    return [chosen.received(row) for row in _rows(mapping, POSTING_FILES[mapping])]


@cache
def bundled_postings(mapping: str, every: int = 1) -> tuple[Posting, ...]:
    """The postings of one bundled file, or of every n-th of its rows, without the rows that ingest would turn away."""
    chosen = mapping_for(mapping)
    read = (posting_from(row, chosen) for row in islice(_rows(mapping, POSTING_FILES[mapping]), None, None, every))
    return tuple(posting for posting in read if not isinstance(posting, RejectedRow))


@cache
def bundled_students() -> tuple[Student, ...]:
    """The students of the bundled roster, as of the demonstration's night."""
    found: list[Student] = []
    for mapping, name in STUDENT_FILES.items():
        chosen = mapping_for(mapping)
        read = (student_from(row, chosen, NIGHT) for row in _rows(mapping, name))
        found += [entry[0] for entry in read if not isinstance(entry, RejectedRow)]
    return tuple(found)


def _rows(mapping: str, name: str) -> Iterator[Row]:
    with resources.as_file(resources.files("jobmatch.demo") / "data" / name) as path:
        yield from (row for row in read_rows(path, mapping_for(mapping).layout) if isinstance(row, Row))
