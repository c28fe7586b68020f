"""Pushes by e-mail: one letter a student and campaign, handed to an SMTP server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime

from jobmatch.domain import Medium
from jobmatch.push.channel import Receipt, ReceiptState, deferred, receipts_for
from jobmatch.push.envelope import MailServer, message_id, return_address
from jobmatch.push.letter import write_letter
from jobmatch.push.message import Message

TIMEOUT_SECONDS = 20
TRIES = 3  # letters in a row that find no working server; after them the rest waits for the next dispatch
CANNOT_CONNECT = (OSError, smtplib.SMTPException)


@dataclass(frozen=True, slots=True)
class MailChannel:
    """address_of gives a student's address, "" where there is none; secret marks return addresses as ours.

    What a server accepted counts as delivered until a bounce says otherwise. Where it takes a letter and hangs up
    before it answers, nobody knows: the letter goes again, under the same Message-ID.
    """

    server: MailServer
    secret: bytes
    address_of: Callable[[str], str]
    answer_url: str | None
    timeout_seconds: float = TIMEOUT_SECONDS

    @property
    def medium(self) -> Medium:
        return Medium.MAIL

    @property
    def handful(self) -> int:
        return 50

    def send(self, messages: Sequence[Message]) -> list[Receipt]:
        receipts: list[Receipt] = []
        connection: smtplib.SMTP | None = None
        failed = 0
        for number, message in enumerate(messages):
            if failed == TRIES:
                return receipts + deferred(messages[number:], "the mail server does not work")
            to = addressable(self.address_of(message.student_id))
            if to is None:
                receipts += receipts_for(message, ReceiptState.BOUNCED, "no usable e-mail address")
                continue
            try:
                connection = connection or self._connect()
            except CANNOT_CONNECT as error:
                failed += 1
                receipts += deferred([message], f"no connection to the mail server: {_said(error)}")
                continue
            state, detail, alive = self._hand_over(connection, message, to)
            receipts += receipts_for(message, state, detail, delivered=state is ReceiptState.SENT)
            failed = 0 if alive else failed + 1
            if not alive:
                connection.close()
                connection = None
        if connection is not None:
            _hang_up(connection)
        return receipts

    def _connect(self) -> smtplib.SMTP:
        """A connection ready for letters; never falls back to clear text where STARTTLS was asked for."""
        connection = smtplib.SMTP(self.server.host, self.server.port, timeout=self.timeout_seconds)
        try:
            if self.server.starttls:
                connection.starttls(context=ssl.create_default_context())
            if self.server.user:
                connection.login(self.server.user, self.server.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _hand_over(self, connection: smtplib.SMTP, message: Message, to: str) -> tuple[ReceiptState, str, bool]:
        """What became of one letter, why, and whether the connection can go on."""
        letter = self.letter_to(message, to)
        sender = return_address(self.server.sender, self.secret, message.student_id, message.campaign)
        try:
            connection.sendmail(sender, [to], letter.as_bytes())
        except smtplib.SMTPRecipientsRefused as refused:
            code, said = refused.recipients[to]
            return (*_refusal(code, said), code != 421)
        except smtplib.SMTPSenderRefused as refused:  # about us, not about the student
            return ReceiptState.DEFERRED, f"sender refused: {refused.smtp_code}", refused.smtp_code != 421
        except smtplib.SMTPDataError as refused:
            return (*_refusal(refused.smtp_code, refused.smtp_error), refused.smtp_code != 421)
        except CANNOT_CONNECT as error:
            return ReceiptState.DEFERRED, f"the connection broke: {_said(error)}", False
        return ReceiptState.SENT, "", True

    def letter_to(self, message: Message, to: str) -> EmailMessage:
        """The letter with its headers; everything in them is one line, so that no field can add another."""
        letter = write_letter(message, self.server.language, self.answer_url)
        mail = EmailMessage(SMTP_POLICY)
        mail["From"] = self.server.sender
        mail["To"] = Address(addr_spec=to)
        mail["Subject"] = letter.subject
        mail["Date"] = format_datetime(message.sent_at)
        mail["Message-ID"] = message_id(self.server.sender, self.secret, message.student_id, message.campaign)
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies, please
        mail.set_content(letter.text, cte="base64")
        mail.add_alternative(letter.html, subtype="html", cte="base64")
        return mail


def addressable(address: str) -> str | None:
    """The address if a letter can be sent to it, else None: one local part, one domain, ASCII, nothing else.

    >>> addressable(" hua@example.edu.cn "), addressable("a@b.cn\\nBcc: x@y.cn"), addressable("a@b.cn, c@d.cn")
    ('hua@example.edu.cn', None, None)
    """
    address = address.strip()
    try:
        parsed = Address(addr_spec=address)
    except (HeaderParseError, ValueError, IndexError):
        return None
    whole = parsed.username and parsed.domain and parsed.addr_spec == address
    return address if whole and address.isascii() and address.isprintable() and " " not in address else None


def _refusal(code: int, said: bytes | str) -> tuple[ReceiptState, str]:
    """A refusal with 5xx is for good, any other for now (RFC 5321, 4.2.1); the server's words may name the student.

    5.7.x is for now too: security or policy (RFC 3463, 3.8) is about how we send, and mended, the letter may go.
    """
    words = said if isinstance(said, str) else said.decode("ascii", "replace")
    about_us = words.startswith("5.7.")
    for_good = 500 <= code < 600 and not about_us
    return (ReceiptState.BOUNCED if for_good else ReceiptState.DEFERRED), f"the mail server said {code}"


def _said(error: BaseException) -> str:
    """An error without the words of a server, which may name a student."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"it said {error.smtp_code}"
    return type(error).__name__


def _hang_up(connection: smtplib.SMTP) -> None:
    try:
        connection.quit()
    except CANNOT_CONNECT:
        connection.close()
