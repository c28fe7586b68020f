"""BM25 over the tokens of every posting (bm25s, Lucene's variant, k1 = 1.5, b = 0.75)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bm25s
import numpy as np

from jobmatch.columns import Float32
from jobmatch.index.tokens import tokens


@dataclass(frozen=True, slots=True, eq=False)
class Lexical:
    """The lexical side of an index of `size` postings; bm25 is None where no posting has a single token."""

    size: int
    bm25: Any

    def scores(self, text: str) -> Float32:
        """BM25 of every posting against the text, shape (size,); a repeated token of the text counts once."""
        if self.bm25 is None:
            return np.zeros(self.size, np.float32)
        known = self.bm25.get_tokens_ids(list(dict.fromkeys(tokens(text))))
        if not known:
            return np.zeros(self.size, np.float32)
        scores: Float32 = self.bm25.get_scores_from_ids(known)
        return scores


def build_lexical(texts: Sequence[str]) -> Lexical:
    """Index the texts in order; token numbers go by first appearance, so the same texts give the same bytes."""
    vocabulary: dict[str, int] = {}
    rows = [[vocabulary.setdefault(token, len(vocabulary)) for token in tokens(text)] for text in texts]
    if not vocabulary:
        return Lexical(len(texts), None)
    bm25 = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    bm25.index((rows, vocabulary), create_empty_token=False, show_progress=False)
    return Lexical(len(texts), bm25)


def save_lexical(lexical: Lexical, directory: Path) -> None:
    """Write the bm25s files into a new directory; an index without tokens leaves it empty."""
    directory.mkdir()
    if lexical.bm25 is not None:
        lexical.bm25.save(str(directory), show_progress=False)


def load_lexical(directory: Path, size: int) -> Lexical:
    """Open what save_lexical wrote; the arrays are mapped, so several processes share one copy."""
    if not any(directory.iterdir()):
        return Lexical(size, None)
    return Lexical(size, bm25s.BM25.load(str(directory), mmap=True))
