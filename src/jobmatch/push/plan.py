"""Turn the chosen pairs of a night into outbox rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Candidates, Float32, UInt8, channel_names
from jobmatch.domain import Push, Slot
from jobmatch.history import DAYPARTS


@dataclass(frozen=True, slots=True)
class Stamp:
    """What made a night's pushes, kept on every one of them."""

    campaign: str
    index_version: str
    policy_version: str
    model_version: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The chosen pairs of a night; every array has shape (n,) or (n, columns).

    contributions (n, F) are named by names and add up to total; propensity is NaN but for drawn pairs; features
    (n, K) is what is logged for the learner; daypart is a place in DAYPARTS, -1 for any time.
    """

    pairs: Candidates
    total: npt.NDArray[np.float64]
    contributions: npt.NDArray[np.float64]
    names: Sequence[str]
    slot: UInt8
    propensity: npt.NDArray[np.float64]
    features: Float32
    daypart: npt.NDArray[np.int8]


def plan_pushes(
    chosen: Chosen,
    prices: npt.NDArray[np.float64],
    ids: tuple[Sequence[str], Sequence[str]],
    offers: Mapping[int, str],
    rule_codes: Mapping[int, str],
    stamp: Stamp,
) -> list[Push]:
    """One push a chosen pair, by student and then position: the best score first, ties by posting row.

    prices (P,) are shadow prices by posting row; ids are the students' and the postings' ids by row; offers
    fingerprints the chosen postings, by row; rule_codes names the bits of the pairs' unknown.
    """
    pairs = chosen.pairs
    order = np.lexsort((pairs.posting, -chosen.total, pairs.student))
    positions = _positions(pairs.student[order])
    together = np.bincount(pairs.student, minlength=1)
    slots = list(Slot)
    return [
        Push(
            student_id=ids[0][pairs.student[i]],
            posting_id=ids[1][pairs.posting[i]],
            campaign=stamp.campaign,
            position=int(position),
            score=round(float(chosen.total[i]), 6),
            price=round(float(prices[pairs.posting[i]]), 6),
            contributions=_largest_first(chosen.names, chosen.contributions[i]),
            channels=channel_names(int(pairs.channels[i])),
            unknowns=tuple(code for bit, code in rule_codes.items() if int(pairs.unknown[i]) >> bit & 1),
            policy_version=stamp.policy_version,
            model_version=stamp.model_version,
            index_version=stamp.index_version,
            together=int(together[pairs.student[i]]),
            slot=slots[chosen.slot[i]],
            propensity=None if np.isnan(chosen.propensity[i]) else float(chosen.propensity[i]),
            features=tuple(chosen.features[i].tolist()),
            offer=offers[int(pairs.posting[i])],
            daypart=DAYPARTS[chosen.daypart[i]] if chosen.daypart[i] >= 0 else "",
        )
        for i, position in zip(order, positions, strict=True)
    ]


def _positions(students: npt.NDArray[np.int32]) -> npt.NDArray[np.intp]:
    """1, 2, … within each run of equal students.

    >>> _positions(np.array([3, 3, 5], dtype=np.int32)).tolist()
    [1, 2, 1]
    """
    starts = np.flatnonzero(np.diff(students, prepend=-1))
    lengths = np.diff(np.append(starts, len(students)))
    return np.arange(len(students)) - np.repeat(starts, lengths) + 1


def _largest_first(names: Sequence[str], row: npt.NDArray[np.float64]) -> tuple[tuple[str, float], ...]:
    parts = [(name, round(float(value), 6)) for name, value in zip(names, row, strict=True) if value]
    return tuple(sorted(parts, key=lambda part: (-abs(part[1]), part[0])))
