"""Pay, brought to CNY a month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jobmatch.domain import Pay
from jobmatch.requirements.text.numerals import whole
from jobmatch.requirements.text.passage import fold
from jobmatch.requirements.text.patterns import any_of

WORKDAYS_A_MONTH = 21.75  # 人社部发〔2025〕2号: (365 − 104) ÷ 12
HOURS_A_DAY = 8  # 劳动法 36
WORKDAYS_A_WEEK = 5
_UNITS = {
    "": 1,
    "元": 1,
    "块": 1,
    "千": 1e3,
    "k": 1e3,
    "万": 1e4,
    "w": 1e4,
    "千元": 1e3,
    "万元": 1e4,
}
_UNIT = r"(?:千元|万元|元|块|千|[kK]|万|[wW])"
_NUMBER = r"\d{1,7}(?:\.\d{1,3})?"
_NOT_MONEY = any_of(
    r"[\d.]",
    r"-\d",
    r":\d",
    r"\s?(?:周?岁|年(?![薪收])|人|名|个|月\d|月份|日\d|号|%|点|时|小时|公斤|厘米|[kK][gG]|cm|级|分|万[辆台人次亿])",
).pattern
_RANGE = re.compile(
    rf"(?<![\d.\-/])(?!0\d)(?P<low>{_NUMBER})\s?(?P<unit0>{_UNIT})?\s?(?:/?[月天日])?\s?(?:-|~|至|到)+\s?"
    rf"(?:¥|￥)?(?P<high>{_NUMBER})\s?(?P<unit>{_UNIT})?+(?!{_NOT_MONEY})"
)
_SINGLE = re.compile(rf"(?<![\d.\-~])(?P<low>{_NUMBER})\s?(?P<unit>{_UNIT})(?![元件]?[gG亿])")
_WITHOUT_UNIT = re.compile(
    r"(?<!\d)(?:(?<=薪)|(?<=工资)|(?<=到手)|(?<=收入)|(?<=保底)|(?<=转正)|(?<=转正后)|(?<=试用期)|(?<=低于)|(?<=少于)|(?<=至少)|(?<=最低)|(?<=[¥￥])|(?<=日结)|(?<=日薪)|(?<=月入)|(?<=综合)|(?<=实发)|"
    r"(?=\d{4,6}\s?(?:起|以上|左右|上下|\+|[/每]月))|(?=\d{2,4}\s?[/每](?:天|日|小时|时)))"
    r"[:为约]?\s?(?P<low>\d{2,6})(?P<unit>)(?![\d.元块千kK万wW年%])"
)
_BARE = re.compile(r"^[¥￥]?\s?(?P<low>\d{3,6})(?P<unit>)\s?(?:左右|上下)?(?:/月|每月)?$")
_SAID_AFTER = r"\s?(?:元|人民币|RMB|rmb|左右|上下|及?以上|起|\+|\(?税[前后]\)?|\(含税\)|\(?不含[^)]{1,4}\)?|\s){0,3}\s?"
_PER_YEAR = re.compile(rf"{_SAID_AFTER}(?:[(/每一]\s?年|/\s?y|年[薪收])")
_PER_MONTH = re.compile(rf"{_SAID_AFTER}(?:[(/每一]\s?个?月|月薪|/\s?m)")
_PER_WEEK = re.compile(rf"{_SAID_AFTER}[(/每一]\s?(?:周|星期)")
_PER_DAY = re.compile(rf"{_SAID_AFTER}[(/每一]?\s?[天日](?![班常])")
_PER_HOUR = re.compile(rf"{_SAID_AFTER}[(/每一]\s?个?(?:小?时|h)")
_PER_PIECE = re.compile(rf"{_SAID_AFTER}[/每一]\s?(?:次|单|件|节|课|篇|场|张|套|份|台|趟|票|条|平|个(?!月|小时)|人次)")
_SPELLED = re.compile(r"(?P<head>[一二两三四五六七八九])(?P<unit>[千万])(?:(?P<tenths>[一二三四五六七八九])百?(?!千))?")
_PERSONS = re.compile(r"(?:年龄|[男女][生士性]?)\D{0,2}$")
_DIGITS_OF_AGE = 2
_EACH_PIECE = re.compile(r"每(?:节课?|单|次|件|课时?|篇|场|张|套|份|台|趟|票|条|人次)[^\d,;。]{0,3}$")
_BEFORE = (  # what stands before the amount: how many months' pay it is
    (re.compile(r"年薪|年收入|年综合|年度"), 1 / 12),
    (re.compile(r"周薪"), WORKDAYS_A_MONTH / WORKDAYS_A_WEEK),
    (re.compile(r"日薪|日结|每[天日]|一天|按[天日](?:结|计|算)|天结"), WORKDAYS_A_MONTH),
    (re.compile(r"时薪|每小时"), HOURS_A_DAY * WORKDAYS_A_MONTH),
)
_AFTER = (
    (_PER_YEAR, 1 / 12),
    (_PER_WEEK, WORKDAYS_A_MONTH / WORKDAYS_A_WEEK),
    (_PER_DAY, WORKDAYS_A_MONTH),
    (_PER_HOUR, HOURS_A_DAY * WORKDAYS_A_MONTH),
)
_MONTHS_PAID = any_of(
    r"(?P<least>1[2-9])\s?[-~至]\s?(?P<most>1[3-9]|2[0-4])\s?(?:薪|个月(?:工资|薪))",
    r"(?P<just>1[2-9]|2[0-4])\s?(?:薪|个月(?:工资|薪))",
    r"[·*xX×]\s?(?P<times>1[2-9]|2[0-4])(?:个?月)?$",
)
_PLUS = r"[^,;。(底]{0,4}(?:\+|(?<!另)加)\s?(?:手工|计时|销售)?(?:提成|绩效|奖|业绩|计件|分红|佣金|补贴|高提)"
_PERIOD = r"(?:/[月天日年时]|/小时|每月)?"
_OPEN_ENDED = re.compile(
    rf"\s?{_PERIOD}(?:\(不?含[^)]{{0,6}}\))?(?:及?以上|起|往上|打底|保底|多?\+(?!\s?(?:社保|[五六]险|保险|公积金|[包双单]|餐|食宿))|{_PLUS})"
)
_AT_MOST = re.compile(rf"\s?{_PERIOD}\s?(?:及?以[下内]|之内|封顶)")
_CEILING = re.compile(r"(?:最高|不超过|上限|高达|可达|可以达到)[可为约达至到:]{0,3}$")
_MORE = re.compile(r"提成|计件|绩效|佣金|分成")
_TOTAL = re.compile(r"综合|总收入|到手|转正后?|合计|平均")
_ALL_IN = re.compile(r"综合|总收入|转正后?|合计|平均")
_BASE = re.compile(r"底薪|基本工资|基本薪资|保底|不(?:低|少)于|至少|最低|起薪|起步")
_EXTRA = re.compile(r"(?:绩效|提成|奖金?|年终奖?|补贴|津贴|补助|[餐房车话]补|加班费?|公积金)(?:工资|标准|约|为|:)*$")
_ON_TOP = re.compile(_PLUS)
_FOREIGN = re.compile(
    r"USD|美[元金]|[$£€]|GBP|英镑|HKD|港[币元]|EUR|欧元|JPY|日元|SGD|新币|澳[元币]|AUD|CAD|加元|TWD|新台币"
)
_FIGURE = re.compile(r"\d{3}|[1-9]\s?[kKwW千万元]")  # as opposed to a filler such as -1-0
_PLAUSIBLE = range(300, 500_001)
_PLAUSIBLE_BARE = range(1_000, 500_001)  # a figure without unit and period that is smaller may be a day's pay
_SURELY_A_YEAR = 60_000  # CNY: whoever writes 12-20万 and no period means a year


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount of a text; low and high are CNY, by whatever period the text says."""

    low: float
    high: float
    start: int
    end: int
    ranged: bool
    bare: bool  # without a unit


