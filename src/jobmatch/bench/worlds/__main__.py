"""A world as a program, started once a night: python -m jobmatch.bench.worlds NAME --state FILE …

The state is what the world was told so far; the nights are lived through again from it, which makes the same chance
meet the same people.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jobmatch.bench.worlds.world import Name, World


def main(arguments: Sequence[str] | None = None) -> None:
    """One night: read the outbox and the tasks, write the feedback, remember what was seen."""
    told = _parser().parse_args(arguments)
    earlier = [night for night in _lines(told.state) if night["night"] < told.night.isoformat()]
    tonight = _told_tonight(told, first=not earlier)
    for line in (nights := [*earlier, tonight]):
        if "roster" in line:
            first = date.fromisoformat(line["night"])
            world = World.settle(told.name, told.seed, first, line["roster"], line["postings"])
        rows = world.night(date.fromisoformat(line["night"]), line["pushes"], line["tasks"])
    _write(told.state, nights)
    _write(told.feedback, rows)


def _told_tonight(told: Namespace, first: bool) -> dict[str, Any]:
    line = {"night": told.night.isoformat(), "pushes": _lines(told.outbox), "tasks": _lines(told.tasks)}
    if first:
        line["roster"] = _lines(told.home_export / "roster.jsonl")
        line["postings"] = _lines(told.home_export / "postings.jsonl")
    return line


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m jobmatch.bench.worlds", description=__doc__)
    parser.add_argument("name", type=Name, choices=list(Name))
    parser.add_argument("--state", type=Path, required=True, help="the file in which this world keeps what it saw")
    parser.add_argument("--night", type=date.fromisoformat, required=True)
    parser.add_argument("--seed", type=int, required=True)
    for option in ("--outbox", "--tasks", "--feedback", "--home-export"):
        parser.add_argument(option, type=Path, required=True)
    return parser


def _lines(file: Path) -> list[Any]:
    """The objects of a JSON Lines file, none where there is no file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.is_file() else []


def _write(file: Path, rows: Iterable[Any]) -> None:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
