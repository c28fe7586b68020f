"""From the outbox through each medium and back: what is marked, what is logged, what goes again."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.unit.push.letters import opening, push
from tests.unit.push.test_bounces import report_for
from tests.unit.push.test_mail import Office, served

from jobmatch.domain import Conflict, FeedbackKind, Identity, Medium, Misconfigured, PushState, Student
from jobmatch.push import (
    MAIL_SECRET,
    Dispatched,
    JsonLinesChannel,
    Message,
    Receipt,
    ReceiptState,
    dispatch,
    open_channel,
    read_bounces,
)
from jobmatch.push.channel import receipts_for
from jobmatch.push.envelope import MailServer
from jobmatch.settings import default_policy_toml, parse_policy, read_settings
from jobmatch.store import (
    KeyRing,
    Store,
    all_feedback,
    begin_run,
    event_log,
    lease_pushes,
    push_log,
    put_feedback,
    put_night,
    put_postings,
    put_students,
    sent_by,
    sent_times,
    withdraw_consent,
)
from jobmatch.tokens import read_answer

KEYS = KeyRing((b"k" * 32,))
NIGHT = date(2026, 1, 20)
NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)
STATES = list(PushState)


def clock() -> datetime:
    return NOW


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three students: one with two pushes, one with one, and one with one but no e-mail address."""
    url = read_settings({}, tmp_path).database_url
    Store.migrate(url)
    made = Store.open(url, KEYS)
    with made.write() as unit:
        put_students(unit, [(Student(id="", consent_push=True), _identity(n)) for n in (1, 2, 3)], NOW)
        put_postings(unit, [opening(n) for n in (1, 2)], NOW)
        pushes = [
            push("S000001", 1, together=2),
            push("S000001", 2, position=2, together=2),
            push("S000002", 1),
            push("S000003", 1),
        ]
        put_night(unit, begin_run(unit, NIGHT, NOW), pushes, [], {}, {}, NOW)
    yield made
    made.close()


def _identity(number: int) -> Identity:
    email = f"s{number}@example.edu.cn" if number < 3 else ""
    return Identity(name=f"学生{number}", number=f"2022{number:03d}", email=email)


@dataclass
class Scripted:
    """A channel in memory that gives each student's messages the state it was told, else sends them."""

    says: dict[str, ReceiptState] = field(default_factory=dict)
    handful: int = 500
    medium: Medium = Medium.WEBHOOK
    sent: list[str] = field(default_factory=list)
    during: Callable[[], None] = lambda: None

    def send(self, messages: Sequence[Message]) -> list[Receipt]:
        self.during()
        self.sent += [opening.key for message in messages for opening in message.openings]
        return [
            receipt
            for message in messages
            for receipt in receipts_for(message, self.says.get(message.student_id, ReceiptState.SENT), "because")
        ]


def states(store: Store) -> dict[tuple[str, str], str]:
    with store.read() as unit:
        log = push_log(unit)
    rows = zip(log.student, log.posting, log.state, strict=True)
    return {(log.students[s], log.postings[p]): STATES[state].value for s, p, state in rows}


def kinds(store: Store) -> list[tuple[str, str]]:
    with store.read() as unit:
        return sorted((event.event_id, event.kind.value) for event in all_feedback(unit))


def test_what_a_channel_takes_is_sent_what_it_refuses_bounces_and_the_rest_waits(store: Store) -> None:
    says = {"S000001": ReceiptState.DEFERRED, "S000002": ReceiptState.BOUNCED}
    done = dispatch(store, Scripted(says), "a", NIGHT, clock)
    assert (done.sent, done.bounced, done.deferred, dict(done.why)) == (1, 1, 2, {"because": 1 + 2})
    assert states(store) == {
        ("S000001", "gd:1"): "planned",
        ("S000001", "gd:2"): "planned",
        ("S000002", "gd:1"): "bounced",
        ("S000003", "gd:1"): "sent",
    }
    assert kinds(store) == [("S000002|gd:1|2026-01-20|bounced|webhook", "bounced")]


