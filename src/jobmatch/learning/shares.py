"""Capped influence: nobody carries more than a share of the evidence, however much they click."""

from __future__ import annotations

import numpy as np

from jobmatch.columns import Int32
from jobmatch.history import Float64

EVEN_SHARES = 3.0  # where there are too few for the cap to hold, nobody carries more than so many even shares
_ROUNDS = 50
_SLACK = 1e-6


def capped(weight: Float64, groups: tuple[tuple[Int32, float], ...]) -> Float64:
    """The weights (n,) scaled down so that no member of any group carries more than its share of what is left.

    groups are (member of each row, share). One cap upsets the other a little, so they take turns until both hold.

    >>> who = np.arange(10, dtype=np.int32)
    >>> capped(np.array([12.0] + [1.0] * 9), ((who, 0.4),))[:2].tolist()  # 6 of 15, not 12 of 21
    [6.0, 1.0]
    """
    left = weight
    for _ in range(_ROUNDS):
        before = left
        for member, share in groups:
            scale = _scale(np.bincount(member, left).astype(np.float64), share)
            left = left * scale[member]
        if np.allclose(left, before, rtol=_SLACK, atol=0):
            break
    return left


def _scale(totals: Float64, share: float) -> Float64:
    """What each member's total is multiplied by."""
    most = largest_total(totals, share)
    return np.minimum(1.0, np.divide(most, totals, out=np.ones_like(totals), where=totals > 0))


def largest_total(totals: Float64, share: float) -> float:
    """The t for which min(total, t) is nowhere more than the share of all of them together; infinite if all hold.

    With the j largest cut to t and the rest adding up to r: t = share (r + j t), so t = share r / (1 - j share).
    With fewer than EVEN_SHARES / share members the share is EVEN_SHARES of an even one instead.

    >>> largest_total(np.array([12.0] + [1.0] * 9), 0.4)  # 0.4 × 9 / (1 - 0.4)
    6.0
    """
    falling = np.sort(totals[totals > 0])[::-1]
    if len(falling) <= EVEN_SHARES:
        return np.inf
    allowed = max(share, EVEN_SHARES / len(falling))
    cut = np.arange(int(np.ceil(1 / allowed)))
    rest = falling.sum() - np.concatenate([[0.0], np.cumsum(falling)])[cut]
    most = allowed * rest / (1 - allowed * cut)
    fits = most >= falling[cut] * (1 - _SLACK)
    first = int(fits.argmax())
    return np.inf if first == 0 else float(most[first])
