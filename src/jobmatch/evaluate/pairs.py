"""What the fit rules say of invented students and real postings, against what a counselor said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from jobmatch.domain import BadInput, Finding, Posting, Student, Verdict
from jobmatch.evaluate.figures import share
from jobmatch.evaluate.gold import Pair, Ref, Rows
from jobmatch.evaluate.sources import Received
from jobmatch.ingest import Kind, mapping_for
from jobmatch.ingest import Mapping as Columns
from jobmatch.ingest.fields import FIELDS
from jobmatch.ingest.postings import posting_from
from jobmatch.ingest.rows import Row
from jobmatch.ingest.students import student_from
from jobmatch.ingest.tables import read_rows
from jobmatch.rules import findings
from jobmatch.store import RejectedRow

STUDENTS_FILE = "students.csv"
OFFICIAL_TABLE = "gd_gongwuyuan_2026"
NIGHT = date(2026, 5, 15)  # weeks before the invented students graduate
# What holds of a night, not of a person and a job: the postings are years old, and nobody is pushed anything here.
OF_THE_NIGHT = frozenset({"deadline", "places_left", "consent"})
_AS_RECEIVED = Columns("gold", Kind.POSTINGS, "gold", {name: (name,) for name in FIELDS[Kind.POSTINGS]}, ("title",))
_OFFICIAL = replace(_AS_RECEIVED, constants=mapping_for("guangdong-2026").constants)  # what that table need not say


def read_students(path: Path) -> dict[str, Student]:
    """The invented students by number, read as a roster is. Raises BadInput where a row is turned away."""
    roster = mapping_for("demo-roster")
    students: dict[str, Student] = {}
    for row in read_rows(path, roster.layout):
        entry = student_from(row, roster, NIGHT) if isinstance(row, Row) else None
        if entry is None or isinstance(entry, RejectedRow):
            raise BadInput(f"{path}: line {row.line}: expected a student; {entry.reason if entry else 'not a row'}")
        student, identity = entry
        students[identity.number] = student
    return students


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair as the counselor and as the rules see it; no findings where the posting itself was turned away."""

    pair: Pair
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of the rules; a posting that was turned away waits for a person."""
        return max((finding.verdict for finding in self.findings), default=Verdict.UNKNOWN)


def judge(pairs: Iterable[Pair], students: Mapping[str, Student], rows: Rows) -> Iterator[Judged]:
    """The pairs whose postings are at hand, judged by the product's own path. Raises BadInput for unknown students."""
    postings: dict[Ref, Posting | None] = {}
    for pair in pairs:
        received = rows.get(pair.ref)
        if received is None:
            continue
        if pair.student not in students:
            raise BadInput(f"pairs: line {pair.line}: student: expected one of {STUDENTS_FILE}")
        if pair.ref not in postings:
            postings[pair.ref] = _posting(received, _OFFICIAL if pair.source == OFFICIAL_TABLE else _AS_RECEIVED)
        posting = postings[pair.ref]
        said = findings(students[pair.student], posting, NIGHT) if posting else []
        yield Judged(pair, tuple(finding for finding in said if finding.rule not in OF_THE_NIGHT))


def _posting(received: Received, columns: Columns) -> Posting | None:
    posting = posting_from(Row("gold", "", 0, dict(received)), columns)
    return None if isinstance(posting, RejectedRow) else posting


class Confusion(NamedTuple):
    """Counts by the counselor's verdict (outer) and the rules' (inner)."""

    counts: Counter[tuple[Verdict, Verdict]]

    def record(self) -> dict[str, dict[str, int]]:
        """As the command prints it: gold → engine → pairs."""
        return {gold.label: {mine.label: self.counts[gold, mine] for mine in Verdict} for gold in Verdict}


def pairs_record(judged: Sequence[Judged]) -> dict[str, Any]:
    """The figures on pairs.

    wrong_fail counts pairs that the rules refuse and the counselor does not. wrong_pass_rate is the false positive
    rate: of the pairs that the counselor refuses, the share that the rules pass; wrong_pass_of_passes is the same
    pairs as a share of what the rules pass. unknown_rate_decided is the share of unknowns among the pairs that the
    counselor could decide.
    """
    counts = Counter((one.pair.verdict, one.verdict) for one in judged)
    passed = sum(counts[gold, Verdict.PASS] for gold in Verdict)
    refused = sum(counts[Verdict.FAIL, mine] for mine in Verdict)
    wrong_passes = counts[Verdict.FAIL, Verdict.PASS]
    decided = [one for one in judged if one.pair.verdict is not Verdict.UNKNOWN]
    return {
        "pairs": len(judged),
        "wrong_fail": counts[Verdict.PASS, Verdict.FAIL] + counts[Verdict.UNKNOWN, Verdict.FAIL],
        "wrong_pass": wrong_passes,
        "wrong_pass_rate": share(wrong_passes, refused),
        "wrong_pass_of_passes": share(wrong_passes, passed),
        "unknown_rate_decided": share(sum(one.verdict is Verdict.UNKNOWN for one in decided), len(decided)),
        "turned_away": sum(not one.findings for one in judged),
        "confusion": Confusion(counts).record(),
        "rules": _by_rule(judged),
    }


def _by_rule(judged: Sequence[Judged]) -> dict[str, dict[str, dict[str, int]]]:
    """The same for each rule that the counselor named, over the pairs where it was named."""
    counts: dict[str, Counter[tuple[Verdict, Verdict]]] = {}
    for one in judged:
        said = {finding.rule: finding.verdict for finding in one.findings}
        for rule, gold in one.pair.rules.items():
            counts.setdefault(rule, Counter())[gold, said.get(rule, Verdict.UNKNOWN)] += 1
    return {rule: Confusion(counted).record() for rule, counted in sorted(counts.items())}
