"""The features of a person and a live job, each defined once, for learning and for scoring alike.

All lie in [0, 1] or are cosines, and rise with fit; where nothing is known a feature is 0.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from jobmatch.columns import Float32
from jobmatch.evaluate.interactions.night import TINY, Asker

NEAREST_OF = 20  # views, the newest, that a job is compared with one by one


@lru_cache(maxsize=256)  # the askers of one night, for all the methods that look at them
def features(asker: Asker) -> Float32:
    """Every feature of every live job for one question, (L, F), one column a name."""
    return np.stack([feature(asker) for feature in FEATURES], axis=1).astype(np.float32)


def similarity(asker: Asker) -> Float32:
    """Cosine of the job's title and the profile."""
    return _titles(asker) @ asker.profile(asker.night.texts.jobs)


def nearest(asker: Asker) -> Float32:
    """Cosine of the job's title and the most alike of the viewed ones."""
    texts = asker.night.texts
    return _best(_titles(asker) @ texts.jobs[asker.viewed[:NEAREST_OF]].T)


def stated(asker: Asker) -> Float32:
    """Cosine of the job's title and the most alike of the stated positions."""
    return _best(_titles(asker) @ asker.night.texts.stated[asker.stated].T)


def lexical(asker: Asker) -> Float32:
    """BM25 of everything viewed (stated, before any view) in the job, over the best job's."""
    board = asker.night.board
    words = [board.jobs.texts[job] for job in asker.viewed] or [board.stated.texts[row] for row in asker.stated]
    return _over_best(asker.night.lexical.scores(" ".join(words)))


def lexical_last(asker: Asker) -> Float32:
    """BM25 of the last viewed job in the job, over the best job's."""
    words = [asker.night.board.jobs.texts[job] for job in asker.viewed[:1]]
    return _over_best(asker.night.lexical.scores(" ".join(words)))


def same_city(asker: Asker) -> Float32:
    """Share of recent views in the job's city."""
    return asker.share(asker.night.board.jobs.city)


def same_state(asker: Asker) -> Float32:
    """Share of recent views in the job's state."""
    return asker.share(asker.night.board.jobs.state)


def stated_place(asker: Asker) -> Float32:
    """1 where the person has worked in the job's city, 1/2 where in its state."""
    jobs, said = asker.night.board.jobs, asker.night.board.stated
    live = asker.night.live
    city = np.isin(jobs.city[live], said.city[asker.stated]) & (jobs.city[live] >= 0)
    state = np.isin(jobs.state[live], said.state[asker.stated]) & (jobs.state[live] >= 0)
    return np.maximum(city, state / 2).astype(np.float32)


def company_seen(asker: Asker) -> Float32:
    """Share of recent views at the job's company."""
    return asker.share(asker.night.board.jobs.company)


def title_seen(asker: Asker) -> Float32:
    """Share of recent views with the job's very title."""
    return asker.share(asker.night.board.jobs.title)


def co_view(asker: Asker) -> Float32:
    """Cosine of the job's and the recent views' viewers of the days before (Sarwar et al., WWW 2001)."""
    seen = asker.night.seen_by
    alike = seen[:, asker.viewed] @ asker.recent
    who = np.flatnonzero(alike)
    found: Float32 = alike[who] @ seen[np.ix_(who, asker.night.live)]
    return found


def alike_in_city(asker: Asker) -> Float32:
    """nearest times same_city: the same kind of work in the same place."""
    return np.maximum(nearest(asker), 0) * same_city(asker)


def alike_in_state(asker: Asker) -> Float32:
    """nearest times same_state."""
    return np.maximum(nearest(asker), 0) * same_state(asker)


def popularity(asker: Asker) -> Float32:
    """Log of the job's recent views by anybody, over the best job's."""
    return _over_best(np.log1p(asker.night.popularity))


def crowd(asker: Asker) -> Float32:
    """popularity, for somebody who has viewed nothing yet; else 0."""
    return np.zeros(len(asker.night.live), np.float32) if len(asker.viewed) else popularity(asker)


def _titles(asker: Asker) -> Float32:
    return asker.night.texts.jobs[asker.night.live]


def _best(likeness: Float32) -> Float32:
    """The largest of each row, 0 of nothing."""
    best: Float32 = likeness.max(axis=1, initial=-1) if likeness.shape[1] else np.zeros(len(likeness), np.float32)
    return best


def _over_best(scores: Float32) -> Float32:
    return (scores / max(float(scores.max(initial=0)), TINY)).astype(np.float32)


FEATURES: tuple[Callable[[Asker], Float32], ...] = (
    similarity,
    nearest,
    stated,
    lexical,
    lexical_last,
    same_city,
    same_state,
    stated_place,
    company_seen,
    title_seen,
    co_view,
    alike_in_city,
    alike_in_state,
    popularity,
    crowd,
)
NAMES = tuple(feature.__name__ for feature in FEATURES)
