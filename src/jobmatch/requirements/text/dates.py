"""Dates as rosters and postings write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from jobmatch.domain import BadInput
from jobmatch.requirements.text.passage import fold

_DAY = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号]?")
_MONTH = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?月?份?(?![\d.])")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_ANY = re.compile(f"{_DAY.pattern}|{_COMPACT.pattern}|{_MONTH.pattern}")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$|[上下]午?\d{1,2}[点时]?$|24时$")
_EXCEL_EPOCH = date(1899, 12, 30)
_EXPECTED = "a date such as 2026-06-30, 2026/6/30, 2026.6, 2026年6月30日 or 20260630"


def read_date(text: str, field: str = "date") -> date:
    """The date that text writes; a month alone stands for its last day, five digits for an Excel serial day.

    Raises BadInput where text is no date.

    >>> read_date("2026年6月30日"), read_date("2026.6"), read_date("46203")
    (datetime.date(2026, 6, 30), datetime.date(2026, 6, 30), datetime.date(2026, 6, 30))
    """
    plain = _CLOCK.sub("", fold(text).strip())
    try:
        if _SERIAL.fullmatch(plain) and 20_000 <= float(plain) < 80_000:
            return _EXCEL_EPOCH + timedelta(days=int(float(plain)))
        if match := _DAY.fullmatch(plain) or _COMPACT.fullmatch(plain):
            return date(*map(int, match.groups()))
        if match := _MONTH.fullmatch(plain):
            return _last_of_month(int(match[1]), int(match[2]))
    except ValueError:
        pass
    raise BadInput(f"{field}: {_shown(text)!r} is no date; expected {_EXPECTED}")


def find_dates(text: str, start: int = 0) -> Iterator[tuple[date, int, int]]:
    """The dates in folded text from start on, each with where it stands; what exists in no calendar is passed over."""
    for match in _ANY.finditer(text, start):
        try:
            yield read_date(match[0]), match.start(), match.end()
        except BadInput:
            continue


def _last_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
