"""From the fields of one posting in English to what it demands and offers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from jobmatch.domain import Contract, Demand, ExperienceAsked, Level, LevelsAsked, Need, Shifts, Strength, Terms, Unread
from jobmatch.requirements.chinese import read_chinese
from jobmatch.requirements.english import dates, levels, places, terms, work
from jobmatch.requirements.english.employer import read_english_employer
from jobmatch.requirements.english.experience import read_experience, welcomes_unpractised
from jobmatch.requirements.english.language import has_han
from jobmatch.requirements.english.majors import read_majors
from jobmatch.requirements.english.pay import monthly_cny, read_stated_pay, say_stated
from jobmatch.requirements.english.persons import bars_foreigners, demands_unread, is_internal, read_persons
from jobmatch.requirements.english.prose import Section, Sentence, lowered, sentences
from jobmatch.requirements.english.registrations import HINTS as REGISTRATION_HINTS
from jobmatch.requirements.english.registrations import (
    Found,
    find_certificates,
    find_profession,
    find_registrations,
    is_asked_in_title,
    read_unnamed_registration,
    registration_demands,
    unstated_registration,
)
from jobmatch.requirements.english.strength import PLAIN, Part, Standing, parts
from jobmatch.requirements.notice import distinct, levels_of
from jobmatch.requirements.offers.shifts import heavier
from jobmatch.requirements.reading import Reading
from jobmatch.requirements.table import Columns
from jobmatch.requirements.text.passage import Passage

_PROSE = {
    "education": Section.ASKS,
    "experience": Section.ASKS,
    "other": Section.ASKS,
    "text": Section.OTHER,
    "duties": Section.DUTIES,
}
_COLUMNS = frozenset({"title", "employer", "contract", "deadline", "pay", "place", "published_on", *_PROSE})
_CHINESE_LINE = 0.3  # share of Han characters from which a line is read as Chinese
_OTHER_HINTS = (
    "year|month|driv|car |vehicle|transport|major|certific|member|welsh|language|speak|bilingual|clearance|vetting|"
    "internal|existing|current |secondment|resid| live |citizen|nationals|course|prescri|charter| ils| als|therapist|"
    "doctor|consultant|pharmacist|dentist|psycholog|psychiatr|paramedic|radiograph|scientist|physio|dieti|podiatr| gp|"
    " rn|sister|odp|sonograph|entry|cima|acca|cpa|cet|tem-|tem4|tem8|english"
)
_MAY_ASK = tuple(  # without any of these a sentence asks nothing that is read from its parts
    dict.fromkeys(
        (
            *("experience", "qualif", "regist", "degree", "licen", "nurs"),
            *levels.HINTS,
            *(hint for hint in REGISTRATION_HINTS if hint not in ("rn", "pin")),
            *_OTHER_HINTS.split("|"),
        )
    )
)
_GLUED = re.compile(r"[A-Za-z,]{45,}")  # English without blanks between words cannot be read
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)
class _Gathered:
    """What has been made out so far, over all sentences."""

    demands: list[Demand] = field(default_factory=list)
    named: list[levels.Named] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    degrees: list[Part] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    provisions: set[Need] = field(default_factory=set)
    shifts: Shifts | None = None
    housing: bool | None = None
    headcount: int | None = None
    online_interview: bool | None = None
    deadline: date | None = None
    remote: bool = False
    unpractised: bool = False
    sought: Passage | None = None  # the first regulated profession that the text looks for


def read_english(columns: Columns) -> Reading:
    """What the fields of a posting in English demand and offer. Raises BadInput where the deadline is no date.

    Columns and lines in Chinese, as boards in China put beside an English text, are read as Chinese.
    """
    gathered = _Gathered()
    title = _title(columns)
    for name, ruling in _PROSE.items():
        if text := columns.text(name):
            for sentence in sentences(lowered(name, text), ruling):
                _gather(gathered, sentence)
            if glued := _GLUED.search(text):
                gathered.demands.append(
                    Passage.of(name, text).part(*glued.span()).demand(Unread(glued[0][:200]), confidence=0.5)
                )
    if title is not None:
        _gather_title(gathered, title)
    chinese = _read_chinese_parts(columns)
    demands = _demands(gathered, title, chinese)
    offered, doubts = _terms(columns, gathered, chinese)
    employer = read_english_employer(
        columns.text("employer").strip(), columns.text("title"), columns.text("text").lower()
    )
    warnings = (*(chinese.warnings if chinese else ()), *doubts)
    return Reading(tuple(distinct(demands)), offered, employer, warnings)


def _title(columns: Columns) -> Passage | None:
    cell = columns.text("title")
    return lowered("title", cell).part(0, len(cell)) if cell.strip() else None


def _gather(gathered: _Gathered, sentence: Sentence) -> None:
    passage, text = sentence.passage, sentence.passage.text
    cut = parts(sentence) if _may_ask(sentence) else []
    for part in cut:
        _gather_part(gathered, part)
    gathered.unpractised = gathered.unpractised or any(map(welcomes_unpractised, cut[:1]))
    _gather_terms(gathered, text, sentence.section)
    if sentence.section not in (Section.OFFERS, Section.ABOUT, Section.STEPS):
        gathered.demands += [passage.demand(r.asked, confidence=r.confidence) for r in work.read_duties(passage)]
    strength = Strength.PREFERRED if any(p.standing is Standing.PREFERRED for p in cut) else Strength.REQUIRED
    gathered.demands += [passage.demand(r.asked, strength, r.confidence) for r in read_persons(passage)]
    if bars_foreigners(text) or is_internal(text):
        gathered.demands.append(passage.demand(Unread(passage.quote)))


def _may_ask(sentence: Sentence) -> bool:
    """A cheap test that spares most sentences the cutting into parts."""
    text = sentence.passage.text
    if sentence.section in (Section.OFFERS, Section.STEPS) and not PLAIN.search(text):
        return False
    return any(hint in text for hint in _MAY_ASK)


def _gather_part(gathered: _Gathered, part: Part) -> None:
    if part.strength is None:
        return
    if levels.forbids(part):
        gathered.demands.append(part.passage.demand(Unread(part.passage.quote)))
        return
    before = len(gathered.demands)
    for read in (*read_experience(part), *work.read_driving(part), *find_certificates(part)):
        quoted = (
            replace(part.passage, start=read.start, end=read.end)
            if part.passage.end - part.passage.start > 90
            else part.passage
        )
        gathered.demands.append(quoted.demand(read.asked, part.strength, read.confidence))
    gathered.sought = gathered.sought or find_profession(part)
    registrations = list(find_registrations(part))
    gathered.found += registrations
    level = levels.find_level(part)
    if level:
        gathered.named.append(level)
        gathered.degrees.append(part)
    elif "major" in part.text:
        gathered.degrees.append(part)
    nothing = not registrations and level is None and len(gathered.demands) == before
    if nothing and (demands_unread(part) or read_unnamed_registration(part)):
        gathered.demands.append(part.passage.demand(Unread(part.passage.quote), confidence=0.7))


def _gather_terms(gathered: _Gathered, text: str, section: Section) -> None:
    gathered.provisions |= work.read_provisions(text)
    gathered.housing = gathered.housing if gathered.housing is not None else work.read_housing(text)
    gathered.online_interview = (
        gathered.online_interview if gathered.online_interview is not None else terms.read_online_interview(text)
    )
    gathered.deadline = gathered.deadline or dates.find_deadline(text)
    if section in (Section.OFFERS, Section.ABOUT):
        return
    if contract := terms.read_contract(text):
        gathered.contracts.append(contract)
    gathered.headcount = gathered.headcount or terms.read_headcount(text)
    gathered.remote = gathered.remote or work.is_remote(text)
    if section is not Section.STEPS:
        gathered.shifts = heavier(gathered.shifts, work.read_shifts(text))


def _gather_title(gathered: _Gathered, title: Passage) -> None:
    """A title names registrations, gender, contract, nights and number; what it calls the work demands nothing more."""
    text = title.text
    for part in parts(Sentence(title, Section.OTHER)):
        if part.standing is not Standing.PREFERRED:
            gathered.found += find_registrations(is_asked_in_title(part))
    gathered.demands += [title.demand(r.asked, confidence=r.confidence) for r in read_persons(title, in_title=True)]
    if is_internal(text):
        gathered.demands.append(title.demand(Unread(title.quote)))
    if contract := terms.read_contract(text, title=True):
        gathered.contracts.insert(0, contract)
    gathered.headcount = terms.read_headcount(text) or gathered.headcount
    gathered.shifts = heavier(
        gathered.shifts, work.read_shifts(text) or (Shifts.REGULAR_NIGHTS if re.search(r"\bnights?\b", text) else None)
    )
    gathered.remote = gathered.remote or bool(re.search(r"\bhome[- ]based\b|\bremote\b|\bwork from home\b", text))


def _demands(gathered: _Gathered, title: Passage | None, chinese: Reading | None) -> list[Demand]:
    stated = levels.level_demands(gathered.named)
    demands = [*(chinese.demands if chinese else ()), *stated, *registration_demands(gathered.found), *gathered.demands]
    if doubt := unstated_registration(title, gathered.sought, gathered.found):
        demands.append(doubt)
    demands += list(_majors(gathered.degrees, levels_of(demands)))
    if gathered.unpractised:
        demands = [d for d in demands if not _asks_experience(d)]
    return list(_strongest(demands))


def _majors(degrees: list[Part], admitted: frozenset[Level]) -> Iterator[Demand]:
    seen: set[int] = set()
    for part in degrees:
        if part.whole.start not in seen and (demand := read_majors(part, admitted)):
            seen.add(part.whole.start)
            yield demand


def _asks_experience(demand: Demand) -> bool:
    return isinstance(demand.asked, ExperienceAsked) and demand.strength is Strength.REQUIRED


def _strongest(demands: list[Demand]) -> Iterator[Demand]:
    """Without experience as such beside years of it, and without wishes for what is demanded anyway."""
    years = any(_asks_experience(d) and isinstance(d.asked, ExperienceAsked) and d.asked.stated for d in demands)
    seen: set[object] = set()
    for demand in demands:
        asked = demand.asked
        if isinstance(asked, ExperienceAsked) and not asked.stated and demand.strength is Strength.REQUIRED and years:
            continue
        if isinstance(asked, LevelsAsked) and demand.strength is Strength.PREFERRED and demand.asked in seen:
            continue
        if isinstance(asked, Unread) and any(_holds(other, demand) for other in demands):
            continue
        seen.add(asked)
        yield demand


def _holds(outer: Demand, inner: Demand) -> bool:
    """Whether another unread clause quotes all of this one and more."""
    if not isinstance(outer.asked, Unread) or outer.span.field != inner.span.field or outer.span == inner.span:
        return False
    return outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


def _read_chinese_parts(columns: Columns) -> Reading | None:
    """The reading of what is written in Chinese: whole columns, and lines of the text, each in its own place."""
    kept: dict[str, str] = {}
    for name, text in columns.received.items():
        if not text or name == "employer":
            continue
        if name in ("text", "duties", "other", "title"):
            if has_han(text):
                kept[name] = _only_chinese_lines(text)
        elif name not in _COLUMNS or has_han(text):
            kept[name] = text
    pay = columns.text("pay")
    if pay and "pay" not in kept and any(has_han(t) for t in columns.received.values()):
        kept["pay"] = pay  # 15-20K on a board in China
    if not any(has_han(text) for text in kept.values()):
        return None
    return read_chinese(Columns({**kept, "employer": columns.text("employer")}))


def _only_chinese_lines(text: str) -> str:
    """The text with every line that is not Chinese blanked out, so that spans stand where they did."""
    lines = text.split("\n")
    return "\n".join(
        line if len(_HAN.findall(line)) > _CHINESE_LINE * len(line.strip()) else " " * len(line) for line in lines
    )


def _terms(columns: Columns, gathered: _Gathered, chinese: Reading | None) -> tuple[Terms, list[str]]:
    """A column before the text, and what a person should look at."""
    known = chinese.terms if chinese else Terms()
    doubts: list[str] = []
    stated = read_stated_pay(columns.text("pay"))
    pay = known.pay or (monthly_cny(stated) if stated else None)
    if stated and pay is None:
        doubts.append(say_stated(stated, columns.text("pay")))
    where = known.places or places.read_places(columns.text("place"), columns.text("title"), columns.text("text"))
    if not where and columns.text("place").strip() and not has_han(columns.text("place")):
        away = "在境外" if places.is_abroad(columns.text("place")) else "未能对应到国内行政区划"
        doubts.append(f"工作地点{away}，请核对：{columns.text('place').strip()[:60]}")
    offered = replace(
        known,
        places=where,
        pay=pay,
        remote=known.remote or gathered.remote or "telecommut" in columns.text("place").lower(),
        headcount=known.headcount or gathered.headcount,
        contract=known.contract or _contract(columns, gathered),
        shifts=heavier(known.shifts, gathered.shifts),
        housing=gathered.housing if gathered.housing is not None else known.housing,
        provisions=known.provisions | gathered.provisions,
        online_interview=gathered.online_interview if gathered.online_interview is not None else known.online_interview,
        deadline=dates.read_deadline(columns.text("deadline")) or gathered.deadline,
    )
    return offered, doubts


def _contract(columns: Columns, gathered: _Gathered) -> Contract | None:
    """What the text says first, since feeds file bank posts as full time; else the column."""
    order = (Contract.INTERNSHIP, Contract.PART_TIME, Contract.LABOUR, Contract.ESTABLISHED)
    weakest = next((c for c in order if c in gathered.contracts), None)
    return weakest or terms.read_contract_column(columns.text("contract"))
