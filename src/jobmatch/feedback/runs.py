"""Silent runs: the pushes that a student was sent, could have seen, and left without a word since they last spoke."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Int32
from jobmatch.domain import SilenceCause, Task, TaskKind, TaskState
from jobmatch.feedback.chain import CHINA, DAY, Outcomes
from jobmatch.history import Float64, PushLog, day_number, day_of

Mask = npt.NDArray[np.bool_]

EXPLAINED = frozenset({SilenceCause.TOO_FAR, SilenceCause.PAY, SilenceCause.NIGHTS, SilenceCause.FIELD})


@dataclass(frozen=True, slots=True)
class Runs:
    """The present silent run of each of S students; row and silent have shape (n,), as the pushes.

    row is the student's row, -1 for a push of somebody else; silent marks the pushes in the run; length (S,) counts
    them; since (S,) is when the student last spoke, -inf where never.
    """

    row: Int32
    silent: Mask
    length: Int32
    since: Float64


def silent_runs(
    students: Sequence[str], pushes: PushLog, outcomes: Outcomes, told: Mapping[str, Task], night: date
) -> Runs:
    """The runs as known on a night, whose own pushes do not count.

    Any answer ends a run, to whichever push it came, and so does a counselor's finding that the match was off: the
    silence before it is explained. A push whose window is open neither counts nor ends a run, nor does one that
    never arrived.
    """
    row = rows_of(students, pushes)
    known = (row >= 0) & (pushes.campaign_day < day_number(night))
    since = np.full(len(students), -np.inf)
    spoke = known & ~np.isnan(outcomes.answered_at)
    np.maximum.at(since, row[spoke], outcomes.answered_at[spoke])
    for number, student in enumerate(students if told else ()):
        if (task := told.get(student)) and task.answer in EXPLAINED and task.answered_at:
            since[number] = max(since[number], task.answered_at.timestamp())
    silent = known & outcomes.ignored
    silent[silent] = pushes.sent_at[silent] > since[row[silent]]
    return Runs(row, silent, np.bincount(row[silent], minlength=len(students)).astype(np.int32), since)


def latest_word(tasks: Sequence[Task]) -> dict[str, Task]:
    """What counselors last found out about each student's silence."""
    found: dict[str, Task] = {}
    answered = [t for t in tasks if t.kind is TaskKind.SILENCE and t.state is TaskState.ANSWERED and t.answered_at]
    for task in sorted(answered, key=lambda task: (task.answered_at, task.task_id)):
        found[task.student_id] = task
    return found


def rows_of(students: Sequence[str], pushes: PushLog) -> Int32:
    """For each push the row of its student among students, -1 where it is nobody of them."""
    row_of = {student: row for row, student in enumerate(students)}
    rows = np.array([row_of.get(student, -1) for student in pushes.students], np.int32)
    return rows[pushes.student] if len(pushes) else np.empty(0, np.int32)


def keys_of(pushes: PushLog, rows: npt.NDArray[np.intp]) -> tuple[str, ...]:
    """The keys of some pushes, in the log's order."""
    return tuple(
        f"{pushes.students[pushes.student[row]]}|{pushes.postings[pushes.posting[row]]}|"
        f"{day_of(int(pushes.campaign_day[row]))}"
        for row in rows
    )


def local_day(at: Float64) -> Int32:
    """Days from 1970-01-01 to the date in China of times in seconds; they must not be NaN.

    >>> local_day(np.array([0.0, 16 * 3600.0])).tolist()
    [0, 1]
    """
    return ((at + CHINA) // DAY).astype(np.int32)
