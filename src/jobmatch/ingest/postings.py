"""A row as received becomes a Posting, or is rejected with the field that is wrong."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping as Table
from datetime import date

from jobmatch.domain import BadInput, Posting
from jobmatch.ingest.mapping import Mapping
from jobmatch.ingest.rejects import WrongField, refused
from jobmatch.ingest.rows import Row, is_rounded
from jobmatch.requirements import Reading, read_date, read_posting
from jobmatch.store import RejectedRow
from jobmatch.taxonomy.occupations import find_occupation

HASHED = ("employer", "title", "text", "duties", "place")
UNCOUNTED = frozenset({"若干", "若干名", "若干人", "不限", "多名", "多人"})
COUNT = re.compile(r"\d{1,6}\s*[人名个]?")


def posting_from(row: Row, mapping: Mapping) -> Posting | RejectedRow:
    """Read one row; what demands it states is requirements' business, what it lacks to be a posting is ours."""
    received = mapping.received(row)
    try:
        return _posting(row, mapping, received)
    except WrongField as wrong:
        return refused(row, received, wrong)


def _posting(row: Row, mapping: Mapping, received: dict[str, str]) -> Posting:
    if not received.get("title"):
        raise WrongField("title", "a posting needs a title")
    _check_headcount(received.get("headcount", ""))
    published_on, reading = _published_on(received), _reading(received)
    return Posting(
        id=f"{mapping.source}:{_external_id(received)}",
        source=mapping.source,
        title=received["title"],
        employer=reading.employer,
        received=tuple(received.items()),
        demands=reading.demands,
        alarms=reading.alarms,
        terms=reading.terms,
        duties=received.get("duties", ""),
        occupation=_occupation(received["title"], reading.employer.name),
        published_on=published_on,
        invented=mapping.invented_in(row, received),
        synthetic=mapping.is_synthetic(row),
        warnings=reading.warnings,
    )


def _occupation(title: str, employer: str) -> str | None:
    """What the title names besides the employer.

    >>> _occupation("乙镇卫生院招聘护士公告", "乙镇卫生院"), _occupation("青年见习生", "")
    ('2-05-08-00', None)
    """
    found = find_occupation(title.replace(employer, "") if employer else title)
    return found.code if found else None


def _external_id(received: Table[str, str]) -> str:
    """The source's own id, or a hash of the words that tell one opening from another."""
    given = received.get("id", "")
    if is_rounded(given):
        raise WrongField("id", "the last digits are lost; expected the column stored as text, not as a number")
    if given:
        return given
    words = "\x1f".join(received.get(name, "") for name in HASHED)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _check_headcount(text: str) -> None:
    """
    >>> _check_headcount("2人"), _check_headcount("若干"), _check_headcount(""), _check_headcount("0")
    (None, None, None, None)
    """
    if text and text not in UNCOUNTED and COUNT.fullmatch(text) is None:
        raise WrongField("headcount", "expected a whole number, or 若干")


def _published_on(received: Table[str, str]) -> date | None:
    text = received.get("published_on", "")
    try:
        return read_date(text, "published_on") if text else None
    except BadInput as error:
        raise WrongField("published_on", str(error)) from error


def _reading(received: Table[str, str]) -> Reading:
    try:
        return read_posting(received)
    except BadInput as error:  # the deadline is the one cell that it must be able to read
        raise WrongField("deadline", str(error)) from error
