"""A prose notice: its demands sentence by sentence, and the terms it offers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from jobmatch.domain import (
    AgeAsked,
    Contract,
    Demand,
    Level,
    LevelsAsked,
    LicenceAsked,
    Need,
    Pay,
    Programme,
    Shifts,
    Strength,
    Unread,
)
from jobmatch.requirements.demands.clause import Setting, prefers, read_clause
from jobmatch.requirements.demands.education import FITTING_DEGREE, FULL_TIME_GRADUATES, at_least
from jobmatch.requirements.demands.fresh import addresses_graduates, welcomes_fresh, welcomes_recent
from jobmatch.requirements.demands.items import demanding_clauses
from jobmatch.requirements.demands.licences import months_allowed, with_grace
from jobmatch.requirements.demands.major_phrases import (
    MajorPhrase,
    find_major_phrase,
    is_all_of,
    major_lists,
    speaks_of_majors,
)
from jobmatch.requirements.demands.others import speaks_of_others
from jobmatch.requirements.demands.paths import settle_paths
from jobmatch.requirements.offers import terms
from jobmatch.requirements.offers.contracts import read_contract
from jobmatch.requirements.offers.pay import read_pay
from jobmatch.requirements.offers.shifts import heavier, read_shifts
from jobmatch.requirements.offers.workplace import read_programmes, read_provisions
from jobmatch.requirements.text.glance import may_demand
from jobmatch.requirements.text.headings import Section
from jobmatch.requirements.text.passage import Passage
from jobmatch.requirements.text.patterns import any_of
from jobmatch.requirements.text.segments import Sentence, clauses, sentences

_PAY = any_of(
    r"(?:月薪|年薪|日薪|底薪|薪资|薪酬|工资|待遇|收入|薪水|报酬|薪|酬劳|月收入|到手)(?<!营业收入)[^\d]{0,16}\d(?!天|小时|险|%|倍)",
    r"(?:月薪|底薪|工资|收入|保底|到手)[^\d,;]{0,6}[一二两三四五六七八九][千万]",
    r"[1-9]\d{3,4}\s?元?的?(?:底薪|保底|基本工资|无责)|[1-9]\d{3,4}\s?元?\s?(?:\+|加)\s?(?:提成|绩效|奖金|计件|业绩)",
    r"转正(?:后)?\d{4}",
    r"\d(?:元|千|万|[kK])?/(?:月|年|天|日|小时)",
    r"每月[^\d,;]{0,4}\d{4}",
    r"(?:月入|日入|日结|保底|无责|综合|实发)[^\d,;]{0,6}\d{3}",
    r"(?<![\d.\-/])[1-9]\d{3,4}(?:元|块)?(?:起|左右|上下)(?![^,;。]{0,3}[人名家平字个份张件户台])",
    r"(?<![\d.\-/])(?!(?:19|20)\d\d\s?[-~至]\s?(?:19|20)\d\d)[1-9]\d{3,4}\s?[-~至]\s?[1-9]\d{3,4}(?!\d|[-/.]\d|[年人名家平米字届转公只张份件台辆])",
    r"[\d.]{1,6}[kKwW千万]?\s?[-~至到]{1,2}\s?[\d.]{1,7}\s?[kKwW千万元](?!/次)",
    r"^[1-9]\d?(?:\.\d)?[kK]$",
)
_NO_PAY = re.compile(
    r"(?:补贴|津贴|奖励|资助|报名费|费用|红包|奖金|年终奖?|全勤奖?|[餐饭房车话]补|[餐饭车]贴|另加|报销|[一-鿿](?<!劳务)费用?|"
    r"保证金|押金|(?:诚意|风险|抵押)金)[^\d,;]{0,8}\d|^\D{0,6}(?:年龄|岁|[男女])\D{0,2}\d{2}\s?[-~至到]\s?\d{2}\D{0,2}$"
)
_PAY_LABEL = re.compile(r"(?:薪|薪[资酬水]|工资|收入|待遇)\]?[★:]\s?$")
_FIGURE = re.compile(r"\d{4,6}(?!\d)")
_WEEKDAYS = re.compile(r"周一(?:至|到|-|~)周五")
_RELAXED = re.compile(
    r"放宽|破格|适当降低|(?:[大中]专|[专本]科|高中|[硕博]士|研究生)[^,;。]{0,6}[也亦](?:可(?!能)|行|考虑)"
)
_OFFICIAL = re.compile(
    r"报考(?!科目|院校|指导|咨询|意向|需求|流程)|公开招[聘考录]|招考|面向社会(?:公开)?招|资格(?:审查|复审)|事业单位[^,;。\n]{0,12}(?:招|编)"
)
_OF_OTHERS = frozenset({Section.DUTIES, Section.ABOUT})  # 管理50人团队, 安排学员住宿 offer nothing
_NO_DEMANDS = frozenset({Section.STEPS, Section.OFFERS})
_STUDIED = re.compile(r"专业(?:的?(?:毕业|背景|出身|方向|要求|学[历生])|者|$)|学[^,;。]{2,10}的")
_SKILL = re.compile(r"熟|掌握|了解|精通|能|具备|具有|使用|用过|善于|良好|[强好]$|意识|精神|优秀|扎实|思维|至少")
_NO_CONTRACT = re.compile(r"机会|可转|可入|优先入|转编|考编|晋升|择优[^,;]{0,4}编|表现优秀")


@dataclass(slots=True)
class NoticeReading:
    """What has been made out so far; phrases are majors with the levels and the strength they were named with."""

    demands: list[Demand] = field(default_factory=list)
    phrases: list[tuple[MajorPhrase, Passage, frozenset[Level] | None, Strength]] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    provisions: set[Need] = field(default_factory=set)
    programmes: set[Programme] = field(default_factory=set)
    pay: Pay | None = None
    headcount: int | None = None
    shifts: Shifts | None = None
    housing: bool | None = None
    service_years: int | None = None
    online_interview: bool | None = None
    application_cost_cny: int | None = None
    deadline: date | None = None
    remote: bool = False
    to_graduates: bool = False  # a letter to students about to graduate
    fresh_welcome: bool = False
    recent_welcome: bool = False  # 毕业两年内还没工作的也能报
    fitting_degree: Passage | None = None
    full_time_graduates: bool = False  # 2026届全日制毕业生, which names no level
    warnings: list[str] = field(default_factory=list)


def read_notice(notice: Passage, places: tuple[str, ...], published_on: date | None) -> NoticeReading:
    """Everything that a prose notice demands and offers; places are known from other fields and explain 本市."""
    reading = NoticeReading(to_graduates=addresses_graduates(notice.text))
    official = bool(_OFFICIAL.search(notice.text))
    around = Setting(official=official, places=places, published_on=published_on)
    settings = {section: _within(around, section) for section in Section}
    for sentence in sentences(notice, official):
        parts = list(clauses(sentence.passage))
        _read_terms(reading, sentence, parts, published_on)
        if sentence.section not in _NO_DEMANDS and (official or not speaks_of_others(sentence.passage)):
            demanding = demanding_clauses(sentence.passage, parts)
            _read_demands(reading, demanding, settings[sentence.section])
    reading.demands = settle_paths(notice, reading.demands)
    return reading


def _within(notice: Setting, section: Section) -> Setting:
    return replace(
        notice,
        among_demands=section in (Section.ASKS, Section.ASKS_HERE),
        preferred=section is Section.PREFERRED,
        among_duties=section in (Section.DUTIES, Section.ABOUT),
    )


def _read_demands(reading: NoticeReading, parts: list[Passage], setting: Setting) -> None:
    before = len(reading.demands)
    phrases = [(clause, find_major_phrase(clause, _may_list_majors(clause, setting))) for clause in parts]
    for clause, phrase in phrases:
        if setting.official or may_demand(clause.text):
            reading.demands += _read_part(reading, clause, phrase, setting)
    _collect_majors(reading, list(major_lists(phrases)), reading.demands[before:], setting)


def _may_list_majors(clause: Passage, setting: Setting) -> bool:
    """Whether a clause among demands may be a bare list of majors; in ads most are skills, which sound alike."""
    return setting.among_demands and (setting.official or not _SKILL.search(clause.text))


def _read_part(reading: NoticeReading, clause: Passage, phrase: MajorPhrase | None, setting: Setting) -> list[Demand]:
    welcome = welcomes_fresh(clause)
    reading.fresh_welcome |= welcome
    reading.recent_welcome |= welcomes_recent(clause)
    reading.full_time_graduates |= bool(FULL_TIME_GRADUATES.search(clause.text) and not prefers(clause.text))
    if FITTING_DEGREE.search(clause.text):
        reading.fitting_degree = clause
    taken = ((phrase.start, phrase.end),) if phrase else ()
    demands = read_clause(clause, setting, taken)
    grace = months_allowed(clause.text)
    if grace is not None and not any(isinstance(d.asked, LicenceAsked) for d in demands):
        reading.demands[:] = with_grace(reading.demands, clause.text, grace)
    doubtful = any(isinstance(d.asked, Unread) for d in demands)
    if doubtful and (grace is not None or welcome or _states_terms(clause)):
        demands = [d for d in demands if not isinstance(d.asked, Unread) or d.confidence < 1]
    if _RELAXED.search(clause.text):
        later = [d for d in demands if isinstance(d.asked, LicenceAsked) and d.asked.after_months]
        return [*(_for_the_relaxed(d) for d in demands if isinstance(d.asked, LevelsAsked | AgeAsked)), *later]
    return demands


def _states_terms(clause: Passage) -> bool:
    """Whether a clause says what the work offers or fixes, which is read elsewhere and demands nothing."""
    text = clause.text
    offered = (
        read_shifts(clause),
        terms.read_service_years(text),
        terms.read_housing(text),
        read_contract(text),
        terms.read_online_interview(text),
        terms.read_application_cost(text),
    )
    return any(value is not None for value in offered) or bool(
        read_provisions(clause)
        or read_programmes(clause)
        or _PAY.search(text)
        or terms.speaks_of_applying(text)
        or terms.is_remote(text)
    )


def _for_the_relaxed(demand: Demand) -> Demand:
    """A level that may be relaxed to is admitted at the employer's discretion: nobody else need ask."""
    if not isinstance(demand.asked, LevelsAsked):
        return demand
    lowest = frozenset({min(demand.asked.admitted)})
    return replace(demand, asked=Unread(demand.span.quote, levels=lowest))


