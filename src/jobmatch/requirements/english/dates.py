"""Dates as English postings write them: 17th November 2020, Nov 17, 2020, 17/11/2020."""

from __future__ import annotations

import re
from datetime import date

from jobmatch.requirements.text.dates import read_date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<{0}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY_FIRST = re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[\s-]{_MONTH.format('m')},?[\s-](?P<y>20\d\d)\b")
_MONTH_FIRST = re.compile(rf"\b{_MONTH.format('m')}\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y>20\d\d)\b")
_NUMERIC = re.compile(r"\b(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>(?:20)?\d\d)\b")
_CLOSING = re.compile(
    r"\b(?:clos(?:ing|es)(?: date)?|deadline|apply (?:by|before)|applications? (?:close|by|deadline)|valid (?:through"
    r"|until))\b"
)
_OPEN = re.compile(r"\b(?:ongoing|until filled|rolling|open(?: until)?|asap|n/?a|tbc|continuous)\b|^[-/]?$")


def find_date(low: str) -> date | None:
    """The first date in lower-case text; a purely numeric one has its day first, as in Britain.

    >>> find_date("closing date: 17th november 2020"), find_date("nov 5, 2020"), find_date("24.11.20")
    (datetime.date(2020, 11, 17), datetime.date(2020, 11, 5), datetime.date(2020, 11, 24))
    """
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _NUMERIC):
        for match in pattern.finditer(low):
            month = match["m"]
            year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
            try:
                return date(year, _MONTHS.index(month) + 1 if month in _MONTHS else int(month), int(match["d"]))
            except ValueError:
                continue
    return None


def read_deadline(cell: str) -> date | None:
    """The day of a deadline column, None for "ongoing". Raises BadInput where it is neither."""
    low = cell.strip().lower()
    if not low or _OPEN.search(low):
        return None
    return find_date(low) or read_date(cell, field="deadline")


def find_deadline(low: str) -> date | None:
    """The closing date that a sentence names."""
    if not ("clos" in low or "deadline" in low or "apply" in low or "valid" in low):
        return None
    closing = _CLOSING.search(low)
    return find_date(low[closing.end() :]) if closing else None
