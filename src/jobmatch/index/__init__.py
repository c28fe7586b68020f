"""The posting index: FAISS vectors and a lexical index under one verified manifest, in immutable versions."""

from jobmatch.index.build import build_index
from jobmatch.index.errors import IndexCorrupt, IndexForeign, IndexMissing
from jobmatch.index.open import PostingIndex, open_index
from jobmatch.index.versions import current_version, kept_versions

__all__ = [
    "IndexCorrupt",
    "IndexForeign",
    "IndexMissing",
    "PostingIndex",
    "build_index",
    "current_version",
    "kept_versions",
    "open_index",
]
