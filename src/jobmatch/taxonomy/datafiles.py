"""The package's data files, read when first asked for; importing jobmatch.taxonomy reads and parses nothing."""

from __future__ import annotations

from typing import Any


def read_bytes(name: str) -> bytes:
    """One file of taxonomy/data."""
    from importlib.resources import files  # here: it costs ten milliseconds, a third of what importing may take

    return files("jobmatch.taxonomy").joinpath("data", name).read_bytes()


def read_csv(name: str) -> list[list[str]]:
    """The rows of a CSV file without its header, unpacked where the name ends with .gz."""
    import csv
    import gzip

    data = read_bytes(name)
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    return list(csv.reader(text.splitlines()))[1:]


def read_toml(name: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(read_bytes(name).decode("utf-8"))
