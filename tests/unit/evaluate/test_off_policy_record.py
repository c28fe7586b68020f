"""The record of the off-policy estimators: worlds of known value, and the Open Bandit sample where it is there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from jobmatch.cli import app
from jobmatch.domain import BadInput
from jobmatch.evaluate.bandit_world import draw_world, world_record
from jobmatch.evaluate.off_policy import SOURCE, off_policy_record
from jobmatch.evaluate.open_bandit import action_shares, click_rates, is_present, open_bandit_record, reward_model

DATA = Path("../shared/data")


@pytest.fixture(scope="module")
def frequent() -> dict:
    return world_record(-1.0, 60, 3)


def log_of(rows: list[tuple[int, int, int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["item_id", "position", "click"]).assign(propensity_score=0.5)


def test_estimates_of_a_known_world_are_unbiased(frequent: dict) -> None:
    for name, figures in frequent["estimators"].items():
        assert abs(figures["bias"]) <= 3 * figures["bias_se"], name


def test_the_right_model_of_the_rewards_makes_dr_the_closest(frequent: dict) -> None:
    rmse = {name: figures["rmse"] for name, figures in frequent["estimators"].items()}
    assert rmse["dr"] < rmse["ips"] < 3 * rmse["dr"]
    assert rmse["dr"] < rmse["dr_wrong_model"]


def test_a_world_s_policies_are_chances_over_twenty_actions() -> None:
    world = draw_world(np.random.default_rng(0), -1.0)
    assert world.judged.shape[1] == world.logging.shape[1] == 20
    assert np.allclose(world.judged.sum(axis=1), 1)
    assert np.allclose(world.logging.sum(axis=1), 1)
    assert 0 < world.value(world.logging) < 1


def test_the_record_says_why_the_real_policies_are_left_out(tmp_path: Path) -> None:
    record = off_policy_record(tmp_path, 2, 1)
    assert record["open_bandit"] is None
    assert SOURCE in record["skipped"]
    assert set(record["known_worlds"]) == {"frequent", "rare"}
    assert off_policy_record(None, 2, 1)["known_worlds"] == record["known_worlds"]


@pytest.mark.parametrize(("options", "shown"), [(["--json"], '"known_worlds"'), ([], "effective rewards")])
def test_the_command_prints_the_record(tmp_path: Path, options: list[str], shown: str) -> None:
    command = ["evaluate", "off-policy", "--repetitions", "2", "--data", str(tmp_path), *options]
    printed = CliRunner().invoke(app, command, env={"COLUMNS": "200"})
    assert printed.exit_code == 0
    assert shown in printed.stdout
    assert SOURCE in printed.stdout


def test_one_log_is_too_few_to_tell_a_bias() -> None:
    with pytest.raises(BadInput, match="--repetitions 1"):
        off_policy_record(None, 1, 1)


def test_a_policy_s_shares_are_counted_position_by_position() -> None:
    shares = action_shares(log_of([(0, 1, 0), (0, 1, 0), (1, 1, 0), (1, 2, 0)]), items=2)
    assert shares.tolist() == [[2 / 3, 1 / 3], [0.0, 1.0]]


def test_click_rates_of_rarely_shown_items_stay_near_the_mean() -> None:
    log = log_of([(0, 1, 1), (1, 1, 0)])
    assert click_rates(log, 3).tolist() == [(1 + 100 * 0.5) / 101, (0 + 100 * 0.5) / 101, 0.5]


def test_the_reward_model_has_not_seen_the_trial_it_speaks_of() -> None:
    log = log_of([(0, 1, click) for click in (1, 0, 0, 0, 0)])
    model = reward_model(log, np.array([[1.0]]))
    assert model.taken[0] == 0.0  # the other four had no click
    assert model.taken[1] == pytest.approx((1 + 100 * 1 / 4) / 104)
    assert np.array_equal(model.taken, model.expected)


@pytest.mark.skipif(not is_present(DATA / SOURCE), reason="the Open Bandit sample is not there")
def test_one_real_policy_is_judged_from_the_other_s_log() -> None:
    record = open_bandit_record(DATA / SOURCE, 1)
    assert record["bts_from_random"]["own"]["clicks"] == 42
    assert record["random_from_bts"]["own"]["clicks"] == 38
    for judged in record.values():
        for name in ("ips", "snips", "dr"):
            assert judged[name]["holds_own"], name
    few, many = (record[name]["effective_trials"] for name in ("random_from_bts", "bts_from_random"))
    assert few < many
