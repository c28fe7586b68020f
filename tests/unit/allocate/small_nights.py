"""Small allocation problems of every kind, drawn at random."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from jobmatch.allocate import Allocation, allocate, pair_keys
from jobmatch.columns import Int32

SCORE_GRAIN = 1e-6  # what rounding and a tie-break may cost a push, each


@dataclass(frozen=True)
class Night:
    student: Int32
    posting: Int32
    score: np.ndarray
    quota: Int32
    caps: Int32
    bonus: np.ndarray
    crowding: tuple[tuple[float, float], ...]
    bar: float

    def solve(self) -> Allocation:
        return allocate(
            self.student,
            self.posting,
            self.score,
            self.quota,
            self.caps,
            tie_break=keys(self.student, self.posting),
            bar=self.bar,
            first_push_bonus=self.bonus,
            crowding=self.crowding,
        )


def keys(student: Sequence[int], posting: Sequence[int]) -> np.ndarray:
    return pair_keys([f"S{i}" for i in range(99)], [f"P{i}" for i in range(99)], student, posting)


@st.composite
def nights(draw: st.DrawFn) -> Night:
    students, postings = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    cells = st.floats(0, 1) | st.sampled_from([0.0, 0.5, 1.0])
    table = draw(st.lists(st.none() | cells, min_size=students * postings, max_size=students * postings))
    pairs = [(i // postings, i % postings, s) for i, s in enumerate(table) if s is not None]
    return Night(
        student=np.array([s for s, _, _ in pairs], np.int32),
        posting=np.array([p for _, p, _ in pairs], np.int32),
        score=np.array([v for _, _, v in pairs], np.float64),
        quota=np.array(draw(st.lists(st.integers(0, 3), min_size=students, max_size=students)), np.int32),
        caps=np.array(draw(st.lists(st.integers(0, 4), min_size=postings, max_size=postings)), np.int32),
        bonus=np.array(
            draw(st.lists(st.sampled_from([0.0, 0.2, 0.7]), min_size=students, max_size=students)), np.float64
        ),
        crowding=draw(st.sampled_from([(), ((0.5, 0.0), (1.0, 0.1)), ((0.34, 0.0), (0.67, 0.25), (1.0, 0.5))])),
        bar=draw(st.sampled_from([0.0, 0.4])),
    )


def tier_ends(night: Night) -> np.ndarray:
    """Places up to the end of each tier, (K, P), written out anew."""
    shares = [share for share, _ in night.crowding] or [1.0]
    return np.array([[min(cap, int(np.ceil(share * cap - 1e-9))) for cap in night.caps] for share in shares])
