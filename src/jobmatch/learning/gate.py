"""The gate before a new form or policy goes live: what it would have earned where chance chose.

A new form, and a form under another policy, is asked what it would have chosen in the draws that were made, and refused
where it is shown to do worse than what was done. It is asked again every night until there were draws enough to judge;
after that no night of the same form needs the gate, since no weight moves further than the step.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from jobmatch.columns import Candidates
from jobmatch.feedback import Labels
from jobmatch.history import Float64, PushLog
from jobmatch.learning.explored import Offered
from jobmatch.learning.model import HAND
from jobmatch.learning.off_policy import Estimate, Trials, estimate, target_probability
from jobmatch.learning.train import Posterior
from jobmatch.matching import LOGGED
from jobmatch.rank import NAMES, Features, learned_contributions, score

LEAST_TRIALS = 30  # with fewer no interval is worth its name


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a model may go live, on so many draws; gain is what it earns a draw beyond what was done, if asked."""

    passes: bool
    reason: str
    trials: int = 0
    gain: Estimate | None = None
    judged: bool = False


SAME_FORM = Verdict(True, "same form and policy as its parent, which was judged: bounded by the step", judged=True)


def judge(
    posterior: Posterior, cap: float, nights: Iterable[tuple[str, Offered]], pushes: PushLog, labels: Labels, seed: int
) -> Verdict:
    """What the model would have earned a draw (SNIPS, Swaminathan & Joachims 2015), beside what the draws earned.

    nights gives each night's draws with its date; a draw counts once its push has a label that says something.
    """
    trials = _trials(posterior, cap, nights, pushes, labels)
    if len(trials) < LEAST_TRIALS:
        return Verdict(True, f"{len(trials)} draws so far, {LEAST_TRIALS} are needed to judge", len(trials))
    gain = estimate(trials, np.random.default_rng(seed)).gain
    if gain.high < 0:
        return Verdict(False, "refused: it would have earned less than what was done", len(trials), gain, judged=True)
    return Verdict(True, "not shown to do worse than what was done", len(trials), gain, judged=True)


def _trials(
    posterior: Posterior, cap: float, nights: Iterable[tuple[str, Offered]], pushes: PushLog, labels: Labels
) -> Trials:
    row_of = _rows_by_key(pushes)
    parts: list[tuple[Float64, ...]] = [(np.empty(0),) * 4]
    for night, offered in nights:
        if offered.features.shape[1] != len(LOGGED):
            continue
        new = target_probability(offered.draw, _scores(posterior, cap, offered), offered.temperature)
        old = target_probability(offered.draw, offered.score, offered.temperature)
        taken = np.flatnonzero(np.array(offered.drawn, np.bool_))
        keys = ((offered.student[pair], offered.posting[pair], night) for pair in taken.tolist())
        row = np.array([row_of.get(key, -1) for key in keys], np.intp)
        told = (row >= 0) & (labels.weight[row] > 0) if len(pushes) else row >= 0
        row, taken = row[told], taken[told]
        parts.append((labels.value[row], old[taken], new[taken], pushes.student[row].astype(np.float64)))
    reward, propensity, target, student = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Trials(reward, propensity, target, student.astype(np.int32))


def _scores(posterior: Posterior, cap: float, offered: Offered) -> Float64:
    """The model's scores of offered pairs, (m,): the policy's weights and what was learned."""
    students = sorted(set(offered.student))
    place = {student: number for number, student in enumerate(students)}
    row = np.array([place[student] for student in offered.student], np.int32)
    m = len(row)
    zeros = np.zeros(m, np.float32)
    pairs = Candidates(row, np.arange(m, dtype=np.int32), zeros, zeros, zeros.astype(np.uint8), zeros.astype(np.uint32))
    values = Features(NAMES, offered.features[:, :HAND])
    learned = posterior.learned("", students, cap)
    everybody, taste = learned_contributions(values, offered.features[:, HAND:], pairs, learned)
    cold = score(values, dict(zip(NAMES, posterior.model.weights.tolist(), strict=True))).total
    total: Float64 = cold + everybody + taste
    return total


def _rows_by_key(pushes: PushLog) -> dict[tuple[str, str, str], int]:
    """The rows of explored pushes by student, posting and campaign."""
    rows = np.flatnonzero(~np.isnan(pushes.propensity))
    days = pushes.campaign_day[rows].astype("datetime64[D]").astype(str)
    who, what = pushes.student[rows], pushes.posting[rows]
    return {
        (pushes.students[s], pushes.postings[p], str(day)): int(row)
        for s, p, day, row in zip(who, what, days, rows, strict=True)
    }
