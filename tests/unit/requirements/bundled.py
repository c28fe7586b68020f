"""The bundled notices as received fields."""

from __future__ import annotations

import gzip
import json
from importlib import resources


def bundled_notices() -> list[dict[str, str]]:
    """Title, employer and text of each of the 303 notices."""
    with (resources.files("jobmatch.demo") / "data" / "notices.jsonl.gz").open("rb") as packed:
        lines = gzip.decompress(packed.read()).decode().splitlines()
    return [{k: r[k] for k in ("title", "employer", "text") if r.get(k)} for r in map(json.loads, lines)]
