"""Open a verified index version and ask it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from jobmatch.columns import Float32, Int32
from jobmatch.domain import BadInput
from jobmatch.index.build import IDS, LEXICAL, VECTORS
from jobmatch.index.errors import IndexCorrupt, IndexForeign
from jobmatch.index.lexical import Lexical, load_lexical
from jobmatch.index.manifest import Manifest, verify
from jobmatch.index.tokens import tokeniser_identity
from jobmatch.index.versions import current_version


@dataclass(frozen=True, slots=True, eq=False)
class PostingIndex:
    """Postings by row: ids, unit vectors (n, d) as a read-only view of the FAISS file, and the lexical index.

    live is False at rows hidden since the build; row numbers never move. row_of maps id to row.
    """

    manifest: Manifest
    ids: tuple[str, ...]
    vectors: Float32
    live: npt.NDArray[np.bool_]
    row_of: Mapping[str, int]
    flat: Any
    lexical: Lexical

    @property
    def version(self) -> str:
        """The version's name, as written on every push."""
        return self.manifest.version

    def __len__(self) -> int:
        return len(self.ids)

    def rows_of(self, ids: Iterable[str]) -> Int32:
        """Row of each id, -1 where the index does not hold it or it is hidden."""
        rows = np.fromiter((self.row_of.get(i, -1) for i in ids), np.int32)
        rows[rows >= 0] = np.where(self.live[rows[rows >= 0]], rows[rows >= 0], -1)
        return rows

    def without(self, ids: Iterable[str]) -> PostingIndex:
        """The same index with these postings hidden (tombstones); ids it does not hold are passed over."""
        rows = self.rows_of(ids)
        live = self.live.copy()
        live[rows[rows >= 0]] = False
        return replace(self, live=live)

    def lexical_scores(self, text: str) -> Float32:
        """BM25 of every row over the text's best live row: in [0, 1], 0 where nothing matches; shape (n,)."""
        scores = np.where(self.live, self.lexical.scores(text), np.float32(0))
        best = scores.max(initial=0)
        return scores / best if best > 0 else scores

    def search(self, vector: Float32, k: int) -> tuple[Float32, Int32]:
        """The k live rows of largest inner product, best first, as (products, rows); no filter but the tombstones.

        Fewer than k come back where fewer are live. Raises BadInput on a vector of another shape or not finite.
        """
        if vector.shape != (self.manifest.dim,) or not np.isfinite(vector).all():
            raise BadInput(f"query vector: expected {self.manifest.dim} finite numbers, got shape {vector.shape}")
        only = faiss.SearchParameters()
        only.sel = faiss.IDSelectorBatch(np.flatnonzero(self.live))
        query = np.ascontiguousarray(vector[None], np.float32)
        products, rows = self.flat.search(query, max(1, k), params=only)
        found = rows[0] >= 0  # FAISS fills up with -1
        return products[0][found][:k], rows[0][found][:k].astype(np.int32)


def open_index(root: Path, encoder_identity: str, version: str | None = None) -> PostingIndex:
    """Open the version in use, or the one named, after proving every file against the manifest.

    Raises IndexMissing, IndexCorrupt naming the file, IndexForeign naming both encoders (or tokenisers). It never
    falls back by itself: kept_versions names the earlier ones.
    """
    directory = root / (version or current_version(root))
    manifest = verify(directory)
    _check_makers(manifest, encoder_identity)
    ids = _read_ids(directory / IDS)
    flat = faiss.read_index(str(directory / VECTORS), faiss.IO_FLAG_MMAP_IFC)
    if not manifest.ntotal == flat.ntotal == len(ids) or flat.d != manifest.dim:
        raise IndexCorrupt(f"{directory}: {flat.ntotal} vectors, {len(ids)} ids, expected {manifest.ntotal} of each")
    return PostingIndex(
        manifest=manifest,
        ids=ids,
        vectors=_view(flat),
        live=np.ones(len(ids), np.bool_),
        row_of={posting_id: row for row, posting_id in enumerate(ids)},
        flat=flat,
        lexical=load_lexical(directory / LEXICAL, len(ids)),
    )


def _check_makers(manifest: Manifest, encoder_identity: str) -> None:
    if manifest.encoder != encoder_identity:
        raise IndexForeign(
            f"index {manifest.version} was built by encoder {manifest.encoder}, but {encoder_identity} is in use: "
            "build it anew with `jobmatch index`"
        )
    if manifest.tokeniser != tokeniser_identity():
        raise IndexForeign(
            f"index {manifest.version} was built by tokeniser {manifest.tokeniser}, but {tokeniser_identity()} is in "
            "use: build it anew with `jobmatch index`"
        )


def _read_ids(path: Path) -> tuple[str, ...]:
    ids: Sequence[str] = json.loads(path.read_text(encoding="utf-8"))
    return tuple(ids)


def _view(flat: Any) -> Float32:
    """The vectors where FAISS keeps them, not copied; valid as long as the index lives."""
    if flat.ntotal == 0:
        return np.empty((0, flat.d), np.float32)
    vectors: Float32 = faiss.rev_swig_ptr(flat.get_xb(), flat.ntotal * flat.d).reshape(flat.ntotal, flat.d)
    vectors.flags.writeable = False
    return vectors
