"""From runs to the record: fractions pooled over seeds, intervals, gains, and failures that are named."""

import json

import pytest
from typer.testing import CliRunner

from jobmatch.bench.feedback import parse_names, parse_seeds
from jobmatch.bench.loop.approaches import Approach
from jobmatch.bench.loop.figures import Share
from jobmatch.bench.loop.living import Asked
from jobmatch.bench.loop.summary import Lived, summarise
from jobmatch.bench.worlds import Name
from jobmatch.cli import app
from jobmatch.domain import BadInput, SilenceCause


def lived(seed, approach, hires, pushes, world=Name.LOAD, asked=()):
    figures = {"hires_per_push": Share(hires, pushes), "expected_hires": Share(hires / 100)}
    return Lived(seed, world, approach, figures, tuple(asked), 1.0)


def test_hires_a_push_are_all_hires_over_all_pushes_and_their_interval_holds_the_mean():
    runs = [lived(seed, Approach.NONE, hires, 100 * hires) for seed, hires in ((1, 4), (2, 2), (3, 6))]
    found = summarise([*runs, lived(4, Approach.NONE, 0, 400)])["worlds"]["load"]["none"]["hires_per_push"]
    assert found["mean"] == pytest.approx(12 / 1600)
    assert found["low"] < 12 / 1600 < found["high"] <= 0.01


def test_gains_are_paired_by_seed():
    runs = [lived(seed, Approach.NONE, seed, 100) for seed in (2, 4, 8)]
    runs += [lived(seed, Approach.OURS, 1.5 * seed, 100) for seed in (2, 4, 8)]
    record = summarise(runs)
    assert record["gains"]["load"]["none"] == {"mean": 0.5, "low": 0.5, "high": 0.5}
    assert record["median_gain"] == {"none": 0.5}


def test_regret_is_what_the_oracle_would_have_brought_beside_it():
    runs = [lived(1, Approach.NONE, 10, 100), lived(1, Approach.ORACLE, 25, 100)]
    policies = summarise(runs)["worlds"]["load"]
    assert policies["none"]["regret"]["mean"] == pytest.approx(0.25 - 0.10)
    assert policies["oracle"]["regret"]["mean"] == 0


def test_what_falls_short_of_a_bar_is_said():
    runs = [lived(1, Approach.NONE, 10, 100), lived(1, Approach.OURS, 9, 100)]
    failures = summarise(runs)["failures"]
    assert "median gain over none: -10.0%, expected at least 25%" in failures
    assert "load: -10.0% against none, expected no worse than -5%" in failures


def test_a_question_without_a_cause_is_right_only_where_there_is_none():
    assert Asked(SilenceCause.UNCLEAR, "none").right
    assert not Asked(SilenceCause.UNCLEAR, "pay").right
    assert not Asked(SilenceCause.PAY, "none").right
    asked = [Asked(SilenceCause.PAY, "pay"), Asked(SilenceCause.PAY, "field"), Asked(SilenceCause.UNCLEAR, "none")]
    precision = summarise([lived(1, Approach.OURS, 1, 10, asked=asked)])["task_precision"]
    assert precision["load"]["mean"] == pytest.approx(2 / 3, abs=1e-5)
    assert (precision["all"]["count"], precision["all"]["named"], precision["all"]["named_count"]) == (3, 0.5, 2)


@pytest.mark.parametrize("text", ["", "a", "9-3"])
def test_seeds_that_are_none_are_refused(text):
    with pytest.raises(BadInput):
        parse_seeds(text)


def test_a_world_nobody_knows_is_refused_by_name():
    with pytest.raises(BadInput, match="position, load"):
        parse_names("--worlds", "mars", Name)


def test_the_command_prints_one_record():
    size = ["--nights", "3", "--students", "10", "--postings", "60", "--workers", "1", "--seeds", "1"]
    chosen = ["--worlds", "habit", "--policies", "none,ours"]
    result = CliRunner().invoke(app, ["bench", "feedback", *size, *chosen, "--json"], catch_exceptions=False)
    record = json.loads(result.stdout)
    assert set(record["worlds"]["habit"]) == {"none", "ours"}
    assert {"seeds", "nights", "seconds", "task_precision", "median_gain", "failures"} <= set(record)
    figures = record["worlds"]["habit"]["ours"]["wasted_share"]
    assert figures["low"] <= figures["mean"] <= figures["high"]
