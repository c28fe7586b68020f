from __future__ import annotations

from dataclasses import replace

import numpy as np

from jobmatch.columns import Candidates
from jobmatch.matching import Ranked, worth_pushing
from jobmatch.settings import default_policy_toml, parse_policy

POLICY = replace(parse_policy(default_policy_toml()), bar=0.5, relevance_floor=0.4)
NAMES = ("similarity", "lexical", "nearness", "title_match", "taste")


def ranked(*contributions: tuple[float, float, float, float, float]) -> Ranked:
    parts = np.array(contributions)
    rows = np.arange(len(parts), dtype=np.int32)
    blank = np.zeros(len(parts), np.float32)
    pairs = Candidates(rows, rows, blank, blank, blank.astype(np.uint8), blank.astype(np.uint32))
    return Ranked(pairs, parts.sum(axis=1), parts, NAMES)


def test_relevance_is_what_speaks_of_the_work_itself() -> None:
    assert ranked((0.3, 0.05, 0.15, 0.1, -0.2)).relevance.tolist() == [0.3 + 0.05 + 0.1 + -0.2]


def test_being_near_never_makes_up_for_being_another_line_of_work() -> None:
    near_but_other = (0.35, 0.0, 0.30, 0.0, 0.0)
    fitting = (0.45, 0.0, 0.15, 0.0, 0.0)
    fitting_but_far_below = (0.42, 0.0, 0.0, 0.0, 0.0)
    assert worth_pushing(ranked(near_but_other, fitting, fitting_but_far_below), POLICY).tolist() == [
        False,
        True,
        False,
    ]
