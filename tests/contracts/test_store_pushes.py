"""The outbox and the nights that fill it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from store_samples import NIGHT, NOW, answer, fill, person, planned, refused, run_a_night

from jobmatch.domain import Conflict, FeedbackKind, PostingStatus
from jobmatch.history import OFFICE_TIME
from jobmatch.store import (
    Store,
    begin_run,
    canonical_dump,
    close_posting,
    count_waiting,
    expire_pushes,
    last_campaign,
    lease_pushes,
    mark_sent,
    night_of,
    open_push_counts,
    prices_of,
    pushed_pairs,
    put_feedback,
    put_night,
    put_students,
    summary_of,
)

TOMORROW = date(2026, 1, 21)


def test_a_night_is_kept_as_it_was_decided(store: Store) -> None:
    fill(store, students=2, postings=2)
    pushes = [planned("S000001", "gd:1"), planned("S000001", "gd:2", position=2)]
    with store.write() as unit:
        run = begin_run(unit, NIGHT, NOW)
        put_night(unit, run, list(reversed(pushes)), [refused("S000002")], {"gd:2": 0.25}, {"pushes": 2}, NOW)
    with store.read() as unit:
        assert night_of(unit, "2026-01-20") == (pushes, [refused("S000002")])
        assert prices_of(unit, "2026-01-20") == {"gd:2": 0.25}
        assert last_campaign(unit) == "2026-01-20"
        assert summary_of(unit, run) == {"pushes": 2}


def test_a_night_that_was_started_again_elsewhere_cannot_land(store: Store) -> None:
    fill(store, students=1, postings=1)
    with store.write() as unit:
        cut_off = begin_run(unit, NIGHT, NOW)
        begin_run(unit, NIGHT, NOW)
    with pytest.raises(Conflict, match="started again"), store.write() as unit:
        put_night(unit, cut_off, [planned("S000001", "gd:1")], [], {}, {}, NOW)
    with store.read() as unit:
        assert night_of(unit, "2026-01-20") == ([], [])


def test_a_night_lands_once(store: Store) -> None:
    fill(store, students=1, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1")])
    with store.write() as unit:
        done = begin_run(unit, NIGHT, NOW)
        with pytest.raises(Conflict, match="done already"):
            put_night(unit, done, [], [], {}, {}, NOW)
    assert done.state == "done"


def test_a_night_with_one_bad_push_lands_nothing(store: Store) -> None:
    fill(store, students=1, postings=1)
    pushes = [planned("S000001", "gd:1"), planned("S000001", "gd:1")]
    with pytest.raises(Exception, match=r"(?i)unique"):
        run_a_night(store, NIGHT, pushes)
    with store.read() as unit:
        assert (night_of(unit, "2026-01-20"), last_campaign(unit)) == (([], []), None)


def test_the_dump_does_not_tell_which_run_or_dispatch_made_it(store: Store) -> None:
    fill(store, students=2, postings=1)
    with store.write() as unit:
        begin_run(unit, NIGHT, NOW)  # killed, then started again: another fencing number
    run_a_night(store, NIGHT, [planned("S000001", "gd:1")], (refused("S000002"),))
    with store.write() as unit:
        before = canonical_dump(unit, "2026-01-20")
        mark_sent(unit, lease_pushes(unit, "a", NOW, 60, 9), NOW)
        assert canonical_dump(unit, "2026-01-20") == before
    assert [line[:12] for line in before.splitlines()] == ['{"push":{"ca', '{"diagnosis"']


def test_a_push_occupies_its_posting_until_the_window_ends(store: Store) -> None:
    fill(store, students=2, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1"), planned("S000002", "gd:1")])
    days = (0, 13, 14)
    with store.read() as unit:
        counts = [open_push_counts(unit, NIGHT + timedelta(days=day), 14) for day in days]
    assert counts == [{"gd:1": 2}, {"gd:1": 2}, {}]


@pytest.mark.parametrize(
    ("kind", "occupied"),
    [(FeedbackKind.NOT_FOR_ME, {}), (FeedbackKind.HIRED, {}), (FeedbackKind.APPLIED, {"gd:1": 1})],
)
def test_an_answer_that_settles_a_push_frees_its_place(
    store: Store, kind: FeedbackKind, occupied: dict[str, int]
) -> None:
    fill(store, students=1, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1")])
    with store.write() as unit:
        put_feedback(unit, [answer("e1", "S000001", "gd:1", kind)], NOW)
        assert open_push_counts(unit, TOMORROW, 14) == occupied


def test_pairs_pushed_before_a_date_leave_that_date_out(store: Store) -> None:
    fill(store, students=1, postings=2)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1")])
    run_a_night(store, TOMORROW, [planned("S000001", "gd:2", campaign="2026-01-21")])
    with store.read() as unit:
        assert pushed_pairs(unit, TOMORROW) == {("S000001", "gd:1")}


@pytest.mark.parametrize(
    ("day", "hour", "leased"),
    [(20, 0, "13"), (20, 12, "13"), (20, 18, "123"), (21, 0, "123"), (19, 23, "1"), (19, 12, "1")],
)
def test_a_push_waits_for_its_part_of_the_day_but_not_beyond_that_day(
    store: Store, day: int, hour: int, leased: str
) -> None:
    fill(store, students=3, postings=1)
    parts = {1: "", 2: "evening", 3: "night"}
    run_a_night(store, NIGHT, [replace(planned(f"S00000{i}", "gd:1"), daypart=parts[i]) for i in parts])
    now = datetime(2026, 1, day, hour, tzinfo=OFFICE_TIME)
    with store.write() as unit:
        assert [lease.push.student_id[-1] for lease in lease_pushes(unit, "a", now, 60, 9)] == list(leased)
        assert count_waiting(unit, now) == 3 - len(leased)


def test_two_dispatchers_never_hold_the_same_push(store: Store) -> None:
    fill(store, students=3, postings=1)
    run_a_night(store, NIGHT, [planned(f"S00000{i}", "gd:1") for i in (1, 2, 3)])
    with store.write() as unit:
        mine = lease_pushes(unit, "a", NOW, 60, 2)
        theirs = lease_pushes(unit, "b", NOW, 60, 2)
        assert lease_pushes(unit, "c", NOW, 60, 2) == []
    assert [lease.push.student_id for lease in mine + theirs] == ["S000001", "S000002", "S000003"]


def test_a_lease_that_ran_out_goes_to_another_whose_word_counts(store: Store) -> None:
    fill(store, students=1, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1")])
    late = NOW + timedelta(seconds=61)
    with store.write() as unit:
        stale = lease_pushes(unit, "a", NOW, 60, 9)
        current = lease_pushes(unit, "b", late, 60, 9)
    with pytest.raises(Conflict, match="taken over"), store.write() as unit:
        mark_sent(unit, stale, late)
    with store.write() as unit:
        mark_sent(unit, current, late)
        assert lease_pushes(unit, "c", late + timedelta(days=1), 60, 9) == []


def test_what_must_not_go_out_any_more_expires(store: Store) -> None:
    fill(store, students=3, postings=2)
    pairs = [("S000001", "gd:1"), ("S000002", "gd:2"), ("S000003", "gd:2")]
    run_a_night(store, NIGHT, [planned(student, posting) for student, posting in pairs])
    student, identity = person("2022002")
    with store.write() as unit:
        close_posting(unit, "gd:1", PostingStatus.FILLED, NOW)
        put_students(unit, [(replace(student, consent_push=False), identity)], NOW)
        assert expire_pushes(unit, NIGHT) == 2
        assert [lease.push.student_id for lease in lease_pushes(unit, "a", NOW, 60, 9)] == ["S000003"]
        assert open_push_counts(unit, NIGHT, 14) == {"gd:2": 1}
