"""Files of answers into the store: every accepted row of a file lands in one transaction."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from jobmatch.domain import BadInput, Conflict, Feedback, FeedbackKind, NotFound, Opinion
from jobmatch.ingest.events import FIELDS, Event, Reply, Thought, check_moment, read_entry
from jobmatch.ingest.feed import BATCH_ROWS, IngestReport, Tally, report_on, sha256_of
from jobmatch.ingest.headers import Layout
from jobmatch.ingest.rejects import WrongField, write_rejects
from jobmatch.ingest.rows import Aside, Row
from jobmatch.ingest.tables import read_rows
from jobmatch.store import (
    Outcome,
    PushKey,
    RejectedRow,
    Store,
    Unit,
    answer_task,
    log_ingest,
    put_feedback,
    put_opinion,
    sent_times,
    use_token,
)
from jobmatch.tokens import ANSWER, read_answer, read_opinion, token_digest

SOURCE = "feedback"
CLOCK_SKEW = timedelta(minutes=5)  # an answer may be dated so much before its push was sent: clocks differ
LONGEST_VALUE = 200  # characters of a refused value that are kept
LAYOUT = Layout(required=(), known=FIELDS)


@dataclass(frozen=True, slots=True)
class Import:
    """One file's import: its transaction, and what a token is judged by."""

    unit: Unit
    now: datetime
    file_sha256: str
    token_days: float


def import_feedback(
    store: Store, files: Sequence[Path], token_days: float, now: datetime, rejects_dir: Path
) -> IngestReport:
    """Events, opinions and answers to tasks from files; the same file again changes nothing.

    token_days is how long after its push a token could be used. Raises BadInput for a file that cannot be read: of it
    nothing is kept, files before it stay imported.
    """
    began = time.perf_counter()
    done: list[Tally] = []
    try:
        for path in files:
            done.append(_import(store, path, token_days, now))
    finally:  # a bad file ends the run; what was turned away in the files before it is still told
        rejects_file = write_rejects(rejects_dir, SOURCE, now, [row for tally in done for row in tally.rejected])
    return report_on(files, done, rejects_file, time.perf_counter() - began)


def _import(store: Store, path: Path, token_days: float, now: datetime) -> Tally:
    """One file, whole or not at all."""
    tally, began = Tally(SOURCE), time.perf_counter()
    digest, rows = sha256_of(path), read_rows(path, LAYOUT)
    with store.write() as unit:
        run = Import(unit, now, digest, token_days)
        while batch := list(itertools.islice(rows, BATCH_ROWS)):
            tally.read += len(batch)
            _take(run, batch, tally)
        log_ingest(unit, SOURCE, digest, tally.counts, tally.rejected, now)
    tally.stages["store"] = time.perf_counter() - began
    return tally


def _take(run: Import, batch: Sequence[Row | Aside], tally: Tally) -> None:
    """Put what can be used of some rows, and note the rest as rejected in the order of the rows."""
    rejected: list[RejectedRow] = []
    events: list[tuple[Row, Event]] = []
    for row in batch:
        if isinstance(row, Aside):
            rejected.append(RejectedRow(row.place, row.line, "", row.text, row.reason))
            continue
        with _turned_away(row, rejected):
            entry = read_entry(row.cells, run.now)
            if isinstance(entry, Event):
                events.append((row, entry))
            else:
                tally.count(_put(run, row, entry))
    tally.count(_put_events(run, events, rejected))
    tally.rejected.extend(sorted(rejected, key=lambda one: one.line))


def _put(run: Import, row: Row, entry: Thought | Reply) -> Outcome:
    try:
        if isinstance(entry, Thought):
            return put_opinion(run.unit, _opinion(run, row, entry))
        return answer_task(run.unit, entry.task_id, entry.cause, entry.note, entry.by, entry.at)
    except (NotFound, Conflict) as wrong:
        raise WrongField("token" if isinstance(entry, Thought) else "task", str(wrong)) from wrong


