"""The office's rule policy: numbers and names in a versioned TOML file."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from jobmatch.domain import Misconfigured
from jobmatch.settings.loop import Loop, broken_promises, read_loop


class PolicyInvalid(Misconfigured):
    """The policy file lacks a key, or a value is out of range; the text names the key and what was expected."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the policy. Scores and costs share one unit: the unit of the ranking score.

    crowding holds (share of the cap, cost) pairs, rising in both. Field meanings stand in policy.toml.
    """

    version: str
    per_student: int
    oversubscription: float
    answer_window_days: int
    bar: float
    relevance_floor: float
    first_push_bonus: float
    hardship_bonus: float
    crowding: tuple[tuple[float, float], ...]
    never_push: frozenset[str]
    unknown_price: float
    unknown_prices: Mapping[str, float]
    candidates: Mapping[str, int]
    lexical_weight: float
    weights: Mapping[str, float]
    loop: Loop
    toml: str

    def price_of_unknown(self, rule: str) -> float:
        """What an unanswered rule costs a pair, in units of score."""
        return self.unknown_prices.get(rule, self.unknown_price)


def default_policy_toml() -> str:
    """The policy that ships with the package, as TOML text."""
    return resources.files("jobmatch.settings").joinpath("policy.toml").read_text("utf-8")


def parse_policy(toml: str) -> Policy:
    """Read a policy; raises PolicyInvalid. The version carries a digest, so that an edit never hides.

    >>> parse_policy(default_policy_toml()).version.startswith("2026.2+")
    True
    """
    try:
        data = tomllib.loads(toml)
        policy = _build(data, toml)
    except tomllib.TOMLDecodeError as error:
        raise PolicyInvalid(f"policy: not TOML: {error}") from error
    except KeyError as error:
        raise PolicyInvalid(f"policy: the key {error} is missing") from error
    except (TypeError, AttributeError) as error:
        raise PolicyInvalid(f"policy: a value has the wrong type: {error}") from error
    _check(policy)
    return policy


def _build(data: dict[str, Any], toml: str) -> Policy:
    push, unknown, retrieve = data["push"], data["unknown"], data["retrieve"]
    digest = hashlib.sha256(toml.encode()).hexdigest()[:8]
    return Policy(
        version=f"{data['version']}+{digest}",
        per_student=int(push["per_student"]),
        oversubscription=float(push["oversubscription"]),
        answer_window_days=int(push["answer_window_days"]),
        bar=float(push["bar"]),
        relevance_floor=float(push["relevance_floor"]),
        first_push_bonus=float(push["first_push_bonus"]),
        hardship_bonus=float(push["hardship_bonus"]),
        crowding=tuple((float(share), float(cost)) for share, cost in push["crowding"]),
        never_push=frozenset(unknown["never_push"]),
        unknown_price=float(unknown["price"]),
        unknown_prices={k: float(v) for k, v in unknown.get("prices", {}).items()},
        candidates={k: int(v) for k, v in retrieve.items() if k != "lexical_weight"},
        lexical_weight=float(retrieve["lexical_weight"]),
        weights={k: float(v) for k, v in data["weights"].items()},
        loop=read_loop(data),
        toml=toml,
    )


def _check(policy: Policy) -> None:
    shares = [share for share, _ in policy.crowding]
    costs = [cost for _, cost in policy.crowding]
    expectations = {
        "push.per_student: expected 1 to 20": 1 <= policy.per_student <= 20,
        "push.oversubscription: expected at least 1": policy.oversubscription >= 1,
        "push.answer_window_days: expected 1 to 90": 1 <= policy.answer_window_days <= 90,
        "push.crowding: expected shares rising to 1.0": shares == sorted(shares) and shares[-1:] == [1.0],
        "push.crowding: expected costs that never fall": costs == sorted(costs),
        "retrieve: expected 0 to 1000 candidates a channel": all(0 <= k <= 1000 for k in policy.candidates.values()),
    }
    broken = [text for text, holds in expectations.items() if not holds] + broken_promises(policy.loop)
    if broken:
        raise PolicyInvalid("policy: " + "; ".join(broken))
