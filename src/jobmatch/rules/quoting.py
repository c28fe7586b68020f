"""A posting's own words on what is read into its terms, which keep no span."""

from __future__ import annotations

import re
from collections.abc import Callable

from jobmatch.domain import Posting

ENDS = re.compile(r"[。;；!！?？\n\r]+")
SHOWN = 2  # sentences a finding quotes
LONGEST = 60  # characters of a sentence


def sentences_with(pattern: str) -> Callable[[Posting], list[str]]:
    """The first sentences of the received fields, in their order, that hold the pattern, long ones cut around it."""
    sought = re.compile(pattern)

    def quotes(posting: Posting) -> list[str]:
        found = []
        for _, text in posting.received:
            for sentence in ENDS.split(text) if sought.search(text) else ():
                match = sought.search(sentence)
                if match:
                    found.append(around(sentence, match.start()))
        return found[:SHOWN]

    return quotes


def around(sentence: str, position: int) -> str:
    """At most LONGEST characters of a sentence, from before the position.

    >>> around("三班倒", 0), len(around("一" * 100, 80))
    ('三班倒', 50)
    """
    sentence_start = 0 if len(sentence) <= LONGEST else max(0, position - LONGEST // 2)
    return sentence[sentence_start : sentence_start + LONGEST].strip()
