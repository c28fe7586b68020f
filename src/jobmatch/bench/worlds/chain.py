"""What follows an answer, link by link, and only while the person is free and the opening has a place."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from jobmatch.bench.worlds.chance import Luck, key_of
from jobmatch.bench.worlds.reading import DAY

WAITS_DAYS = {"interview": (2.0, 6.0), "offer": (2.0, 6.0), "hired": (1.0, 5.0), "stayed": (30.0, 30.0)}
AFTER = {"applied": "interview", "interview": "offer", "offer": "hired", "hired": "stayed"}
SAID_BY = {"delivered": "channel", "opened": "channel", "interview": "employer", "offer": "employer"}
STAYS = 0.85  # share still there after a month


class Link(NamedTuple):
    """One thing that will happen to a push; chances are those of interview, offer and acceptance."""

    push: str
    kind: str
    student: int
    offer: int
    reason: str = ""
    chances: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(slots=True)
class Chains:
    """What is still to come, by time; free (S,) is False for whoever has work, places (P,) are what openings have."""

    luck: Luck
    free: npt.NDArray[np.bool_]
    places: npt.NDArray[np.int64]
    due: list[tuple[float, int, Link]] = field(default_factory=list)
    count: int = 0

    def plan(self, at: float, link: Link) -> None:
        """Let something happen at a time; what is planned first happens first where the times are equal."""
        heapq.heappush(self.due, (at, self.count, link))
        self.count += 1

    def until(self, end: float) -> Iterator[dict[str, Any]]:
        """Feedback rows of all that happens before end, in order of time."""
        while self.due and self.due[0][0] < end:
            at, _, link = heapq.heappop(self.due)
            if self._happens(link):
                self._follow(at, link)
                yield row_of(link, at)

    def _happens(self, link: Link) -> bool:
        if link.kind in ("interview", "offer", "hired"):
            possible = bool(self.free[link.student]) and self.places[link.offer] > 0
            if possible and link.kind == "hired":
                self.free[link.student] = False
                self.places[link.offer] -= 1
            return bool(possible)
        return True

    def _follow(self, at: float, link: Link) -> None:
        """Plan the next link of the chain, if it comes to that."""
        kind = AFTER.get(link.kind)
        if kind is None:
            return
        chance = STAYS if kind == "stayed" else link.chances[("interview", "offer", "hired").index(kind)]
        here = np.array([key_of(f"{link.push}|{kind}")], np.uint64)
        if self.luck.uniform("comes to", here)[0] >= chance:
            kind = "left" if kind == "stayed" else ""
        if kind:
            least, most = WAITS_DAYS.get(kind, (20.0, 20.0))
            waits = least + (most - least) * float(self.luck.uniform("waits", here)[0])
            self.plan(at + waits * DAY, link._replace(kind=kind))


def row_of(link: Link, at: float) -> dict[str, Any]:
    """The feedback row of one link, with an id that a second import will know again."""
    row: dict[str, Any] = {
        "event_id": f"{link.push}|{link.kind}",
        "push": link.push,
        "kind": link.kind,
        "at": datetime.fromtimestamp(at, UTC).isoformat(),
        "source": SAID_BY.get(link.kind, "student"),
    }
    if link.reason:
        row["reason"] = link.reason
    if link.kind == "stayed":
        row["months"] = 1
    return row
