"""What a person or a machine is told of one night's learning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from jobmatch.feedback import Answer
from jobmatch.learning.gate import Verdict
from jobmatch.learning.model import Model
from jobmatch.learning.models import Manifest, Pointer
from jobmatch.learning.train import Posterior
from jobmatch.learning.window import Reading, Window
from jobmatch.rank import NAMES

CELLS_SHOWN = 12
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Lesson:
    """One night's learning: what it had, how that was read, what came of it, and what the gate says."""

    window: Window
    reading: Reading
    posterior: Posterior
    verdict: Verdict


def counts_of(window: Window, posterior: Posterior) -> dict[str, int]:
    """How much the model was made from."""
    return {
        "pushes": len(window.pushes),
        "events": len(window.events),
        "labels": posterior.labels,
        "students": len(window.pushes.students),
        "students_with_effects": int(posterior.effects.any(axis=1).sum()),
    }


def metrics_of(posterior: Posterior) -> dict[str, float]:
    """How sure the model is: noise is the variance of a label, evidence the weight of labels."""
    taught = posterior.evidence[posterior.evidence > 0]
    effects = posterior.effects[posterior.evidence > 0]
    return {
        "noise": posterior.model.noise,
        "response": posterior.model.response,
        "level": posterior.model.level,
        "evidence": float(taught.sum()),
        "evidence_per_student": float(taught.mean()) if len(taught) else 0.0,
        "largest_effect": float(np.abs(effects).max(initial=0)),
    }


def report(
    manifest: Manifest,
    version: str,
    after: Pointer,
    lesson: Lesson,
    parent: Model | None,
    seconds: Mapping[str, float],
) -> dict[str, Any]:
    """One object for `jobmatch learn --json`."""
    return {
        "date": manifest.night,
        "version": version,
        "parent": manifest.parent,
        "current": after.current,
        "in_use": after.current == version,
        "gate": _gate(lesson.verdict),
        "window": list(manifest.window),
        **manifest.counts,
        "labels_by_kind": labels_by_kind(lesson.reading),
        "examination": [asdict(cell) for cell in lesson.reading.examination.table()[:CELLS_SHOWN]],
        "weights": weight_rows(lesson.posterior.model, parent, lesson.posterior.limited),
        **{name: round(value, _DIGITS) for name, value in manifest.metrics.items()},
        "seconds": dict(seconds),
    }


def weight_rows(model: Model, parent: Model | None, limited: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Each weight: the policy's, and the learned one before and now, with the standard deviation of the posterior."""
    before = model.weights if parent is None else parent.under(dict(zip(NAMES, model.weights, strict=True))).total
    return [
        {
            "feature": name,
            "policy": round(float(model.weights[row]), _DIGITS),
            "before": round(float(before[row]), _DIGITS),
            "after": round(float(model.total[row]), _DIGITS),
            "sd": round(float(model.shift_sd[row]), _DIGITS),
            "step_limited": name in limited,
        }
        for row, name in enumerate(NAMES)
    ]


def labels_by_kind(reading: Reading) -> dict[str, dict[str, float]]:
    """Pushes and the weight of their labels, by what the student said."""
    answer, weight = reading.outcomes.answer, reading.labels.weight
    kinds = {kind.name.lower(): answer == kind for kind in Answer if kind is not Answer.NONE}
    silent = answer == Answer.NONE
    kinds |= {
        "ignored": silent & reading.outcomes.ignored,
        "still_open": silent & reading.outcomes.open,
        "ended": silent & reading.outcomes.ended,
    }
    return {name: {"pushes": int(of.sum()), "weight": round(float(weight[of].sum()), 2)} for name, of in kinds.items()}


def _gate(verdict: Verdict) -> dict[str, Any]:
    gain = verdict.gain
    found = None if gain is None else {"value": gain.value, "low": gain.low, "high": gain.high}
    return {"passes": verdict.passes, "reason": verdict.reason, "trials": verdict.trials, "gain": found}
