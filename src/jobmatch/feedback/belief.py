"""What a silent run is believed to mean: the causes compared by how well each foretells opens, answers and silence.

Each cause has a marginal likelihood, the student's own rate of answering and habit of opening integrated out over a
grid (Gelman et al., Bayesian Data Analysis, 3rd ed., 2013, sections 3.7 and 7.4). So a cause gains where what it
spoils stays silent *and* the rest is answered, and a run that chance explains as well leaves the belief undecided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.domain import DismissalReason, SilenceCause, Task, TaskKind
from jobmatch.feedback.suspects import Past, Suspect
from jobmatch.history import Float64, code_of

CAUSES = tuple(SilenceCause)
SPOILT = 0.1  # what a student would not take is answered so much more rarely
UNSEEN = 0.02  # who is not reached sees so few of the pushes that others do, in odds
LOST = 0.1  # so many of those who are not reached were reached before
NAMED = 0.6  # a dismissal names the true reason so often, each of the other four a quarter of the rest
FATIGUE = ((2.0, 1.0), (5.0, 1.0), (5.0, 2.0), (10.0, 2.0))  # pushes a week one has eyes for; how steeply more dim them
REASONS = {
    DismissalReason.TOO_FAR: SilenceCause.TOO_FAR,
    DismissalReason.PAY: SilenceCause.PAY,
    DismissalReason.NIGHTS: SilenceCause.NIGHTS,
    DismissalReason.NOT_MY_FIELD: SilenceCause.FIELD,
    DismissalReason.FOUND_WORK: SilenceCause.NOT_SEEKING,
}
LOGITS = np.linspace(-4.0, 4.0, 9)  # the grid for a rate of answering, from 2 to 98 %
HABITS = np.linspace(-3.0, 3.0, 7)  # the grid for a habit of opening, beside the usual one
HABIT_WEIGHTS = np.exp(-(HABITS**2) / 2)  # habits differ by a factor of e in odds


@dataclass(frozen=True, slots=True)
class Beliefs:
    """share (D, causes) is the posterior of each cause, rows summing to 1; readings (suspects, D) tells how well each
    suspect foretells what happened, as a logarithm."""

    share: Float64
    readings: Float64


def believe(past: Past, suspects: Sequence[Suspect], prior: Float64, strength: float) -> Beliefs:
    """Weigh the causes for each student; prior (causes,), strength: pushes that the usual answer rate is worth."""
    asked = _Asked.of(past, strength)
    before = np.bincount(past.student, ~past.silent, len(past.start))
    since = 1 / (1 + before)  # any push may have been the first of the change
    opens = _opens(past, np.ones(len(past.rows)))
    answers = asked.marginal(past.p)
    evidence = np.full((len(past.start), len(CAUSES)), -np.inf)
    evidence[:, _row(SilenceCause.UNCLEAR)] = opens + answers
    evidence[:, _row(SilenceCause.UNSEEN)] = np.logaddexp(
        np.log1p(-since * LOST) + _dimmed(past, asked, np.full(len(past.rows), UNSEEN)),
        np.log(since * LOST) + _dimmed(past, asked, np.where(past.silent, UNSEEN, 1.0)),
    )
    tired = [_dimmed(past, asked, np.minimum(1, most / past.load) ** steep) for most, steep in FATIGUE]
    evidence[:, _row(SilenceCause.TOO_MANY)] = np.logaddexp.reduce(tired) - np.log(len(FATIGUE))
    with np.errstate(divide="ignore"):  # who never spoke has not fallen silent
        fell_silent = np.log(np.where(before > 0, since, 0.0))
    evidence[:, _row(SilenceCause.NOT_SEEKING)] = fell_silent + opens + asked.spoilt(past.silent)
    readings = np.array([np.log(s.share) + opens + asked.spoilt(s.spoils) for s in suspects])
    for cause in {s.cause for s in suspects}:
        its = np.array([s.cause is cause for s in suspects])
        evidence[:, _row(cause)] = np.logaddexp.reduce(readings[its])
    evidence += np.log(prior) + _named(past)
    share = np.exp(evidence - evidence.max(axis=1, keepdims=True))
    return Beliefs(share / share.sum(axis=1, keepdims=True), readings)


def prior_of(tasks: Sequence[Task]) -> Float64:
    """How often each cause is found when a counselor asks, every cause having been found once before.

    >>> prior_of([])[:2].tolist()
    [0.125, 0.125]
    """
    count = np.ones(len(CAUSES))
    for task in tasks:
        if task.kind is TaskKind.SILENCE and task.answer is not None:
            count[_row(task.answer)] += 1
    shares: Float64 = count / count.sum()
    return shares


@dataclass(frozen=True, slots=True)
class _Asked:
    """Log-likelihoods of answer and silence over the grid of answer rates; plain and spoilt have shape (n, G)."""

    past: Past
    plain: Float64
    less: Float64  # what a push adds where it is spoilt
    weights: Float64  # (G,), logs

    @classmethod
    def of(cls, past: Past, strength: float) -> _Asked:
        counted = ~past.dismissed
        usual = np.clip(past.spoke.sum() / max(past.p[counted].sum(), 1.0), 0.02, 0.98)
        rates = 1 / (1 + np.exp(-LOGITS))
        weights = strength * (usual * np.log(rates) + (1 - usual) * np.log1p(-rates))  # Beta's density in the logit
        plain = _answers(past, past.p, 1.0)
        return cls(past, plain, _answers(past, past.p, SPOILT) - plain, weights - np.logaddexp.reduce(weights))

    def marginal(self, p: Float64) -> Float64:
        """The pushes' answers where each was looked at with chance p, (D,)."""
        likely = self.plain if p is self.past.p else _answers(self.past, p, 1.0)
        return self._integrated(likely)

    def spoilt(self, spoils: npt.NDArray[np.bool_]) -> Float64:
        """The same where some pushes are not what the student would take."""
        return self._integrated(self.plain + spoils[:, None] * self.less)

    def _integrated(self, likely: Float64) -> Float64:
        of_student = np.add.reduceat(likely, self.past.start, axis=0)
        summed: Float64 = np.logaddexp.reduce(of_student + self.weights, axis=1)
        return summed


