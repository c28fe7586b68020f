"""Verdict tables: what every rule says of every pair, as one look-up a rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Int32, UInt32
from jobmatch.domain import Posting, Student, Verdict
from jobmatch.rules.order import COARSE, RULES
from jobmatch.rules.rule import Meeting, Rule

Int8 = npt.NDArray[np.int8]
Int64 = npt.NDArray[np.int64]
Codes = npt.NDArray[np.unsignedinteger[Any]]  # the narrowest that holds them: look-ups all over it stay in cache
Bool = npt.NDArray[np.bool_]
BLOCK = 1 << 17  # pairs looked up at once: the scratch arrays stay in cache
ROOM = 1 << 40  # numbers of groups below it can still be multiplied by the number of strangers

FINE = tuple(number for number in range(len(RULES)) if number not in COARSE)


@dataclass(frozen=True, slots=True)
class Table:
    """One rule: verdict[student_code[s], posting_code[p]]; students of whom it says the same share a code."""

    student_code: Codes  # (S,)
    posting_code: Codes  # (P,)
    verdict: Int8  # (distinct S, distinct P)

    live: Bool  # (distinct S,): whether the row holds anything but passes

    def of(self, student_row: int) -> Int8 | None:
        """What the rule says of one student and every posting, shape (P,); None where it passes all."""
        code = self.student_code[student_row]
        return self.verdict[code][self.posting_code] if self.live[code] else None

    def admits(self, student_row: int) -> Bool:
        """Which postings the rule does not refuse the student, shape (P,)."""
        admitted: Bool = self.verdict[self.student_code[student_row]] != Verdict.FAIL
        return admitted.take(self.posting_code)


class PairVerdicts(NamedTuple):
    """Verdicts of n pairs; bit r of unknown and of failed belongs to rule r. All of shape (n,)."""

    verdict: Int8
    unknown: UInt32
    failed: UInt32


@dataclass(frozen=True, slots=True)
class Tables:
    """All rules over one night's students and postings, by row number; holds codes and verdicts, no person's facts.

    Memory: 1 to 4 bytes a rule for each student and each posting, and one byte for each distinct pair of a rule:
    0.3 GB for 100,000 students × 100,000 postings, of which regions and majors take most. Pickles as it is.
    """

    rules: tuple[Table, ...]

    def verdicts(self, rule_no: int, students: npt.ArrayLike, postings: npt.ArrayLike) -> Int8:
        """Verdicts of one rule for rows that broadcast against each other, in the shape they broadcast to."""
        table = self.rules[rule_no]
        codes, columns = table.student_code[np.asarray(students)], table.posting_code[np.asarray(postings)]
        # One row taken from is twice as fast as pairs of which one half never changes.
        rows: Int8 = table.verdict[codes, columns] if np.ndim(codes) else table.verdict[codes].take(columns)
        return rows

    def pair_verdicts(self, students: Int32, postings: Int32) -> PairVerdicts:
        """What all rules together say of n pairs, given as two arrays of row numbers of shape (n,)."""
        n = len(students)
        out = PairVerdicts(np.zeros(n, np.int8), np.zeros(n, np.uint32), np.zeros(n, np.uint32))
        for start in range(0, n, BLOCK):
            part = slice(start, start + BLOCK)
            block = PairVerdicts(out.verdict[part], out.unknown[part], out.failed[part])
            self._judge_block(students[part], postings[part], block)
        return out

    def _judge_block(self, students: Int32, postings: Int32, out: PairVerdicts) -> None:
        for number, table in enumerate(self.rules):
            if not table.live.any():
                continue
            ruled = table.verdict[table.student_code[students], table.posting_code[postings]]
            np.maximum(out.verdict, ruled, out=out.verdict)
            bit = np.uint32(1 << number)
            np.bitwise_or(out.unknown, (ruled == Verdict.UNKNOWN) * bit, out=out.unknown)
            np.bitwise_or(out.failed, (ruled == Verdict.FAIL) * bit, out=out.failed)

    def cohorts(self) -> list[Int32]:
        """Student rows, ascending, in groups of whom the coarse rules say the same of every posting."""
        codes = np.stack([self.rules[number].student_code for number in COARSE])
        cohort = np.unique(codes, axis=1, return_inverse=True)[1].reshape(-1)
        order = np.argsort(cohort, kind="stable").astype(np.int32)
        return np.split(order, np.flatnonzero(np.diff(cohort[order])) + 1) if len(order) else []

    def allowed_rows(self, student_row: int) -> Int32:
        """Posting rows, ascending, that no coarse rule refuses the student, nor therefore the student's cohort."""
        admitted = [self.rules[number].admits(student_row) for number in COARSE]
        return np.flatnonzero(np.logical_and.reduce(admitted)).astype(np.int32)

    def open_block(self, student_rows: Int32, posting_rows: Int32) -> tuple[Bool, UInt32]:
        """What the fine rules say of each of S students with each of R postings: fails and unknown bits, (S, R)."""
        shape = len(student_rows), len(posting_rows)
        fails, unknown = np.zeros(shape, np.bool_), np.zeros(shape, np.uint32)
        chosen = posting_rows.astype(np.intp)
        for number in FINE:
            table = self.rules[number]
            codes = table.student_code[student_rows]
            if not table.live[codes].any():
                continue
            ruled = table.verdict[codes].take(table.posting_code.take(chosen), axis=1)
            fails |= ruled == Verdict.FAIL
            unknown |= (ruled == Verdict.UNKNOWN) * np.uint32(1 << number)
        return fails, unknown