def _collect_majors(
    reading: NoticeReading, parts: list[tuple[Passage, MajorPhrase | None]], found: list[Demand], setting: Setting
) -> None:
    stated = [d.asked for d in found if isinstance(d.asked, LevelsAsked) and d.strength is Strength.REQUIRED]
    levels = frozenset().union(*(a.admitted for a in stated)) if stated else None
    for clause, phrase in parts:
        if phrase is None:
            _doubt_major(reading, clause, setting)
            continue
        preferred = setting.preferred or prefers(clause.text)
        strength = Strength.PREFERRED if preferred else Strength.REQUIRED
        told = stated or phrase.names is None or is_all_of(clause, phrase)
        if setting.among_duties and strength is Strength.REQUIRED and not told:
            continue
        reading.phrases.append((phrase, clause, levels, strength))


def _doubt_major(reading: NoticeReading, clause: Passage, setting: Setting) -> None:
    """Leaves a clause for a person to read that names a major nobody here knows."""
    silent = setting.among_duties or setting.preferred or prefers(clause.text)
    asked = setting.official or (setting.among_demands and _STUDIED.search(clause.text))
    if silent or not asked or not speaks_of_majors(clause):
        return
    reading.warnings.append(f"专业要求未能识别，请核对：{clause.quote[:60]}")
    if not any(isinstance(d.asked, Unread) and d.span == clause.span() for d in reading.demands):
        reading.demands.append(clause.demand(Unread(clause.quote), confidence=0.6))


