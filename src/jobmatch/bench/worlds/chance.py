"""Chance by name: the same person meets the same luck with the same push, whoever else is there and in any order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

UInt64 = npt.NDArray[np.uint64]
Float64 = npt.NDArray[np.float64]
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_DIGITS = 2.0**-53


@lru_cache(maxsize=100_000)
def key_of(name: str) -> int:
    """Sixty-four bits of a name's digest."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def keys_of(names: list[str]) -> UInt64:
    """The keys of names, in order, shape (n,)."""
    return np.array([key_of(name) for name in names], np.uint64)


@dataclass(frozen=True, slots=True)
class Luck:
    """Draws that depend on the seed, on what they are for, and on the keys of whom they concern, and on nothing else.

    >>> luck = Luck(7)
    >>> both = luck.uniform("opens", keys_of(["ann", "bob"]))
    >>> bool(luck.uniform("opens", keys_of(["bob"]))[0] == both[1])
    True
    """

    seed: int

    def uniform(self, purpose: str, *keys: UInt64) -> Float64:
        """One number in (0, 1) for each row of the keys, which broadcast."""
        state: UInt64 = np.array(key_of(f"{self.seed}|{purpose}"), np.uint64)
        for key in keys:
            state = _mix(state ^ key)
        return (np.asarray(state >> np.uint64(11), np.float64) + 0.5) * _DIGITS

    def normal(self, purpose: str, *keys: UInt64) -> Float64:
        """Standard normal numbers (Box and Muller, 1958)."""
        radius = np.sqrt(-2 * np.log(self.uniform(f"{purpose}|radius", *keys)))
        normal: Float64 = radius * np.cos(2 * np.pi * self.uniform(f"{purpose}|angle", *keys))
        return normal


def _mix(state: UInt64) -> UInt64:
    """splitmix64's step and finaliser (Steele, Lea and Flood, OOPSLA 2014).

    >>> int(_mix(np.array([0], np.uint64))[0]) == 0xE220A8397B1DCDAF
    True
    """
    with np.errstate(over="ignore"):  # arithmetic modulo 2^64 is what is meant
        state = state + _GOLDEN
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: UInt64 = state ^ (state >> np.uint64(31))
    return mixed
