"""Company ads in the words of Chinese boards, labelled before the reader saw them, are read as a person reads them."""

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
TERMS = [read_terms(GOLD / name).codes for name in (TERMS_FILE, "own_major_terms.toml", "own_ad_major_terms.toml")]
MAJORS = MajorTerms({name: codes for terms in TERMS for name, codes in terms.items()})
FIELDS = {field.name: field for field in (*ASKED, *MAJORS.fields(), *OFFERED)}
FLOORS = {  # precision and recall on all of them
    **dict.fromkeys(("education", "experience", "experience_preferred", "age", "gender", "places", "housing"), 0.97),
    **dict.fromkeys(("licences", "licences_preferred", "pay"), 0.95),
    **dict.fromkeys(("majors", "majors_preferred"), 0.93),
}


@pytest.fixture(scope="module")
def ads() -> list[Scored]:
    """The invented ads, each with its labels and what the reader makes of it."""
    scored = []
    for row, line in enumerate((GOLD / "own_ads.jsonl").read_text("utf-8").splitlines()):
        record = json.loads(line)
        label = Label("own_ads", row, "", record["labels"], row + 1, record["received"])
        scored.append(Scored(label, record["received"], read_posting(record["received"])))
    return scored


def test_every_label_follows_the_guide(ads: list[Scored]) -> None:
    for one in ads:
        assert not list(wrong_keys(one.label.labels)), one.label.line
        quotes = one.label.labels.get("preferred", ())
        assert all(occurrences(quote, one.received) for quote in quotes), one.label.line


@pytest.mark.parametrize("name", FLOORS)
def test_ads_are_read_as_a_person_reads_them(ads: list[Scored], name: str) -> None:
    total = reduce(Tally.plus, _tallies(FIELDS[name], ads), Tally())
    assert total.gold > 0
    assert total.right >= FLOORS[name] * total.found
    assert total.covered >= FLOORS[name] * total.gold


def _tallies(field: Field, ads: list[Scored]) -> list[Tally]:
    return [tally for one in ads if (tally := compare(field, one.label.labels, one.reading))]


def test_no_preference_is_taken_for_a_demand(ads: list[Scored]) -> None:
    found = (preferences(one.label, one.received, one.reading) for one in ads)
    assert reduce(Preferences.plus, found, Preferences()).as_required == 0


def test_only_what_is_no_job_is_kept_back(ads: list[Scored]) -> None:
    flagged = {bool(one.label.labels.get("flags")) for one in ads if _sure_alarms(one)}
    assert flagged == {True}


def _sure_alarms(one: Scored) -> bool:
    return any(alarm.confidence >= 0.7 for alarm in one.reading.alarms)
