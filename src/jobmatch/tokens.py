"""Tokens that let somebody answer without an account: signed, expiring, each for one purpose.

An answer token names one push. An opinion token names nobody: a random nonce, so that what is said stays anonymous.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache

from itsdangerous import BadSignature, SignatureExpired, TimestampSigner, URLSafeTimedSerializer

from jobmatch.domain import BadInput

ANSWER = "answer"
OPINION = "opinion"
PURPOSES = (ANSWER, OPINION)
CLOCK_SKEW = timedelta(minutes=5)  # between the machine that signed and the one that reads
LONGEST = 2000  # characters; ours have some hundred


def sign_answer(secret: bytes, push_key: str, now: datetime) -> str:
    """A token with which the student of this push may answer it.

    >>> from datetime import UTC
    >>> now = datetime(2026, 1, 20, tzinfo=UTC)
    >>> read_answer(b"s", sign_answer(b"s", "S1|gd:1|2026-01-20", now), now, 28)
    'S1|gd:1|2026-01-20'
    """
    return _serializer(secret, ANSWER, now).dumps(push_key)


def read_answer(secret: bytes, token: str, now: datetime, max_age_days: float) -> str:
    """The key of the push that a token answers; raises BadInput where it is forged, expired or for another purpose."""
    return _read(secret, ANSWER, token, now, max_age_days)


def sign_opinion(secret: bytes, nonce: str, now: datetime) -> str:
    """A token with which somebody may say once, anonymously, what they think of the help."""
    return _serializer(secret, OPINION, now).dumps(nonce)


def read_opinion(secret: bytes, token: str, now: datetime, max_age_days: float) -> str:
    """The nonce of an opinion token; raises BadInput as read_answer does."""
    return _read(secret, OPINION, token, now, max_age_days)


def token_digest(token: str) -> str:
    """What is kept of a token that was used: it cannot be turned back into one."""
    return hashlib.sha256(token.encode()).hexdigest()


def _read(secret: bytes, purpose: str, token: str, now: datetime, max_age_days: float) -> str:
    if len(token) > LONGEST or not token.isascii():
        raise BadInput("token: too long or not in ASCII; expected the one that came with the push")
    reader = _serializer(secret, purpose, now + CLOCK_SKEW)
    longest = timedelta(days=max_age_days) + CLOCK_SKEW
    try:
        return str(reader.loads(token, max_age=int(longest.total_seconds())))
    except SignatureExpired as expired:
        raise BadInput(_out_of_time(expired, now, max_age_days)) from expired
    except BadSignature as bad:
        other = _purpose_of(secret, token, now)
        if other is not None:
            raise BadInput(f"token: made for another purpose ({other}); expected one for {purpose}") from bad
        raise BadInput("token: forged or damaged; expected the one that came with the push, unchanged") from bad


def _out_of_time(expired: SignatureExpired, now: datetime, max_age_days: float) -> str:
    signed = expired.date_signed
    if signed is not None and signed > now:
        return f"token: signed at {signed.isoformat()}, which is yet to come; is a clock wrong?"
    return f"token: expired; it could be used for {max_age_days:g} days"


def _purpose_of(secret: bytes, token: str, now: datetime) -> str | None:
    """The purpose a token was really made for; None where we did not make it."""
    for purpose in PURPOSES:
        with suppress(BadSignature):
            _serializer(secret, purpose, now).loads(token)
            return purpose
    return None


def _serializer(secret: bytes, purpose: str, now: datetime) -> URLSafeTimedSerializer:
    return _serializer_at(secret, purpose, int(now.timestamp()))


@lru_cache(maxsize=8)  # a dispatch signs thousands of tokens at one moment
def _serializer_at(secret: bytes, purpose: str, moment: int) -> URLSafeTimedSerializer:
    """The purpose is the salt: a signature made for one is none for the other."""

    class SignerAt(TimestampSigner):
        """Signs and checks at a given moment, not at the machine's."""

        def get_timestamp(self) -> int:
            return moment

    return URLSafeTimedSerializer(
        secret,
        salt=f"jobmatch {purpose} token",
        signer=SignerAt,
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
    )
