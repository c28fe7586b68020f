"""Words about place that no code holds (不去偏远山区), and the places that they may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from jobmatch.requirements.offers.areas import FRINGES
from jobmatch.taxonomy.regions import covers

ANYWHERE = ""  # the kind of words that may mean every place (太远的地方, 离家近)
REFUSES = re.compile(r"不|别|拒|勿|莫|除了")
FILLER = re.compile(r"不(?:想|愿意?|能|要|考虑|接受)?去?|别去?|拒绝|除了|[到去的和与、等]|地方|地区|工作|上班")

# Cities without remote or mountain areas: the districts of 广州 less 花都, 从化 and 增城, and 上海.
TOWNS = "440103 440104 440105 440106 440111 440112 440113 440115 440300 440400 440600 441900 442000 310000"
# Without sea: in Guangdong, the districts of 广州 less 南沙 and six prefectures; elsewhere, provinces.
INLAND = (
    "440103 440104 440105 440106 440111 440112 440113 440114 440117 440118 440200 440600 441200 441400 441600 441800 "
    "445300 110000 140000 150000 220000 230000 340000 360000 410000 420000 430000 500000 510000 520000 530000 540000 "
    "610000 620000 630000 640000 650000"
)


class Kind(NamedTuple):
    """Words of one kind: they may mean whatever lies in one of only (empty: any place), and not in one of spared."""

    words: re.Pattern[str]
    only: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()


KINDS = {
    "山区": Kind(re.compile(r"偏远|边远|山区"), spared=tuple(TOWNS.split())),
    "海岛": Kind(re.compile(r"海岛|岛屿|岛上"), spared=tuple(INLAND.split())),
    **{part: Kind(re.compile(part), only=fringe) for part, fringe in FRINGES.items()},
}


@cache
def kinds_of(words: str) -> frozenset[str]:
    """Of which kinds the words are; where something else is said too, they may mean every place.

    >>> sorted(kinds_of("不去偏远山区")), sorted(kinds_of("不去太远的地方"))
    (['山区'], [''])
    """
    found = {name for name, kind in KINDS.items() if kind.words.search(words)}
    rest = FILLER.sub("", words)
    for name in found:
        rest = KINDS[name].words.sub("", rest)
    return frozenset(found if found and not rest else {ANYWHERE})


@cache
def means(kind: str, place: str) -> bool:
    """Whether words of that kind may mean the place.

    >>> means("海岛", "440104"), means("海岛", "440523"), means("粤北", "441622"), means("粤北", "440104")
    (False, True, True, False)
    """
    if kind == ANYWHERE:
        return True
    known = KINDS[kind]
    inside = not known.only or any(covers(code, place) or covers(place, code) for code in known.only)
    return inside and not any(covers(code, place) for code in known.spared)


def refuses(words: str) -> bool:
    """Whether the words shut places out; others say where the student would like to be."""
    return bool(REFUSES.search(words))


def meaning(vague: Iterable[str], place: str) -> tuple[str, ...]:
    """Those of the words that may mean the place."""
    return tuple(words for words in vague if any(means(kind, place) for kind in kinds_of(words)))
