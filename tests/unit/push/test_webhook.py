"""Signed requests to a real HTTP server on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

import pytest
from tests.unit.push.letters import AT, CAMPAIGN, SECRET, message, opening

from jobmatch.domain import Misconfigured
from jobmatch.push.signing import check_signature
from jobmatch.push.webhook import PAUSES_SECONDS, WebhookChannel


@dataclass
class Gateway:
    """What a receiver answers, in turn and then always the last; what it was sent; how long the channel paused."""

    answers: list[int]
    slow: float = 0.0
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)


@contextmanager
def served(gateway: Gateway) -> Iterator[WebhookChannel]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            gateway.requests.append((dict(self.headers.items()), body))
            sleep(gateway.slow)
            self.send_response(gateway.answers.pop(0) if len(gateway.answers) > 1 else gateway.answers[0])
            self.send_header("content-length", "0")
            self.send_header("location", "/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/pushes"
        yield WebhookChannel(url, SECRET, lambda: AT, gateway.pauses.append, timeout_seconds=0.2)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_message_is_one_request_that_its_receiver_can_check() -> None:
    gateway = Gateway([204])
    with served(gateway) as channel:
        receipts = channel.send([message("S1", opening(1), opening(2))])
    assert [(r.key, r.state, r.delivered) for r in receipts] == [
        (f"S1|gd:1|{CAMPAIGN}", "sent", False),
        (f"S1|gd:2|{CAMPAIGN}", "sent", False),
    ]
    (headers, body), *others = gateway.requests
    assert not others
    assert check_signature(SECRET, headers, body, AT).startswith("msg_")
    content = json.loads(body)
    assert content["type"] == "pushes.planned"
    assert [row["posting"] for row in content["data"]["pushes"]] == ["gd:1", "gd:2"]


@pytest.mark.parametrize(
    ("status", "state"), [(200, "sent"), (410, "bounced"), (422, "bounced"), (401, "deferred"), (302, "deferred")]
)
def test_the_status_says_what_became_of_it(status: int, state: str) -> None:
    with served(Gateway([status])) as channel:
        assert [r.state for r in channel.send([message("S1")])] == [state]


def test_a_receiver_that_fails_for_a_moment_is_asked_again_under_the_same_id() -> None:
    gateway = Gateway([503, 429, 200])
    with served(gateway) as channel:
        assert [r.state for r in channel.send([message("S1")])] == ["sent"]
    assert gateway.pauses == list(PAUSES_SECONDS)
    assert len({headers["webhook-id"] for headers, _ in gateway.requests}) == 1


def test_a_receiver_that_keeps_failing_is_given_up_for_now() -> None:
    gateway = Gateway([500])
    with served(gateway) as channel:
        receipts = channel.send([message(f"S{number}") for number in range(5)])
    assert [r.state for r in receipts] == ["deferred"] * 5
    assert len(gateway.requests) == 3 * (1 + len(PAUSES_SECONDS))
    assert receipts[-1].detail == "the webhook's receiver does not work"


def test_a_receiver_that_does_not_answer_in_time_is_put_off() -> None:
    with served(Gateway([200], slow=0.4)) as channel:
        assert [r.detail for r in channel.send([message("S1")])] == [
            "no answer from the webhook's receiver: ReadTimeout"
        ]


def test_a_redirect_is_not_followed() -> None:
    gateway = Gateway([307])
    with served(gateway) as channel:
        channel.send([message("S1")])
    assert len(gateway.requests) == 1 + len(PAUSES_SECONDS)


@pytest.mark.parametrize("url", ["", "ftp://x", "http://jobs.example.edu.cn/pushes", "https://"])
def test_pushes_never_travel_in_clear(url: str) -> None:
    with pytest.raises(Misconfigured, match="https"):
        WebhookChannel(url, SECRET, lambda: AT)
