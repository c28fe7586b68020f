"""What is no job, or a trap: course adverts, 招转培, deposits, pay far out of line."""

from __future__ import annotations

from jobmatch.domain import Alarm, Terms
from jobmatch.requirements.table import Columns


def read_alarms(columns: Columns, terms: Terms) -> tuple[Alarm, ...]:
    return ()
