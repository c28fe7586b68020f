"""Which language a posting is written in."""

from __future__ import annotations

import re

from jobmatch.requirements.table import Columns

PROSE = ("title", "text", "duties", "other")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")
_MOSTLY = 12  # Latin letters to each Han character; fewer, and a Chinese notice merely uses many English words
_SHORT = 200  # Latin letters up to which one Han character anywhere makes a posting Chinese


def is_english(columns: Columns) -> bool:
    """Whether the prose of a posting is English, whatever the language of its other columns.

    >>> is_english(Columns({"title": "Staff Nurse", "place": "Leeds, GB", "text": "You must be registered."}))
    True
    >>> is_english(Columns({"title": "Java Developer", "place": "上海"}))
    False
    """
    written = [text for field in PROSE if (text := columns.text(field))]
    if all(map(str.isascii, written)):
        latin, han = sum(map(_count_letters, written)), 0
    else:
        han = sum(len(_HAN.findall(text)) for text in written)
        latin = sum(map(_count_letters, written)) if han * _MOSTLY < sum(map(len, written)) else 0
    if latin <= _SHORT:
        return latin > 0 and not any(_HAN.search(text) for text in columns.received.values() if text)
    return han * _MOSTLY < latin


def has_han(text: str) -> bool:
    return not text.isascii() and bool(_HAN.search(text))


def _count_letters(text: str) -> int:
    return len(_LETTER.findall(text))
