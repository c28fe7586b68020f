"""demo, nightly, dispatch: the main job."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from pathlib import Path

import typer

from jobmatch.cli.options import (
    DEFAULT_WORKERS,
    DateOption,
    HomeOption,
    JsonOption,
    WorkersOption,
    open_home,
    parse_night,
    print_json,
    settings_for,
)
from jobmatch.cli.progress import steps_shown

NIGHT_STEPS = 6


def add_to(app: typer.Typer) -> None:
    app.command()(demo)
    app.command()(nightly)
    app.command()(dispatch)


def demo(home: HomeOption = None, workers: WorkersOption = DEFAULT_WORKERS, json: JsonOption = False) -> None:
    """A fresh home with the bundled postings and students, and one night over them."""
    from jobmatch.demo import run_demo
    from jobmatch.report import ingest_lines, night_lines

    settings = settings_for(home or Path("demo-home"))
    embedded = replace(settings, database_url=f"sqlite:///{settings.home / 'jobmatch.db'}", key=None)
    with steps_shown("demo", NIGHT_STEPS + 3, json) as on_step:
        reports, summary = run_demo(embedded, workers, on_step)
    if json:
        print_json(summary)
        return
    for report in reports:
        print("\n".join(ingest_lines(report)))
    print("\n".join(night_lines(summary)))
    print(_next_steps(settings.home, summary["date"]))


def nightly(
    home: HomeOption = None,
    date: DateOption = None,
    workers: WorkersOption = DEFAULT_WORKERS,
    json: JsonOption = False,
) -> None:
    """The night of one date: a few fitting pushes for each student, or a diagnosis. Safe to kill and run again."""
    from jobmatch.engine import engine_for
    from jobmatch.nightly import run_night
    from jobmatch.report import night_lines

    opened = open_home(home)
    night = parse_night(date) or opened.clock().date()
    with steps_shown("nightly", NIGHT_STEPS, json) as on_step:
        summary = run_night(opened.tools, engine_for(workers), night, on_step)
    if json:
        print_json(summary)
    else:
        print("\n".join(night_lines(summary)))


def dispatch(home: HomeOption = None, date: DateOption = None, json: JsonOption = False) -> None:
    """Hand the outbox to the JSON Lines channel in out/; at least once, each message with its key.

    What is past its deadline on the date expires unsent.
    """
    from jobmatch.push import dispatch as send_all

    opened = open_home(home)
    owner = f"{socket.gethostname()}:{os.getpid()}"
    today = parse_night(date) or opened.clock().date()
    sent = send_all(opened.store, opened.channel, owner, today, opened.clock)
    if json:
        print_json({"sent": sent})
    else:
        print(f"{sent} pushes handed to {opened.channel.directory}")


def _next_steps(home: Path, night: str) -> str:
    return f"""
Try next (. .venv/bin/activate first):
  jobmatch query S000001 --home {home}
  jobmatch dispatch --home {home} --date {night}
  jobmatch key add desk --home {home}
  jobmatch serve --home {home}"""
