"""The policy's part on feedback: how silence is read, how the strategy adapts, how fast the model may move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Attribution:
    """How answers and silence become labels; field meanings stand in policy.toml."""

    silence_weight: float
    seen_weight: float
    told_weight: float
    prior_strength: float
    habit_strength: float


@dataclass(frozen=True, slots=True)
class Learning:
    """How the model moves with the labels; field meanings stand in policy.toml."""

    window_days: int
    half_life_days: float
    population_prior: float
    student_prior: float
    step: float
    taste_cap: float
    student_share: float
    employer_share: float
    counselor_share: float
    least_labels: int
    response: float
    response_least: float
    policy_firmness: float


@dataclass(frozen=True, slots=True)
class Strategy:
    """What changes for a student who stays silent; field meanings stand in policy.toml.

    back_off holds (run of ignored pushes, pushes a night, nights between pushes), rising in the run.
    """

    back_off: tuple[tuple[int, int, int], ...]
    bar_raise: float
    variety: float
    task_after: int
    task_again_days: int
    belief: float
    proposal_after: int
    pause_days: int


@dataclass(frozen=True, slots=True)
class Exploration:
    """Pushes drawn by chance so that the model can be judged; field meanings stand in policy.toml."""

    students: float
    places: float
    temperature: float
    margin: float


@dataclass(frozen=True, slots=True)
class Loop:
    """The feedback loop's share of the policy."""

    attribution: Attribution
    learning: Learning
    strategy: Strategy
    exploration: Exploration


def read_loop(data: Mapping[str, Any]) -> Loop:
    """The four sections of a policy; raises KeyError, TypeError or ValueError where one is not as expected."""
    strategy = dict(data["strategy"])
    strategy["back_off"] = tuple((int(run), int(pushes), int(rest)) for run, pushes, rest in strategy["back_off"])
    return Loop(
        _section(Attribution, data["attribution"]),
        _section(Learning, data["learning"]),
        _section(Strategy, strategy),
        _section(Exploration, data["exploration"]),
    )


def broken_promises(loop: Loop) -> list[str]:
    """What the sections promise and do not hold, one sentence each."""
    shares = {
        "attribution.silence_weight": loop.attribution.silence_weight,
        "attribution.seen_weight": loop.attribution.seen_weight,
        "attribution.told_weight": loop.attribution.told_weight,
        "learning.student_share": loop.learning.student_share,
        "learning.employer_share": loop.learning.employer_share,
        "learning.counselor_share": loop.learning.counselor_share,
        "strategy.belief": loop.strategy.belief,
        "exploration.students": loop.exploration.students,
        "exploration.places": loop.exploration.places,
    }
    positive = {
        "attribution.prior_strength": loop.attribution.prior_strength,
        "attribution.habit_strength": loop.attribution.habit_strength,
        "learning.window_days": loop.learning.window_days,
        "learning.half_life_days": loop.learning.half_life_days,
        "learning.population_prior": loop.learning.population_prior,
        "learning.student_prior": loop.learning.student_prior,
        "learning.step": loop.learning.step,
        "learning.taste_cap": loop.learning.taste_cap,
        "learning.response": loop.learning.response,
        "learning.response_least": loop.learning.response_least,
        "learning.policy_firmness": loop.learning.policy_firmness,
        "exploration.temperature": loop.exploration.temperature,
        "strategy.task_after": loop.strategy.task_after,
    }
    runs = [run for run, _, _ in loop.strategy.back_off]
    broken = [f"{name}: expected 0 to 1" for name, value in shares.items() if not 0 <= value <= 1]
    broken += [f"{name}: expected more than 0" for name, value in positive.items() if not value > 0]
    silences = [name for name in ("silence_weight", "seen_weight", "told_weight") if shares[f"attribution.{name}"] >= 1]
    broken += [f"attribution.{name}: expected less than 1: a silence is never a full dislike" for name in silences]
    if runs != sorted(set(runs)):
        broken.append("strategy.back_off: expected runs that rise")
    return broken


def _section(kind: type[T], values: Mapping[str, Any]) -> T:
    """One section; every key must be a field of it and every field a key."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    for name in sorted(names - set(values)):
        raise KeyError(name)
    for name in sorted(set(values) - names):
        raise TypeError(f"unknown key {name!r}")
    return kind(**{name: values[name] for name in names})
