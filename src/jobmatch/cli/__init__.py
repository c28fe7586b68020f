"""The command line: `jobmatch --help` says what there is. Heavy imports wait until a command needs them."""

from __future__ import annotations

import sys

import typer

from jobmatch.cli import (
    answers,
    asking,
    benching,
    bouncing,
    evaluating,
    homes,
    judging,
    learning,
    nights,
    reporting,
    service,
    tasks,
)
from jobmatch.domain import JobmatchError

app = typer.Typer(
    help="Targeted, rule-true job pushes for graduates who find it hard to get work.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for group in (
    homes,
    nights,
    answers,
    tasks,
    bouncing,
    asking,
    evaluating,
    judging,
    benching,
    reporting,
    service,
    learning,
):
    group.add_to(app)


def main() -> None:
    """Run the command line; an error that a person can act on is one line and exit status 1."""
    try:
        app()
    except JobmatchError as error:
        print(f"jobmatch: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
