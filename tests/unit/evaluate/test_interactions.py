"""The whole evaluation on a small made-up board, and the bars on the real one."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.unit.evaluate.interactions_board import stated, steady_people, view, write_board
from typer.testing import CliRunner

from jobmatch.cli import app
from jobmatch.domain import Misconfigured
from jobmatch.embed import Encoder, load_encoder
from jobmatch.evaluate.interactions import collaborative_methods, evaluate_interactions
from jobmatch.evaluate.interactions.data import FOLDER, read_board
from jobmatch.evaluate.interactions.learner import Population, Setting, ranked_by, train_population, write_log
from jobmatch.evaluate.interactions.night import encode, nights
from jobmatch.evaluate.interactions.splits import live_questions
from jobmatch.learning.evidence import Frame

DATA = Path("../shared/data")
FAMILIES = {
    "random",
    "popularity",
    "bm25",
    "content",
    "item_bm25",
    "item_cosine",
    "als",
    "bpr",
    "ours_unlearned",
    "ours",
}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(threads=1)


@pytest.fixture(scope="module")
def record(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """People with steady habits come back; eight come late and had said beforehand what they look for."""
    views = steady_people(24, 40, 40)
    late = [view(100 + n, 2 + 4 * (n + step), 38 + step / 24) for n in range(8) for step in range(2)]
    interests = [stated(100 + n, "truck driver", 30) for n in range(8)]
    data = write_board(tmp_path_factory.mktemp("data") / "data", [*views, *late], interests)
    return evaluate_interactions(data, lambda: encoder, collaborative_methods)


def test_every_method_answers_for_warm_and_cold_people(record: dict[str, Any]) -> None:
    for asked in ("live", "overnight"):
        assert set(record[asked]["warm"]["methods"]) == FAMILIES
        assert record[asked]["warm"]["people"] > 10
        assert record[asked]["cold_stated"]["people"] == 8
    assert record["live"]["warm"]["questions"] > record["overnight"]["warm"]["questions"]
    assert json.loads(json.dumps(record)) == record


def test_ours_finds_what_steady_people_keep_to(record: dict[str, Any]) -> None:
    assert record["live"]["warm"]["ours_less"]["random"]["ndcg@10"]["low"] > 0
    assert record["live"]["warm"]["ours_less"]["popularity"]["ndcg@10"]["low"] > 0


def test_differences_are_those_of_the_means(record: dict[str, Any]) -> None:
    figures = record["live"]["warm"]
    for family, less in figures["ours_less"].items():
        for name, between in less.items():
            expected = figures["methods"]["ours"][name]["mean"] - figures["methods"][family][name]["mean"]
            assert between["mean"] == pytest.approx(expected, abs=2e-4)
            assert between["low"] <= between["mean"] <= between["high"]


def test_the_record_says_what_was_tried_and_on_what_days(record: dict[str, Any]) -> None:
    tried = {family: [one for one in record["tried"] if one["family"] == family] for family in FAMILIES}
    for family in FAMILIES - {"ours_unlearned"}:
        best = max(tried[family], key=lambda one: one["ndcg@10"])
        assert record["settings"][family] == best["setting"]
    split = record["split"]
    assert split["validation_from"] < split["test_from"] < split["test_until"]
    assert any("RecTools" in note for note in record["notes"])
    assert any(line.startswith("live, warm (") for line in record["account"])


def test_who_has_viewed_nothing_has_no_taste_and_two_views_make_one(encoder: Encoder, tmp_path: Path) -> None:
    board = read_board(write_board(tmp_path, steady_people(20, 48, 30)) / FOLDER)
    texts = encode(board, encoder)
    questions = live_questions(board, 0.0, np.inf)
    log = write_log(board, texts, questions)
    own = train_population(log, Setting(5.0, 0.3), np.inf)
    shared = Population(Setting(5.0, None), own.frame, own.weights, own.response, own.line)
    for night, askers in nights(board, texts, questions):
        moved = np.abs(ranked_by(log, own)(night, askers) - ranked_by(log, shared)(night, askers)).max(axis=1)
        assert [move > 1e-6 for move in moved] == [len(asker.viewed) > 0 for asker in askers]


def test_learning_brings_back_the_weight_that_views_follow(encoder: Encoder, tmp_path: Path) -> None:
    board = read_board(write_board(tmp_path, steady_people(30, 40, 40)) / FOLDER)
    texts = encode(board, encoder)
    log = write_log(board, texts, live_questions(board, 0.0, np.inf))
    population = train_population(log, Setting(20.0, 3.0), np.inf)
    assert isinstance(population.frame, Frame)
    rows = log.inputs[:, : len(population.weights)] @ population.weights
    chosen, not_chosen = rows[log.chosen > 0], rows[log.chosen == 0]
    assert chosen.mean() > not_chosen.mean() + not_chosen.std()


def test_without_the_data_the_command_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", "interactions", "--json", "--data", str(tmp_path)])
    assert result.exit_code == 0
    assert "kaggle_jobviews" in json.loads(result.stdout)["skipped"]


def test_without_implicit_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "implicit", None)
    with pytest.raises(Misconfigured, match=r"jobmatch\[dev\]"):
        collaborative_methods()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_on_real_views_ours_is_ahead_on_warm_people_and_of_content_on_cold_ones(encoder: Encoder) -> None:
    if not (DATA / FOLDER).is_dir():
        pytest.skip(f"the evaluation data are not there: {DATA / FOLDER}")
    record = evaluate_interactions(DATA, lambda: encoder, collaborative_methods)
    for asked in ("live", "overnight"):
        less = record[asked]["warm"]["ours_less"]
        for family in FAMILIES - {"ours", "ours_unlearned"}:
            assert less[family]["ndcg@10"]["low"] > 0
            assert less[family]["recall@10"]["low"] > 0
        assert record[asked]["cold"]["ours_less"]["content"]["ndcg@10"]["low"] > 0