def _read_terms(reading: NoticeReading, sentence: Sentence, parts: list[Passage], published_on: date | None) -> None:
    passage = sentence.passage
    if reading.pay is None:
        reading.pay = _stated_pay(reading, passage, parts)
    if reading.headcount is None and sentence.section not in _OF_OTHERS:
        reading.headcount = terms.find_headcount(passage)
    for clause in parts:
        if sentence.section not in _OF_OTHERS:
            _read_application(reading, clause, published_on)
        _read_workplace(reading, clause, sentence.section)


def _stated_pay(reading: NoticeReading, sentence: Passage, parts: list[Passage]) -> Pay | None:
    """What a sentence says of pay, clauses on allowances and fees (每月补贴300元) apart."""
    labelled = _PAY_LABEL.search(sentence.folded, max(0, sentence.start - 8), sentence.start)
    if not (_PAY.search(sentence.text) or (labelled and _FIGURE.match(sentence.text))):
        return None
    said = [clause for clause in parts if not _NO_PAY.search(clause.text)]
    text = ",".join(clause.text for clause in said)
    if not (labelled or _PAY.search(text)):
        return None
    pay = read_pay(text)
    if pay is None:
        reading.warnings.append(f"薪资未能确定，请核对：{sentence.quote[:60]}")
    return pay


def _read_application(reading: NoticeReading, clause: Passage, published_on: date | None) -> None:
    text = clause.text
    if reading.deadline is None:
        reading.deadline, doubt = terms.find_deadline(clause, published_on)
        reading.warnings += [doubt] if doubt else []
    if reading.application_cost_cny is None:
        reading.application_cost_cny = terms.read_application_cost(text)
    if reading.online_interview is None:
        reading.online_interview = terms.read_online_interview(text)
    if reading.service_years is None:
        reading.service_years = terms.read_service_years(text)


def _read_workplace(reading: NoticeReading, clause: Passage, section: Section) -> None:
    text = clause.text
    office_hours = section is Section.STEPS and _WEEKDAYS.search(text)  # when papers are taken in
    if not office_hours and not prefers(text):
        reading.shifts = heavier(reading.shifts, read_shifts(clause))
    reading.provisions |= read_provisions(clause)
    reading.programmes |= read_programmes(clause)
    reading.remote = reading.remote or terms.is_remote(text)
    if section in _OF_OTHERS:
        return
    if not _NO_CONTRACT.search(text) and (contract := read_contract(text)):
        reading.contracts.append(contract)
    housing = terms.read_housing(text)
    reading.housing = reading.housing if housing is None else housing


def levels_of(demands: list[Demand]) -> frozenset[Level]:
    """Levels that the required clauses admit together, contested ones included; every level where none asks."""
    admitted = at_least(Level.JUNIOR_HIGH)
    for demand in demands:
        if isinstance(demand.asked, LevelsAsked) and demand.strength is Strength.REQUIRED:
            admitted &= demand.asked.admitted | demand.asked.contested
    return admitted


def distinct(demands: list[Demand]) -> Iterator[Demand]:
    """The demands without repetitions of one that has been stated before."""
    seen: set[tuple[object, Strength]] = set()
    for demand in demands:
        key = (demand.asked, demand.strength)
        if key not in seen:
            seen.add(key)
            yield demand
