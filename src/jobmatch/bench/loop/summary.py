"""Many runs in one record: means with intervals, paired gains, and what fell short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from jobmatch.bench.loop.approaches import Approach
from jobmatch.bench.loop.figures import Share
from jobmatch.bench.loop.living import Asked
from jobmatch.bench.worlds import Name
from jobmatch.domain import SilenceCause
from jobmatch.history import Float64

RESAMPLES = 2000  # of the seeds, with replacement: percentile bootstrap (Efron and Tibshirani 1993)
TAILS = (2.5, 97.5)
GAIN_BAR, LOSS_BAR, PRECISION_BAR = 0.25, -0.05, 0.7
RIVALS = (
    Approach.NONE,
    Approach.IGNORED_IS_DISLIKE,
    Approach.CASCADE,
    Approach.NONE_ONE_A_NIGHT,
    Approach.DISLIKE_ONE_A_NIGHT,
)
HELD_TO = (Approach.NONE, Approach.IGNORED_IS_DISLIKE)  # the rivals that the bars name


@dataclass(frozen=True, slots=True)
class Lived:
    """What one run came to, and what it asked counselors."""

    seed: int
    world: Name
    approach: Approach
    figures: Mapping[str, Share]
    asked: tuple[Asked, ...]
    seconds: float


def summarise(runs: Sequence[Lived]) -> dict[str, Any]:
    """Every figure by world and approach, pooled over seeds, each with a 95 % interval over seeds."""
    draws = _draws(sorted({run.seed for run in runs}))
    by_run = {(run.world, run.approach): list[Lived]() for run in runs}
    for run in runs:
        by_run[run.world, run.approach].append(run)
    shares = {key: _shares(of) for key, of in by_run.items()}
    _add_regret(shares)
    worlds = list(dict.fromkeys(run.world for run in runs))
    gains = {world: _gains(world, shares, draws) for world in worlds}
    record: dict[str, Any] = {
        "worlds": {
            world: {a: _intervals(shares[world, a], draws) for w, a in shares if w is world} for world in worlds
        },
        "gains": gains,
        "median_gain": {
            rival: round(median(gain[rival]["mean"] for gain in gains.values() if rival in gain), 4)
            for rival in RIVALS
            if any(rival in gain for gain in gains.values())
        },
        "oracle_share": _oracle_shares(shares, draws, worlds),
        "task_precision": _precision([run for run in runs if run.approach is Approach.OURS], draws),
    }
    return {**record, "failures": failures(record)}


def failures(record: Mapping[str, Any]) -> list[str]:
    """Where the loop falls short of what it promises, in sentences."""
    found = [
        f"median gain over {rival}: {record['median_gain'][rival]:.1%}, expected at least {GAIN_BAR:.0%}"
        for rival in HELD_TO
        if record["median_gain"].get(rival, GAIN_BAR) < GAIN_BAR
    ]
    for world, gain in record["gains"].items():
        found += [
            f"{world}: {gain[rival]['mean']:.1%} against {rival}, expected no worse than {LOSS_BAR:.0%}"
            for rival in HELD_TO
            if rival in gain and gain[rival]["mean"] < LOSS_BAR
        ]
    for world, precision in record["task_precision"].items():
        if precision["count"] and precision["mean"] < PRECISION_BAR:
            found.append(f"{world}: task precision {precision['mean']:.2f}, expected at least {PRECISION_BAR}")
    return found


def _draws(seeds: Sequence[int]) -> Float64:
    """The seeds themselves, then RESAMPLES of them with replacement; the same for every figure, so that they pair."""
    rng = np.random.default_rng(0)
    return np.concatenate([[seeds], rng.choice(seeds, (RESAMPLES, len(seeds)))]).astype(np.float64)


def _shares(runs: Sequence[Lived]) -> dict[str, dict[int, Share]]:
    names = runs[0].figures
    return {name: {run.seed: run.figures[name] for run in runs} for name in names}


def _add_regret(shares: Mapping[tuple[Name, Approach], dict[str, dict[int, Share]]]) -> None:
    """Regret: the oracle's expected hires a student, less the approach's."""
    for (world, _), figures in shares.items():
        best = shares.get((world, Approach.ORACLE))
        if best is not None:
            figures["regret"] = {
                seed: Share(best["expected_hires"][seed].top - share.top)
                for seed, share in figures["expected_hires"].items()
            }


def _intervals(figures: Mapping[str, Mapping[int, Share]], draws: Float64) -> dict[str, dict[str, float]]:
    return {name: _interval(_pooled(shares, draws)) for name, shares in figures.items()}


def _gains(
    world: Name, shares: Mapping[tuple[Name, Approach], dict[str, dict[int, Share]]], draws: Float64
) -> dict[str, dict[str, float]]:
    """By how much more hires a push ours brings than each rival on the same seeds, as a share of the rival's."""
    if (world, Approach.OURS) not in shares:
        return {}
    ours = _pooled(shares[world, Approach.OURS]["hires_per_push"], draws)
    found = {}
    for rival in (*RIVALS, Approach.ORACLE):
        if (world, rival) in shares:
            theirs = _pooled(shares[world, rival]["hires_per_push"], draws)
            found[str(rival)] = _interval(ours / np.maximum(theirs, 1e-9) - 1)
    return found


