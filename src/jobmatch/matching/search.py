"""Find the candidates of one cohort: a pure task that any engine may run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Candidates, Channel, Float32, Int32, UInt32, channel_names, empty
from jobmatch.domain import Verdict
from jobmatch.index import PostingIndex, open_index
from jobmatch.matching.market import Market, Tools
from jobmatch.retrieve import retrieve_block
from jobmatch.rules import COARSE, Tables, bits_of

COHORT_ROWS = 256  # students a chunk; fixed, so that chunks never depend on the number of workers


@dataclass(frozen=True, slots=True)
class Search:
    """What a worker needs, without a Student or a Posting in it: codes, tables, vectors and where the index lies."""

    index_root: Path
    index_version: str
    encoder_identity: str
    student_vectors: Float32
    wishes: tuple[str, ...]
    wish_of: Int32
    tables: Tables
    live: npt.NDArray[np.bool_]
    pushed: Int32
    quota: Mapping[Channel, tuple[npt.NDArray[np.bool_], int]]
    never_push: int  # bit set of rules whose unknown is a question, not a push
    lexical_weight: float


@dataclass(frozen=True, slots=True)
class Found:
    """A cohort's candidates, and how many of all its pairs pass every rule or are held up by an unknown."""

    candidates: Candidates
    eligible_pairs: int
    unknown_pairs: int


def search_over(market: Market, tools: Tools) -> Search:
    """The search state of a market under the policy."""
    policy = tools.policy
    return Search(
        index_root=tools.index_root,
        index_version=market.index.version,
        encoder_identity=tools.encoder_identity,
        student_vectors=market.student_vectors,
        wishes=market.wishes,
        wish_of=market.wish_of,
        tables=market.tables,
        live=market.live,
        pushed=market.pushed,
        quota={c: (market.members[c], policy.candidates[channel_names(c)[0]]) for c in Channel},
        never_push=bits_of(policy.never_push),
        lexical_weight=policy.lexical_weight,
    )


def chunks(tables: Tables) -> list[Int32]:
    """The cohorts, cut to at most COHORT_ROWS students each."""
    return [cohort[i : i + COHORT_ROWS] for cohort in tables.cohorts() for i in range(0, len(cohort), COHORT_ROWS)]


def find(search: Search, cohort: Int32) -> Found:
    """Candidates of students (rows) whose coarse codes are equal; exact over every posting no rule refuses them."""
    tables = search.tables
    rows = tables.allowed_rows(int(cohort[0]))
    rows = rows[search.live[rows]]
    if not len(rows):
        return Found(empty(), 0, 0)
    fails, unknown = tables.open_block(cohort, rows)
    unknown |= coarse_unknown(tables, int(cohort[0]), rows)
    blocked = fails | ((unknown & np.uint32(search.never_push)) != 0) | _already_pushed(search, cohort, rows)
    opened = _opened(search.index_root, search.encoder_identity, search.index_version)
    candidates = retrieve_block(
        search.student_vectors[cohort],
        cohort,
        rows,
        opened.vectors,
        _lexical(search, opened, cohort, rows),
        blocked,
        unknown,
        search.quota,
        search.lexical_weight,
    )
    passes = ~fails
    return Found(candidates, int((passes & (unknown == 0)).sum()), int((passes & (unknown != 0)).sum()))


def pair_up(search: Search, student_row: int, posting_row: int) -> Candidates:
    """One pair as a candidate, whatever the rules say of it, so that its score can be explained."""
    opened = _opened(search.index_root, search.encoder_identity, search.index_version)
    student, posting = np.array([student_row], np.int32), np.array([posting_row], np.int32)
    everything = np.ones(len(search.live), dtype=np.bool_)
    return retrieve_block(
        search.student_vectors[student],
        student,
        posting,
        opened.vectors,
        _lexical(search, opened, student, posting),
        np.zeros((1, 1), dtype=np.bool_),
        search.tables.pair_verdicts(student, posting).unknown[:, None],
        {Channel.DENSE: (everything, 1)},
        search.lexical_weight,
    )


@lru_cache(maxsize=1)
def _opened(root: Path, identity: str, version: str) -> PostingIndex:
    return open_index(root, identity, version=version)


def _lexical(search: Search, opened: PostingIndex, cohort: Int32, rows: Int32) -> Float32:
    """Lexical scores (S, R): one look-up for each distinct wish of the cohort."""
    distinct, which = np.unique(search.wish_of[cohort], return_inverse=True)
    scores = np.stack([opened.lexical_scores(search.wishes[wish])[rows] for wish in distinct])
    return np.asarray(scores[which], dtype=np.float32)


def _already_pushed(search: Search, cohort: Int32, rows: Int32) -> npt.NDArray[np.bool_]:
    """True where an earlier night pushed the pair, shape (S, R)."""
    pushed = np.zeros((len(cohort), len(rows)), dtype=np.bool_)
    row_of = np.full(len(search.live), -1, dtype=np.int32)
    row_of[rows] = np.arange(len(rows), dtype=np.int32)
    for i, student in enumerate(cohort):
        start, end = np.searchsorted(search.pushed[:, 0], [student, student + 1])
        columns = row_of[search.pushed[start:end, 1]]
        pushed[i, columns[columns >= 0]] = True
    return pushed


def coarse_unknown(tables: Tables, student_row: int, rows: Int32) -> UInt32:
    """Unknown bits of the coarse rules, which all students of a cohort share, shape (R,)."""
    bits = np.zeros(len(rows), dtype=np.uint32)
    for number in COARSE:
        bits |= (tables.verdicts(number, student_row, rows) == Verdict.UNKNOWN) * np.uint32(1 << number)
    return bits
