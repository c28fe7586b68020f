"""Files of answers into a real store: whole or not at all, twice without effect, every row accounted for."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from store_samples import KEYS, NIGHT, NOW, answer, fill, planned, run_a_night

from jobmatch.domain import (
    BadInput,
    FeedbackKind,
    Medium,
    SilenceCause,
    Stage,
    Task,
    TaskKind,
)
from jobmatch.ingest import check_events, import_feedback
from jobmatch.ingest.feed import IngestReport
from jobmatch.store import (
    RejectedRow,
    Store,
    all_feedback,
    all_ingests,
    all_opinions,
    all_tasks,
    get_posting,
    get_student,
    lease_pushes,
    mark_sent,
    put_tasks,
    rejected_of,
)
from jobmatch.tokens import sign_answer, sign_opinion

PUSH = "S000001|gd:1|2026-01-20"
IMPORTED = NOW + timedelta(days=2)
SECRET = KEYS.derive("answer")
TOKEN_DAYS = 28
Row = dict[str, object]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two pushes to S000001 that were sent at NOW, and one to S000002 that was not."""
    url = f"sqlite:///{tmp_path / 'jobmatch.db'}"
    Store.migrate(url)
    opened = Store.open(url, KEYS)
    fill(opened, students=2, postings=2)
    run_a_night(opened, NIGHT, [planned("S000001", "gd:1"), planned("S000001", "gd:2", position=2)])
    with opened.write() as unit:
        mark_sent(unit, lease_pushes(unit, "a", NOW, 60, 9), NOW, Medium.FILE)
    run_a_night(opened, NIGHT + timedelta(days=1), [planned("S000002", "gd:1", campaign="2026-01-21")])
    yield opened
    opened.close()


def said(kind: str, hours: float = 1, push: str = PUSH, **others: object) -> Row:
    return {"push": push, "kind": kind, "at": (NOW + timedelta(hours=hours)).isoformat(), **others}


def by_token(kind: str, token: str, hours: float = 1, **others: object) -> Row:
    return {"token": token, "kind": kind, "at": (NOW + timedelta(hours=hours)).isoformat(), **others}


def take_in(store: Store, folder: Path, *rows: Row, now: datetime = IMPORTED) -> IngestReport:
    path = folder / "answers.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return import_feedback(store, [path], TOKEN_DAYS, now, folder / "out")


def refusals(store: Store) -> list[RejectedRow]:
    with store.read() as unit:
        return rejected_of(unit, all_ingests(unit)[-1].ingest_id)


def kinds(store: Store) -> list[FeedbackKind]:
    with store.read() as unit:
        return [event.kind for event in all_feedback(unit)]


def test_the_same_file_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    rows = [said("delivered", 0), said("opened"), said("not_for_me", 2, reason="pay"), said("comment", 3, comment="远")]
    first, again = take_in(store, tmp_path, *rows), take_in(store, tmp_path, *rows)
    assert (first.read, first.added, first.rejected) == (4, 4, 0)
    assert (again.read, again.added, again.unchanged) == (4, 0, 4)
    assert kinds(store) == [FeedbackKind(str(row["kind"])) for row in rows]


