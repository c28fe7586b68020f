"""What is on the outside of a letter: the server it is handed to, and marks by which a bounce finds its way back.

The return address is variable (VERP): its local part carries a keyed digest of student and campaign, as does the
Message-ID. Nobody without the secret can make one, and the digest tells nobody who the student is.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from jobmatch.domain import Misconfigured

DIGEST_BYTES = 15  # 24 letters of base32
EXPECTED = "expected smtp://user:password@host:587?from=jobs@college.edu.cn&starttls=1"
LONGEST_LOCAL_PART = 64 - 1 - DIGEST_BYTES * 8 // 5  # RFC 5321, 4.5.3.1.1: 64 octets, "+" and the digest included
_MARK = re.compile(r"(?:<push\.|\+)([a-z2-7]{24})@", re.IGNORECASE)
_KNOWN_OPTIONS = {"from", "starttls", "lang"}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over, and who sends them."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = False
    language: str = "zh"

    @classmethod
    def from_url(cls, url: str) -> MailServer:
        """JOBMATCH_SMTP as parts; raises Misconfigured, never repeating the password.

        >>> MailServer.from_url("smtp://mail.example.edu.cn?from=jobs@example.edu.cn&starttls=1").port
        587
        """
        try:
            parts = urlsplit(url)
            port = parts.port
            options = parse_qs(parts.query, strict_parsing=True)
        except ValueError as error:
            raise Misconfigured(f"JOBMATCH_SMTP cannot be read; {EXPECTED}") from error
        unknown = sorted(set(options) - _KNOWN_OPTIONS)
        if parts.scheme != "smtp" or not parts.hostname or unknown:
            raise Misconfigured(f"JOBMATCH_SMTP: {', '.join(unknown) or parts.scheme or 'no scheme'}; {EXPECTED}")
        starttls = options.get("starttls", ["0"])[-1] == "1"
        return cls(
            host=parts.hostname,
            port=port or (587 if starttls else 25),
            sender=_sender(options.get("from", [""])[-1]),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            starttls=_sealed_if_secret(parts, starttls),
            language=options.get("lang", ["zh"])[-1],
        )


def digest_of(secret: bytes, student_id: str, campaign: str) -> str:
    """What stands for the letter of a student and campaign: HMAC-SHA256, cut to 120 bits, in small base32.

    >>> len(digest_of(b"secret", "S000001", "2026-01-20"))
    24
    """
    made = hmac.new(secret, f"{student_id}|{campaign}".encode(), hashlib.sha256).digest()[:DIGEST_BYTES]
    return base64.b32encode(made).decode().lower()


def message_id(sender: str, secret: bytes, student_id: str, campaign: str) -> str:
    """The same for every try, so that a mailbox can drop what it has twice."""
    return f"<push.{digest_of(secret, student_id, campaign)}@{sender.rpartition('@')[2]}>"


def return_address(sender: str, secret: bytes, student_id: str, campaign: str) -> str:
    """Where a letter comes back to: jobs+digest@college.edu.cn."""
    local, _, domain = sender.rpartition("@")
    return f"{local}+{digest_of(secret, student_id, campaign)}@{domain}"


def digests_in(text: str) -> list[str]:
    """Digests of the Message-IDs and return addresses in a text, in order of appearance.

    >>> digests_in("Message-ID: <push.abcdefghijklmnopqrstuvwx@college.edu.cn>")
    ['abcdefghijklmnopqrstuvwx']
    """
    return [found.lower() for found in _MARK.findall(text)]


def _sender(address: str) -> str:
    local, _, domain = address.rpartition("@")
    plain = re.fullmatch(r"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+", address)
    if not (plain and local and domain and len(local) <= LONGEST_LOCAL_PART):
        raise Misconfigured(
            f"JOBMATCH_SMTP: from={address!r}; expected a plain address of the office, at most "
            f"{LONGEST_LOCAL_PART} characters before the @"
        )
    return address


def _sealed_if_secret(parts: SplitResult, starttls: bool) -> bool:
    """Whether to use TLS; a password is never sent in clear but to this very machine."""
    if parts.password and not starttls and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise Misconfigured(f"JOBMATCH_SMTP: a password without starttls=1 would travel in clear; {EXPECTED}")
    return starttls
