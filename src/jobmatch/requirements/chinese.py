"""From the fields of one posting in Chinese to what it demands and offers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from jobmatch.domain import (
    BadInput,
    DegreesAsked,
    Demand,
    Employer,
    ExperienceAsked,
    FreshAsked,
    Freshness,
    GroupAsked,
    Level,
    LevelsAsked,
    MajorsAsked,
    Strength,
    Unread,
)
from jobmatch.requirements.bare import BareReading, prose_among_tags, read_bare
from jobmatch.requirements.demands.clause import Setting, wishes
from jobmatch.requirements.demands.education import degree_that_follows
from jobmatch.requirements.demands.fresh import read_campus, read_fresh
from jobmatch.requirements.demands.levels import major_demands, settle_levels
from jobmatch.requirements.demands.licences import without_implied
from jobmatch.requirements.demands.persons import read_gender, read_suited_gender
from jobmatch.requirements.demands.reserved import read_reserved
from jobmatch.requirements.demands.sheltered import read_sheltered
from jobmatch.requirements.notice import NoticeReading, distinct, levels_of, read_notice
from jobmatch.requirements.offered import read_offered, read_workplaces, tags_of
from jobmatch.requirements.offers.employer import read_employer
from jobmatch.requirements.offers.workplace import read_duties
from jobmatch.requirements.other import OtherReading, read_other
from jobmatch.requirements.reading import Reading
from jobmatch.requirements.table import Columns, full_time_among, read_table
from jobmatch.requirements.text.dates import read_date
from jobmatch.requirements.text.passage import Passage
from jobmatch.requirements.text.segments import clauses, sentences

_HOLDS_DEMANDS = re.compile(r"(?:任职|岗位|应聘|资格|招聘)(?:要求|条件|资格)")
_LINE_END = re.compile(r"[\n。!;]")
_LONGEST_HEADLINE = 40
_FRESH_OR_OTHERS = re.compile(r"应届(?:毕业)?生?[/、或]|[/、或]应届")
_UNDER_TITLE = re.compile(r"[()\[\]|/、·\s-]+")


def read_chinese(columns: Columns) -> Reading:
    """What the fields of a posting in Chinese demand and offer. Raises BadInput where the deadline is no date."""
    places = read_workplaces(columns)
    other = _read_column(columns.get("other"), places)
    notice = _read_text(columns, places)
    bare = read_bare(columns)
    listed = [*read_table(columns, other.notes), *bare.demands]
    admitted = levels_of(listed)
    demands = [*listed, *(full_time_among(d, admitted) for d in other.demands)]
    demands += [
        *_from_title(columns),
        *_from_headlines(columns),
        *_from_duties(columns),
        *_from_tags(columns),
        *notice.demands,
    ]
    demands += _from_place_of_work(columns, demands)
    demands = settle_levels(demands, _levels_by_major(notice))
    if notice.full_time_graduates:
        demands = [_full_time(demand) for demand in demands]
    demands = _one_class(_welcoming(demands, notice, bare))
    demands += _fitting_degree(notice, levels_of(demands))
    if not any(isinstance(d.asked, MajorsAsked) for d in listed):
        demands += major_demands(notice.phrases, levels_of(demands))
    offered, doubts = read_offered(columns, notice, other, places)
    return Reading(
        demands=tuple(without_implied(list(distinct(demands)))),
        terms=offered,
        employer=_employer(columns),
        warnings=(*notice.warnings, *doubts),
    )


def _read_column(cell: Passage | None, places: tuple[str, ...]) -> OtherReading:
    return read_other(cell, Setting(among_demands=True, places=places)) if cell else OtherReading()


def _read_text(columns: Columns, places: tuple[str, ...]) -> NoticeReading:
    text, duties = columns.get("text"), columns.get("duties")
    published_on = _published_on(columns)
    if text is None and duties is not None and _HOLDS_DEMANDS.search(duties.text):
        text = duties
    if text is None or not _HOLDS_DEMANDS.search(text.text):
        text = prose_among_tags(columns) or text
    return read_notice(text, places, published_on) if text else NoticeReading()


def _published_on(columns: Columns) -> date | None:
    if not columns.text("published_on"):
        return None
    try:
        return read_date(columns.text("published_on"))
    except BadInput:
        return None


def _from_title(columns: Columns) -> list[Demand]:
    """Whom a title admits (残疾人专岗, 限女性, 2026届) and what work it names (电话销售, 司机)."""
    title = columns.get("title")
    if title is None:
        return []
    found = [title.demand(r.asked, confidence=r.confidence) for r in (*read_reserved(title), *read_duties(title))]
    for part in title.split(_UNDER_TITLE):
        strength = Strength.PREFERRED if wishes(part.text) else Strength.REQUIRED
        fresh = () if _FRESH_OR_OTHERS.search(title.text) else read_fresh(part)  # 应届/转行 limits nobody
        reads = (*read_reserved(part), *read_gender(part), *fresh)
        found += [title.demand(read.asked, strength, read.confidence) for read in reads]
    return found


def _from_headlines(columns: Columns) -> list[Demand]:
    """The class that a campus campaign is for, in the title, the employer's name or the first line (2027届秋招)."""
    headlines = (columns.get("title"), columns.get("employer"), _first_line(columns.get("text")))
    found = ((line, read) for line in headlines if line for read in read_campus(line))
    return [line.demand(read.asked, confidence=read.confidence) for line, read in found]


