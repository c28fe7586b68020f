"""How chunks of work run: here, or in a pool of spawned processes. What runs is the same, and so is the result."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import connection
from typing import Any, Protocol, TypeVar

from threadpoolctl import threadpool_limits

from jobmatch.domain import JobmatchError

State = TypeVar("State")
Chunk = TypeVar("Chunk")
Result = TypeVar("Result")


class WorkerLost(JobmatchError):
    """A worker process died, most often for lack of memory; the night may be started again as it is."""


class Engine(Protocol):
    """Maps a pure task over chunks. state is handed to every worker once and never written to disk."""

    def map(self, task: Callable[[State, Chunk], Result], state: State, chunks: Sequence[Chunk]) -> Iterator[Result]:
        """Results in the order of chunks, as they become ready."""
        ...


@dataclass(frozen=True, slots=True)
class Inline:
    """Everything in this process, one chunk after the other."""

    def map(self, task: Callable[[State, Chunk], Result], state: State, chunks: Sequence[Chunk]) -> Iterator[Result]:
        for chunk in chunks:
            with threadpool_limits(1):  # as in the workers: the same bits from the same arithmetic
                result = task(state, chunk)
            yield result


@dataclass(frozen=True, slots=True)
class SpawnPool:
    """A pool of fresh interpreters; fork would inherit the locks of torch's and FAISS's thread pools."""

    workers: int

    def map(self, task: Callable[[State, Chunk], Result], state: State, chunks: Sequence[Chunk]) -> Iterator[Result]:
        """Raises WorkerLost when a process dies."""
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self.workers, context, _adopt, (task, state)) as pool:
            try:
                yield from pool.map(_run, chunks)
            except BrokenProcessPool as error:
                raise WorkerLost("a worker process died; see the system's log for the out-of-memory killer") from error


def engine_for(workers: int) -> Engine:
    """The inline engine for one worker, a spawn pool for more."""
    return Inline() if workers <= 1 else SpawnPool(workers)


_adopted: tuple[Callable[[Any, Any], Any], Any] | None = None


def _adopt(task: Callable[[State, Chunk], Result], state: State) -> None:
    global _adopted  # a worker process has one task and one state for its whole life
    threading.Thread(target=_end_with_parent, daemon=True).start()
    threadpool_limits(1)
    _adopted = (task, state)


def _end_with_parent() -> None:
    """End this worker when the process that started it is gone, as after kill -9; it would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _run(chunk: Any) -> Any:
    if _adopted is None:
        raise WorkerLost("the worker was started without its state")
    task, state = _adopted
    return task(state, chunk)
