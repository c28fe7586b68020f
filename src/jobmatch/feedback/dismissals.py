"""What students turn down, and why, becomes a proposed change to their wishes, for them to confirm."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

import numpy as np
import numpy.typing as npt

from jobmatch.domain import (
    DismissalReason,
    Elsewhere,
    NightLimit,
    Proposal,
    ProposalState,
    SilenceCause,
    Student,
    Task,
    Wishes,
)
from jobmatch.feedback.chain import Answer, Outcomes
from jobmatch.feedback.facts import PostingFacts
from jobmatch.feedback.runs import keys_of, latest_word, local_day
from jobmatch.feedback.wording import Filled, occupation_name, place_name, proposal_words, unset
from jobmatch.history import PushLog, code_of, day_number
from jobmatch.settings import Policy
from jobmatch.taxonomy.occupations import find_occupation
from jobmatch.taxonomy.regions import covers

Rows = npt.NDArray[np.intp]
REASON_OF = {
    SilenceCause.TOO_FAR: DismissalReason.TOO_FAR,
    SilenceCause.PAY: DismissalReason.PAY,
    SilenceCause.NIGHTS: DismissalReason.NIGHTS,
    SilenceCause.FIELD: DismissalReason.NOT_MY_FIELD,
}
ROUND_CNY = 100  # nobody names a floor of 3,262
ABOVE_REFUSED = 1.1  # where nothing was liked, the floor lies so far above the best pay that was refused


@dataclass(frozen=True, slots=True)
class Case:
    """Why one student turned postings down: postings are codes of the log, in its order.

    found is True where a counselor heard the reason, and the refused ones are the silent pushes they asked about.
    enough is how many of one kind say something of the kind.
    """

    wishes: Wishes
    refused: tuple[int, ...]
    liked: tuple[int, ...]
    found: bool
    enough: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A field of Wishes with its value before and after, and the words that go into the text, zh and en."""

    field: str
    before: object
    after: object
    zh: Filled
    en: Filled


def proposals(
    students: Mapping[str, Student],
    pushes: PushLog,
    outcomes: Outcomes,
    facts: PostingFacts,
    tasks: Sequence[Task],
    earlier: Sequence[Proposal],
    night: date,
    policy: Policy,
) -> list[Proposal]:
    """New proposals of a night, by student and field; students are those who may be asked.

    Made from as many dismissals for one reason as the policy says, each fading with the learning's half-life, or from
    one finding of a counselor. What a decided proposal stood on does not count again, and nothing is proposed of a
    field that waits for a decision.
    """
    spent = {basis for one in earlier if one.state is not ProposalState.PROPOSED for basis in one.basis}
    taken = {(one.student_id, one.field) for one in earlier if one.state is ProposalState.PROPOSED}
    made: dict[tuple[str, str], Proposal] = {}
    for student, reason, refused, basis, found in _cases(
        students, pushes, outcomes, facts, tasks, spent, night, policy
    ):
        wishes, liked = students[student].wishes, _liked(student, pushes, outcomes)
        its = Case(wishes, _postings(pushes, refused), liked, found, policy.loop.strategy.proposal_after)
        wish = CHANGES[reason](its, facts)
        if wish is not None and (student, wish.field) not in taken | made.keys():
            made[student, wish.field] = _proposal(student, wish, basis, night)
    return [made[key] for key in sorted(made)]


def _cases(
    students: Mapping[str, Student],
    pushes: PushLog,
    outcomes: Outcomes,
    facts: PostingFacts,
    tasks: Sequence[Task],
    spent: set[str],
    night: date,
    policy: Policy,
) -> Iterator[tuple[str, DismissalReason, Rows, tuple[str, ...], bool]]:
    """Whom to propose something to and why: the student's own dismissals first, then what counselors heard."""
    for reason in CHANGES:
        for rows in _often_refused(pushes, outcomes, reason, spent, night, policy):
            student = pushes.students[pushes.student[rows[0]]]
            if student in students:
                yield student, reason, rows, keys_of(pushes, rows), False
    code = {student: number for number, student in enumerate(pushes.students)}
    for student, task in latest_word(tasks).items():
        heard = REASON_OF.get(task.answer) if task.answer else None
        if heard and student in students and student in code and task.task_id not in spent:
            rows = _rows_of_task(code[student], task, pushes)
            yield student, heard, rows[_spoilt(rows, heard, pushes, facts)], (task.task_id,), True


