"""report: what the office looks at, and what every employer is asked."""

from __future__ import annotations

from typing import Annotated

import typer

from jobmatch.cli.options import DateOption, HomeOption, JsonOption, open_home, parse_night, print_json

report_app = typer.Typer(help="What the office looks at, and what every employer is asked.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    app.add_typer(report_app, name="report")
    report_app.command("reach")(reach)
    report_app.command("questionnaire")(questionnaire)


def reach(home: HomeOption = None, date: DateOption = None, json: JsonOption = False) -> None:
    """Which missing facts cost most reach, and the share of each group that can be reached."""
    from jobmatch.matching import reachability
    from jobmatch.query import current_night
    from jobmatch.report import reach_lines, reach_record
    from jobmatch.store import all_students, live_postings

    opened = open_home(home)
    night = parse_night(date) or current_night(opened.tools)
    with opened.store.read() as unit:
        students, postings = all_students(unit), live_postings(unit, night)
    found = reachability(students, postings, night, opened.policy.never_push)
    if json:
        print_json(reach_record(found))
    else:
        print("\n".join(reach_lines(found)))


def questionnaire(
    english: Annotated[bool, typer.Option("--english", help="Print it in English.")] = False, json: JsonOption = False
) -> None:
    """The standing questions that every employer gets alike."""
    from jobmatch.report import questionnaire_lines, questionnaire_record

    if json:
        print_json(questionnaire_record())
    else:
        print("\n".join(questionnaire_lines(english)))
