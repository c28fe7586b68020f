"""Runs, feedback, versions and imports."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text
from store_samples import KEYS, NIGHT, NOW, answer, fill, planned, run_a_night

from jobmatch.domain import BadInput, Conflict, FeedbackKind, NotFound
from jobmatch.store import (
    KeyRing,
    Outcome,
    RejectedRow,
    Step,
    Store,
    all_feedback,
    all_ingests,
    begin_run,
    keep_model,
    keep_policy,
    last_done_run,
    log_ingest,
    model_of,
    policy_of,
    put_feedback,
    record_step,
    rejected_of,
    rotate,
    steps_of,
    summary_of,
)


def test_a_night_cut_off_is_started_again_with_the_next_fencing_number(store: Store) -> None:
    with store.write() as unit:
        first = begin_run(unit, NIGHT, NOW)
        again = begin_run(unit, NIGHT, NOW)
        other = begin_run(unit, NIGHT + timedelta(days=1), NOW)
    assert (first.fencing, again, other.fencing) == (1, replace(first, fencing=2), 1)


def test_steps_are_known_to_whoever_starts_the_night_again(store: Store) -> None:
    early = Step("retrieve", "k1", "retrieve-k1.parquet", "00ff", {"pairs": 12}, 1.5)
    redone = replace(early, key="k2")
    with store.write() as unit:
        run = begin_run(unit, NIGHT, NOW)
        record_step(unit, run, early, NOW)
        record_step(unit, run, redone, NOW)
        assert steps_of(unit, begin_run(unit, NIGHT, NOW)) == {"retrieve": redone}
        with pytest.raises(Conflict, match="started again"):
            record_step(unit, run, early, NOW)


def test_the_last_done_run_is_that_of_the_latest_date(store: Store) -> None:
    for night in (date(2026, 1, 21), NIGHT):
        run_a_night(store, night, [])
    with store.write() as unit:
        unfinished = begin_run(unit, date(2026, 1, 22), NOW)
        last = last_done_run(unit)
        assert last is not None
        assert (last.date, last.state) == (date(2026, 1, 21), "done")
        with pytest.raises(NotFound, match="no summary"):
            summary_of(unit, unfinished)


def test_feedback_imported_twice_counts_once(store: Store) -> None:
    fill(store, students=1, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1")])
    event = answer("e1", "S000001", "gd:1", FeedbackKind.NOT_FOR_ME, "离家太远，要照顾住院的母亲")
    with store.write() as unit:
        outcomes = [put_feedback(unit, [event], NOW), put_feedback(unit, [event, event], NOW)]
        assert all_feedback(unit) == [event]
        kept = unit.connection.scalar(text("SELECT comment FROM feedback"))
    assert outcomes == [Outcome(added=1), Outcome(unchanged=1)]
    assert "母亲".encode() not in bytes(kept)


@pytest.mark.parametrize(
    ("student", "posting", "at", "wrong"),
    [
        ("S000009", "gd:1", NOW, "'S000009|gd:1|2026-01-20' is no known push"),
        ("S000001", "gd:9", NOW, "'S000001|gd:9|2026-01-20' is no known push"),
        ("S000001", "gd:1", datetime(2026, 1, 20), "time zone"),  # noqa: DTZ001
    ],
)
def test_feedback_that_cannot_be_placed_is_refused_whole(
    store: Store, student: str, posting: str, at: datetime, wrong: str
) -> None:
    fill(store, students=1, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1")])
    good = answer("e1", "S000001", "gd:1", FeedbackKind.OPENED)
    bad = replace(answer("e2", student, posting, FeedbackKind.OPENED), at=at)
    with store.write() as unit:
        with pytest.raises(BadInput, match=f"feedback e2: .*{re.escape(wrong)}"):
            put_feedback(unit, [good, bad], NOW)
        assert all_feedback(unit) == []


def test_a_version_keeps_its_text(store: Store) -> None:
    with store.write() as unit:
        keep_policy(unit, "p1", "version = 'p1'", NOW)
        keep_policy(unit, "p1", "version = 'p1'", NOW)
        keep_model(unit, "m1", "{}", NOW)
        assert (policy_of(unit, "p1"), model_of(unit, "m1")) == ("version = 'p1'", "{}")
        with pytest.raises(Conflict, match="policy_version p1"):
            keep_policy(unit, "p1", "version = 'p2'", NOW)
        with pytest.raises(NotFound, match="p9"):
            policy_of(unit, "p9")


def test_refused_rows_are_kept_sealed_with_their_import(store: Store) -> None:
    refused = RejectedRow("roster.csv", 7, "phone", "1380013800x", "expected 11 digits")
    with store.write() as unit:
        ingest = log_ingest(unit, "demo-roster", "ab" * 32, {"added": 3, "rejected": 1}, [refused], NOW)
        assert rejected_of(unit, ingest) == [refused]
        noted = all_ingests(unit)
        detail = unit.connection.scalar(text("SELECT detail FROM rejected_row"))
    assert [(log.source, log.counts["added"], log.at) for log in noted] == [("demo-roster", 3, NOW)]
    assert b"13800" not in bytes(detail)


def test_rotation_reaches_feedback_and_refused_rows(store: Store, open_store: Callable[[KeyRing], Store]) -> None:
    fill(store, students=1, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1")])
    event = answer("e1", "S000001", "gd:1", FeedbackKind.COMMENT, "谢谢")
    refused = RejectedRow("roster.csv", 7, "phone", "1380013800x", "expected 11 digits")
    with store.write() as unit:
        put_feedback(unit, [event], NOW)
        ingest = log_ingest(unit, "demo-roster", "ab" * 32, {}, [refused], NOW)
    fresh = KeyRing((b"f" * 32,))
    assert rotate(store, fresh) == 1 + 1 + 1
    with open_store(fresh).read() as unit:
        assert (all_feedback(unit), rejected_of(unit, ingest)) == ([event], [refused])
    assert fresh.blind_index("x") != KEYS.blind_index("x")
