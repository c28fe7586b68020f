"""Interactions as a whole: choose settings on the validation days, ask on the test days, compare person by person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from jobmatch.embed import Encoder
from jobmatch.evaluate.interactions import learner
from jobmatch.evaluate.interactions.baselines import BASELINES, Method
from jobmatch.evaluate.interactions.data import FOLDER, Board, Float64, read_board
from jobmatch.evaluate.interactions.metrics import NAMES, interval, per_person
from jobmatch.evaluate.interactions.night import Texts, encode
from jobmatch.evaluate.interactions.notes import account, notes
from jobmatch.evaluate.interactions.scoring import Scored, ask
from jobmatch.evaluate.interactions.splits import Questions, cut_at, live_questions, overnight_questions

TEST_FROM, VALIDATE_FROM = 0.6, 0.48  # shares of all views: the last 40 % are the test, 12 % before them validation
CHOSEN_BY = NAMES.index("ndcg@10")
STEPS = 4
_SEED = 3

Groups = Mapping[str, npt.NDArray[np.bool_]]


def evaluate_interactions(
    data: Path | None,
    encoder: Callable[[], Encoder],
    others: Callable[[], Sequence[Method]],
    done: Callable[[str], None] = lambda step: None,
) -> dict[str, Any]:
    """The figures as the command prints them, or why there are none; others are the collaborative baselines."""
    if data is None or not (data / FOLDER).is_dir():
        return {"skipped": f"the job views are not there: no folder {FOLDER} in the evaluation data"}
    baselines = (*BASELINES, *others())
    with threadpool_limits(1, user_api="blas"):  # the products are small, and the figures the same on any machine
        return _evaluated(read_board(data / FOLDER), encoder(), baselines, done)


def _evaluated(
    board: Board, encoder: Encoder, baselines: Sequence[Method], done: Callable[[str], None]
) -> dict[str, Any]:
    texts = encode(board, encoder)
    done("read")
    log = learner.write_log(board, texts, live_questions(board, 0.0, _end(board)))
    done("noted what was viewed and what was not")
    validate, test = cut_at(board, VALIDATE_FROM), cut_at(board, TEST_FROM)
    days = live_questions(board, validate, test)
    tried = ask(board, texts, days, (*baselines, *learner.candidates(log, validate)))
    chosen = best_of_each(tried)
    done("chose settings")
    population = learner.train_population(log, learner.setting_named(chosen[-1].setting), test)
    ours = Method("ours", chosen[-1].setting, learner.ranked_by(log, population))
    methods = (*chosen[:-1], learner.unlearned(log, population), ours)
    figures = {
        "live": _figures(board, texts, live_questions(board, test, _end(board)), methods),
        "overnight": _figures(board, texts, overnight_questions(board, test, _end(board)), methods),
    }
    done("asked")
    return {
        "counts": _counts(board, days),
        "split": {"validation_from": _date(validate), "test_from": _date(test), "test_until": _date(_end(board))},
        "settings": {method.family: method.setting for method in methods},
        "tried": _tried_record(tried),
        "weights": dict(zip(learner.LEARNED, np.round(population.weights, 3).tolist(), strict=True)),
        **figures,
        "account": account(figures, _tried_record(tried)),
        "notes": notes(),
    }


def best_of_each(scored: Scored) -> tuple[Method, ...]:
    """The setting of each family with the best nDCG@10 on warm people; of equals, and of none, the first."""
    best: dict[str, Method] = {}
    for method in scored.values:
        if method.family not in best or _reached(scored, method) > _reached(scored, best[method.family]):
            best[method.family] = method
    return tuple(best.values())


def _reached(scored: Scored, method: Method) -> float:
    """Mean nDCG@10 of warm people, 0 where there are none."""
    warm = scored.questions.views > 0
    reached = per_person(scored.questions.person[warm], scored.values[method][warm])[:, CHOSEN_BY]
    return float(reached.mean()) if len(reached) else 0.0


def _tried_record(scored: Scored) -> list[dict[str, Any]]:
    return [
        {"family": method.family, "setting": method.setting, NAMES[CHOSEN_BY]: round(_reached(scored, method), 4)}
        for method in scored.values
    ]


def _figures(board: Board, texts: Texts, questions: Questions, methods: Sequence[Method]) -> dict[str, Any]:
    scored = ask(board, texts, questions, methods)
    return {name: _group_record(scored, rows) for name, rows in groups(scored).items()}


def groups(scored: Scored) -> Groups:
    """Questions by what was known of the person: views before, or only stated positions, or nothing at all."""
    views, stated = scored.questions.views, scored.stated > 0
    return {
        "warm": views >= 1,
        "warm_3": views >= 3,
        "cold": views == 0,
        "cold_stated": (views == 0) & stated,
        "cold_silent": (views == 0) & ~stated,
    }


def _group_record(scored: Scored, rows: npt.NDArray[np.bool_]) -> dict[str, Any]:
    """Mean and interval of every measure and method over the people of a group, and ours less each of the others."""
    person = scored.questions.person[rows]
    if not len(person):
        return {"people": 0, "questions": 0, "methods": {}, "ours_less": {}}
    reached = {method.family: per_person(person, values[rows]) for method, values in scored.values.items()}
    others = {family: reached["ours"] - values for family, values in reached.items() if family != "ours"}
    return {
        "people": len(np.unique(person)),
        "questions": len(person),
        "methods": {family: _measures_record(values) for family, values in reached.items()},
        "ours_less": {family: _measures_record(values) for family, values in others.items()},
    }


def _measures_record(values: Float64) -> dict[str, dict[str, float]]:
    ends = interval(values, _SEED).round(4)
    columns = zip(NAMES, ends.T.tolist(), strict=True)
    return {name: dict(zip(("mean", "low", "high"), column, strict=True)) for name, column in columns}


def _counts(board: Board, validation: Questions) -> dict[str, Any]:
    return {
        "people": len(board.people),
        "jobs": len(board.jobs),
        "first_views": len(board.views),
        "stated_positions": len(board.stated.texts),
        "validation_questions": len(validation),
        "cleaned": dict(board.cleaned),
    }


def _end(board: Board) -> float:
    return float(board.views.at[-1]) + 1


def _date(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()
