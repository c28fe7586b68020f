"""query, explain: what, why, and why not."""

from __future__ import annotations

import csv
import datetime
import json as jsonlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobmatch.cli.options import DateOption, HomeOption, JsonOption, open_home, parse_night, print_json
from jobmatch.domain import BadInput

if TYPE_CHECKING:
    from jobmatch.wiring import Home

StudentArgument = Annotated[str, typer.Argument(help="The pseudonymous id (S000042) or the college's number.")]


def add_to(app: typer.Typer) -> None:
    app.command()(query)
    app.command()(explain)


def query(
    student: StudentArgument,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100)] = 10,
    home: HomeOption = None,
    date: DateOption = None,
    json: JsonOption = False,
) -> None:
    """The best openings for one student now, each with its reasons; or why there is none."""
    from jobmatch.query import answer, open_view
    from jobmatch.report import answer_lines, answer_record

    opened = open_home(home)
    view = open_view(opened.tools, _night(opened, date), only=student)
    found = answer(opened.tools, view, view.market.students[0].id, limit)
    if json:
        print_json(answer_record(found))
    else:
        print("\n".join(answer_lines(found)))


def explain(
    student: Annotated[str | None, typer.Argument()] = None,
    posting: Annotated[str | None, typer.Argument()] = None,
    pairs: Annotated[Path | None, typer.Option("--pairs", help="A CSV with columns student,posting.")] = None,
    home: HomeOption = None,
    date: DateOption = None,
    json: JsonOption = False,
) -> None:
    """Every rule's finding for a pair, or for each pair of a file as JSON lines."""
    from jobmatch.query import explain as explain_pair
    from jobmatch.query import open_view
    from jobmatch.report import explanation_lines, explanation_record

    opened = open_home(home)
    night = _night(opened, date)
    if pairs is not None:
        view = open_view(opened.tools, night)
        for one, other in _read_pairs(pairs):
            record = explanation_record(explain_pair(opened.tools, view, one, other))
            print(jsonlib.dumps(record, ensure_ascii=False))
        return
    if student is None or posting is None:
        raise BadInput("expected STUDENT and POSTING, or --pairs FILE")
    view = open_view(opened.tools, night, only=student)
    explanation = explain_pair(opened.tools, view, view.market.students[0].id, posting)
    if json:
        print_json(explanation_record(explanation))
    else:
        print("\n".join(explanation_lines(explanation)))


def _night(opened: Home, text: str | None) -> datetime.date:
    from jobmatch.query import current_night

    return parse_night(text) or current_night(opened.tools)


def _read_pairs(file: Path) -> Iterator[tuple[str, str]]:
    if not file.is_file():
        raise BadInput(f"{file}: no such file")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = csv.DictReader(opened)
        if not {"student", "posting"} <= set(rows.fieldnames or ()):
            raise BadInput(f"{file}: expected the columns student and posting, found {rows.fieldnames}")
        for row in rows:
            yield (row["student"] or "").strip(), (row["posting"] or "").strip()
