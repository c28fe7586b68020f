"""One night's learning on one page: the log, what it says, a model, the gate, the files, the pointer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import numpy as np

from jobmatch.domain import Conflict
from jobmatch.history import end_of_day
from jobmatch.learning.explored import Offered, read_explored
from jobmatch.learning.gate import SAME_FORM, Verdict, judge
from jobmatch.learning.model import Model
from jobmatch.learning.models import (
    COLD,
    Manifest,
    Pointer,
    lineage,
    open_model,
    point,
    pointer,
    put_model,
    read_manifest,
    sealed,
)
from jobmatch.learning.reporting import Lesson, counts_of, metrics_of, report
from jobmatch.learning.train import Posterior, train
from jobmatch.learning.window import Reading, Window, read_silence, read_window, since
from jobmatch.matching import Tools
from jobmatch.store import keep_effects, keep_model, put_effects

STEPS = ("read", "attribute", "train", "judge", "keep")
EFFECTS_KEPT = 7  # versions whose students' effects a rollback finds again


@dataclass(frozen=True, slots=True)
class Parent:
    """What the night starts from: a version with its model and manifest, or the cold one with neither."""

    version: str
    model: Model | None
    manifest: Manifest | None


def learn(tools: Tools, night: date, on_step: Callable[[str], None] = lambda step: None) -> dict[str, Any]:
    """Train on what is known at the end of the night's day, let the gate judge, and point to the new version.

    The same night learned again gives the same version. A version that was rolled back or refused does not come back;
    the next night starts from the one in use. Raises Conflict for a night before that of the model in use.
    """
    steps = _Steps(on_step)
    now, policy, learning = end_of_day(night), tools.policy, tools.policy.loop.learning
    before = pointer(tools.models_root)
    parent = _parent(tools, before.current, night)
    basis_since = _basis_since(tools, parent, night)
    window = read_window(tools, night, basis_since)
    steps.done("read")
    reading = read_silence(window, policy, now)
    steps.done("attribute")
    posterior = train(window.pushes, reading.labels, learning, now, parent.model, policy.weights, window.employer)
    steps.done("train")
    verdict = _judge(tools, night, window, reading, posterior, parent)
    steps.done("judge")
    lesson = Lesson(window, reading, posterior, verdict)
    manifest = _manifest(tools, night, parent, basis_since, lesson)
    version = _keep(tools, manifest, posterior)
    after = _point(tools, before, version, verdict)
    steps.done("keep")
    return report(manifest, version, after, lesson, parent.model, steps.seconds)


def _parent(tools: Tools, current: str, night: date) -> Parent:
    """The model in use, or its parent where it was trained for this very night."""
    version = current
    if version != COLD and read_manifest(tools.models_root, version).night == night.isoformat():
        version = read_manifest(tools.models_root, version).parent
    if version == COLD:
        return Parent(COLD, None, None)
    model, manifest = open_model(tools.models_root, version)
    if manifest.night > night.isoformat():
        raise Conflict(f"model {version} knows of nights after {night}; roll back before learning that night again")
    return Parent(version, model, manifest)


def _basis_since(tools: Tools, parent: Parent, night: date) -> date:
    """The night from which logged traits are those of the encoder in use."""
    if parent.manifest is None:
        return since(night, tools.policy.loop.learning.window_days)
    if parent.manifest.basis == tools.encoder_identity:
        return date.fromisoformat(parent.manifest.basis_since)
    return night


def _judge(
    tools: Tools, night: date, window: Window, reading: Reading, posterior: Posterior, parent: Parent
) -> Verdict:
    known = parent.manifest
    if known is not None and known.judged and known.policy == tools.policy.version:
        return SAME_FORM
    learning = tools.policy.loop.learning
    draws = _draws(tools, since(night, learning.window_days), night)
    return judge(posterior, learning.taste_cap, draws, window.pushes, reading.labels, seed=night.toordinal())


def _draws(tools: Tools, first: date, last: date) -> Iterator[tuple[str, Offered]]:
    for days in range((last - first).days + 1):
        night = (first + timedelta(days=days)).isoformat()
        offered = read_explored(tools.explored_root, night)
        if offered is not None:
            yield night, offered


def _manifest(tools: Tools, night: date, parent: Parent, basis_since: date, lesson: Lesson) -> Manifest:
    return Manifest(
        parent=parent.version,
        night=night.isoformat(),
        window=(since(night, tools.policy.loop.learning.window_days).isoformat(), night.isoformat()),
        basis=tools.encoder_identity,
        basis_since=basis_since.isoformat(),
        policy=tools.policy.version,
        counts=counts_of(lesson.window, lesson.posterior),
        metrics=metrics_of(lesson.posterior),
        gate=lesson.verdict.reason,
        judged=lesson.verdict.judged,
    )


def _keep(tools: Tools, manifest: Manifest, posterior: Posterior) -> str:
    """Students' effects and the model's text into the store, then the files; returns the version."""
    text = posterior.model.to_text(manifest.basis)
    whole = sealed(manifest, text)
    taught = np.flatnonzero(posterior.effects.any(axis=1))
    students = [posterior.students[row] for row in taught]
    with tools.store.write() as unit:
        keep_model(unit, whole.version, text, tools.clock())
        keep_effects(unit, {whole.version, *lineage(tools.models_root, whole.parent, EFFECTS_KEPT)})
        put_effects(unit, whole.version, students, posterior.effects[taught])
    return put_model(tools.models_root, whole, text)


def _point(tools: Tools, before: Pointer, version: str, verdict: Verdict) -> Pointer:
    """Point to the version where it passes and was not rejected before; the pointer as it is then."""
    if version in before.rejected or version == before.current:
        return before
    after = (
        Pointer(version, before.rejected) if verdict.passes else Pointer(before.current, (*before.rejected, version))
    )
    point(tools.models_root, after)
    return after


class _Steps:
    """Wall-clock seconds of each step, told as they are done."""

    def __init__(self, on_step: Callable[[str], None]) -> None:
        self.seconds: dict[str, float] = {}
        self._on_step = on_step
        self._began = perf_counter()

    def done(self, step: str) -> None:
        ended = perf_counter()
        self.seconds[step] = round(ended - self._began, 3)
        self._began = ended
        self._on_step(step)
