"""Every method asked the same questions, in one walk through the nights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jobmatch.columns import Float32, Int32
from jobmatch.evaluate.interactions.baselines import Method
from jobmatch.evaluate.interactions.data import Board, Float64
from jobmatch.evaluate.interactions.metrics import NAMES, measures, ranks
from jobmatch.evaluate.interactions.night import Asker, Night, Texts, nights
from jobmatch.evaluate.interactions.splits import Questions

TIE_SEED = 11


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """values[m] (q, 4) are the measures of method m on each question; states whether the person had said anything."""

    questions: Questions
    values: Mapping[Method, Float64]
    stated: Int32


def ask(board: Board, texts: Texts, questions: Questions, methods: Sequence[Method]) -> Scored:
    """Rank the live jobs not yet viewed for each question by each method; ties fall by a seeded order of the jobs."""
    values = {method: np.zeros((len(questions), len(NAMES))) for method in methods}
    stated = np.zeros(len(questions), np.int32)
    order = np.random.default_rng(TIE_SEED).permutation(len(board.jobs)).astype(np.int32)
    for night, askers in nights(board, texts, questions):
        for method in methods:
            scores = method.score(night, askers)
            for asker, row in zip(askers, scores, strict=True):
                values[method][asker.row] = _measured(night, asker, row, questions.jobs(asker.row), order)
        for asker in askers:
            stated[asker.row] = len(asker.stated)
    return Scored(questions, values, stated)


def _measured(night: Night, asker: Asker, scores: Float32, jobs: Int32, order: Int32) -> tuple[float, ...]:
    columns = np.flatnonzero(asker.open)
    relevant = np.searchsorted(night.live[columns], jobs)
    return measures(ranks(scores[columns], relevant, order[night.live[columns]]))
