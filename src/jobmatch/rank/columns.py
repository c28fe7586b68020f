"""What the features read of postings and students, as columns, built once a night.

Nothing here reads Student.circumstances: hardship, disability, gender, age, ethnicity and origin are no part of a
score. Of money only what students say themselves: their pay floor and what an application may cost them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Float32, Int32
from jobmatch.domain import Asked, Posting, Programme, Strength, Student
from jobmatch.rank.places import nearness_table
from jobmatch.rank.preferences import PREFERENCES, Met, met_table

T = TypeVar("T", bound=Hashable)
Texts = npt.NDArray[np.str_]
MOST_CHARACTERS = 40
SUBSIDIES = frozenset(Programme) - {Programme.THREE_SUPPORTS, Programme.ORDERED_TRAINING, Programme.VILLAGE_DOCTOR}


@dataclass(frozen=True, slots=True)
class PostingColumns:
    """Columns over postings, shape (P,) unless said otherwise; NaN where the posting does not say.

    place_set numbers the distinct place_sets. Posting p prefers asked[clause[i]] for i from clause_start[p] to
    clause_start[p + 1].
    """

    today: date
    pay_monthly_cny: Float32  # low end of what is stated
    application_cost_cny: Float32
    age_days: Float32
    grassroots: Float32  # 1 or 0
    emerging: Float32
    subsidized: Float32
    remote: npt.NDArray[np.bool_]
    title: Texts
    place_set: Int32
    place_sets: tuple[tuple[str, ...], ...]
    clause_start: Int32  # (P + 1,)
    clause: Int32
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class StudentColumns:
    """Columns over students, shape (S,) unless said otherwise; NaN where the student does not say.

    wished_places (S, K) holds rows of nearness, the last of them standing for no place; nearness has one column for
    each place set of the postings. wished_jobs (S, J) is filled up with empty texts.
    """

    pay_floor_monthly_cny: Float32
    application_cost_limit_cny: Float32
    wished_jobs: Texts
    wished_places: Int32
    nearness: Float32
    met: Met


def posting_columns(postings: Sequence[Posting], today: date) -> PostingColumns:
    """Read the postings in order; age counts from publication to today, and a date ahead of today is age 0."""
    place_set, place_sets = _numbered([posting.terms.places for posting in postings])
    preferred = [_preferred(posting) for posting in postings]
    clause, asked = _numbered([one for clauses in preferred for one in clauses])
    return PostingColumns(
        today=today,
        pay_monthly_cny=_numbers(p.terms.pay.low_monthly_cny if p.terms.pay else None for p in postings),
        application_cost_cny=_numbers(p.terms.application_cost_cny for p in postings),
        age_days=_numbers(max(0, (today - p.published_on).days) if p.published_on else None for p in postings),
        grassroots=_numbers(p.employer.grassroots is True for p in postings),
        emerging=_numbers(p.employer.emerging is not None for p in postings),
        subsidized=_numbers(bool(SUBSIDIES & p.terms.programmes) or p.employer.disability_friendly for p in postings),
        remote=np.array([p.terms.remote for p in postings], np.bool_),
        title=_texts([[p.title] for p in postings]).ravel(),
        place_set=place_set,
        place_sets=place_sets,
        clause_start=np.cumsum([0, *map(len, preferred)], dtype=np.int32),
        clause=clause,
        asked=asked,
    )


def student_columns(students: Sequence[Student], postings: PostingColumns) -> StudentColumns:
    """Read the students in order, against the places and preferences that these postings name."""
    wished = [tuple(sorted(student.wishes.places)) for student in students]
    regions = tuple(sorted({code for codes in wished for code in codes}))
    return StudentColumns(
        pay_floor_monthly_cny=_numbers(s.wishes.pay_floor_monthly_cny for s in students),
        application_cost_limit_cny=_numbers(s.wishes.application_cost_limit_cny for s in students),
        wished_jobs=_texts([list(s.wishes.occupations) for s in students]),
        wished_places=_padded_rows(wished, regions),
        nearness=nearness_table(regions, postings.place_sets),
        met=met_table(students, postings.asked, postings.today),
    )


def _preferred(posting: Posting) -> list[Asked]:
    return [d.asked for d in posting.demands if d.strength is Strength.PREFERRED and type(d.asked) in PREFERENCES]


def _numbered(values: Sequence[T]) -> tuple[Int32, tuple[T, ...]]:
    """The number of each value, and the distinct values in order of first appearance."""
    number: dict[T, int] = {}
    return np.array([number.setdefault(v, len(number)) for v in values], np.int32), tuple(number)


def _numbers(values: Iterable[float | None]) -> Float32:
    return np.array([np.nan if value is None else value for value in values], np.float32)


def _texts(rows: Sequence[Sequence[str]]) -> Texts:
    """The first characters of texts, (n, longest row), in one width and case, filled up with empty ones.

    Of fixed length, because gathering NumPy's variable-length strings takes six times as long.
    """
    width = max((len(row) for row in rows), default=0)
    plain = [[_plain(t) for t in row] + [""] * (width - len(row)) for row in rows]
    return np.array(plain, dtype=np.str_).reshape(len(rows), width)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()[:MOST_CHARACTERS]


def _padded_rows(wished: Sequence[Sequence[str]], regions: Sequence[str]) -> Int32:
    row_of = {code: row for row, code in enumerate(regions)}
    width = max((len(codes) for codes in wished), default=0)
    rows = [[*(row_of[code] for code in codes), *[len(regions)] * (width - len(codes))] for codes in wished]
    return np.array(rows, np.int32).reshape(len(wished), width)
