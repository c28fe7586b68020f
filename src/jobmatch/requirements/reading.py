"""What reading one posting gives."""

from __future__ import annotations

from dataclasses import dataclass

from jobmatch.domain import Alarm, Demand, Employer, Terms


@dataclass(frozen=True, slots=True)
class Reading:
    """What one posting demands and offers; warnings are for a person to look at, alarms keep it from being pushed."""

    demands: tuple[Demand, ...]
    terms: Terms
    employer: Employer
    warnings: tuple[str, ...] = ()
    alarms: tuple[Alarm, ...] = ()
