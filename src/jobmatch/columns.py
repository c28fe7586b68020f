"""The columnar currency between the stages: pairs of a student and a posting, by row number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import IntFlag

import numpy as np
import numpy.typing as npt

Int32 = npt.NDArray[np.int32]
Float32 = npt.NDArray[np.float32]
UInt32 = npt.NDArray[np.uint32]
UInt8 = npt.NDArray[np.uint8]


class Channel(IntFlag):
    """Why a pair became a candidate; several may hold."""

    DENSE = 1  # near in meaning, lexical score added
    GRASSROOTS = 2  # best among grassroots openings
    SUBSIDIZED = 4  # best among subsidized, disability-friendly openings
    EMERGING = 8  # best among emerging fields


def channel_names(bits: int) -> tuple[str, ...]:
    """The channels in a bit set, as the policy and every record spell them.

    >>> channel_names(Channel.DENSE | Channel.EMERGING)
    ('dense', 'emerging')
    """
    return tuple(channel.name.lower() for channel in Channel if bits & channel and channel.name)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs sorted by (student, posting), no pair twice; all arrays have shape (n,).

    student and posting are row numbers of the night's lists (ids ascending); dense is a cosine, lexical lies in
    [0, 1]; channels is a bit set of Channel; unknown has bit r set where rule r of the rules' order could not tell.
    """

    student: Int32
    posting: Int32
    dense: Float32
    lexical: Float32
    channels: UInt8
    unknown: UInt32

    def __len__(self) -> int:
        return len(self.student)

    def take(self, rows: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> Candidates:
        """The chosen pairs, in the order given."""
        return Candidates(*(getattr(self, f.name)[rows] for f in fields(self)))


def concatenate(parts: Sequence[Candidates]) -> Candidates:
    """All pairs of several blocks, sorted by (student, posting); the blocks must not share a pair."""
    if not parts:
        return empty()
    joined = Candidates(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Candidates)))
    return joined.take(np.lexsort((joined.posting, joined.student)))


def empty() -> Candidates:
    """No pair at all, with the right dtypes."""
    return Candidates(
        np.empty(0, np.int32),
        np.empty(0, np.int32),
        np.empty(0, np.float32),
        np.empty(0, np.float32),
        np.empty(0, np.uint8),
        np.empty(0, np.uint32),
    )
