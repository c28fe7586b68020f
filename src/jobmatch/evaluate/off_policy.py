"""How far the off-policy estimators can be trusted: worlds of known value, and two real policies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jobmatch.domain import BadInput
from jobmatch.evaluate.bandit_world import world_record
from jobmatch.evaluate.open_bandit import is_present, open_bandit_record

SOURCE = "obp_open_bandit"
WORLDS = {"frequent": -1.0, "rare": -4.0}  # log odds of a reward: about one trial in three, about one in forty
FEWEST_REPETITIONS = 2


def off_policy_record(data: Path | None, repetitions: int, seed: int) -> dict[str, Any]:
    """Bias and coverage in each world, and the Open Bandit sample where its data are there, else why it is skipped."""
    if repetitions < FEWEST_REPETITIONS:
        raise BadInput(f"--repetitions {repetitions}: expected {FEWEST_REPETITIONS} or more")
    known = {name: world_record(log_odds, repetitions, seed) for name, log_odds in WORLDS.items()}
    folder = data and data / SOURCE
    if folder and is_present(folder):
        return {"seed": seed, "known_worlds": known, "open_bandit": open_bandit_record(folder, seed)}
    missing = f"no data of {SOURCE}: expected random/all/all.csv and bts/all/all.csv in {folder or '--data'}"
    return {"seed": seed, "known_worlds": known, "open_bandit": None, "skipped": missing}
