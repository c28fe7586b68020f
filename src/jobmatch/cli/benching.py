"""bench: how fast the product rules and reads on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from jobmatch.cli.evaluating import DataOption, data_folder
from jobmatch.cli.options import DEFAULT_WORKERS, JsonOption, WorkersOption, print_json
from jobmatch.cli.progress import steps_shown

SeedOption = Annotated[int, typer.Option("--seed", help="The same seed draws the same.")]

bench_app = typer.Typer(help="Seconds and memory, on data made from the demonstration's.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    app.add_typer(bench_app, name="bench")
    bench_app.command("rules")(rules)
    bench_app.command("parser")(parser)
    bench_app.command("learning")(learning)
    bench_app.command("feedback")(feedback)


def rules(
    students: Annotated[int, typer.Option("--students", min=1, help="Students to draw.")] = 100_000,
    postings: Annotated[int, typer.Option("--postings", min=1, help="Postings to draw.")] = 100_000,
    seed: SeedOption = 1,
    json: JsonOption = False,
) -> None:
    """Build the rule tables for many students and postings, and rule on every pair of them."""
    from jobmatch.bench.ruling import bench_rules

    with steps_shown("bench rules", 4, json) as done:
        record = bench_rules(students, postings, seed, done)
    if json:
        print_json(record)
    else:
        _print_rules(record)


def parser(
    rows: Annotated[Path | None, typer.Option("--rows", help="JSON Lines of canonical fields to read as well.")] = None,
    data: DataOption = None,
    most: Annotated[int, typer.Option("--most", min=1, help="Postings of each source at most.")] = 2_000,
    seed: SeedOption = 1,
    json: JsonOption = False,
) -> None:
    """Read full postings, bundled ones and company adverts where there are any, and say how long each takes."""
    from jobmatch.bench.reading import bench_parser

    with steps_shown("bench parser", 1, json):
        record = bench_parser(rows, data_folder(data), most, seed)
    if json:
        print_json(record)
    else:
        _print_parser(record)


def learning(
    students: Annotated[int, typer.Option("--students", min=1, help="Students with a log.")] = 100_000,
    events: Annotated[int, typer.Option("--events", min=1, help="Events in it, about.")] = 1_000_000,
    seed: SeedOption = 1,
    json: JsonOption = False,
) -> None:
    """Fill a database with pushes and events, and learn one night from it."""
    from jobmatch.bench.learning import bench_learning

    with steps_shown("bench learning", 2, json) as done:
        record = bench_learning(students, events, seed, done)
    if json:
        print_json(record)
    else:
        _print_learning(record)


def feedback(
    worlds: Annotated[str, typer.Option("--worlds", help="Worlds, separated by commas [all five].")] = "",
    policies: Annotated[str, typer.Option("--policies", help="Policies, separated by commas [all five].")] = "",
    seeds: Annotated[str, typer.Option("--seeds", help="A range or a list; 0-9 are for tuning.")] = "100-109",
    nights: Annotated[int, typer.Option("--nights", min=1, help="Nights to live through.")] = 60,
    students: Annotated[int, typer.Option("--students", min=1, max=700, help="Students to draw.")] = 120,
    postings: Annotated[int, typer.Option("--postings", min=1, help="Openings to draw.")] = 1200,
    workers: WorkersOption = DEFAULT_WORKERS,
    world: Annotated[
        str | None, typer.Option("--world", help="A simulator's command, against a real home (docs/guides/worlds.md).")
    ] = None,
    home: Annotated[Path, typer.Option("--home", help="With --world: a new folder for its home.")] = Path("bench-home"),
    json: JsonOption = False,
) -> None:
    """What the loop learns in worlds of known truth, beside rival readings of the same answers."""
    from jobmatch.bench.feedback import bench_feedback, parse_names, parse_seeds
    from jobmatch.bench.loop.approaches import Approach
    from jobmatch.bench.loop.ground import Size
    from jobmatch.bench.loop.stranger import bench_stranger
    from jobmatch.bench.worlds import Name

    size, drawn = Size(students, postings, nights), parse_seeds(seeds)
    if world is not None:
        with steps_shown("bench feedback", nights, json) as done:
            record = bench_stranger(world, home, drawn[0], size, done)
    else:
        chosen, rivals = parse_names("--worlds", worlds, Name), parse_names("--policies", policies, Approach)
        with steps_shown("bench feedback", len(chosen) * len(drawn), json) as done:
            record = bench_feedback(chosen, rivals, drawn, size, workers, done)
    if json:
        print_json(record)
    else:
        _print_stranger(record) if world is not None else _print_feedback(record)


def _print_rules(record: dict[str, Any]) -> None:
    print(f"{record['students']:,} students × {record['postings']:,} postings in {record['cohorts']:,} cohorts")
    print(f"tables: {record['tables_seconds']} s; peak memory {record['peak_mib']:,.0f} MiB")
    print(f"all {record['pairs']:,} pairs: {record['apply_seconds']} s, {record['pairs_per_second']:,} a second")


def _print_parser(record: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    columns = ("postings", "characters", "per_second", "median_ms", "p99_ms")
    table = Table("source", *columns)
    for name, figures in record["sources"].items():
        table.add_row(name, *(str(figures[column]) for column in columns))
    Console().print(table)


def _print_learning(record: dict[str, Any]) -> None:
    print(f"{record['students']:,} students, {record['pushes']:,} pushes, {record['events']:,} events")
    print(f"learned in {record['learn_seconds']} s; peak memory {record['peak_mib']:,.0f} MiB")
    print(", ".join(f"{step} {seconds} s" for step, seconds in record["seconds"].items()))


def _print_stranger(record: dict[str, Any]) -> None:
    rows = record["feedback_rows"]
    print(
        f"{record['nights']} nights, {record['pushes']:,} pushes; {rows['read']:,} rows, {rows['rejected']:,} rejected"
    )
    print(f"hires a push {record['hires_per_push']:.4f}, applications a push {record['applications_per_push']:.4f}")


def _print_feedback(record: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    figures = ("applications_per_push", "regret", "recovery_nights", "wasted_share", "worst_decile")
    title = f"{len(record['seeds'])} seeds, {record['nights']} nights: hires a push with 95 % intervals, other means"
    table = Table("world", "policy", "pushes", "hires_per_push", *figures, title=title)
    for world, policies in record["worlds"].items():
        for policy, found in policies.items():
            means = [f"{found[name]['mean']:.3g}" if name in found else "" for name in figures]
            table.add_row(world, policy, f"{found['pushes']['mean']:,.0f}", _interval(found["hires_per_push"]), *means)
    console = Console()
    console.width = max(console.width, 140)
    console.print(table)
    for rival, gain in record["median_gain"].items():
        print(f"hires a push over {rival}: {gain:+.1%} in the median world")
    for world, precision in record["task_precision"].items():
        print(f"questions with the true cause, {world}: {precision['mean']:.2f} of {precision['count']}")
    for failure in record["failures"]:
        print(f"FALLS SHORT: {failure}")


def _interval(found: dict[str, float]) -> str:
    return f"{found['mean']:.4g} ({found['low']:.4g}–{found['high']:.4g})"
