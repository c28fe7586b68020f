"""Immutable index versions under one root, and the pointer to the one in use."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from jobmatch.durable import flush, written_whole
from jobmatch.index.errors import IndexMissing

POINTER = "current"
KEPT = 3
_BUILDING = ".building-"
_ABANDONED_AFTER_S = 24 * 3600
_VERSION = re.compile(r"[0-9a-f]{16}")


def kept_versions(root: Path) -> tuple[str, ...]:
    """The versions in the pointer file, the one in use first, then the ones before it; empty without an index."""
    try:
        lines = (root / POINTER).read_text(encoding="ascii", errors="replace").split()
    except FileNotFoundError:
        return ()
    return tuple(line for line in lines if _VERSION.fullmatch(line))


def current_version(root: Path) -> str:
    """The version in use. Raises IndexMissing before the first build."""
    versions = kept_versions(root)
    if not versions:
        raise IndexMissing(f"no index under {root}: build one with `jobmatch index`")
    return versions[0]


def publish(root: Path, version: str, write: Callable[[Path], None]) -> None:
    """Let write fill a directory beside, flush it to disk, and rename it to the version's name.

    A damaged directory of that name is replaced. Nothing is left behind where write raises.
    """
    root.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=root))
    try:
        fresh = scratch / version
        fresh.mkdir()
        write(fresh)
        _flush_tree(fresh)
        if (root / version).exists():
            (root / version).rename(scratch / "damaged")
        fresh.rename(root / version)
        flush(root)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def point_to(root: Path, version: str) -> None:
    """Make the version the one in use, atomically, and prune all but the last few that were."""
    others = [v for v in kept_versions(root) if v != version]
    kept = [version, *others][:KEPT]
    with written_whole(root / POINTER) as beside:
        beside.write_text("\n".join(kept) + "\n", encoding="ascii")
    _prune(root, kept)


def _prune(root: Path, kept: list[str]) -> None:
    now = (root / POINTER).stat().st_mtime
    for path in root.iterdir():
        stale = _VERSION.fullmatch(path.name) and path.name not in kept
        abandoned = path.name.startswith(_BUILDING) and now - path.stat().st_mtime > _ABANDONED_AFTER_S
        if path.is_dir() and (stale or abandoned):
            shutil.rmtree(path, ignore_errors=True)


def _flush_tree(directory: Path) -> None:
    for path in [*directory.rglob("*"), directory, directory.parent]:
        flush(path)
