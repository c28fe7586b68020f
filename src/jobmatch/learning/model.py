"""The learned model's form, "bayes-linear-1": what of it concerns everybody, as numbers and as text.

A label y in [0, 1] is taken to be  a + κ s0(x) + Δ (x - x̄) + b_s + β_s (φ - φ̄):  s0 the policy's own score, Δ what all
students together say of the policy's weights, b_s how readily a student answers at all (never part of a score), and
β_s a student's own taste over φ, the hand features and the traits. GLMix (Zhang et al., KDD 2016) with conjugate
Gaussian priors (Bishop 2006, section 3.3). A score moves by (Δ (x - x̄) + β_s (φ - φ̄)) / κ.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from jobmatch.columns import Float32
from jobmatch.domain import BadInput, Misconfigured
from jobmatch.history import Float64
from jobmatch.matching import LOGGED
from jobmatch.rank import NAMES, Learned

FloatArray = TypeVar("FloatArray", Float32, Float64)
FORM = "bayes-linear-1"
HAND = len(NAMES)
COSTS = ("cost_burden", "unknown_price")


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned from everybody; holds nothing of any one student.

    weights (F,) are the policy's own, shift (F,) what is added to them and shift_sd (F,) how sure that is, all in
    units of score; centre and scale (K,) the averages and spreads of what was shown, over LOGGED; level the average
    label, response κ the rise of a label for one unit of score, noise the variance of a label.
    """

    weights: Float64
    shift: Float64
    shift_sd: Float64
    centre: Float64
    scale: Float64
    level: float
    response: float
    noise: float

    @property
    def total(self) -> Float64:
        """The weights that rank, (F,): the policy's and what was learned."""
        return self.weights + self.shift

    def under(self, weights: Mapping[str, float]) -> Model:
        """The same shift on the weights of a policy, which may have changed since; a cost stays a cost."""
        own = weights_of(weights)
        return replace(self, weights=own, shift=costs_kept(self.shift, own))

    def learned(self, version: str, effects: Float32, cap: float) -> Learned:
        """Made ready for a night: effects (S, K) are in units of score, by the night's rows of students.

        Neither everybody's answers nor one student's make a merit of a cost.
        """
        kept = effects.copy()
        kept[:, :HAND] = costs_kept(effects[:, :HAND], self.total)
        return Learned(version, LOGGED, self.centre.astype(np.float32), self.shift.astype(np.float32), kept, cap)

    def to_text(self, basis: str) -> str:
        """Canonical JSON; basis names the encoder that the traits come from. Floats come back to the last bit."""
        parts = {
            "form": FORM,
            "basis": basis,
            "features": list(LOGGED),
            "level": self.level,
            "response": self.response,
            "noise": self.noise,
            "weights": _named(NAMES, self.weights),
            "shift": _named(NAMES, self.shift),
            "shift_sd": _named(NAMES, self.shift_sd),
            "centre": _named(LOGGED, self.centre),
            "scale": _named(LOGGED, self.scale),
        }
        return json.dumps(parts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def parse_model(text: str) -> Model:
    """The model of a text that to_text wrote; a feature it does not name counts as never shown.

    Raises BadInput for a text of another form, or one that lacks a part.
    """
    try:
        parts: dict[str, Any] = json.loads(text)
        if parts["form"] != FORM:
            raise BadInput(f"model: its form is {parts['form']!r}, expected {FORM!r}")
        return Model(
            weights=_column(NAMES, parts["weights"], 0.0),
            shift=_column(NAMES, parts["shift"], 0.0),
            shift_sd=_column(NAMES, parts["shift_sd"], 0.0),
            centre=_column(LOGGED, parts["centre"], 0.0),
            scale=_column(LOGGED, parts["scale"], 1.0),
            level=float(parts["level"]),
            response=float(parts["response"]),
            noise=float(parts["noise"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"model: not readable as {FORM} ({error})") from error


def costs_kept(change: FloatArray, weights: Float64) -> FloatArray:
    """Changes (…, F) of the weights (F,), cut so that no cost gets a positive weight.

    >>> costs_kept(np.ones(len(NAMES)), np.array([0.0] * (len(NAMES) - 2) + [-0.1, -2.0]))[-2:].tolist()
    [0.1, 1.0]
    """
    cut: FloatArray = np.where(np.isin(NAMES, COSTS), np.minimum(change, -weights), change).astype(change.dtype)
    return cut


def weights_of(policy: Mapping[str, float]) -> Float64:
    """A policy's weights as a column (F,). Raises Misconfigured for one that names no feature."""
    for name in sorted(set(policy) - set(NAMES)):
        raise Misconfigured(f"weight {name!r}: no such feature; there are {', '.join(NAMES)}")
    return np.array([policy.get(name, 0.0) for name in NAMES], np.float64)


def _named(names: tuple[str, ...], values: Float64) -> dict[str, float]:
    return dict(zip(names, values.tolist(), strict=True))


def _column(names: tuple[str, ...], values: Mapping[str, float], missing: float) -> Float64:
    return np.array([float(values.get(name, missing)) for name in names], np.float64)
