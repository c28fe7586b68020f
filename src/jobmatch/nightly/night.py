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
from jobmatch.learning import current_model, write_explored
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
from jobmatch.nightly.deciding import decide, decision_of, kept_decision
from jobmatch.nightly.explored import offered_in
from jobmatch.nightly.ledger import Kept, Ledger, chain, prune
from jobmatch.nightly.memory import Memory, remember
from jobmatch.nightly.outcome import outcome_of, recheck
from jobmatch.nightly.overriding import with_overrides
from jobmatch.nightly.places import caps_of
from jobmatch.nightly.questions import ask
from jobmatch.nightly.summary import (
    cost_figures,
    decision_figures,
    loop_figures,
    market_figures,
    push_figures,
    stamp_figures,
    student_figures,
)
from jobmatch.push import Stamp
from jobmatch.rank import Learned
from jobmatch.store import (
    begin_run,
    keep_model,
    keep_policy,
    night_lock,
    open_push_counts,
    put_night,
    put_proposals,
    put_tasks,
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
        if run.state == "done":
            with tools.store.read() as unit:
                return {**summary_of(unit, run), "repeated": True}
        return _work(tools, engine, run, on_step)


def _work(tools: Tools, engine: Engine, run: BatchRun, on_step: Callable[[str], None]) -> Mapping[str, Any]:
    ledger = Ledger(tools.store, run, tools.runs_root / run.date.isoformat(), tools.clock, on_step)
    policy = tools.policy
    with ledger.timed("prepare"):
        version = refresh_index(tools, run.date)
        market = open_market(tools, run.date)
        memory = remember(tools, market)
        learned = current_model(tools, market.ids[0])
        stamp = Stamp(run.date.isoformat(), version, policy.version, _keep_model(tools, learned))
        with tools.store.read() as unit:
            key = chain(snapshot_key(unit, run.date), version, policy.version, stamp.model_version, __version__)
            open_pushes = open_push_counts(unit, run.date, policy.answer_window_days)
    summary = stamp_figures(run, stamp) | market_figures(market)

    found = ledger.keep("retrieve", key, lambda: _retrieve(tools, engine, market, memory))
    with ledger.timed("rank"):
        ranked = rank_pairs(market, policy, Candidates(**found.columns), learned, memory.adaptation)
    summary |= found.figures

    caps = caps_of(market.postings, open_pushes, policy.oversubscription)
    solved = ledger.keep(
        "allocate",
        key,
        lambda: kept_decision(decide(market, policy, ranked, caps, memory.adaptation, memory.overrides), ranked),
    )
    decision = decision_of(solved, market, ranked)
    summary |= decision_figures(market, ranked, decision, caps)

    with ledger.timed("diagnose"):
        summary |= recheck(market, policy, ranked, decision, caps, memory.adaptation)
        outcome = outcome_of(market, policy, ranked, decision, stamp, memory.adaptation)
        questions = ask(tools, market, memory)
    summary |= push_figures(market, outcome.pushes) | student_figures(market, ranked, outcome)
    summary |= loop_figures(decision, memory, questions) | cost_figures(ledger.seconds) | {"repeated": False}

    write_explored(tools.explored_root, stamp.campaign, offered_in(market, policy, ranked, decision))
    with ledger.timed("publish"), tools.store.write() as unit:
        put_tasks(unit, questions.tasks)
        put_proposals(unit, questions.proposals)
        put_night(unit, run, outcome.pushes, outcome.diagnoses, outcome.prices, summary, tools.clock())
    prune(tools.runs_root)
    return summary


def _keep_model(tools: Tools, learned: Learned | None) -> str:
    """The version of the model that ranks tonight; a cold one is noted here, a learned one where it was learned."""
    if learned is not None:
        return learned.version
    version = model_version(tools.policy, tools.encoder_identity)
    with tools.store.write() as unit:
        keep_model(unit, version, model_text(tools.policy, tools.encoder_identity), tools.clock())
    return version


def _retrieve(tools: Tools, engine: Engine, market: Market, memory: Memory) -> Kept:
    search = search_over(market, tools)
    found = list(engine.map(find, search, chunks(market.tables)))
    candidates = concatenate([part.candidates for part in found])
    candidates = with_overrides(candidates, search, market, tools.policy, memory.overrides)
    figures = {
        "candidates": len(candidates),
        "eligible_pairs": sum(part.eligible_pairs for part in found),
        "unknown_pairs": sum(part.unknown_pairs for part in found),
    }
    return Kept({f.name: getattr(candidates, f.name) for f in fields(Candidates)}, figures)
