"""Score candidates: the same features and weights for a night and for a query."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Candidates
from jobmatch.matching.market import Market
from jobmatch.rank import features, score
from jobmatch.rules import RULE_NUMBER
from jobmatch.settings import Policy

RULE_BITS = 32  # the width of Candidates.unknown
RELEVANCE = ("similarity", "lexical", "title_match")  # what says that the work itself is what the student looks for


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


def worth_pushing(ranked: Ranked, policy: Policy) -> npt.NDArray[np.bool_]:
    """Which pairs are good enough to be pushed at all: above the bar, and relevant, shape (n,)."""
    return (ranked.total >= policy.bar) & (ranked.relevance >= policy.relevance_floor)


def rank_pairs(market: Market, policy: Policy, candidates: Candidates) -> Ranked:
    """Score pairs of the market under the policy's weights. Raises Misconfigured for a weight without a feature."""
    values = features(candidates, market.student_columns, market.posting_columns, _prices(policy))
    scores = score(values, policy.weights)
    return Ranked(candidates, scores.total, scores.contributions, scores.names)


def model_text(policy: Policy) -> str:
    """The model as text: cold start is the policy's weights and prices, and nothing else."""
    parts = {"form": "linear", "weights": dict(policy.weights), "unknown_prices": _prices(policy).tolist()}
    return json.dumps(parts, sort_keys=True)


def model_version(policy: Policy) -> str:
    """The model's name, from what it holds."""
    return f"linear-{hashlib.sha256(model_text(policy).encode()).hexdigest()[:8]}"


def _prices(policy: Policy) -> npt.NDArray[np.float64]:
    """What an unknown of each rule costs, by the rule's bit."""
    prices = np.zeros(RULE_BITS)
    for code, number in RULE_NUMBER.items():
        prices[number] = policy.price_of_unknown(code)
    return prices
