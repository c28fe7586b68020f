"""An opening: the words as received, what they demand, and what they offer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from jobmatch.domain.demand import Alarm, Asked, Demand, Strength
from jobmatch.domain.words import Contract, EmergingField, EmployerKind, Need, Programme, Shifts

A = TypeVar("A", bound=Asked)


class PostingStatus(StrEnum):
    OPEN = "open"
    FILLED = "filled"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Employer:
    """Who offers. grassroots is None where nothing tells; provisions are answers to the standing questionnaire."""

    name: str
    kind: EmployerKind | None = None
    grassroots: bool | None = None
    emerging: EmergingField | None = None
    disability_friendly: bool = False
    provisions: frozenset[Need] = frozenset()


@dataclass(frozen=True, slots=True)
class Pay:
    """Monthly pay before tax in CNY, low and high end of what was stated; high is None where it is open upwards."""

    low_monthly_cny: int
    high_monthly_cny: int | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What an opening offers and fixes. None or empty: the posting does not say."""

    places: tuple[str, ...] = ()  # GB/T 2260 codes
    remote: bool = False
    pay: Pay | None = None
    headcount: int | None = None
    contract: Contract | None = None
    shifts: Shifts | None = None
    housing: bool | None = None
    service_years: int | None = None  # 最低服务年限
    provisions: frozenset[Need] = frozenset()
    programmes: frozenset[Programme] = frozenset()
    application_cost_cny: int | None = None  # fees and unavoidable travel, as stated
    online_interview: bool | None = None
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """One opening, id ``<source>:<the source's own id>``; received maps field name to text, untouched."""

    id: str
    source: str
    title: str
    employer: Employer
    received: tuple[tuple[str, str], ...]
    demands: tuple[Demand, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    terms: Terms = field(default_factory=Terms)
    duties: str = ""
    occupation: str | None = None  # code of the 职业分类大典 (2-05-08-05); None where the title does not settle it
    published_on: date | None = None
    invented: frozenset[str] = frozenset()  # fields made up for the demonstration, such as "deadline"
    places_filled: int = 0
    status: PostingStatus = PostingStatus.OPEN
    synthetic: bool = False
    warnings: tuple[str, ...] = ()  # what the reader wants a person to look at

    def required(self, kind: type[A]) -> list[tuple[A, Demand]]:
        """The required clauses of one kind, each with the demand it came from, in reading order."""
        return [(d.asked, d) for d in self.demands if isinstance(d.asked, kind) and d.strength is Strength.REQUIRED]

    @property
    def places_left(self) -> int | None:
        """Openings not yet filled; None when the posting never said how many there are."""
        return None if self.terms.headcount is None else max(0, self.terms.headcount - self.places_filled)
