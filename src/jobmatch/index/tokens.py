"""Tokens of a text for the lexical index: words, character bigrams, Latin terms."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache
from importlib.metadata import version
from importlib.resources import files

import rjieba

_HAN_RUN = re.compile(r"[㐀-䶿一-鿿]+")
_LATIN = re.compile(r"[a-z0-9]*[a-z][a-z0-9+#]*")
_SCHEME = 1  # raise when tokens() changes its answer


def tokens(text: str) -> list[str]:
    """Han words of two characters or more, bigrams of each run of Han characters, lower-cased Latin terms.

    A word of two characters stands twice, as word and as bigram, and so outweighs a bigram that straddles two
    words. Full-width letters count as ASCII (NFKC); numbers alone are left out.

    >>> tokens("招聘护士，会用ＨＩＳ系统")
    ['招聘', '护士', '系统', '招聘', '聘护', '护士', '会用', '系统', 'his']
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    words = [word for word in _cutter().cut(plain, False) if len(word) > 1 and _HAN_RUN.fullmatch(word)]
    return words + [gram for run in _HAN_RUN.findall(plain) for gram in _bigrams(run)] + _LATIN.findall(plain)


@cache
def tokeniser_identity() -> str:
    """Names everything that decides what tokens() answers, to be compared with what built an index."""
    return f"rjieba-{version('rjieba')}/words-{hashlib.sha256(_job_words().encode()).hexdigest()[:12]}/{_SCHEME}"


def _bigrams(run: str) -> list[str]:
    """Neighbouring pairs of characters; a single one stands for itself."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


@cache
def _cutter() -> rjieba.Jieba:
    """An instance of our own: the module-level one is shared with whatever else imports rjieba."""
    cutter = rjieba.Jieba()
    for word in _job_words().split():
        cutter.add_word(word, None, None)
    return cutter


@cache
def _job_words() -> str:
    lines = files("jobmatch.index").joinpath("job_words.txt").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))
