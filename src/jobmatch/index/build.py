"""Build an index version from ids, vectors and texts."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version as installed
from pathlib import Path

import faiss
import numpy as np

from jobmatch.columns import Float32
from jobmatch.domain import BadInput
from jobmatch.index.errors import IndexCorrupt, IndexMissing
from jobmatch.index.lexical import build_lexical, save_lexical
from jobmatch.index.manifest import MANIFEST, Manifest, file_digests, verify
from jobmatch.index.tokens import tokeniser_identity
from jobmatch.index.versions import point_to, publish

VECTORS = "dense.faiss"
IDS = "ids.json"
LEXICAL = "lexical"
LONGEST = 1.001  # squared length of a unit vector, rounding allowed for; a search counts on it
_LAYOUT = 1  # raise when the files of a version change their meaning


def build_index(
    root: Path,
    posting_ids: Sequence[str],
    vectors: Float32,
    lexical_texts: Sequence[str],
    encoder_identity: str,
    built_for: str,
) -> str:
    """Write and activate the version for this content, and name it; the same content is never built twice.

    vectors has shape (n, d) and unit rows, in the order of posting_ids and lexical_texts; built_for names the night or
    occasion, for people. Raises BadInput on lists of different lengths, a repeated id, a vector not finite or not unit.
    """
    _check(posting_ids, vectors, lexical_texts)
    content = _content_key(posting_ids, vectors, lexical_texts, encoder_identity)
    version = content[:16]

    def write(directory: Path) -> None:
        _write_files(directory, posting_ids, vectors, lexical_texts)
        manifest = Manifest(
            version=version,
            content=content,
            encoder=encoder_identity,
            tokeniser=tokeniser_identity(),
            built_for=built_for,
            ntotal=len(posting_ids),
            dim=vectors.shape[1],
            libraries={name: installed(name) for name in ("bm25s", "faiss-cpu", "numpy", "rjieba")},
            files=file_digests(directory),
        )
        (directory / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")

    if not _intact(root / version):
        publish(root, version, write)
    point_to(root, version)
    return version


def _write_files(directory: Path, ids: Sequence[str], vectors: Float32, texts: Sequence[str]) -> None:
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(np.ascontiguousarray(vectors))
    faiss.write_index(flat, str(directory / VECTORS))
    (directory / IDS).write_text(json.dumps(list(ids), ensure_ascii=False), encoding="utf-8")
    save_lexical(build_lexical(texts), directory / LEXICAL)


def _intact(directory: Path) -> bool:
    try:
        verify(directory)
    except (IndexMissing, IndexCorrupt):
        return False
    return True


def _check(ids: Sequence[str], vectors: Float32, texts: Sequence[str]) -> None:
    if vectors.ndim != 2 or vectors.dtype != np.float32:
        raise BadInput(f"vectors: expected float32 of shape (n, d), got {vectors.dtype} {vectors.shape}")
    if not len(ids) == len(vectors) == len(texts):
        raise BadInput(f"{len(ids)} posting ids, {len(vectors)} vectors, {len(texts)} texts: one of each expected")
    if len(set(ids)) != len(ids):
        twice, _ = Counter(ids).most_common(1)[0]
        raise BadInput(f"posting {twice}: the id stands twice, expected once")
    broken = np.flatnonzero(~np.isfinite(vectors).all(axis=1))
    if broken.size:
        raise BadInput(f"posting {ids[broken[0]]}: its vector holds NaN or infinity ({broken.size} such in all)")
    long = np.flatnonzero(np.einsum("nd,nd->n", vectors, vectors) > LONGEST)
    if long.size:
        raise BadInput(f"posting {ids[long[0]]}: its vector is not of length 1 ({long.size} such in all)")


def _content_key(ids: Sequence[str], vectors: Float32, texts: Sequence[str], encoder: str) -> str:
    head = [_LAYOUT, encoder, tokeniser_identity(), list(vectors.shape)]
    digest = hashlib.sha256(json.dumps(head).encode())
    for posting_id, text in zip(ids, texts, strict=True):
        digest.update(json.dumps([posting_id, text]).encode())
    digest.update(np.ascontiguousarray(vectors).data)
    return digest.hexdigest()
