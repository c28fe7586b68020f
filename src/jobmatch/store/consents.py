"""Who does not want to be pushed to, as it stands in a transaction."""

from __future__ import annotations

from collections.abc import Sequence

from jobmatch.store.bulk import rows_where
from jobmatch.store.database import Unit
from jobmatch.store.schema import student


def refusing(unit: Unit, student_ids: Sequence[str]) -> frozenset[str]:
    """Which of these students said no to pushes; who was never asked is not among them."""
    said_no = student.c.consent.is_(False)
    distinct = sorted(set(student_ids))
    return frozenset(row.id for row in rows_where(unit, student.c.id, distinct, (student.c.id,), said_no))
