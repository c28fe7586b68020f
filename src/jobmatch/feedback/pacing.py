"""How the night treats a student who stays silent: fewer pushes, better ones, others, and at another hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Float32, Int32
from jobmatch.domain import DismissalReason, Medium, PushState, SilenceCause, Task, TaskKind, TaskState
from jobmatch.feedback.chain import Answer, Outcomes
from jobmatch.feedback.conditions import dayparts
from jobmatch.feedback.runs import Mask, Runs, latest_word, local_day, silent_runs
from jobmatch.history import DAYPARTS, Float64, PushLog, code_of, day_number, office_day
from jobmatch.settings import Policy

Int8 = npt.NDArray[np.int8]
FULL_RUN = 5  # the bar and the wish for variety stop rising here
OWN_OPENS = 3.0  # pushes that everybody's hour or channel is worth beside a student's own
_LONG_AGO = -(10**6)


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What the night does otherwise for each of S students; arrays have shape (S,) unless said otherwise.

    run counts ignored pushes in a row; quota is tonight's most pushes; bar_raise is added to the bar, in units of
    score; variety is what an opening quite unlike the silent ones is worth, in the same; stale (S, K) is the mean of
    the silent run's logged features, 0 where there is no run or nothing was logged. unreachable students' messages
    came back, and nobody has found out yet how to reach them. daypart (in DAYPARTS) and medium (Medium) are advised
    for a silent student, -1 where there is nothing to advise.
    """

    run: Int32
    quota: Int32
    bar_raise: Float64
    variety: Float64
    stale: Float32
    paused: Mask
    unreachable: Mask
    daypart: Int8
    medium: Int8


def adapt(
    students: Sequence[str],
    pushes: PushLog,
    outcomes: Outcomes,
    tasks: Sequence[Task],
    night: date,
    policy: Policy,
) -> Adaptation:
    """Read each student's silence, and what counselors heard about it, into tonight's limits; tasks are all there are.

    Who was not reached (UNSEEN) is not asked for better matches: bar and variety stay, the hour or channel is what
    should change. Who gets too much drops to the first step of the back-off with one push a night.
    """
    strategy = policy.loop.strategy
    told = latest_word(tasks)
    runs = silent_runs(students, pushes, outcomes, told, night)
    seen = ~_told(students, told, SilenceCause.UNSEEN)
    share = np.minimum(runs.length, FULL_RUN) * seen / FULL_RUN
    alone = paused(students, runs, pushes, outcomes, told, night, policy)
    unreachable = _unreachable(students, tasks)
    silent = runs.length > 0
    return Adaptation(
        run=runs.length,
        quota=np.where(alone | unreachable, 0, _quota(students, runs, pushes, told, night, policy)).astype(np.int32),
        bar_raise=strategy.bar_raise * FULL_RUN * share,
        variety=strategy.variety * share,
        stale=_stale(runs, pushes),
        paused=alone,
        unreachable=unreachable,
        daypart=np.where(silent, _best_daypart(runs, outcomes), -1).astype(np.int8),
        medium=np.where(silent, _best_medium(runs, pushes, outcomes), -1).astype(np.int8),
    )


def turned_down(pushes: PushLog, outcomes: Outcomes) -> tuple[Int32, Int32]:
    """The pairs answered "not for me": student and posting codes of the log, in its order."""
    refused = np.flatnonzero(outcomes.answer == Answer.NOT_FOR_ME)
    return pushes.student[refused], pushes.posting[refused]


def paused(
    students: Sequence[str],
    runs: Runs,
    pushes: PushLog,
    outcomes: Outcomes,
    told: Mapping[str, Task],
    night: date,
    policy: Policy,
) -> Mask:
    """Who is left alone for now: not looking for work, as they told their counselor, or work found, shape (S,)."""
    days = policy.loop.strategy.pause_days
    return _not_seeking(students, told, night, days) | _found_work(runs, pushes, outcomes, night, days)


def _unreachable(students: Sequence[str], tasks: Sequence[Task]) -> Mask:
    """Whose messages came back, while nobody has answered the task that says so, shape (S,)."""
    lost = {task.student_id for task in tasks if task.kind is TaskKind.CONTACT and task.state is TaskState.OPEN}
    return np.array([student in lost for student in students], np.bool_)


def _told(students: Sequence[str], told: Mapping[str, Task], cause: SilenceCause) -> Mask:
    """Whose counselor last named this cause, shape (S,)."""
    named = {student for student, task in told.items() if task.answer is cause}
    return np.array([student in named for student in students], np.bool_)