def _opinion(run: Import, row: Row, thought: Thought) -> Opinion:
    """Nothing of an opinion leads to a person: its id is made from a nonce, or from the place in its file."""
    mark = thought.event_id or f"{run.file_sha256}:{row.place}:{row.line}"
    if thought.token:
        secret = run.unit.keys.derive(ANSWER)
        mark = _read(lambda: read_opinion(secret, thought.token, thought.at, run.token_days))
    return Opinion(run.unit.keys.blind_index(f"opinion {mark}"), thought.week, thought.stars, thought.comment)


def _put_events(run: Import, events: Sequence[tuple[Row, Event]], rejected: list[RejectedRow]) -> Outcome:
    named: list[tuple[Row, Event, PushKey]] = []
    for row, event in events:
        with _turned_away(row, rejected):
            named.append((row, event, _push_of(run, event)))
    sent = sent_times(run.unit, sorted({push for _, _, push in named}))
    placed: list[Feedback] = []
    for row, event, push in named:
        with _turned_away(row, rejected):
            placed.append(_placed(run, event, push, sent))
    outcome = put_feedback(run.unit, placed, run.now)
    return Outcome(added=outcome.added, unchanged=len(placed) - outcome.added)


def _push_of(run: Import, event: Event) -> PushKey:
    """A token is judged as of the moment of the answer, so that a file may come late."""
    key = event.push
    if event.token:
        secret = run.unit.keys.derive(ANSWER)
        key = _read(lambda: read_answer(secret, event.token, event.at, run.token_days))
        if event.push and event.push != key:
            raise WrongField("token", "belongs to another push; expected the one that came with this push")
    student, posting = key.split("|", 1)
    posting, campaign = posting.rsplit("|", 1)
    return student, posting, campaign


def check_events(unit: Unit, events: Sequence[Feedback], now: datetime) -> None:
    """Raises BadInput for an event of a push nobody knows or that was not sent yet, and for one yet to come."""
    sent = sent_times(unit, sorted({(event.student_id, event.posting_id, event.campaign) for event in events}))
    for event in events:
        try:
            check_moment(event.at, now)
            _check_sent((event.student_id, event.posting_id, event.campaign), event.at, sent)
        except WrongField as wrong:
            raise BadInput(f"event {event.event_id}: {wrong}") from wrong


def _check_sent(push: PushKey, at: datetime, sent: Mapping[PushKey, datetime | None]) -> None:
    if push not in sent:
        raise WrongField("push", "is no known push")
    sent_at = sent[push]
    if sent_at is None:
        raise WrongField("push", "was never sent, so nothing can come back of it")
    if at < sent_at - CLOCK_SKEW:
        raise WrongField("at", f"is before the push was sent ({sent_at.isoformat(timespec='seconds')})")


def _placed(run: Import, event: Event, push: PushKey, sent: Mapping[PushKey, datetime | None]) -> Feedback:
    """The event, if it can have happened; an answer by token uses the token up."""
    _check_sent(push, event.at, sent)
    event_id = event.event_id or _event_id(run, event, push)
    if event.token and event.kind is not FeedbackKind.OPENED:
        try:
            use_token(run.unit, token_digest(event.token), event_id, run.now)
        except Conflict as used:
            raise WrongField("token", str(used)) from used
    return Feedback(event_id, *push, event.kind, event.at, event.reason, event.comment, event.months, event.source)


def _event_id(run: Import, event: Event, push: PushKey) -> str:
    """The same for the same content; keyed, as the content may be a short comment that could be guessed."""
    instant = str(event.at.timestamp())
    parts = (*push, event.kind, instant, event.reason or "", event.comment, str(event.months), event.source)
    return run.unit.keys.blind_index("\x1f".join(("feedback", *parts)))


def _read(token: Callable[[], str]) -> str:
    try:
        return token()
    except BadInput as wrong:
        raise WrongField("token", str(wrong).removeprefix("token: ")) from wrong


@contextmanager
def _turned_away(row: Row, rejected: list[RejectedRow]) -> Iterator[None]:
    """A wrong field rejects its row, and the file goes on."""
    try:
        yield
    except WrongField as wrong:
        value = row.cells.get(wrong.field, "")[:LONGEST_VALUE]
        rejected.append(RejectedRow(row.place, row.line, wrong.field, value, wrong.expected))
