"""Several statements on education brought together: by major, or in contradiction."""

from __future__ import annotations

import re
from dataclasses import replace

from jobmatch.domain import DegreesAsked, Demand, Level, LevelsAsked, Strength, Unread
from jobmatch.requirements.demands.education import at_least, read_levels
from jobmatch.requirements.demands.major_phrases import MajorPhrase
from jobmatch.requirements.demands.majors import MajorList, majors_asked, place_names
from jobmatch.requirements.text.passage import Passage
from jobmatch.taxonomy.majors import covers

Named = tuple[MajorPhrase, Passage, frozenset[Level] | None, Strength]
_PROSE = frozenset({"text", "duties", "title"})
_ALSO = re.compile(r"[也亦](?:可(?!能)|行|考虑)")
_RELAXES = re.compile(r"放宽|破格|降低")
_WITH_MAJORS = frozenset({Level.ASSOCIATE, Level.BACHELOR, Level.MASTER, Level.DOCTOR})


def settle_levels(demands: list[Demand], by_major: bool) -> list[Demand]:
    """One statement on levels out of several.

    by_major: each level came with its own majors, so any of them will do. What the notice narrows is narrowed.
    Otherwise the strictest of statements that differ binds, and what only some of them admit is contested.
    """
    demands = _relaxed(_stricter([part for d in demands for part in _relaxed_beside(d)]))
    stated = [d for d in demands if _is_level(d)]
    if len({d.asked for d in stated}) < 2:
        return demands
    admitted = [d.asked.admitted for d in stated if isinstance(d.asked, LevelsAsked)]
    union, common = frozenset().union(*admitted), frozenset.intersection(*admitted)
    quantified = any if union == common else all
    full_time = quantified(d.asked.full_time for d in stated if isinstance(d.asked, LevelsAsked))
    binding = union if by_major else common or min(admitted, key=len)
    asked = LevelsAsked(binding, full_time, union - binding)
    first = next(d for d in stated if isinstance(d.asked, LevelsAsked) and (by_major or d.asked.admitted == binding))
    merged = replace(first, asked=asked, confidence=0.7)
    return [merged if d is first else d for d in demands if d is first or not _is_level(d)]


def _stricter(demands: list[Demand]) -> list[Demand]:
    """The demands without the column's levels where the notice narrows them (本科 in the column, 硕士 in the text)."""
    stated = [d for d in demands if _is_level(d)]
    prose = [d.asked.admitted for d in stated if isinstance(d.asked, LevelsAsked) and d.span.field in _PROSE]
    wider = [
        d
        for d in stated
        if d.span.field not in _PROSE
        and isinstance(d.asked, LevelsAsked)
        and prose
        and frozenset().union(*prose) < d.asked.admitted
    ]
    return [d for d in demands if d not in wider]


def _relaxed_beside(demand: Demand) -> list[Demand]:
    """A level and its relaxation in one clause as two demands: 硕士及以上(紧缺专业可放宽至本科), 大专(优秀者可放宽)."""
    mark = _RELAXES.search(demand.span.quote)
    if mark is None or not isinstance(demand.asked, Unread) or not demand.asked.levels:
        return [demand]
    stated = Passage.of(demand.span.field, demand.span.quote[: mark.start()])
    beside = [replace(demand, asked=read.asked, confidence=read.confidence) for read in read_levels(stated)]
    names_no_lower = any(isinstance(d.asked, LevelsAsked) and d.asked.admitted & demand.asked.levels for d in beside)
    return beside if names_no_lower else [*beside, demand]


def _relaxed(demands: list[Demand]) -> list[Demand]:
    """Statements on levels widened by those that the employer may admit (学历可放宽至中专), which stay unread.

    Whatever lies between is relaxed too: where 本科 may become 中专, so may it become 大专.
    """
    lowered = [d.asked.levels for d in demands if isinstance(d.asked, Unread) and d.span.field == "text"]
    stated = [d.asked.admitted for d in demands if isinstance(d.asked, LevelsAsked) and _is_level(d)]
    floor = min((min(levels) for levels in lowered if levels), default=None)
    if floor is None or not stated:
        return demands
    admitted = frozenset().union(*stated)
    also = frozenset(x for x in at_least(floor) if x < min(admitted))
    return [_widened(d, also) for d in demands if not _adds_nothing(d, admitted)]