def _often_refused(
    pushes: PushLog, outcomes: Outcomes, reason: DismissalReason, spent: set[str], night: date, policy: Policy
) -> Iterator[Rows]:
    """For each student with dismissals enough for one reason their rows, faded ones counting less."""
    loop = policy.loop
    rows = np.flatnonzero((outcomes.answer == Answer.NOT_FOR_ME) & (outcomes.reason == 1 + code_of(reason)))
    if spent:
        rows = rows[[key not in spent for key in keys_of(pushes, rows)]]
    age_days = day_number(night) - local_day(outcomes.answered_at[rows])
    weight = np.exp2(-np.maximum(age_days, 0) / loop.learning.half_life_days)
    count = np.bincount(pushes.student[rows], weight, len(pushes.students))
    due = np.flatnonzero(np.rint(count) >= loop.strategy.proposal_after)
    student = pushes.student[rows]
    for first, last in zip(np.searchsorted(student, due), np.searchsorted(student, due, side="right"), strict=True):
        yield rows[first:last]


def _rows_of_task(student: int, task: Task, pushes: PushLog) -> Rows:
    """The pushes that a task was about."""
    first, last = np.searchsorted(pushes.student, [student, student + 1])
    rows = np.arange(first, last)
    asked_about = set(task.pushes)
    return rows[[key in asked_about for key in keys_of(pushes, rows)]]


def _spoilt(rows: Rows, reason: DismissalReason, pushes: PushLog, facts: PostingFacts) -> npt.NDArray[np.bool_]:
    """Which silent pushes the reason that a counselor heard may speak of."""
    posting = pushes.posting[rows]
    if reason is DismissalReason.TOO_FAR and "nearness" in pushes.feature_names:
        far: npt.NDArray[np.bool_] = pushes.features[rows, pushes.feature_names.index("nearness")] < 1
        return far
    return facts.nights[posting] if reason is DismissalReason.NIGHTS else np.ones(len(rows), np.bool_)


def _postings(pushes: PushLog, rows: Rows) -> tuple[int, ...]:
    return tuple(int(one) for one in pushes.posting[rows])


def _liked(student: str, pushes: PushLog, outcomes: Outcomes) -> tuple[int, ...]:
    code = bisect_left(pushes.students, student)
    first, last = np.searchsorted(pushes.student, [code, code + 1])
    return _postings(pushes, first + np.flatnonzero(outcomes.answer[first:last] >= Answer.INTERESTED))


def _farther_than_wished(case: Case, facts: PostingFacts) -> Wish | None:
    """Refuse the prefecture that enough and most of the refused are in; or all that lies outside the wished places."""
    wishes = case.wishes
    places = Counter(facts.prefecture[one] for one in case.refused if facts.prefecture[one])
    liked = {facts.prefecture[one] for one in case.liked}
    for place, count in sorted(places.items(), key=lambda item: (-item[1], item[0])):
        wished = any(covers(place, wish) for wish in wishes.places)  # refusing it would refuse a wish
        known = any(covers(refused, place) for refused in wishes.refused_places)
        often = count >= case.enough and 2 * count >= len(case.refused)
        if often and place not in liked and not wished and not known:
            before, after = sorted(wishes.refused_places), sorted(wishes.refused_places | {place})
            words: Filled = {"count": count, "name": place_name(place)}
            return Wish("refused_places", before, after, words, words)
    away = [place for place in places if _outside(place, wishes)]
    strayed = any(_outside(place, wishes) for place in liked - {""})
    if not wishes.places or len(away) < len(places) or not away or strayed or wishes.elsewhere is Elsewhere.REFUSED:
        return None
    words = {"count": len(case.refused)}
    return Wish("elsewhere", wishes.elsewhere, Elsewhere.REFUSED, words, words)


