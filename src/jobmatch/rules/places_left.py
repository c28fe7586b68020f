"""Whether the opening is still open and has places left."""

from __future__ import annotations

from datetime import date

from jobmatch.domain import Posting, PostingStatus
from jobmatch.rules.rule import Lang, Rule, Ruling, Text, fails, nobody, passes

Places = tuple[bool, bool]  # open, full

LEFT = passes("places_left.left")
NOT_OPEN = fails("places_left.not_open")
FULL = fails("places_left.full")


def posting_side(posting: Posting, night: date) -> Places:
    """A posting that never said how many it wants counts as having places: the night's cap takes it as one."""
    return posting.status is PostingStatus.OPEN, posting.places_left == 0


def judge(student: None, places: Places) -> Ruling:
    is_open, full = places
    if not is_open:
        return NOT_OPEN
    return FULL if full else LEFT


def words(student: None, places: Places, lang: Lang) -> dict[str, str]:
    return {}


PLACES_LEFT: Rule[None, Places] = Rule(
    code="places_left",
    student_side=nobody,
    posting_side=posting_side,
    judge=judge,
    words=words,
    texts={
        LEFT.reason: Text("岗位仍在招聘", "The opening has places left"),
        NOT_OPEN.reason: Text("岗位已关闭", "The opening is closed"),
        FULL.reason: Text("岗位已招满", "The opening is filled"),
    },
)