def _adds_nothing(demand: Demand, admitted: frozenset[Level]) -> bool:
    """Whether a clause lets in, beside others, levels that are admitted anyway (本科 … 优秀应届硕士亦可)."""
    asked = demand.asked
    return isinstance(asked, Unread) and bool(asked.levels and asked.levels <= admitted and _ALSO.search(asked.text))


def _widened(demand: Demand, also: frozenset[Level]) -> Demand:
    asked = demand.asked
    if isinstance(asked, LevelsAsked) and _is_level(demand):
        return replace(demand, asked=replace(asked, admitted=asked.admitted | also))
    if isinstance(asked, Unread) and asked.levels & also and demand.span.field == "text":
        return replace(demand, asked=replace(asked, levels=also))
    if isinstance(asked, DegreesAsked):
        return replace(demand, asked=replace(asked, waived_for=also))
    return demand


def _is_level(demand: Demand) -> bool:
    """Whether a demand states levels on its own; a clause of 其他要求 narrows what the column states."""
    required = demand.strength is Strength.REQUIRED and demand.span.field != "other"
    return isinstance(demand.asked, LevelsAsked) and required


def major_demands(named: list[Named], admitted: frozenset[Level]) -> list[Demand]:
    """The demands on majors: one for all that is required, one for each that is preferred."""
    named = list({(n[0].names, n[0].related, *n[2:]): n for n in reversed(named)}.values())[::-1]
    required = _narrowest([n for n in named if n[3] is Strength.REQUIRED], admitted)
    demands = [d for n in named if n[3] is Strength.PREFERRED and (d := _together([n], admitted))]
    if required and (demand := _together(required, admitted)):
        demands.insert(0, demand)
    return demands


def _narrowest(named: list[Named], admitted: frozenset[Level]) -> list[Named]:
    """The statements without a wider one that another spells out (面向医学专业毕业生 … 临床医学、护理学专业)."""
    return [n for n in named if not any(_spells_out(other, n, admitted) for other in named if other is not n)]


def _spells_out(narrow: Named, wide: Named, admitted: frozenset[Level]) -> bool:
    """Whether every code of the one lies deeper than a code of the other."""
    inner, outer = (_codes(n, admitted) for n in (narrow, wide))
    return bool(inner) and all(any(covers(o, i) and o != i for o in outer) for i in inner)


def _codes(named: Named, admitted: frozenset[Level]) -> set[str]:
    phrase, _, levels, _ = named
    lists = _lists(phrase, (levels or admitted) & admitted).values() if phrase.names else ()
    return {code for entry in lists for code in entry.codes or ()}


def _together(named: list[Named], admitted: frozenset[Level]) -> Demand | None:
    lists: dict[Level, MajorList] = {}
    named_somewhere = [n for n in named if n[0].names is not None]
    if not named_somewhere:
        return None
    for phrase, _, levels, _ in named:
        for level, entry in _lists(phrase, (levels or admitted) & admitted).items():
            lists[level] = _joined(lists.get(level), entry)
    asked = majors_asked(lists, (), any(n[0].related for n in named_somewhere))
    if asked is None:
        return None
    phrase, clause, _, strength = named_somewhere[0]
    surest = min(entry.surest for entry in lists.values())
    return clause.demand(asked, strength, min(0.95, surest))


def _lists(phrase: MajorPhrase, levels: frozenset[Level]) -> dict[Level, MajorList]:
    if phrase.names is None:
        return dict.fromkeys(levels, MajorList(None))
    placed = place_names(phrase.names, sorted(levels & _WITH_MAJORS))
    unlisted = levels - _WITH_MAJORS
    return {**placed, **dict.fromkeys(unlisted, MajorList((), phrase.names if not placed else ()))}


def _joined(one: MajorList | None, other: MajorList) -> MajorList:
    if one is None or one.codes is None or other.codes is None:
        return other if one is None or other.codes is None else one
    codes = tuple(dict.fromkeys((*one.codes, *other.codes)))
    names = tuple(dict.fromkeys((*one.names, *other.names)))
    only = tuple(dict.fromkeys((*one.only, *other.only)))
    return MajorList(codes, names, min(one.surest, other.surest), only)
