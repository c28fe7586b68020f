"""The kinds of licence and which of them stand for which others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from jobmatch.domain.errors import NotFound
from jobmatch.taxonomy.datafiles import read_toml

GRADES = {  # 国家职业技能等级, lowest first: the numbers, then the older names
    5: (("五级", "5级"), ("初级工", "初级")),
    4: (("四级", "4级"), ("中级工", "中级")),
    3: (("三级", "3级"), ("高级工", "高级")),
    2: (("二级", "2级"), ("技师",)),
    1: (("一级", "1级"), ("高级技师",)),
}


@dataclass(frozen=True, slots=True)
class LicenceKind:
    """One kind of licence. names are as postings write it, half width, without 证 or 资格 at the end.

    titles are names that are jobs as well (药师), patterns regular expressions that need one of the anchors in the
    text; direct are the licences that this one stands for at once, source says why. perhaps are the beginnings of the
    codes that a paper may turn out to be which leaves its class open (驾照: C1), registers the examination behind a
    registration that the employer handles (护士执业证), on_request that anybody gets it before the start (健康证), and
    abolished that it is issued no more (会计从业资格证).
    """

    code: str
    zh: str
    en: str
    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    direct: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    registers: str = ""
    on_request: bool = False
    abolished: bool = False
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
        perhaps=listed("perhaps"),
        registers=row.get("registers", ""),
        on_request=row.get("on_request", False),
        abolished=row.get("abolished", False),
        source=row["source"],
    )


def _grades(row: dict[str, Any]) -> Iterator[LicenceKind]:
    """The kind of any grade, then the five grades, each standing for the one below."""
    code, names, papers = row["code"], row["names"], tuple(row.get("papers", ()))
    yield LicenceKind(code, row["zh"], row["en"], papers, tuple(names), perhaps=(f"{code}_",), source="K")
    below = code
    for grade, (numbers, older) in GRADES.items():
        written = [form for name in names for word in numbers for form in (word + name, name + word)]
        written += [form for name in names for word in (*numbers, *older) for form in _in_brackets(name, word)]
        jobs = [form for name in names for word in older for form in (word + name, name + word)]
        zh, en = f"{row['zh']}（{numbers[0]}）", f"{row['en']}, grade {grade}"
        yield LicenceKind(f"{code}_{grade}", zh, en, tuple(written), tuple(jobs), direct=(below,), source="K")
        below = f"{code}_{grade}"


def _in_brackets(name: str, word: str) -> Iterator[str]:
    for paper in ("", "证", "证书", "资格证", "资格证书"):
        yield from (f"{name}{paper}({word}{above})" for above in ("", "以上", "及以上"))
        if paper:
            yield f"{name}{paper}{word}"


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


def lowest(codes: frozenset[str]) -> frozenset[str]:
    """The licences that suffice where one of several is enough, without those that merely stand for another of them.

    >>> sorted(lowest(frozenset({"cet6", "cet4", "tem8"})))
    ['cet4']
    """
    return frozenset(c for c in codes if not any(c != o and satisfies(c, o) and not satisfies(o, c) for o in codes))


def may_turn_out_to_be(held_code: str, asked_code: str) -> bool:
    """Whether a paper that leaves its class open (驾照) may be the one asked (C1) for all that anybody knows.

    >>> may_turn_out_to_be("driving", "driving_c1"), may_turn_out_to_be("driving_c2", "driving_c1")
    (True, False)
    """
    return asked_code.startswith(licence(held_code).perhaps)


def registered_from(held_code: str, asked_code: str) -> bool:
    """Whether what is asked is a registration, and what is held the examination behind it: the employer registers.

    >>> registered_from("nurse_exam", "nurse_practising"), registered_from("nurse_practising", "nurse_exam")
    (True, False)
    """
    examination = licence(asked_code).registers
    return bool(examination) and satisfies(held_code, examination) and not satisfies(held_code, asked_code)
