"""Would another form of model do better? Gradient-boosted trees against the linear model, on labels of the same log."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Float32, Int32
from jobmatch.domain import BadInput, Misconfigured
from jobmatch.evaluate.ranked_pairs import concordance
from jobmatch.feedback import Labels, estimate_examination, label, outcomes
from jobmatch.history import EventLog, PushLog
from jobmatch.learning.evidence import Evidence, gather, logged
from jobmatch.learning.off_policy import Estimate
from jobmatch.learning.train import Posterior, train
from jobmatch.settings import Policy

Float64 = npt.NDArray[np.float64]
Intp = npt.NDArray[np.intp]

TIMES, CONFIDENCE = 300, 0.95
MEASURES = ("log_loss", "auc", "auc_within_students")
SUREST = 0.99  # no forecast counts as surer, or one surprise would outweigh all else
HELD_OUT = 0.2  # share of the latest labels that tells the trees when to stop
TREES, PATIENCE = 400, 30
SHAPE = {"objective": "cross_entropy", "learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": 40}
REPEATABLE = {"deterministic": True, "force_row_wise": True, "num_threads": 1, "verbosity": -1}


@dataclass(frozen=True, slots=True)
class Judged:
    """The pushes that forecasts are held against, (n,): value and weight are those of their labels."""

    row: Intp
    student: Int32
    value: Float64
    weight: Float64


def challenge(pushes: PushLog, events: EventLog, policy: Policy, split: float, now: float, seed: int) -> dict[str, Any]:
    """Train on what was known at split, judge on the labels, known by now, of what was sent since.

    Log loss and AUC of the policy's own weights, of the linear model and of the trees, and the trees less the linear
    model, with 95 % bootstrap intervals over students. Raises BadInput where there is nothing to train on or to judge
    by, Misconfigured where LightGBM is not installed.
    """
    known, later = labels_at(pushes, events, policy, split), labels_at(pushes, events, policy, now)
    evidence = gather(pushes, known, policy.loop.learning, split, None)
    judged = judged_by(pushes, later, split)
    if not len(evidence) or not len(judged.row):
        raise BadInput(f"{len(evidence)} labels before the split and {len(judged.row)} after it, expected some of both")
    forecasts = forecast(pushes, known, evidence, judged.row, policy, split, seed)
    return {
        "trained_on": len(evidence),
        "judged_on": len(judged.row),
        "students": len(np.unique(judged.student)),
        **compare(forecasts, judged, np.random.default_rng(seed)),
    }


def labels_at(pushes: PushLog, events: EventLog, policy: Policy, now: float) -> Labels:
    """The labels of the pushes as they stood at a time: what came later does not count."""
    attribution = policy.loop.attribution
    became = outcomes(pushes, events, now, policy.answer_window_days)
    examined = estimate_examination(pushes, became, attribution).of(pushes, became)
    return label(pushes, became, examined, attribution)


def judged_by(pushes: PushLog, later: Labels, split: float) -> Judged:
    """The pushes sent since split whose labels weigh something."""
    row = np.flatnonzero((pushes.sent_at >= split) & (later.weight > 0))
    return Judged(row, pushes.student[row], later.value[row], later.weight[row])


def forecast(
    pushes: PushLog, known: Labels, evidence: Evidence, row: Intp, policy: Policy, split: float, seed: int
) -> dict[str, Float64]:
    """What each model expects of those pushes' labels."""
    learning = policy.loop.learning
    posterior = train(pushes, known, learning, split, None, policy.weights)
    features = logged(pushes)
    return {
        "policy": _linear(posterior, features, pushes.student, row, 0.0),
        "linear": _linear(posterior, features, pushes.student, row, learning.taste_cap),
        "trees": _trees(features, pushes, evidence, row, seed),
    }


