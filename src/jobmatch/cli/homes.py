"""init, ingest, index: make a home and fill it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobmatch.cli.options import (
    DateOption,
    HomeOption,
    JsonOption,
    office_today,
    open_home,
    parse_night,
    print_json,
    settings_for,
)
from jobmatch.cli.progress import steps_shown

FilesArgument = Annotated[list[Path], typer.Argument(help="CSV, Excel or JSON Lines files, gzipped or not.")]
MappingOption = Annotated[
    str | None, typer.Option("--mapping", help="A shipped mapping's name or a TOML file [the one that fits].")
]

ingest_app = typer.Typer(help="Bring postings or students in from files.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    app.command()(init)
    app.add_typer(ingest_app, name="ingest")
    ingest_app.command("postings")(ingest_postings)
    ingest_app.command("students")(ingest_students)
    app.command()(index)


def init(home: HomeOption = None) -> None:
    """Make a home, or bring one up to date: folders, key, schema, policy.toml."""
    from jobmatch.wiring import make_home

    made = make_home(settings_for(home))
    print(f"Home ready: {made.settings.home}")
    print(f"Keep a copy of the key apart from the records: {made.settings.key_file}")


def ingest_postings(
    files: FilesArgument, mapping: MappingOption = None, home: HomeOption = None, json: JsonOption = False
) -> None:
    """Postings in; what cannot be read goes into a rejects file with row, field, value and reason."""
    _ingest("postings", files, mapping, home, json)


def ingest_students(
    files: FilesArgument, mapping: MappingOption = None, home: HomeOption = None, json: JsonOption = False
) -> None:
    """A roster in; names, contact, hardship and health are encrypted as they are stored."""
    _ingest("students", files, mapping, home, json)


def _ingest(kind: str, files: list[Path], mapping: str | None, home: Path | None, json: bool) -> None:
    from jobmatch import ingest
    from jobmatch.report import ingest_lines, ingest_record

    opened = open_home(home)
    run = ingest.ingest_postings if kind == "postings" else ingest.ingest_students
    chosen = ingest.mapping_for(mapping) if mapping else None
    with steps_shown(f"ingest {kind}", len(files), json):
        report = run(opened.store, files, chosen, opened.clock(), opened.settings.out)
    if json:
        print_json(ingest_record(report))
    else:
        print("\n".join(ingest_lines(report)))


def index(home: HomeOption = None, date: DateOption = None, json: JsonOption = False) -> None:
    """Encode and index the postings that are live on a date; does nothing if that index is there."""
    from jobmatch.matching import refresh_index

    opened = open_home(home)
    night = parse_night(date) or office_today(opened)
    with steps_shown("index", 1, json):
        version = refresh_index(opened.tools, night)
    if json:
        print_json({"index_version": version, "date": night.isoformat()})
    else:
        print(f"Index {version} holds the postings live on {night}.")
