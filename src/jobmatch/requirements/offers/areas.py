"""Parts of Guangdong that people name instead of cities: 珠三角, 粤东, 粤西, 粤北."""

from __future__ import annotations

import re

DELTA = ("440100", "440300", "440400", "440600", "440700", "441200", "441300", "441900", "442000")
PARTS_OF_GUANGDONG = {  # what everybody counts in; on FRINGES people differ
    "珠三角": DELTA,
    "大湾区": DELTA,  # its nine mainland cities
    "粤东": ("440500", "441500", "445100", "445200"),
    "粤西": ("440800", "440900", "441700"),
    "粤北": ("440200", "441800"),
}
FRINGES = {  # 河源, 梅州 and 云浮 are 粤北 to the province's planners (北部生态发展区), other parts in everyday speech
    "粤东": ("441400", "441600"),
    "粤西": ("445300",),
    "粤北": ("441400", "441600", "445300"),
}
_PART = re.compile("|".join(PARTS_OF_GUANGDONG))


def prefectures_named(text: str) -> tuple[str, ...]:
    """The prefecture codes of every part of Guangdong that text names, in its order.

    >>> prefectures_named("粤北、太远的地方")
    ('440200', '441800')
    """
    return tuple(dict.fromkeys(code for part in _PART.findall(text) for code in PARTS_OF_GUANGDONG[part]))
