"""Pushes drawn by chance before the solve, each with the exact chance it had: what a model is judged by afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from jobmatch.allocate.ties import UInt64, hashed, mixed
from jobmatch.columns import Int32
from jobmatch.domain import BadInput, Misconfigured

Float64 = npt.NDArray[np.float64]
Intp = npt.NDArray[np.intp]

_GOLDEN = 0x9E3779B97F4A7C15  # steps far apart, as splitmix64 takes them
_EXPLORES, _TURN, _CHOICE, _PLACE = (np.uint64(_GOLDEN * stream % 2**64) for stream in (1, 2, 3, 4))


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pairs drawn, in the order of the draws: row (k,) in the caller's arrays and propensity (k,).

    propensity is the chance of that posting given that its student explores tonight, and given the places that the
    draws before left; chance x propensity is the chance of the push itself given those draws. offered (m,) are the
    rows each draw chose among, the drawn one included, by ascending posting; draw (m,) says which draw each was
    offered in. The propensity of any of them is the softmax of score / temperature within its draw, so whoever keeps
    student, posting, score, draw and temperature of the offered rows can evaluate another model on them later.
    """

    row: Intp
    propensity: Float64
    offered: Intp
    draw: Int32


def night_seeds(ids: Sequence[str], night: date) -> UInt64:
    """A seed for every id and night, blind to the order of ids."""
    return hashed([f"{night.isoformat()}|{i}" for i in ids])


def set_aside(caps: Int32, share: float, seeds: UInt64) -> Int32:
    """Places of each posting kept for chance tonight, (P,): share x cap, its fraction rounded up as often as it says.

    The rounding goes by the posting's seed of the night, so that a posting with a single place has its turn too.

    >>> set_aside(np.array([20, 0]), 0.1, np.array([7, 8], np.uint64)).tolist()
    [2, 0]
    """
    if not 0 <= share <= 1:
        raise Misconfigured(f"exploration.places {share}: expected 0 to 1")
    exact = caps * share
    whole = np.floor(exact)
    places: Int32 = np.minimum(whole + (_uniform(seeds, _PLACE) < exact - whole), caps).astype(np.int32)
    return places


def draw(
    student: Int32,
    posting: Int32,
    score: Float64,
    places: Int32,
    chance: Float64,
    seeds: UInt64,
    temperature: float,
) -> Drawn:
    """Draw one passing pair (student[i], posting[i]) for every student who explores tonight, before the solve.

    A student explores with chance (S,), decided by the seed (S,) of night_seeds. Explorers take turns in an order that
    their seeds decide; each gets a posting by softmax(score / temperature) over those of their pairs that still have
    one of places (P,) left, and takes that place. Who has none left draws nothing. The pairs may come in any order,
    none twice. Raises BadInput for a score that is no number, Misconfigured for the temperature.
    """
    _check(student, score, chance, temperature)
    explores = _uniform(seeds, _EXPLORES) < chance
    rows = np.flatnonzero(explores[student] & (places[posting] > 0))
    rows = rows[np.lexsort((posting[rows], student[rows]))]
    turns = list(_turns(rows, student, posting, score / temperature, places, seeds))
    return Drawn(
        row=np.array([offered[at] for offered, at, _ in turns], np.intp),
        propensity=np.array([propensity for _, _, propensity in turns], np.float64),
        offered=np.concatenate([offered for offered, _, _ in turns] or [np.empty(0, np.intp)]),
        draw=np.repeat(np.arange(len(turns), dtype=np.int32), [len(offered) for offered, _, _ in turns]),
    )


def _turns(
    rows: Intp, student: Int32, posting: Int32, logit: Float64, places: Int32, seeds: UInt64
) -> Iterator[tuple[Intp, int, float]]:
    """Each explorer's offered rows, which of them was drawn, and with what chance; rows are sorted by student."""
    left = places.copy()
    who, start = np.unique(student[rows], return_index=True)
    own = np.split(rows, start[1:])
    luck = _uniform(seeds[who], _CHOICE)
    for turn in np.argsort(_bits(seeds[who], _TURN), kind="stable"):
        offered = own[turn][left[posting[own[turn]]] > 0]
        if offered.size:
            weight = np.exp(logit[offered] - logit[offered].max())
            reach = np.cumsum(weight)
            at = int(np.searchsorted(reach[:-1], luck[turn] * reach[-1], side="right"))
            left[posting[offered[at]]] -= 1
            yield offered, at, float(weight[at] / reach[-1])


def _uniform(seeds: UInt64, stream: np.uint64) -> Float64:
    """Numbers in [0, 1): the upper 53 bits."""
    return (_bits(seeds, stream) >> np.uint64(11)).astype(np.float64) * 2.0**-53


def _bits(seeds: UInt64, stream: np.uint64) -> UInt64:
    """Evenly spread 64 bits a seed, independent from stream to stream."""
    return mixed(mixed(seeds) + stream)


def _check(student: Int32, score: Float64, chance: Float64, temperature: float) -> None:
    if not temperature > 0:
        raise Misconfigured(f"exploration.temperature {temperature}: expected more than 0")
    broken = np.flatnonzero(~np.isfinite(score))
    if broken.size:
        raise BadInput(f"student row {student[broken[0]]}: the score is {score[broken[0]]}, not a number")
    if not ((chance >= 0) & (chance <= 1)).all():
        raise BadInput("exploration chances: expected 0 to 1")
