"""Rival readings of the same answers: nothing learned, every silence a dislike, the cascade's, ours, and the oracle's.

All rank with the same features and share out with the same allocation; they differ in what they make of feedback.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

import numpy as np

from jobmatch.bench.loop.ground import Bool, Ground
from jobmatch.bench.worlds import Truth
from jobmatch.columns import Candidates
from jobmatch.domain import Task, TaskState
from jobmatch.feedback import (
    Adaptation,
    Answer,
    Labels,
    Outcomes,
    PostingFacts,
    adapt,
    estimate_examination,
    label,
    posting_facts,
    questions,
    told_of,
)
from jobmatch.history import Float64, PushLog
from jobmatch.learning import Model, train
from jobmatch.matching import Market, Ranked, rank_pairs
from jobmatch.settings import Policy

WORTH_A_PUSH = 0.03  # the oracle keeps a push to itself whose chance to lead to a job is smaller
ORACLE_SCALE = 2.0  # units of score for a chance of one


class Approach(StrEnum):
    """The rivals, by the names that the record gives them.

    Those with one push a night show how much of a gain is pacing alone, and how much is what was learned.
    """

    NONE = "none"
    IGNORED_IS_DISLIKE = "ignored_is_dislike"
    CASCADE = "cascade"
    NONE_ONE_A_NIGHT = "none_one_a_night"
    DISLIKE_ONE_A_NIGHT = "ignored_is_dislike_one_a_night"
    OURS = "ours"
    ORACLE = "oracle"


ONE_A_NIGHT = (Approach.NONE_ONE_A_NIGHT, Approach.DISLIKE_ONE_A_NIGHT)


@dataclass(frozen=True, slots=True)
class Evening:
    """What an approach may look at before a night: the log so far and what became of it."""

    night: date
    market: Market
    pushes: PushLog
    outcomes: Outcomes
    tasks: Sequence[Task]


@dataclass(frozen=True, slots=True)
class Plan:
    """How an approach wants the night: candidates with scores, limits for the silent, and questions to counselors."""

    ranked: Ranked
    policy: Policy
    adaptation: Adaptation | None = None
    asked: tuple[Task, ...] = ()


@dataclass(slots=True)
class Mind:
    """One approach at work on one ground, from night to night; model is what it learned last."""

    approach: Approach
    ground: Ground
    truth: Truth
    model: Model | None = None
    facts: PostingFacts = field(init=False)

    def __post_init__(self) -> None:
        market = self.ground.market
        self.facts = posting_facts(market.ids[1], {posting.id: posting for posting in market.postings})

    def plan(self, evening: Evening, candidates: Candidates) -> Plan:
        """Rank the night's candidates as this approach would."""
        steady = self._steady()
        match self.approach:
            case Approach.NONE | Approach.NONE_ONE_A_NIGHT:
                return Plan(rank_pairs(evening.market, steady, candidates), steady)
            case Approach.IGNORED_IS_DISLIKE | Approach.DISLIKE_ONE_A_NIGHT:
                return self._learned(evening, candidates, unanswered_disliked(evening.pushes, evening.outcomes))
            case Approach.CASCADE:
                return self._learned(evening, candidates, cascade(evening.pushes, evening.outcomes))
            case Approach.OURS:
                return self._ours(evening, candidates)
            case Approach.ORACLE:
                return self._oracle(evening, candidates)

    def _learned(self, evening: Evening, candidates: Candidates, labels: Labels) -> Plan:
        policy = self._steady()
        return Plan(self._ranked(evening, policy, candidates, labels, None), policy)

    def _steady(self) -> Policy:
        """The office's policy without exploration, for who paces with one push a night."""
        policy = _without_exploration(self.ground.policy)
        return replace(policy, per_student=1) if self.approach in ONE_A_NIGHT else policy

    def _ours(self, evening: Evening, candidates: Candidates) -> Plan:
        policy, pushes, outcomes = self.ground.policy, evening.pushes, evening.outcomes
        attribution = policy.loop.attribution
        p_examined = estimate_examination(pushes, outcomes, attribution).of(pushes, outcomes)
        answered = [task for task in evening.tasks if task.state is TaskState.ANSWERED]
        labels = label(pushes, outcomes, p_examined, attribution, told_of(pushes, answered))
        students = evening.market.ids[0]
        adaptation = adapt(students, pushes, outcomes, answered, evening.night, policy)
        ranked = self._ranked(evening, policy, candidates, labels, adaptation)
        asked = questions(students, pushes, outcomes, p_examined, self.facts, evening.tasks, evening.night, policy)
        return Plan(ranked, policy, adaptation, tuple(asked))

    def _ranked(
        self, evening: Evening, policy: Policy, candidates: Candidates, labels: Labels, adaptation: Adaptation | None
    ) -> Ranked:
        learning, now = policy.loop.learning, evening.outcomes.now
        employer = self.ground.employer
        posterior = train(evening.pushes, labels, learning, now, self.model, policy.weights, employer)
        self.model = posterior.model
        learned = posterior.learned(evening.night.isoformat(), evening.market.ids[0], learning.taste_cap)
        return rank_pairs(evening.market, policy, candidates, learned, adaptation)

    def _oracle(self, evening: Evening, candidates: Candidates) -> Plan:
        """Scores by the true chance of a job; whatever the office's bar, only what is worth a push reaches it."""
        policy = replace(_without_exploration(self.ground.policy), relevance_floor=-np.inf)
        student, posting = candidates.student.astype(np.intp), candidates.posting.astype(np.intp)
        p_hired = self.truth.p_hired(student, posting, evening.night)
        total = policy.bar + ORACLE_SCALE * (p_hired - WORTH_A_PUSH)
        return Plan(replace(rank_pairs(evening.market, policy, candidates), total=total), policy)


def unanswered_disliked(pushes: PushLog, outcomes: Outcomes) -> Labels:
    """Every push that went out and has no good answer yet is a full dislike at once (Gorse's reading of "read")."""
    liked = _liked(outcomes)
    return Labels(liked.astype(np.float64), np.where(np.isnan(pushes.sent_at), 0.0, 1.0))


def cascade(pushes: PushLog, outcomes: Outcomes) -> Labels:
    """Above the last click of a night's list everything was looked at and disliked, below it nothing is known.

    The cascade of Craswell et al. (WSDM 2008), as Metarank reads a click: judged once the window for answers, its
    join window, has closed; a list without a click says nothing.
    """
    liked = _liked(outcomes)
    deepest = _deepest_click(pushes, liked)
    known = outcomes.closed & (pushes.position <= deepest)
    return Labels(liked.astype(np.float64), known.astype(np.float64))


def _liked(outcomes: Outcomes) -> Bool:
    liked: Bool = outcomes.answer >= Answer.INTERESTED
    return liked | (outcomes.furthest > 0)


def _deepest_click(pushes: PushLog, liked: Bool) -> Float64:
    """The last clicked position of each push's own list, 0 where nothing was clicked, shape (n,)."""
    if not len(pushes):
        return np.zeros(0)
    same = (np.diff(pushes.student) == 0) & (np.diff(pushes.campaign_day) == 0)
    first = np.flatnonzero(np.concatenate([[True], ~same]))  # the log is sorted by list
    deepest = np.maximum.reduceat(np.where(liked, pushes.position, 0), first)
    return np.repeat(deepest, np.diff(np.append(first, len(pushes)))).astype(np.float64)


def _without_exploration(policy: Policy) -> Policy:
    exploration = replace(policy.loop.exploration, students=0.0)
    return replace(policy, loop=replace(policy.loop, exploration=exploration))
