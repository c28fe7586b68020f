"""What a night knows of its jobs and of those who ask: everything that happened before, and nothing after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from jobmatch.columns import Float32, Int32
from jobmatch.embed import Encoder
from jobmatch.evaluate.interactions.data import Board, Float64
from jobmatch.evaluate.interactions.splits import DAY, Questions, on_the_board, rows_by
from jobmatch.index.lexical import Lexical, build_lexical
from jobmatch.rank.traits import occupation_titles, trait_basis, traits_of

Intp = npt.NDArray[np.intp]

POPULAR_HALF_LIFE_DAYS = 7.0
RECENT_HALF_LIFE_VIEWS = 3.0
TINY = 1e-30  # stands below a division that is 0 over 0


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Unit vectors of every job's title, of title, company and place (P, d), and of every stated position (N, d).

    traits (P, 32) are the product's, of the titles.
    """

    jobs: Float32
    whole: Float32
    stated: Float32
    traits: Float32


def encode(board: Board, encoder: Encoder) -> Texts:
    """Encode each distinct text once."""
    texts = sorted({*board.jobs.titles, *board.jobs.texts, *board.stated.texts})
    place = {text: row for row, text in enumerate(texts)}
    vectors = encoder.encode(texts)
    jobs, whole, stated = (
        vectors[np.array([place[text] for text in part], np.intp)]
        for part in (board.jobs.titles, board.jobs.texts, board.stated.texts)
    )
    return Texts(jobs, whole, stated, traits_of(jobs, trait_basis(encoder.encode(occupation_titles()))))


@dataclass(frozen=True, eq=False)
class Night:
    """The board of one day: live jobs (ascending, shape (L,)), and the views of the days before, as rows of Views."""

    board: Board
    texts: Texts
    day: int
    live: Int32
    known: Intp

    @cached_property
    def popularity(self) -> Float32:
        """Views of each live job, halved for each week of age, (L,)."""
        views = self.board.views
        weight = np.exp2(-(self.day - views.at[self.known] / DAY) / POPULAR_HALF_LIFE_DAYS)
        counts = np.bincount(views.job[self.known], weight, len(self.board.jobs))
        return counts[self.live].astype(np.float32)

    @cached_property
    def seen_by(self) -> Float32:
        """One row a person who viewed several jobs, one column a job (U, P): 1 over the root of the job's viewers."""
        person, job = self.board.views.person[self.known], self.board.views.job[self.known]
        several = np.bincount(person, minlength=len(self.board.people)) > 1
        kept = several[person]
        row = np.cumsum(several) - 1
        seen = np.zeros((int(several.sum()), len(self.board.jobs)), np.float32)
        seen[row[person[kept]], job[kept]] = 1
        seen /= np.sqrt(np.maximum(seen.sum(axis=0), 1))
        return seen

    @cached_property
    def lexical(self) -> Lexical:
        """BM25 over title, company and place of the live jobs."""
        return build_lexical([self.board.jobs.texts[job] for job in self.live])


@dataclass(frozen=True, eq=False)
class Asker:
    """One question, with what its person had viewed (newest first) and stated (rows of Stated) before it."""

    night: Night
    row: int
    person: int
    until: float
    viewed: Int32
    stated: Intp

    @cached_property
    def recent(self) -> Float32:
        """Weights of the viewed jobs, which sum to 1."""
        return recency(len(self.viewed)).astype(np.float32)

    @cached_property
    def open(self) -> npt.NDArray[np.bool_]:
        """Which live jobs the person has not viewed yet, (L,)."""
        return ~np.isin(self.night.live, self.viewed)

    def profile(self, jobs: Float32) -> Float32:
        """Mean of the recent views' rows of jobs (P, d) or, before any view, of what was stated; length 1, or all 0."""
        mean = self.recent @ jobs[self.viewed] if len(self.viewed) else self.night.texts.stated[self.stated].sum(axis=0)
        vector: Float32 = mean / max(float(np.linalg.norm(mean)), TINY)
        return vector

    def share(self, codes: Int32) -> Float32:
        """For each live job, the share of recent views whose code is the job's; no code matches nothing, (L,)."""
        size = int(codes.max(initial=0)) + 2
        by_code = np.bincount(codes[self.viewed] + 1, self.recent, size)
        by_code[0] = 0
        return by_code[codes[self.night.live] + 1].astype(np.float32)


def recency(count: int) -> Float64:
    """Weights of so many views, newest first, halving every RECENT_HALF_LIFE_VIEWS, that sum to 1.

    >>> weights = recency(4)
    >>> bool(np.isclose(weights[0] / weights[3], 2)), bool(np.isclose(weights.sum(), 1))
    (True, True)
    """
    weights: Float64 = np.exp2(-np.arange(count) / RECENT_HALF_LIFE_VIEWS)
    return weights / max(float(weights.sum()), TINY)


def nights(board: Board, texts: Texts, questions: Questions) -> Iterator[tuple[Night, list[Asker]]]:
    """Each night that has questions, with them, the earliest first."""
    views_of = rows_by(board.views.person, len(board.people))
    stated_of = rows_by(board.stated.person, len(board.people))
    days = questions.night
    for day in np.unique(days).tolist():
        known = np.flatnonzero(board.views.at < day * DAY)
        night = Night(board, texts, day, on_the_board(board, day), known)
        askers = []
        for row in np.flatnonzero(days == day).tolist():
            person, until = int(questions.person[row]), float(questions.until[row])
            views, stated = views_of[person], stated_of[person]
            viewed = board.views.job[views[board.views.at[views] < until]][::-1]
            said = stated[board.stated.at[stated] < until]
            askers.append(Asker(night, row, person, until, viewed, said))
        yield night, askers
