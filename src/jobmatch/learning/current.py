"""The model in use, made ready for a night or a query."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import numpy as np

from jobmatch.columns import Float32
from jobmatch.learning.model import HAND
from jobmatch.learning.models import COLD, MODEL, open_model, pointer
from jobmatch.matching import LOGGED, Tools
from jobmatch.rank import Learned
from jobmatch.store import effects_of


def current_model(tools: Tools, student_ids: Sequence[str]) -> Learned | None:
    """The model in use with these students' effects, in their order; None while the policy's own weights rank.

    Effects on traits that another encoder gave mean nothing here and are left out; those on hand features stay.
    """
    version = pointer(tools.models_root).current
    if version == COLD:
        return None
    model, manifest = open_model(tools.models_root, version)
    names = json.loads((tools.models_root / version / MODEL).read_text("utf-8"))["features"]
    with tools.store.read() as unit:
        effects = aligned(effects_of(unit, version, student_ids), names)
    if manifest.basis != tools.encoder_identity:
        effects[:, HAND:] = 0
    return model.under(tools.policy.weights).learned(version, effects, tools.policy.loop.learning.taste_cap)


def aligned(effects: Float32, names: Sequence[str]) -> Float32:
    """Effects (S, len(names)) by the features that are logged today, (S, K); zeros where there were none."""
    place: Mapping[str, int] = {name: number for number, name in enumerate(names)} if effects.shape[1] else {}
    columns = [effects[:, place[name]] if name in place else np.zeros(len(effects), np.float32) for name in LOGGED]
    return np.stack(columns, axis=1)
