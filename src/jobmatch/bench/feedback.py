"""What the loop learns in worlds of known truth, beside what rival readings of the same answers learn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from typing import Any, TypeVar

from jobmatch.bench.loop.approaches import Approach
from jobmatch.bench.loop.figures import figures_of
from jobmatch.bench.loop.ground import Size, ground_of
from jobmatch.bench.loop.living import Run
from jobmatch.bench.loop.summary import Lived, summarise
from jobmatch.bench.machine import peak_mib, versions
from jobmatch.bench.worlds import Name
from jobmatch.domain import BadInput
from jobmatch.engine import engine_for

Known = TypeVar("Known", bound=StrEnum)
TUNED_ON = range(10)  # seeds on which whatever has a knob was tuned; report others


@dataclass(frozen=True, slots=True)
class Scope:
    """What every worker has to know."""

    size: Size
    approaches: tuple[Approach, ...]


def bench_feedback(
    worlds: Sequence[Name],
    approaches: Sequence[Approach],
    seeds: Sequence[int],
    size: Size,
    workers: int,
    on_step: Callable[[str], None] = lambda step: None,
) -> dict[str, Any]:
    """Live every world with every approach on every seed; on_step hears of each world and seed that is done."""
    began = perf_counter()
    chunks = [(seed, world) for seed in seeds for world in worlds]
    runs: list[Lived] = []
    for lived in engine_for(workers).map(live_world, Scope(size, tuple(approaches)), chunks):
        runs += lived
        on_step(f"{lived[0].world} {lived[0].seed}")
    nights = len(runs) * size.nights
    return {
        **summarise(runs),
        "seeds": list(seeds),
        "tuned_on": [TUNED_ON.start, TUNED_ON.stop - 1],
        "nights": size.nights,
        "students": size.students,
        "postings": size.postings,
        "seconds": round(perf_counter() - began, 1),
        "ms_per_night": round(1000 * sum(run.seconds for run in runs) / nights, 1),
        "peak_mib": peak_mib(),
        "versions": versions(),
    }


def live_world(scope: Scope, chunk: tuple[int, Name]) -> list[Lived]:
    """All approaches in one world of one seed."""
    seed, world = chunk
    ground = ground_of(seed, scope.size)
    found = []
    for approach in scope.approaches:
        began = perf_counter()
        run = Run.begin(ground, world, approach, seed)
        run.live(scope.size.nights)
        seconds = perf_counter() - began
        found.append(Lived(seed, world, approach, figures_of(run, scope.size.nights), tuple(run.asked), seconds))
    return found


def parse_names(option: str, text: str, kind: type[Known]) -> list[Known]:
    """Names separated by commas, all of them where none is given. Raises BadInput.

    >>> parse_names("--worlds", "load,habit", Name)
    [<Name.LOAD: 'load'>, <Name.HABIT: 'habit'>]
    """
    try:
        return [kind(name.strip()) for name in text.split(",")] if text else list(kind)
    except ValueError as error:
        raise BadInput(f"{option}: {error}; expected some of {', '.join(kind)}") from error


def parse_seeds(text: str) -> list[int]:
    """Seeds as a range or a list. Raises BadInput.

    >>> parse_seeds("100-103"), parse_seeds("3,5")
    ([100, 101, 102, 103], [3, 5])
    """
    try:
        ends = [part.split("-") for part in text.split(",")]
        seeds = [seed for part in ends for seed in range(int(part[0]), int(part[-1]) + 1)]
    except ValueError as error:
        raise BadInput(f"--seeds {text!r}: expected seeds as 100-109 or 3,5") from error
    if not seeds:
        raise BadInput(f"--seeds {text!r}: expected at least one seed, the lower end of a range first")
    return seeds
