"""The column 其他要求, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from jobmatch.domain import Demand, Level, LevelsAsked, Political, PoliticalAsked, Unread
from jobmatch.requirements.demands.clause import Setting, read_clause
from jobmatch.requirements.demands.education import at_least
from jobmatch.requirements.demands.majors import MajorNote, Narrowing, place
from jobmatch.requirements.text.numerals import NUMBER, whole
from jobmatch.requirements.text.passage import Passage

_CLAUSES = re.compile(r"[;。\n]+")
_COMMA = re.compile(r",")
_NAMES = re.compile(r"[、,/]|和|及|或")


@dataclass(slots=True)
class OtherReading:
    """What the column holds: demands, notes on listed majors, and a term of service."""

    demands: list[Demand] = field(default_factory=list)
    notes: list[MajorNote] = field(default_factory=list)
    service_years: int | None = None


Handler = Callable[[OtherReading, Passage, re.Match[str]], None]


def _only(reading: OtherReading, clause: Passage, match: re.Match[str]) -> None:
    reading.notes.append(MajorNote(Narrowing.ONLY, match["code"], _names(match["names"])))


def _excluded(reading: OtherReading, clause: Passage, match: re.Match[str]) -> None:
    reading.notes.append(MajorNote(Narrowing.EXCLUDED, match["code"], _names(match["names"])))


def _nothing(reading: OtherReading, clause: Passage, match: re.Match[str]) -> None:
    """A clause that is known and asks nothing."""


def _service(reading: OtherReading, clause: Passage, match: re.Match[str]) -> None:
    reading.service_years = whole(match["years"])


def _full_time(reading: OtherReading, clause: Passage, match: re.Match[str]) -> None:
    reading.demands.append(clause.demand(LevelsAsked(at_least(Level.ASSOCIATE), True)))


def _not_member(reading: OtherReading, clause: Passage, match: re.Match[str]) -> None:
    reading.demands.append(clause.demand(PoliticalAsked(frozenset(set(Political) - {Political.PARTY_MEMBER}))))
    if match["which"]:
        start, end = match.span("which")
        narrower = clause.part(start - clause.start, end - clause.start)
        reading.demands.append(narrower.demand(Unread(narrower.quote)))


def _unread(reading: OtherReading, clause: Passage, match: re.Match[str]) -> None:
    reading.demands.append(clause.demand(Unread(clause.quote)))


def _some_levels(reading: OtherReading, clause: Passage, match: re.Match[str]) -> None:
    levels = {"研究生": (Level.MASTER, Level.DOCTOR), "本科": (Level.BACHELOR,), "大专": (Level.ASSOCIATE,)}
    concerned = frozenset(levels[match["level"]])
    reading.demands.append(clause.demand(Unread(clause.quote, levels=concerned)))


def _some_majors(reading: OtherReading, clause: Passage, match: re.Match[str]) -> None:
    reading.demands.append(clause.demand(Unread(clause.quote, majors=_codes(match["name"]))))


_HANDLERS: tuple[tuple[re.Pattern[str], Handler], ...] = tuple(
    (re.compile(pattern), handler)
    for pattern, handler in (
        (r"[^();,]{2,30}\(限:(?P<names>[^()]{1,80})\)\((?P<code>[ABC]\d{2,6})\)", _only),
        (r"[^();,]{2,30}\((?P<code>[ABC]\d{2,6})\),不(?:包含|含)(?P<names>[^,;]{1,40})", _excluded),
        (r"[^();,]{2,30}包含[^,;]{1,30}方向", _nothing),
        (rf"通过法律职业资格考试,未通过的录用后[^,;]{{0,20}}?满(?P<years>{NUMBER})年", _service),
        (rf"录用后[^,;]{{0,20}}?满(?P<years>{NUMBER})年", _service),
        (r"需开展心理素质测评|符合本系统政审要求|须通过体能测评", _nothing),
        (r"普通高等院校毕业生(?:\(非在职\))?", _full_time),
        (r"非中共党员(?:\((?P<which>[^()]{1,40})\))?", _not_member),
        (r"(?P<level>研究生|本科|大专)报考者[^;]{1,60}?(?=,|$|;)", _some_levels),
        (r"本科(?:阶段)?须为[^;]{1,60}", _unread),
        (r"(?P<name>[^();,]{2,16})专业报考者须[^,;]{1,60}", _some_majors),
    )
)


def read_other(column: Passage, setting: Setting) -> OtherReading:
    """Everything the column says; what no reader knows becomes Unread, since here every clause is a demand."""
    reading = OtherReading()
    for part in column.split(_CLAUSES):
        for clause, handler, match in _clauses(part):
            if handler is not None and match is not None:
                handler(reading, clause, match)
            else:
                reading.demands.extend(read_clause(clause, setting))
    return reading


def _clauses(part: Passage) -> Iterator[tuple[Passage, Handler | None, re.Match[str] | None]]:
    """Known phrases one after another; whatever lies before the next known phrase is one plain clause."""
    at = plain = part.start
    while at < part.end:
        known = _known(part, at)
        if known is None:
            comma = _COMMA.search(part.folded, at, part.end)
            at = comma.end() if comma else part.end
            continue
        yield from _plain(part, plain, at)
        match, handler = known
        yield part.part(match.start() - part.start, match.end() - part.start), handler, match
        at = plain = _skip(part, match.end())
    yield from _plain(part, plain, part.end)


def _known(part: Passage, at: int) -> tuple[re.Match[str], Handler] | None:
    for pattern, handler in _HANDLERS:
        match = pattern.match(part.folded, at, part.end)
        if match and (match.end() == part.end or part.folded[match.end()] in ",; "):
            return match, handler
    return None


def _skip(part: Passage, at: int) -> int:
    while at < part.end and part.folded[at] in ",; ":
        at += 1
    return at


def _plain(part: Passage, start: int, end: int) -> Iterator[tuple[Passage, None, None]]:
    clause = part.part(start - part.start, end - part.start)
    if clause.start < clause.end:
        yield clause, None, None


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in _NAMES.split(text) if name)


def _codes(name: str) -> tuple[str, ...]:
    """The codes of a major's name at every level, classes included (法学: A0301, B0301 and what lies in them)."""
    codes: list[str] = []
    for level in (Level.ASSOCIATE, Level.BACHELOR, Level.MASTER):
        codes.extend(place(name, level)[0])
        codes.extend(place(name + "类", level)[0])
    return tuple(dict.fromkeys(codes))
