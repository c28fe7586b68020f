"""Fields of the guide: labels and readings become items, and items are counted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jobmatch.domain import (
    AgeAsked,
    Alarm,
    AlarmKind,
    Asked,
    Contract,
    Demand,
    DisabilityType,
    Duty,
    Employer,
    ExperienceAsked,
    FreshAsked,
    Freshness,
    Gender,
    GenderAsked,
    Group,
    GroupAsked,
    HouseholdAsked,
    Level,
    LevelsAsked,
    LicenceAsked,
    Need,
    Pay,
    Span,
    Strength,
    Terms,
    Unread,
)
from jobmatch.evaluate.asked import ASKED
from jobmatch.evaluate.field import Tally, compare
from jobmatch.evaluate.offered import OFFERED
from jobmatch.requirements import Reading

FIELDS = {field.name: field for field in (*ASKED, *OFFERED)}
FROM_ASSOCIATE = frozenset({Level.ASSOCIATE, Level.BACHELOR, Level.MASTER, Level.DOCTOR})
RIGHT = Tally(right=1, found=1, covered=1, gold=1)
WRONG = Tally(right=0, found=1, covered=0, gold=1)
MISSED = Tally(right=0, found=0, covered=0, gold=1)
INVENTED = Tally(right=0, found=1, covered=0, gold=0)
SILENT = Tally()


def required(asked: Asked, quote: str = "") -> Demand:
    return Demand(asked, Span("text", 0, len(quote), quote))


def preferred(asked: Asked) -> Demand:
    return Demand(asked, Span("text", 0, 0, ""), Strength.PREFERRED)


def reading(*demands: Demand, terms: Terms | None = None, alarms: tuple[Alarm, ...] = ()) -> Reading:
    return Reading(demands, terms or Terms(), Employer(""), alarms=alarms)


def tally(name: str, labels: dict[str, Any], read: Reading) -> Tally | None:
    return compare(FIELDS[name], labels, read)


@pytest.mark.parametrize(
    ("name", "labels", "asked", "expected"),
    [
        ("education", {"education": "大专+"}, LevelsAsked(FROM_ASSOCIATE), RIGHT),
        ("education", {"education": "本科"}, LevelsAsked(frozenset({Level.BACHELOR})), RIGHT),
        ("education", {"education": "本科"}, LevelsAsked(FROM_ASSOCIATE), WRONG),
        ("education", {"education": "不限"}, LevelsAsked(FROM_ASSOCIATE), INVENTED),
        ("education", {"education": "初中+"}, LevelsAsked(frozenset(Level)), SILENT),
        ("full_time", {"full_time": True}, LevelsAsked(FROM_ASSOCIATE, full_time=True), RIGHT),
        ("experience", {"experience": 12}, ExperienceAsked(12), RIGHT),
        ("experience", {"experience": 0}, ExperienceAsked(12), INVENTED),
        ("experience", {"experience": 12}, ExperienceAsked(12, grassroots=True), MISSED),
        ("grassroots", {"grassroots": 24}, ExperienceAsked(24, grassroots=True), RIGHT),
        ("fresh", {"fresh": "2026"}, FreshAsked(Freshness.THIS_YEAR, 2026), RIGHT),
        ("fresh", {"fresh": "应届"}, FreshAsked(Freshness.FRESH), RIGHT),
        ("age", {"age": [None, 35]}, AgeAsked(at_most=35), RIGHT),
        ("age", {"age": [18, 35]}, AgeAsked(at_most=35), WRONG),
        ("gender", {"gender": "女"}, GenderAsked(Gender.FEMALE), RIGHT),
        ("household", {"household": ["河南省洛阳市栾川县"]}, HouseholdAsked(frozenset({"410324"})), RIGHT),
        (
            "household",
            {"household": ["河南省洛阳市栾川县"], "origin": False},
            HouseholdAsked(frozenset({"410324"})),
            WRONG,
        ),
        ("groups", {"disability": {"types": ["physical"]}}, GroupAsked(frozenset({Group.DISABLED})), RIGHT),
        (
            "disability",
            {"disability": {"types": ["physical"]}},
            GroupAsked(frozenset({Group.DISABLED}), frozenset({DisabilityType.PHYSICAL})),
            RIGHT,
        ),
        ("duties", {"duties": ["travel"]}, Duty(Need.NO_TRAVEL), RIGHT),
    ],
)
def test_a_demand_is_held_against_its_label(name: str, labels: dict[str, Any], asked: Asked, expected: Tally) -> None:
    assert tally(name, labels, reading(required(asked))) == expected


def test_of_several_clauses_on_levels_what_all_admit_counts() -> None:
    both = reading(required(LevelsAsked(frozenset(Level))), required(LevelsAsked(FROM_ASSOCIATE)))
    assert tally("education", {"education": "大专+"}, both) == RIGHT


def test_of_several_clauses_on_experience_the_longest_binds() -> None:
    both = reading(required(ExperienceAsked(12)), required(ExperienceAsked(36)))
    assert tally("experience", {"experience": 36}, both) == RIGHT


def test_a_preference_is_no_demand_and_a_demand_no_preference() -> None:
    read = reading(preferred(ExperienceAsked(12)))
    assert tally("experience", {"experience": 12}, read) == MISSED
    assert tally("experience_preferred", {"experience_preferred": 12}, read) == RIGHT


def test_what_a_reader_doubted_is_not_scored() -> None:
    read = reading(required(ExperienceAsked(12)))
    assert tally("experience", {"experience": 36, "doubt": ["experience"]}, read) is None
    assert tally("education", {"doubt": ["experience"]}, read) == SILENT
    assert tally("alarms", {"doubt": ["flags"]}, read) is None


@pytest.mark.parametrize(
    ("stated", "demand", "expected"),
    [
        ([["nurse_exam"]], required(LicenceAsked(frozenset({"nurse_exam"}))), RIGHT),
        ([["cet4"]], required(LicenceAsked(frozenset({"cet4", "cet6"}))), WRONG),
        ([["other:PMP"]], required(Unread("持有PMP"), "持有pmp证书"), RIGHT),
        ([["other:PMP"]], required(LicenceAsked(frozenset({"cpa"})), "持有 PMP 证书"), RIGHT),
        ([["other:注会"]], required(LicenceAsked(frozenset({"cpa"})), "会计师"), RIGHT),  # a name of that licence
        ([["other:PMP"]], required(Unread("会粤语"), "会粤语"), MISSED),
        ([], required(Unread("会粤语"), "会粤语"), SILENT),
        ([["cpa", "other:ACCA"]], required(LicenceAsked(frozenset({"cpa"})), "注册会计师"), RIGHT),
    ],
)
def test_each_group_of_licences_is_one_item_and_names_without_a_code_are_met_by_a_quote(
    stated: list[list[str]], demand: Demand, expected: Tally
) -> None:
    assert tally("licences", {"licences": stated}, reading(demand)) == expected


@pytest.mark.parametrize(
    ("name", "labels", "terms", "expected"),
    [
        ("pay", {"pay": [8000, 12000]}, Terms(pay=Pay(8000, 12000)), RIGHT),
        ("pay", {"pay": [8700, 10875]}, Terms(pay=Pay(8700, 10900)), RIGHT),  # 10875 × 1.01 = 10983.75
        ("pay", {"pay": [8000, None]}, Terms(pay=Pay(8000, 12000)), WRONG),
        ("pay", {"pay": [8000, 12000]}, Terms(pay=Pay(8000, 12200)), WRONG),  # 12000 × 1.01 = 12120
        ("places", {"places": ["广东省深圳市南山区"]}, Terms(places=("440305",)), RIGHT),
        ("places", {"places": ["广东省深圳市南山区"]}, Terms(places=("440300",)), WRONG),
        ("places", {"places": ["Leeds"]}, Terms(), SILENT),
        ("remote", {"remote": True}, Terms(remote=True), RIGHT),
        ("headcount", {"headcount": 2}, Terms(headcount=2), RIGHT),
        ("housing", {"housing": False}, Terms(housing=True), WRONG),
        ("contract", {"contract": "internship"}, Terms(contract=Contract.INTERNSHIP), RIGHT),
        ("deadline", {"deadline": "2026-03-01"}, Terms(deadline=date(2026, 3, 1)), RIGHT),
        ("application_cost", {"application_cost": 0}, Terms(application_cost_cny=0), RIGHT),
        ("online_interview", {}, Terms(online_interview=True), INVENTED),
    ],
)
def test_a_term_is_held_against_its_label(name: str, labels: dict[str, Any], terms: Terms, expected: Tally) -> None:
    assert tally(name, labels, reading(terms=terms)) == expected


@pytest.mark.parametrize(("confidence", "expected"), [(0.9, RIGHT), (0.6, MISSED)])
def test_an_alarm_counts_where_it_is_sure(confidence: float, expected: Tally) -> None:
    alarm = Alarm(AlarmKind.BAIT_TRAINING, Span("text", 0, 0, ""), confidence)
    assert tally("alarms", {"flags": ["bait"]}, reading(alarms=(alarm,))) == expected


def test_a_field_with_fewer_than_a_hundred_gold_items_counts_as_not_measured() -> None:
    few, enough = Tally(3, 4, 3, 99).record(), Tally(90, 100, 90, 100).record()
    assert few["precision"] == 3 / 4
    assert few["measured"] is False
    assert enough["recall"] == 90 / 100
    assert "measured" not in enough
    assert Tally().record()["precision"] is None
