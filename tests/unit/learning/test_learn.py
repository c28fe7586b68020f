"""A night's learning, from the store to the model in use, and what a rollback and a lost consent do to it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from tests.unit.learning.homes import LIKED, a_home, a_taught_home, day, morning

from jobmatch.domain import Conflict
from jobmatch.learning import COLD, current_model, gate, learn, open_model, pointer, roll_back
from jobmatch.learning.off_policy import Estimate
from jobmatch.learning.window import read_window, without_foreign_traits
from jobmatch.matching import LOGGED, Tools
from jobmatch.rank import NAMES
from jobmatch.store import effects_of, withdraw_consent

NIGHT = day(6)
EVERYBODY = [f"S{number:06d}" for number in range(1, 41)]


@pytest.fixture
def tools(tmp_path: Path) -> Tools:
    return a_taught_home(tmp_path)


def test_a_night_learns_what_students_like_and_the_next_night_ranks_with_it(tools: Tools) -> None:
    assert current_model(tools, EVERYBODY) is None
    record = learn(tools, NIGHT)
    learned = current_model(tools, EVERYBODY)
    assert learned is not None
    assert learned.version == record["version"] == record["current"]
    assert learned.shift[LIKED] == pytest.approx(tools.policy.loop.learning.step)
    assert (learned.effects[:, LIKED] > 0).mean() > 0.9
    assert learned.cap == tools.policy.loop.learning.taste_cap


def test_the_report_says_what_went_in_and_what_came_out(tools: Tools) -> None:
    record = learn(tools, day(20))
    assert json.loads(json.dumps(record)) == record
    assert (record["pushes"], record["events"], record["labels"]) == (40 * 6, 40 * 6, 40 * 6)
    kinds = record["labels_by_kind"]
    assert kinds["interested"]["pushes"] + kinds["not_for_me"]["pushes"] == 40 * 6
    near = next(row for row in record["weights"] if row["feature"] == "nearness")
    assert near["step_limited"]
    assert near["after"] - near["before"] == pytest.approx(tools.policy.loop.learning.step)
    assert record["examination"]
    assert set(record["seconds"]) == {"read", "attribute", "train", "judge", "keep"}


def test_the_same_night_learned_again_is_the_same_version_and_takes_no_second_step(tools: Tools) -> None:
    first = learn(tools, NIGHT)
    again = learn(tools, NIGHT)
    assert again["version"] == first["version"]
    assert again["weights"] == first["weights"]


def test_the_next_night_starts_from_this_one(tools: Tools) -> None:
    first = learn(tools, NIGHT)
    second = learn(tools, day(7))
    assert second["parent"] == first["version"]
    step = tools.policy.loop.learning.step
    before = open_model(tools.models_root, first["version"])[0].shift
    after = open_model(tools.models_root, second["version"])[0].shift
    assert (np.abs(after - before) <= step + 1e-12).all()


def test_after_a_rollback_the_same_night_does_not_come_back_and_the_next_starts_from_the_parent(tools: Tools) -> None:
    first = learn(tools, NIGHT)
    second = learn(tools, day(7))
    roll_back(tools.models_root)
    again = learn(tools, day(7))
    assert again["version"] == second["version"]
    assert again["current"] == pointer(tools.models_root).current == first["version"]
    third = learn(tools, day(8))
    assert third["parent"] == first["version"]
    assert third["current"] == third["version"]


def test_after_a_rollback_the_students_effects_are_those_of_that_version(tools: Tools) -> None:
    learn(tools, NIGHT)
    before = current_model(tools, EVERYBODY)
    learn(tools, day(30))
    roll_back(tools.models_root)
    after = current_model(tools, EVERYBODY)
    assert before is not None
    assert after is not None
    assert after.effects.tobytes() == before.effects.tobytes()


def test_a_night_before_that_of_the_model_in_use_is_refused(tools: Tools) -> None:
    learn(tools, NIGHT)
    with pytest.raises(Conflict, match="knows of nights after"):
        learn(tools, day(3))


def test_no_model_file_holds_a_student(tools: Tools) -> None:
    version = learn(tools, NIGHT)["version"]
    for path in (tools.models_root / version).iterdir():
        assert not any(student in path.read_text("utf-8") for student in EVERYBODY)


def test_who_takes_consent_back_is_forgotten_at_once_and_teaches_nothing_from_then_on(tools: Tools) -> None:
    version = learn(tools, NIGHT)["version"]
    with tools.store.write() as unit:
        assert effects_of(unit, version, ["S000007"]).any()
        withdraw_consent(unit, "S000007", "S000007", morning(7))
        assert not effects_of(unit, version, ["S000007"]).any()
    record = learn(tools, day(7))
    assert record["pushes"] == 39 * 6
    learned = current_model(tools, EVERYBODY)
    assert learned is not None
    assert not learned.effects[EVERYBODY.index("S000007")].any()


def test_a_home_without_a_log_learns_the_policys_own_weights(tmp_path: Path) -> None:
    tools = a_home(tmp_path)
    record = learn(tools, NIGHT)
    assert record["labels"] == 0
    assert all(row["after"] == row["policy"] for row in record["weights"])
    learned = current_model(tools, ["S000001"])
    assert learned is not None
    assert learned.effects.shape == (1, len(LOGGED))


def test_another_encoder_keeps_tastes_for_hand_features_and_drops_those_for_traits(tools: Tools) -> None:
    learn(tools, NIGHT)
    other = replace(tools, encoder_identity="encoder-2")
    before, after = current_model(tools, EVERYBODY), current_model(other, EVERYBODY)
    assert before is not None
    assert after is not None
    assert before.effects[:, len(NAMES) :].any()
    assert not after.effects[:, len(NAMES) :].any()
    assert after.effects[:, : len(NAMES)].tolist() == before.effects[:, : len(NAMES)].tolist()


def test_traits_that_another_encoder_logged_teach_nothing(tools: Tools) -> None:
    learn(tools, NIGHT)
    other = replace(tools, encoder_identity="encoder-2")
    record = learn(other, day(7))
    _, manifest = open_model(tools.models_root, record["version"])
    assert manifest.basis == "encoder-2"
    assert manifest.basis_since == day(7).isoformat()
    learned = current_model(other, EVERYBODY)
    assert learned is not None
    assert not learned.effects[:, len(NAMES) :].any()
    assert learned.effects[:, : len(NAMES)].any()


def test_traits_are_blank_before_their_basis_was_in_use_and_stay_after(tools: Tools) -> None:
    pushes = read_window(tools, NIGHT, day(0)).pushes
    parted = without_foreign_traits(pushes, day(3))
    foreign = pushes.campaign_day < pushes.campaign_day.min() + 3
    assert np.isnan(parted.features[foreign][:, len(NAMES) :]).all()
    assert not np.isnan(parted.features[~foreign]).any()
    assert not np.isnan(parted.features[:, : len(NAMES)]).any()


def test_a_policy_that_forgives_a_cost_is_not_overtaken_by_what_was_learned(tools: Tools) -> None:
    learn(tools, NIGHT)
    free = {name: 0.0 if name == "cost_burden" else weight for name, weight in tools.policy.weights.items()}
    learned = current_model(replace(tools, policy=replace(tools.policy, weights=free)), EVERYBODY)
    assert learned is not None
    assert learned.shift[NAMES.index("cost_burden")] <= 0
    assert (learned.effects[:, NAMES.index("cost_burden")] <= 1e-6).all()


def test_a_form_is_looked_at_by_the_gate_every_night_until_it_was_judged(tools: Tools) -> None:
    for night in (NIGHT, day(7)):
        assert "needed to judge" in learn(tools, night)["gate"]["reason"]


def test_a_form_that_was_judged_is_bounded_by_the_step_alone(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "LEAST_TRIALS", 0)
    monkeypatch.setattr(gate, "estimate", lambda trials, rng: SimpleNamespace(gain=Estimate(0.1, 0.0, 0.2)))
    assert "not shown to do worse" in learn(tools, NIGHT)["gate"]["reason"]
    assert "bounded by the step" in learn(tools, day(7))["gate"]["reason"]


def test_a_rollback_to_the_cold_model_ranks_by_the_policy_alone(tools: Tools) -> None:
    learn(tools, NIGHT)
    roll_back(tools.models_root)
    assert pointer(tools.models_root).current == COLD
    assert current_model(tools, EVERYBODY) is None
