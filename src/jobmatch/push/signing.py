"""Signatures of webhooks both ways, as the Standard Webhooks specification has them (standardwebhooks.com).

A signature is HMAC-SHA256 over "id.timestamp.body", in base64 behind "v1,"; a header may hold several.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from jobmatch.domain import BadInput

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
TOLERANCE = timedelta(minutes=5)


def signature(secret: bytes, webhook_id: str, timestamp: int, body: bytes) -> str:
    """One signature; the example is the specification's own.

    >>> secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    >>> signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()


def signed_headers(secret: bytes, webhook_id: str, now: datetime, body: bytes) -> dict[str, str]:
    """The three headers of a request sent now."""
    timestamp = int(now.timestamp())
    return {ID: webhook_id, TIMESTAMP: str(timestamp), SIGNATURE: signature(secret, webhook_id, timestamp, body)}


def check_signature(secret: bytes, headers: Mapping[str, str], body: bytes, now: datetime) -> str:
    """The id of a request that really is from whoever holds the secret.

    Header names count in any case. Raises BadInput where a header is missing, the time is more than five minutes
    off, or no signature is right; comparison takes the same time wherever they differ.
    """
    given = {name.lower(): value for name, value in headers.items()}
    for name in (ID, TIMESTAMP, SIGNATURE):
        if not given.get(name):
            raise BadInput(f"header {name}: missing; expected the three of Standard Webhooks")
    timestamp = _timely(given[TIMESTAMP], now)
    right = signature(secret, given[ID], timestamp, body).encode()
    matches = [hmac.compare_digest(right, one.encode()) for one in given[SIGNATURE].split()]
    if not any(matches):
        raise BadInput(f"header {SIGNATURE}: no signature is right; expected one made with this home's secret")
    return given[ID]


def shown_secret(secret: bytes) -> str:
    """A secret as receivers take it.

    >>> shown_secret(b"0" * 24)
    'whsec_MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAw'
    """
    return "whsec_" + base64.b64encode(secret).decode()


def _timely(text: str, now: datetime) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 11):
        raise BadInput(f"header {TIMESTAMP}: {text[:20]!r}; expected seconds since 1970")
    apart = abs(now - datetime.fromtimestamp(int(text), UTC))
    if apart > TOLERANCE:
        raise BadInput(f"header {TIMESTAMP}: {int(apart.total_seconds())} s from now; expected at most 300")
    return int(text)
