"""The canonical fields that a mapping may fill, for each kind of table."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What the rows of a table are."""

    POSTINGS = "postings"
    STUDENTS = "students"


_POSTINGS = """
id title employer employer_code category duties text education degree majors_graduate majors_bachelor majors_associate
majors experience fresh_graduate grassroots_experience psych_test other skills tags benefits gender age place address
headcount pay contract employer_type published_on deadline
"""
_STUDENTS = """
number name phone email college department level major major_code degree study_mode graduation_date skills licences
experience wished_jobs interests wished_places refused_places elsewhere pay_floor contracts application_cost_limit
limits functional_needs hardship disability gender birth_date political ethnicity household origin groups consent
counselor stage bond remarks
"""
FIELDS = {Kind.POSTINGS: frozenset(_POSTINGS.split()), Kind.STUDENTS: frozenset(_STUDENTS.split())}
