"""The features of a candidate pair, each defined once, for the night and for a query alike.

A feature is 0 where what it looks at is missing, so silence neither lifts nor lowers a pair.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Candidates, Float32
from jobmatch.rank.columns import PostingColumns, StudentColumns

FRESH_HALF_LIFE_DAYS = 30.0
_TITLES_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidates beside the columns their rows point into; unknown_prices[r] is what an unknown of rule r costs."""

    candidates: Candidates
    students: StudentColumns
    postings: PostingColumns
    unknown_prices: npt.NDArray[np.float64]

    def of_student(self, column: Float32) -> Float32:
        """A student column, gathered for every pair."""
        return column[self.candidates.student]

    def of_posting(self, column: Float32) -> Float32:
        """A posting column, gathered for every pair."""
        return column[self.candidates.posting]


@dataclass(frozen=True, slots=True)
class Features:
    """values has shape (n, F), one column a name, in the order of FEATURES."""

    names: tuple[str, ...]
    values: Float32


def features(
    candidates: Candidates,
    students: StudentColumns,
    postings: PostingColumns,
    unknown_prices: npt.NDArray[np.float64],
) -> Features:
    """All features of all candidates; unknown_prices has shape (32,), in the rules' order."""
    pairs = Pairs(candidates, students, postings, unknown_prices)
    values = np.empty((len(candidates), len(FEATURES)), np.float32, order="F")
    for column, feature in enumerate(FEATURES):
        values[:, column] = feature(pairs)
    return Features(NAMES, values)


def similarity(pairs: Pairs) -> Float32:
    """Cosine of the student's and the posting's text, in [-1, 1]."""
    return pairs.candidates.dense


def lexical(pairs: Pairs) -> Float32:
    """BM25 of the wish in the posting, over the wish's best posting, in [0, 1]."""
    return pairs.candidates.lexical


def nearness(pairs: Pairs) -> Float32:
    """1 in a wished place or for remote work, falling to 1/e at 100 km from the nearest wish, in [0, 1]."""
    wished = pairs.students.wished_places[pairs.candidates.student]
    place_set = pairs.postings.place_set[pairs.candidates.posting]
    near = np.zeros(len(pairs.candidates), np.float32)
    for rank in range(wished.shape[1]):
        np.maximum(near, pairs.students.nearness[wished[:, rank], place_set], out=near)
    near[pairs.postings.remote[pairs.candidates.posting]] = 1
    return near


def pay_margin(pairs: Pairs) -> Float32:
    """How far the low end of the pay lies above the student's floor, as a share of the floor, cut to [-1, 1]."""
    floor = pairs.of_student(pairs.students.pay_floor_monthly_cny)
    floor = np.where(floor > 0, floor, np.nan)
    margin: Float32 = np.clip((pairs.of_posting(pairs.postings.pay_monthly_cny) - floor) / floor, -1, 1)
    return _or_zero(margin)


def preferred_met(pairs: Pairs) -> Float32:
    """Share of the posting's preferred clauses that the student meets, in [0, 1]."""
    start = pairs.postings.clause_start[pairs.candidates.posting]
    count = pairs.postings.clause_start[pairs.candidates.posting + 1] - start
    pair = np.repeat(np.arange(len(count)), count)
    offset = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count)
    clause = pairs.postings.clause[start[pair] + offset]
    met = pairs.students.met.of(pairs.candidates.student[pair], clause)
    shares: Float32 = (np.bincount(pair, met, len(count)) / np.maximum(count, 1)).astype(np.float32)
    return shares


def title_match(pairs: Pairs) -> Float32:
    """1 where the title holds one of the wished occupations as written, else 0."""
    found = np.zeros(len(pairs.candidates), np.bool_)
    for start in range(0, len(found), _TITLES_AT_ONCE):
        part = slice(start, start + _TITLES_AT_ONCE)
        title = pairs.postings.title[pairs.candidates.posting[part]]
        for jobs in pairs.students.wished_jobs.T:
            job = jobs[pairs.candidates.student[part]]
            found[part] |= (np.strings.find(title, job) >= 0) & (np.strings.str_len(job) > 0)
    return found.astype(np.float32)


def grassroots(pairs: Pairs) -> Float32:
    """1 for an opening known to be at the grassroots, else 0: widens the view (M10)."""
    return pairs.of_posting(pairs.postings.grassroots)


def emerging(pairs: Pairs) -> Float32:
    """1 for an opening in one of the emerging fields, else 0 (M10)."""
    return pairs.of_posting(pairs.postings.emerging)


def subsidized(pairs: Pairs) -> Float32:
    """1 where a subsidy or quota applies to the opening or the employer is disability-friendly, else 0."""
    return pairs.of_posting(pairs.postings.subsidized)


def freshness(pairs: Pairs) -> Float32:
    """1 on the day of publication, half after each 30 days, in [0, 1]."""
    age_days = pairs.of_posting(pairs.postings.age_days)
    return _or_zero(np.exp2(-age_days / np.float32(FRESH_HALF_LIFE_DAYS)))


def cost_burden(pairs: Pairs) -> Float32:
    """Cost of applying as a share of what the student says an application may cost, cut to [0, 1] (M11)."""
    cost = pairs.of_posting(pairs.postings.application_cost_cny)
    limit = pairs.of_student(pairs.students.application_cost_limit_cny)
    share = np.divide(cost, limit, out=np.where(cost > 0, np.float32(1), cost), where=limit > 0)
    return _or_zero(np.where(np.isnan(limit), np.float32(0), np.clip(share, 0, 1)))


def unknown_price(pairs: Pairs) -> Float32:
    """Sum of the prices of the rules that could not tell, at least 0."""
    total = np.zeros(len(pairs.candidates), np.float64)
    for rule in np.flatnonzero(pairs.unknown_prices):
        asked = (pairs.candidates.unknown >> np.uint32(rule)) & np.uint32(1)
        total += asked * pairs.unknown_prices[rule]
    return total.astype(np.float32)


def _or_zero(values: Float32) -> Float32:
    """The values with 0 for NaN, that is, for what nobody has said."""
    return np.where(np.isnan(values), np.float32(0), values)


FEATURES: tuple[Callable[[Pairs], Float32], ...] = (
    similarity,
    lexical,
    nearness,
    pay_margin,
    preferred_met,
    title_match,
    grassroots,
    emerging,
    subsidized,
    freshness,
    cost_burden,
    unknown_price,
)
NAMES = tuple(feature.__name__ for feature in FEATURES)
