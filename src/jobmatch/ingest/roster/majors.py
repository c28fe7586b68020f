"""Which major of the catalogue a roster row means, from the name, the catalogue's code and the Ministry's code."""

from __future__ import annotations

from datetime import date

from jobmatch.domain import Level, NotFound
from jobmatch.ingest.roster import ministry
from jobmatch.ingest.roster.entry import Entry
from jobmatch.ingest.roster.words import plain
from jobmatch.taxonomy.majors import FoundMajor, find_major, letter_of, major
from jobmatch.taxonomy.majors.catalogue import catalogue

SURE = 0.9  # below it a name is only similar to one of the catalogue
SHORTEST = 3  # characters of a part of a name that still tells majors apart
PROGRAMME = 7  # length of a code that names one major


def read_major(entry: Entry, level: Level | None, graduated_on: date | None) -> str | None:
    """The catalogue code that the roster gives, else what name and Ministry code surely mean at the student's level.

    Where only the Ministry's code is certain, the code of its field (C12, B08).
    """
    code, name = entry.text("major_code"), entry.text("major")
    if _is_catalogued(code):
        return code
    number = ministry.digits(plain(code))
    if not name:
        _note_department(entry)
    if level is None or level < Level.ASSOCIATE:
        _note_levels(entry, name)
        return None
    field = ministry.field_of(number, level, graduated_on.year if graduated_on else None) if number else None
    if number and field is None and ministry.list_of(number) not in (None, level):
        entry.notes.append(f"国标专业代码{number}与学历不一致，请核对")
    return _placed(entry, name, level, number, field)


def _placed(entry: Entry, name: str, level: Level, number: str | None, field: str | None) -> str | None:
    found = [match for match in find_major(name, letter_of(level)) if match.score >= SURE] if name else []
    best = _best(found, field) or (_by_part(name, level, number, field) if name and field and number else [])
    if len(best) == 1:
        if field and not best[0].startswith(field):
            entry.notes.append(f"专业（{name}）与国标专业代码{number}不一致，请核对")
        return best[0]
    if best:
        entry.notes.append(f"专业在目录中对应不止一个: {name}（{'、'.join(best)}）")
    elif name:
        entry.notes.append(f"专业未能对应目录: {name}")
    if field:
        entry.notes.append(f"专业暂按国标专业代码{number}归入{major(field).name}，请补充")
    return field


def _best(found: list[FoundMajor], field: str | None) -> list[str]:
    """The codes of the best score; of several, those in the field of the Ministry's code."""
    best = [match.code for match in found if match.score == found[0].score]
    inside = [code for code in best if field and code.startswith(field)]
    return inside if len(best) > 1 and inside else best


def _by_part(name: str, level: Level, number: str, field: str) -> list[str]:
    """A name that is part of one alone in the field, or of the one with the Ministry's own number (计算机 080901)."""
    if len(name) < SHORTEST:
        return []
    entries = (entry for code, entry in catalogue().items() if len(code) == PROGRAMME and code.startswith(field))
    named = [entry.code for entry in entries if name in entry.name]
    same_number = f"{letter_of(level)}{number}"
    return [same_number] if same_number in named else named if len(named) == 1 else []


def _note_department(entry: Entry) -> None:
    if department := entry.text("department"):
        entry.notes.append(f"专业未填写，院系为{department}")


def _note_levels(entry: Entry, name: str) -> None:
    """Say at which one level a major of this name exists: a hint for a person, no proof of the level."""
    if not name or entry.text("level"):
        return
    levels = [
        words
        for letter, words in (("C", "大专"), ("B", "本科"), ("A", "研究生"))
        if any(match.score >= SURE for match in find_major(name, letter))
    ]
    if len(levels) == 1:
        entry.notes.append(f"学历未填写，{name}只在{levels[0]}目录中有，请核对")


def _is_catalogued(code: str) -> bool:
    try:
        return major(code).code == code
    except NotFound:
        return False
