"""What happened to students since their roster was written, which a roster imported again must not undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table

from jobmatch.domain import FeedbackKind, ProposalState
from jobmatch.store.bulk import rows_where
from jobmatch.store.database import Unit
from jobmatch.store.proposals import decided_wishes
from jobmatch.store.schema import consent_change, feedback


@dataclass(frozen=True, slots=True)
class Standing:
    """wishes holds (field, before, after) of confirmed proposals, oldest first; hired: and not left again."""

    withdrawn: bool
    hired: bool
    wishes: tuple[tuple[str, str, str], ...]


def standing_of(unit: Unit, student_ids: Sequence[str]) -> dict[str, Standing]:
    """Of those students to whom anything happened."""
    withdrawn = _latest(unit, consent_change, consent_change.c.given, student_ids)
    work = feedback.c.kind.in_((FeedbackKind.HIRED, FeedbackKind.LEFT))
    told = _latest(unit, feedback, feedback.c.kind, student_ids, work)
    wishes = decided_wishes(unit, student_ids, ProposalState.CONFIRMED)
    return {
        student: Standing(
            withdrawn=withdrawn.get(student) is False,
            hired=told.get(student) == FeedbackKind.HIRED,
            wishes=tuple(wishes.get(student, ())),
        )
        for student in sorted({*withdrawn, *told, *wishes})
    }


def _latest(
    unit: Unit, table: Table, column: ColumnElement[Any], student_ids: Sequence[str], *conditions: ColumnElement[bool]
) -> dict[str, object]:
    """The latest value of a column for each student."""
    columns = (table.c.student, table.c.at, column)
    rows = rows_where(unit, table.c.student, student_ids, columns, *conditions)
    return {student: value for student, _, value in sorted(tuple(row) for row in rows)}
