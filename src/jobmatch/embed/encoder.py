"""The encoder: texts to unit vectors, by the shipped static model or any Sentence-Transformers model."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from jobmatch.embed.errors import EmbedError, EncoderCorrupt, NotFinite

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGED = Path(__file__).with_name("model")
MANIFEST = "manifest.json"
_TOKENIZER, _TABLE = "tokenizer.json", "table.safetensors"
_MODEL_FILES = {".json", ".safetensors", ".bin", ".txt", ".model", ".py"}
_BATCH = 1_024


class Encoder:
    """Turns texts into unit vectors of `dim` numbers.

    identity: sha256 (hex) of the files that make the vectors; two encoders with one identity give the same vectors.
    """

    def __init__(self, model: SentenceTransformer, identity: str) -> None:
        self.identity = identity
        self.dim: int = int(model.get_embedding_dimension())
        self._model = model

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of the texts, float32 (n, dim), in their order, each of length 1.

        A blank text, and one of unknown characters only, is the zero vector. Lone surrogates read as "?".
        Raises NotFinite, which names the text by its index, where the model gives NaN or infinity.
        """
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        vectors: NDArray[np.float32] = self._model.encode(
            encodable(texts), batch_size=_BATCH, show_progress_bar=False, convert_to_numpy=True
        ).astype(np.float32, copy=False)
        vectors[[index for index, text in enumerate(texts) if not text.strip()]] = 0
        check_finite(vectors)
        return vectors


def load_encoder(name: str = "packaged", threads: int | None = None) -> Encoder:
    """The shipped encoder, a directory, or a Sentence-Transformers hub id.

    A directory with a manifest.json is read as one that scripts/build_encoder.py wrote, any other as a
    Sentence-Transformers model. threads: CPU threads for the whole process, tokenizer included; None leaves them.
    Raises EncoderCorrupt where a file is not the manifest's, EmbedError where there is no such model.
    """
    if threads is not None:
        use_threads(threads)
    directory = PACKAGED if name == "packaged" else Path(name)
    if name == "packaged" or (directory / MANIFEST).is_file():
        return load_static(directory)
    return load_sentence_transformer(directory if directory.is_dir() else downloaded(name))


def use_threads(threads: int) -> None:
    """Hold torch, and the tokenizer if it has not run yet, to this many threads in this process."""
    import torch

    os.environ["RAYON_NUM_THREADS"] = str(threads)
    torch.set_num_threads(threads)


def load_static(directory: Path) -> Encoder:
    """The static model in the directory, each file checked against the manifest before it is parsed."""
    identity = verified_identity(directory)
    from safetensors.numpy import load_file
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Tokenizer

    tensors = load_file(directory / _TABLE)
    static = StaticEmbedding(
        Tokenizer.from_file(str(directory / _TOKENIZER)), dequantised(tensors["rows"], tensors["scale"])
    )
    return Encoder(SentenceTransformer(modules=[static, Normalize()], device="cpu"), identity)


def load_sentence_transformer(directory: Path) -> Encoder:
    """Any Sentence-Transformers model on disk; vectors are normalised where the model does not do it itself."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize

    files = sorted(f for f in directory.rglob("*") if f.suffix in _MODEL_FILES and f.is_file())
    try:
        model = SentenceTransformer(str(directory))
    except (OSError, ValueError, KeyError) as cause:
        raise EmbedError(f"{directory} is no Sentence-Transformers model: {cause}") from cause
    if not isinstance(model[-1], Normalize):
        model.append(Normalize())
    return Encoder(model, identity_of({f.relative_to(directory).as_posix(): sha256(f) for f in files}))


def downloaded(hub_id: str) -> Path:
    """The local copy of a hub model, fetched where it is not there yet."""
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(hub_id, ignore_patterns=["*.onnx", "openvino/*", "*.h5", "*.msgpack"]))
    except (OSError, ValueError) as cause:
        raise EmbedError(f"no encoder {hub_id!r}: neither a directory here nor a model that can be fetched") from cause


def dequantised(rows: NDArray[np.int8], scale: NDArray[np.float32]) -> NDArray[np.float32]:
    """int8 rows (tokens, dim) times one scale a row, float32.

    >>> dequantised(np.array([[127, -50]], np.int8), np.array([0.25], np.float32)).tolist()  # 127 / 4, -50 / 4
    [[31.75, -12.5]]
    """
    return rows.astype(np.float32) * scale[:, None]


def encodable(texts: Iterable[str]) -> list[str]:
    """The texts with what UTF-8 cannot carry (lone surrogates) as "?".

    >>> encodable(["护士", "a\\ud800"])
    ['护士', 'a?']
    """
    return [text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8") for text in texts]


def check_finite(vectors: NDArray[np.float32]) -> None:
    """Refuse vectors that hold NaN or infinity, naming the first text by its index."""
    bad = np.flatnonzero(~np.isfinite(vectors).all(axis=1))
    if len(bad):
        raise NotFinite(int(bad[0]))


def verified_identity(directory: Path) -> str:
    """The manifest's identity, once every file it names has the digest it names."""
    manifest = read_manifest(directory / MANIFEST)
    for name, wanted in manifest["files"].items():
        file = directory / name
        if not file.is_file():
            raise EncoderCorrupt(f"{file} is missing")
        if sha256(file) != wanted:
            raise EncoderCorrupt(f"{file} is not the file its manifest names (sha256 differs)")
    if identity_of(manifest["files"]) != manifest["identity"]:
        raise EncoderCorrupt(f"{directory / MANIFEST}: its identity is not that of the files it names")
    return str(manifest["identity"])


def read_manifest(file: Path) -> dict[str, Any]:
    """A manifest that names both files of a static model."""
    try:
        manifest: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        complete = {_TOKENIZER, _TABLE} <= manifest["files"].keys() and "identity" in manifest
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as cause:
        raise EncoderCorrupt(f"{file} cannot be read as a manifest") from cause
    if not complete:
        raise EncoderCorrupt(f"{file} names no tokenizer, no table or no identity")
    return manifest


def identity_of(digests: Mapping[str, str]) -> str:
    """sha256 over "name digest" lines in name order."""
    lines = "".join(f"{name} {digests[name]}\n" for name in sorted(digests))
    return hashlib.sha256(lines.encode()).hexdigest()


def sha256(file: Path) -> str:
    """Hex digest of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
