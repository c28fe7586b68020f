"""Everything that one night matches, loaded once: students, postings, vectors, verdict tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Channel, Float32, Int32
from jobmatch.domain import Posting, PostingStatus, Student
from jobmatch.embed import student_text, wish_text
from jobmatch.index import PostingIndex, open_index
from jobmatch.rank import (
    PostingColumns,
    StudentColumns,
    occupation_titles,
    posting_columns,
    student_columns,
    trait_basis,
    traits_of,
)
from jobmatch.rules import Tables, build_tables
from jobmatch.settings import Policy
from jobmatch.store import Store, all_students, get_student, postings_by_id, pushed_pairs


@dataclass(frozen=True, slots=True)
class Tools:
    """What the compositions work with; wiring picks each. encode: texts → float32 (n, d), through the cache."""

    store: Store
    encode: Callable[[Sequence[str]], Float32]
    encoder_identity: str
    index_root: Path
    runs_root: Path
    models_root: Path
    explored_root: Path
    policy: Policy
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Market:
    """Students by row (ids ascending) and postings by row (the index's rows); vectors are float32 (S, d) and (P, d).

    live (P,) is False for a posting closed since the index was built; pushed (n, 2) holds rows of pairs that an
    earlier night pushed; wishes are the distinct lexical queries, wish_of (S,) each student's; members gives each
    channel its postings, (P,); traits (P, T) is where the postings lie on the directions that a taste is learned on.
    """

    night: date
    students: tuple[Student, ...]
    postings: tuple[Posting, ...]
    index: PostingIndex
    student_vectors: Float32
    wishes: tuple[str, ...]
    wish_of: Int32
    traits: Float32
    tables: Tables
    student_columns: StudentColumns
    posting_columns: PostingColumns
    members: Mapping[Channel, npt.NDArray[np.bool_]]
    live: npt.NDArray[np.bool_]
    pushed: Int32

    @property
    def ids(self) -> tuple[list[str], list[str]]:
        """The students' and the postings' ids by row."""
        return [student.id for student in self.students], [posting.id for posting in self.postings]


def open_market(tools: Tools, night: date, only: str | None = None) -> Market:
    """Load the current index and what it is matched with: all students, or the one named by only.

    Raises NotFound for an unknown student, and the index's errors for one that is missing, damaged or foreign.
    """
    index = open_index(tools.index_root, tools.encoder_identity)
    with tools.store.read() as unit:
        students = tuple(all_students(unit) if only is None else [get_student(unit, only)])
        postings = tuple(postings_by_id(unit, index.ids))
        earlier = pushed_pairs(unit, night)
    offered = posting_columns(postings, night)
    wishes, wish_of = _distinct([wish_text(student) for student in students])
    return Market(
        night=night,
        students=students,
        postings=postings,
        index=index,
        student_vectors=tools.encode([student_text(student) for student in students]),
        wishes=wishes,
        wish_of=wish_of,
        traits=posting_traits(tools.encode, index.vectors),
        tables=build_tables(students, postings, night),
        student_columns=student_columns(students, offered),
        posting_columns=offered,
        members={channel: _members(postings, channel) for channel in Channel},
        live=np.array([posting.status is PostingStatus.OPEN for posting in postings], dtype=np.bool_),
        pushed=_rows_of(earlier, students, postings),
    )


def posting_traits(encode: Callable[[Sequence[str]], Float32], vectors: Float32) -> Float32:
    """Traits of postings (P, T) from their vectors (P, d), on the basis that the encoder's occupations span."""
    return traits_of(vectors, trait_basis(encode(occupation_titles())))


def _members(postings: Sequence[Posting], channel: Channel) -> npt.NDArray[np.bool_]:
    return np.array([_belongs(posting, channel) for posting in postings], dtype=np.bool_)


def _belongs(posting: Posting, channel: Channel) -> bool:
    match channel:
        case Channel.GRASSROOTS:
            return posting.employer.grassroots is True
        case Channel.SUBSIDIZED:
            return bool(posting.terms.programmes) or posting.employer.disability_friendly
        case Channel.EMERGING:
            return posting.employer.emerging is not None
        case _:
            return True


def _distinct(texts: list[str]) -> tuple[tuple[str, ...], Int32]:
    """Each text once, in sorted order, and which of them every entry is.

    >>> _distinct(["b", "a", "b"])[1].tolist()
    [1, 0, 1]
    """
    known = sorted(set(texts))
    number = {text: i for i, text in enumerate(known)}
    return tuple(known), np.array([number[text] for text in texts], dtype=np.int32)


def _rows_of(pairs: set[tuple[str, str]], students: Sequence[Student], postings: Sequence[Posting]) -> Int32:
    student_row = {student.id: row for row, student in enumerate(students)}
    posting_row = {posting.id: row for row, posting in enumerate(postings)}
    rows = [(student_row[s], posting_row[p]) for s, p in pairs if s in student_row and p in posting_row]
    return np.array(sorted(rows), dtype=np.int32).reshape(-1, 2)
