"""Clauses that only prefer, against the spans of a reading."""

from __future__ import annotations

import pytest

from jobmatch.domain import Demand, Employer, ExperienceAsked, SkillsAsked, Span, Strength, Terms, Unread
from jobmatch.evaluate.gold import Label
from jobmatch.evaluate.preferred import Preferences, preferences
from jobmatch.requirements import Reading

TEXT = "大专以上，有急诊经验者优先，会粤语"
RECEIVED = {"text": TEXT}
QUOTE = "有急诊经验者优先"


def counted(demand: Demand, **labels: object) -> Preferences:
    label = Label("lagou", 0, "", {"preferred": [QUOTE], **labels}, 1)
    return preferences(label, RECEIVED, Reading((demand,), Terms(), Employer("")))


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span("text", start, start + len(words), words)


@pytest.mark.parametrize(
    ("demand", "expected"),
    [
        (Demand(ExperienceAsked(1), at("有急诊经验")), Preferences(1, 0, 1)),
        (Demand(Unread(""), at("有急诊经验者优先")), Preferences(1, 0, 1)),
        (Demand(ExperienceAsked(1), at("有急诊经验"), Strength.PREFERRED), Preferences(1, 1, 0)),
        (Demand(SkillsAsked(frozenset({"first_aid"})), at("急诊")), Preferences(1, 0, 0)),
        (Demand(Unread(""), at("者优先，会粤语")), Preferences(1, 0, 0)),  # 3 of 7 characters
        (Demand(Unread(""), at("验者优先，会粤")), Preferences(1, 0, 1)),  # 4 of 7
        (Demand(ExperienceAsked(1), Span("title", 5, 9, "")), Preferences(1, 0, 0)),
    ],
)
def test_a_demand_with_most_of_its_words_in_a_preference_is_one_taken_for_required(
    demand: Demand, expected: Preferences
) -> None:
    assert counted(demand) == expected


def test_doubtful_preferences_are_not_counted() -> None:
    assert counted(Demand(Unread(""), at(QUOTE)), doubt=["preferred"]) == Preferences()
