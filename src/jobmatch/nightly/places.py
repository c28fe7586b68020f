"""How much each posting can bear tonight, and what a student's first push is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Int32
from jobmatch.domain import Posting, Student
from jobmatch.settings import Policy

PLACES_WHEN_SILENT = 1  # a posting that names no headcount has at least the one place it advertises


def caps_of(postings: Sequence[Posting], open_pushes: Mapping[str, int], oversubscription: float) -> Int32:
    """⌊places left × oversubscription⌋ − pushes still open from earlier nights, at least 0; shape (P,)."""
    left = np.array([places_left(posting) for posting in postings], dtype=np.float64)
    still_open = np.array([open_pushes.get(posting.id, 0) for posting in postings], dtype=np.int64)
    caps = np.floor(left * oversubscription).astype(np.int64) - still_open
    bearable: Int32 = np.clip(caps, 0, np.iinfo(np.int32).max).astype(np.int32)
    return bearable


def places_left(posting: Posting) -> int:
    """Places not yet filled; one where the posting does not say how many there are."""
    return PLACES_WHEN_SILENT if posting.places_left is None else posting.places_left


def first_push_bonus(students: Sequence[Student], policy: Policy) -> npt.NDArray[np.float64]:
    """What a first push is worth beside its score, in units of score: more on the hardship ledger (M2); shape (S,)."""
    on_ledger = np.array([bool(student.circumstances.hardship) for student in students], dtype=np.bool_)
    return np.where(on_ledger, policy.first_push_bonus + policy.hardship_bonus, policy.first_push_bonus)
