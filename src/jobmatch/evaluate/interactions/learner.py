"""Ours: the product's learner on this board's features.

The form is jobmatch.learning's "bayes-linear-1": label ≈ level + κ × hand-set score + Δ·x for everybody, and each
person's own level and taste over features and traits, solved by the same batched regressions. What differs is what it
stands on: nobody was pushed anything here, so a view is a label of 1 and some of the live jobs not chosen at that
moment, drawn by a seed, are labels of 0 that weigh little: not to look at a job is not to dislike it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from jobmatch.columns import Float32, Int32
from jobmatch.evaluate.interactions.baselines import Method, Scorer
from jobmatch.evaluate.interactions.data import Board, Float64
from jobmatch.evaluate.interactions.features import NAMES, features
from jobmatch.evaluate.interactions.night import Asker, Intp, Night, Texts, nights
from jobmatch.evaluate.interactions.splits import Questions
from jobmatch.learning.effects import Regressions
from jobmatch.learning.evidence import Evidence, Frame
from jobmatch.learning.train import LARGEST_NOISE
from jobmatch.rank.traits import TRAITS

HAND_SET: Mapping[str, float] = {
    "similarity": 0.5,
    "nearest": 0.5,
    "stated": 0.5,
    "lexical": 0.5,
    "lexical_last": 0.5,
    "same_city": 1.0,
    "same_state": 0.5,
    "stated_place": 0.5,
    "company_seen": 0.2,
    "title_seen": 0.5,
    "co_view": 0.5,
    "popularity": 0.05,
    "crowd": 0.5,
}
"""What a person would say before any data: each part about alike, the place a little more."""

FIXED = ("popularity", "crowd")  # a job without a view so far is on this board because it gets one: never learned from
NEVER_NEGATIVE = ("co_view",)  # for the same reason: no views yet, no co-views
LEARNED = tuple(name for name in NAMES if name not in FIXED)
HAND = len(LEARNED)
NO_TASTE = "no own taste"
NOT_CHOSEN = 20  # live jobs drawn beside each view
TASTE_VIEWS = 20  # of a person's views, the newest, that their own taste is learned from
POPULATION_PRIOR = 50.0
LEAST_RESPONSE = 1e-3
_FLAT = 1e-6
_SEED = 5


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """What was chosen and what was there, sorted by (person, at); inputs (n, HAND + 32), the rest (n,)."""

    person: Int32
    at: Float64
    chosen: Float64
    inputs: Float32


@dataclass(frozen=True, slots=True)
class Setting:
    """not_chosen is what the live jobs not chosen weigh together beside one view; taste_prior None is no own taste."""

    not_chosen: float
    taste_prior: float | None

    def __str__(self) -> str:
        taste = NO_TASTE if self.taste_prior is None else f"taste prior {self.taste_prior:g}"
        return f"not chosen {self.not_chosen:g}, {taste}"


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """What everybody's views say: weights (HAND,) in units of score; line (1 + HAND + 32,) over standardised inputs."""

    setting: Setting
    frame: Frame
    weights: Float64
    response: float
    line: Float64


def write_log(board: Board, texts: Texts, questions: Questions) -> Log:
    """Each view ahead of which there is a live question, with features as they were known just before it."""
    parts = [_noted(board, asker) for _, askers in nights(board, texts, questions) for asker in askers]
    person, at, chosen, inputs = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((at, person))
    return Log(person[order], at[order], chosen[order], inputs[order])


def _noted(board: Board, asker: Asker) -> tuple[Int32, Float64, Float64, Float32]:
    """The columns of Log for one question: what was viewed then, and a draw from the rest of the board."""
    live, views = asker.night.live, board.views
    viewed = np.isin(live, views.job[(views.person == asker.person) & (views.at == asker.until)])
    rest = np.flatnonzero(asker.open & ~viewed)
    rng = np.random.default_rng([_SEED, board.people[asker.person], int(asker.until)])
    drawn = rng.choice(rest, min(NOT_CHOSEN, len(rest)), replace=False)
    columns = np.concatenate([np.flatnonzero(viewed), drawn])
    n = len(columns)
    chosen = np.where(np.arange(n) < viewed.sum(), 1.0, 0.0)
    return np.full(n, asker.person, np.int32), np.full(n, asker.until), chosen, _inputs(asker)[columns]


def _inputs(asker: Asker) -> Float32:
    """The learned features and the traits of every live job, (L, HAND + 32)."""
    hand = features(asker)[:, [NAMES.index(name) for name in LEARNED]]
    return np.concatenate([hand, asker.night.texts.traits[asker.night.live]], axis=1)


