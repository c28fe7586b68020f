"""Pushes as signed HTTP requests, after the Standard Webhooks specification (standardwebhooks.com)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import httpx

from jobmatch.domain import Medium, Misconfigured
from jobmatch.push.channel import Receipt, ReceiptState, deferred, receipts_for
from jobmatch.push.envelope import digest_of
from jobmatch.push.message import Message, rows_of
from jobmatch.push.signing import signed_headers

TIMEOUT_SECONDS = 10.0
PAUSES_SECONDS = (0.5, 2.0)  # before the second and the third try
TRIES = 3  # messages in a row that find no working receiver; after them the rest waits for the next dispatch
NOT_NOW = frozenset({401, 403, 407, 408, 425, 429})  # about us or the moment, not about the student
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class WebhookChannel:
    """One POST a student and campaign. 2xx: taken; receipts tell later what was delivered, opened and answered.

    410 and most other 4xx refuse for good. 5xx, 429 and silence are tried again after a pause, then put off;
    redirects are not followed. webhook-id is the same at every try.
    """

    url: str
    secret: bytes
    clock: Callable[[], datetime]
    pause: Callable[[float], None] = time.sleep
    timeout_seconds: float = TIMEOUT_SECONDS

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if not parts.hostname or not (parts.scheme == "https" or parts.hostname in LOOPBACK):
            raise Misconfigured("JOBMATCH_WEBHOOK: expected an https:// address")

    @property
    def medium(self) -> Medium:
        return Medium.WEBHOOK

    @property
    def handful(self) -> int:
        return 50

    def send(self, messages: Sequence[Message]) -> list[Receipt]:
        receipts: list[Receipt] = []
        failed = 0
        with httpx.Client(timeout=self.timeout_seconds) as client:
            for number, message in enumerate(messages):
                if failed == TRIES:
                    return receipts + deferred(messages[number:], "the webhook's receiver does not work")
                state, detail = self._tried(client, message)
                failed = failed + 1 if state is ReceiptState.DEFERRED else 0
                receipts += receipts_for(message, state, detail)
        return receipts

    def _tried(self, client: httpx.Client, message: Message) -> tuple[ReceiptState, str]:
        state, detail = self._posted(client, message)
        for seconds in PAUSES_SECONDS:
            if state is not ReceiptState.DEFERRED:
                break
            self.pause(seconds)
            state, detail = self._posted(client, message)
        return state, detail

    def _posted(self, client: httpx.Client, message: Message) -> tuple[ReceiptState, str]:
        body = body_of(message)
        webhook_id = f"msg_{digest_of(self.secret, message.student_id, message.campaign)}"
        headers = signed_headers(self.secret, webhook_id, self.clock(), body)
        try:
            with client.stream(
                "POST", self.url, content=body, headers={**headers, "content-type": "application/json"}
            ) as answer:
                code = answer.status_code  # whatever else it says is left unread
        except httpx.HTTPError as error:
            return ReceiptState.DEFERRED, f"no answer from the webhook's receiver: {type(error).__name__}"
        return state_of(code), "" if 200 <= code < 300 else f"the webhook's receiver said {code}"


def state_of(code: int) -> ReceiptState:
    """What an HTTP status says of a message.

    >>> [state_of(code).value for code in (204, 301, 410, 429, 503)]
    ['sent', 'deferred', 'bounced', 'deferred', 'deferred']
    """
    if 200 <= code < 300:
        return ReceiptState.SENT
    refused = 400 <= code < 500 and code not in NOT_NOW
    return ReceiptState.BOUNCED if refused else ReceiptState.DEFERRED


def body_of(message: Message) -> bytes:
    """The request's body: type, timestamp and data, as the specification recommends."""
    data = {"student": message.student_id, "campaign": message.campaign, "pushes": rows_of(message)}
    event = {"type": "pushes.planned", "timestamp": message.sent_at.isoformat(), "data": data}
    return json.dumps(event, ensure_ascii=False, sort_keys=True).encode()
