"""What a posting offers and fixes: places, pay, contract, shifts, housing, how and until when to apply."""

from __future__ import annotations

import re

from jobmatch.domain import Contract, Pay, Shifts, Terms
from jobmatch.requirements.notice import NoticeReading
from jobmatch.requirements.offers import terms
from jobmatch.requirements.offers.contracts import WEAKEST_FIRST, contract_in_cell, contract_in_name
from jobmatch.requirements.offers.pay import doubt_about_pay, read_pay
from jobmatch.requirements.offers.places import (
    is_abroad,
    is_anywhere,
    narrowed,
    places_in_title,
    places_of_notice,
    read_places,
)
from jobmatch.requirements.offers.shifts import heavier, read_shifts
from jobmatch.requirements.offers.workplace import read_provisions
from jobmatch.requirements.other import OtherReading
from jobmatch.requirements.table import Columns
from jobmatch.requirements.text.passage import Passage, fold
from jobmatch.requirements.text.segments import clauses, sentences
from jobmatch.taxonomy.regions import covers, list_regions

_TAG_STOPS = re.compile(r"[,;、|/+\n\[\]'\"#· ]+")
_PAY_IN_TITLE = re.compile(r"(?:底薪|月薪|年薪|日薪|薪资|保底|无责|综合)[^\d]{0,2}\d|\d\s?[kK](?![a-zA-Z])|\d元[/每]")
_PAY_ALONE = re.compile(r"[\d.]+\s?[kK千万元]?\s?[-~]\s?[\d.]+\s?[kK千万元](?:·1\d薪|/[月年天])?")
_PATH = re.compile(r"[一-鿿]{2,8}[市省区县 ·-].{0,60}$")
_ANY_NUMBER = re.compile(r"若干|不限|数[名人]|多[名人]|面议|大量|^0+$")


def read_workplaces(columns: Columns) -> tuple[str, ...]:
    """Where the work is: by the columns, else by the words of the notice."""
    place, employer, title, text = (columns.text(f) for f in ("place", "employer", "title", "text"))
    stated = read_places(place, employer, title, columns.text("duties"))
    if stated:
        found = narrowed(stated, columns.text("address"), text, title)
        more = (code for code in places_in_title(title) if not any(covers(code, known) for known in found))
        return (*found, *more)
    if is_anywhere(place) or is_abroad(place):
        return ()
    return _place_in_tags(columns) or places_of_notice(text, title, employer)


def _place_in_tags(columns: Columns) -> tuple[str, ...]:
    """Where the columns of a board have slipped, a path or an address that stands among the tags by itself."""
    cells = fold(columns.text("tags")).split("|")
    paths = (list_regions(cell.strip()) for cell in cells if _PATH.match(cell.strip()))
    return next((codes for codes in paths if codes and not codes[0].endswith("0000")), ())


def _pay_in_tags(columns: Columns) -> Pay | None:
    """Where the columns of a board have slipped, the tag that is nothing but pay (10-20K)."""
    cells = (cell.strip() for cell in fold(columns.text("tags")).split("|"))
    return next((pay for cell in cells if _PAY_ALONE.fullmatch(cell) and (pay := read_pay(cell))), None)


def read_offered(
    columns: Columns, notice: NoticeReading, other: OtherReading, places: tuple[str, ...]
) -> tuple[Terms, list[str]]:
    """The terms, a column before the notice, and what a person should look at."""
    doubts, tags = _doubts(columns, places), tags_of(columns)
    offered = Terms(
        places=places,
        remote=notice.remote or _remote(columns, tags),
        pay=read_pay(columns.text("pay")) or notice.pay or _pay_in_tags(columns) or _pay_in_title(columns),
        headcount=_headcount(columns, notice, doubts),
        contract=_contract(columns, tags, notice),
        shifts=heavier(notice.shifts, _shifts(columns, tags)),
        housing=_housing(columns, tags, notice),
        service_years=other.service_years or notice.service_years,
        provisions=frozenset(notice.provisions).union(*map(read_provisions, tags)),
        programmes=frozenset(notice.programmes),
        application_cost_cny=notice.application_cost_cny,
        online_interview=notice.online_interview,
        deadline=terms.read_deadline(columns.text("deadline")) or notice.deadline,
    )
    return offered, doubts


def _pay_in_title(columns: Columns) -> Pay | None:
    title = fold(columns.text("title"))
    return read_pay(title) if _PAY_IN_TITLE.search(title) else None


def _doubts(columns: Columns, places: tuple[str, ...]) -> list[str]:
    """What a person should look at in the columns of place and pay."""
    doubts = []
    place = columns.text("place")
    if not places and is_abroad(place):
        doubts.append(f"工作地点在境外，无区划代码，请核对：{place[:30]}")
    elif not places and place.strip() and not is_anywhere(place):
        doubts.append(f"工作地点未能确定，请核对：{place[:30]}")
    pay = doubt_about_pay(columns.text("pay"))
    return [*doubts, pay] if pay else doubts


def _headcount(columns: Columns, notice: NoticeReading, doubts: list[str]) -> int | None:
    cell = columns.text("headcount")
    if not cell:
        return notice.headcount
    number = terms.read_headcount(cell)
    if number is None and not _ANY_NUMBER.search(cell):
        doubts.append(f"招聘人数未能确定，请核对：{cell[:20]}")
    return number


def _contract(columns: Columns, tags: list[Passage], notice: NoticeReading) -> Contract | None:
    """The tie by its column, else by the title or a tag, else the weakest that the notice names."""
    named = contract_in_cell(fold(columns.text("contract"))) or contract_in_name(fold(columns.text("title")))
    named = named or next(filter(None, (contract_in_name(tag.text) for tag in tags)), None)
    return named or next((c for c in WEAKEST_FIRST if c in notice.contracts), None)


def _housing(columns: Columns, tags: list[Passage], notice: NoticeReading) -> bool | None:
    said = [terms.housing_in_tag(tag.text) for tag in tags]
    said += [notice.housing, terms.read_housing(fold(columns.text("title")))]
    return next((housing for housing in said if housing is not None), None)


def _remote(columns: Columns, tags: list[Passage]) -> bool:
    """Whether the place column, the title or a tag says that the work is done from home."""
    said = (fold(columns.text("place")), fold(columns.text("title")), *(tag.text for tag in tags))
    return any(terms.is_remote(text) or terms.is_remote_in_a_word(text) for text in said)


def tags_of(columns: Columns) -> list[Passage]:
    """The short promises of a board (包住, 弹性工作)."""
    cells = (columns.get("benefits"), columns.get("tags"))
    return [tag for cell in cells if cell for tag in cell.split(_TAG_STOPS)]


def _shifts(columns: Columns, tags: list[Passage]) -> Shifts | None:
    """What duties, title and tags say of the night."""
    duties, title = columns.get("duties"), columns.get("title")
    said = [clause for sentence in sentences(duties) for clause in clauses(sentence.passage)] if duties else []
    shifts: Shifts | None = None
    for passage in (*said, *([title] if title else ()), *tags):
        shifts = heavier(shifts, read_shifts(passage))
    return shifts
