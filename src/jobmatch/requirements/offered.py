"""What a posting offers and fixes: places, pay, contract, shifts, housing, how and until when to apply."""

from __future__ import annotations

from jobmatch.domain import Contract, Shifts, Terms
from jobmatch.requirements import terms
from jobmatch.requirements.notice import NoticeReading
from jobmatch.requirements.other import OtherReading
from jobmatch.requirements.pay import read_pay
from jobmatch.requirements.places import places_of_notice, read_places
from jobmatch.requirements.segments import clauses, sentences
from jobmatch.requirements.shifts import heavier, read_shifts
from jobmatch.requirements.table import Columns


def read_workplaces(columns: Columns) -> tuple[str, ...]:
    """Where the work is: by the columns, else by the words of the notice."""
    place, employer, title = (columns.text(f) for f in ("place", "employer", "title"))
    stated = read_places(place, employer, title, columns.text("duties"))
    return stated or places_of_notice(f"{columns.text('text')}\n{title}", employer)


def read_offered(
    columns: Columns, notice: NoticeReading, other: OtherReading, places: tuple[str, ...]
) -> tuple[Terms, list[str]]:
    """The terms, a column before the notice, and what a person should look at."""
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