def test_csv_rows_are_read_as_objects_are(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(
        "student,posting,campaign,kind,at,comment\n"
        'S000001,gd:1,2026-01-20,comment,2026-01-21T09:30:00+08:00,"太远，\n还有 ""夜班"""\n',
        "utf-8",
    )
    assert import_feedback(store, [path], TOKEN_DAYS, IMPORTED, tmp_path / "out").added == 1
    with store.read() as unit:
        assert all_feedback(unit)[0].comment == '太远，\n还有 "夜班"'


def test_an_event_of_an_unknown_or_unsent_push_is_refused_by_name(store: Store, tmp_path: Path) -> None:
    unknown, unsent = "S000009|gd:1|2026-01-20", "S000002|gd:1|2026-01-21"
    report = take_in(store, tmp_path, said("opened", push=unknown), said("opened", push=unsent), said("opened"))
    assert (report.added, report.rejected) == (1, 2)
    assert [(row.line, row.field, row.value) for row in refusals(store)] == [(1, "push", unknown), (2, "push", unsent)]
    assert report.rejects_file is not None
    with report.rejects_file.open(encoding="utf-8-sig", newline="") as stream:
        assert [row["row"] for row in csv.DictReader(stream)] == ["answers.jsonl!1", "answers.jsonl!2"]


def test_an_answer_before_the_push_was_sent_is_refused_but_for_five_minutes_of_clock(
    store: Store, tmp_path: Path
) -> None:
    report = take_in(store, tmp_path, said("opened", -5 / 60), said("interested", -6 / 60))
    assert (report.added, [row.field for row in refusals(store)]) == (1, ["at"])
    assert "before the push was sent" in refusals(store)[0].reason


def test_a_clock_that_went_back_between_two_events_is_harmless(store: Store, tmp_path: Path) -> None:
    take_in(store, tmp_path, said("applied", 5))
    take_in(store, tmp_path, said("opened", 2), said("delivered", 0))
    assert kinds(store) == [FeedbackKind.DELIVERED, FeedbackKind.OPENED, FeedbackKind.APPLIED]


def test_a_clock_that_went_ahead_is_refused(store: Store, tmp_path: Path) -> None:
    assert take_in(store, tmp_path, said("opened", 24 * 4)).rejected == 1
    assert "yet to come" in refusals(store)[0].reason


def test_a_megabyte_of_comment_rejects_its_row_and_the_file_goes_on(store: Store, tmp_path: Path) -> None:
    rows = [said("comment", comment="长" * 1_000_000), said("opened")]
    report = take_in(store, tmp_path, *rows)
    assert (report.added, report.rejected, len(refusals(store)[0].value)) == (1, 1, 200)
    path = tmp_path / "answers.csv"
    at = (NOW + timedelta(hours=2)).isoformat()
    path.write_text(f"push,kind,at,comment\n{PUSH},comment,{at},{'a' * 1_000_000}\n{PUSH},applied,{at},\n", "utf-8")
    report = import_feedback(store, [path], TOKEN_DAYS, IMPORTED, tmp_path / "out")
    assert (report.added, report.rejected) == (1, 1)


def test_markup_and_hidden_characters_never_reach_the_store(store: Store, tmp_path: Path) -> None:
    take_in(store, tmp_path, said("comment", comment="<img src=x onerror=alert(1)>太\u202e远\u0000\u0007"))
    with store.read() as unit:
        assert all_feedback(unit)[0].comment == "太远"


def test_a_file_with_a_raw_nul_is_refused_whole(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_bytes(json.dumps(said("opened")).encode() + b"\n\x00\n")
    with pytest.raises(BadInput, match="binary data"):
        import_feedback(store, [path], TOKEN_DAYS, IMPORTED, tmp_path / "out")
    assert kinds(store) == []


def test_a_file_that_breaks_off_leaves_nothing_of_itself(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    at = NOW.isoformat()
    path.write_text(f'push,kind,at\n{PUSH},opened,{at}\n{PUSH},"applied,{at}\n', "utf-8")
    with pytest.raises(BadInput, match="quoted cell"):
        import_feedback(store, [path], TOKEN_DAYS, IMPORTED, tmp_path / "out")
    assert kinds(store) == []


def test_lines_that_are_no_objects_are_told(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text(json.dumps(said("opened")) + "\n[1]\nnot json\n", "utf-8")
    report = import_feedback(store, [path], TOKEN_DAYS, IMPORTED, tmp_path / "out")
    assert (report.read, report.added, report.rejected) == (3, 1, 2)


def test_a_token_answers_for_its_push_once(store: Store, tmp_path: Path) -> None:
    token = sign_answer(SECRET, PUSH, NOW)
    rows = [by_token("opened", token, 1), by_token("interested", token, 2), by_token("not_for_me", token, 3)]
    for _ in range(2):
        report = take_in(store, tmp_path, *rows)
        assert (report.rejected, [(row.line, row.field) for row in refusals(store)]) == (1, [(3, "token")])
    assert kinds(store) == [FeedbackKind.OPENED, FeedbackKind.INTERESTED]


def test_a_token_that_is_forged_expired_of_another_push_or_purpose_is_refused(store: Store, tmp_path: Path) -> None:
    token = sign_answer(SECRET, PUSH, NOW)
    tampered = sign_answer(b"x" * 32, PUSH, NOW)
    late = NOW + timedelta(days=TOKEN_DAYS, hours=1)
    rows = [
        by_token("interested", tampered),
        {"token": token, "kind": "interested", "at": late.isoformat()},
        by_token("interested", token, push="S000001|gd:2|2026-01-20"),
        by_token("interested", sign_opinion(SECRET, "nonce", NOW)),
    ]
    report = take_in(store, tmp_path, *rows, now=late)
    assert (report.added, [row.field for row in refusals(store)]) == (0, ["token"] * 4)
    reasons = [row.reason for row in refusals(store)]
    expected = ("forged", "expired", "another push", "another purpose")
    assert [word for word, reason in zip(expected, reasons, strict=True) if word not in reason] == []


def test_a_file_with_a_timely_answer_may_come_late(store: Store, tmp_path: Path) -> None:
    token = sign_answer(SECRET, PUSH, NOW)
    assert take_in(store, tmp_path, by_token("interested", token), now=NOW + timedelta(days=300)).added == 1


def test_opinions_are_kept_without_their_students(store: Store, tmp_path: Path) -> None:
    signed = sign_opinion(SECRET, "nonce", NOW)
    rows = [
        {"kind": "opinion", "stars": 4, "comment": "谢谢", "student": "S000001", "week": "2026-W03"},
        {"kind": "opinion", "stars": 4, "comment": "谢谢", "week": "2026-W03"},
        by_token("opinion", signed, stars=2),
        by_token("opinion", signed, stars=5),
    ]
    for added in (3, 0):
        report = take_in(store, tmp_path, *rows)
        assert (report.added, report.unchanged, report.rejected) == (added, 3 - added, 1)
    with store.read() as unit:
        opinions = sorted((one.week, one.stars, one.comment) for one in all_opinions(unit))
    assert opinions == [("2026-W03", 4, "谢谢"), ("2026-W03", 4, "谢谢"), ("2026-W04", 2, "")]


def test_a_counselor_answers_a_task_by_file(store: Store, tmp_path: Path) -> None:
    words = ("", "", "", "")
    task = Task("t1", "S000001", TaskKind.SILENCE, NIGHT, SilenceCause.UNCLEAR, 0.4, (), (), *words)
    with store.write() as unit:
        put_tasks(unit, [task])
    reply: Row = {"task": "t1", "answer": "nights", "note": "怕黑", "by": "王老师", "at": NOW.isoformat()}
    first = take_in(store, tmp_path, reply, {**reply, "answer": "pay"}, {**reply, "task": "t9"})
    assert (first.updated, [(row.line, row.field) for row in refusals(store)]) == (1, [(2, "task"), (3, "task")])
    assert take_in(store, tmp_path, reply).unchanged == 1
    with store.read() as unit:
        (answered,) = all_tasks(unit)
    assert (answered.answer, answered.note, answered.answered_at) == (SilenceCause.NIGHTS, "怕黑", NOW)


def test_a_hire_told_twice_fills_one_place(store: Store, tmp_path: Path) -> None:
    take_in(store, tmp_path, said("hired", 5), said("hired", 6, source="employer"))
    take_in(store, tmp_path, said("hired", 5), said("hired", 7))
    with store.read() as unit:
        assert get_posting(unit, "gd:1").places_filled == 1
        assert get_student(unit, "S000001").stage is Stage.PLACED


def test_events_from_elsewhere_are_held_to_the_same(store: Store) -> None:
    fine = answer("e1", "S000001", "gd:1", FeedbackKind.OPENED)
    with store.read() as unit:
        check_events(unit, [fine], IMPORTED)
        with pytest.raises(BadInput, match="event e2: push: is no known push"):
            check_events(unit, [fine, answer("e2", "S000001", "gd:9", FeedbackKind.OPENED)], IMPORTED)
        with pytest.raises(BadInput, match="event e1: at: is yet to come"):
            check_events(unit, [fine], NOW - timedelta(days=2))
