"""Keys and seals."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import Misconfigured
from jobmatch.store import KeyRing, SealBroken, new_key
from jobmatch.store.seal import Place

OLD, NEW = b"o" * 32, b"n" * 32
HERE = Place("student", "identity", "S000001")


@given(clear=st.binary(max_size=200))
def test_what_is_sealed_opens_at_its_place(clear: bytes) -> None:
    ring = KeyRing((NEW, OLD))
    assert ring.open(ring.seal(clear, HERE), HERE) == clear


@pytest.mark.parametrize(
    "elsewhere",
    [Place("feedback", "identity", "S000001"), Place("student", "bond", "S000001"), Place("student", "identity", "S2")],
)
def test_a_sealed_field_opens_nowhere_else(elsewhere: Place) -> None:
    ring = KeyRing((NEW,))
    with pytest.raises(SealBroken, match="altered or moved"):
        ring.open(ring.seal("陈小禾".encode(), HERE), elsewhere)


@given(position=st.integers(0, 36), flip=st.integers(1, 255))
def test_a_sealed_field_with_one_byte_changed_does_not_open(position: int, flip: int) -> None:
    ring = KeyRing((NEW,))
    sealed = bytearray(ring.seal(b"0123", HERE))
    assert len(sealed) == 1 + 4 + 12 + 4 + 16
    sealed[position] ^= flip
    with pytest.raises(SealBroken):
        ring.open(bytes(sealed), HERE)


@pytest.mark.parametrize("length", [0, 1, 5, 16, 17, 20])
def test_a_sealed_field_cut_short_does_not_open(length: int) -> None:
    ring = KeyRing((NEW,))
    with pytest.raises(SealBroken):
        ring.open(ring.seal(b"0123", HERE)[:length], HERE)


def test_the_first_key_seals_and_every_key_opens() -> None:
    before = KeyRing((OLD,)).seal(b"x", HERE)
    after = KeyRing((NEW, OLD)).seal(b"x", HERE)
    assert KeyRing((NEW, OLD)).open(before, HERE) == KeyRing((NEW,)).open(after, HERE) == b"x"
    with pytest.raises(SealBroken, match="not in JOBMATCH_KEY"):
        KeyRing((OLD,)).open(after, HERE)


def test_the_same_text_is_never_sealed_the_same_way_twice() -> None:
    ring = KeyRing((NEW,))
    assert ring.seal(b"x", HERE) != ring.seal(b"x", HERE)


def test_the_blind_index_outlives_rotation_and_depends_on_the_key() -> None:
    assert KeyRing((NEW, OLD)).blind_index("2022001") == KeyRing((OLD,)).blind_index("2022001")
    assert KeyRing((NEW,)).blind_index("2022001") != KeyRing((OLD,)).blind_index("2022001")


def test_keys_are_read_from_base64_of_either_alphabet() -> None:
    awkward = bytes(range(224, 256))
    text = f"{base64.b64encode(awkward).decode()},\n {base64.urlsafe_b64encode(OLD).decode()}\n"
    assert KeyRing.from_text(text).keys == (awkward, OLD)
    assert KeyRing.from_text(base64.urlsafe_b64encode(awkward).decode()).keys == (awkward,)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "empty"),
        (" , ", "empty"),
        ("not base64!", "key 2 .* not base64|key 1 .* not base64"),
        (base64.b64encode(b"short").decode(), "key 1 .* has 5 bytes"),
        (f"{new_key()},{base64.b64encode(bytes(16)).decode()}", "key 2 .* has 16 bytes"),
    ],
)
def test_a_key_that_is_none_is_refused_without_being_shown(text: str, wrong: str) -> None:
    with pytest.raises(Misconfigured, match=wrong) as refused:
        KeyRing.from_text(text)
    assert all(word not in str(refused.value) for word in text.replace(",", " ").split() if len(word) > 6)


def test_a_ring_does_not_show_its_keys() -> None:
    assert "nnnn" not in repr(KeyRing((NEW,)))


def test_a_key_file_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "jobmatch.key"
    first = KeyRing.create_file(path)
    assert KeyRing.create_file(path).keys == KeyRing.from_file(path).keys == first.keys
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["jobmatch.key"]


def test_a_missing_key_file_names_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="jobmatch init"):
        KeyRing.from_file(tmp_path / "jobmatch.key")
