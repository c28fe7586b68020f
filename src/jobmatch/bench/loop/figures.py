"""What a run came to, counted with the truth in hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobmatch.bench.loop.ground import Bool
from jobmatch.bench.loop.living import Run
from jobmatch.bench.worlds import Truth
from jobmatch.domain import FeedbackKind
from jobmatch.history import Float64

NEVER_TAKEN = 0.05  # a push wanted with less than this chance went to somebody who would never take it
LASTING_NIGHTS = 5  # recovered means so many nights together
RECOVERED = 0.9  # of what pushes were worth before the change of heart
BEFORE_NIGHTS = 10
TENTH = 10


@dataclass(frozen=True, slots=True)
class Share:
    """A figure as a fraction, so that runs can be pooled: top over bottom."""

    top: float
    bottom: float = 1.0


def figures_of(run: Run, nights: int) -> dict[str, Share]:
    """The figures of a finished run, by name."""
    truth = run.mind.truth
    student = np.concatenate([page.student for page in truth.pages])
    hope = np.concatenate([page.hope for page in truth.pages])
    looked = np.concatenate([page.looked for page in truth.pages])
    wanted = np.concatenate([page.p_wanted for page in truth.pages])
    pushes = float(len(student))
    chances = expected_hires(student, hope, len(run.ground.roster))
    served: Float64 = np.bincount(student, looked * wanted, len(run.ground.roster)).astype(np.float64)
    return {
        "hires_per_push": Share(len(_told(run, FeedbackKind.HIRED)), pushes),
        "expected_hires_per_push": Share(hope.sum(), pushes),
        "applications_per_push": Share(len(_told(run, FeedbackKind.APPLIED)), pushes),
        "expected_hires": Share(chances.mean()),
        "recovery_nights": Share(recovery_nights(truth, nights)),
        "wasted_share": Share(float((~looked | (wanted < NEVER_TAKEN)).sum()), pushes),
        "worst_decile": Share(worst_tenth(served[_servable(run)])),
        "pushes": Share(pushes),
    }


def expected_hires(student: npt.NDArray[np.intp], hope: Float64, students: int) -> Float64:
    """The chance that any push of a student leads to a job, shape (S,).

    >>> expected_hires(np.array([0, 0, 1]), np.array([0.5, 0.5, 0.1]), 3).round(3).tolist()
    [0.75, 0.1, 0.0]
    """
    missed = np.bincount(student, np.log1p(-np.minimum(hope, 0.999)), students)
    return np.abs(np.expm1(missed))


def worst_tenth(values: Float64) -> float:
    """The mean over the tenth of people with the least.

    >>> worst_tenth(np.arange(20.0))
    0.5
    """
    return float(np.sort(values)[: max(1, len(values) // TENTH)].mean())


def recovery_nights(truth: Truth, nights: int) -> float:
    """Nights after a change of heart until pushes are wanted as much as before, over everybody whose heart changed.

    Nights are counted from each one's own change; somebody who is never pushed again is not in the mean. Where it
    never comes to that, the nights that were left, as the least it can be.
    """
    offsets = range(-BEFORE_NIGHTS, nights)
    wanted = {offset: list[float]() for offset in offsets}
    for page in truth.pages:
        since = page.night - truth.changes_on[page.student]
        for offset, worth in zip(since.tolist(), page.p_wanted.tolist(), strict=True):
            if offset >= -BEFORE_NIGHTS:
                wanted[offset].append(worth)
    before = _mean([worth for offset in range(-BEFORE_NIGHTS, 0) for worth in wanted[offset]])
    last = max((offset for offset in offsets if wanted[offset]), default=0)
    for night in range(last):
        lasting = [worth for offset in range(night, min(night + LASTING_NIGHTS, nights)) for worth in wanted[offset]]
        if lasting and _mean(lasting) >= RECOVERED * before:
            return float(night)
    return float(max(last, 0))


def _servable(run: Run) -> Bool:
    """Who could be helped at all: reads, means what they answer, and may have at least one opening by the rules."""
    some = np.zeros(len(run.ground.roster), np.bool_)
    some[run.ground.pairs.student] = True
    return some & run.mind.truth.reads & run.mind.truth.sincere


def _told(run: Run, kind: FeedbackKind) -> set[str]:
    """The pushes of sincere people of which the log says this."""
    sincere = {run.world.roster.ids[row] for row in np.flatnonzero(run.mind.truth.sincere)}
    return {key for key in run.log.told(kind) if key.split("|", 1)[0] in sincere}


def _mean(values: list[float]) -> float:
    return float(np.mean(values)) if values else 0.0
