"""Whether a student has what a posting prefers: one small table of answers, looked up pair by pair.

A preference is a wish of the employer, not a rule: silence counts as not met, and nothing is refused for it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Int32
from jobmatch.domain import (
    Asked,
    DegreesAsked,
    ExperienceAsked,
    FreshAsked,
    LevelsAsked,
    Licence,
    LicenceAsked,
    LicenceState,
    MajorsAsked,
    Student,
)
from jobmatch.taxonomy.licences import satisfies
from jobmatch.taxonomy.majors import covers, group_members


@dataclass(frozen=True, slots=True)
class Met:
    """answers[start[a] + trait[kind[a], s]] says whether student s meets asked clause a.

    trait (kinds, S) numbers the distinct traits of one kind; a clause has one answer for each of them.
    """

    kind: Int32
    start: Int32
    trait: Int32
    answers: npt.NDArray[np.bool_]

    def of(self, student: Int32, clause: Int32) -> npt.NDArray[np.bool_]:
        """Whether each student meets the clause beside it; both are row numbers, shape (n,)."""
        found: npt.NDArray[np.bool_] = self.answers[self.start[clause] + self.trait[self.kind[clause], student]]
        return found


@dataclass(frozen=True, slots=True)
class _Preference:
    """What of a student a kind of clause looks at, and the answer. The answer also takes the day."""

    trait: Callable[[Student], Hashable]
    met: Callable[[Any, Any, date], bool]


def met_table(students: Sequence[Student], asked: Sequence[Asked], today: date) -> Met:
    """Answer each clause once for each distinct trait that it looks at."""
    kinds = list(PREFERENCES)
    traits: list[dict[Hashable, int]] = [{} for _ in kinds]
    trait = [
        [numbers.setdefault(PREFERENCES[kind].trait(student), len(numbers)) for student in students]
        for kind, numbers in zip(kinds, traits, strict=True)
    ]
    kind_of = [kinds.index(type(clause)) for clause in asked]
    answers = [
        [PREFERENCES[kinds[kind]].met(clause, value, today) for value in traits[kind]]
        for clause, kind in zip(asked, kind_of, strict=True)
    ]
    return Met(
        kind=np.array(kind_of, np.int32),
        start=np.cumsum([0, *map(len, answers)], dtype=np.int32)[:-1],
        trait=np.array(trait, np.int32).reshape(len(kinds), len(students)),
        answers=np.array([answer for row in answers for answer in row], np.bool_),
    )


def _level(asked: LevelsAsked, trait: tuple[Any, bool | None], today: date) -> bool:
    level, full_time = trait
    return level in asked.admitted and (full_time is True or not asked.full_time)


def _degree(asked: DegreesAsked, degree: Any, today: date) -> bool:
    return degree in asked.admitted


def _major(asked: MajorsAsked, trait: tuple[Any, str | None, str | None], today: date) -> bool:
    """Listed at the student's level and not excepted by name, or named outside the catalogue."""
    level, code, name = trait
    if name is not None and name in asked.names:
        return True
    listed = dict(asked.by_level).get(level, ())
    if listed is None or code is None:
        return listed is None
    return any(_covers(one, code) and _refined(asked, one, name or "") for one in listed)


def _covers(listed: str, code: str) -> bool:
    """listed is a catalogue code, or the number of one of its groups."""
    return any(covers(one, code) for one in (group_members(listed, code[0]) if listed.isdigit() else (listed,)))


def _refined(asked: MajorsAsked, listed: str, name: str) -> bool:
    excluded, only = dict(asked.excluded).get(listed, ()), dict(asked.only).get(listed, ())
    return not any(term in name for term in excluded) and (not only or any(term in name for term in only))


def _fresh(asked: FreshAsked, graduated_on: date | None, today: date) -> bool:
    return graduated_on is not None and graduated_on.year == (asked.year or today.year)


def _experience(asked: ExperienceAsked, months: tuple[int | None, int | None], today: date) -> bool:
    return (months[asked.grassroots] or 0) >= max(1, asked.months)


def _licence(asked: LicenceAsked, held: frozenset[Licence], today: date) -> bool:
    valid = [mine.code for mine in held if mine.expires_on is None or mine.expires_on >= today]
    return any(satisfies(mine, wanted) for mine in valid for wanted in asked.any_of)


def _held(student: Student) -> frozenset[Licence]:
    """Held and valid until a date or for good; the date of issue is left out, so that traits stay few."""
    held = [licence for licence in student.licences if licence.state is LicenceState.HELD]
    return frozenset(replace(licence, on=None) for licence in held)


PREFERENCES: Mapping[type, _Preference] = {
    LevelsAsked: _Preference(lambda s: (s.education.level, s.education.full_time), _level),
    DegreesAsked: _Preference(lambda s: s.education.degree, _degree),
    MajorsAsked: _Preference(lambda s: (s.education.level, s.education.major_code, s.education.major_name), _major),
    FreshAsked: _Preference(lambda s: s.education.graduated_on, _fresh),
    ExperienceAsked: _Preference(lambda s: (s.experience_months, s.grassroots_experience_months), _experience),
    LicenceAsked: _Preference(_held, _licence),
}
