"""The night's draws, with what each chose among."""

from __future__ import annotations

import numpy as np

from jobmatch.learning import Offered
from jobmatch.matching import Market, Ranked, logged_features
from jobmatch.nightly.deciding import Decision
from jobmatch.settings import Policy


def offered_in(market: Market, policy: Policy, ranked: Ranked, decision: Decision) -> Offered:
    """Every pair that was offered in a draw, by draw."""
    rows = np.flatnonzero(decision.draw >= 0)
    rows = rows[np.lexsort((rows, decision.draw[rows]))]
    pairs = ranked.candidates.take(rows)
    student_ids, posting_ids = market.ids
    drawn = decision.chosen[rows] & ~np.isnan(decision.propensity[rows])
    return Offered(
        student=[student_ids[row] for row in pairs.student],
        posting=[posting_ids[row] for row in pairs.posting],
        draw=decision.draw[rows],
        drawn=drawn.tolist(),
        score=ranked.total[rows],
        temperature=policy.loop.exploration.temperature,
        features=logged_features(market, policy, pairs),
    )
