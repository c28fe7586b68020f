"""Pay in English postings: CNY brought to a month, any other money named but never converted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobmatch.domain import Pay
from jobmatch.requirements.offers.pay import WORKDAYS_A_MONTH
from jobmatch.requirements.text.passage import fold

HOURS_A_MONTH = 174  # 21.75 days of 8 hours: 人社部发〔2025〕2号
_CURRENCIES = {
    "GBP": r"gbp|£|\bpounds?\b|sterling",
    "CNY": r"cny|rmb|￥|¥|\byuan\b|renminbi|人民币|元",
    "HKD": r"hkd|hk\$",
    "SGD": r"sgd|s\$",
    "AUD": r"aud|a\$|au\$",
    "CAD": r"\bcad\b|ca\$|c\$",
    "EUR": r"eur|€",
    "JPY": r"jpy|\byen\b",
    "USD": r"usd|us\$|\$",
}
_CURRENCY = tuple((code, re.compile(words)) for code, words in _CURRENCIES.items())
_PERIODS = {
    "hour": r"(?:per|an?|/|p)\s?\.?(?:hour|hr|h)\b|\bhourly\b|\bp/h\b|\bph\b",
    "day": r"(?:per|a|/)\s?day\b|\bdaily\b",
    "session": r"(?:per|a|/)\s?session\b",
    "week": r"(?:per|a|/)\s?week\b|\bweekly\b",
    "month": r"(?:per|a|/)\s?(?:month|mth|mo)\b|\bmonthly\b|\bpcm\b|/月",
    "year": r"(?:per|a|/)\s?(?:year|yr|annum)\b|\bannual(?:ly)?\b|\bp\.?\s?a\b|\byearly\b|\bpro rata\b|/年",
}
_PERIOD = tuple((name, re.compile(words)) for name, words in _PERIODS.items())
_STATED_LAST = re.compile(r"\sper (?:year|month|week|day|hour)$")  # schema.org's unitText, which feeds fill in blindly
_AMOUNT = re.compile(
    r"(?<![\w.,])(?:[£$€¥￥]\s?)?(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)(?![\d,]*\d)\s?(k\b)?"
    r"(?!\s?%|[/.:]\d|\s?(?:hours|hrs|days|pas\b|posts|wte|months))"
)
_GRADE = re.compile(
    r"\b(?:band|grade|level|step|scale|afc|point)s?\s?\d\w?(?:\s?(?:-|/|to)\s?(?:band\s?)?\d\w?\b(?![,\d]))?"
)  # NHS pay bands
_PLAUSIBLE_MONTHLY = range(300, 500_001)


@dataclass(frozen=True, slots=True)
class StatedPay:
    """Pay as stated: ISO 4217 code, both ends (None: open), and the period (hour, day, session, week, month, year)."""

    currency: str | None
    low: float
    high: float | None
    period: str | None


def read_stated_pay(text: str) -> StatedPay | None:
    """The first amount or range of a pay column, in its own money; None where no figure is given.

    >>> read_stated_pay("GBP £31,365 - £37,890 per annum per YEAR")
    StatedPay(currency='GBP', low=31365.0, high=37890.0, period='year')
    >>> read_stated_pay("GBP £9.00 ph per YEAR").period
    'hour'
    """
    plain = _GRADE.sub(" ", fold(text).lower().strip())
    amounts = [(m, float(m[1].replace(",", "")) * (1000 if m[2] else 1)) for m in _AMOUNT.finditer(plain)]
    amounts = [(m, value) for m, value in amounts if value >= 5]
    if not amounts:
        return None
    first, low = amounts[0]
    high: float | None = None
    if len(amounts) > 1 and re.fullmatch(
        r"\D{0,12}(?:-|to|~|until|and)\D{0,4}", plain[first.end() : amounts[1][0].start()]
    ):
        high = amounts[1][1]
        if low < 1000 <= high and amounts[1][0][2]:
            low *= 1000  # 15-20k
    currency = next((code for code, pattern in _CURRENCY if pattern.search(plain)), None)
    return StatedPay(currency, low, high if high is not None else low, _period(plain, low))


def _period(plain: str, low: float) -> str | None:
    own = _STATED_LAST.sub("", plain)
    named = next((name for name, pattern in _PERIOD if pattern.search(own)), None)
    if named:
        return named
    stated = _STATED_LAST.search(plain)
    if stated is None:
        return None
    unit = stated[0].split()[-1]
    return "hour" if unit == "year" and low < 100 else unit


def monthly_cny(stated: StatedPay) -> Pay | None:
    """Pay in CNY a month, None for other money and where the period is not known."""
    factors = {"month": 1.0, "year": 1 / 12, "day": WORKDAYS_A_MONTH, "hour": float(HOURS_A_MONTH)}
    if stated.currency != "CNY" or stated.period not in factors:
        return None
    factor = factors[stated.period]
    low, high = round(stated.low * factor), round((stated.high or stated.low) * factor)
    if low not in _PLAUSIBLE_MONTHLY or high not in _PLAUSIBLE_MONTHLY or low > high:
        return None
    return Pay(low, high)


def say_stated(stated: StatedPay, received: str) -> str:
    """A warning that names currency, amount and period, as stated."""
    periods = {"hour": "每小时", "day": "每天", "session": "每节", "week": "每周", "month": "每月", "year": "每年"}
    high = stated.high if stated.high != stated.low else None
    amount = f"{stated.low:,.10g}" + (f"–{high:,.10g}" if high is not None else "")
    period = periods.get(stated.period or "", "周期未说明")
    return f"薪酬为 {stated.currency or '币种未说明'} {amount}（{period}），未折合人民币，请核对：{received[:60]}"