def _outside(place: str, wishes: Wishes) -> bool:
    """Whether a place shares nothing with the wished ones."""
    return not any(covers(wish, place) or covers(place, wish) for wish in wishes.places)


def _floor(case: Case, facts: PostingFacts) -> Wish | None:
    """The lowest pay that was liked, where it lies above the lowest refused; else a tenth above the best refused."""
    refused = [pay for pay in (float(facts.pay_monthly_cny[one]) for one in case.refused) if pay == pay]
    liked = [pay for pay in (float(facts.pay_monthly_cny[one]) for one in case.liked) if pay == pay]
    before = case.wishes.pay_floor_monthly_cny
    if not refused or (liked and min(liked) <= min(refused)):
        return None
    best = median(refused) if case.found else max(refused)  # silence refuses no single posting
    after = int(min(liked) // ROUND_CNY if liked else round(ABOVE_REFUSED * best / ROUND_CNY)) * ROUND_CNY
    if before is not None and after <= before:
        return None
    said: tuple[str | int, str | int] = unset() if before is None else (before, before)
    count = len(case.refused)
    return Wish(
        "pay_floor_monthly_cny",
        before,
        after,
        {"count": count, "before": said[0], "after": after},
        {"count": count, "before": said[1], "after": after},
    )


def _no_nights(case: Case, facts: PostingFacts) -> Wish | None:
    """Refuse nights, unless a posting with nights was liked all the same."""
    if case.wishes.nights is NightLimit.REFUSES or any(facts.nights[one] for one in case.liked):
        return None
    words: Filled = {"count": len(case.refused)}
    return Wish("nights", case.wishes.nights, NightLimit.REFUSES, words, words)


def _other_work(case: Case, facts: PostingFacts) -> Wish | None:
    """Drop the wished work that led to the refused kind; add the kind of work that was liked most."""
    refused = {facts.minor[one] for one in case.refused} - {""} - {facts.minor[one] for one in case.liked}
    wished = case.wishes.occupations
    kept = tuple(one for one in wished if _minor(one) not in refused)
    liked = Counter(facts.occupation[one] for one in case.liked if facts.occupation[one])
    known = {_minor(one) for one in wished}
    added = tuple(
        occupation_name(code)
        for code, _ in sorted(liked.items(), key=lambda item: (-item[1], item[0]))[:1]
        if f"{code[:7]}-00" not in known
    )
    after = kept + added
    if not after or after == wished:
        return None
    before = ("、".join(wished) or unset()[0], ", ".join(wished) or unset()[1])
    count = len(case.refused)
    return Wish(
        "occupations",
        list(wished),
        list(after),
        {"count": count, "before": before[0], "after": "、".join(after)},
        {"count": count, "before": before[1], "after": ", ".join(after)},
    )


def _minor(wished: str) -> str:
    """The 小类 of a kind of work as a student wrote it, "" where the classification does not settle it."""
    found = find_occupation(wished)
    return f"{found.code[:7]}-00" if found else ""


CHANGES: Mapping[DismissalReason, Callable[[Case, PostingFacts], Wish | None]] = {
    DismissalReason.TOO_FAR: _farther_than_wished,
    DismissalReason.PAY: _floor,
    DismissalReason.NIGHTS: _no_nights,
    DismissalReason.NOT_MY_FIELD: _other_work,
}


def _proposal(student: str, wish: Wish, basis: tuple[str, ...], night: date) -> Proposal:
    return Proposal(
        proposal_id=f"{student}|{wish.field}|{night}",
        student_id=student,
        field=wish.field,
        before=_as_json(wish.before),
        after=_as_json(wish.after),
        basis=basis,
        zh=proposal_words(wish.field, wish.zh)[0],
        en=proposal_words(wish.field, wish.en)[1],
        proposed_on=night,
    )


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
