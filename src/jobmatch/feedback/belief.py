"""What a silent run is believed to mean: for each cause the share of the run's missing answers that it explains.

A push that was not looked at is put down to what took the look off it (attention). One that was looked at is put down
to an objection, to plans other than work, or to chance. A student may have one plain objection, a reading of the
postings whose marginal likelihood, the own rate of answering integrated out, is weighed against there being none
(Gelman et al., Bayesian Data Analysis, 3rd ed., 2013, section 7.4), at prior odds learned from everybody by
expectation-maximisation. Without one, the objections share the push as they are usually found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from jobmatch.domain import DismissalReason, SilenceCause, Task, TaskKind
from jobmatch.feedback.attention import Usual, attention, usual_looks
from jobmatch.feedback.suspects import Past, Suspect
from jobmatch.history import Float64, code_of
from jobmatch.settings.loop import Attribution

CAUSES = tuple(SilenceCause)
SPOILT = 0.1  # what a student would not take is answered so much more rarely
NAMED = 0.6  # a dismissal names the plain objection so often
REASONS = {
    DismissalReason.TOO_FAR: SilenceCause.TOO_FAR,
    DismissalReason.PAY: SilenceCause.PAY,
    DismissalReason.NIGHTS: SilenceCause.NIGHTS,
    DismissalReason.NOT_MY_FIELD: SilenceCause.FIELD,
    DismissalReason.FOUND_WORK: SilenceCause.NOT_SEEKING,
}
# Before anybody has said why. Place, pay and shifts are asked in advance and kept by rule as far as they are told; what
# work one would like is asked in a word or two and matched by likeness, so it is half of what goes wrong. That a good
# opening was let pass all the same is put at a third; that a silence came of too much at once, at one in four.
BEFORE = {
    SilenceCause.FIELD: 3.0,
    SilenceCause.TOO_FAR: 1.0,
    SilenceCause.PAY: 1.0,
    SilenceCause.NIGHTS: 1.0,
    SilenceCause.UNCLEAR: 3.0,
    SilenceCause.UNSEEN: 3.0,
    SilenceCause.TOO_MANY: 1.0,
}
OBJECTIONS = (SilenceCause.TOO_FAR, SilenceCause.PAY, SilenceCause.NIGHTS, SilenceCause.FIELD)
PLAIN = (*OBJECTIONS, SilenceCause.NOT_SEEKING)
STUDENTS = 8.0  # that the prior odds of a plain objection are worth, half of them without
SWEEPS = 20
LOGITS = np.linspace(-4.0, 4.0, 9)  # the grid for a rate of answering, from 2 to 98 %


@dataclass(frozen=True, slots=True)
class Beliefs:
    """share (D, causes) is each cause's part of what silence there is to explain, rows summing to 1, that of UNCLEAR
    being chance's; readings (suspects, D) tells how well each suspect foretells what happened, as a logarithm."""

    share: Float64
    readings: Float64


@dataclass(frozen=True, slots=True)
class Prior:
    """What everybody's pushes, dismissals and counselors' findings say before a student's own are read.

    found (causes,) counts what counselors found, and named (causes,) the reasons of dismissals on top; plain (PLAIN +
    1,) is the share of students by plain objection, the last having none; answers is everybody's rate of answering
    what was looked at.
    """

    usual: Usual
    found: Float64
    named: Float64
    plain: Float64
    answers: float


def prior_of(crowd: Past, suspects: Sequence[Suspect], tasks: Sequence[Task], attribution: Attribution) -> Prior:
    """Learn the prior from some students' closed pushes."""
    told = found_by(tasks)
    found = told + [BEFORE.get(cause, 0.0) for cause in CAUSES]
    named = found.copy()
    for reason, cause in REASONS.items():
        named[_row(cause)] += np.count_nonzero(crowd.reason == 1 + code_of(reason))
    looked = crowd.p[~crowd.dismissed].sum()
    answers = float(np.clip(crowd.spoke.sum() / max(looked, 1.0), 0.02, 0.98))
    few = np.array([*np.full(len(PLAIN), STUDENTS / 2 / len(PLAIN)), STUDENTS / 2])
    few[: len(PLAIN)] += told[[_row(cause) for cause in PLAIN]]
    prior = Prior(usual_looks(crowd, attribution.prior_strength), found, named, few / few.sum(), answers)
    likely = _plain(crowd, suspects, prior, attribution.habit_strength)[0]
    plain = prior.plain
    for _ in range(SWEEPS):
        held = few + _shares(likely + np.log(plain)).sum(axis=0)
        plain = held / held.sum()
    return replace(prior, plain=plain)