def train_population(log: Log, setting: Setting, before: float) -> Population:
    """Level, response to the hand-set score and deviations from it (Bishop 2006, 3.50), of the views before a time."""
    rows = np.flatnonzero(log.at < before)
    frame = _frame(log, rows, setting)
    regressions = _regressions(log, rows, log.person[rows], frame, setting)
    hand_set = _hand_set()
    columns = np.zeros((1 + HAND + TRAITS, 2 + HAND))
    columns[0, 0] = 1.0
    columns[1 : 1 + HAND, 1] = hand_set * frame.scale[:HAND]
    columns[1 : 1 + HAND, 2:] = np.eye(HAND)
    gram = regressions.gram(columns)
    prior = np.diag([_FLAT, _FLAT, *[POPULATION_PRIOR] * HAND])
    solved = np.linalg.solve(gram[:-1, :-1] + prior, gram[:-1, -1])
    response = max(float(solved[1]), LEAST_RESPONSE)
    weights = hand_set + solved[2:] / (frame.scale[:HAND] * response)
    never = np.isin(LEARNED, NEVER_NEGATIVE)
    weights[never] = np.maximum(weights[never], 0)
    line = np.concatenate([[solved[0]], response * weights * frame.scale[:HAND], np.zeros(TRAITS)])
    return Population(setting, frame, weights, response, line)


def _weight(log: Log, rows: Intp, setting: Setting) -> Float64:
    return np.where(log.chosen[rows] > 0, 1.0, setting.not_chosen / NOT_CHOSEN)


def _frame(log: Log, rows: Intp, setting: Setting) -> Frame:
    """Averages and spreads of the log; the traits share one spread, as in the product."""
    weight, inputs = _weight(log, rows, setting), log.inputs[rows].astype(np.float64)
    centre = np.average(inputs, axis=0, weights=weight)
    variance = np.average((inputs - centre) ** 2, axis=0, weights=weight)
    variance[HAND:] = variance[HAND:].mean()
    varies = variance > _FLAT**2
    return Frame(centre, np.where(varies, np.sqrt(variance), 1.0), varies)


def _regressions(log: Log, rows: Intp, group: Int32, frame: Frame, setting: Setting) -> Regressions:
    """The product's batched regressions, one for each group of rows; groups are numbered and sorted."""
    weight = _weight(log, rows, setting)
    evidence = Evidence(rows, group, log.chosen[rows], weight, weight, np.zeros(len(rows), np.uint8))
    sizes = [1.0, *[2.0 * HAND] * HAND, *[2.0 * TRAITS] * TRAITS]
    firm = np.inf if setting.taste_prior is None else setting.taste_prior
    return Regressions(log.inputs, frame, evidence, firm * np.array(sizes), np.ones((1, len(sizes) - 1), np.bool_))


def ranked_by(log: Log, population: Population) -> Scorer:
    """Score live jobs by the population's weights and, for who has viewed before, by their own taste."""
    fixed = [NAMES.index(name) for name in FIXED]
    constant = np.array([HAND_SET[name] for name in FIXED])

    def score(night: Night, askers: Sequence[Asker]) -> Float32:
        tastes = _tastes(log, population, askers) / (population.frame.scale * population.response)
        rows = []
        for asker, taste in zip(askers, tastes, strict=True):
            inputs = _inputs(asker)
            own = (inputs - population.frame.centre) @ taste
            rows.append(inputs[:, :HAND] @ population.weights + features(asker)[:, fixed] @ constant + own)
        return np.stack(rows).astype(np.float32)

    return score


def _tastes(log: Log, population: Population, askers: Sequence[Asker]) -> Float64:
    """Each asker's effects on standardised inputs, (q, HAND + 32), from their own log before the question."""
    found = np.zeros((len(askers), HAND + TRAITS))
    if population.setting.taste_prior is None:
        return found
    mine = [_own_rows(log, asker) for asker in askers]
    group = np.repeat(np.arange(len(askers), dtype=np.int32), list(map(len, mine)))
    rows = np.concatenate(mine)
    if len(rows):
        regressions = _regressions(log, rows, group, population.frame, population.setting)
        found = regressions.posterior_means(population.line, LARGEST_NOISE, len(askers))[:, 1:]
    return found


def _own_rows(log: Log, asker: Asker) -> Intp:
    """Rows of the log on the asker's newest views before the question."""
    first, end = np.searchsorted(log.person, (asker.person, asker.person + 1))
    end = first + np.searchsorted(log.at[first:end], asker.until)
    return np.arange(max(first, end - TASTE_VIEWS * (NOT_CHOSEN + 1)), end)


SETTINGS = tuple(Setting(weight, taste) for weight in (20.0, 60.0, 180.0) for taste in (None, 30.0, 3.0, 0.3))


def candidates(log: Log, before: float) -> tuple[Method, ...]:
    """Ours under each of SETTINGS, trained on the views before a time."""
    return tuple(Method("ours", str(one), ranked_by(log, train_population(log, one, before))) for one in SETTINGS)


def setting_named(name: str) -> Setting:
    """The one of SETTINGS that is called so."""
    return next(one for one in SETTINGS if str(one) == name)


def unlearned(log: Log, population: Population) -> Method:
    """The hand-set weights alone: what the population's learning is worth shows beside it."""
    setting = replace(population.setting, taste_prior=None)
    return Method(
        "ours_unlearned", "hand-set weights", ranked_by(log, replace(population, setting=setting, weights=_hand_set()))
    )


def _hand_set() -> Float64:
    return np.array([HAND_SET.get(name, 0.0) for name in LEARNED])
