"""One act of the feedback loop in a process of its own, which may die by SIGKILL in the middle of it.

side_process.py import URL FILE,FILE OUT [BEFORE] or side_process.py learn HOME NIGHT [BEFORE]: where BEFORE is given,
the process is gone when it would call the function of that name.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

from store_samples import KEYS, NOW

TOKEN_DAYS = 28


def main(act: str, of: str, what: str, *more: str) -> None:
    if act == "import":
        from jobmatch.ingest import import_feedback
        from jobmatch.store import Store

        out, *before = more
        die_before("jobmatch.ingest.feedback", before)
        import_feedback(Store.open(of, KEYS), [Path(file) for file in what.split(",")], TOKEN_DAYS, NOW, Path(out))
    else:
        from tests.unit.learning.homes import a_home

        from jobmatch.learning import learn

        die_before("jobmatch.learning.learn", list(more))
        learn(a_home(Path(of)), date.fromisoformat(what))


def die_before(module: str, names: list[str]) -> None:
    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    for name in names:
        setattr(import_module(module), name, die)


if __name__ == "__main__":
    main(*sys.argv[1:])
