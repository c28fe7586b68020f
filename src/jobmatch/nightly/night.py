"""One night on one page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from jobmatch import __version__
from jobmatch.columns import Candidates, concatenate
from jobmatch.domain import BatchRun
from jobmatch.engine import Engine
from jobmatch.matching import (
    Market,
    Tools,
    chunks,
    find,
    model_text,
    model_version,
    open_market,
    rank_pairs,
    refresh_index,
    search_over,
)
from jobmatch.nightly.allotment import allot, allotment_of
from jobmatch.nightly.ledger import Kept, Ledger, chain, prune
from jobmatch.nightly.outcome import outcome_of, recheck
from jobmatch.nightly.places import caps_of
from jobmatch.nightly.summary import (
    allotment_figures,
    cost_figures,
    market_figures,
    push_figures,
    stamp_figures,
    student_figures,
)
from jobmatch.push import Stamp
from jobmatch.store import (
    begin_run,
    keep_model,
    keep_policy,
    night_lock,
    open_push_counts,
    put_night,
    snapshot_key,
    summary_of,
)

STEPS = ("prepare", "retrieve", "rank", "allocate", "diagnose", "publish")


def run_night(
    tools: Tools, engine: Engine, night: date, on_step: Callable[[str], None] = lambda step: None
) -> Mapping[str, Any]:
    """Run the batch for one date and return its summary; a date that is done already returns its own again.

    Raises Conflict where another night is running, NightRefused where the re-check finds a broken promise. Killed at
    any moment and called again, the outcome is the same: every step is keyed by what went into it, and pushes,
    diagnoses and prices land in one transaction. on_step hears of each of STEPS as it is done.
    """
    with night_lock(tools.store):
        with tools.store.write() as unit:
            run = begin_run(unit, night, tools.clock())
            keep_policy(unit, tools.policy.version, tools.policy.toml, tools.clock())
            keep_model(unit, model_version(tools.policy), model_text(tools.policy), tools.clock())
        if run.state == "done":
            with tools.store.read() as unit:
                return {**summary_of(unit, run), "repeated": True}
        return _work(tools, engine, run, on_step)


def _work(tools: Tools, engine: Engine, run: BatchRun, on_step: Callable[[str], None]) -> Mapping[str, Any]:
    ledger = Ledger(tools.store, run, tools.runs_root / run.date.isoformat(), tools.clock, on_step)
    with ledger.timed("prepare"):
        version = refresh_index(tools, run.date)
        market = open_market(tools, run.date)
        with tools.store.read() as unit:
            key = chain(snapshot_key(unit, run.date), version, tools.policy.version, __version__)
            open_pushes = open_push_counts(unit, run.date, tools.policy.answer_window_days)
    stamp = Stamp(run.date.isoformat(), version, tools.policy.version, model_version(tools.policy))
    summary = stamp_figures(run, stamp) | market_figures(market)

    found = ledger.keep("retrieve", key, lambda: _retrieve(tools, engine, market))
    with ledger.timed("rank"):
        ranked = rank_pairs(market, tools.policy, Candidates(**found.columns))
    summary |= found.figures

    caps = caps_of(market.postings, open_pushes, tools.policy.oversubscription)
    solved = ledger.keep("allocate", key, lambda: allot(market, tools.policy, ranked, caps))
    allotment = allotment_of(solved, market, ranked)
    summary |= allotment_figures(market, ranked, allotment, caps)

    with ledger.timed("diagnose"):
        summary |= recheck(market, tools.policy, ranked, allotment, caps)
        outcome = outcome_of(market, tools.policy, ranked, allotment, stamp)
    summary |= push_figures(market, outcome.pushes) | student_figures(market, ranked, outcome)
    summary |= cost_figures(ledger.seconds) | {"repeated": False}

    with ledger.timed("publish"), tools.store.write() as unit:
        put_night(unit, run, outcome.pushes, outcome.diagnoses, outcome.prices, summary, tools.clock())
    prune(tools.runs_root)
    return summary


def _retrieve(tools: Tools, engine: Engine, market: Market) -> Kept:
    found = list(engine.map(find, search_over(market, tools), chunks(market.tables)))
    candidates = concatenate([part.candidates for part in found])
    figures = {
        "candidates": len(candidates),
        "eligible_pairs": sum(part.eligible_pairs for part in found),
        "unknown_pairs": sum(part.unknown_pairs for part in found),
    }
    return Kept({f.name: getattr(candidates, f.name) for f in fields(Candidates)}, figures)
