"""The skills that a posting names beside those that a student has told of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jobmatch.domain import Posting, SkillsAsked, Student
from jobmatch.taxonomy.skills import find_skills, resolve_skill, skill, skills

SHOWN = 8  # names a line can hold


class SkillsCompared(NamedTuple):
    """Codes in the order in which the posting names them; a skill that nobody has told of may be there all the same."""

    has: tuple[str, ...]
    untold: tuple[str, ...]


def compare_skills(student: Student, posting: Posting) -> SkillsCompared:
    """The posting's skills, parted by whether the student's own words mean them."""
    told = {code for words in student.skills for code in _meant(words)}
    order = list(skills())
    named = [sorted(d.asked.codes, key=order.index) for d in posting.demands if isinstance(d.asked, SkillsAsked)]
    codes = dict.fromkeys(code for clause in named for code in clause)
    return SkillsCompared(
        has=tuple(code for code in codes if code in told), untold=tuple(code for code in codes if code not in told)
    )


def _meant(words: str) -> Iterable[str | None]:
    """Every skill in somebody's words, which may hold several (Java Python), or the one that they come close to."""
    return {found.code for found in find_skills(words)} | {resolve_skill(words)}


def skills_record(student: Student, posting: Posting) -> dict[str, list[str]]:
    """Both halves by their Chinese names."""
    compared = compare_skills(student, posting)
    return {"has": _names(compared.has), "untold": _names(compared.untold)}


def skills_line(student: Student, posting: Posting) -> str:
    """Both halves in a line of Chinese, empty where the posting names no skill."""
    compared = compare_skills(student, posting)
    parts = [
        f"{label}{_some(codes)}" for label, codes in zip(("学生已有", "学生未提到"), compared, strict=True) if codes
    ]
    return f"岗位提到的技能：{'；'.join(parts)}" if parts else ""


def _some(codes: tuple[str, ...]) -> str:
    return "、".join(_names(codes[:SHOWN])) + ("等" if len(codes) > SHOWN else "")


def _names(codes: tuple[str, ...]) -> list[str]:
    return [skill(code).zh for code in codes]
