"""Skills of the gazetteer that a posting names."""

from __future__ import annotations

from jobmatch.domain import Demand
from jobmatch.requirements.table import Columns


def read_skills(columns: Columns) -> tuple[Demand, ...]:
    return ()
