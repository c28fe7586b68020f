"""One row of a feedback file, read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import DismissalReason, FeedbackKind, SilenceCause, Source
from jobmatch.ingest.events import LONGEST_COMMENT, Event, Reply, Thought, plain_text, read_entry
from jobmatch.ingest.rejects import WrongField

NOW = datetime(2026, 1, 22, 12, tzinfo=UTC)
PUSH = "S000001|gd:a|b|2026-01-20"
ANSWER = {"push": PUSH, "kind": "not_for_me", "at": "2026-01-21T09:30:00+08:00"}


def test_a_dismissal_names_its_reason() -> None:
    entry = read_entry({**ANSWER, "reason": "too_far", "comment": "太远"}, NOW)
    at = datetime(2026, 1, 21, 1, 30, tzinfo=UTC)
    kind, reason = FeedbackKind.NOT_FOR_ME, DismissalReason.TOO_FAR
    assert entry == Event("", PUSH, "", kind, at, reason, "太远", None, Source.STUDENT)


def test_a_push_may_be_named_by_its_three_columns() -> None:
    columns = {"student": "S000001", "posting": "gd:a|b", "campaign": "2026-01-20"}
    entry = read_entry({**columns, "kind": "OPENED", "at": "2026-01-21T01:30:00Z"}, NOW)
    assert isinstance(entry, Event)
    assert (entry.push, entry.source) == (PUSH, Source.CHANNEL)


@pytest.mark.parametrize(
    ("cells", "field", "expected"),
    [
        ({"kind": "liked"}, "kind", "expected delivered, bounced.* or opinion"),
        ({"kind": ""}, "kind", "expected"),
        ({"at": ""}, "at", "ISO 8601"),
        ({"at": "yesterday"}, "at", "ISO 8601"),
        ({"at": "2026-01-21T09:30:00"}, "at", "no time zone"),
        ({"at": (NOW + timedelta(days=1, seconds=1)).isoformat()}, "at", "clock go ahead"),
        ({"push": ""}, "push", "or a token"),
        ({"push": "S000001"}, "push", r"student\|posting\|campaign"),
        ({"reason": "boring"}, "reason", "expected too_far"),
        ({"kind": "applied", "reason": "pay"}, "reason", "not_for_me only"),
        ({"kind": "stayed", "months": "2"}, "months", "expected 1, 3, 12, 36"),
        ({"kind": "stayed"}, "months", "expected 1, 3, 12, 36"),
        ({"months": "3"}, "months", "stayed only"),
        ({"kind": "comment"}, "comment", "needs words"),
        ({"kind": "comment", "comment": "<br>"}, "comment", "needs words"),
        ({"comment": "长" * 1_000_000}, "comment", "1000000 characters; expected at most 4000"),
        ({"source": "mother"}, "source", "expected student"),
        ({"token": "t", "kind": "hired"}, "kind", "lets a student say"),
        ({"kind": "opinion"}, "stars", "expected 1 to 5"),
        ({"kind": "opinion", "stars": "6"}, "stars", "expected 1 to 5"),
        ({"kind": "opinion", "stars": "3", "week": "2026-W54"}, "week", "2026-W47"),
        ({"task": "t1", "answer": "pay"}, "by", "the name"),
        ({"task": "t1", "answer": "lazy", "by": "王老师"}, "answer", "expected unseen"),
    ],
)
def test_a_row_that_cannot_be_used_says_which_field_and_what_was_expected(
    cells: dict[str, str], field: str, expected: str
) -> None:
    with pytest.raises(WrongField, match=expected) as wrong:
        read_entry({**ANSWER, **cells}, NOW)
    assert wrong.value.field == field


def test_a_clock_a_day_ahead_is_forgiven() -> None:
    ahead = NOW + timedelta(days=1)
    entry = read_entry({**ANSWER, "at": ahead.isoformat()}, NOW)
    assert isinstance(entry, Event)
    assert entry.at == ahead


def test_an_opinion_drops_whoever_stands_in_its_row() -> None:
    at = datetime(2026, 1, 21, 1, 30, tzinfo=UTC)
    entry = read_entry({**ANSWER, "kind": "opinion", "student": "S000001", "stars": "4"}, NOW)
    assert entry == Thought("", "", at, "2026-W04", 4, "")


def test_an_answer_to_a_task_names_the_cause_and_who_found_it() -> None:
    entry = read_entry({"task": "t1", "answer": "nights", "note": "怕<i>黑</i>", "by": "王老师"}, NOW)
    assert entry == Reply("t1", SilenceCause.NIGHTS, "怕黑", "王老师", NOW)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("&lt;script&gt;alert(1)&lt;/script&gt;好", "好"),
        ("&amp;lt;b&amp;gt;好", "好"),
        ("薪资 < 4000 & 远", "薪资 < 4000 & 远"),
        ("\u202e好\u2066\u200f", "好"),
        ("一\n二", "一\n二"),
    ],
)
def test_a_comment_keeps_its_words_and_loses_its_markup(written: str, kept: str) -> None:
    assert plain_text("comment", written) == kept


@given(st.text(max_size=200))
def test_cleaning_a_clean_comment_changes_nothing(written: str) -> None:
    once = plain_text("comment", written)
    assert plain_text("comment", once) == once


def test_the_longest_comment_is_kept() -> None:
    assert plain_text("comment", "长" * LONGEST_COMMENT) == "长" * LONGEST_COMMENT
