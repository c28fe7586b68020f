"""Collaborative baselines from `implicit`, fitted anew each night on the views of the days before.

A person who comes for the first time in an evening is folded in from what they have viewed so far. Jobs that nobody
had viewed have no factors: they follow after all others. The crowd's views break ties.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from jobmatch.columns import Float32, Int32
from jobmatch.domain import Misconfigured
from jobmatch.evaluate.interactions.baselines import Method, Scorer
from jobmatch.evaluate.interactions.night import Asker, Night

SEED = 7
TIE_BREAK = 1e-6
ALS_ALPHA = 20.0
BPR_ITERATIONS, BPR_RATE = 50, 0.05


def collaborative_methods() -> tuple[Method, ...]:
    """Item-item BM25 and cosine, ALS and BPR with a small grid. Raises Misconfigured where implicit is not there."""
    _implicit()
    items = [("bm25", neighbours) for neighbours in (20, 100)] + [("cosine", neighbours) for neighbours in (20, 100)]
    grid = [(factors, regularization) for factors in (16, 64) for regularization in (0.01, 0.1)]
    return (
        *(Method(f"item_{kind}", f"{k} neighbours", _item_item(kind, k)) for kind, k in items),
        *(Method("als", f"{f} factors, regularization {r}", _als(f, r)) for f, r in grid),
        *(Method("bpr", f"{f} factors, regularization {r}", _bpr(f, r)) for f, r in grid),
    )


def _implicit() -> Any:
    try:
        import implicit
    except ImportError as error:
        raise Misconfigured(
            "implicit is not installed: it is needed to compare with; pip install jobmatch[dev]"
        ) from error
    return implicit


def _item_item(kind: str, neighbours: int) -> Scorer:
    """Item-item neighbours under BM25 or cosine weights (Deshpande and Karypis, TOIS 2004)."""
    from implicit.nearest_neighbours import BM25Recommender, CosineRecommender

    recommender = {"bm25": BM25Recommender, "cosine": CosineRecommender}[kind]

    def score(night: Night, askers: Sequence[Asker]) -> Float32:
        model = recommender(K=neighbours, num_threads=1)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Method expects CSR input")  # its own BM25 weights are not in that form
            model.fit(_seen(night), show_progress=False)
        found: Float32 = (_profiles(night, askers) @ model.similarity)[:, night.live].toarray()
        return _crowd_breaks_ties(night, found)

    return score


def _als(factors: int, regularization: float) -> Scorer:
    """Alternating least squares for implicit feedback (Hu, Koren and Volinsky, ICDM 2008)."""
    from implicit.cpu.als import AlternatingLeastSquares

    def score(night: Night, askers: Sequence[Asker]) -> Float32:
        model = AlternatingLeastSquares(
            factors=factors, regularization=regularization, alpha=ALS_ALPHA, num_threads=1, random_state=SEED
        )
        model.fit(_seen(night), show_progress=False)
        people = model.recalculate_user(np.arange(len(askers)), _profiles(night, askers))
        return _crowd_breaks_ties(night, people @ model.item_factors[night.live].T)

    return score


def _bpr(factors: int, regularization: float) -> Scorer:
    """Bayesian personalised ranking (Rendle et al., UAI 2009); a person is the mean of the viewed jobs' factors."""
    from implicit.cpu.bpr import BayesianPersonalizedRanking

    def score(night: Night, askers: Sequence[Asker]) -> Float32:
        model = BayesianPersonalizedRanking(
            factors=factors,
            regularization=regularization,
            learning_rate=BPR_RATE,
            iterations=BPR_ITERATIONS,
            num_threads=1,
            random_state=SEED,
        )
        seen = _seen(night)
        model.fit(seen, show_progress=False)
        known = np.bincount(seen.indices, minlength=seen.shape[1]) > 0
        factors_known = np.where(known[:, None], model.item_factors, 0)
        found = (_profiles(night, askers) @ factors_known) @ factors_known[night.live].T
        return _crowd_breaks_ties(night, np.where(known[night.live], found, found.min(axis=1, keepdims=True)))

    return score


def _seen(night: Night) -> Any:
    """Who viewed what before the night, as people by jobs."""
    views, shape = night.board.views, (len(night.board.people), len(night.board.jobs))
    return _ones(views.person[night.known], views.job[night.known], shape)


def _profiles(night: Night, askers: Sequence[Asker]) -> Any:
    """What each asker has viewed by the time of the question, as askers by jobs."""
    row = np.repeat(np.arange(len(askers), dtype=np.int32), [len(asker.viewed) for asker in askers])
    job = np.concatenate([asker.viewed for asker in askers])
    return _ones(row, job, (len(askers), len(night.board.jobs)))


def _ones(row: Int32, column: Int32, shape: tuple[int, int]) -> Any:
    """A sparse matrix of ones; scipy comes with implicit."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    return csr_matrix((np.ones(len(row), np.float32), (row, column)), shape)


def _crowd_breaks_ties(night: Night, scores: Float32) -> Float32:
    spread = np.maximum(np.abs(scores).max(axis=1, keepdims=True), 1)
    viewed = night.popularity / max(float(night.popularity.max(initial=0)), 1)
    ranked: Float32 = (scores.astype(np.float64) + TIE_BREAK * spread * viewed).astype(np.float32)
    return ranked
