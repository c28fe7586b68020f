"""What carries messages. Delivery is at least once: each push keeps its key, and a receiver drops repeats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from jobmatch.domain import Medium
from jobmatch.push.message import Message


class ReceiptState(StrEnum):
    SENT = "sent"
    BOUNCED = "bounced"  # refused for good
    DEFERRED = "deferred"  # not now; to be tried again under the same key


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one push; detail says why it was not sent, in words that name no student.

    delivered: the channel vouches that it reached the student's side.
    """

    key: str
    state: ReceiptState
    detail: str = ""
    delivered: bool = False


class Channel(Protocol):
    """Takes messages and returns a receipt for every push in them.

    handful is how many pushes it surely sends before a lease runs out.
    """

    @property
    def medium(self) -> Medium: ...

    @property
    def handful(self) -> int: ...

    def send(self, messages: Sequence[Message]) -> Sequence[Receipt]: ...


def receipts_for(message: Message, state: ReceiptState, detail: str = "", delivered: bool = False) -> list[Receipt]:
    """One receipt a push, all alike: a message arrives or fails as a whole."""
    return [Receipt(opening.key, state, detail, delivered) for opening in message.openings]


def deferred(messages: Iterable[Message], detail: str) -> list[Receipt]:
    """Receipts of messages that were not tried."""
    return [receipt for message in messages for receipt in receipts_for(message, ReceiptState.DEFERRED, detail)]
