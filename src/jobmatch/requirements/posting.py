"""One posting, in whichever language, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jobmatch.requirements.alarms import read_alarms
from jobmatch.requirements.blanks import moved_back, tightened
from jobmatch.requirements.chinese import read_chinese
from jobmatch.requirements.english import is_english, read_english
from jobmatch.requirements.positions import read_positions
from jobmatch.requirements.reading import Reading
from jobmatch.requirements.skills import read_skills
from jobmatch.requirements.table import Columns


def read_posting(received: Mapping[str, str]) -> Reading:
    """Read the canonical fields of one posting; a field that is absent or blank was not given.

    Raises BadInput where the deadline is given and is no date.
    """
    tight = tightened(received)
    reading = _read(Columns(tight))
    return reading if tight is received else moved_back(reading, received, tight)


def _read(columns: Columns) -> Reading:
    reading = read_english(columns) if is_english(columns) else read_positions(columns, read_chinese)
    alarms = read_alarms(columns, reading)
    return replace(reading, demands=(*reading.demands, *read_skills(columns)), alarms=alarms)
