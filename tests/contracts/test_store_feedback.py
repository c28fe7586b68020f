"""What comes back of pushes, what it settles, and the columns that the loop learns from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from store_samples import NIGHT, NOW, answer, fill, opening, person, planned, run_a_night

from jobmatch.domain import DismissalReason, FeedbackKind, Medium, Push, Slot, Source, Stage
from jobmatch.history import EventLog, PushLog, code_of
from jobmatch.store import (
    Outcome,
    Store,
    dismissed_pairs,
    event_log,
    feedback_of,
    get_posting,
    get_student,
    keep_model,
    lease_pushes,
    mark_bounced,
    mark_sent,
    night_of,
    offer_fingerprint,
    open_push_counts,
    push_log,
    pushed_pairs,
    put_feedback,
    put_postings,
    put_students,
    release_pushes,
    sent_by,
    sent_times,
)

TOMORROW = date(2026, 1, 21)


def logs(store: Store, since: date | None = None) -> tuple[PushLog, EventLog]:
    with store.read() as unit:
        pushes = push_log(unit, since)
        return pushes, event_log(unit, pushes)


def send_all(store: Store, now: datetime = NOW, medium: Medium = Medium.FILE) -> None:
    with store.write() as unit:
        mark_sent(unit, lease_pushes(unit, "a", now, 60, 99), now, medium)


def offering(external_id: str) -> Push:
    """A push that keeps what its posting offered."""
    return replace(planned("S000001", f"gd:{external_id}"), offer=offer_fingerprint(opening(external_id)))


def test_a_push_keeps_what_the_model_saw_and_how_it_came_by_its_place(store: Store) -> None:
    fill(store, students=1, postings=1)
    drawn = replace(
        planned("S000001", "gd:1"),
        together=3,
        slot=Slot.EXPLORED,
        propensity=0.125,
        features=(0.5, -1.25),
        offer="00ff",
        daypart="evening",
    )
    run_a_night(store, NIGHT, [drawn])
    with store.read() as unit:
        assert night_of(unit, "2026-01-20")[0] == [drawn]


def test_every_part_of_an_event_comes_back(store: Store) -> None:
    fill(store, students=1, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1")])
    refusal = replace(
        answer("e1", "S000001", "gd:1", FeedbackKind.NOT_FOR_ME, "母亲住院"), reason=DismissalReason.TOO_FAR
    )
    stayed = replace(
        answer("e2", "S000001", "gd:1", FeedbackKind.STAYED), months=12, source=Source.EMPLOYER, at=NOW + timedelta(1)
    )
    with store.write() as unit:
        put_feedback(unit, [stayed, refusal], NOW)
        assert feedback_of(unit, "S000001") == [refusal, stayed]


def test_the_log_of_pushes_is_sorted_and_names_what_each_model_saw(store: Store) -> None:
    fill(store, students=2, postings=2)
    with store.write() as unit:
        keep_model(unit, "m1", '{"features": ["pay", "near"]}', NOW)
        keep_model(unit, "m2", '{"features": ["near", "title"]}', NOW)
    first = replace(planned("S000002", "gd:1"), model_version="m1", features=(1.0, 2.0))
    second = replace(planned("S000001", "gd:2", campaign="2026-01-21"), model_version="m2", features=(3.0, 4.0))
    third = replace(planned("S000002", "gd:2", position=2), slot=Slot.EXPLORED, propensity=0.25)
    run_a_night(store, NIGHT, [third, first])
    send_all(store, NOW + timedelta(microseconds=250_000), Medium.MAIL)
    run_a_night(store, TOMORROW, [second])
    pushes, events = logs(store)
    nan = float("nan")
    assert (pushes.students, pushes.postings, pushes.feature_names) == (
        ("S000001", "S000002"),
        ("gd:1", "gd:2"),
        ("pay", "near", "title"),
    )
    assert (pushes.student.tolist(), pushes.posting.tolist(), pushes.position.tolist()) == (
        [0, 1, 1],
        [1, 0, 1],
        [1, 1, 2],
    )
    np.testing.assert_array_equal(pushes.features, np.float32([[nan, 3, 4], [1, 2, nan], [nan, nan, nan]]))
    np.testing.assert_array_equal(pushes.sent_at, [nan, NOW.timestamp() + 0.25, NOW.timestamp() + 0.25])
    np.testing.assert_array_equal(pushes.propensity, [nan, nan, 0.25])
    assert pushes.campaign_day.tolist() == [(TOMORROW - date(1970, 1, 1)).days, *2 * [(NIGHT - date(1970, 1, 1)).days]]
    assert pushes.slot.tolist() == [code_of(Slot.RANKED), code_of(Slot.RANKED), code_of(Slot.EXPLORED)]
    assert pushes.medium.tolist() == [code_of(Medium.FILE), code_of(Medium.MAIL), code_of(Medium.MAIL)]
    assert len(events) == 0
    assert logs(store, TOMORROW)[0].students == ("S000001",)


def test_events_are_placed_by_their_own_time_however_late_they_come(store: Store) -> None:
    fill(store, students=1, postings=2)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1"), planned("S000001", "gd:2", position=2)])
    opened = replace(answer("e9", "S000001", "gd:2", FeedbackKind.OPENED), at=NOW + timedelta(hours=1.5))
    refused = replace(opened, event_id="e3", kind=FeedbackKind.NOT_FOR_ME, reason=DismissalReason.PAY)
    stayed = replace(answer("e1", "S000001", "gd:1", FeedbackKind.STAYED), months=36)
    earlier = replace(opened, event_id="z", kind=FeedbackKind.DELIVERED, at=NOW, source=Source.CHANNEL)
    with store.write() as unit:
        for event in (refused, opened, stayed, earlier):  # heard of in this order, and a clock went back between
            put_feedback(unit, [event], NOW)
    _, events = logs(store)
    assert events.push.tolist() == [0, 1, 1, 1]
    kinds = [FeedbackKind.STAYED, FeedbackKind.DELIVERED, FeedbackKind.NOT_FOR_ME, FeedbackKind.OPENED]
    assert events.kind.tolist() == [code_of(kind) for kind in kinds]
    hour_and_half = NOW.timestamp() + 90 * 60
    assert events.at.tolist() == [NOW.timestamp(), NOW.timestamp(), hour_and_half, hour_and_half]
    assert (events.reason.tolist(), events.months.tolist()) == (
        [0, 0, 1 + code_of(DismissalReason.PAY), 0],
        [36, 0, 0, 0],
    )
    assert events.source[1] == code_of(Source.CHANNEL)


def test_the_logs_of_an_empty_home_are_empty(store: Store) -> None:
    pushes, events = logs(store)
    assert (len(pushes), len(events), pushes.features.shape) == (0, 0, (0, 0))


def test_whoever_took_consent_back_is_in_no_log(store: Store) -> None:
    fill(store, students=2, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1"), planned("S000002", "gd:1")])
    student, identity = person("2022001")
    with store.write() as unit:
        put_feedback(unit, [answer(f"e{i}", f"S00000{i}", "gd:1", FeedbackKind.OPENED) for i in (1, 2)], NOW)
        put_students(unit, [(replace(student, consent_push=False), identity)], NOW)
    pushes, events = logs(store)
    assert (pushes.students, events.push.tolist()) == (("S000002",), [0])


def test_a_hire_fills_one_place_and_places_the_student(store: Store) -> None:
    fill(store, students=2, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1"), planned("S000002", "gd:1")])
    hired = answer("e1", "S000001", "gd:1", FeedbackKind.HIRED)
    told_again = replace(hired, event_id="e2", source=Source.EMPLOYER)
    with store.write() as unit:
        put_feedback(unit, [hired], NOW)
        put_feedback(unit, [hired, told_again], NOW)
        assert get_posting(unit, "gd:1").places_filled == 1
        assert get_student(unit, "S000001").stage is Stage.PLACED
        waiting = lease_pushes(unit, "a", NOW, 60, 9)
        assert [lease.push.student_id for lease in waiting] == ["S000002"]


def test_a_roster_that_does_not_know_of_the_hire_does_not_undo_it(store: Store) -> None:
    fill(store, students=1, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1")])
    student, identity = person("2022001")
    moved = (student, replace(identity, phone="13900139000"))
    left = replace(answer("e2", "S000001", "gd:1", FeedbackKind.LEFT), at=NOW + timedelta(days=30))
    with store.write() as unit:
        put_feedback(unit, [answer("e1", "S000001", "gd:1", FeedbackKind.HIRED)], NOW)
        assert put_students(unit, [moved], NOW) == Outcome(updated=1)
        assert get_student(unit, "S000001").stage is Stage.PLACED
        put_feedback(unit, [left], NOW)
        put_students(unit, [(replace(student, counselor="陈老师"), identity)], NOW)
        assert get_student(unit, "S000001").stage is student.stage


@pytest.mark.parametrize("kind", [FeedbackKind.BOUNCED, FeedbackKind.WITHDRAWN])
def test_pushes_that_ended_free_their_places(store: Store, kind: FeedbackKind) -> None:
    fill(store, students=2, postings=1)
    run_a_night(store, NIGHT, [planned("S000001", "gd:1"), planned("S000002", "gd:1")])
    send_all(store)
    with store.write() as unit:
        put_feedback(unit, [answer(f"e{i}", f"S00000{i}", "gd:1", kind) for i in (1, 2)], NOW)
        assert open_push_counts(unit, NIGHT, 7) == {}


def test_a_pair_is_free_again_once_the_posting_offers_something_else(store: Store) -> None:
    fill(store, students=1, postings=2)
    run_a_night(store, NIGHT, [offering("1"), replace(offering("2"), position=2)])
    with store.write() as unit:
        assert pushed_pairs(unit, TOMORROW) == {("S000001", "gd:1"), ("S000001", "gd:2")}
        put_postings(unit, [replace(opening("1"), places_filled=1), opening("2", headcount=5)], NOW)
        assert pushed_pairs(unit, TOMORROW) == {("S000001", "gd:1")}


@pytest.mark.parametrize("kind", [FeedbackKind.NOT_FOR_ME, FeedbackKind.APPLIED, FeedbackKind.OFFER])
def test_what_was_turned_down_or_applied_for_is_never_pushed_again(store: Store, kind: FeedbackKind) -> None:
    fill(store, students=1, postings=1)
    run_a_night(store, NIGHT, [offering("1")])
    with store.write() as unit:
        put_feedback(unit, [answer("e1", "S000001", "gd:1", kind)], NOW)
        put_postings(unit, [opening("1", headcount=9)], NOW)
        assert pushed_pairs(unit, TOMORROW) == {("S000001", "gd:1")}


@pytest.mark.parametrize(
    ("reason", "gone"),
    [
        (DismissalReason.NIGHTS, {("S000001", "gd:1"), ("S000001", "gd:2")}),
        (DismissalReason.FOUND_WORK, {("S000001", "gd:1")}),
    ],
)
def test_what_was_turned_down_takes_openings_of_the_same_employer_and_title_with_it(
    store: Store, reason: DismissalReason, gone: set[tuple[str, str]]
) -> None:
    fill(store, students=2, postings=2)
    with store.write() as unit:
        put_postings(unit, [replace(opening("3"), title="会计")], NOW)
    run_a_night(store, NIGHT, [offering("1")])
    with store.write() as unit:
        put_feedback(unit, [replace(answer("e1", "S000001", "gd:1", FeedbackKind.NOT_FOR_ME), reason=reason)], NOW)
        assert pushed_pairs(unit, TOMORROW) == dismissed_pairs(unit) == gone
        assert pushed_pairs(unit, NIGHT) == set()


def test_the_medium_that_carried_a_push_is_kept_with_it(store: Store) -> None:
    fill(store, students=3, postings=1)
    run_a_night(store, NIGHT, [planned(f"S00000{i}", "gd:1") for i in (1, 2, 3)])
    with store.write() as unit:
        sent, refused, put_off = lease_pushes(unit, "a", NOW, 60, 9)
        mark_sent(unit, [sent], NOW, Medium.MAIL)
        mark_bounced(unit, [refused], NOW, Medium.MAIL)
        release_pushes(unit, [put_off])
        again = lease_pushes(unit, "b", NOW, 60, 9)
        keys = [(f"S00000{i}", "gd:1", "2026-01-20") for i in (1, 2, 3)]
        assert [lease.push.student_id for lease in again] == ["S000003"]
        assert sent_by(unit, Medium.MAIL, NIGHT) == keys[:2]
        assert sent_times(unit, [*keys, ("S000009", "gd:1", "x")]) == {keys[0]: NOW, keys[1]: NOW, keys[2]: None}
        assert open_push_counts(unit, NIGHT, 7) == {"gd:1": 2}


def test_the_pushes_of_one_student_and_night_are_leased_together(store: Store) -> None:
    fill(store, students=2, postings=2)
    pairs = [(student, posting) for student in ("S000001", "S000002") for posting in (1, 2)]
    run_a_night(store, NIGHT, [planned(student, f"gd:{posting}", position=posting) for student, posting in pairs])
    with store.write() as unit:
        leased = [lease.push.key for lease in lease_pushes(unit, "a", NOW, 60, 1)]
    assert leased == ["S000001|gd:1|2026-01-20", "S000001|gd:2|2026-01-20"]
