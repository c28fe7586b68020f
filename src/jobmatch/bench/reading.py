"""How many postings a second the reader reads on one core, spans included."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import mean, median
from time import process_time
from typing import Any

import numpy as np

from jobmatch.bench.bundled import POSTING_FILES, received_fields
from jobmatch.bench.machine import peak_mib, versions
from jobmatch.domain import BadInput
from jobmatch.evaluate.sources import is_present, read_source
from jobmatch.requirements import read_posting

Received = Mapping[str, str]
COMPANY_ADS = "taidi_neitui_2023"
FULL_AD = 300  # characters from which a company's advert counts as a full one
WARM_UP = 20  # postings read before the clock starts: they load the vocabularies


def bench_parser(rows: Path | None, data: Path | None, most: int, seed: int) -> dict[str, Any]:
    """Read up to most postings of each source once, in a seeded order; seconds are those of the processor.

    rows is a JSON Lines file of canonical fields, read besides what is bundled and the adverts in data.
    """
    read = {name: measure(received, most, seed) for name, received in sources(rows, data).items()}
    seconds = sum(figures["seconds"] for figures in read.values())
    return {
        "postings": sum(figures["postings"] for figures in read.values()),
        "seconds": round(seconds, 2),
        "sources": read,
        "peak_mib": peak_mib(),
        "versions": versions(),
    }


def sources(rows: Path | None, data: Path | None) -> dict[str, Sequence[Received]]:
    """The bundled postings by mapping, the full adverts of companies where data holds them, and the rows of a file."""
    found: dict[str, Sequence[Received]] = {mapping: received_fields(mapping) for mapping in POSTING_FILES}
    if data is not None and is_present(COMPANY_ADS, data):
        adverts = read_source(COMPANY_ADS, data)
        found[COMPANY_ADS] = [advert for advert in adverts if len(advert.get("text", "")) >= FULL_AD]
    if rows is not None:
        found[rows.name] = read_rows(rows)
    return found


def read_rows(path: Path) -> list[Received]:
    """One object of texts a line. Raises BadInput."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}: expected JSON Lines in UTF-8: {error}") from error
    if not all(isinstance(row, dict) and all(isinstance(text, str) for text in row.values()) for row in rows):
        raise BadInput(f"{path}: expected on every line one object of canonical fields and their texts")
    return rows


def measure(received: Sequence[Received], most: int, seed: int) -> dict[str, Any]:
    """Read each posting once: a second reading would find in the caches what the first one put there."""
    if not received:
        raise BadInput("nothing to read: expected at least one posting of every source")
    shuffled = Random(seed).sample(received, len(received))
    counted = min(most, max(1, len(shuffled) - WARM_UP))
    for posting in shuffled[counted:][:WARM_UP]:
        read_posting(posting)
    taken, length = [], []
    for posting in shuffled[:counted]:
        began = process_time()
        read_posting(posting)
        taken.append(process_time() - began)
        length.append(sum(map(len, posting.values())))
    return {
        "postings": len(taken),
        "characters": round(mean(length)),
        "seconds": round(sum(taken), 3),
        "per_second": round(len(taken) / sum(taken)),
        "median_ms": round(1000 * median(taken), 3),
        "p99_ms": round(1000 * float(np.percentile(taken, 99)), 3),
    }
