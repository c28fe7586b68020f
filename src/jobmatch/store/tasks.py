"""Questions to counselors; what is believed about a student, and what the counselor notes, stays sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, select

from jobmatch.domain import Conflict, Evidence, NotFound, SilenceCause, Task, TaskKind, TaskState
from jobmatch.store.bulk import VALUES_AT_ONCE, Outcome, Record, rows_where
from jobmatch.store.codec import Codec
from jobmatch.store.consents import refusing
from jobmatch.store.database import Unit
from jobmatch.store.revisions import bump
from jobmatch.store.schema import task as table
from jobmatch.store.seal import KeyRing, Place


@dataclass(frozen=True, slots=True)
class Belief:
    """What of a task is sealed besides the counselor's note."""

    cause: SilenceCause
    confidence: float
    evidence: tuple[Evidence, ...]
    pushes: tuple[str, ...]
    belief_zh: str
    belief_en: str
    question_zh: str
    question_en: str


_BELIEF: Codec[Belief] = Codec(Belief)


def put_tasks(unit: Unit, tasks: Sequence[Task]) -> Outcome:
    """Add open tasks; one whose id is known already stays as it is, and one about who refuses pushes is dropped."""
    refused = refusing(unit, [task.student_id for task in tasks])
    by_id = {task.task_id: task for task in tasks if task.student_id not in refused}
    known = {row.task_id for row in rows_where(unit, table.c.task_id, list(by_id), (table.c.task_id,))}
    records = [_record(unit.keys, task) for task in by_id.values() if task.task_id not in known]
    if records:
        unit.connection.execute(table.insert(), records)
        bump(unit)
    return Outcome(added=len(records), unchanged=len(known))


def all_tasks(unit: Unit) -> list[Task]:
    """Every task, by the night it was opened and then its id."""
    return _tasks(unit)


def open_tasks(unit: Unit) -> list[Task]:
    """Tasks that wait for an answer, oldest first."""
    return _tasks(unit, table.c.state == TaskState.OPEN)


def tasks_of(unit: Unit, student_id: str) -> list[Task]:
    """Every task about one student, oldest first."""
    return _tasks(unit, table.c.student == student_id)


def get_task(unit: Unit, task_id: str) -> Task:
    """Raises NotFound."""
    found = _tasks(unit, table.c.task_id == task_id)
    if not found:
        raise NotFound(f"no task {task_id}")
    return found[0]


def answer_task(unit: Unit, task_id: str, cause: SilenceCause, note: str, by: str, now: datetime) -> Outcome:
    """Keep a counselor's answer; the same answer again changes nothing.

    Raises NotFound, and Conflict where the task was answered otherwise or was closed.
    """
    task = get_task(unit, task_id)
    if task.state is TaskState.ANSWERED and (task.answer, task.note, task.answered_by) == (cause, note, by):
        return Outcome(unchanged=1)
    if task.state is not TaskState.OPEN:
        heard = f": {task.answer} by {task.answered_by}" if task.answer else ""
        raise Conflict(f"task {task_id} is {task.state} already{heard}; expected an open one")
    answer = {
        "state": TaskState.ANSWERED,
        "answer": cause,
        "note": unit.keys.seal(note.encode(), _place("note", task_id)) if note else None,
        "answered_by": by,
        "answered_at": now,
    }
    unit.connection.execute(table.update().where(table.c.task_id == task_id).values(answer))
    bump(unit)
    return Outcome(updated=1)


def close_tasks(unit: Unit, student_ids: Sequence[str], now: datetime) -> int:
    """Close the open tasks about some students, which events have overtaken; returns how many."""
    closed = 0
    for start in range(0, len(student_ids), VALUES_AT_ONCE):
        some = table.c.student.in_(student_ids[start : start + VALUES_AT_ONCE])
        update = table.update().where(some, table.c.state == TaskState.OPEN)
        closed += unit.connection.execute(update.values(state=TaskState.CLOSED, answered_at=now)).rowcount
    if closed:
        bump(unit)
    return closed


def rekey_tasks(unit: Unit, ring: KeyRing) -> int:
    """Seal every task again under another ring; returns how many."""
    changes = [
        {
            "of": row.task_id,
            "sealed": unit.keys.handed_over(row.body, _place("body", row.task_id), ring),
            "words": row.note and unit.keys.handed_over(row.note, _place("note", row.task_id), ring),
        }
        for row in unit.connection.execute(select(table))
    ]
    if changes:
        update = table.update().where(table.c.task_id == bindparam("of"))
        unit.connection.execute(update.values(body=bindparam("sealed"), note=bindparam("words")), changes)
    return len(changes)


def _tasks(unit: Unit, *conditions: ColumnElement[bool]) -> list[Task]:
    ordered = select(table).where(*conditions).order_by(table.c.opened_on, table.c.task_id)
    return [_task(unit.keys, row) for row in unit.connection.execute(ordered)]


def _record(keys: KeyRing, task: Task) -> Record:
    belief = Belief(
        cause=task.cause,
        confidence=task.confidence,
        evidence=task.evidence,
        pushes=task.pushes,
        belief_zh=task.belief_zh,
        belief_en=task.belief_en,
        question_zh=task.question_zh,
        question_en=task.question_en,
    )
    return {
        "task_id": task.task_id,
        "student": task.student_id,
        "kind": task.kind,
        "opened_on": task.opened_on,
        "body": keys.seal(_BELIEF.encode(belief).encode(), _place("body", task.task_id)),
        "state": TaskState.OPEN,
    }


def _task(keys: KeyRing, row: Row[Any]) -> Task:
    belief = _BELIEF.decode(keys.open(row.body, _place("body", row.task_id)))
    return Task(
        task_id=row.task_id,
        student_id=row.student,
        kind=TaskKind(row.kind),
        opened_on=row.opened_on,
        cause=belief.cause,
        confidence=belief.confidence,
        evidence=belief.evidence,
        pushes=belief.pushes,
        belief_zh=belief.belief_zh,
        belief_en=belief.belief_en,
        question_zh=belief.question_zh,
        question_en=belief.question_en,
        state=TaskState(row.state),
        answer=None if row.answer is None else SilenceCause(row.answer),
        note="" if row.note is None else keys.open(row.note, _place("note", row.task_id)).decode(),
        answered_by=row.answered_by or "",
        answered_at=row.answered_at,
    )


def _place(column: str, task_id: str) -> Place:
    return Place(table.name, column, task_id)
