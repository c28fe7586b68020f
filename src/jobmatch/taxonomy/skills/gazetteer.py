"""The gazetteer of skills, read from skills.csv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from jobmatch.domain.errors import NotFound
from jobmatch.taxonomy.datafiles import read_bytes

AMBIGUOUS = "~"  # behind a name that means other things too
_WIDTHS = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill; names are all it is written as, in small letters and half width.

    Those in ambiguous mean other things too. postings says how many real postings of a fixed collection name it.
    """

    code: str
    zh: str
    en: str
    group: str
    names: tuple[str, ...]
    ambiguous: frozenset[str]
    postings: int


def plain(text: str) -> str:
    """Text in small letters and half width, character for character.

    >>> plain("Ｐython／C＋＋")
    'python/c++'
    """
    narrow = text.translate(_WIDTHS)
    small = narrow.lower()
    return small if len(small) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in narrow)


@lru_cache(maxsize=1)
def skills() -> dict[str, Skill]:
    """Every skill by its code."""
    import csv

    lines = read_bytes("skills.csv").decode("utf-8").splitlines()
    rows = csv.reader(line for line in lines if not line.startswith("#"))
    return {code: skill_of(code, zh, en, group, names, int(n)) for code, zh, en, group, names, n in list(rows)[1:]}


def skill_of(code: str, zh: str, en: str, group: str, names: str, postings: int) -> Skill:
    """One row of skills.csv; names are separated by | and include zh, and en where it counts in a text."""
    written = [plain(name) for name in names.split("|")]
    bare = tuple(name.removesuffix(AMBIGUOUS) for name in written)
    ambiguous = frozenset(name.removesuffix(AMBIGUOUS) for name in written if name.endswith(AMBIGUOUS))
    return Skill(code, zh, en, group, bare, ambiguous, postings)


def skill(code: str) -> Skill:
    """The skill of a code. Raises NotFound.

    >>> skill("venipuncture").zh
    '静脉穿刺'
    """
    try:
        return skills()[code]
    except KeyError:
        raise NotFound(f"no skill has the code {code!r}") from None
