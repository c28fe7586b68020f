"""What an index version says of itself, and the check that it is still true."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from jobmatch.index.errors import IndexCorrupt, IndexMissing

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """content is the sha256 of everything the index was built from; files maps relative path to sha256."""

    version: str
    content: str
    encoder: str
    tokeniser: str
    built_for: str
    ntotal: int
    dim: int
    libraries: Mapping[str, str]
    files: Mapping[str, str]

    def to_json(self) -> str:
        """Canonical JSON, with the digest of all other fields, so that a changed manifest shows too."""
        fields = asdict(self)
        return json.dumps(fields | {"digest": _digest(fields)}, ensure_ascii=False, indent=1, sort_keys=True)


def file_digests(directory: Path) -> dict[str, str]:
    """sha256 of every file below the directory, by relative path, the manifest itself left out."""
    paths = sorted(p for p in directory.rglob("*") if p.is_file() and p.name != MANIFEST)
    return {p.relative_to(directory).as_posix(): _sha256(p) for p in paths}


def verify(directory: Path) -> Manifest:
    """Read the manifest and prove every file against it.

    Raises IndexMissing where there is no such directory, IndexCorrupt naming the file that is gone, changed or not
    known to the manifest.
    """
    if not directory.is_dir():
        raise IndexMissing(f"there is no index version {directory.name} under {directory.parent}")
    manifest = _read(directory / MANIFEST)
    found = file_digests(directory)
    for name in sorted(manifest.files.keys() | found.keys()):
        if name not in found:
            raise IndexCorrupt(f"{directory / name}: the file is missing")
        if name not in manifest.files:
            raise IndexCorrupt(f"{directory / name}: the manifest does not know this file")
        if found[name] != manifest.files[name]:
            raise IndexCorrupt(f"{directory / name}: sha256 is {found[name]}, expected {manifest.files[name]}")
    return manifest


def _read(path: Path) -> Manifest:
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        digest = fields.pop("digest")
        manifest = Manifest(**fields)
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise IndexCorrupt(f"{path}: no readable manifest ({error})") from error
    if digest != _digest(fields):
        raise IndexCorrupt(f"{path}: the manifest was changed after it was written")
    return manifest


def _digest(fields: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
