"""Whom the night can reach, group by group, and which missing facts cost most reach: for the office, never a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Int32, UInt32
from jobmatch.domain import Level, Posting, PostingStatus, Student
from jobmatch.matching.search import coarse_unknown
from jobmatch.rules import RULES, Tables, bits_of, build_tables
from jobmatch.rules.rule import Rule
from jobmatch.taxonomy import majors, regions

FEWEST = 10  # people in a group that is shown: fewer could be told apart
ROWS = 64  # students at once, which bounds the memory
CONSENT_FIELD = "student.consent"
# Fields by number: a bit each in the mask of what a pair still asks.
FIELDS: tuple[str, ...] = tuple(
    sorted({text.asks for rule in RULES for text in rule.texts.values()} | {"", CONSENT_FIELD})
)
NUMBER_OF = {field: number for number, field in enumerate(FIELDS)}
Bool = npt.NDArray[np.bool_]
Int64 = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Gap:
    """One field whose silence alone keeps pairs unknown, and how many pairs, students and postings that is.

    held_back are those of the pairs that are not pushed before somebody answers.
    """

    field: str
    pairs: int
    held_back: int
    students: int
    postings: int


@dataclass(frozen=True, slots=True)
class Reached:
    """One group of students, and how many of them have an opening that passes or may be pushed with its questions."""

    split: str
    group: str
    students: int
    reachable: int


@dataclass(frozen=True, slots=True)
class Reachability:
    """The office's view of one night; gaps are those that hold back most first."""

    night: date
    postings: int
    everybody: Reached
    gaps: tuple[Gap, ...]
    groups: tuple[Reached, ...]


def reachability(
    students: Sequence[Student], postings: Sequence[Posting], night: date, never_push: Iterable[str]
) -> Reachability:
    """Count over all students and open postings. Whoever was never asked for consent is judged as if it were given,
    and counts as not reachable and as a gap of its own."""
    live = [posting for posting in postings if posting.status is PostingStatus.OPEN]
    willing = [replace(s, consent_push=True) if s.consent_push is None else s for s in students]
    census = Census(willing, [s.consent_push is None for s in students], live, night, bits_of(never_push))
    census.count()
    return Reachability(
        night,
        len(live),
        _reached("all", "all", census.reachable, np.ones(len(students), np.bool_)),
        census.gaps(),
        tuple(_groups(students, census.reachable)),
    )


class Census:
    """Counts pair by pair in blocks; only distinct pairs of a rule's keys are ever judged one by one."""

    def __init__(
        self, students: Sequence[Student], unasked: Sequence[bool], postings: Sequence[Posting], night: date, held: int
    ) -> None:
        self.tables: Tables = build_tables(students, postings, night)
        self.asking = {n: Asking(rule, students, postings, night) for n, rule in enumerate(RULES)}
        self.unasked = np.array(unasked, np.bool_)
        self.held = np.uint32(held)
        self.reachable = np.zeros(len(students), np.bool_)
        self.pairs = np.zeros(len(FIELDS), np.int64)
        self.held_back = np.zeros(len(FIELDS), np.int64)
        self.student_hit = np.zeros((len(FIELDS), len(students)), np.bool_)
        self.posting_hit = np.zeros((len(FIELDS), len(postings)), np.bool_)

    def count(self) -> None:
        """Go over all pairs, by cohort."""
        for cohort in self.tables.cohorts():
            rows = self.tables.allowed_rows(int(cohort[0]))
            for start in range(0, len(cohort), ROWS):
                self._count_block(cohort[start : start + ROWS], rows)

    def _count_block(self, students: Int32, postings: Int32) -> None:
        fails, unknown = self.tables.open_block(students, postings)
        unknown |= coarse_unknown(self.tables, int(students[0]), postings)
        unasked = self.unasked[students]
        pushable = ~fails & ((unknown & self.held) == 0) & ~unasked[:, None]
        self.reachable[students] |= pushable.any(axis=1)
        rows, columns = np.nonzero(~fails & ((unknown != 0) | unasked[:, None]))
        self._count_questions(students[rows], postings[columns], unknown[rows, columns], unasked[rows].astype(np.bool_))

    def _count_questions(self, students: Int32, postings: Int32, unknown: UInt32, unasked: Bool) -> None:
        """Of pairs that wait, count those that wait for one field only; all arrays of shape (n,)."""
        mask = unasked.astype(np.uint64) << np.uint64(NUMBER_OF[CONSENT_FIELD])
        for number, asking in self.asking.items():
            asked = np.flatnonzero(unknown & np.uint32(1 << number))
            if len(asked):
                mask[asked] |= np.uint64(1) << asking.fields(students[asked], postings[asked]).astype(np.uint64)
        alone = np.flatnonzero((mask & (mask - np.uint64(1))) == 0)
        field = np.log2(mask[alone].astype(np.float64)).astype(np.int64)
        held = unasked[alone] | ((unknown[alone] & self.held) != 0)
        self.pairs += np.bincount(field, minlength=len(FIELDS))
        self.held_back += np.bincount(field[held], minlength=len(FIELDS))
        self.student_hit[field, students[alone]] = True
        self.posting_hit[field, postings[alone]] = True

    def gaps(self) -> tuple[Gap, ...]:
        """The fields that keep any pair open alone, those that hold back most first."""
        hit = zip(self.student_hit.sum(axis=1).tolist(), self.posting_hit.sum(axis=1).tolist(), strict=True)
        found = [
            Gap(name, int(pairs), int(held), students, postings)
            for name, pairs, held, (students, postings) in zip(FIELDS, self.pairs, self.held_back, hit, strict=True)
            if name and pairs
        ]
        return tuple(sorted(found, key=lambda gap: (-gap.held_back, -gap.pairs, gap.field)))


