"""Show a person that a long command is at work; a machine sees nothing of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def steps_shown(title: str, expected: int, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A callback that moves a bar on stderr by one step; silent when quiet or where stderr is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=expected)
        yield lambda step: progress.update(task, advance=1, description=f"{title}: {step} done")
