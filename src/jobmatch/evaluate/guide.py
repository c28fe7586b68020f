"""The keys of a gold label and what each may hold, as tests/gold/README.md tells those who label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from jobmatch.domain import AlarmKind, Contract, DisabilityType, Group, Level, Need, Political, Shifts
from jobmatch.taxonomy.licences import kinds
from jobmatch.taxonomy.regions import find_regions, resolve_region

Labels = Mapping[str, Any]

LEVELS = MappingProxyType(
    {
        "初中": Level.JUNIOR_HIGH,
        **dict.fromkeys(("中专", "高中", "技校", "职高"), Level.SECONDARY),
        "大专": Level.ASSOCIATE,
        "本科": Level.BACHELOR,
        "硕士": Level.MASTER,
        "博士": Level.DOCTOR,
    }
)
POLITICAL = MappingProxyType(
    {
        "中共党员": Political.PARTY_MEMBER,
        "中共预备党员": Political.PARTY_MEMBER,
        "共青团员": Political.LEAGUE_MEMBER,
        "民主党派": Political.OTHER_PARTY,
        "群众": Political.MASSES,
    }
)
DUTIES: Mapping[str, Need | None] = MappingProxyType(
    {
        "phone": Need.NO_PHONE,
        "lifting": Need.NO_HEAVY_LIFTING,
        "standing": Need.SEATED_WORK,
        "driving": Need.NO_DRIVING,
        "travel": Need.NO_TRAVEL,
        "heights": Need.NO_HEIGHTS,
        "outdoors": None,  # no need collides with it yet, so no reading can find it
    }
)
FLAGS = MappingProxyType(
    {
        "course": AlarmKind.COURSE,
        "bait": AlarmKind.BAIT_TRAINING,
        "deposit": AlarmKind.DEPOSIT,
        "fee": AlarmKind.FEE,
        "pyramid": AlarmKind.PYRAMID,
        "pay": AlarmKind.PAY,
    }
)
OTHER = "other:"  # a licence without a code, by its name
LEVEL_LISTS = ("研究生", "本科", "大专")
_ONE_LEVEL = "|".join(LEVELS)
_EDUCATION = re.compile(rf"不限|(?:{_ONE_LEVEL})\+|(?:{_ONE_LEVEL})(?:/(?:{_ONE_LEVEL}))*")
_DEGREE = re.compile(r"(?:学士|硕士|博士)\+|(?:学士|硕士|博士)(?:/(?:学士|硕士|博士))*")
_FRESH = re.compile(r"应届|20\d\d")


class Key(NamedTuple):
    """What one key may hold, and how to say so."""

    admits: Callable[[Any], bool]
    expected: str


def wrong_keys(labels: Labels) -> Iterator[tuple[str, str]]:
    """Key and what was expected there, for each key that is none or holds what it may not."""
    for key, value in labels.items():
        if key not in KEYS:
            yield key, f"one of {', '.join(sorted(KEYS))}"
        elif not KEYS[key].admits(value):
            yield key, KEYS[key].expected


def _matches(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _one_of(words: Any) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in set(words)


def _list_of(admits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and bool(value) and all(map(admits, value))


def _is_true(value: Any) -> bool:
    return value is True


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return type(value) is int and value >= 0


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_range(value: Any) -> bool:
    """Two ends, either of them open, the lower one first."""
    if not isinstance(value, list) or len(value) != 2 or not all(end is None or _is_count(end) for end in value):
        return False
    low, high = value
    return (low is not None or high is not None) and (low is None or high is None or low <= high)


def _is_pay(value: Any) -> bool:
    return _is_range(value) and value[0] is not None


def _is_foreign_pay(value: Any) -> bool:
    if not isinstance(value, list) or len(value) != 4 or not all(map(_is_word, (value[0], value[3]))):
        return False
    return all(amount is None or type(amount) in (int, float) for amount in value[1:3])


def _is_place(value: Any) -> bool:
    """A path that the table of regions knows, or a name in which it finds no region: somewhere abroad."""
    return _is_word(value) and (resolve_region(value) is not None or not find_regions(value))


def _is_region(value: Any) -> bool:
    return _is_word(value) and resolve_region(value) is not None


def _is_licence(value: Any) -> bool:
    return _is_word(value) and (value in kinds() or (value.startswith(OTHER) and value != OTHER))


def _are_majors(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value) and set(value) <= set(LEVEL_LISTS) and all(map(_list_of(_is_word), value.values()))
    return _list_of(_is_word)(value)


def _is_disability(value: Any) -> bool:
    if not isinstance(value, dict) or not set(value) <= {"types", "grades"}:
        return False
    types, grades = value.get("types", []), value.get("grades", [])
    known = isinstance(types, list) and all(map(_one_of(DisabilityType), types))
    return known and isinstance(grades, list) and all(type(g) is int and 1 <= g <= 4 for g in grades)


def _is_quote(value: Any) -> bool:
    """Exact words, or where they stand: [field, start, end], characters, half open."""
    if isinstance(value, list):
        return len(value) == 3 and _is_word(value[0]) and all(map(_is_count, value[1:])) and value[1] < value[2]
    return _is_word(value)


def _are_keys(value: Any) -> bool:
    return isinstance(value, list) and all(key in KEYS for key in value)


_LEVEL = Key(_matches(_EDUCATION), "不限, a level (大专), at least a level (大专+) or a list (大专/本科)")
_MAJORS = Key(_are_majors, 'a list of terms, or lists by level: {"研究生": [...], "本科": [...], "大专": [...]}')
_TERMS = Key(_list_of(_is_word), "a list of terms")
_LICENCES = Key(_list_of(_list_of(_is_licence)), "a list of lists of codes of licences.toml or other:NAME")
_GENDER = Key(_one_of(("男", "女")), "男 or 女")
_MONTHS = Key(_is_count, "a whole number of months")
_TRUE = Key(_is_true, "true, or no such key")
_BOOL = Key(_is_bool, "true or false")


def _words(vocabulary: Any) -> Key:
    return Key(_one_of(vocabulary), f"one of {', '.join(vocabulary)}")


def _lists(vocabulary: Any) -> Key:
    return Key(_list_of(_one_of(vocabulary)), f"a list of {', '.join(vocabulary)}")


KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "education": _LEVEL,
        "education_preferred": _LEVEL,
        "full_time": _TRUE,
        "degree": Key(_matches(_DEGREE), "学士, 硕士 or 博士, with + for at least, or a list (学士/硕士)"),
        "majors": _MAJORS,
        "majors_related": _TRUE,
        "majors_preferred": _TERMS,
        "majors_excluded": _TERMS,
        "experience": _MONTHS,
        "experience_preferred": _MONTHS,
        "grassroots": _MONTHS,
        "fresh": Key(_matches(_FRESH), "应届 or a year"),
        "age": Key(_is_range, "[low, high], one of them may be null"),
        "gender": _GENDER,
        "gender_preferred": _GENDER,
        "political": _lists(POLITICAL),
        "household": Key(_list_of(_is_region), "a list of official full paths of regions"),
        "origin": _BOOL,
        "ethnicity": _TERMS,
        "licences": _LICENCES,
        "licences_preferred": _LICENCES,
        "groups": _lists([group.value for group in Group]),
        "disability": Key(_is_disability, '{"types": [...], "grades": [1 to 4]}'),
        "duties": _lists(DUTIES),
        "shifts": _words([shifts.value for shifts in Shifts]),
        "pay": Key(_is_pay, "[low, high] in whole CNY a month, high may be null"),
        "pay_foreign": Key(_is_foreign_pay, "[currency, low, high, unit]"),
        "places": Key(_list_of(_is_place), "a list of official full paths of regions, or of names abroad"),
        "remote": _TRUE,
        "headcount": Key(_is_count, "a whole number"),
        "housing": _BOOL,
        "contract": _words([contract.value for contract in Contract]),
        "deadline": Key(_is_day, "a date as YYYY-MM-DD"),
        "application_cost": Key(_is_count, "a whole number of CNY"),
        "online_interview": _BOOL,
        "flags": _lists(FLAGS),
        "preferred": Key(_list_of(_is_quote), "a list of exact quotes or of [field, start, end]"),
        "doubt": Key(_are_keys, "a list of keys"),
        "required_other": _TERMS,
    }
)
