"""evaluate off-policy, evaluate challenger: how far figures about models can be trusted, and which form is better."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from jobmatch.cli.evaluating import DataOption, data_folder, evaluate_app
from jobmatch.cli.options import DateOption, HomeOption, JsonOption, open_home, parse_night, print_json


def add_to(app: typer.Typer) -> None:
    """Both stand under evaluate, which app already holds."""
    evaluate_app.command("off-policy")(off_policy)
    evaluate_app.command("challenger")(challenger)


def off_policy(
    data: DataOption = None,
    repetitions: Annotated[int, typer.Option("--repetitions", help="Logs drawn in each world of known value.")] = 300,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same.")] = 1,
    json: JsonOption = False,
) -> None:
    """How far IPS, SNIPS and DR can be trusted: worlds of known value, and two policies of the Open Bandit sample."""
    from jobmatch.evaluate.off_policy import off_policy_record

    record = off_policy_record(data_folder(data), repetitions, seed)
    if json:
        print_json(record)
    else:
        _print_off_policy(record)


def challenger(
    home: HomeOption = None,
    date: DateOption = None,
    days: Annotated[int, typer.Option("--days", min=1, help="Judged on what was sent in the last so many days.")] = 14,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same.")] = 1,
    json: JsonOption = False,
) -> None:
    """Whether boosted trees would learn more from the home's log than the linear model: log loss and AUC."""
    from jobmatch.evaluate.challenger import challenge
    from jobmatch.history import end_of_day, office_day
    from jobmatch.learning.evidence import DAY_S
    from jobmatch.store import event_log, push_log

    opened = open_home(home)
    now = end_of_day(parse_night(date) or office_day(opened.clock()))
    with opened.store.read() as unit:
        pushes = push_log(unit)
        events = event_log(unit, pushes)
    record = challenge(pushes, events, opened.policy, now - days * DAY_S, now, seed)
    if json:
        print_json(record)
    else:
        _print_challenger(record)


def _print_off_policy(record: dict[str, Any]) -> None:
    from rich.console import Console

    console = Console()
    for name, world in record["known_worlds"].items():
        console.print(_world_table(name, world))
    if record["open_bandit"] is None:
        console.print(f"Open Bandit: {record['skipped']}")
    for name, judged in (record["open_bandit"] or {}).items():
        console.print(_judged_table(name, judged))


def _world_table(name: str, world: dict[str, Any]) -> Any:
    from rich.table import Table

    title = (
        f"{name}: value {world['value']:.4f}, {world['repetitions']} logs of {world['trials']} trials "
        f"({world['effective_trials']:.0f} effective, {world['effective_rewards']:.1f} effective rewards)"
    )
    table = Table("estimator", "bias", "± se", "rmse", "95 % interval holds it", title=title)
    for estimator, figures in world["estimators"].items():
        cells = [f"{figures[key]:.4f}" for key in ("bias", "bias_se", "rmse", "coverage")]
        table.add_row(estimator, *cells)
    return table


def _judged_table(name: str, judged: dict[str, Any]) -> Any:
    from rich.table import Table

    title = f"Open Bandit, {name}: {judged['effective_trials']:.0f} effective of {judged['trials']} trials"
    table = Table("", "click rate", "from", "to", title=title)
    for estimator in ("own", "ips", "snips", "dr"):
        table.add_row(estimator, *(f"{judged[estimator][key]:.5f}" for key in ("value", "low", "high")))
    return table


def _print_challenger(record: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    title = (
        f"trained on {record['trained_on']} labels, judged on {record['judged_on']} of {record['students']} students"
    )
    table = Table("", *(name.replace("_", " ") for name in record["trees_less_linear"]), title=title)
    rows = {**record["models"], "trees less linear": record["trees_less_linear"]}
    for name, figures in rows.items():
        table.add_row(
            name, *(f"{each['value']:.4f} ({each['low']:.4f} to {each['high']:.4f})" for each in figures.values())
        )
    Console().print(table)
