"""The words of tasks and proposals, from words.toml, in Chinese and English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jobmatch.domain import NotFound, SilenceCause
from jobmatch.taxonomy.occupations import occupation
from jobmatch.taxonomy.regions import region

Filled = Mapping[str, str | int]


def belief_and_question(cause: SilenceCause, filled: Filled) -> tuple[str, str, str, str]:
    """What is believed, zh and en, and the question worth asking, zh and en.

    >>> belief_and_question(SilenceCause.NIGHTS, {"count": 6, "having": 5})[0]
    '没有回音的6条里有5条要值夜班，可能是班次不合适。'
    """
    return _four(_words()["cause"][cause.value], filled)


def field_at_large_words(filled: Filled) -> tuple[str, str, str, str]:
    """The same where no one kind of work prevails among what may not be what the student looks for."""
    return _four({**_words()["cause"][SilenceCause.FIELD.value], **_words()["field_at_large"]}, filled)


def contact_words(count: int) -> tuple[str, str, str, str]:
    """The same for messages that come back."""
    return _four(_words()["contact"], {"count": count})


def evidence_words(code: str, filled: Filled) -> tuple[str, str]:
    """One thing that silent pushes had in common, zh and en."""
    return _two(_words()["evidence"][code], filled)


def proposal_words(field: str, filled: Filled) -> tuple[str, str]:
    """Why a change to a profile is proposed, zh and en."""
    return _two(_words()["proposal"][field], filled)


def unset() -> tuple[str, str]:
    """How a value is called that nobody has said, zh and en."""
    return _two(_words()["proposal"]["unset"], {})


def occupation_name(code: str) -> str:
    """The name of a kind of work by its code, the code itself where it is not known.

    >>> occupation_name("2-05-08-00")
    '护理人员'
    """
    try:
        return occupation(code).name
    except NotFound:
        return code


def place_name(code: str) -> str:
    """The name of a region by its code, the code itself where it is not known."""
    try:
        return region(code).name
    except NotFound:
        return code


def percent(share: float) -> str:
    """A share as a counselor reads it.

    >>> percent(1 / 3)
    '33%'
    """
    return f"{share:.0%}"


def _four(words: Mapping[str, str], filled: Filled) -> tuple[str, str, str, str]:
    texts = [words[key].format_map(filled) for key in ("belief_zh", "belief_en", "question_zh", "question_en")]
    return texts[0], texts[1], texts[2], texts[3]


def _two(words: Mapping[str, str], filled: Filled) -> tuple[str, str]:
    return words["zh"].format_map(filled), words["en"].format_map(filled)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("jobmatch.feedback").joinpath("words.toml").read_text("utf-8"))
