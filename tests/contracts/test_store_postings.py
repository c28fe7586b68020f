"""Postings: live or not, and never reopened behind anyone's back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select
from store_samples import NIGHT, NOW, anything, opening

from jobmatch.domain import Employer, NotFound, Posting, PostingStatus
from jobmatch.store import (
    Outcome,
    Store,
    all_employers,
    all_postings,
    close_posting,
    get_posting,
    live_postings,
    postings_by_id,
    put_postings,
    revision,
    snapshot_key,
)
from jobmatch.store.schema import posting as table

FRESH = count()


def test_a_posting_lives_until_the_end_of_its_last_day(store: Store) -> None:
    yesterday = NIGHT - timedelta(days=1)
    with store.write() as unit:
        openings = [opening("3"), opening("2", deadline=NIGHT), opening("1", deadline=yesterday)]
        put_postings(unit, openings, NOW)
        assert [posting.id for posting in live_postings(unit, NIGHT)] == ["gd:2", "gd:3"]


def test_a_posting_stored_before_occupations_were_kept_still_reads(store: Store) -> None:
    told = replace(opening("1"), occupation="2-05-08-00")
    with store.write() as unit:
        put_postings(unit, [told], NOW)
        assert get_posting(unit, "gd:1") == told
        body = json.loads(unit.connection.scalar(select(table.c.body)))
        del body["occupation"]
        unit.connection.execute(table.update().values(body=json.dumps(body)))
        assert get_posting(unit, "gd:1") == opening("1")


def test_postings_come_in_the_order_that_python_gives_their_ids(store: Store) -> None:
    names = ["b", "B", "a-1", "a1", "中", "Z", "ä", "10", "9"]
    with store.write() as unit:
        put_postings(unit, [opening(name) for name in names], NOW)
        assert [posting.id for posting in all_postings(unit)] == sorted(f"gd:{name}" for name in names)


def test_the_same_file_twice_changes_nothing(store: Store) -> None:
    openings = [opening("1"), opening("2")]
    with store.write() as unit:
        first = put_postings(unit, openings, NOW)
        before = revision(unit)
        second = put_postings(unit, openings, NOW + timedelta(days=1))
        assert revision(unit) == before
    assert (first, second) == (Outcome(added=2), Outcome(unchanged=2))


def test_a_posting_closed_here_stays_closed_when_its_source_changes_a_word(store: Store) -> None:
    with store.write() as unit:
        put_postings(unit, [replace(opening("1"), places_filled=2)], NOW)
        close_posting(unit, "gd:1", PostingStatus.FILLED, NOW)
        assert put_postings(unit, [replace(opening("1"), title="护士（内科）")], NOW) == Outcome(updated=1)
        kept = get_posting(unit, "gd:1")
        assert live_postings(unit, NIGHT) == []
    assert (kept.title, kept.status, kept.places_filled) == ("护士（内科）", PostingStatus.FILLED, 2)


def test_a_source_that_withdraws_a_posting_closes_it(store: Store) -> None:
    with store.write() as unit:
        put_postings(unit, [opening("1")], NOW)
        put_postings(unit, [replace(opening("1"), status=PostingStatus.WITHDRAWN)], NOW)
        assert get_posting(unit, "gd:1").status is PostingStatus.WITHDRAWN


def test_an_unknown_posting_is_not_found(store: Store) -> None:
    with store.write() as unit:
        put_postings(unit, [opening("1")], NOW)
        with pytest.raises(NotFound, match="gd:9"):
            postings_by_id(unit, ["gd:1", "gd:9"])
        with pytest.raises(NotFound, match="gd:9"):
            close_posting(unit, "gd:9", PostingStatus.CLOSED, NOW)


def test_postings_asked_by_id_come_in_the_order_asked(store: Store) -> None:
    with store.write() as unit:
        put_postings(unit, [opening("1"), opening("2"), opening("3")], NOW)
        assert [p.id for p in postings_by_id(unit, ["gd:3", "gd:1"])] == ["gd:3", "gd:1"]


def test_an_employer_is_kept_once_as_its_latest_posting_tells_it(store: Store) -> None:
    later = Employer(name=opening("1").employer.name, grassroots=True)
    with store.write() as unit:
        put_postings(unit, [opening("1"), replace(opening("2"), employer=later)], NOW)
        assert all_employers(unit) == [later]
        assert get_posting(unit, "gd:1").employer.grassroots is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(posting=anything(Posting))
def test_any_posting_comes_back_as_put(store: Store, posting: Posting) -> None:
    named = replace(posting, id=f"{posting.source}:{next(FRESH)}")
    with store.write() as unit:
        put_postings(unit, [named], NOW)
        assert get_posting(unit, named.id) == named


def test_a_night_of_another_date_or_state_has_another_snapshot(store: Store) -> None:
    with store.write() as unit:
        keys = [snapshot_key(unit, NIGHT), snapshot_key(unit, date(2026, 1, 21))]
        put_postings(unit, [opening("1")], NOW)
        keys.append(snapshot_key(unit, NIGHT))
        assert len(set(keys)) == 3
        assert snapshot_key(unit, NIGHT) == keys[2]
