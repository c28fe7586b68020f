"""Money and time as rosters write them: pay floors, what an application may cost, months of work."""

from __future__ import annotations

import re

from jobmatch.ingest.roster.words import plain
from jobmatch.requirements.offers.pay import WORKDAYS_A_MONTH

UNITS = {"千": 1_000, "k": 1_000, "万": 10_000, "w": 10_000}
UNIT = r"(千|[kK]|万|[wW])?"
AMOUNT = re.compile(rf"(?<![\d.-])(\d{{1,6}}(?:\.\d{{1,2}})?)\s*{UNIT}(?:\s*[-~—至到]+\s*\d+(?:\.\d+)?\s*{UNIT})?")
NO_FLOOR = re.compile(r"面议|面谈|看岗位|看情况|视|不限|无|均可|都可|都行|随")
PLAUSIBLE_PAY = range(300, 200_001)
TOTAL = re.compile(r"(?:共|总共|合计|累计)(?:计|约)?(?=[\d一二两三四五六七八九十半])")
SPAN = re.compile(
    r"(?<![\d.])(?P<n>\d{1,2}(?:\.5)?|[一二两三四五六七八九十半])\s*"
    r"(?P<unit>个月|年|(?<!年)月(?![起到至-]))(?P<half>半)?"
)
CHINESE_DIGITS = {digit: n for n, digit in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}


def pay_floor(text: str) -> int | None:
    """The low end of the monthly pay that a cell names, in CNY; None where it names none that can be right.

    >>> pay_floor("4000-5500"), pay_floor("4.5K"), pay_floor("不低于4,500元/月"), pay_floor("4-6千"), pay_floor("面议")
    (4000, 4500, 4500, 4000, None)
    >>> pay_floor("200元/天"), pay_floor("年薪6万"), pay_floor("5"), pay_floor("99999999")
    (4350, 5000, 5000, None)
    """
    cell = re.sub(r"(?<=\d),(?=\d{3})", "", plain(text))
    match = AMOUNT.search(cell)
    if match is None or re.match(r"\d", cell[match.end(1) :]):
        return None
    amount = float(match[1]) * _unit(float(match[1]), match[2] or match[3])
    if re.search(r"/?天|日薪|/日", cell):
        amount = float(match[1]) * WORKDAYS_A_MONTH
    elif re.search(r"年薪|/年|每年|一年", cell):
        amount /= 12
    return round(amount) if round(amount) in PLAUSIBLE_PAY else None


def names_no_floor(text: str) -> bool:
    """Whether a cell says in so many words that there is no floor (面议, 看岗位)."""
    return NO_FLOOR.search(text) is not None


def cost_limit(text: str) -> int | None:
    """What one application may cost, in CNY.

    >>> cost_limit("不超过200元"), cost_limit("100以内"), cost_limit("看情况")
    (200, 100, None)
    """
    match = re.search(r"(?<![\d.-])\d{1,5}(?![\d.])", plain(text))
    return int(match[0]) if match else None


def months_named(text: str) -> int | None:
    """The months that all spans in a text add up to, or the total that it gives; dates (2025年6月起) are no spans.

    >>> months_named("工作过6个月，又做了一年半"), months_named("半年"), months_named("暑假工")
    (24, 6, None)
    >>> months_named("开发3年，后做运维2年，共5年"), months_named("1年（2025年6月起）")
    (60, 12)
    """
    words = plain(text)
    total = TOTAL.search(words)
    spans = [_months(match) for match in SPAN.finditer(words, total.end() if total else 0)]
    return sum(spans) if spans else None


def _months(span: re.Match[str]) -> int:
    a_unit = 12 if span["unit"] == "年" else 1
    count = 0.5 if span["n"] == "半" else CHINESE_DIGITS.get(span["n"]) or float(span["n"])
    return int(count * a_unit) + (a_unit // 2 if span["half"] else 0)


def _unit(amount: float, unit: str) -> int:
    if unit:
        return UNITS[unit.lower()]
    return 1_000 if amount < 100 else 1  # boards and students drop the 千: 4.5, 5
