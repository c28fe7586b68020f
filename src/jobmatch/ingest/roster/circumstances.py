"""The sensitive facts of a row: each kept only where the roster states it."""

from __future__ import annotations

import re
from datetime import date

from jobmatch.domain import Circumstances, DisabilityType, Gender, Group, Hardship, Political
from jobmatch.ingest.rejects import WrongField
from jobmatch.ingest.roster import words
from jobmatch.ingest.roster.entry import Entry
from jobmatch.requirements import Limits
from jobmatch.taxonomy.regions import resolve_region

EARLIEST_BIRTH = date(1930, 1, 1)
NEED_CELLS = ("functional_needs", "limits")
NATION = re.compile(r"[\u4e00-\u9fff]{1,5}")


def read_circumstances(entry: Entry, limits: Limits) -> Circumstances:
    """WrongField for a gender, birth date or grade of disability that cannot be right."""
    disability = _disability(entry)
    origin = _region(entry, "origin")
    return Circumstances(
        gender=_gender(entry),
        born_on=_born_on(entry),
        political=_political(entry),
        ethnicity=_ethnicity(entry),
        household_region=origin if entry.text("household") == "同生源地" else _region(entry, "household"),
        origin_region=origin,
        hardship=_hardship(entry),
        disability=disability,
        disability_grade=words.disability_grade(entry.text("disability")) if disability else None,
        needs=limits.needs.union(*(words.every_meaning(entry.text(name), words.NEEDS) for name in NEED_CELLS)),
        groups=_groups(entry),
    )


def read_consent(entry: Entry) -> bool | None:
    """True or False as the roster says, None where it is blank: not asked yet."""
    text = entry.text("consent")
    said = words.yes_or_no(text)
    if text and said is None:
        raise WrongField("consent", "expected 是, 否 or nothing")
    return said


def _gender(entry: Entry) -> Gender | None:
    text = entry.text("gender")
    gender = words.meaning(text, words.GENDERS)
    if text and gender is None:
        raise WrongField("gender", "expected 男, 女 or nothing")
    return gender


def _born_on(entry: Entry) -> date | None:
    born_on = entry.day("birth_date")
    if born_on and not EARLIEST_BIRTH <= born_on <= entry.today:
        raise WrongField("birth_date", f"expected a day from {EARLIEST_BIRTH} to {entry.today}")
    return born_on


def _political(entry: Entry) -> Political | None:
    text = entry.text("political")
    political = words.meaning(text, words.POLITICS)
    if text and political is None:
        entry.note("political", text)
    return political


def _ethnicity(entry: Entry) -> str | None:
    """The name with its 族, as postings write it."""
    text = "".join(entry.text("ethnicity").split())
    if not NATION.fullmatch(text):
        return None
    return text if text.endswith("族") else f"{text}族"


def _region(entry: Entry, name: str) -> str | None:
    text = entry.text(name)
    code = resolve_region(text) if text else None
    if text and code is None:
        entry.note(name, text)
    return code


def _hardship(entry: Entry) -> frozenset[Hardship]:
    found, unread = words.meanings(entry.text("hardship"), words.HARDSHIPS)
    entry.note("hardship", *unread)
    return found


def _disability(entry: Entry) -> DisabilityType | None:
    text = entry.text("disability")
    if words.says_nothing(text):
        return None
    if "级" in text and words.disability_grade(text) is None:
        raise WrongField("disability", "expected a grade from 一级 to 四级")
    disability = words.meaning(text, words.DISABILITIES)
    if disability is None:
        entry.note("disability", text)
    return disability


def _groups(entry: Entry) -> frozenset[Group] | None:
    """Empty where the roster says 否: known to be none; None where it is blank or cannot be read."""
    text = entry.text("groups")
    found, unread = words.meanings(text, words.GROUPS)
    if not text or (not found and unread):
        entry.note("groups", *unread)
        return None
    entry.note("groups", *(part for part in unread if words.yes_or_no(part) is None))
    return found
