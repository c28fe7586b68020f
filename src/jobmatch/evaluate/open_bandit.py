"""The Open Bandit sample (Saito et al. 2021): two policies on real visitors, each judged from the other's log."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobmatch.evaluate.figures import wilson
from jobmatch.learning.off_policy import RewardModel, Trials, estimate

Float64 = npt.NDArray[np.float64]

POLICIES = ("random", "bts")
FOLDS, PRIOR_TRIALS = 5, 100.0


def open_bandit_record(folder: Path, seed: int) -> dict[str, Any]:
    """Each policy's click rate as estimated from the other's log, beside its own."""
    logs = {policy: read_log(folder, policy) for policy in POLICIES}
    return {
        f"{judged}_from_{logging}": _judged(logs[logging], logs[judged], seed)
        for logging, judged in (POLICIES, POLICIES[::-1])
    }


def is_present(folder: Path) -> bool:
    """Whether both logs of the sample are there."""
    return all(_path(folder, policy).is_file() for policy in POLICIES)


def read_log(folder: Path, policy: str) -> pd.DataFrame:
    """One policy's log: item_id, position, click and propensity_score, in order of time."""
    columns = ["item_id", "position", "click", "propensity_score"]
    return pd.read_csv(_path(folder, policy), usecols=columns)[columns]


def action_shares(log: pd.DataFrame, items: int) -> Float64:
    """How often a policy took each item at each position, (positions, items); rows add up to 1.

    Of a policy that moves while it logs (bts) this is the mean over the log, the same for every visitor.
    """
    counts = np.zeros((int(log["position"].max()), items))
    np.add.at(counts, (log["position"] - 1, log["item_id"]), 1)
    shares: Float64 = counts / counts.sum(axis=1, keepdims=True)
    return shares


def click_rates(log: pd.DataFrame, items: int) -> Float64:
    """Each item's click rate, (items,), drawn towards the log's own as if by PRIOR_TRIALS more trials."""
    shown = np.bincount(log["item_id"], minlength=items)
    clicked = np.bincount(log["item_id"], weights=log["click"], minlength=items)
    rates: Float64 = (clicked + PRIOR_TRIALS * log["click"].mean()) / (shown + PRIOR_TRIALS)
    return rates


def reward_model(log: pd.DataFrame, target: Float64) -> RewardModel:
    """Click rates fitted on other folds than the trial's own, so that DR keeps its guarantee."""
    fold, items = np.arange(len(log)) % FOLDS, target.shape[1]
    rates = np.stack([click_rates(log[fold != own], items) for own in range(FOLDS)])
    expected = rates @ target.T
    return RewardModel(rates[fold, log["item_id"]], expected[fold, log["position"] - 1])


def _judged(log: pd.DataFrame, own: pd.DataFrame, seed: int) -> dict[str, Any]:
    """Estimates of the policy that left own, from the other's log.

    holds_own: the interval holds what own earned; inside_own: the estimate lies in own's interval (Wilson).
    """
    items = int(max(log["item_id"].max(), own["item_id"].max())) + 1
    target = action_shares(own, items)
    trials = Trials(
        log["click"].to_numpy(np.float64),
        log["propensity_score"].to_numpy(np.float64),
        target[log["position"] - 1, log["item_id"]],
        np.arange(len(log), dtype=np.int32),
    )
    found = asdict(estimate(trials, np.random.default_rng(seed), reward_model(log, target)))
    clicks, shown = int(own["click"].sum()), len(own)
    low, high = wilson(clicks, shown) or (0.0, 1.0)
    for name in ("ips", "snips", "dr"):
        found[name]["error"] = found[name]["value"] / (clicks / shown) - 1
        found[name]["holds_own"] = found[name]["low"] <= clicks / shown <= found[name]["high"]
        found[name]["inside_own"] = low <= found[name]["value"] <= high
    return {"own": {"value": clicks / shown, "low": low, "high": high, "clicks": clicks, "trials": shown}, **found}


def _path(folder: Path, policy: str) -> Path:
    return folder / policy / "all" / "all.csv"
