"""Worlds of any size after the pattern of the demonstration's.

Every part of a record that a rule reads comes from a donor of its own, and codes, amounts and dates move, so that a
record has at least as many facts to itself as one of the demonstration's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from jobmatch.bench.bundled import POSTING_FILES, bundled_postings, bundled_students
from jobmatch.domain import (
    AgeAsked,
    Asked,
    Circumstances,
    DegreesAsked,
    Demand,
    Duty,
    Education,
    EthnicityAsked,
    ExperienceAsked,
    FreshAsked,
    GenderAsked,
    GroupAsked,
    HouseholdAsked,
    LevelsAsked,
    Licence,
    LicenceAsked,
    MajorsAsked,
    Pay,
    PoliticalAsked,
    Posting,
    Student,
    Terms,
    Unread,
    Wishes,
)
from jobmatch.taxonomy.licences import kinds
from jobmatch.taxonomy.majors.catalogue import catalogue
from jobmatch.taxonomy.regions.table import table

OFTEN, SELDOM = 0.5, 0.2  # shares of values that move
ROUND = 100  # CNY, as pay is written
TOGETHER: tuple[tuple[type[Asked], ...], ...] = (  # clauses of one donor: which majors are listed depends on the levels
    (LevelsAsked, DegreesAsked, MajorsAsked),
    (FreshAsked, ExperienceAsked),
    (HouseholdAsked, EthnicityAsked),
    (LicenceAsked,),
    (GenderAsked,),
    (PoliticalAsked,),
    (AgeAsked,),
    (GroupAsked,),
    (Duty,),
    (Unread,),
)


def draw_students(count: int, rng: Random) -> list[Student]:
    """Students S000000, S000001 …; fewer from an equal rng are the first of more."""
    base = bundled_students()
    return [_student(f"S{number:06d}", lambda: rng.choice(base), rng) for number in range(count)]


def draw_postings(count: int, rng: Random) -> list[Posting]:
    """Postings bench:0, bench:1 …, about as many after official positions as after notices."""
    bases = [bundled_postings(mapping) for mapping in POSTING_FILES]
    return [_posting(f"bench:{number}", rng.choice(bases), rng) for number in range(count)]


def _student(student_id: str, donor: Callable[[], Student], rng: Random) -> Student:
    worked, left, reserved = donor(), donor(), donor()
    return Student(
        student_id,
        education=replace(_education(donor().education, rng), graduated_on=left.education.graduated_on),
        licences=tuple(_licence(held, rng) for held in donor().licences),
        experience_months=_amount(worked.experience_months, 6, rng),
        grassroots_experience_months=worked.grassroots_experience_months,
        wishes=_wishes(donor, rng),
        circumstances=_circumstances(donor, reserved.circumstances, rng),
        stage=left.stage,
        consent_push=donor().consent_push,
        bond=donor().bond,
    )


def _education(known: Education, rng: Random) -> Education:
    """The same schooling, often in another major of its level, as often known only to its class."""
    code = known.major_code
    if code is None or rng.random() > OFTEN:
        return known
    other = rng.choice(_programmes(code[0]))
    return replace(known, major_code=other[:5] if rng.random() < SELDOM else other, major_name=catalogue()[other].name)


@cache
def _programmes(letter: str) -> tuple[str, ...]:
    return tuple(code for code in catalogue() if code[0] == letter and len(code) > 5)


def _licence(held: Licence, rng: Random) -> Licence:
    code = rng.choice(tuple(kinds())) if rng.random() < SELDOM else held.code
    return replace(held, code=code, on=_day(held.on, 90, rng), expires_on=_day(held.expires_on, 90, rng))


def _wishes(donor: Callable[[], Student], rng: Random) -> Wishes:
    told, money = donor().wishes, donor().wishes
    return Wishes(
        places=_moved(donor().wishes.places, rng),
        refused_places=_moved(donor().wishes.refused_places, rng),
        elsewhere=donor().wishes.elsewhere,
        vague_places=told.vague_places,
        places_complete=told.places_complete,
        pay_floor_monthly_cny=_amount(money.pay_floor_monthly_cny, 500, rng, ROUND),
        nights=donor().wishes.nights,
        contracts=donor().wishes.contracts,
        application_cost_limit_cny=money.application_cost_limit_cny,
    )


def _circumstances(donor: Callable[[], Student], reserved: Circumstances, rng: Random) -> Circumstances:
    person, home = donor().circumstances, donor().circumstances
    household = home.household_region
    return Circumstances(
        gender=person.gender,
        born_on=_day(person.born_on, 700, rng),
        political=donor().circumstances.political,
        ethnicity=donor().circumstances.ethnicity,
        household_region=None if household is None else _region_near(household, rng),
        origin_region=home.origin_region,
        hardship=reserved.hardship,
        disability=reserved.disability,
        disability_grade=reserved.disability_grade,
        needs=donor().circumstances.needs,
        groups=reserved.groups,
    )


def _posting(posting_id: str, base: Sequence[Posting], rng: Random) -> Posting:
    def donor() -> Posting:
        return rng.choice(base)

    demands = [_demand(d, rng) for kinds_ in TOGETHER for d in donor().demands if isinstance(d.asked, kinds_)]
    named = donor()
    return Posting(
        posting_id,
        "bench",
        named.title,
        named.employer,
        received=named.received,
        demands=tuple(demands),
        alarms=donor().alarms,
        terms=_terms(donor, rng),
        places_filled=int(rng.random() < SELDOM),
        status=donor().status,
    )


def _terms(donor: Callable[[], Posting], rng: Random) -> Terms:
    money, place, rest = donor().terms, donor().terms, donor().terms
    return Terms(
        places=tuple(sorted(_moved(frozenset(place.places), rng))),
        remote=place.remote,
        pay=None if money.pay is None else _pay(money.pay, rng),
        headcount=money.headcount,
        contract=donor().terms.contract,
        shifts=donor().terms.shifts,
        provisions=donor().terms.provisions,
        application_cost_cny=rest.application_cost_cny,
        online_interview=rest.online_interview,
        deadline=_day(donor().terms.deadline, 20, rng),
    )


def _demand(demand: Demand, rng: Random) -> Demand:
    """The same clause, often about another code, place, age or time."""
    asked: Asked = demand.asked
    if rng.random() > OFTEN:
        return demand
    match asked:
        case MajorsAsked():
            asked = _majors(asked, rng)
        case LicenceAsked():
            code = rng.choice(tuple(kinds()) if rng.random() < SELDOM else tuple(sorted(asked.any_of)))
            asked = replace(asked, any_of=asked.any_of | {code}, after_months=rng.choice((0, 0, 3, 6, 12, 24)))
        case AgeAsked(at_most=int(years)):
            asked = replace(asked, at_most=years + rng.randint(-5, 5))
        case ExperienceAsked():
            asked = replace(asked, months=12 * rng.randint(0, 5))
        case HouseholdAsked():
            asked = replace(asked, regions=_moved(asked.regions, rng))
    return replace(demand, asked=asked)


def _majors(asked: MajorsAsked, rng: Random) -> MajorsAsked:
    """The same lists, one code of one of them being another of its level."""
    lists = dict(asked.by_level)
    level = rng.choice(sorted(lists)) if lists else None
    listed = lists[level] if level is not None else None
    if level is None or not listed or not listed[0][0].isalpha():
        return asked
    lists[level] = (*listed[1:], rng.choice(_programmes(listed[0][0])))
    return replace(asked, by_level=tuple(lists.items()))


def _pay(pay: Pay, rng: Random) -> Pay:
    shift = ROUND * rng.randint(-10, 10)
    high = pay.high_monthly_cny
    return Pay(max(ROUND, pay.low_monthly_cny + shift), None if high is None else max(ROUND, high + shift))


def _moved(regions: frozenset[str], rng: Random) -> frozenset[str]:
    """The same regions, often with one of them moved."""
    if not regions or rng.random() > OFTEN:
        return regions
    gone = rng.choice(sorted(regions))
    return regions - {gone} | {_region_near(gone, rng)}


def _region_near(code: str, rng: Random) -> str:
    """Another region of the same province, seldom one anywhere."""
    return rng.choice(_regions("" if rng.random() < SELDOM else code[:2]))


@cache
def _regions(province: str) -> tuple[str, ...]:
    return tuple(code for code in table() if code.startswith(province))


def _amount(value: int | None, most: int, rng: Random, step: int = 1) -> int | None:
    return None if value is None else max(0, value + step * (rng.randint(-most, most) // step))


def _day(day: date | None, most: int, rng: Random) -> date | None:
    return None if day is None else day + timedelta(days=rng.randint(-most, most))
