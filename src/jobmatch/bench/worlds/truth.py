"""What nobody in the office can know: for scoring and for the oracle, never for a learner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from jobmatch.bench.worlds.chance import Float64
from jobmatch.bench.worlds.diary import Page
from jobmatch.bench.worlds.mischief import Manner
from jobmatch.bench.worlds.people import night_number
from jobmatch.bench.worlds.public import Bool, Rows
from jobmatch.bench.worlds.taste import INTERVIEWED, OFFERED
from jobmatch.bench.worlds.world import World


@dataclass(frozen=True, slots=True)
class Truth:
    """The hidden side of a world; students and openings are rows of the lists that it was settled with."""

    world: World

    def utility(self, student: Rows, offer: Rows, night: date) -> Float64:
        """What each opening is worth to its person, shape (n,)."""
        number = night_number(night, self.world.first)
        return self.world.wanting.worth(self.world.pairs(student, offer, number), number).utility

    def p_hired(self, student: Rows, offer: Rows, night: date) -> Float64:
        """The chance that each push leads to a job, were it looked at and a place free; shape (n,)."""
        number = night_number(night, self.world.first)
        worth = self.world.wanting.worth(self.world.pairs(student, offer, number), number)
        replies = self.world.wanting.people.replies[student]
        hired = worth.p_interested * worth.p_applies * replies * INTERVIEWED * OFFERED * worth.p_accepts
        return np.where(self.world.free(student, number) & self.sincere[student], hired, 0.0)

    def true_cause(self, student_id: str, night: date) -> str:
        """Why somebody has kept silent of late, by a SilenceCause's name, or "none"."""
        number = night_number(night, self.world.first)
        return self.world.diary.cause(self.world.roster.row_of[student_id], number)

    def true_cause_of(self, pushes: Sequence[str]) -> str:
        """Why these pushes, by key, stayed unanswered, by a SilenceCause's name, or "none"."""
        return self.world.diary.cause_of(pushes)

    @property
    def pages(self) -> Sequence[Page]:
        """Every push so far, night by night."""
        return self.world.diary.pages

    @property
    def sincere(self) -> Bool:
        """Who means what they answer, shape (S,)."""
        mischief = self.world.mischief
        if mischief is None:
            return np.ones(len(self.world.roster.ids), np.bool_)
        return np.isin(mischief.manner, (Manner.SINCERE, Manner.FRIEND))

    @property
    def reads(self) -> Bool:
        """Who opens anything at all, shape (S,)."""
        return self.world.wanting.people.reads > 0

    @property
    def changes_on(self) -> Rows:
        """The night, counted from the first, on which each heart changes; far in the future for most."""
        return self.world.wanting.people.changes_on
