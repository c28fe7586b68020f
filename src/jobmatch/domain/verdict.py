"""The three answers a fit rule may give, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Verdict(IntEnum):
    """Ordered so that the verdict of a pair is the maximum over its rules.

    >>> max(Verdict.PASS, Verdict.UNKNOWN, Verdict.PASS).label
    'unknown'
    """

    PASS = 0
    UNKNOWN = 1
    FAIL = 2

    @property
    def label(self) -> str:
        """The word used in JSON and on the command line: pass, unknown or fail."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one pair, ready to be read by a person.

    reason is a stable code such as ``education.too_low``; zh and en say it in words; quote holds the
    posting's own words where a clause asked, and asks names the profile or posting field that would settle an unknown.
    """

    rule: str
    verdict: Verdict
    reason: str
    zh: str
    en: str
    quote: str = ""
    asks: str = ""
