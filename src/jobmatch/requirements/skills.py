"""Skills of the gazetteer that a posting names; they say what the work uses and never whether somebody may apply."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import groupby

from jobmatch.domain import Demand, SkillsAsked, Strength
from jobmatch.requirements.demands.clause import LONG_CLAUSE, WISHES, prefers
from jobmatch.requirements.table import Columns
from jobmatch.requirements.text.passage import Passage
from jobmatch.requirements.text.patterns import any_of
from jobmatch.taxonomy.skills import FoundSkill, find_skills

_STUDIED = re.compile(r"(?:等|相关|类|学)[^,;。]{0,4}专业|专业(?:$|优先|毕业)")  # 助产等相关专业 are majors
_CLAUSE_STOP = re.compile(r"[,。;!?\n|]")
_SENTENCE_STOP = re.compile(r"[。;!?\n|]|(?<!\d)\d{1,2}[、.](?!\d)")
_WISHES_AHEAD = any_of(
    r"加分[项条]",
    r"优先条件",
    r"(?:以下|下列)[^,;。\n]{0,10}优先",
    r"优先[^,;。\n]{0,6}:",
)
LIST = 200  # characters up to which a column of skills or tags is one list; a longer one is prose


def read_skills(columns: Columns) -> tuple[Demand, ...]:
    """One demand a clause, each skill where it is first named; named as a wish first and as a demand later, both."""
    stated: set[str] = set()
    wished: set[str] = set()
    demands = []
    for name in ("text", "skills", "tags"):
        field = columns.get(name)
        if field is None:
            continue
        for clause, codes, strength in _named(field):
            new = codes - stated - (wished if strength is Strength.PREFERRED else set())
            (wished if strength is Strength.PREFERRED else stated).update(new)
            if new:
                demands.append(clause.demand(SkillsAsked(frozenset(new)), strength))
    return tuple(demands)


def _named(field: Passage) -> Iterator[tuple[Passage, set[str], Strength]]:
    """The clauses that name skills, which, and how strongly."""
    found = find_skills(field.text)
    if not found:
        return
    if field.field != "text" and len(field.text) <= LIST:
        wished = WISHES.search(field.text)  # 餐饮补贴 among tags is no wish
        yield field, {skill.code for skill in found}, Strength.PREFERRED if wished else Strength.REQUIRED
        return
    stops = [-1, *(stop.start() for stop in _CLAUSE_STOP.finditer(field.text)), len(field.text)]
    ahead = _WISHES_AHEAD.search(field.text)
    for closing, skills in groupby(found, key=lambda skill: bisect(stops, skill.start)):
        here, start, end = list(skills), stops[closing - 1] + 1, stops[closing]
        if _STUDIED.search(field.text, start, end):
            continue
        preferred = ahead is not None and start >= ahead.start()
        strength = Strength.PREFERRED if preferred else _strength(field, start, end)
        yield _quoted(field, start, end, here), {skill.code for skill in here}, strength


def _strength(field: Passage, start: int, end: int) -> Strength:
    """Preferred where the clause, or what its sentence goes on to say, only prefers (熟悉Java、Go，Rust者优先)."""
    stop = _SENTENCE_STOP.search(field.text, end)
    sentence = field.text[start : stop.start() if stop else len(field.text)]
    return Strength.PREFERRED if prefers(sentence) else Strength.REQUIRED


def _quoted(field: Passage, start: int, end: int, skills: list[FoundSkill]) -> Passage:
    """The clause, or of a long one the stretch that names the skills."""
    if end - start > LONG_CLAUSE:
        start, end = skills[0].start, skills[-1].end
    return field.part(start, end)
