"""`jobmatch bench` prints one JSON object for a machine, a few lines for a person."""

import json

import pytest
from typer.testing import CliRunner

from jobmatch.cli import app

SMALL = ["--students", "40", "--postings", "30"]


def run(*arguments):
    result = CliRunner().invoke(app, ["bench", *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_the_rules_are_measured_in_one_json_object():
    record = json.loads(run("rules", *SMALL, "--json"))
    assert (record["students"], record["postings"], record["pairs"]) == (40, 30, 40 * 30)
    assert record["tables_seconds"] >= 0
    assert record["versions"]["numpy"]


def test_a_person_reads_pairs_a_second():
    assert "all 1,200 pairs" in run("rules", *SMALL)


@pytest.mark.parametrize("flags", [["--json"], []])
def test_the_reader_is_measured_by_source(tmp_path, flags):
    printed = run("parser", "--most", "5", "--data", str(tmp_path), *flags)
    assert "guangdong-2026" in printed
    assert "notices" in printed
