"""What questions to people look at in postings: pay, nights, the kind of work, the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Float32
from jobmatch.domain import Posting, Shifts
from jobmatch.taxonomy.regions import prefecture_of

NIGHTS = (Shifts.SOME_NIGHTS, Shifts.REGULAR_NIGHTS)


@dataclass(frozen=True, slots=True)
class PostingFacts:
    """Columns over a log's postings, shape (P,); NaN, False or "" where a posting does not say.

    occupation is the code of the work, group and minor its 中类 (2-05-00-00) and 小类 (2-05-08-00); prefecture is the
    code of the first place named.
    """

    pay_monthly_cny: Float32  # low end of what is stated
    nights: npt.NDArray[np.bool_]  # now and then or regularly
    occupation: tuple[str, ...]
    group: tuple[str, ...]
    minor: tuple[str, ...]
    prefecture: tuple[str, ...]


def posting_facts(ids: Sequence[str], postings: Mapping[str, Posting]) -> PostingFacts:
    """Read the postings of these ids; one that is not there any more says nothing."""
    found = [postings.get(one) for one in ids]
    return PostingFacts(
        pay_monthly_cny=np.array(
            [p.terms.pay.low_monthly_cny if p and p.terms.pay else np.nan for p in found], np.float32
        ),
        nights=np.array([p is not None and p.terms.shifts in NIGHTS for p in found], np.bool_),
        occupation=tuple((p and p.occupation) or "" for p in found),
        group=tuple(_part(p, 4) for p in found),
        minor=tuple(_part(p, 7) for p in found),
        prefecture=tuple(_prefecture(p) for p in found),
    )


def _part(posting: Posting | None, digits: int) -> str:
    """The first digits of the occupation's code, filled up to a code of the classification."""
    if posting is None or posting.occupation is None:
        return ""
    return posting.occupation[:digits] + "0-00-00-00"[-(10 - digits) :]


def _prefecture(posting: Posting | None) -> str:
    """Where a posting is in the first place: a prefecture, or a county under none; "" for a whole province."""
    if posting is None or not posting.terms.places:
        return ""
    place = posting.terms.places[0]
    return prefecture_of(place) or ("" if place.endswith("0000") else place)
