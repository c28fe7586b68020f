"""Tokens: whose they are, for what, and for how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jobmatch.domain import BadInput
from jobmatch.tokens import read_answer, read_opinion, sign_answer, sign_opinion, token_digest

NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)
SECRET = b"k" * 32
KEY = "S000001|gd:1|2026-01-20"
DAYS = 28


def token(secret: bytes = SECRET, at: datetime = NOW) -> str:
    return sign_answer(secret, KEY, at)


def test_a_token_answers_the_push_it_was_made_for_until_it_expires() -> None:
    for late in (timedelta(0), timedelta(days=DAYS)):
        assert read_answer(SECRET, token(), NOW + late, DAYS) == KEY


def test_a_token_is_made_of_characters_that_stand_in_an_address_as_they_are() -> None:
    assert not set(token()) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


def test_an_expired_token_says_how_long_it_was_good() -> None:
    with pytest.raises(BadInput, match="expired; it could be used for 28 days"):
        read_answer(SECRET, token(), NOW + timedelta(days=DAYS, minutes=6), DAYS)


@pytest.mark.parametrize("place", [0, 10, -1, -30])
def test_a_token_with_one_character_changed_is_forged(place: int) -> None:
    whole = token()
    place %= len(whole)
    changed = whole[:place] + ("A" if whole[place] != "A" else "B") + whole[place + 1 :]
    with pytest.raises(BadInput, match="forged"):
        read_answer(SECRET, changed, NOW, DAYS)


@pytest.mark.parametrize("text", ["", ".", "a.b.c", "…", "\x00", "x" * 1_000_000, KEY])
def test_what_is_no_token_at_all_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="token"):
        read_answer(SECRET, text, NOW, DAYS)


def test_another_homes_token_is_forged_here() -> None:
    with pytest.raises(BadInput, match="forged"):
        read_answer(b"other" * 7, token(), NOW, DAYS)


def test_a_token_for_one_purpose_serves_no_other() -> None:
    opinion = sign_opinion(SECRET, "nonce", NOW)
    with pytest.raises(BadInput, match=r"another purpose \(opinion\)"):
        read_answer(SECRET, opinion, NOW, DAYS)
    with pytest.raises(BadInput, match=r"another purpose \(answer\)"):
        read_opinion(SECRET, token(), NOW, DAYS)


def test_a_token_from_a_clock_a_little_ahead_is_good_and_one_from_tomorrow_is_not() -> None:
    assert read_answer(SECRET, token(at=NOW + timedelta(minutes=4)), NOW, DAYS) == KEY
    with pytest.raises(BadInput, match="yet to come"):
        read_answer(SECRET, token(at=NOW + timedelta(days=1)), NOW, DAYS)


def test_an_opinion_token_names_no_student() -> None:
    from itsdangerous.encoding import base64_decode

    payload = base64_decode(sign_opinion(SECRET, "nonce", NOW).split(".")[0])
    assert payload == b'"nonce"'


def test_the_digest_of_a_token_is_not_the_token() -> None:
    assert len(token_digest(token())) == 64
    assert token_digest(token()) == token_digest(token()) != token_digest(token(at=NOW + timedelta(days=1)))
