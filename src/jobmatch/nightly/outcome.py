"""What a night leaves: pushes, diagnoses, prices, and its own re-check before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from jobmatch.allocate import below_bar, over_capacity, over_quota
from jobmatch.columns import Int32
from jobmatch.domain import Diagnosis, JobmatchError, Push
from jobmatch.matching import Diagnostician, Market, Ranked
from jobmatch.nightly.allotment import Allotment, quotas
from jobmatch.push import Stamp, plan_pushes
from jobmatch.rules import RULE_NUMBER, violations
from jobmatch.settings import Policy

_SHOWN = 5


class NightRefused(JobmatchError):
    """The re-check found a push that breaks a rule or a cap; nothing was written."""


@dataclass(frozen=True, slots=True)
class Outcome:
    pushes: list[Push]
    diagnoses: list[Diagnosis]
    prices: Mapping[str, float]


def outcome_of(market: Market, policy: Policy, ranked: Ranked, allotment: Allotment, stamp: Stamp) -> Outcome:
    """Pushes of the chosen pairs, a diagnosis for each student without one, and the prices above zero."""
    chosen = np.flatnonzero(allotment.chosen)
    pushes = plan_pushes(
        ranked.candidates.take(chosen),
        ranked.total[chosen],
        ranked.contributions[chosen],
        ranked.names,
        allotment.prices,
        market.ids,
        {number: code for code, number in RULE_NUMBER.items()},
        stamp,
    )
    pushed = np.unique(ranked.candidates.student[chosen])
    without = np.setdiff1d(np.arange(len(market.students)), pushed)
    diagnostician = Diagnostician.over(market, policy, ranked)
    priced = np.flatnonzero(allotment.prices)
    return Outcome(
        pushes,
        [diagnostician.diagnose(int(row)) for row in without],
        {market.postings[row].id: round(float(allotment.prices[row]), 6) for row in priced},
    )


def recheck(market: Market, policy: Policy, ranked: Ranked, allotment: Allotment, caps: Int32) -> dict[str, int]:
    """Broken rules, caps, quotas and bars among the chosen pairs, counted by code that shares nothing with the stages.

    Raises NightRefused where there is any.
    """
    pairs, chosen = ranked.candidates, allotment.chosen
    student_ids, posting_ids = market.ids
    rows = zip(pairs.student[chosen], pairs.posting[chosen], strict=True)
    broken = violations(
        market.students, market.postings, [(student_ids[s], posting_ids[p]) for s, p in rows], market.night
    )
    counts = {
        "rule_violations": len(broken),
        "over_capacity": over_capacity(pairs.posting, chosen, caps),
        "over_quota": over_quota(pairs.student, chosen, quotas(market, policy)),
        "below_bar": below_bar(ranked.total, chosen, policy.bar),
    }
    if any(counts.values()):
        raise NightRefused(f"the night of {market.night} was not written: {counts}; {'; '.join(broken[:_SHOWN])}")
    return counts
