"""From what became of pushes to labels that a model may learn from, each with the weight it deserves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from jobmatch.columns import Int32, UInt8
from jobmatch.domain import DismissalReason, SilenceCause, Task
from jobmatch.feedback.chain import Answer, Bool, Outcomes, Progress
from jobmatch.history import Float64, PushLog, code_of, day_number
from jobmatch.settings.loop import Attribution

INTERESTED_VALUE = 0.7
INTERESTED_WEIGHT = 0.7  # a click costs less than an application, and says less
# A result is an employer's word on top of the student's, costs both of them days, and is what the office works for; it
# is also rare, so even the last step weighs no more than two applications.
RESULT_WEIGHT = {Progress.INTERVIEW: 1.25, Progress.OFFER: 1.5, Progress.HIRED: 2.0, Progress.STAYED: 2.0}
REASON_OF = {
    SilenceCause.TOO_FAR: DismissalReason.TOO_FAR,
    SilenceCause.PAY: DismissalReason.PAY,
    SilenceCause.NIGHTS: DismissalReason.NIGHTS,
    SilenceCause.FIELD: DismissalReason.NOT_MY_FIELD,
}
DISLIKES = tuple(REASON_OF)
NOT_THE_POSTING = (SilenceCause.UNSEEN, SilenceCause.TOO_MANY, SilenceCause.NOT_SEEKING)


@dataclass(frozen=True, slots=True)
class Labels:
    """How well each push suited its student: value in [0, 1], weight at least 0; arrays have shape (n,).

    about is what a dismissal names as the reason, coded as in EventLog: only that part of the opening is at fault.
    None, like 0, is for the opening as a whole. told_by numbers the counselor whose word made the label, 0 for none.
    """

    value: Float64
    weight: Float64
    about: UInt8 | None = None
    told_by: Int32 | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What counselors learned of silent pushes; shape (n,): 0 for nothing, else 1 + the place in SilenceCause.

    by numbers whoever said so, from 1 on.
    """

    cause: UInt8
    by: Int32


def label(
    pushes: PushLog, outcomes: Outcomes, p_examined: Float64, attribution: Attribution, told: Told | None = None
) -> Labels:
    """The labels of pushes; what is still open, never came or says nothing of the posting weighs 0.

    A silence is 0 with a weight below any dismissal's, however sure it is that the push was seen. The student's last
    word holds: a dismissal after an interview is a dismissal, but nobody is hired against their will.
    """
    value, weight = np.zeros(len(pushes)), np.zeros(len(pushes))
    _label_silences(weight, outcomes, p_examined, attribution, told)
    dismissed = outcomes.answer == Answer.NOT_FOR_ME
    weight[dismissed & (outcomes.reason != _reason(DismissalReason.FOUND_WORK))] = 1.0
    telling = discernment(pushes, outcomes, p_examined, attribution.habit_strength)
    interested, applied = outcomes.answer == Answer.INTERESTED, outcomes.answer == Answer.APPLIED
    value[interested], value[applied] = INTERESTED_VALUE, 1.0
    weight[interested] = INTERESTED_WEIGHT * telling[interested]
    weight[applied] = telling[applied]
    for progress, worth in RESULT_WEIGHT.items():
        reached = (outcomes.furthest == progress) & (~dismissed | (progress >= Progress.HIRED))
        value[reached], weight[reached] = 1.0, worth
    about = np.where(dismissed & (weight > 0), outcomes.reason, 0)
    if told is None:
        return Labels(value, weight, about.astype(np.uint8))
    confirmed = outcomes.ignored & _among(told, DISLIKES)
    about = np.where(confirmed, _reason_of_cause(told), about)
    return Labels(value, weight, about.astype(np.uint8), np.where(confirmed, told.by, 0).astype(np.int32))


