"""Delivery reports: which letters failed, which only wait, and which are not ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_bytes
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from tests.unit.push.letters import AT, CAMPAIGN, SECRET

from jobmatch.domain import BadInput, FeedbackKind, Source
from jobmatch.push.bounces import Bounces, read_bounces
from jobmatch.push.envelope import message_id, return_address

SENDER = "jobs@college.edu.cn"
LATER = AT + timedelta(days=3)
SENT = {("S1", "gd:1", CAMPAIGN): AT, ("S1", "gd:2", CAMPAIGN): AT, ("S2", "gd:1", CAMPAIGN): AT}


def report(action: str = "failed", student: str = "S1", returned: bool = True, to_us: bool = True) -> MIMEMultipart:
    """A report about a letter of this campaign, with both of our marks or one."""
    return report_for(SECRET, student, CAMPAIGN, action, returned, to_us)


def report_for(
    secret: bytes, student: str, campaign: str, action: str = "failed", returned: bool = True, to_us: bool = True
) -> MIMEMultipart:
    """A delivery status notification as mail servers write them (RFC 3464, appendix E)."""
    mail = MIMEMultipart("report", report_type="delivery-status")
    mail["From"] = "Mail Delivery Subsystem <mailer-daemon@example.edu.cn>"
    mail["To"] = return_address(SENDER, secret, student, campaign) if to_us else "somebody@college.edu.cn"
    mail["Date"] = "Thu, 22 Jan 2026 10:00:00 +0800"
    mail.attach(MIMEText("The mail could not be delivered."))
    status = (
        "Reporting-MTA: dns; example.edu.cn\nArrival-Date: Wed, 21 Jan 2026 10:00:00 +0800\n\n"
        f"Final-Recipient: rfc822; hua@example.edu.cn\nAction: {action}\nStatus: 5.1.1\n"
    )
    mail.attach(message_from_bytes(f"Content-Type: message/delivery-status\n\n{status}".encode()))
    if returned:
        letter = MIMEText("…", _charset="utf-8")
        letter["Message-ID"] = message_id(SENDER, secret, student, campaign)
        mail.attach(MIMEMessage(letter))
    return mail


def read(path: Path, *mails: MIMEMultipart | bytes, now: datetime = LATER) -> Bounces:
    files = []
    for number, mail in enumerate(mails):
        files.append(path / f"{number}.eml")
        files[-1].write_bytes(mail if isinstance(mail, bytes) else mail.as_bytes())
    return read_bounces(files, SECRET, SENT, now)


def test_a_failed_letter_bounces_every_push_it_carried(tmp_path: Path) -> None:
    found = read(tmp_path, report())
    assert [(e.student_id, e.posting_id, e.kind, e.source) for e in found.events] == [
        ("S1", "gd:1", FeedbackKind.BOUNCED, Source.CHANNEL),
        ("S1", "gd:2", FeedbackKind.BOUNCED, Source.CHANNEL),
    ]
    assert found.events[0].event_id == "S1|gd:1|2026-01-20|bounced|mail"
    assert found.events[0].at == datetime.fromisoformat("2026-01-22T10:00:00+08:00")


@pytest.mark.parametrize(("returned", "to_us"), [(True, False), (False, True)])
def test_either_mark_is_enough(tmp_path: Path, returned: bool, to_us: bool) -> None:
    assert len(read(tmp_path, report(returned=returned, to_us=to_us)).events) == 2


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "Expanded"])
def test_a_letter_that_may_still_arrive_is_no_bounce(tmp_path: Path, action: str) -> None:
    found = read(tmp_path, report(action))
    assert (found.events, found.not_failed) == ([], 1)


def test_the_action_counts_in_any_case(tmp_path: Path) -> None:
    assert len(read(tmp_path, report("Failed ")).events) == 2


def test_a_report_about_a_letter_that_is_not_ours_matches_nothing(tmp_path: Path) -> None:
    forged = report(student="S9")
    assert read(tmp_path, forged).unmatched == 1


def test_a_report_that_came_before_the_push_was_noted_as_sent_counts_from_then(tmp_path: Path) -> None:
    early = report()
    early.replace_header("Date", "Tue, 20 Jan 2026 19:59:00 +0800")
    assert {event.at for event in read(tmp_path, early).events} == {AT}


@pytest.mark.parametrize("date", ["Thu, 01 Jan 2099 10:00:00 +0800", "no date", "Thu, 99 Foo 2026"])
def test_a_report_with_a_time_nobody_can_use_happened_now(tmp_path: Path, date: str) -> None:
    odd = report()
    odd.replace_header("Date", date)
    assert {event.at for event in read(tmp_path, odd).events} == {LATER}


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: I am on holiday\n\nBack on Monday.",
        b"From: <>\nContent-Type: multipart/report; report-type=delivery-status\n\nno parts",
        b"Content-Type: message/delivery-status\n\n",
        b"Content-Type: message/rfc822\n\n" * 5000,
    ],
)
def test_what_is_no_report_is_counted_and_passed_over(tmp_path: Path, mail: bytes) -> None:
    found = read(tmp_path, mail, report())
    assert (found.unreadable, len(found.events)) == (1, 2)


def test_an_mbox_and_a_maildir_are_read_mail_by_mail(tmp_path: Path) -> None:
    envelope = b"From MAILER-DAEMON Thu Jan 22 10:00:00 2026\n"
    mails = [report().as_bytes(), report(student="S2").as_bytes()]
    (tmp_path / "mbox").write_bytes(b"".join(envelope + mail + b"\n\n" for mail in mails))
    for folder in ("new", "cur", "tmp"):
        (tmp_path / "maildir" / folder).mkdir(parents=True)
    (tmp_path / "maildir" / "new" / "1").write_bytes(mails[0])
    (tmp_path / "maildir" / "cur" / "2").write_bytes(mails[1])
    for name in ("mbox", "maildir"):
        assert len(read_bounces([tmp_path / name], SECRET, SENT, LATER).events) == 3


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir()])
def test_a_path_without_mail_is_named(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "inbox")
    with pytest.raises(BadInput, match="inbox"):
        read_bounces([tmp_path / "inbox"], SECRET, SENT, LATER)
