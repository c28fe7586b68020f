"""Questions put to every method: what will this person view next, from what was known before?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Int32
from jobmatch.evaluate.interactions.data import Board, Float64

DAY = 86_400.0
LIVE_DAYS = 15.0  # a job is on the board so long before its first and after its last view: about a month's ad
AHEAD_DAYS = 14.0  # views so far ahead are asked for; each lies in the catalogue of its question


@dataclass(frozen=True, slots=True)
class Questions:
    """One question a row, sorted by (until, person): what a person views from `until` on, knowing what was before.

    relevant[start[i]:start[i+1]] are the jobs of question i, views (q,) how many jobs the person had viewed before.
    """

    person: Int32
    until: Float64
    views: Int32
    start: npt.NDArray[np.intp]
    relevant: Int32

    def __len__(self) -> int:
        return len(self.person)

    def jobs(self, row: int) -> Int32:
        """The relevant jobs of one question."""
        return self.relevant[self.start[row] : self.start[row + 1]]

    @property
    def night(self) -> Int32:
        """Days from 1970 to the midnight (UTC) that precedes each question, (q,)."""
        return np.floor(self.until / DAY).astype(np.int32)


def live_questions(board: Board, since: float, before: float) -> Questions:
    """A question ahead of every view in [since, before): the person's profile holds all earlier views."""
    return _questions(board, board.views.at, since, before)


def overnight_questions(board: Board, since: float, before: float) -> Questions:
    """A question at each midnight before a day with a view: what a nightly batch would know, and no more."""
    return _questions(board, np.floor(board.views.at / DAY) * DAY, since, before)


def _questions(board: Board, until: Float64, since: float, before: float) -> Questions:
    views = board.views
    asked = (until >= since) & (views.at < before)
    keys = sorted(set(zip(until[asked].tolist(), views.person[asked].tolist(), strict=True)))
    found, count = [], []
    rows_of = rows_by(views.person, len(board.people))
    for moment, person in keys:
        mine = rows_of[person]
        at = views.at[mine]
        ahead = (at >= moment) & (at < min(before, moment + AHEAD_DAYS * DAY))
        found.append(np.sort(views.job[mine[ahead]]))
        count.append(int((at < moment).sum()))
    return Questions(
        person=np.array([person for _, person in keys], np.int32),
        until=np.array([moment for moment, _ in keys], np.float64),
        views=np.array(count, np.int32),
        start=np.cumsum([0, *map(len, found)], dtype=np.intp),
        relevant=np.concatenate([*found, np.empty(0, np.int32)]).astype(np.int32),
    )


def rows_by(group: Int32, groups: int) -> list[npt.NDArray[np.intp]]:
    """The rows of each group number, in their order.

    >>> [rows.tolist() for rows in rows_by(np.array([1, 0, 1], np.int32), 2)]
    [[1], [0, 2]]
    """
    order = np.argsort(group, kind="stable")
    return np.split(order, np.searchsorted(group[order], np.arange(1, groups)))


def cut_at(board: Board, share: float) -> float:
    """The midnight (UTC) by which about this share of all views had happened."""
    return float(np.floor(np.quantile(board.views.at, share) / DAY) * DAY)


def on_the_board(board: Board, night: int) -> Int32:
    """Jobs that count as live on a day, ascending: first viewed up to LIVE_DAYS later, last viewed as much earlier."""
    first = np.full(len(board.jobs), np.inf)
    last = np.full(len(board.jobs), -np.inf)
    np.minimum.at(first, board.views.job, board.views.at)
    np.maximum.at(last, board.views.job, board.views.at)
    day, margin = night * DAY, LIVE_DAYS * DAY
    return np.flatnonzero((first < day + DAY + margin) & (last >= day - margin)).astype(np.int32)
