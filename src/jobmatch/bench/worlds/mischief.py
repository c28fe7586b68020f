"""People who tick everything, answer at random or flood, an employer's friends, and events out of order or twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import compress
from typing import Any

import numpy as np
import numpy.typing as npt

from jobmatch.bench.worlds.chance import Float64, Luck, keys_of
from jobmatch.bench.worlds.public import Offers, Roster, Rows

FLOOD = 20  # comments a push
TWICE, LATE = 0.15, 0.15  # shares of events
LATEST = 4  # nights
SHARES = (0.60, 0.13, 0.10, 0.05, 0.12)  # of SINCERE, TICKS_ALL, AT_RANDOM, FLOODS, FRIEND


class Manner(IntEnum):
    """How somebody answers."""

    SINCERE = 0
    TICKS_ALL = 1
    AT_RANDOM = 2
    FLOODS = 3
    FRIEND = 4  # applies to one employer, whatever it offers, and answers others sincerely


@dataclass(slots=True)
class Mischief:
    """Who does what; manner (S,) holds Manner, favoured is the employer with friends; held rows wait for a night."""

    manner: npt.NDArray[np.intp]
    favoured: str
    luck: Luck
    held: list[tuple[int, dict[str, Any]]] = field(default_factory=list)

    def friends(self, student: Rows, offer: Rows, offers: Offers) -> npt.NDArray[np.bool_]:
        """Whose opening is one of their friend's."""
        favoured = np.array([employer == self.favoured for employer in offers.employers], np.bool_)
        friends: npt.NDArray[np.bool_] = (self.manner[student] == Manner.FRIEND) & favoured[offer]
        return friends

    def twist(self, rows: Sequence[dict[str, Any]], flooders: set[str], night: int) -> list[dict[str, Any]]:
        """The rows of a night as they come in: some twice, some nights late, in no order, and the floods."""
        rows = [*rows, *compress(rows, self._draw("twice", rows) < TWICE)]
        rows = [*rows, *_floods(rows, flooders)]
        late = self._draw("late", rows) < LATE
        waits = night + 1 + (LATEST * self._draw("waits", rows)).astype(np.intp)
        come = [row for wait, row in self.held if wait <= night]
        self.held = [(wait, row) for wait, row in self.held if wait > night]
        self.held += compress(zip(waits.tolist(), rows, strict=True), late)
        come += compress(rows, ~late)
        return [come[i] for i in np.argsort(self._draw("order", come), kind="stable")]

    def _draw(self, purpose: str, rows: Sequence[dict[str, Any]]) -> Float64:
        return self.luck.uniform(purpose, keys_of([row["event_id"] for row in rows]))


def draw_mischief(roster: Roster, offers: Offers, luck: Luck) -> Mischief:
    """The people's manners; the favoured employer is the one with the most openings, the first by name among equals."""
    edges = np.cumsum(SHARES)[:-1]
    employers = sorted(set(offers.employers), key=lambda name: (-offers.employers.count(name), name))
    manner = np.searchsorted(edges, luck.uniform("manner", roster.keys), side="right")
    return Mischief(manner, employers[0] if employers else "", luck)


def _floods(rows: Sequence[dict[str, Any]], flooders: set[str]) -> Iterator[dict[str, Any]]:
    """Comment after comment on every push that a flooder opened, and an answer each way."""
    for row in rows:
        if row["kind"] == "opened" and row["push"] in flooders:
            for number in range(FLOOD):
                kind = ("comment", "interested", "applied")[number % 3]
                flood = {**row, "event_id": f"{row['push']}|flood {number}", "kind": kind, "source": "student"}
                yield flood | {"comment": "在吗？"} if kind == "comment" else flood