def _first_line(text: Passage | None) -> Passage | None:
    line = next(text.split(_LINE_END), None) if text else None
    return line if line and line.end - line.start <= _LONGEST_HEADLINE else None


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


def _from_tags(columns: Columns) -> list[Demand]:
    """The work that a board's tags name (出差, 电话销售)."""
    return [tag.demand(r.asked, confidence=r.confidence) for tag in tags_of(columns) for r in read_duties(tag)]


def _from_place_of_work(columns: Columns, demands: list[Demand]) -> list[Demand]:
    """The reservation of a sheltered workplace, unless the posting itself says whom it is for."""
    if any(isinstance(d.asked, GroupAsked) and d.strength is Strength.REQUIRED for d in demands):
        return []
    sheltered = read_sheltered(columns.get("employer"), columns.get("title"), columns.get("text"))
    return [sheltered] if sheltered else []


def _full_time(demand: Demand) -> Demand:
    if isinstance(demand.asked, LevelsAsked) and demand.strength is Strength.REQUIRED:
        return replace(demand, asked=replace(demand.asked, full_time=True))
    return demand


def _fitting_degree(notice: NoticeReading, levels: frozenset[Level]) -> list[Demand]:
    """The degree behind 相应学位, which only the levels tell."""
    degrees = degree_that_follows(levels)
    clause = notice.fitting_degree
    return [clause.demand(DegreesAsked(degrees), confidence=0.9)] if clause and degrees else []


def _levels_by_major(notice: NoticeReading) -> bool:
    """Whether two statements on majors came each with their own levels."""
    own = {levels for _, _, levels, strength in notice.phrases if levels and strength is Strength.REQUIRED}
    return len(own) > 1


def _welcoming(demands: list[Demand], notice: NoticeReading, bare: BareReading) -> list[Demand]:
    """The demands in the light of whom the posting welcomes.

    Experience falls away where fresh graduates may apply all the same. Where a board's column is for them and the
    notice asks for years, or a letter to graduates does, the years stay unread. A limit to one year's graduates widens
    where those of the last two years may apply too.
    """
    kept = [d for d in demands if not (notice.fresh_welcome and _asks_experience(d))]
    return [_for_graduates(d, notice, bare) for d in kept if not (bare.to_fresh and _asks_some(d))]


def _one_class(demands: list[Demand]) -> list[Demand]:
    """The demands without a title's 应届 where the class is named besides."""
    named = any(isinstance(d.asked, FreshAsked) and d.asked.kind is Freshness.THIS_YEAR for d in demands)
    return [d for d in demands if not (named and d.span.field == "title" and d.asked == FreshAsked(Freshness.FRESH))]


def _for_graduates(demand: Demand, notice: NoticeReading, bare: BareReading) -> Demand:
    if (notice.to_graduates or bare.to_fresh) and _asks_experience(demand):
        return replace(demand, asked=Unread(demand.span.quote), confidence=0.6)
    if notice.recent_welcome and isinstance(demand.asked, FreshAsked):
        return replace(demand, asked=FreshAsked(Freshness.FRESH))
    return demand


def _asks_experience(demand: Demand) -> bool:
    asked = demand.asked
    return isinstance(asked, ExperienceAsked) and not asked.grassroots and demand.strength is Strength.REQUIRED


def _asks_some(demand: Demand) -> bool:
    return _asks_experience(demand) and isinstance(demand.asked, ExperienceAsked) and not demand.asked.stated


def _employer(columns: Columns) -> Employer:
    text = columns.get("text")
    name = columns.text("employer").strip()
    return read_employer(name, columns.text("title"), text.text if text else "", columns.listed)
