"""Retrieval against FAISS and against sorting everything, whatever the block."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import faiss
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits

from jobmatch.columns import Candidates, Channel
from jobmatch.domain import BadInput
from jobmatch.retrieve import retrieve_block

WEIGHT = 0.15


@dataclass(frozen=True)
class Cohort:
    queries: np.ndarray
    students: np.ndarray
    rows: np.ndarray
    vectors: np.ndarray
    lexical: np.ndarray
    blocked: np.ndarray
    unknown: np.ndarray
    quota: dict[Channel, tuple[np.ndarray, int]]

    def retrieve(self, block_rows: int = 128, weight: float = WEIGHT) -> Candidates:
        return retrieve_block(
            self.queries,
            self.students,
            self.rows,
            self.vectors,
            self.lexical,
            self.blocked,
            self.unknown,
            self.quota,
            weight,
            block_rows=block_rows,
        )

    def only(self, part: np.ndarray) -> Cohort:
        pairwise = {name: getattr(self, name)[part] for name in ("lexical", "blocked", "unknown")}
        return replace(self, queries=self.queries[part], students=self.students[part], **pairwise)


def unit_rows(rng: np.random.Generator, n: int, dim: int) -> np.ndarray:
    rows = rng.normal(size=(n, dim)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def cohort(seed: int, students: int = 40, postings: int = 300, dim: int = 64, blocked: float = 0.3) -> Cohort:
    """A random cohort that may have two postings in three; a tenth of the postings are exact copies."""
    rng = np.random.default_rng(seed)
    vectors = unit_rows(rng, postings, dim)
    vectors[rng.integers(0, max(postings, 1), postings // 10)] = vectors[: postings // 10]
    rows = np.flatnonzero(rng.random(postings) < 0.67).astype(np.int32)
    shape = (students, len(rows))
    masks = {
        channel: rng.random(postings) < share for channel, share in ((Channel.GRASSROOTS, 0.2), (Channel.EMERGING, 0.1))
    }
    return Cohort(
        queries=unit_rows(rng, students, dim),
        students=np.sort(rng.choice(10_000, students, replace=False)).astype(np.int32),
        rows=rows,
        vectors=vectors,
        lexical=np.where(rng.random(shape) < 0.2, rng.random(shape), 0).astype(np.float32),
        blocked=rng.random(shape) < blocked,
        unknown=rng.integers(0, 2**20, shape).astype(np.uint32),
        quota={Channel.DENSE: (np.ones(postings, bool), 20)} | {c: (mask, 5) for c, mask in masks.items()},
    )


def by_sorting(of: Cohort) -> dict[tuple[int, int], int]:
    """Channel bits by pair, from a full sort of exact scores for each student."""
    answer: dict[tuple[int, int], int] = {}
    exact = of.queries.astype(np.float64) @ of.vectors[of.rows].astype(np.float64).T + WEIGHT * of.lexical
    for i, student in enumerate(of.students):
        order = [j for j in np.lexsort((of.rows, -np.round(exact[i], 6))) if not of.blocked[i, j]]
        for channel, (mask, k) in of.quota.items():
            for j in [j for j in order if mask[of.rows[j]]][:k]:
                pair = (int(student), int(of.rows[j]))
                answer[pair] = answer.get(pair, 0) | channel
    return answer


def same_bits(one: Candidates, two: Candidates) -> bool:
    return all(getattr(one, f.name).tobytes() == getattr(two, f.name).tobytes() for f in fields(Candidates))


@pytest.mark.parametrize("seed", range(5))
def test_every_channel_holds_the_best_its_rules_leave(seed: int) -> None:
    of = cohort(seed)
    found = of.retrieve()
    pairs = zip(found.student.tolist(), found.posting.tolist(), strict=True)
    assert dict(zip(pairs, found.channels.tolist(), strict=True)) == by_sorting(of)


def test_on_the_gathered_rows_it_finds_what_faiss_finds() -> None:
    of = replace(cohort(1, blocked=0.0), quota={Channel.DENSE: (np.ones(300, bool), 10)})
    found = of.retrieve(weight=0.0)
    products, columns = faiss.knn(of.queries, of.vectors[of.rows], 10, metric=faiss.METRIC_INNER_PRODUCT)
    for i, student in enumerate(of.students):
        mine = found.student == student
        assert np.allclose(np.sort(found.dense[mine]), np.sort(products[i]), atol=1e-6)
        by_text = {of.vectors[p].tobytes() for p in found.posting[mine]}  # copies are the same to FAISS
        assert by_text == {of.vectors[of.rows[c]].tobytes() for c in columns[i]}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 99), st.integers(1, 50), st.lists(st.integers(0, 39), max_size=4), st.integers(1, 3))
def test_a_student_gets_the_same_bits_whoever_else_is_in_the_block(
    seed: int, block_rows: int, cuts: list[int], threads: int
) -> None:
    of = cohort(seed, postings=120, dim=256)
    whole = of.retrieve()
    with threadpool_limits(threads):
        parts = [of.only(part).retrieve(block_rows) for part in np.split(np.arange(40), sorted(cuts))]
    joined = Candidates(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Candidates)))
    assert same_bits(whole, joined)


def test_a_pair_has_the_same_score_whatever_else_the_cohort_may_have() -> None:
    of = cohort(3)
    fewer = np.arange(0, len(of.rows), 2)
    half = replace(
        of,
        rows=of.rows[fewer],
        **{name: getattr(of, name)[:, fewer] for name in ("lexical", "blocked", "unknown")},
    )
    all_found, half_found = of.retrieve(), half.retrieve()
    dense = dict(zip(zip(all_found.student, all_found.posting, strict=True), all_found.dense, strict=True))
    pairs = zip(half_found.student, half_found.posting, half_found.dense, strict=True)
    shared = [(dense[s, p], value) for s, p, value in pairs if (s, p) in dense]
    assert len(shared) > 100
    assert all(one == two for one, two in shared)


def test_copies_of_one_posting_come_in_order_of_their_rows() -> None:
    of = cohort(4, postings=50, blocked=0.0)
    of = replace(of, vectors=np.repeat(of.vectors[:1], 50, axis=0), lexical=np.zeros_like(of.lexical))
    of = replace(of, quota={Channel.DENSE: (np.ones(50, bool), 7)})
    found = of.retrieve()
    assert found.posting.reshape(40, 7).tolist() == [of.rows[:7].tolist()] * 40


def test_a_blocked_pair_never_comes_back_and_the_unknowns_travel_along() -> None:
    of = cohort(5)
    found = of.retrieve()
    i, j = np.searchsorted(of.students, found.student), np.searchsorted(of.rows, found.posting)
    assert not of.blocked[i, j].any()
    assert np.array_equal(found.unknown, of.unknown[i, j])
    assert np.array_equal(found.lexical, of.lexical[i, j])


def test_an_overlooked_grassroots_opening_becomes_a_candidate_and_says_why() -> None:
    of = cohort(6, blocked=0.0)
    far = of.rows[np.argsort(of.queries[0] @ of.vectors[of.rows].T)[0]]  # the farthest of all
    mask = np.zeros(300, bool)
    mask[far] = True
    found = replace(of, quota={**of.quota, Channel.GRASSROOTS: (mask, 5)}).retrieve()
    why = found.channels[(found.student == of.students[0]) & (found.posting == far)]
    assert why.tolist() == [Channel.GRASSROOTS]


def test_students_may_come_in_any_order_and_the_pairs_come_out_sorted() -> None:
    of = cohort(7)
    assert same_bits(of.only(np.arange(40)[::-1]).retrieve(), of.retrieve())


@pytest.mark.parametrize("k", [0, 1000])
def test_a_quota_of_none_and_one_beyond_the_market(k: int) -> None:
    of = replace(cohort(8), quota={Channel.DENSE: (np.ones(300, bool), k)})
    assert len(of.retrieve()) == (0 if k == 0 else int((~of.blocked).sum()))


def test_nobody_nothing_and_all_blocked_give_no_candidate() -> None:
    of = cohort(9)
    nothing = np.zeros((40, 0), np.float32)
    none_allowed = replace(
        of, rows=of.rows[:0], lexical=nothing, blocked=nothing.astype(bool), unknown=nothing.astype(np.uint32)
    )
    for case in (of.only(np.arange(0)), none_allowed, replace(of, blocked=np.ones_like(of.blocked))):
        found = case.retrieve()
        assert len(found) == 0
        assert found.dense.dtype == np.float32


def test_arrays_that_disagree_are_refused() -> None:
    of = cohort(10)
    with pytest.raises(BadInput, match="40 students"):
        replace(of, blocked=of.blocked[:, 1:]).retrieve()
    with pytest.raises(BadInput, match="ascending"):
        replace(of, rows=of.rows[::-1]).retrieve()


@pytest.mark.parametrize("length", [2.0, np.nan])
def test_queries_that_are_not_unit_are_refused(length: float) -> None:
    of = cohort(11)
    queries = of.queries.copy()
    queries[3] *= length
    with pytest.raises(BadInput, match="student vector 3 of the block: expected length 1"):
        replace(of, queries=queries).retrieve()
