"""Run a home's night and die by SIGKILL right after the named step: python killed_night.py HOME STEP [WORKERS]."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tests.small_home import home_at

from jobmatch.demo import NIGHT
from jobmatch.engine import engine_for
from jobmatch.nightly import run_night


def main(home: str, step: str, workers: str = "1") -> None:
    def die_after(done: str) -> None:
        if done == step:
            os.kill(os.getpid(), signal.SIGKILL)

    run_night(home_at(Path(home)).tools, engine_for(int(workers)), NIGHT, die_after)


if __name__ == "__main__":
    main(*sys.argv[1:])
