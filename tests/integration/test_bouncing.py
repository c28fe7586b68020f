"""What channels send back, through the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.unit.push.letters import opening, push
from tests.unit.push.test_bounces import report_for
from typer.testing import CliRunner

from jobmatch.cli import app
from jobmatch.domain import BadInput, Feedback, Identity, Medium, Push, Student
from jobmatch.push import MAIL_SECRET, WEBHOOK_SECRET
from jobmatch.push.signing import signed_headers
from jobmatch.settings import read_settings
from jobmatch.store import (
    all_feedback,
    begin_run,
    last_campaign,
    lease_pushes,
    mark_sent,
    put_night,
    put_postings,
    put_students,
)
from jobmatch.wiring import Home, make_home


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """One student whose push was mailed an hour ago."""
    sent_at = datetime.now(UTC) - timedelta(hours=1)  # commands read the real clock
    made = make_home(read_settings({}, tmp_path / "home"))
    with made.store.write() as unit:
        put_students(unit, [(Student(id="", consent_push=True), Identity("学生", "2022001"))], sent_at)
        put_postings(unit, [opening(1)], sent_at)
        night = sent_at.date()
        put_night(unit, begin_run(unit, night, sent_at), [pushed(night)], [], {}, {}, sent_at)
        mark_sent(unit, lease_pushes(unit, "a", sent_at, 60, 9), sent_at, Medium.MAIL)
    yield made
    made.store.close()


def pushed(night: date) -> Push:
    return replace(push("S000001", 1), campaign=night.isoformat())


def campaign(home: Home) -> str:
    with home.store.read() as unit:
        return str(last_campaign(unit))


def run(home: Home, *words: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, [*words, "--home", str(home.settings.home), "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.output)
    return found


def events(home: Home) -> list[Feedback]:
    with home.store.read() as unit:
        return all_feedback(unit)


def test_a_letter_that_came_back_is_noted_once(home: Home, tmp_path: Path) -> None:
    mail = tmp_path / "back.eml"
    mail.write_bytes(report_for(home.keys.derive(MAIL_SECRET), "S000001", campaign(home)).as_bytes())
    other = tmp_path / "other.eml"
    other.write_bytes(b"Subject: holiday\n\nBack on Monday.")
    first = run(home, "feedback", "bounces", str(mail), str(other))
    again = run(home, "feedback", "bounces", str(mail))
    assert first == {"bounced": 1, "known_already": 0, "not_failed": 0, "unmatched": 0, "unreadable": 1}
    assert (again["bounced"], again["known_already"]) == (0, 1)
    assert [event.kind for event in events(home)] == ["bounced"]


def stored_receipt(home: Home, kind: str, at: datetime, secret: bytes | None = None) -> str:
    """A line of a receipts file: the request as it came in."""
    now = datetime.now(UTC)
    key = f"S000001|gd:1|{campaign(home)}"
    body = json.dumps({"type": "receipts", "data": [{"key": key, "kind": kind, "at": at.isoformat()}]})
    headers = signed_headers(secret or home.keys.derive(WEBHOOK_SECRET), f"msg_{kind}", now, body.encode())
    return json.dumps({"received_at": now.isoformat(), "headers": headers, "body": body}) + "\n"


def test_receipts_of_a_webhook_become_events_once(home: Home, tmp_path: Path) -> None:
    file, now = tmp_path / "receipts.jsonl", datetime.now(UTC)
    file.write_text(stored_receipt(home, "delivered", now) + stored_receipt(home, "opened", now))
    assert run(home, "feedback", "receipts", str(file)) == {"events": 2, "known_already": 0}
    assert run(home, "feedback", "receipts", str(file)) == {"events": 0, "known_already": 2}
    assert sorted(event.kind for event in events(home)) == ["delivered", "opened"]


@pytest.mark.parametrize("days", [-1, 2])
def test_a_receipt_from_before_the_push_was_sent_or_from_the_future_is_refused(
    home: Home, tmp_path: Path, days: int
) -> None:
    file = tmp_path / "receipts.jsonl"
    file.write_text(stored_receipt(home, "opened", datetime.now(UTC) + timedelta(days=days)))
    with pytest.raises(BadInput, match=r"before the push was sent|yet to come"):
        run(home, "feedback", "receipts", str(file))
    assert events(home) == []


def test_one_forged_receipt_keeps_the_whole_file_out_and_names_its_line(home: Home, tmp_path: Path) -> None:
    file, now = tmp_path / "receipts.jsonl", datetime.now(UTC)
    file.write_text(stored_receipt(home, "delivered", now) + stored_receipt(home, "opened", now, b"somebody else"))
    with pytest.raises(BadInput, match=r"line 2: .*no signature is right"):
        run(home, "feedback", "receipts", str(file))
    assert events(home) == []


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"received_at": "now"}', '{"received_at": "2026-01-20T20:00:00"}'])
def test_a_line_that_is_no_stored_request_is_named(home: Home, tmp_path: Path, line: str) -> None:
    file = tmp_path / "receipts.jsonl"
    file.write_text(line + "\n")
    with pytest.raises(BadInput, match="line 1: expected an object with received_at"):
        run(home, "feedback", "receipts", str(file))


def test_the_secret_is_shown_as_receivers_take_it(home: Home) -> None:
    shown = CliRunner().invoke(app, ["feedback", "secret", "--home", str(home.settings.home)])
    assert shown.output.startswith("whsec_")


def test_dispatching_by_file_says_what_was_sent(home: Home) -> None:
    assert run(home, "dispatch") == {"sent": 0, "bounced": 0, "deferred": 0, "waiting": 0, "why": {}}
