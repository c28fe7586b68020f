"""Signed requests, and the receipts that come back."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from tests.unit.push.letters import AT, SECRET

from jobmatch.domain import BadInput, DismissalReason, Feedback, FeedbackKind, Source
from jobmatch.push.receipts import verify_receipt
from jobmatch.push.signing import SIGNATURE, TIMESTAMP, check_signature, signed_headers

KEY = "S000001|gd:1|2026-01-20"
DELIVERED = {"key": KEY, "kind": "delivered", "at": "2026-01-20T20:00:05+08:00"}
REFUSED = {
    "key": KEY,
    "kind": "not_for_me",
    "at": "2026-01-20T21:00:00+08:00",
    "reason": "too_far",
    "comment": "太远了",
}


def body(*events: Any) -> bytes:
    return json.dumps({"type": "receipts", "data": list(events)}).encode()


def read(content: bytes, webhook_id: str = "msg_1") -> list[Feedback]:
    return verify_receipt(SECRET, signed_headers(SECRET, webhook_id, AT, content), content, AT)


def test_a_signed_receipt_gives_its_events() -> None:
    delivered, refused = read(body(DELIVERED, REFUSED))
    assert (delivered.kind, delivered.source) == (FeedbackKind.DELIVERED, Source.CHANNEL)
    assert (refused.kind, refused.source) == (FeedbackKind.NOT_FOR_ME, Source.STUDENT)
    assert (refused.reason, refused.comment) == (DismissalReason.TOO_FAR, "太远了")
    assert (refused.student_id, refused.posting_id, refused.campaign) == ("S000001", "gd:1", "2026-01-20")


def test_markup_and_marks_that_turn_text_around_are_taken_out_of_a_comment() -> None:
    marked = {**REFUSED, "comment": "<b>太远</b><script>alert(1)</script>\u202e"}
    assert [event.comment for event in read(body(marked))] == ["太远"]


def test_a_receipt_sent_again_has_the_same_event_ids() -> None:
    assert [e.event_id for e in read(body(DELIVERED, REFUSED))] == ["webhook|msg_1|0", "webhook|msg_1|1"]


def test_a_body_changed_on_the_way_is_refused() -> None:
    headers = signed_headers(SECRET, "msg_1", AT, body(DELIVERED))
    with pytest.raises(BadInput, match="no signature is right"):
        verify_receipt(SECRET, headers, body(REFUSED), AT)


def test_a_body_signed_by_somebody_else_is_refused() -> None:
    with pytest.raises(BadInput, match="no signature is right"):
        verify_receipt(SECRET, signed_headers(b"other", "msg_1", AT, body()), body(), AT)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_receipt_more_than_five_minutes_off_is_refused(minutes: int) -> None:
    headers = signed_headers(SECRET, "msg_1", AT + timedelta(minutes=minutes), body())
    with pytest.raises(BadInput, match="360 s from now"):
        verify_receipt(SECRET, headers, body(), AT)


def test_one_right_signature_among_several_is_enough_in_any_case_of_the_header() -> None:
    headers = {name.title(): value for name, value in signed_headers(SECRET, "msg_1", AT, b"{}").items()}
    headers["Webhook-Signature"] = "v1,AAAA v1a,BBBB " + headers["Webhook-Signature"]
    assert check_signature(SECRET, headers, b"{}", AT) == "msg_1"


@pytest.mark.parametrize(
    ("name", "value"), [(SIGNATURE, ""), (SIGNATURE, "…"), (TIMESTAMP, "now"), (TIMESTAMP, "9" * 12)]
)
def test_a_header_that_is_missing_or_odd_is_named(name: str, value: str) -> None:
    with pytest.raises(BadInput, match=name):
        check_signature(SECRET, {**signed_headers(SECRET, "msg_1", AT, b""), name: value}, b"", AT)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "expected an object"),
        (body("delivered"), "event 0: expected an object"),
        (body({**DELIVERED, "kind": "hired"}), "field kind: 'hired'"),
        (body({**DELIVERED, "key": "S1"}), "field key"),
        (body({**DELIVERED, "at": "2026-01-20T20:00:00"}), "no zone"),
        (body({**DELIVERED, "at": 5}), "field at"),
        (body({**REFUSED, "reason": "lazy"}), "field reason: 'lazy'"),
        (body({**REFUSED, "comment": "x" * 4001}), "field comment"),
        (body({**REFUSED, "comment": "a\0b"}), "field comment"),
        (body({**REFUSED, "comment": "x" * 2**20}), "bytes; expected at most"),
    ],
)
def test_an_event_that_cannot_be_used_is_named_with_what_was_expected(content: bytes, expected: str) -> None:
    with pytest.raises(BadInput, match=expected):
        read(content)
