"""learn, model: what answers teach the ranking, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from jobmatch.cli.options import DateOption, HomeOption, JsonOption, office_today, open_home, parse_night, print_json
from jobmatch.cli.progress import steps_shown

VersionArgument = Annotated[str | None, typer.Argument(help="A version of `model list` [the one in use].")]
ToOption = Annotated[str | None, typer.Option("--to", help='A version, or "cold" [the parent of the one in use].')]

model_app = typer.Typer(help="The learned model's versions.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    app.command()(learn)
    app.add_typer(model_app, name="model")
    model_app.command("list")(list_models)
    model_app.command("show")(show)
    model_app.command("rollback")(rollback)


def learn(home: HomeOption = None, date: DateOption = None, json: JsonOption = False) -> None:
    """Learn from everything known by the end of a date's day; the next night ranks with it. Safe to run again."""
    from jobmatch.learning import STEPS
    from jobmatch.learning import learn as learn_night

    opened = open_home(home)
    night = parse_night(date) or office_today(opened)
    with steps_shown("learn", len(STEPS), json) as on_step:
        record = learn_night(opened.tools, night, on_step)
    if json:
        print_json(record)
    else:
        _print_learned(record)


def list_models(home: HomeOption = None, json: JsonOption = False) -> None:
    """Every version with its night, parent and whether it is in use, rejected or kept."""
    from jobmatch.learning import pointer, read_manifest, version_names

    root = open_home(home).settings.models_root
    at = pointer(root)
    rows = []
    for version in version_names(root):
        manifest = read_manifest(root, version)
        state = "in use" if version == at.current else "rejected" if version in at.rejected else "kept"
        rows.append({"version": version, "state": state, "night": manifest.night, "parent": manifest.parent})
    if json:
        print_json({"current": at.current, "models": rows})
        return
    print(f"In use: {at.current}")
    _print_table(rows)


def show(version: VersionArgument = None, home: HomeOption = None, json: JsonOption = False) -> None:
    """A version's manifest and weights; it is checked against its checksum first."""
    from dataclasses import asdict

    from jobmatch.learning import COLD, open_model, pointer, weight_rows

    root = open_home(home).settings.models_root
    chosen = version or pointer(root).current
    if chosen == COLD:
        print_json({"version": COLD}) if json else print("The policy's own weights rank; nothing is learned yet.")
        return
    model, manifest = open_model(root, chosen)
    parent = None if manifest.parent == COLD else open_model(root, manifest.parent)[0]
    weights = [
        {name: value for name, value in row.items() if name != "step_limited"}  # only the training itself knows
        for row in weight_rows(model, parent)
    ]
    if json:
        print_json({"version": chosen, **asdict(manifest), "weights": weights})
        return
    print(f"{chosen}: for {manifest.night}, from {manifest.parent}; {manifest.gate}")
    print(", ".join(f"{name} {count:,}" for name, count in manifest.counts.items()))
    _print_table(weights)


def rollback(to: ToOption = None, home: HomeOption = None, json: JsonOption = False) -> None:
    """Go back to the parent of the model in use; what is left behind never comes back by itself."""
    from jobmatch.learning import roll_back

    after = roll_back(open_home(home).settings.models_root, to)
    if json:
        print_json({"current": after.current, "rejected": list(after.rejected)})
    else:
        print(f"In use: {after.current}")


def _print_learned(record: Mapping[str, Any]) -> None:
    print(f"{record['version']} from {record['parent']}, {'in use' if record['in_use'] else 'not in use'}")
    print(f"gate: {record['gate']['reason']}")
    print(f"{record['pushes']:,} pushes, {record['events']:,} events, {record['labels']:,} labels that count")
    print(f"{record['students_with_effects']:,} students with a taste of their own")
    _print_table(record["weights"])


def _print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    if rows:
        table = Table(*rows[0])
        for row in rows:
            table.add_row(*(str(value) for value in row.values()))
        Console().print(table)
