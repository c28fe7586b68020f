"""How long it takes to rule on every pair of many students and postings."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from time import perf_counter
from typing import Any

import numpy as np

from jobmatch.bench.machine import peak_mib, versions
from jobmatch.bench.world import draw_postings, draw_students
from jobmatch.columns import Int32
from jobmatch.demo import NIGHT
from jobmatch.matching.search import coarse_unknown
from jobmatch.rules import RULES, Tables, build_tables

CANDIDATES = 200  # postings a student, as retrieval leaves them
BLOCK_STUDENTS = 256


def bench_rules(
    students: int, postings: int, seed: int, on_step: Callable[[str], None] = lambda step: None
) -> dict[str, Any]:
    """Draw a world, build its tables and rule on every pair; wall-clock seconds, and verdicts counted over all pairs.

    apply_seconds covers the coarse rules for every cohort and the fine rules for every pair that those leave;
    candidate_seconds only the fine rules, for CANDIDATES postings a student.
    """
    pairs = students * postings
    crowd, market = (
        draw_students(students, Random(f"{seed}-students")),
        draw_postings(postings, Random(f"{seed}-postings")),
    )
    on_step("draw")
    began = perf_counter()
    tables = build_tables(crowd, market, NIGHT)
    cohorts = tables.cohorts()
    tables_seconds = perf_counter() - began
    on_step("tables")
    began = perf_counter()
    counted = rule_on_all(tables, cohorts)
    apply_seconds = perf_counter() - began
    on_step("all pairs")
    candidate_seconds = rule_on_candidates(tables, students, postings, seed)
    on_step("candidates")
    return {
        "students": students,
        "postings": postings,
        "seed": seed,
        "tables_seconds": round(tables_seconds, 2),
        "cohorts": len(cohorts),
        "apply_seconds": round(apply_seconds, 2),
        "pairs": pairs,
        "pairs_per_second": round(pairs / apply_seconds),
        "verdicts": {"pass": counted[0], "unknown": counted[1], "fail": pairs - sum(counted)},
        "candidate_pairs": students * min(CANDIDATES, postings),
        "candidate_seconds": round(candidate_seconds, 2),
        "peak_mib": peak_mib(),
        "table_mib": round(sum(table.verdict.nbytes for table in tables.rules) / (1 << 20), 1),
        "distinct": distinct_facts(tables),
        "versions": versions(),
    }


def rule_on_all(tables: Tables, cohorts: list[Int32]) -> tuple[int, int]:
    """How many pairs pass every rule, and how many are unknown to some and refused by none."""
    passes = unknown = 0
    for cohort in cohorts:
        rows = tables.allowed_rows(int(cohort[0]))
        fails, doubts = tables.open_block(cohort, rows)
        doubts |= coarse_unknown(tables, int(cohort[0]), rows)
        sure = ~fails & (doubts == 0)
        passes += int(np.count_nonzero(sure))
        unknown += int(fails.size - np.count_nonzero(fails) - np.count_nonzero(sure))
    return passes, unknown


def rule_on_candidates(tables: Tables, students: int, postings: int, seed: int) -> float:
    """The seconds that the fine rules take on blocks of students, each with postings drawn for it."""
    began = perf_counter()
    rng = np.random.default_rng(seed)
    for start in range(0, students, BLOCK_STUDENTS):
        block = np.arange(start, min(start + BLOCK_STUDENTS, students), dtype=np.int32)
        tables.open_block(block, rng.integers(0, postings, CANDIDATES, dtype=np.int32))
    return perf_counter() - began


def distinct_facts(tables: Tables) -> dict[str, tuple[int, int]]:
    """For each rule, students and postings that it tells apart."""
    return {rule.code: table.verdict.shape for rule, table in zip(RULES, tables.rules, strict=True)}