class Keyed(NamedTuple):
    """Rows by the number of their key, and the distinct keys."""

    code: Int64
    keys: list[Any]


class Asking:
    """Which field one rule's unknown asks for; a rule that has but one field is never judged again."""

    def __init__(
        self, rule: Rule[Any, Any], students: Sequence[Student], postings: Sequence[Posting], night: date
    ) -> None:
        self.rule, self.students, self.postings, self.night = rule, students, postings, night
        fields = {text.asks for text in rule.texts.values() if text.asks}
        self.only = NUMBER_OF[next(iter(fields))] if len(fields) == 1 else None
        self._known: dict[int, int] = {}

    @cached_property
    def _sides(self) -> tuple[Keyed, Keyed]:
        return (
            keyed(self.rule.student_side(student, self.night) for student in self.students),
            keyed(self.rule.posting_side(posting, self.night) for posting in self.postings),
        )

    def fields(self, students: Int32, postings: Int32) -> Int64:
        """The field's number for n pairs that the rule leaves unknown, shape (n,)."""
        if self.only is not None:
            return np.full(len(students), self.only, np.int64)
        mine, theirs = self._sides
        pair = mine.code[students] * len(theirs.keys) + theirs.code[postings]
        distinct, which = np.unique(pair, return_inverse=True)
        numbers = [self._field(code, mine.keys, theirs.keys) for code in distinct.tolist()]
        return np.array(numbers, np.int64)[which]

    def _field(self, pair: int, mine: list[Any], theirs: list[Any]) -> int:
        if pair not in self._known:
            ruling = self.rule.judge(mine[pair // len(theirs)], theirs[pair % len(theirs)])
            self._known[pair] = NUMBER_OF[self.rule.texts[ruling.reason].asks]
        return self._known[pair]


def keyed(keys: Iterable[Any]) -> Keyed:
    """Numbers for keys in order of first appearance."""
    numbers: dict[Any, int] = {}
    codes = [numbers.setdefault(key, len(numbers)) for key in keys]
    return Keyed(np.array(codes, np.int64), list(numbers))


def _reached(split: str, group: str, reachable: Bool, members: Bool) -> Reached:
    return Reached(split, group, int(members.sum()), int((reachable & members).sum()))


def _groups(students: Sequence[Student], reachable: Bool) -> Iterable[Reached]:
    for split, (groups_of, sensitive) in SPLITS.items():
        belongs = [groups_of(student) for student in students]
        counts = Counter(group for groups in belongs for group in groups)
        shown = [group for group, count in sorted(counts.items()) if count >= FEWEST]
        if sensitive and len(shown) < len(counts):
            continue  # with one part shown, the other could be worked out
        for group in shown:
            members = np.array([group in groups for groups in belongs], np.bool_)
            yield _reached(split, group, reachable, members)


def _level(student: Student) -> tuple[str, ...]:
    level = student.education.level
    return ("unknown" if level is None else Level(level).name.lower(),)


def _field_of_study(student: Student) -> tuple[str, ...]:
    code = student.education.major_code
    return ("unknown" if code is None else majors.major(code[:3]).name,)


def _wished(student: Student) -> tuple[str, ...]:
    wished = {regions.region(regions.province_of(code)).name for code in student.wishes.places}
    return tuple(sorted(wished)) or ("anywhere",)


def _on_ledger(student: Student) -> tuple[str, ...]:
    return ("yes" if student.circumstances.hardship else "no",)


def _disabled(student: Student) -> tuple[str, ...]:
    return ("yes" if student.circumstances.disability is not None else "no",)


SPLITS: Mapping[str, tuple[Callable[[Student], tuple[str, ...]], bool]] = {
    "level": (_level, False),
    "field": (_field_of_study, False),
    "wished_region": (_wished, False),
    "hardship": (_on_ledger, True),
    "disability": (_disabled, True),
}
