"""Notices that list several openings (岗位一：护士2名… 岗位二：中医医师1名…): which words are about which of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from jobmatch.domain import Demand, LevelsAsked, Strength, Terms, Unread
from jobmatch.requirements.reading import Reading
from jobmatch.requirements.table import Columns
from jobmatch.requirements.text.numerals import NUMBER
from jobmatch.requirements.text.passage import Passage
from jobmatch.requirements.text.patterns import any_of

_ORDINAL = r"[一二三四五六七八九十\d]{1,2}"
_MARK = rf"(?:岗位|职位|招聘岗位){_ORDINAL}\s?[:、.]|\({_ORDINAL}\)|{_ORDINAL}[、.]"
_HEAD = re.compile(
    rf"(?:(?<=\n)|(?<=[。;:])|^)[ ]*(?:{_MARK})?\s?(?P<role>[一-鿿A-Za-z()/]{{2,14}}?)(?:岗位?)?[:,]?\s?"
    rf"(?P<count>{NUMBER})\s?[名人位](?=[:,;(。 \n]|$)"
)
_ROLE_THEN_COUNT = re.compile(  # 1.收费员:大专及以上,1人; 护士(大专以上,护士证)3人
    rf"(?:(?<=\n)|(?<=[。;:])|^)[ ]*(?:{_MARK})?\s?(?P<role>[一-鿿A-Za-z/]{{2,14}})(?:"
    rf"(?<!岗位):(?=[^:;。\n]{{2,80}}?[,(]{NUMBER}\s?[名人位]\)?(?:[;。\n]|$))"
    rf"|(?=\([^()\n]{{4,80}}\)\s?{NUMBER}\s?[名人位](?:[,;。\n]|$)))"
)
_NO_ROLE = re.compile(
    r"招|聘|拟|计划|面向|现有|共|合计|总|要求|条件|需|人数|名额|年龄|经验|具有|员工|以上|团队|其中|[各若]干?$|男|女"
)
_AFTER = any_of(
    r"\n[一二三四五六七八九十]、(?!.{2,14}\d\s?[名人])",
    r"[\n。]\s?[\[(]?(?:以上|上述|报名|应聘|联系|薪[资酬水]|工资|待遇|福利|工作地[点址]|地[点址]|注|备注|电话|包[吃住食]|有意)",
)
_SYNONYMS = (("老师", "教师"), ("医生", "医师"), ("护理人员", "护士"), ("驾驶员", "司机"))
_NOT_OF_ROLE = re.compile(r"[(\[].*?[)\]]|招聘|诚聘|急聘|急招|岗位?$|人员$|若干|数?名$|[\d\s]")
_FEWEST, _MOST = 2, 20
_LONGEST_QUOTE = 80


def read_positions(columns: Columns, read: Callable[[Columns], Reading]) -> Reading:
    """The opening that the title names, where the text lists several; else what they all ask, and the rest unread."""
    text = columns.get("text")
    blocks = _blocks(text) if text else []
    if text is None or not blocks:
        return read(columns)
    named = _named(columns.text("title"), blocks)
    if named is not None:
        return read(_only(columns, text, blocks, named))
    readings = [read(_only(columns, text, blocks, each)) for each in range(len(blocks))]
    return _in_common(readings, [block for _, block in blocks])


def _blocks(text: Passage) -> list[tuple[str, Passage]]:
    """Role and words of each position, none where the text does not list at least two."""
    heads = max((_heads(text, form) for form in (_HEAD, _ROLE_THEN_COUNT)), key=len)
    if not _FEWEST <= len(heads) <= _MOST or len({m["role"] for m in heads}) < _FEWEST:
        return []
    ends = [m.start() for m in heads[1:]] + [_end_of_last(text, heads[-1].end())]
    return [
        (match["role"], text.part(match.start() - text.start, end - text.start))
        for match, end in zip(heads, ends, strict=True)
    ]


def _heads(text: Passage, form: re.Pattern[str]) -> list[re.Match[str]]:
    return [m for m in form.finditer(text.folded, text.start, text.end) if not _NO_ROLE.search(m["role"])]


def _end_of_last(text: Passage, at: int) -> int:
    after = _AFTER.search(text.folded, at, text.end)
    return after.start() if after else text.end


def _named(title: str, blocks: Sequence[tuple[str, Passage]]) -> int | None:
    """The one position whose role the title names, None where it names none or several."""
    wanted = _plain(title)
    roles = [_plain(role) for role, _ in blocks]
    same = [at for at, role in enumerate(roles) if role and role == wanted]
    alike = same or [at for at, role in enumerate(roles) if role and wanted and (role in wanted or wanted in role)]
    return alike[0] if len(alike) == 1 else None


def _plain(role: str) -> str:
    for one, other in _SYNONYMS:
        role = role.replace(one, other)
    return _NOT_OF_ROLE.sub("", role)


def _only(columns: Columns, text: Passage, blocks: Sequence[tuple[str, Passage]], kept: int) -> Columns:
    """The posting without the words on the other positions; all else stands where it stood."""
    words = text.received
    for at, (_, block) in enumerate(blocks):
        if at != kept:
            words = words[: block.start] + "\n" * (block.end - block.start) + words[block.end :]
    return Columns({**columns.received, "text": words})


def _in_common(readings: Sequence[Reading], blocks: Sequence[Passage]) -> Reading:
    """What every position asks and offers; each that asks more is left for a person to read."""
    shared = [d for d in readings[0].demands if all(_among(reading.demands, d) for reading in readings)]
    demands = [*shared, *_weakest_levels(readings, shared)]
    for reading, block in zip(readings, blocks, strict=True):
        if any(_binds(d) and not _among(shared, d) for d in reading.demands):
            demands.append(block.demand(Unread(block.quote[:_LONGEST_QUOTE]), confidence=0.6))
        demands += [d for d in reading.demands if not _binds(d) and not _among(demands, d)]
    warnings = dict.fromkeys(warning for reading in readings for warning in reading.warnings)
    return replace(readings[0], demands=tuple(demands), terms=_common_terms(readings), warnings=tuple(warnings))


def _among(demands: Sequence[Demand], demand: Demand) -> bool:
    """Whether one of the demands is the same, wherever it was read."""
    return any((d.asked, d.strength) == (demand.asked, demand.strength) for d in demands)


def _weakest_levels(readings: Sequence[Reading], shared: Sequence[Demand]) -> Iterator[Demand]:
    """The levels that some position admits, where each of them states its own."""
    stated = [
        [(d.asked.admitted, d) for d in r.demands if isinstance(d.asked, LevelsAsked) and _binds(d)] for r in readings
    ]
    if all(stated) and not any(isinstance(d.asked, LevelsAsked) and _binds(d) for d in shared):
        admitted, widest = max((own[0] for own in stated), key=lambda one: len(one[0]))
        everywhere = admitted.union(*(levels for own in stated for levels, _ in own))
        yield replace(widest, asked=LevelsAsked(everywhere), confidence=0.7)


def _binds(demand: Demand) -> bool:
    return demand.strength is Strength.REQUIRED


def _common_terms(readings: Sequence[Reading]) -> Terms:
    """The terms that all positions have in common, and the number of places of them all."""
    offered = [reading.terms for reading in readings]
    common: dict[str, Any] = {
        f.name: getattr(offered[0], f.name)
        for f in fields(Terms)
        if all(getattr(terms, f.name) == getattr(offered[0], f.name) for terms in offered)
    }
    counts = [terms.headcount for terms in offered if terms.headcount is not None]
    total = sum(counts) if len(counts) == len(offered) else None
    return replace(Terms(), **{**common, "headcount": total})
