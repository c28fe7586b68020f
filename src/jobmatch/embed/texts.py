"""What of a student and of a posting is put into words for the encoder and the lexical index.

Occupation and skills come first and twice; the employer's name stays out, so that a Java developer at a drug maker
is no neighbour of a pharmacist. Identity, hardship and health never enter: the templates read only the fields
named here.
"""

from __future__ import annotations

from jobmatch.domain import MajorsAsked, Posting, Student
from jobmatch.taxonomy import majors

TEMPLATE_VERSION = "1"
_MAJORS_SHOWN = 6
_PROSE_SHOWN = 240  # characters; the prose of a notice is mostly about how to apply


def posting_text(posting: Posting) -> str:
    """Title (twice), duties, the majors asked for by name, and the opening of a prose notice less the employer."""
    return _join(posting.title, posting.title, posting.duties, _majors_asked(posting), _prose(posting))


def student_text(student: Student) -> str:
    """Wished occupations (twice), major, skills and interests."""
    wished = " ".join(student.wishes.occupations)
    major = student.education.major_name or ""
    return _join(wished, wished, major, " ".join(student.skills), " ".join(student.wishes.interests))


def wish_text(student: Student) -> str:
    """The words looked up in the lexical index: wished occupations and major; many students share one."""
    return _join(*student.wishes.occupations, student.education.major_name or "")


def _prose(posting: Posting) -> str:
    text = dict(posting.received).get("text", "")
    return text.replace(posting.employer.name, "")[:_PROSE_SHOWN] if posting.employer.name else text[:_PROSE_SHOWN]


def _majors_asked(posting: Posting) -> str:
    names: list[str] = []
    for asked, _ in posting.required(MajorsAsked):
        codes = dict.fromkeys(code for _, listed in asked.by_level for code in listed or ())
        names += [majors.major(code).name for code in codes] + list(asked.names)
    return " ".join(list(dict.fromkeys(names))[:_MAJORS_SHOWN])


def _join(*parts: str) -> str:
    return "。".join(part.strip() for part in parts if part and part.strip())
