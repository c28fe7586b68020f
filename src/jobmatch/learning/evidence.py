"""Which labels teach tonight, how much each weighs, and what "average" means: the frame that features stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Float32, Int32, UInt8
from jobmatch.domain import DismissalReason
from jobmatch.feedback import Labels
from jobmatch.history import Float64, PushLog
from jobmatch.learning.model import HAND
from jobmatch.learning.shares import capped
from jobmatch.matching import LOGGED
from jobmatch.rank import TRAIT_NAMES
from jobmatch.settings.loop import Learning

DAY_S = 86_400.0
_ROWS_AT_ONCE = 1 << 16
_NEVER_VARIES = 1e-6


def _about() -> npt.NDArray[np.bool_]:
    """By the code of a dismissal's reason, the features (K,) that it is about; none speaks of nights or employers."""
    named: dict[DismissalReason, tuple[str, ...]] = {
        DismissalReason.TOO_FAR: ("nearness",),
        DismissalReason.PAY: ("pay_margin",),
        DismissalReason.NIGHTS: (),
        DismissalReason.NOT_MY_FIELD: ("similarity", "lexical", "title_match", *TRAIT_NAMES),
        DismissalReason.EMPLOYER: (),
        DismissalReason.OTHER: LOGGED,
        DismissalReason.FOUND_WORK: (),
    }
    rows = [LOGGED, *(named[reason] for reason in DismissalReason)]
    return np.array([[name in of for name in LOGGED] for of in rows], np.bool_)


ABOUT = _about()  # row 0: no reason given, the opening as a whole


@dataclass(frozen=True, slots=True)
class Frame:
    """Averages and spreads (K,) of what was shown; a feature that never varies has spread 1 and lies on its average.

    The traits share one spread, so that those along which occupations differ more also count for more.
    """

    centre: Float64
    scale: Float64
    varies: npt.NDArray[np.bool_]

    def standard(self, features: Float32) -> Float64:
        """Features (n, K) in spreads from their average; 0 where nothing was logged or nothing varies."""
        standard: Float64 = (features - self.centre) * (self.varies / self.scale)
        standard[np.isnan(standard)] = 0.0
        return standard


@dataclass(frozen=True, slots=True)
class Evidence:
    """The labels that count, sorted by student: row of the PushLog, value, own weight, and weight for the population.

    The population's weight is the own one less what nobody may carry; about is a row of ABOUT; all arrays have shape
    (m,).
    """

    row: npt.NDArray[np.intp]
    student: Int32
    value: Float64
    weight: Float64
    shared: Float64
    about: UInt8

    def __len__(self) -> int:
        return len(self.row)


def gather(pushes: PushLog, labels: Labels, learning: Learning, now: float, employer: Int32 | None) -> Evidence:
    """The labels of the window, halved in weight every half-life, with everybody's influence capped.

    employer (P,) numbers the employer of each of the log's postings; None knows of none.
    """
    decay = recency(pushes, learning, now)
    row = np.flatnonzero((labels.weight > 0) & (decay > 0))
    row = row[np.argsort(pushes.student[row], kind="stable")]
    weight = labels.weight[row] * decay[row]
    groups = [(pushes.student[row], learning.student_share)]
    if employer is not None:
        groups.append((employer[pushes.posting[row]], learning.employer_share))
    if labels.told_by is not None:
        groups.append((_tellers(labels.told_by[row]), learning.counselor_share))
    about = np.zeros(len(row), np.uint8) if labels.about is None else labels.about[row]
    return Evidence(row, pushes.student[row], labels.value[row], weight, capped(weight, tuple(groups)), about)


def _tellers(told_by: Int32) -> Int32:
    """Counselors by number, and every label that none made by a number of its own, (m,).

    >>> _tellers(np.array([0, 2, 0, 2], np.int32)).tolist()
    [3, 2, 5, 2]
    """
    own = told_by.max(initial=0) + 1 + np.arange(len(told_by))
    return np.where(told_by > 0, told_by, own).astype(np.int32)


def recency(pushes: PushLog, learning: Learning, now: float) -> Float64:
    """What the age of a push leaves of its weight, (n,): 2 to the minus age over half-life; 0 outside the window.

    A push that was never sent, or is sent after now, has 0.
    """
    age_days = (now - pushes.sent_at) / DAY_S
    inside = (age_days >= 0) & (age_days <= learning.window_days)
    return np.where(inside, np.exp2(-np.where(inside, age_days, 0) / learning.half_life_days), 0.0)


def logged(pushes: PushLog) -> Float32:
    """The log's features as the model names them, (n, K); NaN in those that the log does not have."""
    if pushes.feature_names == LOGGED:
        return pushes.features
    columns = np.full((len(pushes), len(LOGGED)), np.nan, np.float32)
    for place, name in enumerate(LOGGED):
        if name in pushes.feature_names:
            columns[:, place] = pushes.features[:, pushes.feature_names.index(name)]
    return columns


def frame_of(features: Float32, decay: Float64) -> Frame:
    """Weighted mean and standard deviation of what was shown, by column; what was not logged is passed over."""
    count, total, square = (np.zeros(len(LOGGED)) for _ in range(3))
    about = np.nan_to_num(features[:1].astype(np.float64)).sum(axis=0)  # sums of squares about a row lose no digits
    for part in _parts(len(features)):
        known = ~np.isnan(features[part])
        off = np.where(known, features[part] - about, 0.0)
        count += decay[part] @ known
        total += decay[part] @ off
        square += decay[part] @ off**2
    mean = np.divide(total, count, out=np.zeros_like(total), where=count > 0)
    variance = np.maximum(np.divide(square, count, out=np.zeros_like(total), where=count > 0) - mean**2, 0)
    varies = variance > _NEVER_VARIES**2
    shared = variance[HAND:][varies[HAND:]]
    variance[HAND:] = shared.mean() if len(shared) else 0.0
    return Frame(about + mean, np.where(varies, np.sqrt(variance), 1.0), varies)


def _parts(n: int) -> Iterator[slice]:
    return (slice(start, start + _ROWS_AT_ONCE) for start in range(0, n, _ROWS_AT_ONCE))