def compare(forecasts: dict[str, Float64], judged: Judged, rng: np.random.Generator) -> dict[str, Any]:
    """Every measure of every model, and of the trees less the linear model, all on the same resamples."""
    _, group = np.unique(judged.student, return_inverse=True)
    measured = [_Measured(expected, judged, group) for expected in forecasts.values()]
    students = int(group.max()) + 1
    draws = [np.bincount(rng.integers(0, students, students), minlength=students) for _ in range(TIMES)]
    once = np.array([each.figures(np.ones(students)) for each in measured])
    resampled = np.array([[each.figures(times.astype(np.float64)) for each in measured] for times in draws])
    models = list(forecasts)
    ahead, behind = models.index("trees"), models.index("linear")
    difference = _estimates(once[ahead] - once[behind], resampled[:, ahead] - resampled[:, behind])
    return {
        "models": {name: _estimates(once[at], resampled[:, at]) for at, name in enumerate(models)},
        "trees_less_linear": difference,
        "trees_win": bool(difference["auc_within_students"]["low"] > 0),
    }


class _Measured:
    """One model's forecasts, ready to be measured with every student counted a number of times (S',)."""

    def __init__(self, expected: Float64, judged: Judged, group: Intp) -> None:
        self.expected, self.group, self.weight = expected, group, judged.weight
        self.liked, self.disliked = judged.weight * judged.value, judged.weight * (1 - judged.value)
        sure = np.clip(expected, 1 - SUREST, SUREST)
        self.loss = -(self.liked * np.log(sure) + self.disliked * np.log(1 - sure))
        self.right, self.pairs = concordance(group, expected, self.liked, self.disliked)

    def figures(self, times: Float64) -> tuple[float, float, float]:
        """The MEASURES: weighted log loss, AUC over all pushes, AUC over pairs of pushes of one student."""
        each = times[self.group]
        overall = concordance(np.zeros_like(self.group), self.expected, self.liked * each, self.disliked * each)
        loss = float((self.loss * each).sum() / (self.weight * each).sum())
        return loss, _share(*overall), _share(self.right * times, self.pairs * times)


def _share(concordant: Float64, pairs: Float64) -> float:
    return float(concordant.sum() / pairs.sum()) if pairs.sum() else 0.5


def _estimates(value: Float64, resampled: Float64) -> dict[str, Any]:
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(resampled, [tail, 1 - tail], axis=0)
    return {
        name: asdict(Estimate(*map(float, figures))) for name, *figures in zip(MEASURES, value, low, high, strict=True)
    }


def _linear(posterior: Posterior, features: Float32, student: Int32, row: Intp, cap: float) -> Float64:
    """The label that the linear model expects, what is learned moving the score by at most cap; 0: the policy's own."""
    model = posterior.model
    off = np.nan_to_num(features[row] - model.centre)
    hand = off[:, : len(model.weights)]
    moved = hand @ model.shift + (off * posterior.effects[student[row]]).sum(axis=1)
    expected: Float64 = model.level + model.response * (hand @ model.weights + np.clip(moved, -cap, cap))
    return expected


def _trees(features: Float32, pushes: PushLog, evidence: Evidence, row: Intp, seed: int) -> Float64:
    """The label that LightGBM (Ke et al. 2017) expects, from the same features and who the student is."""
    lightgbm = _lightgbm()
    columns = np.column_stack([features, pushes.student])
    latest = pushes.sent_at[evidence.row] > np.quantile(pushes.sent_at[evidence.row], 1 - HELD_OUT)
    held_out = latest if latest.any() else np.ones(len(evidence), np.bool_)
    sets = [
        lightgbm.Dataset(
            columns[evidence.row[part]],
            evidence.value[part],
            weight=evidence.weight[part],
            categorical_feature=[features.shape[1]],
            params=REPEATABLE,
        )
        for part in (~latest, held_out)
    ]
    stop = lightgbm.early_stopping(PATIENCE, verbose=False)
    settings = SHAPE | REPEATABLE | {"seed": seed}
    trees = lightgbm.train(settings, sets[0], TREES, valid_sets=[sets[1]], callbacks=[stop])
    expected: Float64 = trees.predict(columns[row])
    return expected


def _lightgbm() -> Any:
    try:
        import lightgbm
    except ImportError as error:
        raise Misconfigured(
            "the comparison trains LightGBM: expected it installed (pip install jobmatch[dev])"
        ) from error
    return lightgbm
