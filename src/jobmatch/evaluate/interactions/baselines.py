"""What ours is held against that needs no training: chance, the crowd, words, meaning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from jobmatch.columns import Float32
from jobmatch.evaluate.interactions.features import NAMES, features
from jobmatch.evaluate.interactions.night import Asker, Night

Scorer = Callable[[Night, Sequence[Asker]], Float32]
"""Scores of every live job (columns) for each asker of one night (rows), float32 (q, L)."""


@dataclass(frozen=True, slots=True)
class Method:
    """One way to rank; of several with one family, the best on the validation days stands for it."""

    family: str
    setting: str
    score: Scorer


def by_features(*names: str) -> Scorer:
    """Rank by the sum of some features."""
    columns = [NAMES.index(name) for name in names]

    def score(night: Night, askers: Sequence[Asker]) -> Float32:
        return np.stack([features(asker)[:, columns].sum(axis=1) for asker in askers])

    return score


def chance(night: Night, askers: Sequence[Asker]) -> Float32:
    """The same score for all: the seeded order of ties decides."""
    return np.zeros((len(askers), len(night.live)), np.float32)


def whole_text(night: Night, askers: Sequence[Asker]) -> Float32:
    """Cosine of title, company and place with those of the recent views."""
    whole = night.texts.whole
    return np.stack([whole[night.live] @ asker.profile(whole) for asker in askers])


BASELINES = (
    Method("random", "seeded", chance),
    Method("popularity", "halved each week", by_features("popularity")),
    Method("bm25", "all views", by_features("lexical")),
    Method("bm25", "all views and the last one", by_features("lexical", "lexical_last")),
    Method("content", "mean of recent titles", by_features("similarity")),
    Method("content", "mean of recent titles with company and place", whole_text),
    Method("content", "most alike title", by_features("nearest", "stated")),
)
