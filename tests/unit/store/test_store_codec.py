"""Canonical JSON of the domain."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import get_args

import pytest

from jobmatch.domain import (
    Asked,
    BadInput,
    Degree,
    Demand,
    EthnicityAsked,
    Level,
    LevelsAsked,
    LicenceAsked,
    Span,
    Wishes,
)
from jobmatch.store.codec import CLAUSE, KINDS, Codec, StoredDemand, to_json

DEMAND: Codec[Demand] = Codec(StoredDemand)
SPAN = Span("other", 0, 2, "瑶族")


def test_every_kind_of_clause_has_a_word_of_its_own() -> None:
    assert set(KINDS) == set(get_args(Asked))
    assert len(set(KINDS.values())) == len(KINDS)
    assert not any(f.name == CLAUSE for clause in KINDS for f in fields(clause))


def test_clauses_of_the_same_shape_are_told_apart() -> None:
    words = frozenset({"瑶族"})
    for asked in (EthnicityAsked(words), LicenceAsked(words)):
        assert DEMAND.decode(DEMAND.encode(Demand(asked, SPAN))).asked == asked


def test_what_is_stored_reads_as_a_person_would_write_it() -> None:
    expected = (
        '{"asked":{"any_of":["瑶族"],"clause":"ethnicity"},"confidence":1.0,'
        '"span":{"end":2,"field":"other","quote":"瑶族","start":0},"strength":"required"}'
    )
    assert DEMAND.encode(Demand(EthnicityAsked(frozenset({"瑶族"})), SPAN)) == expected


def test_a_clause_stored_before_a_field_was_added_still_reads() -> None:
    old = '{"asked":{"admitted":[4,3],"clause":"levels"},"span":{"end":2,"field":"other","quote":"瑶族","start":0}}'
    admitted = frozenset({Level.ASSOCIATE, Level.BACHELOR})
    assert DEMAND.decode(old) == Demand(LevelsAsked(admitted), SPAN)


def test_sets_are_written_in_order_whatever_their_own() -> None:
    places = [f"44{i:02d}00" for i in range(50)]
    texts = {to_json(Wishes(places=frozenset(order))) for order in (places, places[::-1], places[25:] + places[:25])}
    assert len(texts) == 1


def test_enums_dates_and_missing_values_have_one_spelling() -> None:
    assert to_json([Degree.MASTER, date(2026, 6, 30), None, True]) == '[2,"2026-06-30",null,true]'


@pytest.mark.parametrize("text", ["", "{}", '{"asked":{"clause":"dance"},"span":{}}', "[1"])
def test_text_that_is_no_demand_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="stored JSON does not read"):
        DEMAND.decode(text)


def test_what_has_no_place_in_json_is_not_guessed_at() -> None:
    with pytest.raises(TypeError, match="no place in stored JSON"):
        to_json(object())
