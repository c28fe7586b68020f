"""Letters handed to a real SMTP server on this machine, which behaves well, badly, or not at all."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from tests.unit.push.letters import CAMPAIGN, SECRET, message, opening

from jobmatch.push import Receipt, ReceiptState
from jobmatch.push.envelope import MailServer, message_id, return_address
from jobmatch.push.mail import MailChannel, addressable

SENDER = "jobs@college.edu.cn"
Answer = Callable[[Any], str]


@dataclass
class Office:
    """An SMTP server's behaviour: what it answers at each step, by recipient, and what it took."""

    on_mail: str = ""
    on_rcpt: dict[str, str] = field(default_factory=dict)
    on_data: dict[str, str] = field(default_factory=dict)
    taken: list[tuple[str, str, EmailMessage]] = field(default_factory=list)

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        envelope.mail_from = address
        return self.on_mail or "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        answer = self.on_rcpt.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        to = envelope.rcpt_tos[0]
        answer = self.on_data.get(to, "250 OK")
        if answer == "silence":
            await asyncio.sleep(0.5)
            return "250 too late"
        if not answer.startswith(("4", "5")):
            self.taken.append((envelope.mail_from, to, message_from_bytes(envelope.content, policy=default)))  # type: ignore[arg-type]
        if answer == "hang up":
            server.transport.abort()
        return answer


@contextmanager
def served(office: Office) -> Iterator[MailServer]:
    controller = Controller(office, hostname="127.0.0.1", port=_free_port())
    controller.start()
    try:
        yield MailServer("127.0.0.1", controller.port, SENDER)
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def channel(
    server: MailServer, address_of: Callable[[str], str] = lambda student: f"{student}@example.edu.cn"
) -> MailChannel:
    return MailChannel(server, SECRET, address_of, "https://jobs.example.edu.cn/a", timeout_seconds=0.2)


def states(receipts: list[Receipt]) -> list[str]:
    return [receipt.state.value for receipt in receipts]


def test_a_student_gets_one_letter_with_all_pushes_of_the_campaign() -> None:
    office = Office()
    with served(office) as server:
        receipts = channel(server).send([message("S1", opening(1), opening(2)), message("S2")])
    assert [(r.key, r.state, r.delivered) for r in receipts] == [
        (f"S1|gd:1|{CAMPAIGN}", ReceiptState.SENT, True),
        (f"S1|gd:2|{CAMPAIGN}", ReceiptState.SENT, True),
        (f"S2|gd:1|{CAMPAIGN}", ReceiptState.SENT, True),
    ]
    assert [to for _, to, _ in office.taken] == ["S1@example.edu.cn", "S2@example.edu.cn"]


def test_a_letter_carries_its_marks_its_text_and_its_page() -> None:
    office = Office()
    with served(office) as server:
        channel(server).send([message("S1")])
    sender, _, mail = office.taken[0]
    assert sender == return_address(SENDER, SECRET, "S1", CAMPAIGN)
    assert mail["Message-ID"] == message_id(SENDER, SECRET, "S1", CAMPAIGN)
    assert mail["Subject"] == "就业推荐：护士（阳山县江英镇卫生院）"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert "3000–4500 元" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("office", "state", "detail"),
    [
        (Office(on_rcpt={"S1@example.edu.cn": "550 no such user"}), "bounced", "the mail server said 550"),
        (Office(on_rcpt={"S1@example.edu.cn": "450 mailbox full"}), "deferred", "the mail server said 450"),
        (Office(on_data={"S1@example.edu.cn": "554 refused"}), "bounced", "the mail server said 554"),
        (Office(on_rcpt={"S1@example.edu.cn": "550 5.7.1 relaying denied"}), "deferred", "the mail server said 550"),
        (Office(on_data={"S1@example.edu.cn": "451 later"}), "deferred", "the mail server said 451"),
        (Office(on_mail="552 you sent too much today"), "deferred", "sender refused: 552"),
        (Office(on_data={"S1@example.edu.cn": "421 shutting down"}), "deferred", "the mail server said 421"),
    ],
)
def test_a_refusal_for_good_bounces_and_any_other_is_put_off(office: Office, state: str, detail: str) -> None:
    with served(office) as server:
        receipts = channel(server).send([message("S1")])
    assert [(r.state, r.detail, r.delivered) for r in receipts] == [(state, detail, False)]


