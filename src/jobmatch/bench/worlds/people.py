"""Who people are behind what they say: hidden likings, limits, habits, and the night on which a heart changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from jobmatch.bench.worlds.chance import Float64, Luck, keys_of
from jobmatch.bench.worlds.public import MIDDLE, Bool, Offers, Roster, Rows

NEVER_READ = 0.10  # share of people who open nothing, ever
CHANGING = 0.35  # share whose heart changes once
CHANGE_FROM, CHANGE_UNTIL = 15, 45  # nights from the first on which it may
FOUND_ELSEWHERE = 0.003  # chance a night to find work without us
HONEST = 0.45  # share who mean what they say; as many mean it half, the rest want something else
HALF = 0.30
TURN = {"before": 0.0, "after": 0.5}
_NEVER = 1 << 30
_HIDDEN_GROUPS = 3  # groups of fields that somebody likes without having said so


@dataclass(frozen=True, slots=True)
class Heart:
    """What people want at one time: liking (S, F + 1) of fields, its last column for a field nobody has heard of."""

    liking: Float64  # about -1 to 1.2
    home: Float64  # (S, MOST_PLACES, 2) radians
    tolerance_km: Float64
    pay_floor: Float64
    nights_cost: Float64  # 0 to 1.6
    grassroots: Float64  # liking, about -0.6 to 0.6


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of a roster; hearts holds what they want before and after their own night of change.

    Nights count from the first night seen. reads is the share of messages looked at, were each the only one.
    """

    hearts: tuple[Heart, Heart]
    changes_on: Rows
    works_elsewhere_from: Rows
    reads: Float64
    replies: Float64  # chance to say so when interested
    candour: Float64  # chance to say "not for me" when not
    columns: dict[str, int]  # field to column of liking

    def changed(self, student: Rows, night: int) -> Bool:
        """Whose heart has changed by that night."""
        return self.changes_on[student] <= night


def draw_people(roster: Roster, offers: Offers, luck: Luck) -> People:
    """The people of a roster, where these openings are what can be longed for."""
    names = sorted({*offers.fields, *chain.from_iterable(roster.fields)})
    keys = roster.keys
    reads = 0.45 + 0.5 * luck.uniform("reads", keys)
    late = CHANGE_FROM + (CHANGE_UNTIL - CHANGE_FROM) * luck.uniform("when", keys)
    elsewhere = np.log(luck.uniform("elsewhere", keys)) / np.log1p(-FOUND_ELSEWHERE)
    frank = luck.uniform("frank", keys) < 0.45
    return People(
        hearts=(_heart(roster, offers, names, luck, "before"), _heart(roster, offers, names, luck, "after")),
        changes_on=np.where(luck.uniform("changes", keys) < CHANGING, late, _NEVER).astype(np.intp),
        works_elsewhere_from=elsewhere.astype(np.intp),
        reads=np.where(luck.uniform("never", keys) < NEVER_READ, 0.0, reads),
        replies=0.55 + 0.4 * luck.uniform("replies", keys),
        candour=np.where(frank, 0.4, 0.04),
        columns={name: column for column, name in enumerate(names)},
    )


def night_number(night: date, first: date) -> int:
    """0 for the first night."""
    return (night - first).days


def _heart(roster: Roster, offers: Offers, names: list[str], luck: Luck, when: str) -> Heart:
    keys = roster.keys
    said = np.nan_to_num(roster.pay_floor, nan=4000.0)
    refuses = np.array([told in ("refuses", "not_long_term") for told in roster.nights], np.bool_)
    dread = luck.uniform(f"nights {when}", keys)
    return Heart(
        liking=_liking(roster, offers, names, luck, when),
        home=_homes(roster, offers, luck, when),
        tolerance_km=120 * np.exp(0.8 * luck.normal(f"far {when}", keys)),
        pay_floor=said * np.exp(0.15 + 0.2 * luck.normal(f"pay {when}", keys)),
        nights_cost=np.where(refuses | (dread < 0.35), 0.6 + dread, 0.0),
        grassroots=0.3 * luck.normal(f"grassroots {when}", keys),
    )


def _liking(roster: Roster, offers: Offers, names: list[str], luck: Luck, when: str) -> Float64:
    """Most fields are disliked a little; stated ones are liked fully, half or hardly, hidden ones the other way."""
    stated = np.array([[name in told for name in names] for told in roster.fields], np.bool_)
    groups, group_of = np.unique([name[:MIDDLE] for name in names], return_inverse=True)
    common = np.bincount(group_of, [float(offers.fields.count(name)) for name in names], len(groups))
    told = stated @ np.equal.outer(group_of, np.arange(len(groups))) > 0
    chance = luck.uniform(f"longing {when}", roster.keys[:, None], keys_of(groups.tolist()))
    hidden = _longed_for(common, told, chance)[:, group_of] & ~stated
    mood = (luck.uniform("mood", roster.keys)[:, None] + TURN[when]) % 1  # a heart that changes means something else
    mood = np.where(np.any(stated, axis=1, keepdims=True), mood, 1.0)
    of_stated = np.where(mood < HONEST, 1.5, np.where(mood < HONEST + HALF, 1.0, 0.2))
    of_hidden = np.where(mood < HONEST, 0.2, np.where(mood < HONEST + HALF, 0.9, 1.5))
    spill = 0.3 * (told[:, group_of] & ~stated)
    noise = 0.35 * luck.normal(f"liking {when}", roster.keys[:, None], keys_of(names))
    liking = np.clip(-0.2 + stated * of_stated + hidden * of_hidden + spill + noise, -1.0, 1.2)
    return np.column_stack([liking, np.full(len(liking), -0.2)])


def _longed_for(common: npt.NDArray[Any], told: Bool, chance: Float64) -> Bool:
    """The groups of fields that each one longs for in silence, (S, G): the more likely the more openings there are.

    Drawn without replacement by the Gumbel-max trick, with weights as the root of what is common (G,), and e times
    that for a group of which something was told (S, G).
    """
    longing = 0.5 * np.log(common + 0.1) + told - np.log(-np.log(chance))
    chosen = np.zeros(longing.shape, np.bool_)
    np.put_along_axis(chosen, np.argsort(-longing, axis=1)[:, :_HIDDEN_GROUPS], values=True, axis=1)
    return chosen


def _homes(roster: Roster, offers: Offers, luck: Luck, when: str) -> Float64:
    """Where somebody really wants to be: mostly the wished places, else where some opening lies."""
    known = np.flatnonzero(np.isfinite(offers.spots[:, 0, 0]))
    elsewhere = offers.spots[known[(luck.uniform(f"home {when}", roster.keys) * len(known)).astype(np.intp)]]
    stays = (luck.uniform(f"stays {when}", roster.keys) < 0.7) & np.isfinite(roster.spots[:, 0, 0])
    return np.where(stays[:, None, None], roster.spots, elsewhere)
