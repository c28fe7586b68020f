"""Repeated silence becomes a question to a counselor: what the pushes had in common, and one thing worth asking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import numpy as np
import numpy.typing as npt

from jobmatch.domain import Evidence, PushState, SilenceCause, Task, TaskKind, TaskState
from jobmatch.feedback.belief import CAUSES, Beliefs, believe, prior_of
from jobmatch.feedback.chain import Outcomes
from jobmatch.feedback.facts import PostingFacts
from jobmatch.feedback.pacing import paused
from jobmatch.feedback.runs import Mask, Runs, keys_of, latest_word, rows_of, silent_runs
from jobmatch.feedback.suspects import Past, Suspect, past_of, suspects
from jobmatch.feedback.wording import (
    Filled,
    belief_and_question,
    contact_words,
    evidence_words,
    field_at_large_words,
    occupation_name,
    percent,
)
from jobmatch.history import Float64, PushLog, code_of, day_number, office_day
from jobmatch.settings import Policy

STANDS_OUT = 0.2  # evidence beside the cause's own is shown where the run has so much more of it than is usual
MOST_EVIDENCE = 4
PREVAILS = 0.5  # from such a share of the silence on, one kind of work is named
CROWD = 4000  # students that what is usual is learned from; more change it by less than its error
AT_ONCE = 10_000  # students believed something of at a time, so that memory stays small
OWN_ANSWERS = 4.0  # answered pushes of one's own that everybody's answers are worth as what is usual


def questions(
    students: Sequence[str],
    pushes: PushLog,
    outcomes: Outcomes,
    p_examined: Float64,
    facts: PostingFacts,
    tasks: Sequence[Task],
    night: date,
    policy: Policy,
) -> list[Task]:
    """New tasks of a night, by student and kind; students are those who may be written to, tasks all that ever were.

    Nobody is asked about who has an open task, was asked about lately, or is left alone for now. Where chance explains
    most of a run, or no cause the policy's share, the task says so (UNCLEAR), its confidence being what the likeliest
    cause leaves over.
    """
    strategy = policy.loop.strategy
    told = latest_word(tasks)
    runs = silent_runs(students, pushes, outcomes, told, night)
    asked = _asked_lately(tasks, night, strategy.task_again_days)
    free = np.array([(student, TaskKind.SILENCE) not in asked for student in students], np.bool_)
    left_alone = paused(students, runs, pushes, outcomes, told, night, policy)
    due = np.flatnonzero((runs.length >= strategy.task_after) & free & ~left_alone)
    found = _contacts(students, pushes, outcomes, asked, night)
    if len(due):
        attribution, doubts = policy.loop.attribution, partial(suspects, pushes=pushes, facts=facts)
        crowd = past_of(_crowd(runs, pushes, outcomes), runs, pushes, outcomes, p_examined)
        prior = prior_of(crowd, doubts(crowd), tasks, attribution)
        for some in np.array_split(due, -(-len(due) // AT_ONCE)):
            past = past_of(some, runs, pushes, outcomes, p_examined)
            its = doubts(past)
            believed = believe(past, its, prior, attribution.habit_strength)
            names = [students[row] for row in some.tolist()]
            found += _silences(names, past, its, believed, pushes, night, strategy.belief)
    return sorted(found, key=lambda task: (task.student_id, task.kind))


def _asked_lately(tasks: Sequence[Task], night: date, again_days: int) -> set[tuple[str, TaskKind]]:
    """Student and kind of the tasks that are open, or were opened or answered within again_days."""
    since = night - timedelta(days=again_days)
    return {(t.student_id, t.kind) for t in tasks if t.state is TaskState.OPEN or _last_stir(t) > since}


def _last_stir(task: Task) -> date:
    """The day a task was opened or, later, answered."""
    return office_day(task.answered_at) if task.answered_at else task.opened_on


def _crowd(runs: Runs, pushes: PushLog, outcomes: Outcomes) -> npt.NDArray[np.intp]:
    """Rows of students who have a closed push, by id, evenly thinned to at most CROWD."""
    closed = (runs.row >= 0) & (~np.isnan(outcomes.answered_at) | outcomes.ignored)
    first = np.unique(pushes.student[closed], return_index=True)[1]
    rows = runs.row[closed][first].astype(np.intp)
    return np.asarray(rows[:: -(-len(rows) // CROWD)], np.intp)


def _contacts(
    students: Sequence[str], pushes: PushLog, outcomes: Outcomes, asked: set[tuple[str, TaskKind]], night: date
) -> list[Task]:
    """A task for each student to whom a push came back and none got through since."""
    row = rows_of(students, pushes)
    sent = (row >= 0) & (pushes.campaign_day < day_number(night))
    reached = np.full(len(students), -1, np.int32)
    arrived = sent & ~np.isnan(outcomes.delivered_at)
    np.maximum.at(reached, row[arrived], pushes.campaign_day[arrived])
    back = sent & outcomes.ended & np.isnan(outcomes.delivered_at)
    back &= ~np.isin(pushes.state, [code_of(PushState.EXPIRED), code_of(PushState.WITHDRAWN)])
    back[back] = pushes.campaign_day[back] > reached[row[back]]
    returned = np.flatnonzero(back)
    concerned = sorted({int(one) for one in row[returned]}, key=students.__getitem__)
    return [
        _contact(students[one], pushes, returned[row[returned] == one], night)
        for one in concerned
        if (students[one], TaskKind.CONTACT) not in asked
    ]


def _contact(student: str, pushes: PushLog, rows: npt.NDArray[np.intp], night: date) -> Task:
    return _task(
        student, TaskKind.CONTACT, night, SilenceCause.UNSEEN, 1.0, (), keys_of(pushes, rows), contact_words(len(rows))
    )


@dataclass(frozen=True, slots=True)
class _Shares:
    """What the runs of D students looked like, (D,), and how much of the silence each suspect spoils, (suspects, D)."""

    run: Float64  # pushes in the run
    opened: Float64  # of them
    usually_opened: Float64  # on the same channels, as a share; NaN where one does not tell
    per_week: Float64
    silent: Float64  # pushes left without an answer, before the run too
    having: Float64  # of them, those that the suspect spoils
    usual: Float64  # the share among answered pushes
    excess: Float64  # how much more of the silence it spoils than is usual, as a difference of shares


def _shares(past: Past, doubts: Sequence[Suspect]) -> _Shares:
    students = len(past.start)

    def summed(of: Mask, weight: Float64 | Mask) -> Float64:
        return np.bincount(past.student[of], weight[of], students).astype(np.float64)

    def each(of: Mask) -> Float64:
        return np.array([summed(of, suspect.spoils) for suspect in doubts]).reshape(len(doubts), students)

    run, silent = summed(past.silent, past.silent), ~past.spoke & ~past.dismissed
    usual = np.array([np.broadcast_to(s.usual, students) for s in doubts]).reshape(len(doubts), students)
    missed, having = summed(silent, silent), each(silent)
    usual = (each(past.spoke) + OWN_ANSWERS * usual) / (summed(past.spoke, past.spoke) + OWN_ANSWERS)
    return _Shares(
        run=run,
        opened=summed(past.silent, past.opened),
        usually_opened=summed(past.silent, past.usual) / run,
        per_week=summed(past.silent, past.load) / run,
        silent=missed,
        having=having,
        usual=usual,
        excess=having / missed - usual,
    )


def _silences(
    students: Sequence[str],
    past: Past,
    doubts: Sequence[Suspect],
    beliefs: Beliefs,
    pushes: PushLog,
    night: date,
    threshold: float,
) -> list[Task]:
    shares = _shares(past, doubts)
    named, chance = beliefs.share.copy(), beliefs.share[:, CAUSES.index(SilenceCause.UNCLEAR)]
    named[:, CAUSES.index(SilenceCause.UNCLEAR)] = 0
    likeliest = np.argmax(named, axis=1)
    ends = np.append(past.start[1:], len(past.rows))
    made = []
    for row, student in enumerate(students):
        belief = float(named[row, likeliest[row]])
        clear = belief >= max(threshold, float(chance[row]))
        cause = CAUSES[likeliest[row]] if clear else SilenceCause.UNCLEAR
        suspect = _most_telling(row, cause, doubts, beliefs, shares)
        if cause is SilenceCause.FIELD and shares.having[suspect, row] < PREVAILS * shares.silent[row]:
            words = field_at_large_words(_filled(row, suspect, doubts, shares))
            suspect = -1
        else:
            words = belief_and_question(cause, _filled(row, suspect, doubts, shares))
        its = slice(past.start[row], ends[row])
        silent = past.rows[its][past.silent[its]]
        evidence = _evidence(row, cause, suspect, doubts, shares)
        confidence = belief if clear else 1 - belief
        made.append(
            _task(student, TaskKind.SILENCE, night, cause, confidence, evidence, keys_of(pushes, silent), words)
        )
    return made


def _most_telling(row: int, cause: SilenceCause, doubts: Sequence[Suspect], beliefs: Beliefs, shares: _Shares) -> int:
    """The reading of a cause to show: likely, and more of the run than is usual; -1 where the postings hold none."""
    worth = beliefs.readings[:, row] + np.log(np.maximum(shares.excess[:, row], 0.01))
    its = [one for one, suspect in enumerate(doubts) if suspect.cause is cause]
    return max(its, key=lambda one: float(worth[one]), default=-1)


def _evidence(
    row: int, cause: SilenceCause, suspect: int, doubts: Sequence[Suspect], shares: _Shares
) -> tuple[Evidence, ...]:
    """What the run had in common: first what the cause stands on, then what else stands out, most telling first."""
    excess = shares.excess[:, row]
    order = sorted(np.flatnonzero(excess >= STANDS_OUT), key=lambda one: -excess[one])
    codes: dict[str, int] = {}
    for one in [suspect] * (suspect >= 0) + [int(one) for one in order]:
        if doubts[one].names and not doubts[one].names[row]:
            continue
        codes.setdefault(_words_for(doubts[one]), one)
    found = [_common(row, one, doubts, shares) for one in codes.values()]
    return tuple([*_attention(row, cause, shares), *found][:MOST_EVIDENCE])


def _attention(row: int, cause: SilenceCause, shares: _Shares) -> Iterable[Evidence]:
    """How much was opened, where the channels say, and how much was sent."""
    count, usual = int(shares.run[row]), float(shares.usually_opened[row])
    if not np.isnan(usual):
        opened = int(shares.opened[row])
        words = evidence_words("opened", {"count": count, "having": opened, "usual": percent(usual)})
        yield Evidence("opened", opened / count, usual, *words)
    if cause is SilenceCause.TOO_MANY:
        load = float(shares.per_week[row])
        yield Evidence("per_week", load, load, *evidence_words("per_week", {"level": round(load)}))


def _common(row: int, one: int, doubts: Sequence[Suspect], shares: _Shares) -> Evidence:
    suspect, usual = doubts[one], float(shares.usual[one, row])
    filled = {**_filled(row, one, doubts, shares), "usual": percent(usual)}
    code = f"occupation:{suspect.names[row]}" if suspect.names else suspect.code
    share = float(shares.having[one, row] / shares.silent[row])
    return Evidence(code, share, usual, *evidence_words(_words_for(suspect), filled))


def _words_for(suspect: Suspect) -> str:
    return "occupation" if suspect.names else suspect.code


def _filled(row: int, one: int, doubts: Sequence[Suspect], shares: _Shares) -> Filled:
    """The numbers and names that beliefs and evidence may speak of."""
    filled: dict[str, str | int] = {
        "count": int(shares.run[row]),
        "opened": int(shares.opened[row]),
        "load": round(float(shares.per_week[row])),
    }
    if one < 0:
        return filled
    suspect = doubts[one]
    return filled | {
        "count": int(shares.silent[row]),
        "having": int(shares.having[one, row]),
        "level": int(suspect.level),
        "name": occupation_name(suspect.names[row]) if suspect.names else "",
    }


def _task(
    student: str,
    kind: TaskKind,
    night: date,
    cause: SilenceCause,
    confidence: float,
    evidence: tuple[Evidence, ...],
    keys: tuple[str, ...],
    words: tuple[str, str, str, str],
) -> Task:
    return Task(f"{student}|{kind}|{night}", student, kind, night, cause, confidence, evidence, keys, *words)