def found_by(tasks: Sequence[Task]) -> Float64:
    """How often counselors found each cause of a silence, shape (causes,).

    >>> found_by([]).tolist() == [0.0] * len(CAUSES)
    True
    """
    answers = [task.answer for task in tasks if task.kind is TaskKind.SILENCE and task.answer is not None]
    return np.bincount([_row(answer) for answer in answers], minlength=len(CAUSES)).astype(np.float64)


def believe(past: Past, suspects: Sequence[Suspect], prior: Prior, strength: float) -> Beliefs:
    """Share out each student's silent run among the causes."""
    likely, readings = _plain(past, suspects, prior, strength)
    held = _shares(likely + np.log(prior.plain))
    explained = _not_looked(past, prior)
    looked = np.where(past.silent, past.p, 0.0)
    plainly = np.zeros(len(past.rows))
    for number, cause in enumerate(PLAIN):
        its = _spoilt(past, suspects, readings, cause) * held[past.student, number]
        explained[:, _row(cause)] += np.bincount(past.student, looked * its, len(past.start))
        plainly += its
    usually = _usually(past, suspects, prior, strength) * (looked * (1 - plainly))[:, None]
    explained += np.add.reduceat(usually, past.start, axis=0)
    return Beliefs(explained / explained.sum(axis=1, keepdims=True), readings)


def _not_looked(past: Past, prior: Prior) -> Float64:
    """Of the looks that are usual, those that each student's run is short of, by cause, (D, causes).

    More would have been looked at in a light week; what that does not make up for was not seen. Counselors' findings
    move the border between the two.
    """
    looks = attention(past, prior.usual)
    missing = np.maximum(looks.usual - looks.there, 0.0)
    load = np.minimum(looks.load, missing)
    unseen, many = (prior.found[_row(cause)] / BEFORE[cause] for cause in (SilenceCause.UNSEEN, SilenceCause.TOO_MANY))
    weighed = many * load + unseen * (missing - load)
    share = np.divide(many * load, weighed, out=np.zeros_like(missing), where=missing > 0)
    explained = np.zeros((len(past.start), len(CAUSES)))
    explained[:, _row(SilenceCause.TOO_MANY)] = missing * share
    explained[:, _row(SilenceCause.UNSEEN)] = missing * (1 - share)
    return explained


def _plain(past: Past, suspects: Sequence[Suspect], prior: Prior, strength: float) -> tuple[Float64, Float64]:
    """Log-likelihood of answers and reasons under each plain objection and none, (D, PLAIN + 1), and by suspect."""
    asked = _Asked.of(past, prior.answers, strength)
    before = np.bincount(past.student, ~past.silent, len(past.start))
    readings = np.array([np.log(s.share) + asked.spoilt(s.spoils) for s in suspects])
    likely = np.empty((len(past.start), len(PLAIN) + 1))
    for number, cause in enumerate(PLAIN[:-1]):
        its = np.array([suspect.cause is cause for suspect in suspects])
        likely[:, number] = np.logaddexp.reduce(readings[its])
    with np.errstate(divide="ignore"):  # who never spoke has not stopped; else any push may have been the first since
        stopped = np.log(np.where(before > 0, 1 / (1 + before), 0.0))
    likely[:, -2] = stopped + asked.spoilt(past.silent)
    likely[:, -1] = asked.marginal()
    return likely + _named(past, prior), readings


def _spoilt(past: Past, suspects: Sequence[Suspect], readings: Float64, cause: SilenceCause) -> Float64:
    """The chance that each push is one that a student with this objection would not take, (n,)."""
    if cause is SilenceCause.NOT_SEEKING:
        return past.silent.astype(np.float64)
    its = [number for number, suspect in enumerate(suspects) if suspect.cause is cause]
    if not its:
        return np.zeros(len(past.rows))
    weight = _shares(readings[its].T)[past.student]
    spoils = np.array([suspects[number].spoils for number in its], np.float64)
    return np.asarray(np.einsum("nk,kn->n", weight, spoils), np.float64)


