"""Letters that came back: delivery status notifications (RFC 3464) matched to the pushes they carried."""

from __future__ import annotations

import mailbox
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message as Mail
from email.utils import parsedate_to_datetime
from pathlib import Path

from jobmatch.domain import BadInput, Feedback, FeedbackKind, Medium, Source
from jobmatch.push.envelope import digest_of, digests_in
from jobmatch.store import PushKey

LARGEST_BYTES = 10 * 2**20  # a report that returns a whole letter of ours is far smaller
FAILED = "failed"  # RFC 3464, 2.3.3; delayed, delivered, relayed and expanded say that a letter may still arrive
MARKED_HEADERS = ("To", "Delivered-To", "X-Original-To", "Message-ID", "In-Reply-To", "References", "Return-Path")


@dataclass(frozen=True, slots=True)
class Report:
    """What one notification says: the marks of ours that it holds, the action for the recipient, and when.

    action is "" where the mail is no delivery status notification.
    """

    digests: tuple[str, ...]
    action: str
    at: datetime


@dataclass(slots=True)
class Bounces:
    """The events of failed letters, and how many notifications said something else."""

    events: list[Feedback] = field(default_factory=list)
    not_failed: int = 0  # delayed, delivered and the like
    unmatched: int = 0  # about letters that are not ours, or too old
    unreadable: int = 0  # no delivery status notification, or too large


def read_bounces(files: Sequence[Path], secret: bytes, sent: Mapping[PushKey, datetime], now: datetime) -> Bounces:
    """Bounced events of the pushes sent by mail that the files say have failed; each id is the push's own.

    A file is one mail, an mbox, or a maildir. secret is the one that marked the letters; sent says when each push
    was noted as sent, which may be a little after its letter came back. Raises BadInput for a path of another kind.
    """
    carried = _by_digest(secret, sent)
    found = Bounces()
    for data in (mail for file in files for mail in mails_in(file)):
        report = _report_in(data, now)
        if report is None or not report.action:
            found.unreadable += 1
        elif report.action != FAILED:
            found.not_failed += 1
        else:
            pushes = next((carried[digest] for digest in report.digests if digest in carried), [])
            found.unmatched += not pushes
            found.events += [_event(push, max(report.at, sent[push])) for push in pushes]
    return found


def mails_in(path: Path) -> Iterator[bytes]:
    """The mails of a file with one, of an mbox, or of a maildir, as received."""
    if path.is_dir():
        if not ((path / "new").is_dir() and (path / "cur").is_dir()):
            raise BadInput(f"{path}: expected a mail, an mbox, or a maildir with folders new and cur")
        yield from (file.read_bytes() for folder in ("new", "cur") for file in sorted((path / folder).iterdir()))
        return
    if not path.is_file():
        raise BadInput(f"{path}: no such file")
    with path.open("rb") as opened:
        start = opened.read(5)
    if start != b"From ":
        yield path.read_bytes()
        return
    box = mailbox.mbox(path, create=False)
    try:
        yield from (box.get_bytes(key) for key in box.iterkeys())
    finally:
        box.close()


def report_of(mail: Mail, now: datetime) -> Report:
    """What a mail says of a letter of ours; a time yet to come, or none that can be read, is now."""
    parts = list(mail.walk())
    actions = [action for part in parts for action in _actions(part)]
    marks = [mark for part in reversed(parts) for mark in _marks(part)]  # the returned letter's own come first
    action = FAILED if FAILED in actions else next(iter(actions), "")
    return Report(tuple(dict.fromkeys(marks)), action, _moment(mail, now))


def _report_in(data: bytes, now: datetime) -> Report | None:
    """The report of a mail; None for one that is too large, or nested so deeply that nobody honest sent it."""
    try:
        return None if len(data) > LARGEST_BYTES else report_of(message_from_bytes(data), now)
    except RecursionError:
        return None


def _event(push: PushKey, at: datetime) -> Feedback:
    event_id = f"{'|'.join(push)}|{FeedbackKind.BOUNCED}|{Medium.MAIL}"
    return Feedback(event_id, *push, FeedbackKind.BOUNCED, at, source=Source.CHANNEL)


def _by_digest(secret: bytes, sent: Iterable[PushKey]) -> dict[str, list[PushKey]]:
    letters: dict[tuple[str, str], list[PushKey]] = defaultdict(list)
    for push in sent:
        letters[push[0], push[2]].append(push)
    return {digest_of(secret, *letter): pushes for letter, pushes in letters.items()}


def _actions(part: Mail) -> list[str]:
    """The actions of a message/delivery-status part: one block of fields a recipient, after the letter's own block."""
    blocks = part.get_payload() if part.get_content_type() == "message/delivery-status" else []
    if not isinstance(blocks, list):
        return []
    stated = [str(block["Action"]) for block in blocks if isinstance(block, Mail) and block["Action"]]
    return [action.split(";")[0].strip().lower() for action in stated]


def _marks(part: Mail) -> list[str]:
    headers = [str(value) for name in MARKED_HEADERS for value in part.get_all(name, [])]
    if part.get_content_type() == "text/rfc822-headers":
        payload = part.get_payload(decode=True)
        headers.append(payload.decode("ascii", "replace") if isinstance(payload, bytes) else "")
    return [digest for header in headers for digest in digests_in(header)]


def _moment(mail: Mail, now: datetime) -> datetime:
    try:
        at = parsedate_to_datetime(str(mail["Date"]))
    except (TypeError, ValueError):
        return now
    return min(at if at.tzinfo else at.replace(tzinfo=UTC), now)
