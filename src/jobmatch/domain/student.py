"""A student as the stages see one: pseudonymous, without name, number or contact."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from jobmatch.domain.education import Education
from jobmatch.domain.words import (
    Contract,
    DisabilityType,
    Elsewhere,
    Gender,
    Group,
    Hardship,
    LicenceState,
    Need,
    NightLimit,
    Political,
    Stage,
)


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence or certificate in a student's hands or within reach. on: issued, passed or next sitting."""

    code: str
    state: LicenceState
    on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a student wants and refuses. None means that nobody has said.

    places and refused_places are GB/T 2260 codes of a province, prefecture or county; elsewhere says whether
    openings outside places are fine too. vague_places are limits on place that no code can hold, as written
    (离家近, 不去偏远山区): outside places they keep every opening a question. places_complete is False where a
    wished place could not be read, so that what lies outside places may be wished all the same.
    """

    occupations: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    refused_places: frozenset[str] = frozenset()
    elsewhere: Elsewhere | None = None
    vague_places: tuple[str, ...] = ()
    places_complete: bool = True
    pay_floor_monthly_cny: int | None = None
    nights: NightLimit | None = None
    contracts: frozenset[Contract] | None = None
    application_cost_limit_cny: int | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Sensitive facts (encrypted at rest). Each is read only by a rule whose posting states a demand on it,
    by a programme, or by a priority tier; never by a score, never embedded. None: nobody has said."""

    gender: Gender | None = None
    born_on: date | None = None
    political: Political | None = None
    ethnicity: str | None = None  # 民族, GB/T 3304 name, e.g. "瑶族"
    household_region: str | None = None  # 户籍, GB/T 2260 code
    origin_region: str | None = None  # 生源地, GB/T 2260 code
    hardship: frozenset[Hardship] = frozenset()
    disability: DisabilityType | None = None
    disability_grade: int | None = None  # 1 (most severe) to 4
    needs: frozenset[Need] = frozenset()
    groups: frozenset[Group] | None = None  # reserved-opening groups the student is known to belong to


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the student is. Never enters a stage: only ingest writes it and the counselor's desk reads it."""

    name: str
    number: str  # 学号
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Student:
    """One student, known to the stages by a pseudonymous id such as ``S000042``."""

    id: str
    education: Education = field(default_factory=Education)
    skills: tuple[str, ...] = ()
    licences: tuple[Licence, ...] = ()
    experience_months: int | None = None
    grassroots_experience_months: int | None = None
    wishes: Wishes = field(default_factory=Wishes)
    circumstances: Circumstances = field(default_factory=Circumstances)
    stage: Stage = Stage.GRADUATING
    consent_push: bool | None = None  # 同意接收岗位推送; None: not asked yet
    bond: str | None = None  # 订单定向: who the student is bound to
    counselor: str | None = None
    synthetic: bool = False
    notes: tuple[str, ...] = ()  # roster words that no field could hold, kept for a person