def test_what_was_put_off_goes_with_the_next_dispatch_under_the_same_keys(store: Store) -> None:
    first = Scripted({"S000001": ReceiptState.DEFERRED})
    dispatch(store, first, "a", NIGHT, clock)
    second = Scripted()
    assert dispatch(store, second, "b", NIGHT, clock).sent == 2
    assert second.sent == [key for key in first.sent if key.startswith("S000001")]


def test_a_push_for_the_evening_stays_until_then_and_is_counted(store: Store) -> None:
    tomorrow = NIGHT + timedelta(days=1)
    late = replace(push("S000002", 2), campaign=tomorrow.isoformat(), daypart="evening")
    with store.write() as unit:
        put_night(unit, begin_run(unit, tomorrow, NOW), [late], [], {}, {}, NOW)
    noon, evening = (datetime(2026, 1, 21, hour, tzinfo=UTC) for hour in (4, 10))  # 12 and 18 o'clock in China
    first = dispatch(store, Scripted(), "a", tomorrow, lambda: noon)
    second = dispatch(store, Scripted(), "a", tomorrow, lambda: evening)
    assert [(done.sent, done.waiting) for done in (first, second)] == [(4, 1), (1, 0)]


@pytest.mark.parametrize("handful", [1, 2, 3, 4])
def test_a_students_pushes_never_part_however_small_the_handful(store: Store, handful: int) -> None:
    together = []

    class Watched(Scripted):
        def send(self, messages: Sequence[Message]) -> list[Receipt]:
            together.extend(len(message.openings) for message in messages)
            return super().send(messages)

    assert dispatch(store, Watched(handful=handful), "a", NIGHT, clock).sent == 4
    assert together == [2, 1, 1]


def test_a_channel_that_breaks_leaves_its_pushes_to_the_next_dispatch(store: Store) -> None:
    def breaks() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        dispatch(store, Scripted(during=breaks), "a", NIGHT, clock)
    assert set(states(store).values()) == {"planned"}
    assert dispatch(store, Scripted(), "b", NIGHT, clock).sent == 4


def test_two_dispatchers_side_by_side_send_nothing_twice(store: Store) -> None:
    other = Scripted()

    def meanwhile() -> None:
        dispatch(store, other, "b", NIGHT, clock)

    mine = Scripted(handful=2, during=meanwhile)
    dispatch(store, mine, "a", NIGHT, clock)
    assert len(mine.sent + other.sent) == len(set(mine.sent + other.sent)) == 4


def test_nobody_who_took_consent_back_is_sent_anything(store: Store) -> None:
    with store.write() as unit:
        withdraw_consent(unit, "S000001", "S000001", NOW)
    channel = Scripted()
    dispatch(store, channel, "a", NIGHT, clock)
    assert [key.split("|")[0] for key in channel.sent] == ["S000002", "S000003"]


