"""A posting's own words on what is read into its terms, which keep no span."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from jobmatch.domain import Posting

ENDS = re.compile(r"[。;；!！?？\n\r]+")
COMMAS = re.compile(r"[,，|｜]")
MARGINS = " \t·•◎★✅🎁📍-,，、|｜"
SHOWN = 2  # sentences a finding quotes
LONGEST = 60  # characters of a sentence

Quotes = Callable[[Posting], list[str]]


def sentences_with(*patterns: str) -> Quotes:
    """The first sentences of the received fields that hold the first pattern found in any; long ones are cut."""
    every_sought = [re.compile(pattern) for pattern in patterns]

    def quotes(posting: Posting) -> list[str]:
        texts = [text for _, text in posting.received]
        found: Iterable[list[str]] = (sentences_in(texts, sought) for sought in every_sought)
        return next(filter(None, found), [])

    return quotes


def sentences_in(texts: Iterable[str], sought: re.Pattern[str]) -> list[str]:
    """The first sentences that hold the pattern, in order."""
    found = []
    for text in texts:
        for sentence in ENDS.split(text) if sought.search(text) else ():
            if match := sought.search(sentence):
                found.append(around(sentence, match.start()))
    return found[:SHOWN]


def around(sentence: str, position: int) -> str:
    """A long sentence from the comma before the position, as many clauses of it as LONGEST characters hold.

    >>> around("三班倒", 0), around("包住，" * 30 + "三班倒，有夜宵", 92), len(around("一" * 100, 80))
    ('三班倒', '三班倒，有夜宵', 50)
    """
    if len(sentence) <= LONGEST:
        return sentence.strip(MARGINS)
    edges = [0, *(comma.end() for comma in COMMAS.finditer(sentence)), len(sentence)]
    start = max(edge for edge in edges if edge <= position)
    end = max((edge for edge in edges if position < edge <= start + LONGEST), default=None)
    if end is None:
        start = max(start, position - LONGEST // 2)
        end = start + LONGEST
    return sentence[start:end].strip(MARGINS)
