"""Long alternatives written one to a line, in the code or in a vocabulary beside it, compiled once."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any


def any_of(*patterns: str) -> re.Pattern[str]:
    """A pattern that matches wherever one of the patterns does; of several at one place the first wins.

    >>> any_of(r"护[士理]", r"护师").findall("护士、护师、护理")
    ['护士', '护师', '护理']
    """
    return re.compile("|".join(patterns))


def read_vocabulary(name: str) -> dict[str, Any]:
    """The groups of patterns in a .toml file of the reader, named without its ending (text/soft)."""
    return tomllib.loads(files("jobmatch.requirements").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
