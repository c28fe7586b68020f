"""The learner finds what is there, keeps students apart, and never runs ahead of the policy."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from tests.unit.learning.logs import LEARNING, LEVEL, NOW, RESPONSE, WEIGHTS, Truth, draw_log, learning, log_of, take
from threadpoolctl import threadpool_limits

from jobmatch.domain import Misconfigured
from jobmatch.feedback import Labels
from jobmatch.history import PushLog
from jobmatch.learning import Model, Posterior, train
from jobmatch.learning.effects import Regressions
from jobmatch.learning.evidence import ABOUT, Evidence, frame_of, gather, recency
from jobmatch.learning.train import POLICY
from jobmatch.matching import LOGGED
from jobmatch.rank import NAMES

SHIFT = {"nearness": 0.3, "pay_margin": -0.2, "grassroots": 0.15}
SETTINGS = learning()


def shift_of(posterior: Posterior) -> dict[str, float]:
    return dict(zip(NAMES, posterior.model.shift.tolist(), strict=True))


def trained(pushes: PushLog, labels: Labels, **changed: float) -> Posterior:
    return train(pushes, labels, learning(**changed), NOW, None, WEIGHTS)


def test_a_world_with_known_weights_is_recovered() -> None:
    posterior = trained(*draw_log(1_000, 20, Truth(SHIFT)))
    off = [abs(found - SHIFT.get(name, 0.0)) for name, found in shift_of(posterior).items() if name != "similarity"]
    assert max(off[:-1]) < 0.03  # unknown_price, whose weight of -1 is nearly the score itself, comes next
    assert posterior.model.response == pytest.approx(RESPONSE, rel=0.1)
    assert posterior.model.level == pytest.approx(LEVEL, abs=0.01)


def test_the_truth_lies_within_three_standard_deviations_of_the_posterior() -> None:
    model = trained(*draw_log(1_000, 20, Truth(SHIFT, noise=0.4))).model
    truth = np.array([SHIFT.get(name, 0.0) for name in NAMES])
    assert (np.abs(model.shift - truth) < 3 * model.shift_sd + 0.02).all()


def test_a_students_own_taste_is_found_and_grows_with_evidence() -> None:
    truth = Truth({}, taste=0.3)
    tastes = 0.3 * _tastes_of(draw_log, 200, 40)
    few = trained(*draw_log(200, 5, truth)).effects
    many = trained(*draw_log(200, 40, truth)).effects
    assert np.corrcoef(many.ravel(), tastes.ravel())[0, 1] > 0.5
    assert np.abs(few).mean() < np.abs(many).mean()


def _tastes_of(draw: object, students: int, each: int) -> np.ndarray:
    """The standard normal draws that logs.draw_log makes after its features, from the same seed."""
    rng = np.random.default_rng(0)
    rng.uniform(0, 1, (students * each, len(LOGGED)))
    return rng.standard_normal((students, len(LOGGED)))


@pytest.mark.parametrize("each", [9, 60])  # fewer labels than features, and more
def test_everybody_and_each_student_are_what_dense_regressions_find(each: int) -> None:
    pushes, labels = draw_log(6, each, Truth(SHIFT, taste=0.2), seed=3, days=90)
    posterior = trained(pushes, labels, least_labels=0)
    model = posterior.model
    level, response, found = _everybody(pushes, labels)
    beyond = np.sign(found) * np.maximum(np.abs(found) - model.shift_sd, 0)
    assert (model.level, model.response) == pytest.approx((level, response))
    assert model.shift[:-2] == pytest.approx(beyond[:-2], abs=1e-9)
    effects = [_one_student(pushes, labels, model, student) for student in range(6)]
    assert posterior.effects == pytest.approx(np.array(effects), abs=1e-6)


FIRM = np.array([10.0 if name in POLICY else 1.0 for name in NAMES])
TASTE = 4.0 * np.array([1.0, *(2 * 12 * FIRM), *[2.0 * 32] * 32])


def _everybody(pushes: PushLog, labels: Labels) -> tuple[float, float, np.ndarray]:
    """Level, response and shift by one dense ridge regression over the population and all students: the slow way."""
    evidence = gather(pushes, labels, SETTINGS, NOW, None)
    frame = frame_of(pushes.features, recency(pushes, SETTINGS, NOW))
    z = frame.standard(pushes.features[evidence.row])
    score = z[:, :12] @ (np.array([WEIGHTS[name] for name in NAMES]) * frame.scale[:12])
    own = np.zeros((len(z), 6 * 45))
    for row, student in enumerate(evidence.student):
        own[row, student * 45 : (student + 1) * 45] = [1.0, *z[row]]
    design = np.column_stack([np.ones(len(z)), score, z[:, :12], own])
    variance = np.average(score**2, weights=evidence.weight)
    prior = np.concatenate([[1e-6, 50 * variance], 50 * FIRM, np.tile(TASTE, 6)])
    mean = np.zeros(len(prior))
    mean[1] = SETTINGS.response
    weighted = design * evidence.weight[:, None]
    found = np.linalg.solve(weighted.T @ design + np.diag(prior), weighted.T @ evidence.value + prior * mean)
    return found[0], found[1], found[2:14] / (frame.scale[:12] * found[1])


def _one_student(pushes: PushLog, labels: Labels, model: Model, student: int) -> np.ndarray:
    """Effects by dense covariances, averaged over a normal model with a taste and one without."""
    evidence = gather(pushes, labels, SETTINGS, NOW, None)
    mine = evidence.student == student
    frame = frame_of(pushes.features, recency(pushes, SETTINGS, NOW))
    z = frame.standard(pushes.features[evidence.row[mine]])
    line = model.level + model.response * z[:, :12] @ (model.total * frame.scale[:12])
    missed, noise = evidence.value[mine] - line, np.diag(1 / evidence.weight[mine])
    design = np.column_stack([np.ones(len(z)), z])
    with_taste = noise + design @ np.diag(1 / TASTE) @ design.T
    without = noise + np.full((len(z), len(z)), 1 / TASTE[0])
    mean = np.diag(1 / TASTE) @ design.T @ np.linalg.solve(with_taste, missed)
    densities = [multivariate_normal(cov=model.noise * cov).logpdf(missed) for cov in (with_taste, without)]
    believed = 1 / (1 + np.exp(densities[1] - densities[0]))
    return mean[1:] * believed / (frame.scale * model.response)


def test_two_groups_of_students_add_up_to_one_training() -> None:
    pushes, labels = draw_log(20, 15, Truth(SHIFT, taste=0.2), days=30)
    evidence = gather(pushes, labels, SETTINGS, NOW, None)
    frame = frame_of(pushes.features, recency(pushes, SETTINGS, NOW))
    columns = np.random.default_rng(0).standard_normal((1 + len(LOGGED), 3))
    precision = np.full(1 + len(LOGGED), 7.0)
    first = evidence.student < 8
    parts = [
        Regressions(pushes.features, frame, _rows(evidence, chosen), precision, ABOUT).gram(columns)
        for chosen in (first, ~first)
    ]
    whole = Regressions(pushes.features, frame, evidence, precision, ABOUT).gram(columns)
    assert parts[0] + parts[1] == pytest.approx(whole, rel=1e-12)


def _rows(evidence: Evidence, chosen: np.ndarray) -> Evidence:
    return Evidence(*(getattr(evidence, field.name)[chosen] for field in fields(Evidence)))


def test_rows_in_another_order_teach_the_same() -> None:
    pushes, labels = draw_log(40, 12, Truth(SHIFT, taste=0.2))
    mixed = trained(*take(pushes, labels, np.random.default_rng(1).permutation(len(pushes))))
    straight = trained(pushes, labels)
    assert mixed.model.shift == pytest.approx(straight.model.shift, abs=1e-12)
    assert mixed.effects == pytest.approx(straight.effects, abs=1e-6)


def test_students_under_other_names_teach_the_same() -> None:
    pushes, labels = draw_log(40, 12, Truth(SHIFT, taste=0.2))
    other = np.random.default_rng(2).permutation(40).astype(np.int32)
    renamed = trained(replace(pushes, student=other[pushes.student]), labels)
    straight = trained(pushes, labels)
    assert renamed.model.shift == pytest.approx(straight.model.shift, abs=1e-12)
    assert renamed.effects[other] == pytest.approx(straight.effects, abs=1e-6)


def test_a_feature_in_another_unit_teaches_the_same_in_that_unit() -> None:
    pushes, labels = draw_log(60, 20, Truth(SHIFT, taste=0.2))
    far = NAMES.index("nearness")
    features = pushes.features.copy()
    features[:, far] *= 4
    weights = {**WEIGHTS, "nearness": WEIGHTS["nearness"] / 4}
    rescaled = train(replace(pushes, features=features), labels, SETTINGS, NOW, None, weights)
    straight = trained(pushes, labels)
    assert rescaled.model.shift[far] == pytest.approx(straight.model.shift[far] / 4, abs=1e-6)
    assert rescaled.effects[:, far] == pytest.approx(straight.effects[:, far] / 4, abs=1e-6)


def test_one_thread_and_two_give_the_same_bytes() -> None:
    pushes, labels = draw_log(300, 30, Truth(SHIFT, taste=0.2))
    with threadpool_limits(1):
        one = trained(pushes, labels)
    with threadpool_limits(2):
        two = trained(pushes, labels)
    assert one.model.to_text("b") == two.model.to_text("b")
    assert one.effects.tobytes() == two.effects.tobytes()


def test_a_student_without_labels_has_no_effects() -> None:
    pushes, labels = draw_log(30, 10, Truth({}, taste=0.3))
    labels.weight[pushes.student == 7] = 0
    posterior = trained(pushes, labels)
    assert not posterior.effects[7].any()
    assert posterior.evidence[7] == 0
    assert posterior.effects[8].any()


def test_nobodys_taste_depends_on_somebody_elses_labels_beyond_what_all_have_in_common() -> None:
    pushes, labels = draw_log(30, 10, Truth({}, taste=0.3))
    before = trained(pushes, labels, least_labels=10**9).effects
    labels.value[pushes.student == 3] = 1 - labels.value[pushes.student == 3]
    level = float(np.average(labels.value, weights=labels.weight))
    after = trained(pushes, labels, least_labels=10**9).effects
    assert np.abs(after[3] - before[3]).max() > 100 * np.abs(np.delete(after - before, 3, axis=0)).max() * level


def test_how_readily_somebody_answers_is_no_taste() -> None:
    pushes, labels = draw_log(50, 20, Truth({}, noise=0.0))
    keen = labels.value + 0.4 * (pushes.student % 2)
    habits = trained(pushes, Labels(keen, labels.weight)).effects
    assert np.abs(habits).max() < 0.05


def test_with_few_labels_the_policys_weights_stand_but_a_taste_may_begin() -> None:
    posterior = trained(*draw_log(4, 12, Truth(SHIFT, taste=0.3)), least_labels=50)
    assert posterior.labels == 4 * 12
    assert not posterior.model.shift.any()
    assert posterior.model.response == SETTINGS.response
    assert posterior.effects.any()


def test_without_any_label_nothing_is_learned() -> None:
    pushes, labels = draw_log(3, 3, Truth({}))
    posterior = trained(pushes, Labels(labels.value, np.zeros(9)))
    assert not posterior.model.shift.any()
    assert not posterior.effects.any()


def test_without_any_push_nothing_is_learned() -> None:
    empty = log_of(np.empty(0, np.int32), np.empty((0, len(LOGGED)), np.float32), np.empty(0))
    posterior = trained(empty, Labels(np.empty(0), np.empty(0)))
    assert posterior.effects.shape == (0, len(LOGGED))
    assert np.isfinite(posterior.model.shift).all()


def test_a_weight_moves_no_further_than_a_step_a_night_and_says_so() -> None:
    log = draw_log(500, 20, Truth(SHIFT))
    first = train(*log, learning(step=0.05), NOW, None, WEIGHTS)
    second = train(*log, learning(step=0.05), NOW, first.model, WEIGHTS)
    assert shift_of(first)["nearness"] == 0.05
    assert shift_of(second)["nearness"] == 0.05 + 0.05
    assert "nearness" in first.limited
    assert "lexical" not in first.limited


def test_a_cost_never_becomes_a_merit() -> None:
    posterior = trained(*draw_log(500, 20, Truth({"cost_burden": 0.5, "unknown_price": 1.5})))
    total = dict(zip(NAMES, posterior.model.total.tolist(), strict=True))
    assert total["cost_burden"] == 0
    assert total["unknown_price"] <= 0


def test_no_student_makes_a_cost_a_merit_for_himself() -> None:
    pushes, labels = draw_log(50, 40, Truth({"cost_burden": 0.05}, taste=1.0))
    posterior = trained(pushes, labels)
    learned = posterior.learned("m", pushes.students, 0.4)
    cost = NAMES.index("cost_burden")
    assert posterior.effects[:, cost].max() > 0.1
    assert (learned.effects[:, cost] + posterior.model.total[cost] <= 1e-6).all()


def test_what_the_office_wants_moves_less_than_what_is_a_matter_of_taste() -> None:
    posterior = trained(*draw_log(20, 10, Truth({"grassroots": 0.3, "freshness": 0.3})))
    found = shift_of(posterior)
    assert 0 < found["grassroots"] < found["freshness"] / 2


def test_evidence_counts_half_after_each_half_life_and_not_at_all_outside_the_window() -> None:
    pushes, labels = draw_log(3, 1, Truth({}))
    aged = replace(pushes, sent_at=NOW - 86_400.0 * np.array([0.0, LEARNING.half_life_days, LEARNING.window_days + 1]))
    assert trained(aged, labels).evidence.tolist() == [1.0, 0.5, 0.0]


def test_a_push_that_was_never_sent_teaches_nothing() -> None:
    pushes, labels = draw_log(2, 1, Truth({}))
    unsent = replace(pushes, sent_at=np.array([NOW, np.nan]))
    assert trained(unsent, labels).evidence.tolist() == [1.0, 0.0]


def test_a_changed_heart_outweighs_the_past() -> None:
    pushes, old = draw_log(400, 20, Truth({"nearness": 0.3}), days=1)
    _, new = draw_log(400, 20, Truth({"nearness": -0.3}), days=1)
    recent = np.arange(len(pushes)) % 2 == 0
    value = np.where(recent, new.value, old.value)
    sent_at = np.where(recent, NOW, NOW - 4 * LEARNING.half_life_days * 86_400.0)
    posterior = trained(replace(pushes, sent_at=sent_at), Labels(value, old.weight))
    fourth = 0.5**4
    assert shift_of(posterior)["nearness"] == pytest.approx(0.3 * (fourth - 1) / (fourth + 1), abs=0.05)


def test_a_student_who_floods_moves_the_population_little() -> None:
    honest, labels = draw_log(400, 5, Truth({}))
    n, flood = len(honest), 4_000
    rng = np.random.default_rng(5)
    features = rng.uniform(0, 1, (flood, len(LOGGED))).astype(np.float32)
    student = np.concatenate([honest.student, np.full(flood, 0, np.int32)])
    pushes = log_of(student, np.concatenate([honest.features, features]), np.full(n + flood, NOW))
    value = np.concatenate([labels.value, features[:, NAMES.index("emerging")]])
    both = Labels(value, np.ones(n + flood))
    capped = train(pushes, both, learning(student_share=0.01), NOW, None, WEIGHTS)
    assert abs(shift_of(capped)["emerging"]) < 0.03


def test_features_under_other_names_count_as_never_logged() -> None:
    pushes, labels = draw_log(50, 20, Truth({"nearness": 0.3}))
    kept = [name for name in LOGGED if name != "lexical"]
    columns = [LOGGED.index(name) for name in kept]
    fewer = replace(pushes, features=pushes.features[:, columns], feature_names=tuple(kept))
    posterior = trained(fewer, labels)
    assert shift_of(posterior)["lexical"] == 0
    assert shift_of(posterior)["nearness"] > 0.1


def test_a_trait_that_was_not_logged_leaves_the_rest_to_teach() -> None:
    pushes, labels = draw_log(50, 20, Truth({"nearness": 0.3}))
    pushes.features[:500, len(NAMES) :] = np.nan
    posterior = trained(pushes, labels)
    assert np.isfinite(posterior.effects).all()
    assert shift_of(posterior)["nearness"] > 0.1


def test_a_policy_weight_that_names_no_feature_is_refused() -> None:
    with pytest.raises(Misconfigured, match="'nearnes': no such feature"):
        train(*draw_log(2, 2, Truth({})), SETTINGS, NOW, None, {"nearnes": 1.0})
