"""Notices of kinds that the sources lack (wards, workshops, kindergartens, traps) are read as a person reads them."""

from __future__ import annotations

import json
from functools import reduce
from pathlib import Path

import pytest

from jobmatch.evaluate.asked import ASKED
from jobmatch.evaluate.disagreements import Scored
from jobmatch.evaluate.field import Field, Tally, compare
from jobmatch.evaluate.gold import Label, occurrences
from jobmatch.evaluate.guide import wrong_keys
from jobmatch.evaluate.major_terms import TERMS_FILE, MajorTerms, read_terms
from jobmatch.evaluate.offered import OFFERED
from jobmatch.evaluate.preferred import Preferences, preferences
from jobmatch.requirements import read_posting

GOLD = Path(__file__).parent
TERMS = MajorTerms({**read_terms(GOLD / TERMS_FILE).codes, **read_terms(GOLD / "own_major_terms.toml").codes})
FIELDS: tuple[Field, ...] = (*ASKED, *TERMS.fields(), *OFFERED)
FLOOR = 0.95


def read_notices(path: Path) -> list[Scored]:
    """The invented notices, each with its labels and what the reader makes of it."""
    scored = []
    for row, line in enumerate(path.read_text("utf-8").splitlines()):
        record = json.loads(line)
        label = Label("own_notices", row, "", record["labels"], row + 1, record["received"])
        scored.append(Scored(label, record["received"], read_posting(record["received"])))
    return scored


@pytest.fixture(scope="module")
def notices() -> list[Scored]:
    return read_notices(GOLD / "own_notices.jsonl")


def test_every_label_follows_the_guide(notices: list[Scored]) -> None:
    for one in notices:
        assert not list(wrong_keys(one.label.labels)), one.label.line
        quotes = one.label.labels.get("preferred", ())
        assert all(occurrences(quote, one.received) for quote in quotes), one.label.line


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_notices_are_read_as_a_person_reads_them(notices: list[Scored], field: Field) -> None:
    tallies = [tally for one in notices if (tally := compare(field, one.label.labels, one.reading))]
    total = reduce(Tally.plus, tallies, Tally())
    assert total.right >= FLOOR * total.found
    assert total.covered >= FLOOR * total.gold


def test_no_preference_is_taken_for_a_demand(notices: list[Scored]) -> None:
    found = (preferences(one.label, one.received, one.reading) for one in notices)
    assert reduce(Preferences.plus, found, Preferences()).as_required == 0
