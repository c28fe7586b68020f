"""What a night has finished, as files and rows, so that a killed night goes on where it stopped."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from jobmatch.domain import BatchRun
from jobmatch.durable import written_whole
from jobmatch.store import Step, Store, record_step, steps_of

NIGHTS_KEPT = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """What a step leaves: columns of equal length by name, and its own figures."""

    columns: Mapping[str, npt.NDArray[Any]]
    figures: Mapping[str, float]


@dataclass(slots=True)
class Ledger:
    """The steps of one run. A step's file is named by the key of what went in; its sha256 says that it is whole."""

    store: Store
    run: BatchRun
    directory: Path
    clock: Callable[[], datetime]
    on_step: Callable[[str], None]
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Note how long a step that leaves no file takes, and tell that it is done."""
        started = time.perf_counter()
        yield
        self.seconds[step] = time.perf_counter() - started
        self.on_step(step)

    def keep(self, step: str, key: str, make: Callable[[], Kept]) -> Kept:
        """What a step leaves: read back if an earlier try kept it, made and kept otherwise."""
        earlier = self._earlier(step, key)
        if earlier is not None:
            self.seconds[step] = earlier.seconds
            return Kept(_read(self.directory / earlier.file), earlier.figures)
        started = time.perf_counter()
        made = make()
        file = self.directory / f"{step}-{key[:16]}.parquet"
        sha256 = _write(file, made.columns)
        self.seconds[step] = time.perf_counter() - started
        with self.store.write() as unit:
            record_step(unit, self.run, self._step(step, key, file, sha256, made.figures), self.clock())
        self.on_step(step)
        return made

    def _step(self, step: str, key: str, file: Path, sha256: str, figures: Mapping[str, float]) -> Step:
        return Step(step, key, file.name, sha256, figures, round(self.seconds[step], 6))

    def _earlier(self, step: str, key: str) -> Step | None:
        with self.store.read() as unit:
            found = steps_of(unit, self.run).get(step)
        if found is None or found.key != key:
            return None
        file = self.directory / found.file
        return found if file.is_file() and _sha256(file) == found.sha256 else None


def chain(*parts: str) -> str:
    """One key from several: sha256 over them, each kept apart from the next.

    >>> chain("a", "b") == chain("a", "b"), chain("ab") == chain("a", "b")
    (True, False)
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def prune(runs_root: Path) -> None:
    """Remove the stage files of all but the latest NIGHTS_KEPT dates; a done night never reads its own again."""
    for directory in sorted(runs_root.glob("????-??-??"))[:-NIGHTS_KEPT]:
        shutil.rmtree(directory)


def _write(file: Path, columns: Mapping[str, npt.NDArray[Any]]) -> str:
    """Write a step's file whole; returns its sha256."""
    with written_whole(file) as beside:
        pq.write_table(pa.table({name: pa.array(values) for name, values in columns.items()}), beside)
    return _sha256(file)


def _read(file: Path) -> dict[str, npt.NDArray[Any]]:
    table = pq.read_table(file)
    return {name: table.column(name).to_numpy() for name in table.column_names}


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