def build_tables(students: Sequence[Student], postings: Sequence[Posting], night: date) -> Tables:
    """Judge each rule once for each distinct pair of what it reads of a student and of a posting."""
    return Tables(tuple(build_table(rule, students, postings, night) for rule in RULES))


def build_table(rule: Rule[Any, Any], students: Sequence[Student], postings: Sequence[Posting], night: date) -> Table:
    student_code, student_keys = encode(rule.student_side(student, night) for student in students)
    posting_code, posting_keys = encode(rule.posting_side(posting, night) for posting in postings)
    verdict, merged = merge_rows(judge_all(rule, student_keys, posting_keys))
    return Table(merged[student_code], posting_code, verdict, np.logical_or.reduce(verdict, axis=1))


def encode(keys: Iterable[Hashable]) -> tuple[Codes, list[Any]]:
    """Numbers for keys in order of first appearance, shape (n,), and the distinct keys in that order."""
    numbers: dict[Hashable, int] = {}
    codes = [numbers.setdefault(key, len(numbers)) for key in keys]
    return np.array(codes, np.min_scalar_type(len(numbers))), list(numbers)


def merge_rows(verdict: Int8) -> tuple[Int8, Codes]:
    """Equal rows made one, in order of first appearance, and for each old row the number of its new one."""
    merged, _ = encode(row.tobytes() for row in verdict)
    first = np.unique(merged, return_index=True)[1]
    return verdict[first], merged


def judge_all(rule: Rule[Any, Any], students: Sequence[Any], postings: Sequence[Any]) -> Int8:
    """The verdict of every distinct pair, shape (distinct students, distinct postings)."""
    if rule.meeting is not None:
        return judge_meeting(rule, rule.meeting, students, postings)
    verdict = np.zeros((len(students), len(postings)), np.int8)
    for row, student in enumerate(students):
        verdict[row] = [rule.judge(student, posting).verdict for posting in postings]
    return verdict


def judge_meeting(
    rule: Rule[Any, Any], meeting: Meeting[Any, Any], students: Sequence[Any], postings: Sequence[Any]
) -> Int8:
    """As judge_all, judging one student of each group that a posting cannot tell apart."""
    strange, strangers = encode(meeting.stranger(student) for student in students)
    known = gather_facts(meeting, students)
    verdict = np.zeros((len(postings), len(students)), np.int8)
    for row, posting in zip(verdict, postings, strict=True):
        row[:] = np.array([rule.judge(other, posting).verdict for other in strangers], np.int8)[strange]
        met, group = known.groups(meeting.posting_aspects(posting))
        if meeting.looks_closely(posting):
            row[met] = [rule.judge(students[i], posting).verdict for i in met]
        elif len(met):
            _, first, of = np.unique(group * len(strangers) + strange[met], return_index=True, return_inverse=True)
            row[met] = np.array([rule.judge(students[i], posting).verdict for i in met[first]], np.int8)[of]
    return np.ascontiguousarray(verdict.T)


class Held(NamedTuple):
    """Who has facts on one aspect: rows ascending, and the number of what each is, from 1 to most."""

    rows: Int64
    numbers: Int64
    most: int


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of S students by aspect."""

    held: Mapping[Hashable, Held]
    students: int

    def groups(self, aspects: Iterable[Hashable]) -> tuple[Int64, Int64]:
        """Who has a fact on any of these aspects, ascending, and a number that the like of them share, each (n,)."""
        group, sizes = np.zeros(self.students, np.int64), 1
        for held in filter(None, map(self.held.get, dict.fromkeys(aspects))):
            if sizes * (held.most + 1) >= ROOM:
                group = np.unique(np.append(group, 0), return_inverse=True)[1][:-1]  # no fact stays 0, the lowest
                sizes = int(group.max(initial=0)) + 1
            group[held.rows] += held.numbers * sizes
            sizes *= held.most + 1
        met = np.flatnonzero(group)
        return met, group[met]


def gather_facts(meeting: Meeting[Any, Any], students: Sequence[Any]) -> Facts:
    """Number what students have on each aspect; several values on one aspect are one fact together."""
    rows: dict[Hashable, list[int]] = defaultdict(list)
    numbers: dict[Hashable, list[int]] = defaultdict(list)
    distinct: dict[Hashable, dict[Hashable, int]] = defaultdict(dict)
    for row, student in enumerate(students):
        values: dict[Hashable, tuple[Hashable, ...]] = {}
        for aspect, value in meeting.student_facts(student):
            values[aspect] = (*values.get(aspect, ()), value)
        for aspect, together in values.items():
            known = distinct[aspect]
            rows[aspect].append(row)
            numbers[aspect].append(known.setdefault(frozenset(together), len(known) + 1))
    return Facts({a: Held(np.array(rows[a]), np.array(numbers[a]), len(distinct[a])) for a in rows}, len(students))
