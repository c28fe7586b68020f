"""What a night leaves: pushes, diagnoses, prices, and its own re-check before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.allocate import below_bar, over_capacity, over_quota
from jobmatch.columns import Candidates, Int32
from jobmatch.domain import Diagnosis, JobmatchError, Push, Slot
from jobmatch.feedback import Adaptation
from jobmatch.history import code_of
from jobmatch.matching import Diagnostician, Market, Ranked, logged_features
from jobmatch.nightly.deciding import Decision, quotas
from jobmatch.push import Chosen, Stamp, plan_pushes
from jobmatch.rules import RULE_NUMBER, violations
from jobmatch.settings import Policy
from jobmatch.store import offer_fingerprint

_SHOWN = 5


class NightRefused(JobmatchError):
    """The re-check found a push that breaks a rule or a cap; nothing was written."""


@dataclass(frozen=True, slots=True)
class Outcome:
    pushes: list[Push]
    diagnoses: list[Diagnosis]
    prices: Mapping[str, float]


def outcome_of(
    market: Market, policy: Policy, ranked: Ranked, decision: Decision, stamp: Stamp, adaptation: Adaptation | None
) -> Outcome:
    """Pushes of the chosen pairs, a diagnosis for each student without one, and the prices above zero."""
    rows = np.flatnonzero(decision.chosen)
    pairs = ranked.candidates.take(rows)
    chosen = Chosen(
        pairs,
        ranked.total[rows],
        ranked.contributions[rows],
        ranked.names,
        decision.slot[rows],
        decision.propensity[rows],
        logged_features(market, policy, pairs),
        np.full(len(rows), -1, np.int8) if adaptation is None else adaptation.daypart[pairs.student],
    )
    pushes = plan_pushes(
        chosen,
        decision.prices,
        market.ids,
        {int(row): offer_fingerprint(market.postings[row]) for row in np.unique(pairs.posting)},
        {number: code for code, number in RULE_NUMBER.items()},
        stamp,
    )
    without = np.setdiff1d(np.arange(len(market.students)), pairs.student)
    diagnostician = Diagnostician.over(market, policy, ranked, adaptation)
    priced = np.flatnonzero(decision.prices)
    return Outcome(
        pushes,
        [diagnostician.diagnose(int(row)) for row in without],
        {market.postings[row].id: round(float(decision.prices[row]), 6) for row in priced},
    )


def recheck(
    market: Market, policy: Policy, ranked: Ranked, decision: Decision, caps: Int32, adaptation: Adaptation | None
) -> dict[str, int]:
    """Broken rules, caps, quotas and bars among the chosen pairs, counted by code that shares nothing with the stages.

    A counselor's word stands above quota and bar, and above what a counselor may waive. Raises NightRefused where
    anything else is broken.
    """
    pairs, chosen = ranked.candidates, decision.chosen
    ranked_slot = chosen & (decision.slot == code_of(Slot.RANKED))
    asked = chosen & (decision.slot == code_of(Slot.OVERRIDE))
    names = _names(market, pairs, chosen)
    broken = violations(market.students, market.postings, names, market.night, set(_names(market, pairs, asked)))
    counts = {
        "rule_violations": len(broken),
        "over_capacity": over_capacity(pairs.posting, chosen, caps),
        "over_quota": over_quota(pairs.student, chosen & ~asked, quotas(market, policy, adaptation)),
        "below_bar": below_bar(ranked.total, ranked_slot, policy.bar),
    }
    if any(counts.values()):
        raise NightRefused(f"the night of {market.night} was not written: {counts}; {'; '.join(broken[:_SHOWN])}")
    return counts


def _names(market: Market, pairs: Candidates, rows: npt.NDArray[np.bool_]) -> list[tuple[str, str]]:
    """Student and posting id of the marked pairs."""
    student_ids, posting_ids = market.ids
    return [(student_ids[s], posting_ids[p]) for s, p in zip(pairs.student[rows], pairs.posting[rows], strict=True)]
