"""The fields of the guide that a posting demands, majors apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

from jobmatch.domain import (
    AgeAsked,
    Asked,
    Degree,
    DegreesAsked,
    Duty,
    EthnicityAsked,
    ExperienceAsked,
    FreshAsked,
    Freshness,
    Gender,
    GenderAsked,
    GroupAsked,
    HouseholdAsked,
    Level,
    LevelsAsked,
    LicenceAsked,
    PoliticalAsked,
    Strength,
    Unread,
)
from jobmatch.evaluate.field import Field
from jobmatch.evaluate.guide import DUTIES, LEVELS, OTHER, POLITICAL, Labels
from jobmatch.requirements import Reading
from jobmatch.taxonomy.licences import licence
from jobmatch.taxonomy.regions import resolve_region

A = TypeVar("A", bound=Asked)
Items = Sequence[Hashable]
_DEGREES = {"学士": Degree.BACHELOR, "硕士": Degree.MASTER, "博士": Degree.DOCTOR}
_GENDERS = {"男": Gender.MALE, "女": Gender.FEMALE}
_NEEDS = frozenset(need for need in DUTIES.values() if need is not None)


def clauses(reading: Reading, kind: type[A], strength: Strength = Strength.REQUIRED) -> list[A]:
    """What the demands of one kind and strength ask, in reading order."""
    return [d.asked for d in reading.demands if isinstance(d.asked, kind) and d.strength is strength]


def levels_of(value: str) -> frozenset[Level]:
    """The levels that a label admits.

    >>> [level.name for level in sorted(levels_of("硕士+"))], len(levels_of("大专/本科")), len(levels_of("不限"))
    (['MASTER', 'DOCTOR'], 2, 6)
    """
    if value == "不限":
        return frozenset(Level)
    if value.endswith("+"):
        return frozenset(level for level in Level if level >= LEVELS[value[:-1]])
    return frozenset(LEVELS[word] for word in value.split("/"))


def _degrees_of(value: str) -> frozenset[Degree]:
    if value.endswith("+"):
        return frozenset(degree for degree in Degree if degree >= _DEGREES[value[:-1]])
    return frozenset(_DEGREES[word] for word in value.split("/"))


def _limited(levels: frozenset[Level]) -> Items:
    """Levels as one item, none where everybody is admitted."""
    return [] if levels == frozenset(Level) else [levels]


def _common(sets: Iterable[frozenset[Hashable]]) -> Items:
    """What all clauses admit, as one item."""
    listed = list(sets)
    return [frozenset.intersection(*listed)] if listed else []


def _education(reading: Reading) -> Items:
    admitted = [asked.admitted for asked in clauses(reading, LevelsAsked)]
    return _limited(frozenset.intersection(*admitted)) if admitted else []


def _education_preferred(reading: Reading) -> Items:
    return [levels for a in clauses(reading, LevelsAsked, Strength.PREFERRED) for levels in _limited(a.admitted)]


def _experience(reading: Reading, strength: Strength = Strength.REQUIRED) -> Items:
    """The months that bind: the most of all clauses."""
    months = [asked.months for asked in clauses(reading, ExperienceAsked, strength) if not asked.grassroots]
    return _months(max(months, default=0))


def _months(months: int) -> Items:
    return [months] if months else []


def _grassroots(reading: Reading) -> Items:
    return [asked.months for asked in clauses(reading, ExperienceAsked) if asked.grassroots]


def _fresh(reading: Reading) -> Items:
    named = ((asked.kind is Freshness.THIS_YEAR, asked.year) for asked in clauses(reading, FreshAsked))
    return [str(year) if this_year and year else "应届" for this_year, year in named]


def _age(reading: Reading) -> Items:
    asked = clauses(reading, AgeAsked)
    low = max((a.at_least for a in asked if a.at_least is not None), default=None)
    high = min((a.at_most for a in asked if a.at_most is not None), default=None)
    return [] if low is None and high is None else [(low, high)]


def _household(reading: Reading) -> Items:
    return [(code, a.origin_counts) for a in clauses(reading, HouseholdAsked) for code in sorted(a.regions)]


def _household_stated(labels: Labels) -> Items:
    return [(resolve_region(path), labels.get("origin", True)) for path in labels.get("household", ())]


def _groups_stated(labels: Labels) -> Items:
    return [*labels.get("groups", ()), *(["disabled"] if "disability" in labels else [])]


def _disability_stated(labels: Labels) -> Items:
    stated = labels.get("disability", {})
    return [*stated.get("types", ()), *stated.get("grades", ())]


def _disability(reading: Reading) -> Items:
    asked = clauses(reading, GroupAsked)
    return [*(t.value for a in asked for t in a.disabilities), *(grade for a in asked for grade in a.grades)]


def _duties(reading: Reading) -> Items:
    return [a.collides_with for a in clauses(reading, Duty) if a.collides_with in _NEEDS]


class Paper(NamedTuple):
    """Licences of which one is enough, and the words that ask for them."""

    codes: frozenset[str]
    quotes: tuple[str, ...]

    def __str__(self) -> str:
        return "/".join(sorted(self.codes))


class Named(NamedTuple):
    """Licences of which one is enough as a label has them: codes, and names of what has none."""

    codes: frozenset[str]
    others: tuple[str, ...]

    def __str__(self) -> str:
        return "/".join((*sorted(self.codes), *(OTHER + name for name in self.others)))


def _papers(reading: Reading, strength: Strength) -> list[Paper]:
    """Each set of licences once, with all the words that ask for it."""
    demands = [d for d in reading.demands if isinstance(d.asked, LicenceAsked) and d.strength is strength]
    asked = sorted((sorted(d.asked.any_of), d.span.quote) for d in demands if isinstance(d.asked, LicenceAsked))
    grouped = groupby(asked, key=lambda one: one[0])
    return [Paper(frozenset(codes), tuple(quote for _, quote in same)) for codes, same in grouped]


def _unread(reading: Reading, strength: Strength) -> list[Paper]:
    return [
        Paper(frozenset(), (d.span.quote,))
        for d in reading.demands
        if isinstance(d.asked, Unread) and d.strength is strength
    ]


def _named(groups: Iterable[Sequence[str]]) -> list[Named]:
    return [
        Named(
            frozenset(code for code in group if not code.startswith(OTHER)),
            tuple(code.removeprefix(OTHER) for code in group if code.startswith(OTHER)),
        )
        for group in groups
    ]


def _same_paper(found: Paper, stated: Named) -> bool:
    """The same codes; a name without a code is met by a clause that quotes it, read or not, or a licence called so."""
    called = [name for code in found.codes for name in (licence(code).zh, licence(code).en, *licence(code).names)]
    words = _dense("\n".join((*found.quotes, *called)))
    return any(_dense(name) in words for name in stated.others) or bool(found.codes and found.codes == stated.codes)


def _dense(words: str) -> str:
    return "".join(words.split()).casefold()


def _licences(name: str, strength: Strength) -> Field:
    return Field(
        name,
        gold=lambda labels: _named(labels.get(name, ())),
        found=lambda reading: _papers(reading, strength),
        beside=lambda reading: _unread(reading, strength),
        right=_same_paper,
        covered=_same_paper,
        kinds=(LicenceAsked, Unread),
    )


def _gender(name: str, strength: Strength) -> Field:
    return Field(
        name,
        gold=lambda labels: [_GENDERS[labels[name]]] if name in labels else [],
        found=lambda reading: [asked.gender for asked in clauses(reading, GenderAsked, strength)],
        kinds=(GenderAsked,),
    )


ASKED: tuple[Field, ...] = (
    Field(
        "education",
        gold=lambda labels: _limited(levels_of(labels.get("education", "不限"))),
        found=_education,
        kinds=(LevelsAsked,),
    ),
    Field(
        "education_preferred",
        gold=lambda labels: _limited(levels_of(labels.get("education_preferred", "不限"))),
        found=_education_preferred,
        kinds=(LevelsAsked,),
    ),
    Field(
        "full_time",
        gold=lambda labels: [True] if labels.get("full_time") else [],
        found=lambda reading: [True for asked in clauses(reading, LevelsAsked) if asked.full_time],
        kinds=(LevelsAsked,),
    ),
    Field(
        "degree",
        gold=lambda labels: [_degrees_of(labels["degree"])] if "degree" in labels else [],
        found=lambda reading: _common(asked.admitted for asked in clauses(reading, DegreesAsked)),
        kinds=(DegreesAsked,),
    ),
    Field(
        "experience",
        gold=lambda labels: _months(labels.get("experience", 0)),
        found=_experience,
        kinds=(ExperienceAsked,),
    ),
    Field(
        "experience_preferred",
        gold=lambda labels: _months(labels.get("experience_preferred", 0)),
        found=lambda reading: _experience(reading, Strength.PREFERRED),
        kinds=(ExperienceAsked,),
    ),
    Field(
        "grassroots",
        gold=lambda labels: _months(labels.get("grassroots", 0)),
        found=_grassroots,
        kinds=(ExperienceAsked,),
    ),
    Field(
        "fresh",
        gold=lambda labels: [labels["fresh"]] if "fresh" in labels else [],
        found=_fresh,
        kinds=(FreshAsked,),
    ),
    Field(
        "age",
        gold=lambda labels: [tuple(labels["age"])] if "age" in labels else [],
        found=_age,
        kinds=(AgeAsked,),
    ),
    _gender("gender", Strength.REQUIRED),
    _gender("gender_preferred", Strength.PREFERRED),
    Field(
        "political",
        gold=lambda labels: [POLITICAL[word] for word in labels.get("political", ())],
        found=lambda reading: [status for a in clauses(reading, PoliticalAsked) for status in sorted(a.any_of)],
        kinds=(PoliticalAsked,),
    ),
    Field(
        "household",
        gold=_household_stated,
        found=_household,
        keys=("origin",),
        kinds=(HouseholdAsked,),
    ),
    Field(
        "ethnicity",
        gold=lambda labels: list(labels.get("ethnicity", ())),
        found=lambda reading: [people for a in clauses(reading, EthnicityAsked) for people in sorted(a.any_of)],
        kinds=(EthnicityAsked,),
    ),
    _licences("licences", Strength.REQUIRED),
    _licences("licences_preferred", Strength.PREFERRED),
    Field(
        "groups",
        gold=_groups_stated,
        found=lambda reading: [group.value for a in clauses(reading, GroupAsked) for group in sorted(a.any_of)],
        keys=("disability",),
        kinds=(GroupAsked,),
    ),
    Field("disability", gold=_disability_stated, found=_disability, kinds=(GroupAsked,)),
    Field(
        "duties",
        gold=lambda labels: [DUTIES[word] or word for word in labels.get("duties", ())],
        found=_duties,
        kinds=(Duty,),
    ),
)