def _oracle_shares(
    shares: Mapping[tuple[Name, Approach], dict[str, dict[int, Share]]], draws: Float64, worlds: Sequence[Name]
) -> dict[str, dict[str, float]]:
    """Ours over the oracle's hires a push."""
    both = [world for world in worlds if {(world, Approach.OURS), (world, Approach.ORACLE)} <= set(shares)]
    pooled = {
        world: [_pooled(shares[world, a]["hires_per_push"], draws) for a in (Approach.OURS, Approach.ORACLE)]
        for world in both
    }
    return {world: _interval(ours / np.maximum(best, 1e-9)) for world, (ours, best) in pooled.items()}


def _precision(runs: Sequence[Lived], draws: Float64) -> dict[str, Any]:
    """Share of the questions whose cause was the true one, by world and over all, and how many there were.

    named is the same among those that name a cause; UNCLEAR is right only where the silence had none.
    """
    groups: dict[str, Sequence[Lived]] = {run.world: [one for one in runs if one.world is run.world] for run in runs}
    groups["all"] = runs
    return {name: _precision_of(of, draws) for name, of in groups.items()}


def _precision_of(runs: Sequence[Lived], draws: Float64) -> dict[str, Any]:
    right = {seed: [0.0, 0.0] for seed in draws[0]}
    named = []
    for run in runs:
        right[run.seed][0] += sum(asked.right for asked in run.asked)
        right[run.seed][1] += len(run.asked)
        named += [asked.right for asked in run.asked if asked.cause is not SilenceCause.UNCLEAR]
    shares = {int(seed): Share(*counts) for seed, counts in right.items()}
    count = int(sum(share.bottom for share in shares.values()))
    rest = {"count": count, "named": round(float(np.mean(named)), 4) if named else None, "named_count": len(named)}
    return _interval(_pooled(shares, draws)) | rest


def _pooled(shares: Mapping[int, Share], draws: Float64) -> Float64:
    """Top over bottom of each draw of seeds, (1 + RESAMPLES,)."""
    seeds = sorted(shares)
    at = np.searchsorted(seeds, draws)
    top = np.array([shares[seed].top for seed in seeds])[at].sum(axis=1)
    bottom = np.array([shares[seed].bottom for seed in seeds])[at].sum(axis=1)
    ratio: Float64 = np.divide(top, bottom, out=np.zeros(len(draws)), where=bottom > 0)
    return ratio


def _interval(drawn: Float64) -> dict[str, float]:
    """The first is the figure itself, the others say how far it may be off."""
    low, high = np.percentile(drawn[1:], TAILS)
    return {"mean": round(float(drawn[0]), 5), "low": round(float(low), 5), "high": round(float(high), 5)}
