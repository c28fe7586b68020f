"""feedback bounces, receipts, secret: what channels send back."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from jobmatch.cli.answers import feedback_app
from jobmatch.cli.options import HomeOption, JsonOption, open_home, print_json
from jobmatch.domain import BadInput, Medium

SEARCHED_DAYS = 90  # a letter that comes back later than this is not looked for
LONGEST_LINE = 2**22

MailsArgument = Annotated[list[Path], typer.Argument(help="Delivery reports: one mail, an mbox or a maildir each.")]
ReceiptsArgument = Annotated[
    Path, typer.Argument(help='JSON Lines: {"received_at": ISO 8601, "headers": {…}, "body": "…"}.')
]


def add_to(app: typer.Typer) -> None:
    """The group itself stands in app already."""
    feedback_app.command("bounces")(bounces)
    feedback_app.command("receipts")(receipts)
    feedback_app.command("secret")(secret)


def bounces(files: MailsArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Note the pushes whose letters came back (RFC 3464); a delayed letter is no bounce."""
    from jobmatch.push import MAIL_SECRET, read_bounces
    from jobmatch.store import put_feedback, sent_by, sent_times

    opened = open_home(home)
    now = opened.clock()
    with opened.store.read() as unit:
        carried = sent_by(unit, Medium.MAIL, (now - timedelta(days=SEARCHED_DAYS)).date())
        sent = {push: at for push, at in sent_times(unit, carried).items() if at is not None}
    found = read_bounces(files, opened.keys.derive(MAIL_SECRET), sent, now)
    with opened.store.write() as unit:
        outcome = put_feedback(unit, found.events, now)
    counts = {
        "bounced": outcome.added,
        "known_already": outcome.unchanged,
        "not_failed": found.not_failed,
        "unmatched": found.unmatched,
        "unreadable": found.unreadable,
    }
    _print(counts, json)


def receipts(file: ReceiptsArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Take in signed receipts that a webhook's receiver sent back, as they were stored on arrival; all or none."""
    from jobmatch.ingest import check_events
    from jobmatch.push import WEBHOOK_SECRET
    from jobmatch.push.receipts import verify_receipt
    from jobmatch.store import put_feedback

    opened = open_home(home)
    shared = opened.keys.derive(WEBHOOK_SECRET)
    events = []
    for line, (received_at, headers, body) in enumerate(_stored(file), start=1):
        try:
            events += verify_receipt(shared, headers, body, received_at)
        except BadInput as wrong:
            raise BadInput(f"{file}, line {line}: {wrong}") from wrong
    with opened.store.write() as unit:
        check_events(unit, events, opened.clock())
        outcome = put_feedback(unit, events, opened.clock())
    _print({"events": outcome.added, "known_already": outcome.unchanged}, json)


def secret(home: HomeOption = None) -> None:
    """Print what a webhook's receiver needs to check our signatures and to sign its receipts; keep it private."""
    from jobmatch.push import WEBHOOK_SECRET, shown_secret

    print(shown_secret(open_home(home).keys.derive(WEBHOOK_SECRET)))


def _stored(file: Path) -> Iterator[tuple[datetime, dict[str, str], bytes]]:
    if not file.is_file():
        raise BadInput(f"{file}: no such file")
    with file.open("rb") as lines:
        for number, line in enumerate(iter(lambda: lines.readline(LONGEST_LINE), b""), start=1):
            try:
                yield _request(jsonlib.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                raise BadInput(
                    f"{file}, line {number}: expected an object with received_at (with zone), headers and body"
                ) from error


def _request(row: Any) -> tuple[datetime, dict[str, str], bytes]:
    received_at = datetime.fromisoformat(row["received_at"])
    if received_at.tzinfo is None:
        raise ValueError("no zone")
    return received_at, {str(name): str(value) for name, value in row["headers"].items()}, row["body"].encode()


def _print(counts: dict[str, int], json: bool) -> None:
    if json:
        print_json(counts)
    else:
        print(", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in counts.items()))
