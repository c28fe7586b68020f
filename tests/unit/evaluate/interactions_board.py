"""A small made-up board in the format of the job views: two kinds of work, two towns, people who keep to theirs."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from jobmatch.evaluate.interactions.data import EXPERIENCE, FOLDER, INTERESTS, TIME_FORMAT, VIEWS

START = datetime(2015, 1, 1, 9, tzinfo=UTC)
TOWNS = (("Springfield", "Illinois", "IL"), ("Salem", "Oregon", "OR"))
WORK = (("staff nurse", "night nurse", "ward nurse"), ("truck driver", "delivery driver", "bus driver"))


def view(person: int, job: int, day: float, **cells: str) -> dict[str, str]:
    """One row of the views; what a job is follows from its number."""
    city, state, code = TOWNS[job % 2]
    titles = WORK[job // 2 % 2]
    return {
        "Applicant.ID": str(person),
        "Job.ID": str(job),
        "Position": titles[job // 4 % len(titles)],
        "Company": f"Company {job // 4 % 5}",
        "City": city,
        "State.Name": state,
        "State.Code": code,
        "View.Start": when(day),
        **cells,
    }


def stated(person: int, position: str, day: float, **cells: str) -> dict[str, str]:
    """One row of positions of interest or of experience; the columns of the other file are left out when written."""
    return {
        "Applicant.ID": str(person),
        "Position.Of.Interest": position,
        "Position.Name": position,
        "Created.At": when(day),
        **cells,
    }


def when(day: float) -> str:
    return (START + timedelta(days=day)).strftime(TIME_FORMAT)


def write_board(
    folder: Path,
    views: Sequence[Mapping[str, str]],
    interests: Sequence[Mapping[str, str]] = (),
    experience: Sequence[Mapping[str, str]] = (),
) -> Path:
    """Write the three files; returns the folder of evaluation data that holds them."""
    (folder / FOLDER).mkdir(parents=True)
    of_views = ("Applicant.ID", "Job.ID", "Position", "Company", "City", "State.Name", "State.Code", "View.Start")
    _write(folder / FOLDER / VIEWS, of_views, views)
    _write(folder / FOLDER / INTERESTS, ("Applicant.ID", "Position.Of.Interest", "Created.At"), interests)
    of_experience = ("Applicant.ID", "Position.Name", "City", "State.Code", "Created.At")
    _write(folder / FOLDER / EXPERIENCE, of_experience, experience)
    return folder


def _write(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="NA", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def steady_people(people: int, jobs: int, days: int, seed: int = 1) -> list[dict[str, str]]:
    """Views of people who come on some days and look at four jobs of one kind in one town, minutes apart."""
    rng = np.random.default_rng(seed)
    rows = []
    for person in range(people):
        mine = [job for job in range(jobs) if job % 4 == person % 4]
        for day in rng.choice(days, 2, replace=False).tolist():
            chosen = rng.choice(mine, 4, replace=False).tolist()
            rows += [view(person, job, day + minute / 1440) for minute, job in enumerate(chosen)]
    return rows
