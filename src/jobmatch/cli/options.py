"""Options that several commands share, and how a command opens its home."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobmatch.domain import BadInput
from jobmatch.settings import Settings, read_settings

if TYPE_CHECKING:
    from jobmatch.wiring import Home

HomeOption = Annotated[
    Path | None, typer.Option("--home", help="Where records, indexes and output live [JOBMATCH_HOME, else .].")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object for a machine to read.")]
WorkersOption = Annotated[
    int, typer.Option("--workers", min=1, max=64, help="Worker processes; the result is the same.")
]
DateOption = Annotated[str | None, typer.Option("--date", help="The night, YYYY-MM-DD [today].")]

DEFAULT_WORKERS = min(2, os.cpu_count() or 1)


def settings_for(home: Path | None) -> Settings:
    """The settings of this process for a home."""
    return read_settings(os.environ, home)


def open_home(home: Path | None) -> Home:
    """The home, not yet touched: its parts open when first used."""
    from jobmatch.wiring import Home

    return Home(settings_for(home))


def parse_night(text: str | None) -> date | None:
    """The date given, None when none was. Raises BadInput."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"--date {text!r}: expected a date as YYYY-MM-DD") from error


def office_today(home: Home) -> date:
    """The day it is in the office's time."""
    from jobmatch.history import office_day

    return office_day(home.clock())


def print_json(value: Mapping[str, Any]) -> None:
    """One object, readable in Chinese, keys in the order they were made."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))
