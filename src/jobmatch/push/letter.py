"""A message as a letter: subject, plain text and plain HTML, in Chinese or English."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from jobmatch.domain import Misconfigured, Pay
from jobmatch.push.message import Message, Opening, place_names

SHOWN_PLACES = 3
LONGEST_TITLE = 60  # characters of a posting's own words in a subject
Words = Mapping[str, Any]
Facts = list[tuple[str, str]]  # label and value, in the order shown


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str


def write_letter(message: Message, language: str, answer_url: str | None) -> Letter:
    """The letter of a message; without answer_url it asks to talk to a counselor instead of giving links."""
    words = words_in(language)
    return Letter(_subject(message, words), _text(message, words, answer_url), _html(message, words, answer_url))


def one_line(text: str) -> str:
    """Text without line breaks, control or direction characters: nothing of it can start a header or turn a line.

    >>> one_line("护士\\r\\nBcc: x@example.org\\u202e")
    '护士 Bcc: x@example.org'
    """
    kept = "".join(" " if char.isspace() else char for char in text if char.isspace() or not _unprintable(char))
    return " ".join(kept.split())


@lru_cache(maxsize=2)
def words_in(language: str) -> Words:
    """The words of a language; raises Misconfigured where letter.toml has none."""
    known = tomllib.loads(files("jobmatch.push").joinpath("letter.toml").read_text("utf-8"))
    if language not in known:
        raise Misconfigured(f"language {language!r} of the letters is unknown; expected one of {', '.join(known)}")
    words: Words = known[language]
    return words


def _unprintable(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _subject(message: Message, words: Words) -> str:
    first = message.openings[0]
    named = {"title": _short(one_line(first.title)), "employer": _short(one_line(first.employer))}
    return _counted(words, "subject", message, named)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1] + "…"


def _counted(words: Words, stem: str, message: Message, named: Mapping[str, str] | None = None) -> str:
    """The sentence for one opening or for many."""
    count = len(message.openings)
    return Template(words[f"{stem}_{'one' if count == 1 else 'many'}"]).substitute(
        {"count": str(count), **(named or {})}
    )


def _text(message: Message, words: Words, answer_url: str | None) -> str:
    parts = [words["greeting"], _counted(words, "opening", message)]
    for number, opening in enumerate(message.openings, start=1):
        head = f"{number}. {one_line(opening.title)}\n   {one_line(opening.employer)}"
        facts = [*_facts(opening, words), *_answer_line(opening, words, answer_url)]
        parts.append("\n".join([head, *(f"   {label}{words['colon']}{value}" for label, value in facts)]))
    parts.append(words["asking"].strip() if answer_url else words["without_link"])
    if answer_url:
        parts.append(f"{words['opinion']}\n{opinion_link(answer_url, message.opinion_token)}")
    return "\n\n".join([*parts, words["closing"]]) + "\n"


def _html(message: Message, words: Words, answer_url: str | None) -> str:
    listed = "".join(_html_opening(opening, words, answer_url) for opening in message.openings)
    asking = words["asking"].strip() if answer_url else words["without_link"]
    parts = [
        f"<p>{escape(words['greeting'])}<br>{escape(_counted(words, 'opening', message))}</p>",
        f"<ol>{listed}</ol>",
    ]
    parts.append(f"<p>{escape(asking).replace(chr(10), '<br>')}</p>")
    if answer_url:
        parts.append(f"<p>{_anchor(opinion_link(answer_url, message.opinion_token), words['opinion'])}</p>")
    parts.append(f"<p>{escape(words['closing'])}</p>")
    return "<!doctype html>\n<html><body>\n" + "\n".join(parts) + "\n</body></html>\n"


def _html_opening(opening: Opening, words: Words, answer_url: str | None) -> str:
    lines = [f"<b>{escape(one_line(opening.title))}</b>", escape(one_line(opening.employer))]
    lines += [escape(f"{label}{words['colon']}{value}") for label, value in _facts(opening, words)]
    if answer_url:
        lines.append(_anchor(answer_link(answer_url, opening.token), words["labels"]["answer"]))
    return f"<li>{'<br>'.join(lines)}</li>\n"


def _anchor(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>'


def answer_link(answer_url: str, token: str) -> str:
    """Where a student answers one push; following the link changes nothing yet, as mail filters follow links too."""
    return f"{answer_url.rstrip('/')}/{token}"


def opinion_link(answer_url: str, token: str) -> str:
    """Where anybody who got this letter may say what they think of the help."""
    return f"{answer_url.rstrip('/')}/opinion/{token}"


def _answer_line(opening: Opening, words: Words, answer_url: str | None) -> Facts:
    return [(words["labels"]["answer"], answer_link(answer_url, opening.token))] if answer_url else []


def _facts(opening: Opening, words: Words) -> Facts:
    """What is known of an opening; what the posting does not say is left out."""
    labels = words["labels"]
    values = {
        "kind": words["kinds"][opening.employer_kind] if opening.employer_kind else "",
        "places": _places(opening.places, words),
        "pay": _pay(opening.pay, words) if opening.pay else "",
        "nights": words["shifts"][opening.shifts] if opening.shifts else "",
        "contract": words["contracts"][opening.contract] if opening.contract else "",
        "deadline": opening.deadline.isoformat() if opening.deadline else "",
        "reasons": words["then"].join(words["reasons"][reason] for reason in opening.reasons),
    }
    return [(labels[name], value) for name, value in values.items() if value]


def _places(codes: tuple[str, ...], words: Words) -> str:
    named: str = words["between"].join(place_names(code) for code in codes[:SHOWN_PLACES])
    return named + words["and_more"] if len(codes) > SHOWN_PLACES else named


def _pay(pay: Pay, words: Words) -> str:
    """The range as stated.

    >>> _pay(Pay(3000, 4500), words_in("zh")), _pay(Pay(3000, None), words_in("en"))
    ('3000–4500 元', 'from CNY 3000')
    """
    high = pay.high_monthly_cny
    shape = "open" if high is None else "exact" if high == pay.low_monthly_cny else "range"
    return Template(words["pay"][shape]).substitute(low=pay.low_monthly_cny, high=high)
