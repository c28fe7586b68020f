"""From the received fields of one posting to what it demands and offers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from jobmatch.domain import (
    Alarm,
    BadInput,
    Contract,
    DegreesAsked,
    Demand,
    Employer,
    ExperienceAsked,
    FreshAsked,
    Freshness,
    GroupAsked,
    Level,
    MajorsAsked,
    Shifts,
    Strength,
    Terms,
    Unread,
)
from jobmatch.requirements import terms
from jobmatch.requirements.clause import Setting
from jobmatch.requirements.dates import read_date
from jobmatch.requirements.education import degree_that_follows
from jobmatch.requirements.employer import read_employer
from jobmatch.requirements.fresh import read_fresh
from jobmatch.requirements.levels import major_demands, settle_levels
from jobmatch.requirements.notice import NoticeReading, distinct, levels_of, read_notice
from jobmatch.requirements.other import OtherReading, read_other
from jobmatch.requirements.passage import Passage
from jobmatch.requirements.pay import read_pay
from jobmatch.requirements.persons import read_gender, read_suited_gender
from jobmatch.requirements.places import places_of_notice, read_places
from jobmatch.requirements.reserved import read_reserved
from jobmatch.requirements.segments import clauses, sentences
from jobmatch.requirements.sheltered import read_sheltered
from jobmatch.requirements.shifts import heavier, read_shifts
from jobmatch.requirements.table import Columns, full_time_among, read_table
from jobmatch.requirements.workplace import read_duties

_HOLDS_DEMANDS = re.compile(r"(?:任职|岗位|应聘|资格|招聘)(?:要求|条件|资格)")
_UNDER_TITLE = re.compile(r"[()\[\]|/、·\s-]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one posting demands and offers; warnings are for a person to look at, alarms keep it from being pushed."""

    demands: tuple[Demand, ...]
    terms: Terms
    employer: Employer
    warnings: tuple[str, ...] = ()
    alarms: tuple[Alarm, ...] = ()


def read_posting(received: Mapping[str, str]) -> Reading:
    """Read the canonical fields of one posting; a field that is absent or blank was not given.

    Raises BadInput where the deadline is given and is no date.
    """
    columns = Columns(received)
    places = _places(columns)
    other = _read_column(columns.get("other"), places)
    notice = _read_text(columns, places)
    listed = read_table(columns, other.notes)
    admitted = levels_of(listed)
    demands = [*listed, *(full_time_among(d, admitted) for d in other.demands)]
    demands += [*_from_title(columns), *_from_duties(columns), *notice.demands]
    demands += _from_place_of_work(columns, demands)
    demands = settle_levels(list(distinct(demands)), _levels_by_major(notice))
    demands = _welcoming(demands, notice)
    demands += _fitting_degree(notice, levels_of(demands))
    if not any(isinstance(d.asked, MajorsAsked) for d in listed):
        demands += major_demands(notice.phrases, levels_of(demands))
    offered, doubts = _terms(columns, notice, other, places)
    return Reading(
        demands=tuple(distinct(demands)),
        terms=offered,
        employer=_employer(columns),
        warnings=(*notice.warnings, *doubts),
    )


def _places(columns: Columns) -> tuple[str, ...]:
    """Where the work is: by the columns, else by the words of the notice."""
    place, employer, title = (columns.text(f) for f in ("place", "employer", "title"))
    stated = read_places(place, employer, title, columns.text("duties"))
    return stated or places_of_notice(f"{columns.text('text')}\n{title}", employer)


def _read_column(cell: Passage | None, places: tuple[str, ...]) -> OtherReading:
    return read_other(cell, Setting(among_demands=True, places=places)) if cell else OtherReading()


def _read_text(columns: Columns, places: tuple[str, ...]) -> NoticeReading:
    text, duties = columns.get("text"), columns.get("duties")
    published_on = _published_on(columns)
    if text is None and duties is not None and _HOLDS_DEMANDS.search(duties.text):
        text = duties
    return read_notice(text, places, published_on) if text else NoticeReading()


def _published_on(columns: Columns) -> date | None:
    if not columns.text("published_on"):
        return None
    try:
        return read_date(columns.text("published_on"))
    except BadInput:
        return None


def _from_title(columns: Columns) -> list[Demand]:
    """Whom a title admits (残疾人专岗, 限女性, 2026届); a title holds no other demand that could be trusted."""
    title = columns.get("title")
    if title is None:
        return []
    reads = list(read_reserved(title))
    for part in title.split(_UNDER_TITLE):
        reads += [*read_reserved(part), *read_gender(part), *read_fresh(part)]
    return [title.demand(read.asked, confidence=read.confidence) for read in reads]