def _not_seeking(students: Sequence[str], told: Mapping[str, Task], night: date, days: int) -> Mask:
    resting = {
        student
        for student, task in told.items()
        if task.answer is SilenceCause.NOT_SEEKING
        and task.answered_at
        and (night - office_day(task.answered_at)).days < days
    }
    return np.array([student in resting for student in students], np.bool_)


def _found_work(runs: Runs, pushes: PushLog, outcomes: Outcomes, night: date, days: int) -> Mask:
    """Who said lately that they have found work: they want no pushes, whatever the posting was."""
    said = np.flatnonzero((runs.row >= 0) & (outcomes.reason == 1 + code_of(DismissalReason.FOUND_WORK)))
    recent = said[day_number(night) - local_day(outcomes.answered_at[said]) < days]
    resting = np.zeros(len(runs.length), np.bool_)
    resting[runs.row[recent]] = True
    return resting


def _quota(
    students: Sequence[str], runs: Runs, pushes: PushLog, told: Mapping[str, Task], night: date, policy: Policy
) -> Int32:
    """Tonight's most pushes by the back-off, 0 while the rest since the last campaign has not passed."""
    steps = ((0, policy.per_student, 0), *policy.loop.strategy.back_off)
    step = np.searchsorted([run for run, _, _ in steps], runs.length, side="right") - 1
    single = next((number for number, (_, most, _) in enumerate(steps) if most <= 1), len(steps) - 1)
    step = np.where(_told(students, told, SilenceCause.TOO_MANY), np.maximum(step, single), step)
    most = np.minimum([most for _, most, _ in steps], policy.per_student)[step]
    rested = day_number(night) - _last_campaign(runs, pushes, night) > np.array([rest for _, _, rest in steps])[step]
    return np.where(rested, most, 0).astype(np.int32)


def _last_campaign(runs: Runs, pushes: PushLog, night: date) -> Int32:
    """The day of each student's last campaign before the night that brought a push."""
    last = np.full(len(runs.length), _LONG_AGO, np.int32)
    meant = (runs.row >= 0) & (pushes.campaign_day < day_number(night))
    meant &= pushes.state != code_of(PushState.EXPIRED)
    np.maximum.at(last, runs.row[meant], pushes.campaign_day[meant])
    return last


def _stale(runs: Runs, pushes: PushLog) -> Float32:
    """Mean logged features of each silent run, shape (S, K); what was not logged stays out of the mean."""
    means = np.zeros((len(runs.length), pushes.features.shape[1]), np.float32)
    silent = np.flatnonzero(runs.silent)
    if len(silent) == 0:
        return means
    row = runs.row[silent]
    first = np.flatnonzero(np.diff(row, prepend=-1))  # the log is sorted by student
    values = pushes.features[silent]
    logged = ~np.isnan(values)
    total = np.add.reduceat(np.where(logged, values, np.float32(0)), first, axis=0)
    means[row[first]] = total / np.maximum(np.add.reduceat(logged, first, axis=0, dtype=np.float32), 1)
    return means


def _best_daypart(runs: Runs, outcomes: Outcomes) -> Int8:
    """When each student opens most, leaning on everybody's hours; -1 where nothing was ever opened."""
    seen = np.flatnonzero((runs.row >= 0) & ~np.isnan(outcomes.opened_at))
    if len(seen) == 0:
        return np.full(len(runs.length), -1, np.int8)
    part = dayparts(outcomes.opened_at[seen])
    shape = (len(runs.length), len(DAYPARTS))
    own = np.bincount(runs.row[seen] * shape[1] + part, minlength=shape[0] * shape[1]).reshape(shape)
    best: Int8 = np.argmax(own + OWN_OPENS * own.sum(0) / len(seen), axis=1).astype(np.int8)
    return best


def _best_medium(runs: Runs, pushes: PushLog, outcomes: Outcomes) -> Int8:
    """The channel that each student answers most by, leaning on everybody's rates; -1 where only one was used.

    Answers are compared and not opens, because not every channel reports an open.
    """
    closed = np.flatnonzero((runs.row >= 0) & ~outcomes.open & ~np.isnan(outcomes.delivered_at))
    shape = (len(runs.length), len(Medium))
    cell = runs.row[closed] * shape[1] + pushes.medium[closed].astype(np.intp)
    answered = ~np.isnan(outcomes.answered_at[closed])
    sent = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    spoke = np.bincount(cell, answered, shape[0] * shape[1]).reshape(shape)
    used = sent.sum(0) > 0
    if used.sum() < 2:
        return np.full(shape[0], -1, np.int8)
    usual = spoke.sum(0) / np.maximum(sent.sum(0), 1)
    rate = (spoke + OWN_OPENS * usual) / (sent + OWN_OPENS)
    best: Int8 = np.argmax(np.where(used, rate, -1.0), axis=1).astype(np.int8)
    return best
