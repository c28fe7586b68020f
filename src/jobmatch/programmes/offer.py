"""Which programmes a counselor may bring up for a student and an opening, and what still has to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jobmatch.domain import Posting, Student
from jobmatch.programmes.conditions import CONDITIONS
from jobmatch.programmes.table import Row, evidence_words, rows_in_force


@dataclass(frozen=True, slots=True)
class Evidence:
    """A paper or a word that nobody has on record yet."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme that applies as far as is known; certain: the row is verified, every condition holds on record.

    Even a certain one may still want papers.
    """

    row: Row
    certain: bool
    missing: tuple[Evidence, ...]

    @property
    def applies(self) -> str:
        """As records spell it: yes or unknown."""
        return "yes" if self.certain else "unknown"


def for_pair(student: Student, posting: Posting, night: date) -> tuple[Offer, ...]:
    """The programmes that may apply, certain ones first.

    One is left out where a condition is known not to hold. Hardship and disability count only where they are on
    record: nobody is asked for such a paper on the off chance.
    """
    weighed = (weigh(row, student, posting, night) for row in rows_in_force(student, posting, night))
    return tuple(sorted((offer for offer in weighed if offer), key=lambda offer: not offer.certain))


def weigh(row: Row, student: Student, posting: Posting, night: date) -> Offer | None:
    """What one row comes to; None where it does not apply."""
    standings = [CONDITIONS[code](student, posting, night) for code in row.conditions]
    if any(standing.holds is False for standing in standings):
        return None
    missing = dict.fromkeys(code for standing in standings for code in standing.missing)
    words = evidence_words()
    certain = row.verified and all(standing.holds for standing in standings)
    return Offer(row, certain, tuple(Evidence(code, *words[code]) for code in missing))