def read_pay(text: str) -> Pay | None:
    """Monthly pay that text states for sure; None for 面议, for foreign money, and where only a most is stated.

    high is None where only a part or a lower bound is stated (底薪3000+提成, 4000元以上), since the upper end is then
    anybody's guess. A day's pay counts 21.75 days, an hour's 8 × 21.75 = 174 hours, a week's 21.75 ÷ 5 weeks, a year's
    pay a twelfth, 14薪 fourteen twelfths. What is said to be after tax is taken as it stands.

    >>> read_pay("4.5-6K"), read_pay("到手4800元起")
    (Pay(low_monthly_cny=4500, high_monthly_cny=6000), Pay(low_monthly_cny=4800, high_monthly_cny=None))
    >>> read_pay("15-25K·14薪"), read_pay("20元/小时")
    (Pay(low_monthly_cny=17500, high_monthly_cny=29167), Pay(low_monthly_cny=3480, high_monthly_cny=3480))
    """
    plain = _SPELLED.sub(_in_figures, re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", fold(text)))
    if _FOREIGN.search(plain):
        return None
    amount = _best(plain, _amounts(plain))
    if amount is None:
        return None
    if not amount.ranged and _AT_MOST.match(plain, amount.end):
        return None
    least, most = _months_factors(plain, amount)
    low, high = round(amount.low * least), round(amount.high * most)
    plausible = _PLAUSIBLE_BARE if amount.bare and (least, most) == (1, 1) else _PLAUSIBLE
    if low not in plausible or high not in plausible or low > high:
        return None
    return Pay(low, None if _only_a_part(plain, amount) else high)


def _in_figures(spelled: re.Match[str]) -> str:
    """四千五 as 4500, 一万二 as 12000: what follows the unit are tenths of it."""
    unit = int(_UNITS["千" if spelled["unit"] == "千" else "万"])
    return str(whole(spelled["head"]) * unit + (whole(spelled["tenths"]) * unit // 10 if spelled["tenths"] else 0))


def doubt_about_pay(text: str) -> str | None:
    """What a person should look at in a pay column: foreign money, pay after tax, figures that were not read."""
    plain = fold(text)
    if _FOREIGN.search(plain):
        return f"薪资不是人民币，未作换算，请核对：{text[:30]}"
    if "税后" in plain:
        return f"薪资为税后数额，请核对税前薪资：{text[:30]}"
    if _FIGURE.search(plain) and read_pay(text) is None:
        return f"薪资未能确定，请核对：{text[:30]}"
    return None


def _amounts(plain: str) -> list[_Amount]:
    ranges = (m for m in _RANGE.finditer(plain) if not _is_extra(plain, m.start()) and not _is_age(plain, m))
    found = [_amount(plain, m, ranged=True) for m in ranges]
    if not found:
        found = sorted((_amount(plain, m, ranged=False) for m in _singles(plain)), key=lambda amount: amount.start)
    return [a for a in found if a.low > 0 and not _is_for_a_piece(plain, a)]


def _singles(plain: str) -> Iterator[re.Match[str]]:
    for match in (*_SINGLE.finditer(plain), *_WITHOUT_UNIT.finditer(plain), *_BARE.finditer(plain.strip())):
        if not _CEILING.search(plain, max(0, match.start() - 8), match.start()):
            yield match


def _is_age(plain: str, match: re.Match[str]) -> bool:
    """Whether a range is years of age (女 18-30): two digits each, no unit, behind a word for persons."""
    figures = len(match["low"]) == len(match["high"]) == _DIGITS_OF_AGE and not (match["unit"] or match["unit0"])
    return figures and bool(_PERSONS.search(plain, max(0, match.start() - 6), match.start()))


def _is_for_a_piece(plain: str, amount: _Amount) -> bool:
    """Whether the amount pays a lesson or a delivery, of which nobody says how many there are."""
    before = _EACH_PIECE.search(plain, max(0, amount.start - 8), amount.start)
    return bool(before or _PER_PIECE.match(plain, amount.end))


def _is_extra(plain: str, at: int) -> bool:
    """Whether the amount there is what comes on top of the pay (绩效工资1000-3000元)."""
    return bool(_EXTRA.search(plain, max(0, at - 8), at))


def _amount(plain: str, match: re.Match[str], ranged: bool) -> _Amount:
    groups = match.groupdict()
    low, high = float(match["low"]), float(groups.get("high") or match["low"])
    unit, unit0 = (match["unit"] or "").lower(), (groups.get("unit0") or "").lower()
    bare = not unit and not unit0
    unit = unit or unit0
    if bare and 0 < high < 100 and not _PER_DAY.match(plain, match.end()) and not _PER_HOUR.match(plain, match.end()):
        unit = "万" if _PER_YEAR.match(plain, match.end()) else "k"  # boards drop the unit: 6-8 means thousands
    low_unit = unit0 or (unit if low <= high or unit in {"", "元"} else "千")
    return _Amount(low * _UNITS[low_unit], high * _UNITS[unit], match.start("low"), match.end(), ranged, bare)


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


def _months_factors(plain: str, amount: _Amount) -> tuple[float, float]:
    """By how much the low and the high end count for a month: 13-16薪 pays thirteen twelfths at least."""
    for pattern, factor in _AFTER:
        if pattern.match(plain, amount.end):
            return factor, factor
    before = re.split(r"[,;。]", plain[max(0, amount.start - 12) : amount.start])[-1]
    for pattern, factor in _BEFORE:
        if pattern.search(before):
            return factor, factor
    if amount.low >= _SURELY_A_YEAR and not _PER_MONTH.match(plain, amount.end) and "月" not in before:
        return 1 / 12, 1 / 12
    paid = _MONTHS_PAID.search(plain)
    if paid is None:
        return 1, 1
    least = paid["least"] or paid["just"] or paid["times"]
    return int(least) / 12, int(paid["most"] or least) / 12
