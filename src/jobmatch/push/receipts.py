"""What a webhook's receiver sends back: signed receipts of what was delivered, opened and answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jobmatch.domain import BadInput, DismissalReason, Feedback, FeedbackKind, Source
from jobmatch.ingest import clean_comment
from jobmatch.push.message import split_key
from jobmatch.push.signing import check_signature

LARGEST_BYTES = 2**20
LONGEST_COMMENT = 4000  # characters
LONGEST_KEY = 400
SOURCES = {
    FeedbackKind.DELIVERED: Source.CHANNEL,
    FeedbackKind.BOUNCED: Source.CHANNEL,
    FeedbackKind.OPENED: Source.CHANNEL,
    FeedbackKind.INTERESTED: Source.STUDENT,
    FeedbackKind.APPLIED: Source.STUDENT,
    FeedbackKind.NOT_FOR_ME: Source.STUDENT,
    FeedbackKind.COMMENT: Source.STUDENT,
}
"""What a receiver can know of a push, and who says so; an interview or a hire comes from people."""


def verify_receipt(secret: bytes, headers: Mapping[str, str], body: bytes, now: datetime) -> list[Feedback]:
    """The events of a signed body: {"type": "receipts", "data": [{"key", "kind", "at", "reason"?, "comment"?}, …]}.

    An event's id is the request's webhook-id and the event's place in it, so that a request sent again changes
    nothing. Raises BadInput where the signature, its time or any event is not as expected, and then gives none.
    """
    if len(body) > LARGEST_BYTES:
        raise BadInput(f"receipt: {len(body)} bytes; expected at most {LARGEST_BYTES}")
    webhook_id = check_signature(secret, headers, body, now)
    return [_event(webhook_id, place, row) for place, row in enumerate(_rows(body))]


def _rows(body: bytes) -> list[Any]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadInput("receipt: not JSON in UTF-8; expected an object with type and data") from error
    if not isinstance(content, dict) or content.get("type") != "receipts" or not isinstance(content.get("data"), list):
        raise BadInput('receipt: expected an object with "type": "receipts" and a list under data')
    rows: list[Any] = content["data"]
    return rows


def _event(webhook_id: str, place: int, row: Any) -> Feedback:
    where = f"receipt {webhook_id}, event {place}"
    if not isinstance(row, dict):
        raise BadInput(f"{where}: expected an object")
    kind = _kind(where, _text(where, row, "kind"))
    student, posting, campaign = _push(where, _text(where, row, "key"))
    return Feedback(
        event_id=f"webhook|{webhook_id}|{place}",
        student_id=student,
        posting_id=posting,
        campaign=campaign,
        kind=kind,
        at=_moment(where, _text(where, row, "at")),
        reason=_reason(where, kind, _text(where, row, "reason")),
        comment=clean_comment(_text(where, row, "comment")),
        source=SOURCES[kind],
    )


def _text(where: str, row: Mapping[str, Any], name: str) -> str:
    value = row.get(name) or ""
    if not isinstance(value, str) or "\0" in value or len(value) > LONGEST_COMMENT:
        raise BadInput(f"{where}, field {name}: expected text of at most {LONGEST_COMMENT} characters")
    return value


def _kind(where: str, text: str) -> FeedbackKind:
    known = {str(kind): kind for kind in SOURCES}
    if text not in known:
        raise BadInput(f"{where}, field kind: {text[:40]!r}; expected one of {', '.join(known)}")
    return known[text]


def _push(where: str, key: str) -> tuple[str, str, str]:
    if key.count("|") < 2 or len(key) > LONGEST_KEY:
        raise BadInput(f"{where}, field key: {key[:80]!r}; expected the key that came with the push")
    return split_key(key)


def _moment(where: str, text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"{where}, field at: {text[:40]!r}; expected ISO 8601 with a zone") from error
    if at.tzinfo is None:
        raise BadInput(f"{where}, field at: {text[:40]!r} has no zone; expected one, such as +08:00")
    return at


def _reason(where: str, kind: FeedbackKind, text: str) -> DismissalReason | None:
    if not text or kind is not FeedbackKind.NOT_FOR_ME:
        return None
    known = {str(reason): reason for reason in DismissalReason}
    if text not in known:
        raise BadInput(f"{where}, field reason: {text[:40]!r}; expected one of {', '.join(known)}")
    return known[text]
