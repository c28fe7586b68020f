"""What a student has learnt: education, experience, and where in the years around graduation they stand."""

from __future__ import annotations

import re
from datetime import date

from jobmatch.domain import Degree, Education, Level, NotFound, Stage
from jobmatch.ingest.rejects import WrongField
from jobmatch.ingest.roster import words
from jobmatch.ingest.roster.amounts import months_named
from jobmatch.ingest.roster.entry import Entry
from jobmatch.requirements import read_degree, read_level
from jobmatch.taxonomy.majors import find_major, letter_of, major

SURE = 0.9  # below it a name is only similar to one of the catalogue
LEVEL_EXPECTED = "expected a level such as 大专, 本科 or 硕士研究生"
WORKED = re.compile(r"工作|任职|就职|上班|入职|服务")
PRACTICE = re.compile(r"实习|见习|兼职|暑假|寒假|志愿")
GRASSROOTS = re.compile(r"三支一扶|西部计划|基层|特岗|村官|乡镇|街道|村委|社区")


def read_education(entry: Entry) -> Education:
    """Level, degree and major; WrongField for a level or a date that is none."""
    level = _level(entry)
    return Education(
        level=level,
        degree=_degree(entry),
        major_code=_major_code(entry, level),
        major_name=entry.text("major") or None,
        full_time=_full_time(entry),
        graduated_on=entry.day("graduation_date"),
        college=entry.text("college") or None,
    )


def _level(entry: Entry) -> Level | None:
    text = entry.text("level")
    level = read_level(text) if text else None
    if text and level is None:
        raise WrongField("level", LEVEL_EXPECTED)
    return level


def _degree(entry: Entry) -> Degree | None:
    text = entry.text("degree")
    degree = read_degree(text) if text else None
    if text and degree is None:
        entry.note("degree", text)
    return degree


def _full_time(entry: Entry) -> bool | None:
    text = entry.text("study_mode")
    full_time = words.full_time(text)
    if text and full_time is None:
        entry.note("study_mode", text)
    return full_time


def _major_code(entry: Entry, level: Level | None) -> str | None:
    """The catalogue code that the roster gives, else the one that the name surely means at the student's level."""
    code, name = entry.text("major_code"), entry.text("major")
    if _is_catalogued(code):
        return code
    if not name or level is None or level < Level.ASSOCIATE:
        return None
    found = [match for match in find_major(name, letter_of(level)) if match.score >= SURE]
    best = [match.code for match in found if match.score == found[0].score]
    if len(best) == 1:
        return best[0]
    reason = f"专业未能对应目录: {name}" if not best else f"专业在目录中对应不止一个: {name}（{'、'.join(best)}）"
    entry.notes.append(reason)
    return None


def _is_catalogued(code: str) -> bool:
    try:
        return major(code).code == code
    except NotFound:
        return False


def read_experience(entry: Entry) -> tuple[int | None, int | None]:
    """Months of work, and months of it at the grassroots; None where nobody has said.

    Internships and holiday jobs are kept as a note: postings that ask for 工作经历 do not count them.
    """
    text = entry.text("experience")
    if not text:
        return None, None
    if words.says_nothing(text):
        return 0, 0
    parts = [part for part in words.split(text) if WORKED.search(part) and not PRACTICE.search(part)]
    spans = {part: span for part in parts if (span := months_named(part)) is not None}
    if not spans:
        entry.keep("experience", text)
        return None, None
    grassroots = [span for part, span in spans.items() if GRASSROOTS.search(part)]
    return sum(spans.values()), sum(grassroots) if grassroots else None


def read_stage(entry: Entry, graduated_on: date | None) -> Stage:
    """What the roster says of placement, and for the rest the date: it does not grow old as the words do."""
    text = entry.text("stage")
    said = words.meaning(text, words.STAGES)
    if text and said is None:
        entry.keep("stage", text)
    if said in (Stage.PLACED, Stage.CLOSED):
        return said
    if graduated_on is None:
        return said or Stage.GRADUATING
    if graduated_on <= entry.today:
        return Stage.SEEKING
    return Stage.GRADUATING if graduated_on <= end_of_school_year(entry.today) else Stage.ENROLLED


def end_of_school_year(today: date) -> date:
    """
    >>> end_of_school_year(date(2026, 1, 20)), end_of_school_year(date(2026, 9, 1))
    (datetime.date(2026, 8, 31), datetime.date(2027, 8, 31))
    """
    return date(today.year + (today.month > 8), 8, 31)
