"""Shares with their uncertainty, and agreement beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959964  # standard normal quantile of a two-sided 95 % interval


def share(part: int, whole: int) -> float | None:
    """part / whole, None of nothing.

    >>> share(3, 4), share(0, 0)
    (0.75, None)
    """
    return part / whole if whole else None


def wilson(successes: int, n: int) -> tuple[float, float] | None:
    """The 95 % score interval of a share (E. B. Wilson, JASA 22, 1927); None of nothing.

    >>> [round(end, 4) for end in wilson(81, 263)]  # Newcombe 1998, table I, method 3: 0.2553 to 0.3662
    [0.2553, 0.3662]
    """
    if not n:
        return None
    p, z2 = successes / n, Z_95**2
    middle, spread = p + z2 / (2 * n), Z_95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return (middle - spread) / (1 + z2 / n), (middle + spread) / (1 + z2 / n)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two readers answered alike, observed and by chance, over n postings."""

    n: int
    observed: float
    chance: float

    @property
    def kappa(self) -> float | None:
        """Agreement beyond chance; None where both gave one and the same answer throughout."""
        return None if self.chance >= 1 else (self.observed - self.chance) / (1 - self.chance)


def agreement(answers: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    """Cohen's measure for nominal answers (J. Cohen, Educ. Psychol. Meas. 20, 1960).

    Two readers on 50 cases: both yes 20, only the first yes 5, only the second 10, both no 15. Observed
    35/50 = 0.7; by chance 25/50 × 30/50 + 25/50 × 20/50 = 0.5; κ = 0.2/0.5.

    >>> cases = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    >>> round(agreement(cases).kappa, 3)
    0.4
    """
    n = len(answers)
    if not n:
        return Agreement(0, 1.0, 1.0)
    first, second = (Counter(pair[reader] for pair in answers) for reader in (0, 1))
    chance = sum(first[answer] * second[answer] for answer in first) / n**2
    return Agreement(n, sum(a == b for a, b in answers) / n, chance)


def pooled(parts: Sequence[Agreement]) -> Agreement:
    """One measure over several questions: observed and chance agreement weighted by the number of answers."""
    n = sum(part.n for part in parts)
    if not n:
        return Agreement(0, 1.0, 1.0)
    return Agreement(n, sum(p.n * p.observed for p in parts) / n, sum(p.n * p.chance for p in parts) / n)