def _from_duties(columns: Columns) -> list[Demand]:
    duties = columns.get("duties")
    if duties is None:
        return []
    found = []
    for sentence in sentences(duties):
        for clause in clauses(sentence.passage):
            found += [clause.demand(r.asked, Strength.PREFERRED) for r in read_suited_gender(clause)]
            found += [clause.demand(r.asked, confidence=r.confidence) for r in read_duties(clause)]
    return found


def _from_place_of_work(columns: Columns, demands: list[Demand]) -> list[Demand]:
    """The reservation of a sheltered workplace, unless the posting itself says whom it is for."""
    if any(isinstance(d.asked, GroupAsked) for d in demands):
        return []
    sheltered = read_sheltered(columns.get("employer"), columns.get("title"), columns.get("text"))
    return [sheltered] if sheltered else []


def _fitting_degree(notice: NoticeReading, levels: frozenset[Level]) -> list[Demand]:
    """The degree behind 相应学位, which only the levels tell."""
    degrees = degree_that_follows(levels)
    clause = notice.fitting_degree
    return [clause.demand(DegreesAsked(degrees), confidence=0.9)] if clause and degrees else []


def _levels_by_major(notice: NoticeReading) -> bool:
    """Whether two statements on majors came each with their own levels."""
    own = {levels for _, _, levels, strength in notice.phrases if levels and strength is Strength.REQUIRED}
    return len(own) > 1


def _welcoming(demands: list[Demand], notice: NoticeReading) -> list[Demand]:
    """The demands in the light of whom the notice welcomes.

    Years of experience fall away where fresh graduates may apply all the same, and stay unread in a letter to
    graduates; a limit to one year's graduates widens where those of the last two years may apply too.
    """
    kept = [d for d in demands if not (notice.fresh_welcome and _asks_years(d))]
    return [_for_graduates(d, notice) for d in kept]


def _for_graduates(demand: Demand, notice: NoticeReading) -> Demand:
    if notice.to_graduates and _asks_years(demand):
        return replace(demand, asked=Unread(demand.span.quote), confidence=0.6)
    if notice.recent_welcome and isinstance(demand.asked, FreshAsked):
        return replace(demand, asked=FreshAsked(Freshness.FRESH))
    return demand


def _asks_years(demand: Demand) -> bool:
    required = demand.strength is Strength.REQUIRED and demand.span.field == "text"
    return isinstance(demand.asked, ExperienceAsked) and required


def _terms(
    columns: Columns, notice: NoticeReading, other: OtherReading, places: tuple[str, ...]
) -> tuple[Terms, list[str]]:
    doubts: list[str] = []
    offered = Terms(
        places=places,
        remote=notice.remote,
        pay=read_pay(columns.text("pay")) or notice.pay,
        headcount=_headcount(columns, notice, doubts),
        contract=_contract(columns, notice),
        shifts=heavier(notice.shifts, _shifts(columns)),
        housing=notice.housing,
        service_years=other.service_years or notice.service_years,
        provisions=frozenset(notice.provisions),
        programmes=frozenset(notice.programmes),
        application_cost_cny=notice.application_cost_cny,
        online_interview=notice.online_interview,
        deadline=terms.read_deadline(columns.text("deadline")) or notice.deadline,
    )
    return offered, doubts


def _headcount(columns: Columns, notice: NoticeReading, doubts: list[str]) -> int | None:
    cell = columns.text("headcount")
    if not cell:
        return notice.headcount
    number = terms.read_headcount(cell)
    if number is None and "若干" not in cell:
        doubts.append(f"招聘人数未能确定，请核对：{cell[:20]}")
    return number


def _contract(columns: Columns, notice: NoticeReading) -> Contract | None:
    cell = columns.get("contract")
    if cell and (contract := terms.read_contract(cell.text)):
        return contract
    weakest = [c for c in terms.WEAKEST_FIRST if c in notice.contracts]
    return weakest[0] if weakest else None


def _shifts(columns: Columns) -> Shifts | None:
    duties = columns.get("duties")
    shifts: Shifts | None = None
    for sentence in sentences(duties) if duties else ():
        for clause in clauses(sentence.passage):
            shifts = heavier(shifts, read_shifts(clause))
    return shifts


def _employer(columns: Columns) -> Employer:
    text = columns.get("text")
    name = columns.text("employer").strip()
    return read_employer(name, columns.text("title"), text.text if text else "", columns.listed)
