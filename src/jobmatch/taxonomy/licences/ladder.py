"""The kinds of licence and which of them stand for which others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from jobmatch.domain.errors import NotFound
from jobmatch.taxonomy.datafiles import read_toml

GRADES = {  # 国家职业技能等级, lowest first; the older names beside the numbers
    5: ("五级", "初级工", "初级"),
    4: ("四级", "中级工", "中级"),
    3: ("三级", "高级工", "高级"),
    2: ("二级", "技师"),
    1: ("一级", "高级技师"),
}


@dataclass(frozen=True, slots=True)
class LicenceKind:
    """One kind of licence. names are as postings write it, half width, without 证 or 资格 at the end.

    titles are names that are jobs as well (药师), patterns regular expressions that need one of the anchors in the
    text; direct are the licences that this one stands for at once, source says why.
    """

    code: str
    zh: str
    en: str
    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    direct: tuple[str, ...] = ()
    source: str = ""


@lru_cache(maxsize=1)
def kinds() -> dict[str, LicenceKind]:
    """All kinds by code, in the file's order."""
    rows = read_toml("licences.toml")
    single = (_parse(row) for row in rows["licence"])
    graded = (kind for row in rows["graded"] for kind in _grades(row))
    return {kind.code: kind for kind in (*single, *graded)}


def _parse(row: dict[str, Any]) -> LicenceKind:
    def listed(key: str) -> tuple[str, ...]:
        return tuple(row.get(key, ()))

    return LicenceKind(
        code=row["code"],
        zh=row["zh"],
        en=row["en"],
        names=listed("names"),
        titles=listed("titles"),
        patterns=listed("patterns"),
        anchors=listed("anchors"),
        direct=listed("satisfies"),
        source=row["source"],
    )


def _grades(row: dict[str, Any]) -> Iterator[LicenceKind]:
    """The kind of any grade, then the five grades, each standing for the one below."""
    code, names = row["code"], row["names"]
    yield LicenceKind(code, row["zh"], row["en"], titles=tuple(names), source="K")
    below = code
    for grade, words in GRADES.items():
        written = tuple(form for word in words for name in names for form in _with_grade(name, word))
        zh, en = f"{row['zh']}（{words[0]}）", f"{row['en']}, grade {grade}"
        yield LicenceKind(f"{code}_{grade}", zh, en, names=written, direct=(below,), source="K")
        below = f"{code}_{grade}"


def _with_grade(name: str, word: str) -> Iterator[str]:
    yield from (word + name, name + word, f"{name}({word})")


def licence(code: str) -> LicenceKind:
    """The kind of a code. Raises NotFound."""
    try:
        return kinds()[code]
    except KeyError:
        raise NotFound(f"no licence has the code {code!r}; see the codes in taxonomy/data/licences.toml") from None


def satisfies(held_code: str, asked_code: str) -> bool:
    """Whether holding one licence counts as holding another: the same, or one that it stands for, step by step.

    Raises NotFound where the held code is unknown.

    >>> satisfies("nurse_practising", "nurse_exam"), satisfies("nurse_exam", "nurse_practising")
    (True, False)
    >>> satisfies("physician_clinical", "assistant_physician"), satisfies("physician_clinical", "physician_dental")
    (True, False)
    """
    return asked_code == held_code or asked_code in _stands_for(held_code)


@cache
def _stands_for(code: str) -> frozenset[str]:
    reached: set[str] = set()
    waiting = [code]
    while waiting:
        for step in licence(waiting.pop()).direct:
            if step not in reached:
                reached.add(step)
                waiting.append(step)
    return frozenset(reached)
