"""What all worlds and policies of one seed share: a real market, and every pair that no rule refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt

from jobmatch.bench.loop.drawing import drawn_postings, drawn_students, posting_row, roster_row
from jobmatch.columns import Candidates, Channel, Int32, channel_names, concatenate
from jobmatch.demo import NIGHT
from jobmatch.domain import Posting
from jobmatch.matching import Market, chunks, find, open_market, refresh_index, search_over
from jobmatch.nightly.places import places_left
from jobmatch.settings import Policy, default_policy_toml, parse_policy, read_settings
from jobmatch.store import put_postings, put_students
from jobmatch.wiring import Home, make_home, utc_now

Bool = npt.NDArray[np.bool_]
EARLY = 2 / 3  # share of the openings that are there on the first night; the others arrive evenly


@dataclass(frozen=True, slots=True)
class Size:
    """How large a bench is."""

    students: int = 120
    postings: int = 1200
    nights: int = 60


@dataclass(frozen=True, slots=True)
class Ground:
    """pairs are all that the rules leave, by student and then by what retrieval puts first; arrives (P,) is in nights.

    roster and offers are what a world is told; employer (P,) numbers the employers, twin
    (P,) the employers' titles; places (P,) are the openings' own.
    """

    first: date
    policy: Policy
    market: Market
    encoder_identity: str
    pairs: Candidates
    arrives: Int32
    places: Int32
    employer: Int32
    twin: Int32
    roster: Sequence[Mapping[str, Any]]
    offers: Sequence[Mapping[str, Any]]

    def on(self, night: int) -> Market:
        """The market as it is on a night, counted from the first."""
        day = self.first + timedelta(days=night)
        columns = self.market.posting_columns
        aged = replace(columns, today=day, age_days=np.maximum(columns.age_days + night, 0).astype(np.float32))
        return replace(self.market, night=day, posting_columns=aged)

    def candidates(self, night: int, open_to: Bool) -> Candidates:
        """The night's candidates, sorted by (student, posting): the best of each channel among pairs not yet used up.

        open_to has shape (len(pairs),).
        """
        here = open_to & (self.arrives[self.pairs.posting] <= night)
        kept = np.zeros(len(self.pairs), np.bool_)
        for channel in Channel:
            members = np.flatnonzero(here & ((self.pairs.channels & channel) > 0))
            student = self.pairs.student[members]
            nth = np.arange(len(members)) - np.searchsorted(student, student, side="left")
            kept[members[nth < self.policy.candidates[channel_names(channel)[0]]]] = True
        rows = np.flatnonzero(kept)
        return self.pairs.take(rows[np.lexsort((self.pairs.posting[rows], self.pairs.student[rows]))])


@lru_cache(maxsize=1)
def ground_of(seed: int, size: Size, early: float = EARLY) -> Ground:
    """The ground of a seed; the last one is kept, since many worlds stand on it."""
    with TemporaryDirectory() as folder:
        home = filled_home(Path(folder), drawn_postings(size.postings, seed), size, seed)
        try:
            return _ground(home, seed, size, early)
        finally:
            home.store.close()


def filled_home(
    folder: Path, postings: Sequence[Posting], size: Size, seed: int, clock: Callable[[], datetime] = utc_now
) -> Home:
    """A real home with these openings and the seed's students; no night has run."""
    home = Home(make_home(read_settings({}, folder)).settings, clock)
    now = datetime(NIGHT.year, NIGHT.month, NIGHT.day, tzinfo=UTC)
    with home.store.write() as unit:
        put_postings(unit, postings, now)
        put_students(unit, drawn_students(size.students, seed), now)
    return home


def _ground(home: Home, seed: int, size: Size, early: float) -> Ground:
    refresh_index(home.tools, NIGHT)
    market = open_market(home.tools, NIGHT)
    postings = market.postings
    pairs = _every_pair(home, market)
    shuffled = np.random.default_rng(seed).permutation(len(postings))
    waits = np.maximum(0, shuffled / len(postings) - early) / max(1 - early, 1e-9)
    return Ground(
        first=NIGHT,
        policy=parse_policy(default_policy_toml()),
        market=market,
        encoder_identity=home.tools.encoder_identity,
        pairs=pairs,
        arrives=np.ceil(waits * (size.nights - 1)).astype(np.int32),
        places=np.array([places_left(posting) for posting in postings], np.int32),
        employer=_numbered([posting.employer.name for posting in postings]),
        twin=_numbered([f"{posting.employer.name}|{posting.title}" for posting in postings]),
        roster=[roster_row(student) for student in market.students],
        offers=[posting_row(posting) for posting in postings],
    )


def _numbered(names: Sequence[str]) -> Int32:
    """Distinct names numbered in their order.

    >>> _numbered(["b", "a", "b"]).tolist()
    [1, 0, 1]
    """
    return np.unique(names, return_inverse=True)[1].astype(np.int32)


def _every_pair(home: Home, market: Market) -> Candidates:
    """All pairs that may be pushed, each with the channels it belongs to, the best of each student's first."""
    search = search_over(market, home.tools)
    everything = np.ones(len(market.postings), np.bool_)
    quota = {Channel.DENSE: (everything, len(everything))}
    parts = [find(replace(search, quota=quota), cohort).candidates for cohort in chunks(market.tables)]
    found = concatenate(parts)
    channels = np.zeros(len(found), np.uint8)
    for channel, members in market.members.items():
        channels[members[found.posting]] |= np.uint8(channel)
    score = found.dense.astype(np.float64) + home.policy.lexical_weight * found.lexical.astype(np.float64)
    return replace(found, channels=channels).take(np.lexsort((found.posting, -score, found.student)))
