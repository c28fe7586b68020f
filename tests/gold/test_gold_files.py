"""The gold files hold what the guide allows, name the rows that were read, and the reader holds its floors on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jobmatch.evaluate.gold import LABELS_FILE, PAIRS_FILE, SECOND_FILE, Label, load_labels, load_pairs
from jobmatch.evaluate.major_terms import TERMS_FILE, read_terms
from jobmatch.evaluate.pairs import STUDENTS_FILE, read_students
from jobmatch.evaluate.scoring import evaluate, read_gold
from jobmatch.evaluate.sources import SOURCES

GOLD = Path(__file__).parent
DATA = GOLD.parents[1].parent / "shared" / "data"
KEPT = "gd_gongwuyuan_2026"  # the one source whose words may be passed on
FLOORS = {"education": 0.95, "degree": 0.95, "majors": 0.95, "places": 0.9, "headcount": 0.97, "fresh": 0.95}


@pytest.fixture(scope="module")
def labels() -> list[Label]:
    return load_labels(GOLD / LABELS_FILE)


def test_every_label_follows_the_guide_and_names_its_majors(labels: list[Label]) -> None:
    majors = read_terms(GOLD / TERMS_FILE).fields()
    assert len(labels) >= 600
    assert {label.source for label in labels} == set(SOURCES)
    assert all(field.gold(label.labels) is not None for field in majors for label in labels)


def test_second_readings_and_pairs_follow_the_guide(labels: list[Label]) -> None:
    first = {label.ref for label in labels}
    assert all(label.ref in first for label in load_labels(GOLD / SECOND_FILE))
    students = read_students(GOLD / STUDENTS_FILE)
    assert all(pair.student in students for pair in load_pairs(GOLD / PAIRS_FILE))


def test_words_are_kept_only_where_they_may_be_passed_on(labels: list[Label]) -> None:
    assert {label.source for label in labels if label.received} <= {KEPT}


@pytest.mark.skipif(not DATA.is_dir(), reason="the evaluation data is not beside the checkout")
def test_every_label_names_the_row_that_was_read() -> None:
    assert read_gold(GOLD, DATA).labels  # raises where a fingerprint or a quote does not agree


@pytest.fixture(scope="module")
def official_table() -> dict[str, Any]:
    """The figures on the rows that are kept with their labels."""
    record = evaluate(read_gold(GOLD, None, tuned_only=True))
    assert record["tuned"]["postings"] == 160
    return dict(record["tuned"])


@pytest.mark.parametrize("field", FLOORS)
def test_the_official_table_is_read_as_people_read_it(official_table: dict[str, Any], field: str) -> None:
    figures = official_table["fields"][field]
    assert min(figures["precision"], figures["recall"]) >= FLOORS[field]


BAR = {"education": 0.97, "experience": 0.97, "places": 0.97, "pay": 0.97, "majors": 0.95}


@pytest.fixture(scope="module")
def tuned() -> dict[str, Any]:
    """The figures on every tuned row; the unseen sources are left alone."""
    return dict(evaluate(read_gold(GOLD, DATA, tuned_only=True))["tuned"])


@pytest.mark.skipif(not DATA.is_dir(), reason="the evaluation data is not beside the checkout")
@pytest.mark.parametrize("field", BAR)
def test_the_tuned_rows_are_read_as_people_read_them(tuned: dict[str, Any], field: str) -> None:
    figures = tuned["fields"][field]
    assert figures["n"] >= 100
    assert min(figures["precision"], figures["recall"]) >= BAR[field]


@pytest.mark.skipif(not DATA.is_dir(), reason="the evaluation data is not beside the checkout")
def test_no_preference_is_taken_for_a_demand_and_nobody_is_refused_wrongly(tuned: dict[str, Any]) -> None:
    assert tuned["preferred_spans"] >= 200
    assert (tuned["preferred_as_required"], tuned["wrong_fail"]) == (0, 0)
    assert tuned["unknown_rate_decided"] <= 0.1
