"""Held-out figures: job title -> occupation code, for our encoder, its teacher and a lexical baseline."""

import csv
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

import bm25s
import numpy as np

from .sources import HeldOut, Pair

Encode = Callable[[Sequence[str]], np.ndarray]
Figures = dict[str, float]


def rank_figures(scores: np.ndarray, gold: np.ndarray) -> Figures:
    """acc@1, acc@10 and mean reciprocal rank; tied candidates share their ranks evenly.

    >>> rank_figures(np.array([[3.0, 2.0, 2.0], [1.0, 1.0, 0.0]]), np.array([1, 0]))
    {'acc@1': 0.25, 'acc@10': 1.0, 'mrr': 0.533}
    """
    own = scores[np.arange(len(gold)), gold][:, None]
    above, tied = (scores > own).sum(1), (scores == own).sum(1)
    first = np.clip((1 - above) / tied, 0, 1).mean()
    tenth = np.clip((10 - above) / tied, 0, 1).mean()
    mrr = (1 / (above + (tied + 1) / 2)).mean()
    return {"acc@1": round(float(first), 3), "acc@10": round(float(tenth), 3), "mrr": round(float(mrr), 3)}


def best_by_code(scores: np.ndarray, owner: np.ndarray, codes: int) -> np.ndarray:
    """The best score among a code's names: (n, names) with each name's code index -> (n, codes)."""
    best = np.full((codes, len(scores)), -np.inf, np.float32)
    np.maximum.at(best, owner, scores.T)
    return best.T


def dense(encode: Encode) -> Callable[[list[str], list[str]], np.ndarray]:
    """A scorer by cosine of the encoder's vectors."""
    return lambda queries, names: encode(queries) @ encode(names).T


def bigrams(texts: Sequence[str]) -> list[list[str]]:
    """Character bigrams of each text; a single character stands for itself."""
    return [[t[i : i + 2] for i in range(max(1, len(t) - 1))] for t in map(str.lower, texts)]


def lexical(queries: list[str], names: list[str]) -> np.ndarray:
    """BM25 on character bigrams, (n, names)."""
    index = bm25s.BM25()
    index.index(bigrams(names), show_progress=False)
    return np.array([index.get_scores(tokens) for tokens in bigrams(queries)], np.float32)


def title_figures(score: Callable, titles: list[Pair], names: dict[str, list[str]]) -> Figures:
    """Rank every code of the pool for each title; a code scores as its best name or alias."""
    position = {code: i for i, code in enumerate(names)}
    owner = np.array([position[code] for code, found in names.items() for _ in found])
    scores = score([title for title, _ in titles], list(chain.from_iterable(names.values())))
    return rank_figures(best_by_code(scores, owner, len(names)), np.array([position[c] for _, c in titles]))


def csco_figures(score: Callable, held: HeldOut, used: set[str]) -> dict[str, Figures]:
    """Figures on the held-out titles (pool: codes that any labelled title uses) and the probe (pool: all codes)."""
    pool = {code: names for code, names in held.names.items() if code in used}
    return {
        "csco": title_figures(score, held.new_code + held.new_title, pool),
        "csco_new_code": title_figures(score, held.new_code, pool),
        "csco_new_title": title_figures(score, held.new_title, pool),
        "vocational_probe": title_figures(score, held.probe, held.names),
    }


def used_codes(path: Path) -> set[str]:
    """The codes the labelled titles use."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["expected_code"] for row in csv.DictReader(file)}
