"""A roster row becomes a Student and an Identity, or is rejected with the field that is wrong."""

from __future__ import annotations

import re
from datetime import date

from jobmatch.domain import Identity, Licence, Student
from jobmatch.ingest.mapping import Mapping
from jobmatch.ingest.rejects import WrongField, refused
from jobmatch.ingest.roster.circumstances import read_circumstances, read_consent
from jobmatch.ingest.roster.education import read_education, read_experience, read_stage
from jobmatch.ingest.roster.entry import Entry
from jobmatch.ingest.roster.wishes import read_list, read_wishes
from jobmatch.ingest.roster.words import plain, says_nothing
from jobmatch.ingest.rows import Row, is_rounded
from jobmatch.requirements import read_licences, read_limits, unread_licences
from jobmatch.store import RejectedRow

HAN_NAME = re.compile(r"[\u4e00-\u9fff·\s]+")


def student_from(row: Row, mapping: Mapping, today: date) -> tuple[Student, Identity] | RejectedRow:
    """Read one row as of today. What is missing stays unknown; what no field can hold becomes a note."""
    received = mapping.received(row)
    entry = Entry(received, today)
    try:
        return _student(entry, mapping.is_synthetic(row)), _identity(entry)
    except WrongField as wrong:
        return refused(row, received, wrong)


def _student(entry: Entry, synthetic: bool) -> Student:
    education = read_education(entry)
    limits = read_limits("；".join(text for text in map(entry.text, ("limits", "functional_needs")) if text))
    entry.note("limits", *limits.unread)
    experience, grassroots = read_experience(entry)
    circumstances = read_circumstances(entry, limits)
    wishes = read_wishes(entry, limits, circumstances)
    licences, stage = _licences(entry), read_stage(entry, education.graduated_on)
    if remarks := entry.text("remarks"):
        entry.keep("remarks", remarks)
    return Student(
        id="",  # the store gives it
        education=education,
        skills=read_list(entry, "skills"),
        licences=licences,
        experience_months=experience,
        grassroots_experience_months=grassroots,
        wishes=wishes,
        circumstances=circumstances,
        stage=stage,
        consent_push=read_consent(entry),
        bond=_said(entry, "bond"),
        counselor=_said(entry, "counselor"),
        synthetic=synthetic,
        notes=tuple(entry.notes),
    )


def _identity(entry: Entry) -> Identity:
    number, name = plain(entry.text("number")), entry.text("name")
    if is_rounded(number):
        raise WrongField("number", "the last digits are lost; expected the column stored as text, not as a number")
    if not re.search(r"\d", number):
        raise WrongField("number", "a student needs the number that the college gave (学号)")
    if not name:
        raise WrongField("name", "a student needs a name")
    if HAN_NAME.fullmatch(name):
        name = "".join(name.split())  # 张 三 is how tables align two characters
    return Identity(name, number, plain(entry.text("phone")), plain(entry.text("email")))


def _licences(entry: Entry) -> tuple[Licence, ...]:
    text = entry.text("licences")
    entry.note("licences", *unread_licences(text))
    return read_licences(text)


def _said(entry: Entry, name: str) -> str | None:
    text = entry.text(name)
    return None if says_nothing(text) else text
