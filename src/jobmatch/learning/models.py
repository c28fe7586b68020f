"""Model files: immutable versions, each with a manifest, and the pointer that says which one ranks."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from jobmatch.domain import Conflict, Misconfigured, NotFound
from jobmatch.durable import written_whole
from jobmatch.learning.model import FORM, Model, parse_model

COLD = "cold"  # stands for no model at all: the policy's own weights
MODEL, MANIFEST, POINTER = "model.json", "manifest.json", "current"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made a version: trained for a night from its parent ("cold" for none), on a window of dates.

    basis is the encoder's identity, which gives the traits their meaning, and basis_since the night from which logged
    traits have it. judged says whether this form under this policy has passed
    the gate on draws enough. sha256 is that of model.json. Nothing in here belongs to one student.
    """

    parent: str
    night: str
    window: tuple[str, str]
    basis: str
    basis_since: str
    policy: str
    counts: Mapping[str, int]
    metrics: Mapping[str, float]
    gate: str
    judged: bool = False
    sha256: str = ""
    form: str = FORM

    @property
    def version(self) -> str:
        """The night and a digest of everything else: the same training gives the same name."""
        return f"{self.night}-{hashlib.sha256(self.to_text().encode()).hexdigest()[:8]}"

    def to_text(self) -> str:
        """Canonical JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@dataclass(frozen=True, slots=True)
class Pointer:
    """current ranks tonight; rejected versions were rolled back or refused, and never come back by themselves."""

    current: str = COLD
    rejected: tuple[str, ...] = field(default=())


def sealed(manifest: Manifest, text: str) -> Manifest:
    """The manifest of a model's text."""
    return replace(manifest, sha256=hashlib.sha256(text.encode()).hexdigest())


def put_model(root: Path, manifest: Manifest, text: str) -> str:
    """Write a version, whole or not at all, and return its name; one that is there already stays as it is."""
    root.mkdir(parents=True, exist_ok=True)
    version = manifest.version
    if (root / version).is_dir():
        return version
    beside = Path(tempfile.mkdtemp(prefix=".writing-", dir=root))
    try:
        for name, content in ((MODEL, text), (MANIFEST, manifest.to_text())):
            with written_whole(beside / name) as file:
                file.write_text(content, "utf-8")
        beside.rename(root / version)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return version


def open_model(root: Path, version: str) -> tuple[Model, Manifest]:
    """A version, once its files have proved to be what the manifest and the name say.

    Raises NotFound for an unknown version, Misconfigured for one that was changed.
    """
    manifest = read_manifest(root, version)
    text = _read(root / version / MODEL)
    if sealed(manifest, text) != manifest:
        raise Misconfigured(f"{root / version / MODEL} is not the file that its manifest names (sha256 differs)")
    return parse_model(text), manifest


def read_manifest(root: Path, version: str) -> Manifest:
    """The manifest of a version; raises NotFound or Misconfigured."""
    if version not in version_names(root):
        raise NotFound(f"no model {version!r} under {root}; `jobmatch model list` names those that are there")
    path = root / version / MANIFEST
    try:
        fields = json.loads(_read(path))
        manifest = Manifest(**{**fields, "window": tuple(fields["window"])})
    except (ValueError, KeyError, TypeError) as error:
        raise Misconfigured(f"{path}: no readable manifest ({error})") from error
    if manifest.version != version:
        raise Misconfigured(f"{path}: the manifest was changed after it was written")
    return manifest


def version_names(root: Path) -> tuple[str, ...]:
    """Every version there is, oldest night first."""
    return tuple(sorted(path.parent.name for path in root.glob(f"[0-9]*/{MANIFEST}")))


def pointer(root: Path) -> Pointer:
    """Which version ranks; the cold one before anything was learned. Raises Misconfigured where it is damaged."""
    path = root / POINTER
    if not path.exists():
        return Pointer()
    try:
        fields = json.loads(_read(path))
        return Pointer(str(fields["current"]), tuple(map(str, fields["rejected"])))
    except (ValueError, KeyError, TypeError) as error:
        raise Misconfigured(f"{path}: not readable; without the file the policy's own weights rank") from error


def point(root: Path, to: Pointer) -> None:
    """Move the pointer, in one step that survives a power cut."""
    with written_whole(root / POINTER) as file:
        file.write_text(json.dumps(asdict(to), indent=1) + "\n", "utf-8")


def roll_back(root: Path, to: str | None = None) -> Pointer:
    """Go back to the parent of the version in use, or to any version named; what lay between is rejected for good.

    Raises Conflict where nothing is learned yet, NotFound or Misconfigured for a version that cannot be used.
    """
    before = pointer(root)
    target = to or _parent(root, before.current)
    if target != COLD:
        open_model(root, target)
    rejected = {*before.rejected, *_between(root, before.current, target)} - {target}
    after = Pointer(target, tuple(sorted(rejected)))
    point(root, after)
    return after


def lineage(root: Path, version: str, most: int) -> tuple[str, ...]:
    """The version and its parents, youngest first, at most so many; the cold one is not counted."""
    found: list[str] = []
    while version != COLD and len(found) < most:
        found.append(version)
        version = read_manifest(root, version).parent
    return tuple(found)


def _parent(root: Path, version: str) -> str:
    if version == COLD:
        raise Conflict("no model to roll back: the policy's own weights rank already")
    return read_manifest(root, version).parent


def _between(root: Path, version: str, target: str) -> tuple[str, ...]:
    """What is left behind: the versions from this one down to the last that the target comes from, or is."""
    most = len(version_names(root))
    kept = lineage(root, target, most)
    return tuple(one for one in lineage(root, version, most) if one not in kept)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{path} cannot be read ({error})") from error
