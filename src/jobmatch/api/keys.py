"""API keys: shown once when made, kept as SHA-256 only."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jobmatch.domain import BadInput, Misconfigured
from jobmatch.durable import written_whole

_PREFIX = "jm_"


@dataclass(frozen=True, slots=True)
class ApiKeys:
    """Hashes by the name of who holds the key."""

    hashes: Mapping[str, str]

    @classmethod
    def from_file(cls, file: Path) -> ApiKeys:
        """Read ``name sha256`` lines. Raises Misconfigured where there is no key at all."""
        lines = file.read_text("utf-8").splitlines() if file.is_file() else []
        hashes = dict(line.split() for line in lines if line.strip())
        if not hashes:
            raise Misconfigured("no API key yet: make one with `jobmatch key add NAME`")
        return cls(hashes)

    def holder(self, key: str) -> str | None:
        """Who holds this key; None for a key we never gave. Takes the same time whichever it is."""
        offered = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
        known = [name for name, kept in self.hashes.items() if hmac.compare_digest(kept, offered)]
        return known[0] if known else None


def add_key(file: Path, name: str) -> str:
    """Make a key of 256 random bits for name, keep its hash, return the key. Raises BadInput for a bad or used name."""
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,40}", name):
        raise BadInput(f"key name {name!r}: expected 1 to 40 letters, digits, dots, dashes")
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    if any(line.split()[:1] == [name] for line in lines):
        raise BadInput(f"key name {name!r} is in use")
    key = _PREFIX + secrets.token_urlsafe(32)
    lines.append(f"{name} {hashlib.sha256(key.encode()).hexdigest()}")
    with written_whole(file, mode=0o600) as beside:
        beside.write_text("\n".join(lines) + "\n", "utf-8")
    return key
