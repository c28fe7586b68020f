"""Licences as a roster cell lists them, with how far each has come: 护士执业资格证（成绩合格，未注册）；C1驾照."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from jobmatch.domain import Licence, LicenceState
from jobmatch.requirements.text.dates import find_dates
from jobmatch.requirements.text.passage import Passage, fold
from jobmatch.requirements.text.patterns import any_of
from jobmatch.requirements.text.segments import clauses
from jobmatch.taxonomy.licences import find_licences

_ITEMS = re.compile(r"[;。\n|]+|(?<![^A-Da-d]\d)(?<!年)、")
_EXPIRED = re.compile(r"过期|失效|已注销|到期未")
_SITTING = any_of(
    r"拟",
    r"准备考",
    r"备考",
    r"待考",
    r"将(?:于|参)",
    r"计划考",
    r"在考",
    r"报考",
    r"报名(?:中|了)?",
    r"考试中",
    r"未考",
    r"后考",
    r"即将",
    r"参加(?!工作|过)",
    r"等待考试",
    r"考.{0,4}中$",
    r"(?<!已)(?<!高)(?<!法)(?<!护)(?<!统)考(?!取|过|到|核|试|证|评|级|客)",
)
_PASSED = re.compile(
    r"成绩(?:已)?合格|已考(?!取|到)|考过|已过|通过(?!后)|未注册|待注册|尚未注册|后注册|未领证|"
    r"待领证|等证|证书未下|已出成绩"
)
_PART = re.compile(r"客观题|笔试(?:已)?(?:过|合格|通过)|部分科目|单科|科目[一二三]")
_STATE_ONLY = any_of(
    r"[\d\s年月日号.\-/()]",
    r"成绩",
    r"合格",
    r"通过",
    r"未",
    r"已",
    r"尚",
    r"待",
    r"暂",
    r"后",
    r"毕业",
    r"注册",
    r"考试",
    r"面试",
    r"笔试",
    r"考",
    r"过",
    r"取得",
    r"预计",
    r"拟",
    r"参加",
    r"报名",
    r"领证",
    r"有效期",
    r"至",
    r"到期",
    r"过期",
    r"失效",
    r"证书",
    r"证",
    r"中",
    r"了",
    r"准备",
    r"即将",
)
_REGISTERED = re.compile(r"(?<!未)已(?:执业)?注册")
_BEFORE_NAME = re.compile(r"^(?:已|拟|将|准备|计划|参加|报考|报名|考取|考|取得|毕业后|20\d{2}年?|\d{1,2}月|[.\s])+")
_DRIVING = re.compile(r"[ABC][1-4]")
_UNTIL = re.compile(r"有效期|到期|截至|有效至")
_YEAR = re.compile(r"(20\d{2})年")
_ORDER = {LicenceState.HELD: 3, LicenceState.PASSED: 2, LicenceState.SITTING: 1, LicenceState.EXPIRED: 0}


def read_licences(text: str) -> tuple[Licence, ...]:
    """The licences a cell names, in its order, each once in the furthest state named.

    on is the date beside it: issued, passed or next sitting; a year alone stands for its last day. Where only a
    part of an examination is passed (教资笔试已过) the rest is still to be sat.
    """
    found: dict[str, Licence] = {}
    for item in _items(text):
        for licence in _read_item(item.text):
            known = found.get(licence.code)
            if known is None or _ORDER[known.state] < _ORDER[licence.state]:
                found[licence.code] = licence
    return tuple(found.values())


def unread_licences(text: str) -> tuple[str, ...]:
    """The items of a cell that name no licence known here, as written."""
    return tuple(item.quote for item in _items(text) if not _codes(item.text) and not _says_none(item.text))


def _says_none(text: str) -> bool:
    return text in {"无", "暂无", "没有", "/", "-", "未取得"}


def _items(text: str) -> Iterator[Passage]:
    """Items between semicolons and commas outside brackets; an item that only tells a state joins the one before."""
    last: Passage | None = None
    for part in Passage.of("licences", text).split(_ITEMS):
        for item in clauses(part):
            if last is not None and not _STATE_ONLY.sub("", item.text):
                last = Passage(item.field, item.received, item.folded, last.start, item.end)
                continue
            if last is not None:
                yield last
            last = item
    if last is not None:
        yield last


def _codes(item: str) -> list[str]:
    """The licences an item names; what is a job elsewhere (药士, 育婴员) is a paper in this column."""
    found = find_licences(item)
    if not found:
        name = _BEFORE_NAME.sub("", re.sub(r"\([^()]*\)", "", item)).strip().removesuffix("考试")
        found = find_licences(f"{name}驾照" if _DRIVING.fullmatch(name) else f"{name}资格证")
    registered = _REGISTERED.search(item)
    return ["nurse_practising" if registered and f.code == "nurse_exam" else f.code for f in found]


def _read_item(item: str) -> Iterator[Licence]:
    state = _state_of(item)
    on = _date_of(item)
    until = on if _UNTIL.search(item) else None
    for code in _codes(item):
        yield Licence(code, state, None if until else on, until)


def _state_of(item: str) -> LicenceState:
    if _EXPIRED.search(item):
        return LicenceState.EXPIRED
    if _PART.search(item):
        return LicenceState.SITTING
    if _PASSED.search(item):
        return LicenceState.PASSED
    return LicenceState.SITTING if _SITTING.search(item) else LicenceState.HELD


def _date_of(item: str) -> date | None:
    plain = fold(item)
    last = None
    for day, _, _ in find_dates(plain):
        last = day
    year = _YEAR.search(plain)
    if last is None and year:
        return date(int(year[1]), 12, 31)
    return last
