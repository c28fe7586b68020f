"""What a world remembers of every push: whether it was looked at, what it was worth, and why it stayed unanswered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from jobmatch.bench.worlds.chance import Float64
from jobmatch.bench.worlds.public import Bool, Rows

Texts = npt.NDArray[np.str_]
NO_CAUSE = "none"
ANSWERED = "answered"
RUN_NIGHTS = 14  # what somebody kept silent about lately
UNSEEN_SHARE = 0.75  # of a silent run, from which on not having looked is what explains it
CLEAR_SHARE = 0.5  # of the silent pushes that were looked at, from which on one reason explains them


@dataclass(frozen=True, slots=True)
class Page:
    """The pushes of one night, arrays (n,); hope is the chance that the push leads to a job, p_wanted to interest.

    why is a cause of silence, ANSWERED, or NO_CAUSE for a silence without one.
    """

    night: int
    student: Rows
    offer: Rows
    looked: Bool
    p_wanted: Float64
    hope: Float64
    why: Texts


@dataclass(slots=True)
class Diary:
    """Pages in the order of the nights; why holds the same by the push's key."""

    pages: list[Page] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)

    def write(self, keys: Sequence[str], page: Page) -> None:
        """Note a night's pushes."""
        self.pages.append(page)
        self.why |= dict(zip(keys, page.why.tolist(), strict=True))

    def since(self, night: int) -> list[Page]:
        """The pages of that night and later."""
        return [page for page in self.pages if page.night >= night]

    def cause(self, student: int, night: int) -> str:
        """Why somebody has kept silent of late: the cause that explains it, or NO_CAUSE."""
        why = Counter[str]()
        for page in self.since(night - RUN_NIGHTS):
            if page.night <= night:
                why.update(page.why[page.student == student].tolist())
        return cause_of_run(why)

    def cause_of(self, keys: Iterable[str]) -> str:
        """Why these pushes stayed unanswered: the cause that explains it, or NO_CAUSE."""
        return cause_of_run(Counter(self.why[key] for key in keys if key in self.why))


def cause_of_run(why: Counter[str]) -> str:
    """The cause that explains a silent run, from the causes of its pushes.

    >>> cause_of_run(Counter(unseen=9, pay=1)), cause_of_run(Counter(unseen=5, too_many=4, pay=1))
    ('unseen', 'unseen')
    >>> cause_of_run(Counter(unseen=3, pay=3, field=1)), cause_of_run(Counter(pay=1, field=1, none=1))
    ('pay', 'none')
    """
    why = Counter({cause: n for cause, n in why.items() if cause != ANSWERED})
    total = why.total()
    if why["not_seeking"]:
        return "not_seeking"
    hidden = why["unseen"] + why["too_many"]
    if total and hidden >= UNSEEN_SHARE * total:
        return "too_many" if why["too_many"] > why["unseen"] else "unseen"
    looked = Counter({cause: n for cause, n in why.items() if cause not in ("unseen", "too_many")})
    if not looked:
        return NO_CAUSE
    cause, count = max(looked.items(), key=lambda item: (item[1], item[0]))
    return cause if count >= CLEAR_SHARE * looked.total() else NO_CAUSE