def test_after_a_refusal_the_next_letter_goes_out() -> None:
    office = Office(on_rcpt={"S1@example.edu.cn": "550 no"}, on_data={"S2@example.edu.cn": "421 busy"})
    with served(office) as server:
        receipts = channel(server).send([message("S1"), message("S2"), message("S3")])
    assert states(receipts) == ["bounced", "deferred", "sent"]


def test_a_server_that_takes_a_letter_and_hangs_up_gets_it_again_under_the_same_message_id() -> None:
    office = Office(on_data={"S1@example.edu.cn": "hang up"})
    with served(office) as server:
        first = channel(server).send([message("S1"), message("S2")])
        office.on_data = {}
        again = channel(server).send([message("S1")])
    assert states(first) == ["deferred", "sent"]
    assert states(again) == ["sent"]
    identities = [str(mail["Message-ID"]) for _, to, mail in office.taken if to.startswith("S1@")]
    assert len(identities) == 2
    assert len(set(identities)) == 1


def test_a_server_that_falls_silent_is_left_and_the_next_letter_goes_out() -> None:
    with served(Office(on_data={"S1@example.edu.cn": "silence"})) as server:
        assert states(channel(server).send([message("S1"), message("S2")])) == ["deferred", "sent"]


def test_without_a_server_everything_is_put_off_after_three_tries() -> None:
    nobody = MailServer("127.0.0.1", _free_port(), SENDER)
    receipts = channel(nobody).send([message(f"S{number}") for number in range(5)])
    assert states(receipts) == ["deferred"] * 5
    assert [r.detail for r in receipts] == ["no connection to the mail server: ConnectionRefusedError"] * 3 + [
        "the mail server does not work"
    ] * 2


def test_a_letter_never_goes_in_clear_where_tls_was_asked_for() -> None:
    office = Office()
    with served(office) as server:
        sealed = MailServer(server.host, server.port, SENDER, starttls=True)
        receipts = channel(sealed).send([message("S1")])
    assert (states(receipts), office.taken) == (["deferred"], [])


@pytest.mark.parametrize(
    "address", ["", "hua", "hua@", "a@b.cn, c@d.cn", "a@b.cn\nBcc: x@y.cn", "<a@b.cn>", "花@例.cn", "a b@c.cn"]
)
def test_what_is_no_address_bounces_without_asking_the_server(address: str) -> None:
    assert addressable(address) is None
    nobody = MailServer("127.0.0.1", 1, SENDER)
    receipts = channel(nobody, lambda student: address).send([message("S1")])
    assert [(r.state, r.detail) for r in receipts] == [("bounced", "no usable e-mail address")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_a_line_break_in_a_posting_adds_no_header(end: str) -> None:
    office = Office()
    injected = opening(1, title=f"护士{end}Bcc: x@example.org", employer=f"卫生院{end}{end}Subject: no")
    with served(office) as server:
        channel(server).send([message("S1", injected)])
    _, to, mail = office.taken[0]
    assert to == "S1@example.edu.cn"
    assert (mail["Bcc"], mail.get_all("Subject")) == (None, ["就业推荐：护士 Bcc: x@example.org（卫生院 Subject: no）"])


def test_no_detail_names_the_student_or_the_address() -> None:
    office = Office(on_rcpt={"S1@example.edu.cn": "550 <S1@example.edu.cn> Hua Zhang has left"})
    with served(office) as server:
        assert "S1" not in channel(server).send([message("S1")])[0].detail
