"""A number for every pair that decides ties, blind to the order of ids."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Int32

UInt64 = npt.NDArray[np.uint64]


def pair_keys(student_ids: Sequence[str], posting_ids: Sequence[str], student: Int32, posting: Int32) -> UInt64:
    """Evenly spread 64-bit keys of pairs (rows into the ids), the same on every machine and in every order."""
    return mixed(hashed(student_ids)[student] + np.uint64(3) * hashed(posting_ids)[posting])


def hashed(ids: Sequence[str]) -> UInt64:
    """An evenly spread 64-bit key of every id."""
    digests = b"".join(hashlib.blake2b(i.encode(), digest_size=8).digest() for i in ids)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def mixed(keys: UInt64) -> UInt64:
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014)."""
    keys = (keys ^ (keys >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    keys = (keys ^ (keys >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return keys ^ (keys >> np.uint64(31))