def _answers(past: Past, p: Float64, kept: float) -> Float64:
    """Log-likelihood of each push's answer or silence, (n, G); a dismissal speaks by its reason alone."""
    chance = (p * kept)[:, None] / (1 + np.exp(-LOGITS))
    likely = np.log(np.where(past.spoke[:, None], chance, 1 - chance))
    return np.where(past.dismissed[:, None], 0.0, likely)


def _dimmed(past: Past, asked: _Asked, seen: Float64) -> Float64:
    """Opens and answers where the odds of each push to be looked at are cut to a share, (D,).

    A channel that reports opens shows it by them, another only by answers.
    """
    return _opens(past, seen) + asked.marginal(np.where(np.isnan(past.usual), past.p * seen, past.p))


def _opens(past: Past, seen: Float64) -> Float64:
    """Log-likelihood of what was opened, (D,), the student's habit integrated out."""
    reported = ~np.isnan(past.usual)
    usual = np.where(reported, past.usual, 0.5)
    odds = (usual / (1 - usual) * seen)[:, None] * np.exp(HABITS)
    likely = np.where(past.opened[:, None], odds, 1.0) / (1 + odds)
    of_student = np.add.reduceat(np.where(reported[:, None], np.log(likely), 0.0), past.start, axis=0)
    weights = np.log(HABIT_WEIGHTS / HABIT_WEIGHTS.sum())
    summed: Float64 = np.logaddexp.reduce(of_student + weights, axis=1)
    return summed


def _named(past: Past) -> Float64:
    """Log-likelihood of the reasons that the student's own dismissals give, (D, causes)."""
    likely = np.zeros((len(past.start), len(CAUSES)))
    spread = 1 / len(REASONS)
    for reason, cause in REASONS.items():
        count = np.bincount(past.student, past.reason == 1 + code_of(reason), len(past.start))
        chance = np.full(len(CAUSES), spread)
        chance[[_row(other) for other in REASONS.values()]] = (1 - NAMED) / (len(REASONS) - 1)
        chance[_row(cause)] = NAMED
        likely += count[:, None] * np.log(chance)
    return likely


def _row(cause: SilenceCause) -> int:
    return CAUSES.index(cause)
