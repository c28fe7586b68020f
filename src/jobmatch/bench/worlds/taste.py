"""What an opening is worth to a person, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from jobmatch.bench.worlds.chance import Float64, Luck
from jobmatch.bench.worlds.people import Heart, People
from jobmatch.bench.worlds.public import Bool, Offers, Roster, Rows, distance_km

REASONS = ("field", "too_far", "pay", "nights")  # in the order of Worth.wrong
FIELD, FAR, SHORT, NIGHTS, GRASSROOTS = 1.6, 1.3, 1.2, 1.0, 0.5  # what each part weighs in utility
LIKED = 0.75  # a field liked less than this is something wrong with an opening
EAGER, WANTED = 2.5, 0.6  # slope and middle of the chance to be interested
APPLIES_LEAST, APPLIES_MORE = 0.35, 0.5
INTERVIEWED, OFFERED = 0.7, 0.65
BEARABLE = 0.3  # what takes less than this away is nothing wrong
FORTNIGHT = 14


@dataclass(frozen=True, slots=True)
class Pairs:
    """A person and an opening in each row (n,); seen counts pushes of that field to that person in a fortnight."""

    student: Rows
    offer: Rows
    seen: Float64

    def __len__(self) -> int:
        return len(self.student)


@dataclass(frozen=True, slots=True)
class Worth:
    """utility (n,) to the person; wrong (n, 4) is what each of REASONS takes away, at least 0."""

    utility: Float64
    wrong: Float64

    @property
    def p_interested(self) -> Float64:
        """The chance to be interested, having looked."""
        return _sigmoid(EAGER * (self.utility - WANTED))

    @property
    def p_applies(self) -> Float64:
        """The chance to apply, being interested."""
        return APPLIES_LEAST + APPLIES_MORE * self.p_interested

    @property
    def p_accepts(self) -> Float64:
        """The chance to take the job when it is offered."""
        return _sigmoid(3 * (self.utility - 0.5))


class Taste(Protocol):
    """How the parts of an opening add up; far (n,) lies in [0, 1], field is the liking of the opening's field."""

    def field(self, pairs: Pairs, field: Float64, far: Float64, night: int) -> Float64: ...

    def far(self, pairs: Pairs, far: Float64, night: int) -> Float64: ...


@dataclass(frozen=True, slots=True)
class Additive:
    """Every part counts for itself: what a linear model can learn."""

    def field(self, pairs: Pairs, field: Float64, far: Float64, night: int) -> Float64:
        """The liking of the field, whatever the rest."""
        return field

    def far(self, pairs: Pairs, far: Float64, night: int) -> Float64:
        """The distance, whatever the rest."""
        return far


@dataclass(frozen=True, slots=True)
class Inexpressible:
    """Taste that no sum of parts can say: a third each of exclusive or, alternation by the week, and satiation.

    kind (S,) is 0, 1 or 2 in that order.
    """

    kind: Rows

    def field(self, pairs: Pairs, field: Float64, far: Float64, night: int) -> Float64:
        """Liked fields near and others far away; liked and others by turns of a week; or less each time."""
        kind = self.kind[pairs.student]
        liked, away = field > LIKED / 2, far > 0.5
        either = np.where(liked != away, 1.0, -0.6)
        by_turns = field if (night // 7) % 2 == 0 else 0.4 - field
        sated = field - 0.35 * np.minimum(pairs.seen, 4)
        return np.select([kind == 0, kind == 1], [either, by_turns], sated)

    def far(self, pairs: Pairs, far: Float64, night: int) -> Float64:
        """Whoever wants away minds no distance."""
        return np.where(self.kind[pairs.student] == 0, 0.0, far)


def inexpressible(roster: Roster, luck: Luck) -> Inexpressible:
    """A third of the people each."""
    return Inexpressible((3 * luck.uniform("taste", roster.keys)).astype(np.intp))


@dataclass(frozen=True, slots=True)
class Wanting:
    """People and openings brought together."""

    roster: Roster
    offers: Offers
    people: People
    taste: Taste
    luck: Luck

    def worth(self, pairs: Pairs, night: int) -> Worth:
        """What every opening is worth to its person on that night."""
        after = self.people.changed(pairs.student, night)
        sides = [self._of(heart, pairs, night) for heart in self.people.hearts]
        utility = np.where(after, sides[1].utility, sides[0].utility)
        return Worth(utility, np.where(after[:, None], sides[1].wrong, sides[0].wrong))

    def _of(self, heart: Heart, pairs: Pairs, night: int) -> Worth:
        student, offer, offers = pairs.student, pairs.offer, self.offers
        unheard = heart.liking.shape[1] - 1
        column = np.array([self.people.columns.get(name, unheard) for name in offers.fields], np.intp)
        distance = distance_km(heart.home[student], offers.spots[offer])
        tolerated = heart.tolerance_km[student]
        away = np.nan_to_num(np.clip((distance - tolerated) / tolerated, 0, 1))
        far = self.taste.far(pairs, away, night)
        field = self.taste.field(pairs, heart.liking[student, column[offer]], away, night)
        floor = heart.pay_floor[student]
        short = np.nan_to_num(np.clip(3 * (floor - offers.pay[offer]) / floor, 0, 1), nan=0.1)
        nights = heart.nights_cost[student] * offers.nights[offer]
        wrong = np.column_stack([FIELD * np.maximum(0, LIKED - field), FAR * far, SHORT * short, NIGHTS * nights])
        small = 0.2 * self.luck.normal("kind of employer", self.roster.keys[student], offers.kinds[offer])
        small += 0.3 * self.luck.normal("the one opening", self.roster.keys[student], offers.keys[offer])
        liked = GRASSROOTS * heart.grassroots[student] * offers.grassroots[offer]
        return Worth(FIELD * field - wrong[:, 1:].sum(axis=1) + liked + small, wrong)


def all_right(worth: Worth) -> Bool:
    """Where nothing in particular is wrong with the opening."""
    right: Bool = worth.wrong.max(axis=1, initial=0) < BEARABLE
    return right


def _sigmoid(x: Float64) -> Float64:
    """The logistic function.

    >>> _sigmoid(np.zeros(1)).tolist()
    [0.5]
    """
    value: Float64 = 1 / (1 + np.exp(-x))
    return value
