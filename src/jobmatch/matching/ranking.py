"""Score candidates: the same features and weights for a night and for a query."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Candidates, Float32
from jobmatch.feedback import Adaptation
from jobmatch.matching.market import Market
from jobmatch.rank import (
    NAMES,
    TRAIT_NAMES,
    Features,
    Learned,
    feature_rows,
    features,
    learned_contributions,
    novelty,
    score,
)
from jobmatch.rules import RULE_NUMBER
from jobmatch.settings import Policy

RULE_BITS = 32  # the width of Candidates.unknown
RELEVANCE = ("similarity", "lexical", "title_match", "taste")  # what says that the work itself is what is looked for
CONTRIBUTIONS = (*NAMES, "learned", "taste", "variety")  # the parts of a score
LOGGED = NAMES + TRAIT_NAMES  # what is logged with every push, in this order


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates with their score: total (n,) is the sum over the columns of contributions (n, F), named by names."""

    candidates: Candidates
    total: npt.NDArray[np.float64]
    contributions: npt.NDArray[np.float64]
    names: tuple[str, ...]

    @property
    def relevance(self) -> npt.NDArray[np.float64]:
        """The part of each score that speaks of the work itself, shape (n,)."""
        columns = [self.names.index(name) for name in RELEVANCE]
        summed: npt.NDArray[np.float64] = self.contributions[:, columns].sum(axis=1)
        return summed


def worth_pushing(
    ranked: Ranked, policy: Policy, raised: npt.NDArray[np.float64] | float = 0.0
) -> npt.NDArray[np.bool_]:
    """Which pairs are good enough to be pushed at all: above the bar, and relevant, shape (n,).

    raised lifts the bar: one number, or one a pair.
    """
    return (ranked.total >= policy.bar + raised) & (ranked.relevance >= policy.relevance_floor)


def rank_pairs(
    market: Market,
    policy: Policy,
    candidates: Candidates,
    learned: Learned | None = None,
    adaptation: Adaptation | None = None,
) -> Ranked:
    """Score pairs of the market: the policy's weights, what was learned, and variety after a run of silence.

    Raises Misconfigured for a weight without a feature.
    """
    values = features_of(market, policy, candidates)
    scores = score(values, policy.weights)
    moved = np.zeros((len(candidates), 3))
    if learned is not None:
        moved[:, 0], moved[:, 1] = learned_contributions(values, market.traits, candidates, learned)
    if adaptation is not None:
        moved[:, 2] = _variety(market, values, candidates, adaptation)
    contributions = np.concatenate([scores.contributions, moved], axis=1)
    total = np.zeros(len(candidates))
    for column in contributions.T:  # column by column: the same order of addition for one pair as for a million
        total += column
    return Ranked(candidates, total, contributions, CONTRIBUTIONS)


def features_of(market: Market, policy: Policy, candidates: Candidates) -> Features:
    """The features that the score weighs, for pairs of the market."""
    return features(candidates, market.student_columns, market.posting_columns, _prices(policy))


def logged_features(market: Market, policy: Policy, candidates: Candidates) -> Float32:
    """What is logged with a push, shape (n, K), columns as in LOGGED."""
    return feature_rows(features_of(market, policy, candidates), market.traits, candidates)


def model_text(policy: Policy, basis: str) -> str:
    """The cold model as text: the policy's weights and prices, and the names of what is logged beside them.

    basis names what the traits stand on, so that logs under another basis are told apart.
    """
    parts = {
        "form": "linear",
        "weights": dict(policy.weights),
        "unknown_prices": _prices(policy).tolist(),
        "features": list(LOGGED),
        "basis": basis,
    }
    return json.dumps(parts, sort_keys=True)


def model_version(policy: Policy, basis: str) -> str:
    """The cold model's name, from what it holds."""
    return f"linear-{hashlib.sha256(model_text(policy, basis).encode()).hexdigest()[:8]}"


def _variety(
    market: Market, values: Features, candidates: Candidates, adaptation: Adaptation
) -> npt.NDArray[np.float64]:
    """What being unlike a silent run is worth, in units of score, shape (n,); 0 for who is not silent."""
    worth = adaptation.variety[candidates.student]
    rows = np.flatnonzero(worth)
    added = np.zeros(len(candidates))
    part = Features(values.names, values.values[rows])
    added[rows] = worth[rows] * novelty(part, market.traits, candidates.take(rows), adaptation.stale)
    return added


def _prices(policy: Policy) -> npt.NDArray[np.float64]:
    """What an unknown of each rule costs, by the rule's bit."""
    prices = np.zeros(RULE_BITS)
    for code, number in RULE_NUMBER.items():
        prices[number] = policy.price_of_unknown(code)
    return prices
