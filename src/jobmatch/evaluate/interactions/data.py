"""Real job views as columns: who looked at which job when, and what they had said of themselves before.

The files are those of a Kaggle case study (RecBole-PJF calls it jobrec): Job_Views.csv, Experience.csv and
Positions_Of_Interest.csv, times in UTC.
"""

from __future__ import annotations

import csv
import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Int32
from jobmatch.domain import BadInput

Float64 = npt.NDArray[np.float64]

FOLDER = "kaggle_jobviews"
VIEWS, EXPERIENCE, INTERESTS = "Job_Views.csv", "Experience.csv", "Positions_Of_Interest.csv"
TIME_FORMAT = "%Y-%m-%d %H:%M:%S UTC"
BAD_ROWS_SHOWN = 5
_MISSING = {"", "NA"}


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs that anybody viewed, ids ascending; arrays have shape (P,), codes are −1 where nothing is said."""

    ids: tuple[int, ...]
    titles: tuple[str, ...]
    texts: tuple[str, ...]  # title, company and place in one line
    title: Int32
    company: Int32
    city: Int32
    state: Int32

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Views:
    """First views of a job by a person, sorted by (at, person, job); at in seconds since 1970-01-01 UTC."""

    person: Int32
    job: Int32
    at: Float64

    def __len__(self) -> int:
        return len(self.person)


@dataclass(frozen=True, slots=True)
class Stated:
    """Positions that people held or look for, sorted by (at, person, text); at is when they entered them."""

    person: Int32
    at: Float64
    texts: tuple[str, ...]
    city: Int32
    state: Int32


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the files say of people with a view; cleaned counts the rows left out, by cause."""

    people: tuple[int, ...]
    jobs: Jobs
    views: Views
    stated: Stated
    cleaned: Mapping[str, int]


Row = Mapping[str, str]


def read_board(folder: Path) -> Board:
    """Read and clean the three files. Raises BadInput for a missing file or column, or rows without id or time."""
    seen = _rows(folder / VIEWS, ("Applicant.ID", "Job.ID", "Position", "City", "View.Start"), "View.Start")
    held = _rows(folder / EXPERIENCE, ("Applicant.ID", "Position.Name", "Created.At"), "Created.At")
    wished = _rows(folder / INTERESTS, ("Applicant.ID", "Position.Of.Interest", "Created.At"), "Created.At")
    if not seen:
        raise BadInput(f"{folder / VIEWS}: expected at least one view")
    people = tuple(sorted({int(row["Applicant.ID"]) for row in seen}))
    city, state = Codes(), Codes()
    jobs = _jobs(seen, city, state)
    views, repeated = _first_views(seen, people, jobs.ids)
    stated, cleaned = _stated((*held, *wished), people, city, state)
    return Board(people, jobs, views, stated, {"views": len(seen), **repeated, **cleaned})


