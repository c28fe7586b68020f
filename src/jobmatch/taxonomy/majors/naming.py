"""Which major a written name means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jobmatch.taxonomy.datafiles import read_toml
from jobmatch.taxonomy.majors.catalogue import Major, catalogue

EXACT = 1.0  # today's or an old name, or a renaming listed in major_aliases.toml
DIRECTION = 0.97  # the name with a direction or note in brackets: 护理(涉外护理方向)
PART = 0.95  # an old name of which a part went into the major, or a direction that the major includes
KIND = 0.94  # the name but for 学 or 技术 at its end: 护理学 for 护理
NEAR, NEAREST = 0.9, 0.93  # bounds for a merely similar name, by rapidfuzz ratio
LONG, NEAR_IF_LONG = 8, 0.87  # one slip in a name of eight characters: 计算机科学于技术
MOST = 5  # answers worth reading
DEEPEST = 7  # characters of a major's code
CODE = re.compile(r"[ABC]\d{6}")
OFFICIAL_NOTE = re.compile(r"\((?:含.*|部分|专业硕士|专硕|\d{6}[A-Z]{0,2})\)")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】")
NOISE = re.compile(r"[\s·•,，。;；:\"“”'《》]+")
LEVEL_ENDINGS = ("学", "技术", "硕士")
ENDINGS = re.compile(r"(?:专业|方向)$")
DIRECTIONS = re.compile(r"[-—–_/]")


@dataclass(frozen=True, slots=True)
class FoundMajor:
    """A catalogue code and how surely a name means it, 1.0 for its own and old names."""

    code: str
    score: float


def find_major(name: str, letter: str) -> list[FoundMajor]:
    """The majors of one level that a name may mean, best first, then by code; nothing below 0.9.

    Fields and classes are not looked at. Empty where nothing is near.

    >>> find_major("护理（涉外护理方向）", "C")
    [FoundMajor(code='C100401', score=0.97)]
    >>> find_major("金融学（含∶保险学）", "A")[0], find_major("木雕", "B")
    (FoundMajor(code='A020204', score=1.0), [])
    """
    return list(_find(plain(name), letter))


def plain(name: str) -> str:
    """One width of brackets and letters, no blanks or quotes, without 专业 at the end.

    >>> plain(" 会计（ACCA） 专业")
    '会计(ACCA)'
    """
    return ENDINGS.sub("", NOISE.sub("", unicodedata.normalize("NFKC", name).replace("∶", ":")))


@lru_cache(maxsize=20_000)
def _find(name: str, letter: str) -> tuple[FoundMajor, ...]:
    if code := CODE.search(name):
        return (FoundMajor(code[0], EXACT),) if code[0][0] == letter and code[0] in catalogue() else ()
    bare = ENDINGS.sub("", BRACKETS.sub("", name))
    ceiling = EXACT if all(OFFICIAL_NOTE.fullmatch(note) for note in BRACKETS.findall(name)) else DIRECTION
    first = DIRECTIONS.split(bare, 1)[0]
    best = dict(_named(name, letter))
    if not best and bare != name:
        best = {c: min(s, ceiling) for c, s in _named(bare, letter).items()}
    if not best and first != bare:
        best = {c: min(s, DIRECTION) for c, s in _named(first, letter).items()}
    ranked = sorted((best or _similar(bare, letter)).items(), key=lambda item: (-item[1], item[0]))
    return tuple(FoundMajor(code, round(score, 3)) for code, score in ranked[:MOST])


def _named(name: str, letter: str) -> dict[str, float]:
    """Majors of exactly this name, else of the name as another level writes it."""
    known = _index(letter)
    if name in known:
        return known[name]
    return _by_stem(letter).get(_stem(name), {})


def _stem(name: str) -> str:
    """A name without the ending that levels differ in.

    >>> _stem("护理学"), _stem("会计硕士"), _stem("会计")
    ('护理', '会计', '会计')
    """
    return next((name.removesuffix(e) for e in LEVEL_ENDINGS if name.endswith(e)), name)


@lru_cache(maxsize=3)
def _by_stem(letter: str) -> dict[str, dict[str, float]]:
    """Stem → code → score, of the majors of one level whose name is the stem, or is it with one of the endings."""
    by_stem: dict[str, dict[str, float]] = {}
    for name, codes in _index(letter).items():
        bare = (name.removesuffix(e) for e in LEVEL_ENDINGS if name.endswith(e))
        for stem in (name, *bare):
            of_stem = by_stem.setdefault(stem, {})
            of_stem.update({code: max(min(score, KIND), of_stem.get(code, 0.0)) for code, score in codes.items()})
    return by_stem


@lru_cache(maxsize=3)
def _index(letter: str) -> dict[str, dict[str, float]]:
    """Name → code → score, of the majors of one level that bear or bore the name."""
    index: dict[str, dict[str, float]] = {}
    for entry in catalogue().values():
        if entry.level == letter and len(entry.code) == DEEPEST:
            for name, score in _names(entry):
                codes = index.setdefault(name, {})
                codes[entry.code] = max(score, codes.get(entry.code, 0.0))
    for name, code in _renamed().items():
        if code[0] == letter:
            index.setdefault(name, {})[code] = EXACT
    return index


def _names(entry: Major) -> Iterator[tuple[str, float]]:
    yield entry.name, EXACT
    yield from ((name, EXACT) for name in entry.old_names)
    yield from ((name, PART) for name in (*entry.partial_names, *entry.includes))


@lru_cache(maxsize=1)
def endings() -> frozenset[str]:
    """The last two characters of every name of the catalogue, old and renamed ones and those of classes included."""
    known = {name for letter in "ABC" for name in _index(letter)}
    known |= {entry.name.removesuffix("类") for entry in catalogue().values()}
    return frozenset(name[-2:] for name in known)


@lru_cache(maxsize=1)
def _renamed() -> dict[str, str]:
    renamed: dict[str, str] = read_toml("major_aliases.toml")["junior_college_2021"]
    return renamed


def _similar(name: str, letter: str) -> dict[str, float]:
    from rapidfuzz import fuzz, process  # here, not above: most names never get this far

    index = _index(letter)
    cutoff = NEAR_IF_LONG if len(name) >= LONG else NEAR
    near = process.extract(name, _perhaps_near(name, letter, cutoff), scorer=fuzz.ratio, score_cutoff=100 * cutoff)
    best: dict[str, float] = {}
    for known, ratio, _ in near:
        if ("非" in known) == ("非" in name):  # 非金属矿开采 is near 金属矿开采 in letters only
            best |= {code: max(best.get(code, 0.0), NEAR, min(ratio / 100, NEAREST)) for code in index[known]}
    return best


def _perhaps_near(name: str, letter: str, cutoff: float) -> list[str]:
    """Names in the index's order that hold one of the rarest characters of a name, among them all that are near.

    The ratio of lengths m and n is 2k / (m + n) for k characters in common (n >= k), so what reaches the cutoff c
    lacks at most 2m (1 - c) / (2 - c) characters of the name: of any more than that it holds one.
    """
    names, holders = _holders(letter)
    lacking = int(2 * len(name) * (1 - cutoff) / (2 - cutoff) + 1e-9)
    rarest = sorted((holders.get(character, []) for character in name), key=len)[: lacking + 1]
    return [names[number] for number in sorted({number for held in rarest for number in held})]


@lru_cache(maxsize=3)
def _holders(letter: str) -> tuple[tuple[str, ...], dict[str, list[int]]]:
    """The names in the index's order, and character → the numbers of the names that hold it."""
    names, holders = tuple(_index(letter)), dict[str, list[int]]()
    for number, name in enumerate(names):
        for character in set(name):
            holders.setdefault(character, []).append(number)
    return names, holders
