"""Turn the chosen pairs of a night into outbox rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Candidates, channel_names
from jobmatch.domain import Push


@dataclass(frozen=True, slots=True)
class Stamp:
    """What made a night's pushes, kept on every one of them."""

    campaign: str
    index_version: str
    policy_version: str
    model_version: str


def plan_pushes(
    chosen: Candidates,
    total: npt.NDArray[np.float64],
    contributions: npt.NDArray[np.float64],
    feature_names: Sequence[str],
    prices: npt.NDArray[np.float64],
    ids: tuple[Sequence[str], Sequence[str]],
    rule_codes: Mapping[int, str],
    stamp: Stamp,
) -> list[Push]:
    """One push a chosen pair, by student and then position: the best score first, ties by posting row.

    total (n,) and contributions (n, F) belong to chosen; prices (P,) are shadow prices by posting row; ids are the
    students' and the postings' ids by row; rule_codes names the bits of chosen.unknown.
    """
    order = np.lexsort((chosen.posting, -total, chosen.student))
    positions = _positions(chosen.student[order])
    return [
        Push(
            student_id=ids[0][chosen.student[i]],
            posting_id=ids[1][chosen.posting[i]],
            campaign=stamp.campaign,
            position=int(position),
            score=round(float(total[i]), 6),
            price=round(float(prices[chosen.posting[i]]), 6),
            contributions=_largest_first(feature_names, contributions[i]),
            channels=channel_names(int(chosen.channels[i])),
            unknowns=tuple(code for bit, code in rule_codes.items() if int(chosen.unknown[i]) >> bit & 1),
            policy_version=stamp.policy_version,
            model_version=stamp.model_version,
            index_version=stamp.index_version,
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
