"""What an opening asks of the night."""

from __future__ import annotations

import re

from jobmatch.domain import Shifts
from jobmatch.requirements.passage import Passage

_DAY = re.compile(
    r"(?<![轮日夜])白(?:天)?班|常白|正常(?:上下)?班|行政班|(?:无|没有|不上|不需要?|无需|不用|"
    r"免|不安排|不值)[^,;。]{0,6}(?:夜班|值夜|倒班|夜间)|不上夜|不倒班"
)
_REGULAR = re.compile(
    r"三班倒?|三班制|两班倒|二班倒|四班三|倒班|倒夜班|大小夜|轮(?:值|流|换)?[^,;。]{0,4}夜|"
    r"夜班轮|轮班制?\(?含夜"
    r"|(?:经常|长期|固定|常年|每周|需上|须上|上|有)[^,;。偶少]{0,4}夜班|(?:经常|"
    r"长期)[^,;。]{0,8}夜|24小时轮值夜班|夜晚加班居多|轮班\(早中晚"
    r"|早中晚班?|早、?中、?晚|三班轮|中、晚班|白夜班|日夜班|昼夜轮"
)
_SOME = re.compile(
    r"(?:偶|少量|不定期|个别|部分|每月)[^,;。]{0,8}(?:夜|值班)|值[^,;。]{0,4}夜|夜班|夜间|"
    r"夜晚|昼夜|日夜|24小时[^,;。]{0,8}(?:值|备勤)|值班备勤|值班执勤"
)
_SELDOM = re.compile(
    r"值[^,;。]{1,4}夜|一个月[^,;。]{0,6}(?:值|夜)[^,;。]{0,6}|(?:偶|少量|不定期|个别|"
    r"每月[^,;。]{0,4}(?:1|一|2|两)[^,;。]{0,3})[^,;。]{0,8}(?:夜|值班|听班)"
)
_HINT = re.compile(r"夜|晚|班|24小时|备勤|值")


def read_shifts(passage: Passage) -> Shifts | None:
    """What a clause says of night work; None where it says nothing of it (24小时值班 counts as some nights)."""
    text = passage.text
    if not _HINT.search(text):
        return None
    if _DAY.search(text):
        return Shifts.DAY
    if _SELDOM.search(text):
        return Shifts.SOME_NIGHTS
    if _REGULAR.search(text):
        return Shifts.REGULAR_NIGHTS
    return Shifts.SOME_NIGHTS if _SOME.search(text) else None


def heavier(one: Shifts | None, other: Shifts | None) -> Shifts | None:
    """The one that asks more of the night; silence asks nothing."""
    order = [None, Shifts.DAY, Shifts.SOME_NIGHTS, Shifts.REGULAR_NIGHTS]
    return max(one, other, key=order.index)
