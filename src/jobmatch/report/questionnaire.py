"""The standing questionnaire that every employer gets alike, never one about a person."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Question:
    """asks is the posting's field that the answer settles, need the functional need that it speaks of; "" for none."""

    code: str
    zh: str
    en: str
    asks: str = ""
    need: str = ""


@cache
def questionnaire() -> tuple[Question, ...]:
    """Every question, in the order in which they are put."""
    entries = tomllib.loads(files("jobmatch.report").joinpath("questionnaire.toml").read_text("utf-8"))["question"]
    return tuple(Question(**entry) for entry in entries)


def questionnaire_record() -> dict[str, Any]:
    """The questions for a machine."""
    return {
        "questions": [{"code": q.code, "asks": q.asks, "need": q.need, "zh": q.zh, "en": q.en} for q in questionnaire()]
    }


def questionnaire_lines(english: bool) -> list[str]:
    """The questions as a sheet, numbered."""
    return [f"{number:>2}. {q.en if english else q.zh}" for number, q in enumerate(questionnaire(), start=1)]
