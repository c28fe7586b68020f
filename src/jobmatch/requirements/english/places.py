"""Places in China by their English names, and whether a place is abroad."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

from jobmatch.taxonomy.regions import covers

_WORD = re.compile(r"[a-z]+")
_ABROAD = re.compile(
    r"\b(?:gb|uk|gbr|united kingdom|great britain|england|scotland|wales|northern ireland|ireland|usa?|united states"
    r"|america|canada|australia|"
    r"new zealand|singapore|malaysia|japan|korea|india|germany|france|netherlands|spain|italy|switzerland|uae|dubai"
    r"|vietnam|thailand|"
    r"indonesia|philippines|mexico|brazil|south africa|nigeria|kenya)\b"
)
_CHINA = re.compile(r"\b(?:china|prc|cn|chn|p\.r\.c)\b")
_LONGEST = 3  # words of the longest name
_COMMON = {
    "suzhou": "320500",
    "fuzhou": "350100",
    "hainan": "460000",
    "jilin": "220000",
}  # of namesakes, the one that is meant
_LABELLED = re.compile(
    r"\b(?:location|work(?:ing)? (?:location|place)|based (?:in|at)|located (?:in|at)"
    r"|base)\b\s?[:-]?\s?([a-z][a-z ,'/()-]{2,60})"
)


def read_places(place: str, title: str, text: str) -> tuple[str, ...]:
    """GB/T 2260 codes of the places that the column names, else the title or a label in the text; () abroad.

    Names are Hanyu Pinyin without marks (ISO 7098) and the customary English ones. A district counts only inside a
    city that is named with it; a name that several cities bear only where its province is named.

    >>> read_places("Pudong, Shanghai, China", "", ""), read_places("Reading, GB", "", "")
    (('310115',), ())
    >>> read_places("Taizhou", "", ""), read_places("Taizhou, Zhejiang", "", "")
    ((), ('331000',))
    """
    if place.strip():
        return _named(place.lower())
    labelled = _LABELLED.search(text.lower())
    return _named(title.lower()) or (_named(labelled[1]) if labelled else ())


def is_abroad(place: str) -> bool:
    """Whether a place column names a foreign country and not China."""
    low = place.lower()
    return bool(_ABROAD.search(low)) and not _CHINA.search(low)


def _named(text: str) -> tuple[str, ...]:
    if is_abroad(text):
        return ()
    found = [codes for name in _names(text) if (codes := _by_name().get(name))]
    wide = _settled([[c for c in codes if c.endswith("00")] for codes in found])
    districts = [[c for c in codes if not c.endswith("00") and any(covers(w, c) for w in wide)] for codes in found]
    inner = tuple(dict.fromkeys(c for codes in districts for c in codes[:1]))
    kept = (*inner, *(w for w in wide if not any(covers(w, c) for c in inner)))
    return tuple(dict.fromkeys(c for c in kept if not any(o != c and covers(c, o) for o in kept)))


def _settled(found: list[list[str]]) -> list[str]:
    """One code for each name, where its namesakes can be told apart."""
    provinces = [codes[0] for codes in found if len(codes) == 1 and codes[0].endswith("0000")]
    settled = []
    for codes in found:
        inside = [c for c in codes if c not in provinces and any(covers(p, c) for p in provinces)]
        usual = [c for c in codes if c in _COMMON.values()]
        for choice in (codes if len(codes) == 1 else [], inside, usual):
            if len(choice) == 1:
                settled.append(choice[0])
                break
    return settled


def _names(text: str) -> list[str]:
    """The longest known names in text, in order: hong kong before kong."""
    words = _WORD.findall(text.replace("'", "").replace("’", ""))
    found, at = [], 0
    while at < len(words):
        for length in range(_LONGEST, 0, -1):
            name = " ".join(words[at : at + length])
            if name in _by_name() and at + length <= len(words):
                found.append(name)
                break
        else:
            length = 1
        at += length
    return found


@lru_cache(maxsize=1)
def _by_name() -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    table = files("jobmatch.requirements.english").joinpath("places.csv").read_text(encoding="utf-8")
    for code, names in list(csv.reader(table.splitlines()))[1:]:
        for name in names.split("|"):
            named.setdefault(name, []).append(code)
    return named
