"""What a student has learnt: education, experience, and where in the years around graduation they stand."""

from __future__ import annotations

import re
from datetime import date

from jobmatch.domain import Degree, Education, Level, Stage
from jobmatch.ingest.rejects import WrongField
from jobmatch.ingest.roster import ministry, words
from jobmatch.ingest.roster.amounts import months_named
from jobmatch.ingest.roster.entry import Entry
from jobmatch.ingest.roster.majors import read_major
from jobmatch.ingest.roster.words import plain
from jobmatch.requirements import read_degree, read_level

LEVEL_OF_DEGREE = {Degree.BACHELOR: Level.BACHELOR, Degree.MASTER: Level.MASTER, Degree.DOCTOR: Level.DOCTOR}
LEVEL_NAMES = {Level.ASSOCIATE: "大专", Level.BACHELOR: "本科", Level.MASTER: "硕士研究生", Level.DOCTOR: "博士研究生"}
LEVEL_EXPECTED = "expected a level such as 大专, 本科 or 硕士研究生"
PRACTICE = re.compile(r"实习|见习|兼职|暑假|寒假|暑期|假期|志愿|社会实践|实训")
NO_WORK = re.compile(r"学生会|社团|班干|班长|支部|团委|学习委员|竞赛|比赛|获奖|[一二三]等奖|奖学金|在校|学制|在读")
NO_JOB = re.compile(r"无(?:正式)?工作经[历验]|没(?:有)?工作过")
GRASSROOTS = re.compile(r"三支一扶|西部计划|基层|特岗|村官|乡镇|街道|村委|社区")


def read_education(entry: Entry) -> Education:
    """Level, degree and major; WrongField for a level or a date that is none."""
    degree, graduated_on = _degree(entry), entry.day("graduation_date")
    level = _level(entry) or _implied_level(entry, degree)
    return Education(
        level=level,
        degree=degree,
        major_code=read_major(entry, level, graduated_on),
        major_name=entry.text("major") or None,
        full_time=_full_time(entry),
        graduated_on=graduated_on,
        college=entry.text("college") or None,
    )


def _level(entry: Entry) -> Level | None:
    text = entry.text("level")
    level = read_level(text) if text else None
    if text and level is None:
        raise WrongField("level", LEVEL_EXPECTED)
    return level


def _implied_level(entry: Entry, degree: Degree | None) -> Level | None:
    """The level that a degree brings with it, or whose list alone holds the Ministry's code of the major."""
    number = ministry.digits(plain(entry.text("major_code")))
    if degree:
        level, why = LEVEL_OF_DEGREE[degree], f"学位{entry.text('degree')}"
    elif number and ministry.list_of(number) is Level.ASSOCIATE:  # numbers of 本科 are those of 中职 of 2010 as well
        level, why = Level.ASSOCIATE, f"国标专业代码{number}"
    else:
        return None
    entry.notes.append(f"学历未填写，按{why}记为{LEVEL_NAMES[level]}，请核对")
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


def read_experience(entry: Entry) -> tuple[int | None, int | None]:
    """Months of work, and months of it at the grassroots; None where nobody has said.

    Internships and holiday jobs are kept as a note: postings that ask for 工作经历 do not count them, and a cell
    that names nothing else says that there was no work.
    """
    text = entry.text("experience")
    if not text:
        return None, None
    if words.says_nothing(text):
        return 0, 0
    parts = words.split(text)
    jobs = [part for part in parts if not (PRACTICE.search(part) or NO_WORK.search(part))]
    worked = months_named("，".join(jobs))
    if worked is None:
        entry.keep("experience", text)
        return (0, 0) if not jobs or NO_JOB.search(text) else (None, None)
    grassroots = [span for part in jobs if GRASSROOTS.search(part) and (span := months_named(part)) is not None]
    return worked, sum(grassroots) if grassroots else None


def read_stage(entry: Entry, graduated_on: date | None) -> Stage:
    """What the roster says of placement, and for the rest the date: it does not grow old as the words do."""
    text = entry.text("stage")
    said = words.meaning(text, words.STAGES)
    if text and said is None:
        entry.keep("stage", text)
    if said in (Stage.PLACED, Stage.STUDYING_ON, Stage.CLOSED):
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