def _usually(past: Past, suspects: Sequence[Suspect], prior: Prior, strength: float) -> Float64:
    """How the causes usually share a push that was looked at, (n, causes), rows summing to 1.

    An objection to place, pay or shift needs a push that gives cause for it. Chance explains the more, the more of
    what they look at a student answers.
    """
    rows = [_row(cause) for cause in OBJECTIONS]
    share = np.zeros((len(past.rows), len(CAUSES)))
    share[:, rows] = prior.named[rows] / prior.named[rows].sum() * prior.found[rows].sum()
    share[:, _row(SilenceCause.UNCLEAR)] = prior.found[_row(SilenceCause.UNCLEAR)]
    for cause in (SilenceCause.TOO_FAR, SilenceCause.PAY, SilenceCause.NIGHTS):
        gives = np.zeros(len(past.rows), np.bool_)
        for suspect in suspects:
            gives |= suspect.spoils & (suspect.cause is cause)
        share[:, _row(cause)] *= gives
    spoke = np.bincount(past.student, past.spoke, len(past.start)) + strength * prior.answers
    looked = np.bincount(past.student, np.where(past.dismissed, 0.0, past.p), len(past.start)) + strength
    share[:, _row(SilenceCause.UNCLEAR)] *= (spoke / looked / prior.answers)[past.student]
    total: Float64 = share / share.sum(axis=1, keepdims=True)
    return total


@dataclass(frozen=True, slots=True)
class _Asked:
    """Log-likelihoods of answer and silence over the grid of answer rates; plain and less have shape (n, G)."""

    past: Past
    plain: Float64
    less: Float64  # what a push adds where it is spoilt
    weights: Float64  # (G,), logs

    @classmethod
    def of(cls, past: Past, usual: float, strength: float) -> _Asked:
        rates = 1 / (1 + np.exp(-LOGITS))
        weights = strength * (usual * np.log(rates) + (1 - usual) * np.log1p(-rates))  # Beta's density in the logit
        plain = _answers(past, 1.0)
        return cls(past, plain, _answers(past, SPOILT) - plain, weights - np.logaddexp.reduce(weights))

    def marginal(self) -> Float64:
        """What came of the pushes, (D,)."""
        return self._integrated(self.plain)

    def spoilt(self, spoils: npt.NDArray[np.bool_]) -> Float64:
        """The same where some pushes are not what the student would take."""
        return self._integrated(self.plain + spoils[:, None] * self.less)

    def _integrated(self, likely: Float64) -> Float64:
        of_student = np.add.reduceat(likely, self.past.start, axis=0)
        summed: Float64 = np.logaddexp.reduce(of_student + self.weights, axis=1)
        return summed


def _answers(past: Past, kept: float) -> Float64:
    """Log-likelihood of each push's answer or silence, (n, G); a dismissal speaks by its reason alone."""
    chance = (past.p * kept)[:, None] / (1 + np.exp(-LOGITS))
    likely = np.log(np.where(past.spoke[:, None], chance, 1 - chance))
    return np.where(past.dismissed[:, None], 0.0, likely)


def _named(past: Past, prior: Prior) -> Float64:
    """Log-likelihood of the reasons that the student's own dismissals give, (D, PLAIN + 1)."""
    usual = prior.named[[_row(cause) for cause in PLAIN]] + 1
    usual = usual / usual.sum()
    likely = np.zeros((len(past.start), len(PLAIN) + 1))
    for reason, cause in REASONS.items():
        count = np.bincount(past.student, past.reason == 1 + code_of(reason), len(past.start))
        its = PLAIN.index(cause)
        chance = np.full(len(PLAIN) + 1, (1 - NAMED) * usual[its])
        chance[its] += NAMED
        chance[-1] = usual[its]
        likely += count[:, None] * np.log(chance)
    return likely


def _shares(logs: Float64) -> Float64:
    """Rows of logarithms as shares that sum to 1.

    >>> _shares(np.log([[1.0, 3.0]])).round(9).tolist()
    [[0.25, 0.75]]
    """
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    total: Float64 = shares / shares.sum(axis=1, keepdims=True)
    return total


def _row(cause: SilenceCause) -> int:
    return CAUSES.index(cause)
