"""What is learned, applied to candidates: moves of the policy's weights, and each student's own taste.

A learned score is the cold score plus the move; the move of a posting like the average of what was shown is 0, so the
policy's bar keeps its meaning. Rules come earlier and are not touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from jobmatch.columns import Candidates, Float32
from jobmatch.domain import Misconfigured
from jobmatch.rank.features import Features
from jobmatch.rank.traits import TRAIT_NAMES

_PAIRS_AT_ONCE = 1 << 17


@dataclass(frozen=True, slots=True)
class Learned:
    """A model made ready for one night: everything in units of score for each unit of a feature.

    names (K,) are the hand features, then the traits; centre (K,) their averages over what was shown; shift (F,) what
    is added to the policy's weights; effects (S, K) each student's own taste, by the night's rows; cap bounds a move.
    """

    version: str
    names: tuple[str, ...]
    centre: Float32
    shift: Float32
    effects: Float32
    cap: float


def learned_contributions(
    features: Features, traits: Float32, candidates: Candidates, learned: Learned
) -> tuple[Float32, Float32]:
    """What learning adds to each score: by everybody's answers (n,), and by the student's own (n,).

    Where both together would move a score by more than the cap, both shrink alike. traits has shape (P, 32).
    Raises Misconfigured where the model names other features.
    """
    if learned.names != features.names + TRAIT_NAMES:
        raise Misconfigured(f"model {learned.version}: it names other features than this version of jobmatch computes")
    everybody = np.zeros(len(candidates), np.float32)
    taste = _taste(features, traits, candidates, learned)
    for part in _parts(len(candidates)):
        for column, shift in enumerate(learned.shift):
            everybody[part] += shift * (features.values[part, column] - learned.centre[column])
        move = np.abs(everybody[part] + taste[part])
        shrink = np.float32(learned.cap) / np.maximum(move, np.float32(learned.cap) or np.float32(1))
        everybody[part] *= shrink
        taste[part] *= shrink
    return everybody, taste


def feature_rows(features: Features, traits: Float32, candidates: Candidates) -> Float32:
    """What the model sees of each pair, as it is logged with a push: hand features, then traits, (n, K)."""
    return np.concatenate([features.values, traits[candidates.posting]], axis=1)


def _taste(features: Features, traits: Float32, candidates: Candidates, learned: Learned) -> Float32:
    """Each student's effects times the centred features, (n,): column by column, so that a pair alone and among many
    gets the same bits."""
    hand = len(features.names)
    effects = np.ascontiguousarray(learned.effects.T)
    centred = np.ascontiguousarray((traits - learned.centre[hand:]).T)
    taste = np.zeros(len(candidates), np.float32)
    known = np.abs(learned.effects).max(axis=1, initial=0) > 0
    rows = np.flatnonzero(known[candidates.student])
    for part in _parts(len(rows)):
        row = rows[part]
        student, posting = candidates.student[row], candidates.posting[row]
        found = np.zeros(len(row), np.float32)
        for column, effect in enumerate(effects[:hand]):
            found += effect[student] * (features.values[row, column] - learned.centre[column])
        for effect, trait in zip(effects[hand:], centred, strict=True):
            found += effect[student] * trait[posting]
        taste[row] = found
    return taste


def _parts(n: int) -> Iterator[slice]:
    return (slice(start, start + _PAIRS_AT_ONCE) for start in range(0, n, _PAIRS_AT_ONCE))
