"""Vectors kept on disk under the sha256 of their text and the identity of the encoder that made them.

A segment is one .npy file of (key, vector) records in key order, written once and never changed. Its name is the
sha256 of the encoder's identity and its own bytes, so that a damaged segment, or one of another encoder, cannot pass.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobmatch.durable import written_whole
from jobmatch.embed.encoder import Encoder
from jobmatch.embed.errors import EmbedError, NotFinite

_KEY_BYTES = 32
_CHUNK = 65_536
_MOST_SEGMENTS = 32
_SUFFIX = ".npy"
_log = logging.getLogger(__name__)

Keys = NDArray[np.bytes_]
Vectors = NDArray[np.float32]
Segment = NDArray[Any]


class VectorCache:
    """Vectors of one encoder below `directory`; safe to share between processes, for nothing is changed in place."""

    def __init__(self, directory: Path, encoder_identity: str, dim: int) -> None:
        self.identity = encoder_identity
        self.dim = dim
        self.directory = directory / hashlib.sha256(encoder_identity.encode()).hexdigest()[:16]
        self.directory.mkdir(parents=True, exist_ok=True)
        self._segments = list(self._open_all())

    def __len__(self) -> int:
        """How many records are held; a text two processes encoded at once counts twice."""
        return sum(map(len, self._segments))

    def encode(self, encoder: Encoder, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, float32 (n, dim), in their order; what is not held is encoded and kept.

        Raises EmbedError where the encoder is another one than this cache is for, NotFinite (with the text's index
        in `texts`) where it gives NaN or infinity; such a vector is never kept.
        """
        if (encoder.identity, encoder.dim) != (self.identity, self.dim):
            raise EmbedError(f"this cache holds vectors of encoder {self.identity[:12]}, not {encoder.identity[:12]}")
        keys, first, inverse = np.unique(text_keys(texts), return_index=True, return_inverse=True)
        vectors, found = self.look_up(keys)
        for missing in chunks(np.flatnonzero(~found)):
            vectors[missing] = self._encode_new(encoder, texts, keys[missing], first[missing])
        self._compact()
        return vectors[inverse]

    def look_up(self, keys: Keys) -> tuple[Vectors, NDArray[np.bool_]]:
        """Vectors (n, dim) for these keys, and which of them were found (n,); the others' rows are zero."""
        vectors = np.zeros((len(keys), self.dim), np.float32)
        found = np.zeros(len(keys), np.bool_)
        for segment in self._segments:
            wanted = np.flatnonzero(~found)
            rows = np.searchsorted(segment["key"], keys[wanted]).clip(max=len(segment) - 1)
            held = segment["key"][rows] == keys[wanted]
            vectors[wanted[held]] = segment["vector"][rows[held]]
            found[wanted[held]] = True
        return vectors, found

    def _encode_new(self, encoder: Encoder, texts: Sequence[str], keys: Keys, index: NDArray[np.intp]) -> Vectors:
        """Encode texts[index] and keep the vectors under their keys, which are in order."""
        try:
            vectors = encoder.encode([texts[i] for i in index.tolist()])
        except NotFinite as found:
            raise NotFinite(int(index[found.index])) from found
        segment = np.zeros(len(keys), record(self.dim))
        segment["key"], segment["vector"] = keys, vectors
        self._segments.append(self._write(segment))
        return vectors

    def _write(self, segment: Segment) -> Segment:
        """Write a segment beside, flush it to disk, give it its name, and open it."""
        buffer = BytesIO()
        np.save(buffer, segment, allow_pickle=False)
        content = buffer.getvalue()
        path = self.directory / (segment_name(self.identity, [content]) + _SUFFIX)
        with written_whole(path) as beside:
            beside.write_bytes(content)
        return mapped(path)

    def _open_all(self) -> Iterator[Segment]:
        """Every segment that is whole and of this encoder; the others are dropped with a warning."""
        for path in sorted(self.directory.glob(f"*{_SUFFIX}")):
            segment = self._open(path)
            if segment is None:
                _log.warning("%s is damaged or of another encoder: dropped, its texts will be encoded anew", path)
                path.unlink(missing_ok=True)
            else:
                yield segment

    def _open(self, path: Path) -> Segment | None:
        """The segment, mapped from disk; None where its bytes are not those its name stands for."""
        try:
            whole = segment_name(self.identity, file_blocks(path)) == path.stem
            segment = mapped(path) if whole else None
        except (OSError, ValueError):
            return None
        return segment if segment is not None and segment.dtype == record(self.dim) else None

    def _compact(self) -> None:
        """Merge the segments into one where there are many; the old ones go once the new one is on disk."""
        if len(self._segments) <= _MOST_SEGMENTS:
            return
        old = [Path(str(segment.filename)) for segment in self._segments if isinstance(segment, np.memmap)]
        everything = np.concatenate(self._segments)
        _, first = np.unique(everything["key"], return_index=True)
        merged = self._write(everything[first])
        self._segments = [merged]
        for path in old:
            path.unlink(missing_ok=True)


def record(dim: int) -> np.dtype[Any]:
    """One cached vector: the text's sha256 (32 bytes) and `dim` float32 numbers."""
    return np.dtype([("key", f"S{_KEY_BYTES}"), ("vector", "<f4", (dim,))])


def text_keys(texts: Iterable[str]) -> Keys:
    """sha256 of each text, bytes (n,) of 32; a lone surrogate counts as itself.

    >>> text_keys(["abc"])[0].hex()[:16]  # FIPS 180-2, appendix B.1
    'ba7816bf8f01cfea'
    """
    digests = b"".join(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts)
    return np.frombuffer(digests, f"S{_KEY_BYTES}")


def chunks(index: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """The index in runs of at most _CHUNK, so that a killed run keeps what it had finished."""
    return [index[start : start + _CHUNK] for start in range(0, len(index), _CHUNK)]


def segment_name(identity: str, blocks: Iterable[bytes]) -> str:
    """sha256 over the encoder's identity and a segment's bytes, hex."""
    digest = hashlib.sha256(identity.encode())
    for block in blocks:
        digest.update(block)
    return digest.hexdigest()


def file_blocks(path: Path) -> Iterator[bytes]:
    """A file's bytes, a mebibyte at a time."""
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            yield block


def mapped(path: Path) -> Segment:
    """A segment read from disk as it is needed; ValueError where it is no .npy file."""
    segment: Segment = np.load(path, mmap_mode="r", allow_pickle=False)
    return segment
