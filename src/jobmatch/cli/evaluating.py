"""evaluate: how well the product reads, against labels that people made by reading."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from jobmatch.cli.options import JsonOption, print_json
from jobmatch.domain import BadInput

GOLD, DATA = Path("tests/gold"), Path("../shared/data")

GoldOption = Annotated[Path, typer.Option("--gold", help="The folder of gold labels, students and pairs.")]
DataOption = Annotated[
    Path | None, typer.Option("--data", help=f"The folder of evaluation data, one folder a source [{DATA}, if there].")
]
TunedOption = Annotated[bool, typer.Option("--tuned-only", help="Leave the unseen sources alone.")]

evaluate_app = typer.Typer(help="How well the product reads, against gold labels.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    app.add_typer(evaluate_app, name="evaluate")
    evaluate_app.command("requirements")(requirements)
    evaluate_app.command("agreement")(agreement)
    evaluate_app.command("interactions")(interactions)


def requirements(
    gold: GoldOption = GOLD,
    data: DataOption = None,
    tuned_only: TunedOption = False,
    errors: Annotated[
        Path | None, typer.Option("--errors", help="Write every disagreement on tuned sources there, as JSON Lines.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Precision and recall of every field, pairs against a counselor's verdicts, and how far readers agree."""
    from jobmatch.evaluate.scoring import evaluate, read_gold

    record = evaluate(read_gold(gold, data_folder(data), tuned_only), errors)
    if json:
        print_json(record)
    else:
        _print_requirements(record)


def agreement(gold: GoldOption = GOLD, tuned_only: TunedOption = False, json: JsonOption = False) -> None:
    """How far two readers of the same postings agree: Cohen's κ, field by field."""
    from jobmatch.evaluate.agreement import agreement_record
    from jobmatch.evaluate.scoring import read_gold

    read = read_gold(gold, None, tuned_only)
    record = agreement_record(read.fields, read.labels, read.second)
    if json:
        print_json(record)
    else:
        _print_agreement(record)


def interactions(data: DataOption = None, json: JsonOption = False) -> None:
    """Ours against popularity, BM25, content and collaborative models on real job views, warm and cold people apart."""
    from jobmatch.cli.progress import steps_shown
    from jobmatch.embed import load_encoder
    from jobmatch.evaluate.interactions import STEPS, collaborative_methods, evaluate_interactions

    with steps_shown("evaluate interactions", STEPS, json) as done:
        record = evaluate_interactions(data_folder(data), lambda: load_encoder(threads=1), collaborative_methods, done)
    if json:
        print_json(record)
    else:
        _print_interactions(record)


def data_folder(given: Path | None) -> Path | None:
    """The folder given, else the usual one; None where that is absent, so that only rows kept with the labels count."""
    if given is not None and not given.is_dir():
        raise BadInput(f"--data {given}: no such folder")
    return given or (DATA if DATA.is_dir() else None)


def _print_requirements(record: dict[str, Any]) -> None:
    from rich.console import Console

    console = Console()
    for part in ("tuned", "unseen"):
        if record[part]["postings"]:
            console.print(_fields_table(part, record[part]))
            console.print(_pairs_line(record[part]))
    if record["agreement"]["postings"]:
        _print_agreement(record["agreement"])
    if record["skipped_sources"]:
        console.print(f"Not evaluated, their data is not there: {', '.join(record['skipped_sources'])}")


def _fields_table(part: str, record: dict[str, Any]) -> Any:
    from rich.table import Table

    table = Table("field", "n", "precision", "from", "recall", "from", title=f"{part}: {record['postings']} postings")
    for name, figures in record["fields"].items():
        if figures["n"] or figures["found"]:
            shares = [_shown(figures[key]) for key in ("precision", "precision_low", "recall", "recall_low")]
            table.add_row(name, f"{figures['n']}{'' if figures.get('measured', True) else ' (few)'}", *shares)
    return table


def _pairs_line(record: dict[str, Any]) -> str:
    return (
        f"{record['preferred_as_required']} of {record['preferred_spans']} preferences taken for demands; "
        f"{record['pairs']} pairs: {record['wrong_fail']} wrongly refused, "
        f"{_shown(record['wrong_pass_rate'])} of what a person refuses let through, "
        f"{_shown(record['unknown_rate_decided'])} of what a person could decide left unknown"
    )


def _print_agreement(record: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("field", "n", "agree", "κ", title=f"two readers: {record['postings']} postings")
    together = {"all": record["overall"], "all but doubt": record["outside_doubt"]}
    for name, figures in {**record["fields"], **together}.items():
        table.add_row(name, str(figures["n"]), _shown(figures["agree"]), _shown(figures["kappa"]))
    Console().print(table)


def _print_interactions(record: dict[str, Any]) -> None:
    from rich.console import Console

    console = Console()
    if "skipped" in record:
        console.print(f"Not evaluated: {record['skipped']}", soft_wrap=True)
        return
    for asked in ("live", "overnight"):
        for group, figures in record[asked].items():
            console.print(_methods_table(f"{asked}, {group}: {figures['people']} people", figures))
    for line in (*record["account"], "", *record["notes"]):
        console.print(line, highlight=False, soft_wrap=True)


def _methods_table(title: str, figures: dict[str, Any]) -> Any:
    """Means of every method, and how far ours is ahead of it, with the interval."""
    from rich.table import Table

    names = list(next(iter(figures["methods"].values()), {}))
    table = Table("method", *names, "ours less it, ndcg@10", title=title)
    for method, measured in figures["methods"].items():
        less = figures["ours_less"].get(method, {}).get("ndcg@10")
        between = f"{less['mean']:+.3f} [{less['low']:+.3f}, {less['high']:+.3f}]" if less else ""
        table.add_row(method, *(_shown(measured[name]["mean"]) for name in names), between)
    return table


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
