"""What a hire changes: a place is filled, and the student is no longer looking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam

from jobmatch.domain import Feedback, FeedbackKind, Stage
from jobmatch.store.bulk import rows_where
from jobmatch.store.database import Unit
from jobmatch.store.pushes import expire_pushes_to
from jobmatch.store.schema import feedback, posting
from jobmatch.store.students import set_stage
from jobmatch.store.tasks import close_tasks


def place_hired(unit: Unit, hires: Sequence[Feedback], now: datetime) -> None:
    """Fill a place for each pair not known to be hired yet; place its student, whose tasks and unsent pushes end."""
    pairs = {(event.student_id, event.posting_id) for event in hires}
    news = sorted(pairs - _hired(unit, sorted({student for student, _ in pairs})))
    if not news:
        return
    filled = Counter(posting_id for _, posting_id in news)
    grow = posting.update().where(posting.c.id == bindparam("of"))
    values = {"places_filled": posting.c.places_filled + bindparam("more"), "updated_at": now}
    unit.connection.execute(grow.values(values), [{"of": of, "more": more} for of, more in filled.items()])
    students = sorted({student for student, _ in news})
    set_stage(unit, students, Stage.PLACED, now)
    close_tasks(unit, students, now)
    expire_pushes_to(unit, students)


def _hired(unit: Unit, students: Sequence[str]) -> set[tuple[str, str]]:
    pair, told = (feedback.c.student, feedback.c.posting), feedback.c.kind == FeedbackKind.HIRED
    return {(row.student, row.posting) for row in rows_where(unit, feedback.c.student, students, pair, told)}
