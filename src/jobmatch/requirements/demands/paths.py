"""Levels with years or papers of their own: 硕士3年或本科5年以上经验; 研究生：英语六级；本科：英语四级."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jobmatch.domain import DegreesAsked, Demand, ExperienceAsked, Level, LevelsAsked, LicenceAsked, Strength, Unread
from jobmatch.requirements.demands.education import at_least, read_level
from jobmatch.requirements.text.numerals import NUMBER, months
from jobmatch.requirements.text.passage import Passage

_PATH = re.compile(
    r"(?P<level>博士|硕士|研究生|本科|大专|专科|中专|高中)(?:\(含\))?(?P<between>[^;。\n\d]{0,16}?(?:以上)?[^;。\n\d]{0,10}?)"
    rf"(?P<years>{NUMBER})年(?:(?:及|或)?以上)?(?:(?!硕士|研究生|本科|大专|专科)[^,;。\n或/]){{0,16}}"
)
_FREED = re.compile(  # 硕士及以上，或本科且有3年以上经验
    r"(?P<level>博士|硕士|研究生|本科)[^,;。\n\d或]{0,12}[,;]?或者?(?:全日制|统招)?(?=(?:本科|大专|专科)[^,;。\n\d]{0,12}\d)"
)
_SINCE_GRADUATION = re.compile(r"毕业(?:满|后)?$")
_FOR_LEVEL = re.compile(
    r"(?P<level>博士|硕士|研究生|本科|大专|专科)(?:研究生|毕业生|学历|生){0,2}:(?P<asked>[^:;。\n]{2,60})"
)
_APART = 12  # characters at most between one path and the next
_NOT_YEARS = re.compile(r"届|优先|岁")


@dataclass(frozen=True, slots=True)
class _Path:
    """One level, the months of work it needs, and where both stand in the field."""

    level: Level
    months: int
    start: int
    end: int
    since_graduation: bool = False  # 毕业4年以上, with or without work


def settle_paths(notice: Passage, demands: list[Demand]) -> list[Demand]:
    """The demands with the easiest path for all, and the longer years of lower levels unread for these alone."""
    for first, second in (*itertools.pairwise(_paths(notice)), *_freed(notice)):
        if second.start - first.end <= _APART and _trades(first, second):
            demands = _settled(notice, demands, first, second)
    return _by_level(notice, demands)


def _by_level(notice: Passage, demands: list[Demand]) -> list[Demand]:
    """The demands, the degrees and papers asked of one level (研究生：…；本科生：…) unread for those of that level."""
    if notice.folded.find("生:", notice.start, notice.end) < 0:
        return demands
    found = _FOR_LEVEL.finditer(notice.folded, notice.start, notice.end)
    parts = [(read_level(m["level"]) or Level.ASSOCIATE, m.start("asked"), m.end()) for m in found]
    lowest = min((level for level, _, _ in parts), default=None)
    if lowest is None or all(level is lowest for level, _, _ in parts):
        return demands
    kept = []
    for demand in demands:
        level = next((level for level, start, end in parts if _stands_in(demand, notice, start, end)), None)
        if level is None or not isinstance(demand.asked, DegreesAsked | LicenceAsked):
            kept.append(demand)
        elif isinstance(demand.asked, LicenceAsked) or level is not lowest:
            kept.append(replace(demand, asked=Unread(demand.span.quote, levels=_as_named(level)), confidence=0.8))
        else:
            kept.append(demand)
    return kept


def _stands_in(demand: Demand, notice: Passage, start: int, end: int) -> bool:
    span = demand.span
    required = demand.strength is Strength.REQUIRED
    return required and span.field == notice.field and start <= span.start and span.end <= end


def _as_named(level: Level) -> frozenset[Level]:
    """Levels that a word covers: 研究生 is 硕士 or 博士."""
    return at_least(level) if level is Level.MASTER else frozenset({level})


def _paths(notice: Passage) -> list[_Path]:
    if notice.folded.count("年", notice.start, notice.end) < 2:
        return []
    found = _PATH.finditer(notice.folded, notice.start, notice.end)
    return [
        _path(level, match)
        for match in found
        if (level := read_level(match["level"])) and not _NOT_YEARS.search(match[0])
    ]


def _path(level: Level, match: re.Match[str]) -> _Path:
    since_graduation = bool(_SINCE_GRADUATION.search(match["between"]))
    return _Path(level, months(match["years"], "年"), match.start(), match.end(), since_graduation)


def _freed(notice: Passage) -> Iterator[tuple[_Path, _Path]]:
    """A level that needs no years beside a lower one that does."""
    if notice.folded.find("或", notice.start, notice.end) < 0:
        return
    for high in _FREED.finditer(notice.folded, notice.start, notice.end):
        low = _PATH.match(notice.folded, high.end(), notice.end)
        levels = [read_level(match["level"]) for match in (high, low) if match]
        if low and levels[0] and levels[1] and not _NOT_YEARS.search(low[0]):
            yield _Path(levels[0], 0, high.start(), high.end()), _path(levels[1], low)


def _trades(one: _Path, other: _Path) -> bool:
    """Whether the higher level needs the fewer years, which two demands that stand side by side hardly do."""
    low, high = sorted((one, other), key=lambda path: path.level)
    return low.level < high.level and low.months > high.months


def _settled(notice: Passage, demands: list[Demand], first: _Path, second: _Path) -> list[Demand]:
    low, high = sorted((first, second), key=lambda path: path.level)
    whole = notice.part(first.start - notice.start, second.end - notice.start)
    if first.since_graduation or second.since_graduation:
        return [*demands, whole.demand(Unread(whole.quote), confidence=0.8)]
    longer = notice.part(low.start - notice.start, low.end - notice.start)
    between = at_least(low.level) - at_least(high.level)
    kept = [d for d in demands if not _replaced(d, whole)]
    full_time = any(isinstance(d.asked, LevelsAsked) and d.asked.full_time for d in demands if d not in kept)
    worked = [whole.demand(ExperienceAsked(high.months), confidence=0.8)] if high.months else []
    return [
        *kept,
        whole.demand(LevelsAsked(at_least(low.level), full_time), confidence=0.8),
        *worked,
        longer.demand(Unread(longer.quote, levels=between), confidence=0.8),
    ]


def _replaced(demand: Demand, whole: Passage) -> bool:
    span = demand.span
    inside = span.field == whole.field and span.start < whole.end and whole.start < span.end
    required = demand.strength is Strength.REQUIRED
    return inside and required and isinstance(demand.asked, LevelsAsked | ExperienceAsked)