def test_a_dispatch_killed_between_sending_and_marking_sends_the_same_keys_again(store: Store, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    script = [sys.executable, str(Path(__file__).with_name("killed_dispatch.py")), str(tmp_path)]
    killed = subprocess.run([*script, NOW.isoformat()], cwd=root, env={"PYTHONPATH": str(root)})
    assert killed.returncode == -signal.SIGKILL
    assert set(states(store).values()) == {"leased"}
    later = NOW + timedelta(hours=1)  # the dead process's lease has run out
    done = dispatch(store, JsonLinesChannel(tmp_path / "out"), "next", NIGHT, lambda: later)
    file = tmp_path / "out" / "pushes-2026-01-20.jsonl"
    keys = [json.loads(line)["key"] for line in file.read_text("utf-8").splitlines()]
    assert (done.sent, len(keys), len(set(keys))) == (4, 2 * 4, 4)
    assert set(states(store).values()) == {"sent"}


def test_every_token_in_the_file_answers_its_own_push(store: Store, tmp_path: Path) -> None:
    dispatch(store, JsonLinesChannel(tmp_path), "a", NIGHT, clock)
    lines = (tmp_path / "pushes-2026-01-20.jsonl").read_text("utf-8").splitlines()
    secret = KEYS.derive("answer")
    assert len(lines) == 4
    for row in map(json.loads, lines):
        assert (
            read_answer(secret, row["token"], NOW, parse_policy(default_policy_toml()).answer_window_days * 4)
            == row["key"]
        )


def by_mail(store: Store, server: MailServer) -> Dispatched:
    settings = read_settings({"JOBMATCH_SMTP": f"smtp://{server.host}:{server.port}?from=jobs@college.edu.cn"})
    return dispatch(store, open_channel(Medium.MAIL, settings, store, clock), "a", NIGHT, clock)


def test_mail_is_delivered_until_it_bounces_and_whoever_has_no_address_bounces_at_once(
    store: Store, tmp_path: Path
) -> None:
    with served(Office()) as server:
        done = by_mail(store, server)
    assert (done.sent, done.bounced, dict(done.why)) == (3, 1, {"no usable e-mail address": 1})
    assert [kind for _, kind in kinds(store)] == ["delivered", "delivered", "delivered", "bounced"]
    later = NOW + timedelta(days=2)
    (tmp_path / "back.eml").write_bytes(report_for(KEYS.derive(MAIL_SECRET), "S000001", "2026-01-20").as_bytes())
    with store.write() as unit:
        carried = sent_by(unit, Medium.MAIL, NIGHT)
        sent = {key: at for key, at in sent_times(unit, carried).items() if at}
        found = read_bounces([tmp_path / "back.eml"], KEYS.derive(MAIL_SECRET), sent, later)
        assert (put_feedback(unit, found.events, later).added, put_feedback(unit, found.events, later).added) == (2, 0)
    assert set(states(store).values()) == {"bounced", "sent"}
    assert states(store)["S000001", "gd:2"] == "bounced"


def test_a_push_is_delivered_no_sooner_than_it_was_sent(store: Store) -> None:
    with served(Office()) as server:
        by_mail(store, server)
    with store.read() as unit:
        pushes = push_log(unit)
        events = event_log(unit, pushes)
    delivered = events.kind == list(FeedbackKind).index(FeedbackKind.DELIVERED)
    assert delivered.sum() == 3
    assert (events.at[delivered] >= pushes.sent_at[events.push[delivered]]).all()


@pytest.mark.parametrize(
    ("medium", "settings", "named"),
    [
        (Medium.MAIL, {}, "JOBMATCH_SMTP is not set"),
        (
            Medium.MAIL,
            {"JOBMATCH_SMTP": "smtp://x?from=a@b.cn", "JOBMATCH_ANSWER_URL": "jobs.edu.cn"},
            "JOBMATCH_ANSWER_URL",
        ),
        (Medium.MAIL, {"JOBMATCH_SMTP": "smtp://x?from=a@b.cn&lang=fr"}, "language 'fr'"),
        (Medium.WEBHOOK, {}, "JOBMATCH_WEBHOOK is not set"),
        (Medium.WEBHOOK, {"JOBMATCH_WEBHOOK": "http://jobs.edu.cn"}, "JOBMATCH_WEBHOOK"),
    ],
)
def test_a_medium_that_is_not_set_up_says_which_setting_it_needs(
    store: Store, medium: Medium, settings: dict[str, str], named: str
) -> None:
    with pytest.raises(Misconfigured, match=named):
        open_channel(medium, read_settings(settings), store, clock)


def test_a_lease_taken_over_while_sending_keeps_the_other_ones_word(store: Store) -> None:
    def overtaken() -> None:
        with store.write() as unit:
            lease_pushes(unit, "b", NOW + timedelta(hours=1), 60, 500)

    with pytest.raises(Conflict, match="taken over"):
        dispatch(store, Scripted(during=overtaken), "a", NIGHT, clock)
    assert set(states(store).values()) == {"leased"}
