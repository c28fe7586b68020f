"""What may be off about a student's pushes, as columns: each suspect says which pushes it would spoil.

A suspect is one concrete reading of a cause: farther than 60 km, below 4,000 CNY, mostly nursing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Float32, Int32, UInt8
from jobmatch.domain import SilenceCause
from jobmatch.feedback.chain import Answer, Outcomes
from jobmatch.feedback.facts import PostingFacts
from jobmatch.feedback.runs import Mask, Runs
from jobmatch.history import Float64, PushLog

FAR_KM = (30.0, 60.0, 100.0, 200.0)
PAY_QUANTILES = (0.25, 0.5, 0.75)  # of what the pushes paid
DECAY_KM = 100.0  # nearness falls to 1/e over so many


@dataclass(frozen=True, slots=True)
class Past:
    """Closed pushes of D students, by student and day; arrays have shape (n,), and start (D,) is each one's first.

    spoke: answered otherwise than by "not for me"; p: the chance that it was looked at, given what came of it; usual:
    the share of its channel's pushes that are opened, NaN where the channel never reports an open.
    """

    rows: npt.NDArray[np.intp]  # of the log
    student: Int32  # 0 to D - 1
    start: npt.NDArray[np.intp]
    silent: Mask  # in the student's present run
    spoke: Mask
    dismissed: Mask
    reason: UInt8
    opened: Mask
    medium: UInt8
    position: Int32
    p: Float64
    usual: Float64
    load: Float64  # pushes to the student in the seven days up to it
    usually: npt.NDArray[np.intp]  # rows of the log, of any student, that were answered; all where none was


@dataclass(frozen=True, slots=True)
class Suspect:
    """One reading of a cause: spoils (n,) marks the pushes that it would leave without an answer.

    share is the part of the cause's belief it starts with, and usual the part of everybody's answered pushes that it
    would have spoilt; both have shape (D,) where they depend on the student. code, level and names say what it is in
    the words of evidence: a number, or a code for each student.
    """

    cause: SilenceCause
    code: str
    spoils: Mask
    share: Float64 | float
    usual: Float64 | float
    level: float = 0.0
    names: tuple[str, ...] = ()


def past_of(due: npt.NDArray[np.intp], runs: Runs, pushes: PushLog, outcomes: Outcomes, p_examined: Float64) -> Past:
    """The closed pushes of the students whose rows are given; each of them has one at least."""
    number = np.full(len(runs.length), -1, np.int32)
    number[due] = np.arange(len(due))
    answered = ~np.isnan(outcomes.answered_at)
    liked = np.flatnonzero(answered & (outcomes.answer != Answer.NOT_FOR_ME))
    rows = np.flatnonzero((runs.row >= 0) & (answered | outcomes.ignored) & (number[runs.row] >= 0))
    rows = rows[np.lexsort((pushes.campaign_day[rows], number[runs.row[rows]]))]
    student = number[runs.row[rows]]
    dismissed = outcomes.answer[rows] == Answer.NOT_FOR_ME
    return Past(
        rows=rows,
        student=student,
        start=np.flatnonzero(np.diff(student, prepend=-1)),
        silent=runs.silent[rows],
        spoke=answered[rows] & ~dismissed,
        dismissed=dismissed,
        reason=outcomes.reason[rows],
        opened=~np.isnan(outcomes.opened_at[rows]),
        medium=pushes.medium[rows],
        position=pushes.position[rows],
        p=np.clip(p_examined[rows], 1e-3, 1 - 1e-3),
        usual=_usual_opens(pushes, outcomes)[pushes.medium[rows]],
        load=_loads(pushes)[rows],
        usually=liked if len(liked) else np.arange(len(pushes)),
    )


def suspects(past: Past, pushes: PushLog, facts: PostingFacts) -> tuple[Suspect, ...]:
    """Every reading of the causes that lie in the postings; what a posting does not say, spoils nothing."""
    return tuple(_suspects(past, pushes, facts))


def _suspects(past: Past, pushes: PushLog, facts: PostingFacts) -> Iterator[Suspect]:
    near = _feature(pushes, "nearness")
    for km in FAR_KM:
        far = (near > 0) & (near < np.exp(-km / DECAY_KM))  # 0 stands for no wish, or no place
        yield _suspect(past, SilenceCause.TOO_FAR, "distance_km", far, 1 / len(FAR_KM), km)
    pay = facts.pay_monthly_cny[pushes.posting]
    known = pay[~np.isnan(pay)]
    for quantile in PAY_QUANTILES if len(known) else ():
        level = float(np.quantile(known, quantile)) // 100 * 100
        yield _suspect(past, SilenceCause.PAY, "pay_monthly_cny", pay < level, 1 / len(PAY_QUANTILES), level)
    yield _suspect(past, SilenceCause.NIGHTS, "nights", facts.nights[pushes.posting], 1.0)
    yield _most_common(past, pushes.posting, facts.group, "group")
    yield _most_common(past, pushes.posting, facts.minor, "occupation")


def _suspect(past: Past, cause: SilenceCause, code: str, spoils: Mask, share: float, level: float = 0.0) -> Suspect:
    """One that reads all pushes of the log, of shape (all of them,), alike."""
    return Suspect(cause, code, spoils[past.rows], share, float(spoils[past.usually].mean()), level)


def _most_common(past: Past, posting: Int32, kinds: Sequence[str], code: str) -> Suspect:
    """The kind of work that most of a silence is of; the more kinds were sent, the less is believed of one."""
    names, kind = np.unique(np.array(kinds), return_inverse=True)
    of_push = kind[posting[past.rows]]
    said = names[of_push] != ""
    cells, where = np.unique(past.student.astype(np.int64) * len(names) + of_push, return_inverse=True)
    count = np.bincount(where, ~past.spoke & ~past.dismissed & said, len(cells))
    owner = cells // len(names)
    order = np.lexsort((-cells, count, owner))
    chosen = cells[order[np.flatnonzero(np.diff(owner[order], append=-1))]] % len(names)
    usual = np.bincount(kind[posting[past.usually]], minlength=len(names)) / len(past.usually)
    return Suspect(
        cause=SilenceCause.FIELD,
        code=code,
        spoils=(of_push == chosen[past.student]) & said,
        share=0.5 / np.bincount(owner),
        usual=usual[chosen],
        names=tuple(names[chosen].tolist()),
    )


def _usual_opens(pushes: PushLog, outcomes: Outcomes) -> Float64:
    """By medium, the share of closed pushes that were opened; NaN where opens come with answers only."""
    closed = ~np.isnan(outcomes.answered_at) | outcomes.ignored
    opened = ~np.isnan(outcomes.opened_at)
    reports = np.bincount(pushes.medium, opened & np.isnan(outcomes.answered_at), 256) > 0
    rate = np.bincount(pushes.medium, opened & closed, 256) / np.maximum(np.bincount(pushes.medium, closed, 256), 1)
    return np.where(reports, np.clip(rate, 1e-3, 1 - 1e-3), np.nan)


def _loads(pushes: PushLog) -> Float64:
    """Pushes to the same student in the seven days up to each push's campaign, itself included, shape (n,)."""
    key = pushes.student.astype(np.int64) * 100_000 + pushes.campaign_day
    ordered = np.sort(key)
    return (np.searchsorted(ordered, key, side="right") - np.searchsorted(ordered, key - 6)).astype(np.float64)


def _feature(pushes: PushLog, name: str) -> Float32:
    """A logged feature, 0 where it was not logged."""
    if name not in pushes.feature_names:
        return np.zeros(len(pushes), np.float32)
    return np.nan_to_num(pushes.features[:, pushes.feature_names.index(name)])
