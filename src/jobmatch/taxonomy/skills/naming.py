"""Which skill a person's own words mean."""

from __future__ import annotations

import re
from functools import lru_cache

from jobmatch.taxonomy.skills.finding import find_skills
from jobmatch.taxonomy.skills.gazetteer import Skill, plain, skills

_AROUND = re.compile(
    r"^(?:熟练|精通|熟悉|掌握|擅长|了解|会|能|懂)(?:地|的)?(?:使用|运用|操作|掌握)?|(?:操作|使用|技能|能力|软件|基础|熟练|良好|较好)$|\s+"
)
SHORT_LATIN, LONG_LATIN, LONG_HAN = 5, 9, 5  # lengths from which one, two, and in Chinese one slip is forgiven
SWAPPED = 4  # length from which two characters may have changed places


@lru_cache(maxsize=20_000)
def resolve_skill(words: str) -> str | None:
    """The code of the skill that somebody's words mean, slips of the pen forgiven; None where none is near.

    >>> resolve_skill("熟练使用Phyton"), resolve_skill("静脉刺穿"), resolve_skill("细心")
    ('python', 'venipuncture', None)
    """
    whole = plain(words).strip()
    bare = _AROUND.sub("", whole)
    names = _names()
    for name in (whole, bare):
        if name in names:
            return names[name].code
    inside = find_skills(words)
    if inside:
        return max(inside, key=lambda found: found.end - found.start).code
    return _nearest(bare)


def _nearest(bare: str) -> str | None:
    """The skill whose name is a slip away, or has the same characters; of several the one that most postings name."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(bare) < SWAPPED:
        return None
    names, allowed, letters = _names(), _slips(bare), sorted(bare)
    near = process.extract(bare, list(names), scorer=OSA.distance, score_cutoff=2, limit=None)
    kept = [names[name] for name, slips, _ in near if slips <= allowed or sorted(name) == letters]
    return max(kept, key=lambda entry: (entry.postings, entry.code)).code if kept else None


def _slips(bare: str) -> int:
    if not bare.isascii():
        return int(len(bare) >= LONG_HAN)
    return (len(bare) >= SHORT_LATIN) + (len(bare) >= LONG_LATIN)


@lru_cache(maxsize=1)
def _names() -> dict[str, Skill]:
    """Every name without blanks, and as it is written."""
    known = [(name, entry) for entry in skills().values() for name in (*entry.names, plain(entry.en))]
    return {name.replace(" ", ""): entry for name, entry in known} | dict(known)
