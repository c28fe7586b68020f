"""A stretch of a received field that remembers where it stands."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jobmatch.domain import Asked, Demand, Span, Strength

# Every character maps to exactly one, so that offsets in the folded text are offsets in the received one.
_FOLD: dict[int, int | str | None] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},  # full-width ASCII
    **dict.fromkeys(map(ord, "\u3000\u00a0\u200b\ufeff\x00\t\x0b\x0c"), " "),
    **dict.fromkeys(map(ord, "—–―‐−﹣"), "-"),
    **dict.fromkeys(map(ord, "～∼"), "~"),
    **dict.fromkeys(map(ord, "∶︰"), ":"),
    **dict.fromkeys(map(ord, "〔【［"), "["),
    **dict.fromkeys(map(ord, "〕】］"), "]"),
    **dict.fromkeys(map(ord, "\r\u2028\u2029"), "\n"),
}
_EDGE = " \n,;.、。:·|-•●*◆■★✅✔√☑◎○▲△▶►➤"


@lru_cache(maxsize=64)
def fold(text: str) -> str:
    """Text with full-width letters, digits and punctuation in their ASCII form, character for character.

    Kept for the fields of a posting or two: every reader asks for them anew.

    >>> fold("５Ｋ（含）；Ａ")
    '5K(含);A'
    """
    return text.translate(_FOLD)


@dataclass(
    slots=True, unsafe_hash=True, init=False
)  # never changed once made; frozen, it is four times as slow to make
class Passage:
    """Characters start to end of a received field; folded is the whole field after `fold`, text only this stretch."""

    field: str
    received: str
    folded: str
    start: int
    end: int
    text: str = dataclasses.field(init=False, repr=False, compare=False)

    def __init__(self, field: str, received: str, folded: str, start: int, end: int) -> None:
        self.field, self.received, self.folded = field, received, folded
        self.start, self.end, self.text = start, end, folded[start:end]

    def until(self, end: int) -> Passage:
        """From the start of this passage to character end of the field."""
        return Passage(self.field, self.received, self.folded, self.start, end)

    @classmethod
    def of(cls, field: str, received: str) -> Passage:
        """The whole field."""
        return cls(field, received, fold(received), 0, len(received))

    @property
    def quote(self) -> str:
        """The characters as received."""
        return self.received[self.start : self.end]

    def part(self, start: int, end: int) -> Passage:
        """Characters start to end, counted from the start of this passage, without blanks and stops at the edges."""
        return self._bare(self.start + start, self.start + end)

    def split(self, stops: re.Pattern[str]) -> Iterator[Passage]:
        """The non-empty parts between matches of stops, in order."""
        at = self.start
        for stop in stops.finditer(self.folded, self.start, self.end):
            first, last = stop.span()
            if at < first and (part := self._bare(at, first)).text:
                yield part
            at = last
        if at < self.end and (part := self._bare(at, self.end)).text:
            yield part

    def _bare(self, first: int, last: int) -> Passage:
        """Characters first to last of the field without blanks and stops at the edges."""
        text = self.folded[first:last]
        bare = text.lstrip(_EDGE)
        first += len(text) - len(bare)
        return Passage(self.field, self.received, self.folded, first, first + len(bare.rstrip(_EDGE)))

    def span(self) -> Span:
        return Span(self.field, self.start, self.end, self.quote)

    def demand(self, asked: Asked, strength: Strength = Strength.REQUIRED, confidence: float = 1.0) -> Demand:
        """A demand read from exactly this passage."""
        return Demand(asked, self.span(), strength, confidence)


@dataclass(frozen=True, slots=True)
class Read:
    """Something a reader made out in a passage; start and end count from the start of the field."""

    asked: Asked
    start: int
    end: int
    confidence: float = 1.0
