"""feedback, opinion, consent: what students say, of a push, of the help itself, and of being pushed to at all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobmatch.cli.options import HomeOption, JsonOption, open_home, print_json
from jobmatch.cli.progress import steps_shown

TOKEN_WINDOWS = 4  # a token may be used for so many answer windows

FeedbackArgument = Annotated[list[Path], typer.Argument(help="JSON Lines or CSV files of events, gzipped or not.")]
StudentArgument = Annotated[str, typer.Argument(help="S000042, or the college number.")]
ByOption = Annotated[str, typer.Option("--by", help="Who says so.")]

feedback_app = typer.Typer(help="What comes back of pushes.", no_args_is_help=True)
opinion_app = typer.Typer(help="What people think of the help, anonymously.", no_args_is_help=True)
consent_app = typer.Typer(help="Whether a student wants pushes.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    app.add_typer(feedback_app, name="feedback")
    feedback_app.command("import")(import_files)
    feedback_app.command("chain")(chain)
    app.add_typer(opinion_app, name="opinion")
    opinion_app.command("list")(list_opinions)
    app.add_typer(consent_app, name="consent")
    consent_app.command("withdraw")(withdraw)
    consent_app.command("give")(give)


def import_files(files: FeedbackArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Events, opinions and answers to tasks in; the same file again changes nothing.

    A row that cannot be used goes into a rejects file with row, field, value and reason; the others are kept.
    """
    from jobmatch.ingest import import_feedback
    from jobmatch.report import ingest_lines, ingest_record

    opened = open_home(home)
    days = TOKEN_WINDOWS * opened.policy.answer_window_days
    with steps_shown("feedback import", len(files), json):
        report = import_feedback(opened.store, files, days, opened.clock(), opened.settings.out)
    if json:
        print_json(ingest_record(report))
    else:
        print("\n".join(ingest_lines(report)))


def chain(student: StudentArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Every push of a student, the latest first, with what became of it."""
    from jobmatch.report import chain_lines, chain_record, chains
    from jobmatch.store import event_log, get_student, postings_by_id, push_log

    opened = open_home(home)
    with opened.store.read() as unit:
        who = get_student(unit, student)
        pushes = push_log(unit, only=who.id)
        events = event_log(unit, pushes)
        postings = {posting.id: posting for posting in postings_by_id(unit, list(pushes.postings))}
    found = chains(pushes, events, postings, opened.clock(), opened.policy.answer_window_days)
    if json:
        print_json({"pushes": [chain_record(one) for one in found]})
    elif who.consent_push is False:  # no log that people or models read holds who took consent back
        print(f"{who.id} 不同意接收推送：没有推送，此前的推送记录也不再展示。")
    else:
        print("\n".join(chain_lines(found)))


def list_opinions(home: HomeOption = None, json: JsonOption = False) -> None:
    """Every opinion, by the week it came in."""
    from jobmatch.store import all_opinions

    with open_home(home).store.read() as unit:
        opinions = all_opinions(unit)
    if json:
        print_json({"opinions": [{"week": o.week, "stars": o.stars, "comment": o.comment} for o in opinions]})
        return
    for opinion in opinions:
        print(f"{opinion.week}  {opinion.stars}/5  {opinion.comment}".rstrip())
    print(f"{len(opinions)} opinions")


def withdraw(student: StudentArgument, by: ByOption = "student", home: HomeOption = None) -> None:
    """No more pushes from tonight on: unsent ones expire, what was learned is erased, open tasks and proposals end."""
    from jobmatch.store import get_student, withdraw_consent

    opened = open_home(home)
    with opened.store.write() as unit:
        known = get_student(unit, student).id
        withdraw_consent(unit, known, by, opened.clock())
    print(f"{known}: consent withdrawn; nothing more is pushed, and what was learned is erased.")


def give(student: StudentArgument, by: ByOption = "student", home: HomeOption = None) -> None:
    """Pushes may start again from the next night; nothing that was erased comes back."""
    from jobmatch.store import get_student, give_consent

    opened = open_home(home)
    with opened.store.write() as unit:
        known = get_student(unit, student).id
        give_consent(unit, known, by, opened.clock())
    print(f"{known}: consent given.")