def discernment(pushes: PushLog, outcomes: Outcomes, p_examined: Float64, strength: float) -> Float64:
    """How much a yes of each push's student says: its self-information in bits, at most 1; shape (n,).

    A yes from somebody who says yes to a share q of what they look at carries -log2 q (Shannon 1948): one bit or more
    from who chooses, next to nothing from who ticks everything. q is drawn towards everybody's by strength looks.
    """
    yes = (outcomes.answer >= Answer.INTERESTED).astype(np.float64)
    looks = np.where(outcomes.ignored | ~np.isnan(outcomes.answered_at), p_examined, 0.0)
    students = len(pushes.students)
    usual = yes.sum() / max(1.0, looks.sum())
    said_yes = np.bincount(pushes.student, yes, minlength=students) + strength * usual
    looked = np.bincount(pushes.student, looks, minlength=students) + strength
    return information(said_yes / looked)[pushes.student]


def information(share: Float64) -> Float64:
    """The bits that an answer given to this share of pushes carries, at most 1.

    >>> information(np.array([0.0, 0.25, 0.5, 0.75, 1.0])).round(4).tolist()  # log2(4 / 3) = 0.415
    [1.0, 1.0, 1.0, 0.415, 0.0]
    """
    return 0.0 - np.log2(np.clip(share, 0.5, 1.0))


def told_of(pushes: PushLog, tasks: Sequence[Task]) -> Told:
    """What the answered ones among these tasks say of the pushes they are about; the latest answer holds."""
    cause, by = np.zeros(len(pushes), np.uint8), np.zeros(len(pushes), np.int32)
    number = {name: 1 + place for place, name in enumerate(sorted({task.answered_by for task in tasks}))}
    answers = [
        (task.answered_at, task.task_id, task.answer, task) for task in tasks if task.answer and task.answered_at
    ]
    for _, _, answer, task in sorted(answers, key=lambda answer: answer[:2]):
        rows = [row for key in task.pushes for row in _rows(pushes, task.student_id, key)]
        cause[rows] = 1 + code_of(answer)
        by[rows] = number[task.answered_by]
    return Told(cause, by)


def _label_silences(
    weight: Float64, outcomes: Outcomes, p_examined: Float64, attribution: Attribution, told: Told | None
) -> None:
    opened = ~np.isnan(outcomes.opened_at)
    share = np.where(opened, attribution.seen_weight, attribution.silence_weight)
    weight[outcomes.ignored] = (share * p_examined)[outcomes.ignored]
    if told is not None:
        weight[outcomes.ignored & _among(told, NOT_THE_POSTING)] = 0.0
        weight[outcomes.ignored & _among(told, DISLIKES)] = attribution.told_weight


def _among(told: Told, causes: Sequence[SilenceCause]) -> Bool:
    return np.isin(told.cause, [1 + code_of(cause) for cause in causes])


def _reason_of_cause(told: Told) -> UInt8:
    """The reason that a confirmed cause stands for, coded as in EventLog, 0 for none; shape (n,)."""
    codes = np.zeros(1 + len(SilenceCause), np.uint8)
    for cause, reason in REASON_OF.items():
        codes[1 + code_of(cause)] = _reason(reason)
    return codes[told.cause]


def _reason(reason: DismissalReason) -> int:
    return 1 + code_of(reason)


def _rows(pushes: PushLog, student_id: str, key: str) -> list[int]:
    """The row of a push's key, or none: the window may have left it behind."""
    posting_id, _, campaign = key.removeprefix(f"{student_id}|").rpartition("|")
    student, posting = _place(pushes.students, student_id), _place(pushes.postings, posting_id)
    if student is None or posting is None:
        return []
    start, end = np.searchsorted(pushes.student, [student, student + 1])
    day = day_number(date.fromisoformat(campaign))
    its = (pushes.posting[start:end] == posting) & (pushes.campaign_day[start:end] == day)
    return [int(start + row) for row in np.flatnonzero(its)]


def _place(ids: Sequence[str], wanted: str) -> int | None:
    place = bisect_left(ids, wanted)
    return place if place < len(ids) and ids[place] == wanted else None
