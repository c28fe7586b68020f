"""What a benchmark ran on, and the memory that it took."""

from __future__ import annotations

import os
import platform
import resource
import sys

import numpy as np

from jobmatch import __version__


def peak_mib() -> float:
    """The most memory that this process has held so far, imports and inputs included."""
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10  # getrusage counts bytes there, KiB elsewhere
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)


def versions() -> dict[str, str]:
    """What the figures depend on besides the code: interpreter, NumPy, processor."""
    processor = f"{platform.machine()}, {os.cpu_count()} cores"
    return {"jobmatch": __version__, "python": platform.python_version(), "numpy": np.__version__, "cpu": processor}
