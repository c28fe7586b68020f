"""Files into the store, one transaction each: read, convert, put in batches, log, and write what was turned away."""

from __future__ import annotations

import hashlib
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Generic, TypeVar

from jobmatch.domain import BadInput, Identity, Posting, Student
from jobmatch.ingest.fields import Kind
from jobmatch.ingest.mapping import Mapping, mapping_fitting
from jobmatch.ingest.postings import posting_from
from jobmatch.ingest.rejects import write_rejects
from jobmatch.ingest.rows import Aside, Row
from jobmatch.ingest.students import student_from
from jobmatch.ingest.tables import read_rows
from jobmatch.store import Outcome, RejectedRow, Store, Unit, log_ingest, put_postings, put_students

BATCH_ROWS = 2_000
STAGES = ("read", "convert", "store")
T = TypeVar("T")
Progress = Callable[[int], None]  # told the rows read so far


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What came of some files: read = added + updated + unchanged + rejected.

    stages holds the seconds spent on read, convert and store.
    """

    files: tuple[Path, ...]
    read: int
    added: int
    updated: int
    unchanged: int
    rejected: int
    rejects_file: Path | None
    seconds: float
    stages: dict[str, float]


@dataclass(frozen=True, slots=True)
class Feed(Generic[T]):
    """How rows of one kind become records; key tells records apart within a file."""

    kind: Kind
    convert: Callable[[Row, Mapping, date], T | RejectedRow]
    key_field: str
    key: Callable[[T], str]
    put: Callable[[Unit, Sequence[T], datetime], Outcome]


POSTINGS: Feed[Posting] = Feed(
    Kind.POSTINGS, lambda row, mapping, _: posting_from(row, mapping), "id", lambda posting: posting.id, put_postings
)
STUDENTS: Feed[tuple[Student, Identity]] = Feed(
    Kind.STUDENTS, student_from, "number", lambda entry: entry[1].number.upper(), put_students
)


@dataclass(slots=True)
class Tally:
    """What was done with one file so far."""

    source: str
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[RejectedRow] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))

    def count(self, outcome: Outcome) -> None:
        self.added += outcome.added
        self.updated += outcome.updated
        self.unchanged += outcome.unchanged

    @property
    def counts(self) -> dict[str, int]:
        return {
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": len(self.rejected),
        }


def ingest_postings(
    store: Store,
    files: Sequence[Path],
    mapping: Mapping | None,
    now: datetime,
    rejects_dir: Path,
    progress: Progress | None = None,
) -> IngestReport:
    """Postings from files; without a mapping, each file's columns choose one.

    Raises BadInput for a file that cannot be used: of it nothing is kept, files before it stay imported.
    """
    return _ingest(POSTINGS, store, files, mapping, now, rejects_dir, progress)


def ingest_students(
    store: Store,
    files: Sequence[Path],
    mapping: Mapping | None,
    now: datetime,
    rejects_dir: Path,
    progress: Progress | None = None,
) -> IngestReport:
    """Students from rosters, matched by college number; otherwise as `ingest_postings`."""
    return _ingest(STUDENTS, store, files, mapping, now, rejects_dir, progress)


def _ingest(
    feed: Feed[T],
    store: Store,
    files: Sequence[Path],
    mapping: Mapping | None,
    now: datetime,
    rejects_dir: Path,
    progress: Progress | None,
) -> IngestReport:
    began = time.perf_counter()
    done: list[Tally] = []
    try:
        for path in files:
            done.append(_import(feed, store, path, _mapping_of(feed, path, mapping), now, progress))
    finally:  # a bad file ends the run; what was turned away in the files before it is still told
        sources = "-".join(dict.fromkeys(tally.source for tally in done))
        rejects_file = write_rejects(rejects_dir, sources, now, [row for tally in done for row in tally.rejected])
    return report_on(files, done, rejects_file, time.perf_counter() - began)


def report_on(files: Sequence[Path], done: Sequence[Tally], rejects_file: Path | None, seconds: float) -> IngestReport:
    """What came of some files, their tallies added up."""
    return IngestReport(
        files=tuple(files),
        read=sum(tally.read for tally in done),
        added=sum(tally.added for tally in done),
        updated=sum(tally.updated for tally in done),
        unchanged=sum(tally.unchanged for tally in done),
        rejected=sum(len(tally.rejected) for tally in done),
        rejects_file=rejects_file,
        seconds=seconds,
        stages={stage: sum(tally.stages[stage] for tally in done) for stage in STAGES},
    )


def _mapping_of(feed: Feed[T], path: Path, mapping: Mapping | None) -> Mapping:
    chosen = mapping or mapping_fitting(path, feed.kind)
    if chosen.kind is not feed.kind:
        raise BadInput(f"mapping {chosen.name} is for {chosen.kind}; expected one for {feed.kind}")
    return chosen


def _import(
    feed: Feed[T], store: Store, path: Path, mapping: Mapping, now: datetime, progress: Progress | None
) -> Tally:
    """One file, whole or not at all."""
    tally = Tally(mapping.source)
    rows = _timed(read_rows(path, mapping.layout), tally, "read")
    converted = _converted(feed, rows, mapping, now.date())
    results = _timed(converted, tally, "convert")
    began = time.perf_counter()
    with store.write() as unit:
        while batch := list(itertools.islice(results, BATCH_ROWS)):
            tally.read += len(batch)
            tally.rejected.extend(result for result in batch if isinstance(result, RejectedRow))
            tally.count(feed.put(unit, [result for result in batch if not isinstance(result, RejectedRow)], now))
            if progress:
                progress(tally.read)
        log_ingest(unit, mapping.source, sha256_of(path), tally.counts, tally.rejected, now)
    tally.stages["store"] = time.perf_counter() - began - tally.stages["convert"]
    tally.stages["convert"] -= tally.stages["read"]  # converting draws from reading
    return tally


def _converted(feed: Feed[T], rows: Iterable[Row | Aside], mapping: Mapping, today: date) -> Iterator[T | RejectedRow]:
    """Each row as a record or as rejected; of records with one key the first counts."""
    first: dict[str, str] = {}
    for row in rows:
        if isinstance(row, Aside):
            yield RejectedRow(row.place, row.line, "", row.text, row.reason)
            continue
        result = feed.convert(row, mapping, today)
        if not isinstance(result, RejectedRow):
            key, here = feed.key(result), f"{row.place}!{row.line}"
            if first.setdefault(key, here) != here:
                reason = f"stands in {first[key]} already; that row was taken"
                result = RejectedRow(row.place, row.line, feed.key_field, mapping.received(row)[feed.key_field], reason)
        yield result


def _timed(items: Iterable[T], tally: Tally, stage: str) -> Iterator[T]:
    """The same items; the time they take to come is added to a stage."""
    iterator = iter(items)
    while True:
        began = time.perf_counter()
        try:
            item = next(iterator)
        except StopIteration:
            return
        finally:
            tally.stages[stage] += time.perf_counter() - began
        yield item


def sha256_of(path: Path) -> str:
    """The digest of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
