"""What an opening asks of the night."""

from __future__ import annotations

import re

from jobmatch.domain import Shifts
from jobmatch.requirements.text.passage import Passage
from jobmatch.requirements.text.patterns import any_of

_NO_NIGHT = re.compile(
    r"(?:无|没有|不上|不需要?|无需|不用|免|不安排|不设|不值|不含)[^,;。]{0,6}(?:夜班|值夜|倒班|夜间|通宵)|不上夜|不倒班|不熬夜"
)
_REGULAR = any_of(
    r"三班倒?",
    r"三班制",
    r"[两二2](?:班|点)(?:制?轮?倒|制)",
    r"四班两运转|四班[两二]倒|三班两倒|[三3]班(?:两|2)运转",
    r"四班三",
    r"对(?:班)?倒",
    r"(?:晚上?|夜里|夜间)[\d一二三四五六七八九十]{1,2}[点:时][^,;。]{0,6}(?:早|凌晨|次日|第二天)",
    r"倒班",
    r"倒夜班",
    r"大小夜",
    r"大夜班",
    r"轮(?:值|流|换)?[^,;。]{0,4}夜",
    r"夜班轮",
    r"轮班[^,;。]{0,8}[含包]括?[大小]?夜",
    r"24小时[^,;。]{0,4}(?:轮班|倒班|轮岗)",
    r"(?:经常|长期|固定|常年|每周|需上|须上|上|有)[^,;。偶少]{0,4}夜班",
    r"(?:经常|长期)[^,;。]{0,8}夜",
    r"24小时轮值夜班",
    r"夜晚加班居多",
    r"轮班\(早中晚",
    r"早、?中、?晚、?夜?(?:三?班|轮|倒)",
    r"三班轮",
    r"中、晚班",
    r"白夜班",
    r"日夜班",
    r"昼夜轮",
    r"白班[^,;。]{0,3}夜班",
)
_SELDOM = any_of(
    r"值[^,;。]{1,4}夜",
    r"一个月[^,;。]{0,6}(?:值|夜)[^,;。]{0,6}夜?",
    r"(?:偶|少量|不定期|个别|每月[^,;。]{0,4}(?:1|一|2|两)[^,;。]{0,3})[^,;。]{0,8}(?:夜|晚[^,;。]{0,4}(?:值|听)班)",
)
_SOME = any_of(
    r"(?:偶|少量|不定期|个别|部分|每月)[^,;。]{0,8}夜",
    r"值[^,;。]{0,4}夜",
    r"夜班",
    r"夜间",
    r"夜晚",
    r"昼夜",
    r"日夜",
    r"24小时[^,;。]{0,8}(?:值|备勤)",
    r"通宵",
    r"值班备勤",
    r"值班执勤",
)
_WEEKDAYS = r"周一(?:至|到|-|~)周五"
_NO_OFFICE = r"^(?![^,;。]{0,12}(?:报名|投递|咨询|联系|受理))"  # whose hours are for applicants
_DAY = any_of(
    r"(?<![轮日夜])白(?:天)?班",
    r"常白",
    r"正常(?:上下)?班",
    r"行政班",
    rf"{_NO_OFFICE}[^,;。]{{0,8}}{_WEEKDAYS}(?:$|[^,;。]{{0,6}}(?:上班|工作|坐班|双休))",
    rf"{_NO_OFFICE}[^,;。]{{0,8}}(?:班次|上班|工作时间|作息)[^,;。]{{0,4}}{_WEEKDAYS}",
)
_SAID = (
    (_NO_NIGHT, Shifts.DAY),
    (_SELDOM, Shifts.SOME_NIGHTS),
    (_REGULAR, Shifts.REGULAR_NIGHTS),
    (_SOME, Shifts.SOME_NIGHTS),
    (_DAY, Shifts.DAY),
)
_NO_SHIFTS = any_of(  # 夜间模式 and 早中晚餐 say nothing of the hours
    r"夜间模式|夜视|夜景|昼夜温差|日夜兼程",
    r"(?:早|晚|夜|中).{0,3}(?:餐|茶)",
    r"班车",
    r"通宵达旦|24小时(?:热水|在线|客服|营业|便利)",
)
_HINT = re.compile(r"夜|晚|班|对倒|24小时|备勤|值|周一|通宵")


def read_shifts(passage: Passage) -> Shifts | None:
    """What a clause says of night work; None where it says nothing of it.

    值班 alone may be by day and says nothing; 24小时值班 counts as some nights.
    """
    text = passage.text
    if not _HINT.search(text) or _NO_SHIFTS.search(text):
        return None
    for pattern, shifts in _SAID:
        if pattern.search(text):
            return shifts
    return None


def heavier(one: Shifts | None, other: Shifts | None) -> Shifts | None:
    """The one that asks more of the night; silence asks nothing."""
    order = [None, Shifts.DAY, Shifts.SOME_NIGHTS, Shifts.REGULAR_NIGHTS]
    return max(one, other, key=order.index)
