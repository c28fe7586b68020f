"""demo, nightly, dispatch: the main job."""

from __future__ import annotations

import datetime
import os
import socket
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobmatch.cli.options import (
    DEFAULT_WORKERS,
    DateOption,
    HomeOption,
    JsonOption,
    WorkersOption,
    office_today,
    open_home,
    parse_night,
    print_json,
    settings_for,
)
from jobmatch.cli.progress import steps_shown
from jobmatch.domain import Medium

if TYPE_CHECKING:
    from jobmatch.wiring import Home

MediumOption = Annotated[Medium, typer.Option("--medium", help="What carries the pushes.")]

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
    frozen: Annotated[bool, typer.Option("--frozen", help="Rank with the model in use; learn nothing first.")] = False,
    json: JsonOption = False,
) -> None:
    """The night of one date: learn, then a few fitting pushes for each student, or a diagnosis.

    Safe to kill and run again.
    """
    from jobmatch.engine import engine_for
    from jobmatch.learning import learn
    from jobmatch.nightly import run_night
    from jobmatch.report import night_lines

    opened = open_home(home)
    night = parse_night(date) or office_today(opened)
    with steps_shown("nightly", NIGHT_STEPS + 1, json) as on_step:
        if not frozen and _is_new(opened, night):
            learn(opened.tools, night)
            on_step("learn")
        summary = run_night(opened.tools, engine_for(workers), night, on_step)
    if json:
        print_json(summary)
    else:
        print("\n".join(night_lines(summary)))


def dispatch(
    home: HomeOption = None, date: DateOption = None, medium: MediumOption = Medium.FILE, json: JsonOption = False
) -> None:
    """Hand the outbox to a medium: JSON Lines in out/, e-mail or a webhook; at least once, each push with its key.

    What is past its deadline on the date expires unsent; what the medium puts off, and what is meant for a later hour
    of its day, stays for the next dispatch.
    """
    from jobmatch.push import dispatch as send_all
    from jobmatch.push import open_channel

    opened = open_home(home)
    owner = f"{socket.gethostname()}:{os.getpid()}"
    today = parse_night(date) or office_today(opened)
    channel = open_channel(medium, opened.settings, opened.store, opened.clock)
    done = send_all(opened.store, channel, owner, today, opened.clock)
    if json:
        counts = {"sent": done.sent, "bounced": done.bounced, "deferred": done.deferred, "waiting": done.waiting}
        print_json({**counts, "why": dict(done.why)})
        return
    print(
        f"{done.sent} pushes sent by {medium}, {done.bounced} refused for good, {done.deferred} put off, "
        f"{done.waiting} waiting for their hour"
    )
    for reason, count in done.why.most_common():
        print(f"  {count:>6}  {reason}")


def _is_new(opened: Home, night: datetime.date) -> bool:
    """Whether no night of that date or a later one is done: an earlier night must not learn from what came after."""
    from jobmatch.store import last_done_run

    with opened.store.read() as unit:
        last = last_done_run(unit)
    return last is None or last.date < night


def _next_steps(home: Path, night: str) -> str:
    return f"""
Try next (. .venv/bin/activate first):
  jobmatch query S000001 --home {home}
  jobmatch dispatch --home {home} --date {night}
  jobmatch key add desk --home {home}
  jobmatch serve --home {home}"""
