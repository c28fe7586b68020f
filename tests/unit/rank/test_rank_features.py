"""Each feature by hand, and what none of them may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from jobmatch.columns import Candidates, empty
from jobmatch.domain import (
    Circumstances,
    Contract,
    Degree,
    DegreesAsked,
    Demand,
    DisabilityType,
    Education,
    Elsewhere,
    EmergingField,
    Employer,
    ExperienceAsked,
    FreshAsked,
    Freshness,
    Gender,
    Group,
    Hardship,
    Level,
    LevelsAsked,
    Licence,
    LicenceAsked,
    LicenceState,
    MajorsAsked,
    Need,
    NightLimit,
    Pay,
    Posting,
    Programme,
    Span,
    Strength,
    Student,
    Terms,
    Wishes,
)
from jobmatch.rank import NAMES, features, posting_columns, student_columns
from jobmatch.rank.features import FEATURES
from jobmatch.taxonomy.regions import distance_km

TODAY = date(2026, 7, 1)
GUANGDONG, GUANGZHOU, YUEXIU, FOSHAN, SHENZHEN = "440000", "440100", "440104", "440600", "440300"
FREE = np.zeros(32)


def posting(
    title: str = "护士", employer: Employer | None = None, demands: Sequence[Demand] = (), **terms: Any
) -> Posting:
    return Posting(
        id="test:1",
        source="test",
        title=title,
        employer=employer or Employer("卫生院"),
        received=(),
        demands=tuple(demands),
        terms=Terms(**terms),
    )


def prefers(asked: Any, strength: Strength = Strength.PREFERRED) -> Demand:
    return Demand(asked, Span("other", 0, 1, ""), strength)


def value(name: str, student: Student, opening: Posting, unknown: int = 0, prices: np.ndarray = FREE) -> float:
    """One feature of one pair."""
    one, none = np.zeros(1, np.int32), np.zeros(1, np.float32)
    pair = Candidates(one, one, none + 0.4, none + 0.7, np.ones(1, np.uint8), np.array([unknown], np.uint32))
    postings = posting_columns([opening], TODAY)
    found = features(pair, student_columns([student], postings), postings, prices)
    return float(found.values[0, found.names.index(name)])


def wishing(**wishes: Any) -> Student:
    return Student("S1", wishes=Wishes(**wishes))


def test_similarity_and_lexical_are_what_retrieval_found() -> None:
    assert value("similarity", Student("S1"), posting()) == np.float32(0.4)
    assert value("lexical", Student("S1"), posting()) == np.float32(0.7)


@pytest.mark.parametrize(
    ("wished", "places", "expected"),
    [
        ({GUANGZHOU}, (YUEXIU,), 1.0),
        ({GUANGDONG}, (FOSHAN,), 1.0),
        ({SHENZHEN, GUANGZHOU}, (FOSHAN, GUANGZHOU), 1.0),
        ({GUANGZHOU}, (FOSHAN,), np.exp(-(distance_km(GUANGZHOU, FOSHAN) or 0) / 100)),
        ({SHENZHEN, GUANGZHOU}, (FOSHAN,), np.exp(-(distance_km(GUANGZHOU, FOSHAN) or 0) / 100)),
        (set(), (FOSHAN,), 0.0),
        ({GUANGZHOU}, (), 0.0),
        ({GUANGZHOU}, ("999999",), 0.0),
    ],
)
def test_nearness_is_to_the_nearest_wished_place(wished: set[str], places: tuple[str, ...], expected: float) -> None:
    near = value("nearness", wishing(places=frozenset(wished)), posting(places=places))
    assert near == pytest.approx(expected, abs=1e-6)


def test_remote_work_is_near_to_everybody() -> None:
    assert value("nearness", wishing(), posting(remote=True)) == 1.0


@pytest.mark.parametrize(
    ("floor", "pay", "expected"),
    [
        (4000, Pay(5000, 8000), (5000 - 4000) / 4000),
        (4000, Pay(3000, 8000), (3000 - 4000) / 4000),
        (2000, Pay(9000, 9000), 1.0),
        (4000, None, 0.0),
        (None, Pay(5000, 8000), 0.0),
        (0, Pay(5000, 8000), 0.0),
    ],
)
def test_pay_counts_from_its_low_end_against_the_floor(floor: int | None, pay: Pay | None, expected: float) -> None:
    assert value("pay_margin", wishing(pay_floor_monthly_cny=floor), posting(pay=pay)) == expected


NURSE = Student(
    "S1",
    education=Education(
        Level.ASSOCIATE, Degree.NONE, "C100401", "护理", full_time=True, graduated_on=date(2026, 6, 30)
    ),
    licences=(Licence("nurse_practising", LicenceState.HELD, date(2026, 5, 1)),),
    experience_months=8,
)


@pytest.mark.parametrize(
    ("asked", "met"),
    [
        (LevelsAsked(frozenset({Level.ASSOCIATE, Level.BACHELOR}), full_time=True), True),
        (LevelsAsked(frozenset({Level.BACHELOR})), False),
        (DegreesAsked(frozenset({Degree.BACHELOR})), False),
        (MajorsAsked(by_level=((Level.ASSOCIATE, ("C1004",)),)), True),
        (MajorsAsked(by_level=((Level.ASSOCIATE, None),)), True),
        (MajorsAsked(by_level=((Level.BACHELOR, ("B1005",)),)), False),
        (MajorsAsked(by_level=((Level.ASSOCIATE, ("C1004",)),), excluded=(("C1004", ("护理",)),)), False),
        (MajorsAsked(by_level=((Level.ASSOCIATE, ("C1004",)),), only=(("C1004", ("助产",)),)), False),
        (MajorsAsked(by_level=((Level.ASSOCIATE, ()),), names=("护理",)), True),
        (FreshAsked(Freshness.THIS_YEAR), True),
        (FreshAsked(Freshness.THIS_YEAR, year=2025), False),
        (ExperienceAsked(6), True),
        (ExperienceAsked(6, grassroots=True), False),
        (LicenceAsked(frozenset({"nurse_exam"})), True),
        (LicenceAsked(frozenset({"physician"})), False),
    ],
)
def test_a_preferred_clause_is_met_or_not(asked: Any, met: bool) -> None:
    assert value("preferred_met", NURSE, posting(demands=[prefers(asked)])) == float(met)


def test_what_is_not_held_today_meets_no_preference() -> None:
    opening = posting(demands=[prefers(LicenceAsked(frozenset({"nurse_practising"})))])
    for licence in (
        Licence("nurse_practising", LicenceState.PASSED),
        Licence("nurse_practising", LicenceState.HELD, expires_on=date(2026, 6, 30)),
    ):
        assert value("preferred_met", replace(NURSE, licences=(licence,)), opening) == 0.0


def test_the_share_of_preferred_clauses_counts_and_required_ones_do_not() -> None:
    opening = posting(
        demands=[
            prefers(ExperienceAsked(6)),
            prefers(LevelsAsked(frozenset({Level.BACHELOR}))),
            prefers(LicenceAsked(frozenset({"physician"})), Strength.REQUIRED),
        ]
    )
    assert value("preferred_met", NURSE, opening) == 1 / 2
    assert value("preferred_met", NURSE, posting()) == 0.0


@pytest.mark.parametrize(
    ("jobs", "title", "expected"),
    [
        (("护士",), "乡镇卫生院护士岗", 1.0),
        (("会计", "ERP实施"), "ｅｒｐ实施顾问", 1.0),
        (("护士长",), "护士", 0.0),
        ((), "护士", 0.0),
        (("",), "护士", 0.0),
    ],
)
def test_a_title_matches_a_wished_occupation_as_written(jobs: tuple[str, ...], title: str, expected: float) -> None:
    assert value("title_match", wishing(occupations=jobs), posting(title)) == expected


def test_what_the_employer_is_and_offers() -> None:
    rural = posting(employer=Employer("卫生院", grassroots=True, emerging=EmergingField.ELDER_CARE))
    assert [value(name, Student("S1"), rural) for name in ("grassroots", "emerging", "subsidized")] == [1, 1, 0]
    assert value("grassroots", Student("S1"), posting(employer=Employer("公司", grassroots=None))) == 0.0
    assert value("subsidized", Student("S1"), posting(employer=Employer("公司", disability_friendly=True))) == 1.0
    for programme, expected in ((Programme.POST_SUBSIDY, 1.0), (Programme.THREE_SUPPORTS, 0.0)):
        assert value("subsidized", Student("S1"), posting(programmes=frozenset({programme}))) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [(date(2026, 7, 1), 1.0), (date(2026, 6, 1), 0.5), (date(2026, 8, 1), 1.0), (None, 0.0)],
)
def test_freshness_halves_in_thirty_days(published: date | None, expected: float) -> None:
    assert value("freshness", Student("S1"), replace(posting(), published_on=published)) == expected


@pytest.mark.parametrize(
    ("cost", "limit", "expected"),
    [(50, 200, 50 / 200), (500, 200, 1.0), (50, 0, 1.0), (0, 0, 0.0), (None, 200, 0.0), (50, None, 0.0)],
)
def test_applying_costs_against_what_the_student_can_spend(
    cost: int | None, limit: int | None, expected: float
) -> None:
    opening = posting(application_cost_cny=cost)
    assert value("cost_burden", wishing(application_cost_limit_cny=limit), opening) == expected


def test_every_open_question_costs_its_own_price() -> None:
    prices = np.zeros(32)
    prices[[0, 3, 31]] = 0.25, 0.5, 0.125
    asked = (1 << 0) | (1 << 2) | (1 << 31)
    assert value("unknown_price", Student("S1"), posting(), asked, prices) == 0.25 + 0.125


def test_hardship_disability_and_identity_change_no_feature() -> None:
    burdened = Circumstances(
        gender=Gender.FEMALE,
        born_on=date(1999, 1, 1),
        ethnicity="瑶族",
        household_region=YUEXIU,
        origin_region=YUEXIU,
        hardship=frozenset(Hardship),
        disability=DisabilityType.HEARING,
        disability_grade=1,
        needs=frozenset(Need),
        groups=frozenset(Group),
    )
    wishes = Wishes(
        occupations=("护士",),
        places=frozenset({FOSHAN}),
        elsewhere=Elsewhere.WELCOME,
        pay_floor_monthly_cny=3000,
        nights=NightLimit.REFUSES,
        contracts=frozenset(Contract),
        application_cost_limit_cny=100,
    )
    plain = replace(NURSE, wishes=wishes)
    opening = posting(places=(YUEXIU,), pay=Pay(4000, 5000), application_cost_cny=50)
    for name in NAMES:
        assert value(name, plain, opening) == value(name, replace(plain, circumstances=burdened), opening)


def test_silence_on_both_sides_moves_nothing_but_the_text() -> None:
    silent = [value(name, Student("S1"), posting()) for name in NAMES if name not in {"similarity", "lexical"}]
    assert silent == [0.0] * (len(NAMES) - 2)


def test_a_pair_has_the_same_features_alone_and_in_the_crowd() -> None:
    rng = np.random.default_rng(2)
    people = [wishing(places=frozenset(rng.choice([GUANGZHOU, FOSHAN, SHENZHEN], 2)), occupations=("护士",)), NURSE]
    openings = [
        posting(places=(FOSHAN, YUEXIU), demands=[prefers(ExperienceAsked(6)), prefers(ExperienceAsked(60))]),
        posting("会计"),
        posting("护士", places=(SHENZHEN,), demands=[prefers(FreshAsked(Freshness.FRESH))]),
    ]
    student, place = (axis.ravel().astype(np.int32) for axis in np.indices((2, 3)))
    blank = np.zeros(6, np.float32)
    crowd = Candidates(student, place, blank, blank, blank.astype(np.uint8), blank.astype(np.uint32))
    postings = posting_columns(openings, TODAY)
    values = features(crowd, student_columns(people, postings), postings, FREE).values
    for row, (s, p) in enumerate(zip(student, place, strict=True)):
        alone = [value(name, people[s], openings[p]) for name in NAMES]
        assert values[row, 2:].tolist() == alone[2:]


def test_nobody_and_nothing_have_no_features() -> None:
    postings = posting_columns([], TODAY)
    assert features(empty(), student_columns([], postings), postings, FREE).values.shape == (0, len(NAMES))


def test_every_feature_says_what_it_is() -> None:
    assert all(feature.__doc__ for feature in FEATURES)
    assert len(set(NAMES)) == len(FEATURES)
