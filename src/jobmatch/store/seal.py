"""Sealing of sensitive fields: AES-256-GCM under a ring of keys, and a keyed hash for looking them up."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jobmatch.domain import Misconfigured
from jobmatch.durable import flush

KEY_BYTES = 32
_FORMAT = b"\x01"
_ID_BYTES = 4
_NONCE_BYTES = 12  # NIST SP 800-38D: 96 bits, random, far below 2**32 seals a key
_HEAD = len(_FORMAT) + _ID_BYTES + _NONCE_BYTES


class SealBroken(Misconfigured):
    """No key of the ring opens a sealed field: a key is missing, or the field was altered or moved."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed field stands; it opens nowhere else."""

    table: str
    column: str
    row: str

    @property
    def associated_data(self) -> bytes:
        return "\x1f".join((self.table, self.column, self.row)).encode()


@dataclass(frozen=True, slots=True, repr=False)
class KeyRing:
    """Keys of 32 bytes, newest first: the first seals, every one opens, the last one makes the blind index."""

    keys: tuple[bytes, ...]
    _openers: dict[bytes, AESGCM] = field(init=False, compare=False)
    _index_key: bytes = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if not self.keys:
            raise Misconfigured(
                "the key ring is empty; expected base64 of 32 random bytes, several separated by commas"
            )
        for position, key in enumerate(self.keys, start=1):
            if len(key) != KEY_BYTES:
                raise Misconfigured(f"key {position} of the key ring has {len(key)} bytes; expected {KEY_BYTES}")
        object.__setattr__(self, "_openers", {_id_of(key): AESGCM(key) for key in self.keys})
        object.__setattr__(self, "_index_key", _derived(self.keys[-1], b"jobmatch blind index", KEY_BYTES))

    @classmethod
    def from_text(cls, text: str) -> KeyRing:
        """A ring from base64 words separated by commas or white space, as in JOBMATCH_KEY or a key file."""
        words = [word for word in re.split(r"[,\s]+", text) if word]
        return cls(tuple(_decoded(word, position) for position, word in enumerate(words, start=1)))

    @classmethod
    def from_file(cls, path: Path) -> KeyRing:
        """The ring kept in a key file; raises Misconfigured where there is none."""
        if not path.is_file():
            raise Misconfigured(f"no key: JOBMATCH_KEY is not set and {path} does not exist; run `jobmatch init`")
        return cls.from_text(path.read_text("utf-8"))

    @classmethod
    def create_file(cls, path: Path) -> KeyRing:
        """The ring kept in a key file, made with one new key and mode 0600 where there is none yet."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        _write_private(beside, new_key() + "\n")
        try:
            os.link(beside, path)  # atomic, and never replaces a key that another process made first
        except FileExistsError:
            pass
        finally:
            beside.unlink()
        flush(path.parent)
        return cls.from_file(path)

    def seal(self, clear: bytes, place: Place) -> bytes:
        """Format byte, key id, nonce and ciphertext, bound to its place."""
        key_id, nonce = _id_of(self.keys[0]), os.urandom(_NONCE_BYTES)
        return _FORMAT + key_id + nonce + self._openers[key_id].encrypt(nonce, clear, place.associated_data)

    def open(self, sealed: bytes, place: Place) -> bytes:
        """What was sealed at this place; raises SealBroken where no key opens it."""
        opener = self._openers.get(sealed[len(_FORMAT) : len(_FORMAT) + _ID_BYTES])
        if opener is None or sealed[: len(_FORMAT)] != _FORMAT:
            raise SealBroken(f"{_named(place)} was sealed with a key that is not in JOBMATCH_KEY or the key file")
        try:
            return opener.decrypt(sealed[_HEAD - _NONCE_BYTES : _HEAD], sealed[_HEAD:], place.associated_data)
        except (InvalidTag, ValueError) as broken:
            raise SealBroken(f"{_named(place)} does not open: it was altered or moved from another row") from broken

    def handed_over(self, sealed: bytes, place: Place, ring: KeyRing) -> bytes:
        """What was sealed at this place, sealed there again under another ring."""
        return ring.seal(self.open(sealed, place), place)

    def blind_index(self, text: str) -> str:
        """HMAC-SHA256 in hex under a key of the oldest key, so that it outlives rotation."""
        return hmac.new(self._index_key, text.encode(), hashlib.sha256).hexdigest()

    def derive(self, purpose: str) -> bytes:
        """32 bytes for one purpose, such as signing answers, from the first key (HKDF, RFC 5869)."""
        return _derived(self.keys[0], f"jobmatch {purpose} secret".encode(), KEY_BYTES)


def new_key() -> str:
    """A fresh key as JOBMATCH_KEY takes it."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _decoded(word: str, position: int) -> bytes:
    try:
        return base64.b64decode(word.replace("-", "+").replace("_", "/"), validate=True)
    except binascii.Error as broken:
        raise Misconfigured(
            f"key {position} of the key ring is not base64; expected 32 random bytes in base64"
        ) from broken


def _derived(key: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose).derive(key)


def _id_of(key: bytes) -> bytes:
    return hashlib.blake2b(key, digest_size=_ID_BYTES, person=b"jobmatch key id").digest()


def _named(place: Place) -> str:
    return f"{place.table}.{place.column} of {place.row}"


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
