"""Under what conditions each push reached its student: the cells of the table of examination."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import numpy.typing as npt

from jobmatch.domain import Medium
from jobmatch.feedback.chain import CHINA, DAY
from jobmatch.history import DAYPARTS, PushLog

Intp = npt.NDArray[np.intp]
DEEPEST = 4  # a fourth position, or a fourth push together, stands for all later ones
SHAPE = (len(Medium), DEEPEST, DEEPEST, len(DAYPARTS), 2)  # medium, position, together, daypart, weekend
EPOCH_WEEKDAY = 3  # 1970-01-01 was a Thursday, Monday being 0


def cells(pushes: PushLog) -> Intp:
    """The flat number of each push's cell in a table of SHAPE; a push not yet sent counts as sent that morning."""
    sent_at = np.where(np.isnan(pushes.sent_at), pushes.campaign_day * DAY, pushes.sent_at)
    return np.ravel_multi_index(
        (
            pushes.medium.astype(np.intp),
            np.clip(pushes.position, 1, DEEPEST).astype(np.intp) - 1,
            np.clip(pushes.together, 1, DEEPEST).astype(np.intp) - 1,
            dayparts(sent_at),
            weekends(sent_at).astype(np.intp),
        ),
        SHAPE,
    )


def dayparts(at: npt.NDArray[np.float64]) -> Intp:
    """Which of DAYPARTS each time lies in, by the clock in China.

    >>> dayparts(np.array([0.0, 16 * 3600.0])).tolist()  # 8 in the morning, and midnight
    [1, 0]
    """
    part = timedelta(days=1).total_seconds() / len(DAYPARTS)
    return np.asarray((at + CHINA) % DAY // part, np.intp)


def weekends(at: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Which times lie on a Saturday or Sunday in China.

    >>> weekends(np.array([0.0, 2 * DAY, 4 * DAY])).tolist()  # a Thursday, a Saturday, a Monday
    [False, True, False]
    """
    day = (at + CHINA) // DAY
    return (day + EPOCH_WEEKDAY) % 7 >= 5
