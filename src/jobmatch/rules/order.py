"""The rules in their fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from jobmatch.domain import Misconfigured
from jobmatch.rules.age import AGE
from jobmatch.rules.alarm import ALARM
from jobmatch.rules.availability import AVAILABILITY
from jobmatch.rules.consent import CONSENT
from jobmatch.rules.contract import CONTRACT
from jobmatch.rules.cost import COST
from jobmatch.rules.deadline import DEADLINE
from jobmatch.rules.degree import DEGREE
from jobmatch.rules.education import EDUCATION
from jobmatch.rules.ethnicity import ETHNICITY
from jobmatch.rules.experience import EXPERIENCE
from jobmatch.rules.gender import GENDER
from jobmatch.rules.graduate import GRADUATE
from jobmatch.rules.household import HOUSEHOLD
from jobmatch.rules.licence import LICENCE
from jobmatch.rules.major import MAJOR
from jobmatch.rules.needs import NEEDS
from jobmatch.rules.pay import PAY
from jobmatch.rules.places_left import PLACES_LEFT
from jobmatch.rules.political import POLITICAL
from jobmatch.rules.region import REGION
from jobmatch.rules.reserved import RESERVED
from jobmatch.rules.rule import Rule
from jobmatch.rules.shift import SHIFT
from jobmatch.rules.study_mode import STUDY_MODE
from jobmatch.rules.unread import UNREAD

# The place in this tuple is the rule's number and its bit in Candidates.unknown: append, never reorder; at most 32.
RULES: tuple[Rule[Any, Any], ...] = (
    EDUCATION,
    DEGREE,
    STUDY_MODE,
    MAJOR,
    LICENCE,
    GRADUATE,
    EXPERIENCE,
    GENDER,
    POLITICAL,
    AGE,
    HOUSEHOLD,
    ETHNICITY,
    RESERVED,
    REGION,
    PAY,
    SHIFT,
    CONTRACT,
    NEEDS,
    COST,
    DEADLINE,
    PLACES_LEFT,
    CONSENT,
    UNREAD,
    ALARM,
    AVAILABILITY,
)
RULE_NUMBER: Mapping[str, int] = MappingProxyType({rule.code: number for number, rule in enumerate(RULES)})
COARSE: tuple[int, ...] = tuple(number for number, rule in enumerate(RULES) if rule.coarse)


def bits_of(codes: Iterable[str]) -> int:
    """The bit set of these rules; raises Misconfigured for a code that is no rule's.

    >>> bits_of(["education", "study_mode"]) == 1 << 0 | 1 << 2
    True
    """
    bits = 0
    for code in codes:
        if code not in RULE_NUMBER:
            raise Misconfigured(f"{code!r} is no rule; there are {', '.join(RULE_NUMBER)}")
        bits |= 1 << RULE_NUMBER[code]
    return bits