class Codes:
    """Numbers for texts by first appearance; blank is −1."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, text: str) -> int:
        plain = " ".join(text.casefold().split())
        return self._numbers.setdefault(plain, len(self._numbers)) if plain else -1

    def column(self, texts: Iterable[str]) -> Int32:
        return np.array([self.of(text) for text in texts], np.int32)


def _rows(path: Path, required: Sequence[str], time_field: str) -> list[Row]:
    """Rows of a file with missing cells blank, ids and times checked; BadInput names the rows that are wrong."""
    if not path.is_file():
        raise BadInput(f"{path}: no such file")
    ids = [name for name in required if name.endswith(".ID")]
    rows: list[Row] = []
    wrong: list[str] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            if lacking := [name for name in required if name not in (reader.fieldnames or ())]:
                raise BadInput(f"{path}: expected the columns {', '.join(lacking)}")
            for cells in reader:
                row = {key: _clean(value) for key, value in cells.items() if key is not None}
                rows.append(row)
                if fault := _fault(row, ids, time_field):
                    wrong.append(f"line {reader.line_num}, {fault}")
    except (csv.Error, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: expected CSV in UTF-8 ({error})") from error
    if wrong:
        raise BadInput("\n  ".join([f"{path}:", *wrong[:BAD_ROWS_SHOWN], f"{len(wrong)} of {len(rows)} rows in all"]))
    return rows


def _clean(cell: str | None) -> str:
    text = " ".join(html.unescape(cell or "").split())
    return "" if text in _MISSING else text


def _fault(row: Row, ids: Sequence[str], time_field: str) -> str:
    """What is wrong with a row, blank where nothing is."""
    for name in ids:
        if not (row[name].isascii() and row[name].isdigit()):
            return f"{name}: expected a whole number, got {row[name]!r}"
    try:
        seconds(row[time_field])
    except ValueError:
        return f"{time_field}: expected a time as 2015-01-31 18:00:00 UTC, got {row[time_field]!r}"
    return ""


def seconds(text: str) -> float:
    """Seconds since 1970 of a time as the files write it.

    >>> seconds("1970-01-02 00:01:00 UTC")  # a day and a minute
    86460.0
    """
    return datetime.strptime(text, TIME_FORMAT).replace(tzinfo=UTC).timestamp()


def _jobs(seen: Sequence[Row], city: Codes, state: Codes) -> Jobs:
    """One row a job, told as the last view in the file tells it."""
    by_id = {int(row["Job.ID"]): row for row in seen}
    ids = tuple(sorted(by_id))
    rows = [by_id[job] for job in ids]

    def text(row: Row) -> str:
        return " ".join(filter(None, (row["Position"], row.get("Company"), row["City"], row.get("State.Name"))))

    titles = tuple(row["Position"] for row in rows)
    return Jobs(
        ids=ids,
        titles=titles,
        texts=tuple(map(text, rows)),
        title=Codes().column(titles),
        company=Codes().column(row.get("Company", "") for row in rows),
        city=city.column(map(_place, rows)),
        state=state.column(row.get("State.Code", "") for row in rows),
    )


def _place(row: Row) -> str:
    """City and state together: there is more than one Springfield; blank without a city."""
    return f"{row['City']}, {row.get('State.Code', '')}" if row.get("City") else ""


def _first_views(seen: Sequence[Row], people: Sequence[int], jobs: Sequence[int]) -> tuple[Views, dict[str, int]]:
    """The first view of each job by each person; looking again is no new find."""
    person_of, job_of = _places(people), _places(jobs)
    keys = [(seconds(r["View.Start"]), person_of[int(r["Applicant.ID"])], job_of[int(r["Job.ID"])]) for r in seen]
    first: dict[tuple[int, int], float] = {}
    for at, person, job in sorted(keys):
        first.setdefault((person, job), at)
    viewed = np.array(list(first), np.int32).reshape(-1, 2)
    views = Views(viewed[:, 0].copy(), viewed[:, 1].copy(), np.array(list(first.values()), np.float64))
    same = len(keys) - len(set(keys))
    return views, {"rows_alike": same, "views_again": len(keys) - same - len(first)}


def _stated(rows: Sequence[Row], people: Sequence[int], city: Codes, state: Codes) -> tuple[Stated, dict[str, int]]:
    """What people with a view have said; what is said twice counts once, when it was first said."""
    person_of = _places(people)
    known = [row for row in rows if int(row["Applicant.ID"]) in person_of]
    said = [(seconds(r["Created.At"]), person_of[int(r["Applicant.ID"])], _position(r), r) for r in known]
    said = sorted((one for one in said if one[2]), key=lambda one: one[:3])
    first: dict[tuple[int, str], tuple[float, int, str, Row]] = {}
    for one in said:
        first.setdefault((one[1], one[2].casefold()), one)
    at, person, texts, told = zip(*first.values(), strict=True) if first else ((), (), (), ())
    stated = Stated(
        person=np.array(person, np.int32),
        at=np.array(at, np.float64),
        texts=tuple(texts),
        city=city.column(map(_place, told)),
        state=state.column(row.get("State.Code", "") for row in told),
    )
    dropped = {
        "stated": len(rows),
        "stated_without_views": len(rows) - len(known),
        "stated_blank": len(known) - len(said),
        "stated_again": len(said) - len(first),
    }
    return stated, dropped


def _position(row: Row) -> str:
    return row.get("Position.Name") or row.get("Position.Of.Interest", "")


def _places(ids: Sequence[int]) -> dict[int, int]:
    return {one: place for place, one in enumerate(ids)}
