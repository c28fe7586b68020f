"""The evaluation as a whole: gold labels and pairs against the reader and the rules, tuned and unseen sources apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jobmatch.domain import BadInput, Employer, Terms
from jobmatch.evaluate.agreement import agreement_record
from jobmatch.evaluate.asked import ASKED
from jobmatch.evaluate.disagreements import Scored, write_disagreements
from jobmatch.evaluate.field import Field, Tally, compare
from jobmatch.evaluate.gold import (
    LABELS_FILE,
    PAIRS_FILE,
    SECOND_FILE,
    Label,
    Pair,
    Rows,
    load_labels,
    load_pairs,
    wrong_rows,
)
from jobmatch.evaluate.major_terms import TERMS_FILE, read_terms
from jobmatch.evaluate.offered import OFFERED
from jobmatch.evaluate.pairs import STUDENTS_FILE, Judged, judge, pairs_record, read_students
from jobmatch.evaluate.preferred import Preferences, preferences
from jobmatch.evaluate.sources import SOURCES
from jobmatch.requirements import Reading, read_posting

PARTS = ("tuned", "unseen")
_UNREADABLE = Reading((), Terms(), Employer(""))


@dataclass(frozen=True, slots=True)
class Gold:
    """All that people have said: labels, second readings, pairs, the fields to compare, and the rows they name."""

    labels: Sequence[Label]
    second: Sequence[Label]
    pairs: Sequence[Pair]
    fields: Sequence[Field]
    rows: Rows
    folder: Path

    @property
    def skipped_sources(self) -> list[str]:
        """Sources that are labelled and whose words are neither kept nor in the data folder."""
        refs = {label.ref for label in self.labels} | {pair.ref for pair in self.pairs}
        absent = {ref[0] for ref in refs if self.rows.get(ref) is None}
        return [source for source in SOURCES if source in absent]


def read_gold(folder: Path, data: Path | None, tuned_only: bool = False) -> Gold:
    """Load and check everything in a folder of gold files. Raises BadInput for what is wrong with it, all at once."""
    labels = load_labels(folder / LABELS_FILE, tuned_only)
    second_file = folder / SECOND_FILE
    second = load_labels(second_file, tuned_only) if second_file.exists() else []
    rows = Rows(data, {label.ref: label.received for label in labels if label.received is not None})
    if wrong := list(wrong_rows(labels, rows)):
        raise BadInput("\n  ".join([f"{folder / LABELS_FILE}:", *wrong]))
    fields = (*ASKED, *read_terms(folder / TERMS_FILE).fields(), *OFFERED)
    return Gold(labels, second, load_pairs(folder / PAIRS_FILE, tuned_only), fields, rows, folder)


def evaluate(gold: Gold, errors: Path | None = None) -> dict[str, Any]:
    """The figures as the command prints them; errors takes every disagreement on tuned rows, none on unseen ones."""
    scored = list(_scored(gold))
    students = read_students(gold.folder / STUDENTS_FILE) if gold.pairs else {}
    judged = list(judge(gold.pairs, students, gold.rows))
    record: dict[str, Any] = {}
    for part in PARTS:
        mine = [one for one in scored if _part(one.label.source) == part]
        pairs = [one for one in judged if _part(one.pair.source) == part]
        record[part] = _part_record(gold.fields, mine, pairs)
        if part == "tuned" and errors is not None:
            write_disagreements(errors, gold.fields, mine, pairs)
    record["agreement"] = agreement_record(gold.fields, gold.labels, gold.second)
    record["skipped_sources"] = gold.skipped_sources
    return record


def _part(source: str) -> str:
    return PARTS[SOURCES[source].unseen]


def _scored(gold: Gold) -> Iterator[Scored]:
    for label in gold.labels:
        received = gold.rows.get(label.ref)
        if received is None:
            continue
        try:
            yield Scored(label, received, read_posting(received))
        except BadInput:  # such a row is turned away when it comes in: nothing of it is read
            yield Scored(label, received, _UNREADABLE, unreadable=True)


def _part_record(fields: Sequence[Field], scored: Sequence[Scored], judged: Sequence[Judged]) -> dict[str, Any]:
    preferred = Preferences()
    for one in scored:
        preferred = preferred.plus(preferences(one.label, one.received, one.reading))
    return {
        "postings": len(scored),
        "unreadable": sum(one.unreadable for one in scored),
        "fields": {field.name: _tally(field, scored).record() for field in fields},
        "preferred_spans": preferred.spans,
        "preferred_found": preferred.found,
        "preferred_as_required": preferred.as_required,
        **pairs_record(judged),
    }


def _tally(field: Field, scored: Sequence[Scored]) -> Tally:
    tally = Tally()
    for one in scored:
        tally = tally.plus(compare(field, one.label.labels, one.reading) or Tally())
    return tally
