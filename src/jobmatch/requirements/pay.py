"""Pay, brought to CNY a month."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobmatch.domain import Pay
from jobmatch.requirements.passage import fold

WORKDAYS_A_MONTH = 21.75  # 人社部发〔2025〕2号: (365 − 104) ÷ 12
_UNITS = {
    "": 1,
    "元": 1,
    "块": 1,
    "千": 1e3,
    "k": 1e3,
    "K": 1e3,
    "万": 1e4,
    "w": 1e4,
    "W": 1e4,
    "千元": 1e3,
    "万元": 1e4,
}
_UNIT = r"(?:千元|万元|元|块|千|k|K|万|w|W)"
_NOT_MONEY = r"(?![\d.]|-\d|\s?(?:周?岁|年|人|名|个|月\d|月份|日|号|%|点|小时|公斤|厘米))"
_RANGE = re.compile(
    rf"(?<![\d.\-/])(?!0\d)(?P<low>\d{{1,7}}(?:\.\d{{1,3}})?)\s?(?P<unit0>{_UNIT})?\s?(?:-|~|至|到)+\s?"
    rf"(?P<high>\d{{1,7}}(?:\.\d{{1,3}})?)\s?(?P<unit>{_UNIT})?{_NOT_MONEY}"
)
_SINGLE = re.compile(rf"(?P<low>\d{{1,7}}(?:\.\d{{1,3}})?)\s?(?P<unit>{_UNIT})")
_WITHOUT_UNIT = re.compile(
    r"(?<!\d)(?:(?<=薪)|(?<=工资)|(?<=到手)|(?<=收入)|(?<=保底)|(?<=低于)|(?<=少于)|(?<=至少)|(?<=最低)|"
    r"(?=\d{4,6}\s?(?:起|以上|\+|[/每]月)))[:为约]?\s?(?P<low>\d{4,6})(?P<unit>)(?![\d.元块千kK万wW年%])"
)
_BARE = re.compile(r"^(?P<low>\d{3,6})(?P<unit>)$")
_YEARLY = re.compile(r"年薪|年收入|年综合|年度")
_DAILY = re.compile(r"日薪|日结|每[天日]|一天")
_PER_YEAR = re.compile(r"\s?(?:/|每|一)年|\s?/y")
_PER_DAY = re.compile(r"\s?(?:/|每|一)?[天日](?!班)")
_PER_HOUR = re.compile(r"[/每一]个?(?:小?时|h)|时薪")
_MONTHS_PAID = re.compile(r"(1[2-9]|2[0-4])\s?(?:薪|个月工资)")
_PLUS = r"[^,;。]{0,4}\+\s?(?:提成|绩效|奖|业绩|计件)"
_OPEN_ENDED = re.compile(rf"\s?(?:/月)?(?:\(不?含[^)]{{0,6}}\))?(?:及?以上|起|往上|打底|保底|多?\+|{_PLUS})")
_AT_MOST = re.compile(r"\s?(?:/月)?(?:以下|以内|之内|封顶)")
_MORE = re.compile(r"提成|计件|绩效|佣金|分成")
_TOTAL = re.compile(r"综合|总收入|到手|转正后?|合计|平均")
_ALL_IN = re.compile(r"综合|总收入|转正后?|合计|平均")
_BASE = re.compile(r"底薪|基本工资|基本薪资|保底|不(?:低|少)于|至少|最低|起薪|起步")
_EXTRA = re.compile(r"(?:绩效|提成|奖金?|补贴|津贴|补助)(?:工资|约|为|:)?$")
_ON_TOP = re.compile(_PLUS)
_PLAUSIBLE = range(300, 500_001)


@dataclass(frozen=True, slots=True)
class _Amount:
    low: float
    high: float
    start: int
    end: int
    ranged: bool


def read_pay(text: str) -> Pay | None:
    """Monthly pay that text states for sure; None for 面议, for pay by the hour, and where only a most is stated.

    high is None where only a part or a lower bound is stated (底薪3000+提成, 4000元以上), since the upper end is then
    anybody's guess. A day's pay counts 21.75 days, a year's pay a twelfth, 14薪 fourteen twelfths.

    >>> read_pay("4.5-6K"), read_pay("到手4800元起")
    (Pay(low_monthly_cny=4500, high_monthly_cny=6000), Pay(low_monthly_cny=4800, high_monthly_cny=None))
    """
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", fold(text))
    amount = _best(plain, _amounts(plain))
    if amount is None or _PER_HOUR.search(plain, amount.end, amount.end + 6) or "时薪" in plain[: amount.start]:
        return None
    if not amount.ranged and _AT_MOST.match(plain, amount.end):
        return None
    factor = _months_factor(plain, amount)
    low, high = round(amount.low * factor), round(amount.high * factor)
    if low not in _PLAUSIBLE or high not in _PLAUSIBLE or low > high:
        return None
    return Pay(low, None if _only_a_part(plain, amount) else high)


def _amounts(plain: str) -> list[_Amount]:
    found = [_amount(m, ranged=True) for m in _RANGE.finditer(plain) if not _is_extra(plain, m.start())]
    if not found:
        single = (*_SINGLE.finditer(plain), *_WITHOUT_UNIT.finditer(plain), *_BARE.finditer(plain.strip()))
        found = sorted((_amount(m, ranged=False) for m in single), key=lambda amount: amount.start)
    return [a for a in found if a.low > 0]


def _is_extra(plain: str, at: int) -> bool:
    """Whether the amount there is what comes on top of the pay (绩效工资1000-3000元)."""
    return bool(_EXTRA.search(plain, max(0, at - 8), at))


def _amount(match: re.Match[str], ranged: bool) -> _Amount:
    groups = match.groupdict()
    low, high = float(match["low"]), float(groups.get("high") or match["low"])
    unit = match["unit"] or groups.get("unit0") or ""
    if not unit and 0 < high < 100:
        unit = "K"  # boards drop the unit: 6-8 means thousands
    low_unit = groups.get("unit0") or (unit if low <= high or unit in {"", "元"} else "千")
    scaled_high = high * _UNITS[unit]
    scaled_low = low * _UNITS[low_unit]
    return _Amount(scaled_low, scaled_high, match.start("low"), match.end(), ranged)


def _best(plain: str, amounts: list[_Amount]) -> _Amount | None:
    """The amount called a total or pay after probation, else the first one."""
    for amount in amounts:
        if _TOTAL.search(plain, max(0, amount.start - 8), amount.start):
            return amount
    return amounts[0] if amounts else None


def _only_a_part(plain: str, amount: _Amount) -> bool:
    """Whether more comes on top of the amount, or it is only the least."""
    before = plain[max(0, amount.start - 8) : amount.start]
    if _ALL_IN.search(before) and not _OPEN_ENDED.match(plain, amount.end):
        return False
    if _BASE.search(before):
        return True
    if amount.ranged:
        return bool(_ON_TOP.match(plain, amount.end))
    return bool(_OPEN_ENDED.match(plain, amount.end) or _MORE.search(plain))


def _months_factor(plain: str, amount: _Amount) -> float:
    before = re.split(r"[,;。]", plain[max(0, amount.start - 12) : amount.start])[-1]
    if _YEARLY.search(before) or _PER_YEAR.match(plain, amount.end):
        return 1 / 12
    if _DAILY.search(before) or _PER_DAY.match(plain, amount.end):
        return WORKDAYS_A_MONTH
    paid = _MONTHS_PAID.search(plain)
    return int(paid[1]) / 12 if paid else 1.0
