"""A counselor who takes up a task, asks the student, and writes down what comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from jobmatch.bench.worlds.chance import Luck, key_of
from jobmatch.bench.worlds.diary import NO_CAUSE
from jobmatch.bench.worlds.public import Row

TAKES_UP = 0.8  # share of tasks that are ever worked on
UNDERSTANDS = 0.9  # share of talks from which the true cause comes out
SLOWEST = 3  # nights


@dataclass(slots=True)
class Counselor:
    """Answers tasks one to three nights after they were first seen; waiting holds that night, and the task's row."""

    luck: Luck
    waiting: dict[str, tuple[int, Row]] = field(default_factory=dict)

    def answers(self, tasks: Sequence[Row], night: int, cause: Callable[[Row], str]) -> list[dict[str, Any]]:
        """Rows that answer what is due tonight; cause gives why the student of a task keeps silent."""
        for task in tasks:
            if str(task["task"]) not in self.waiting:
                self.waiting[str(task["task"])] = (self._taken_up(str(task["task"]), night), task)
        due = sorted(name for name, (when, _) in self.waiting.items() if when == night)
        return [self._answer(name, cause(self.waiting[name][1])) for name in due]

    def _taken_up(self, task: str, night: int) -> int:
        return night + 1 + int(SLOWEST * self._draw("slow", task)) if self._draw("takes up", task) < TAKES_UP else -1

    def _answer(self, task: str, cause: str) -> dict[str, Any]:
        clear = cause != NO_CAUSE and self._draw("understands", task) < UNDERSTANDS
        note = "和学生谈过，原因说得明白。" if clear else "和学生谈过，说不上是什么原因。"
        return {"task": task, "answer": cause if clear else "unclear", "note": note, "by": "辅导员"}

    def _draw(self, purpose: str, task: str) -> float:
        return float(self.luck.uniform(purpose, np.array([key_of(task)], np.uint64))[0])
