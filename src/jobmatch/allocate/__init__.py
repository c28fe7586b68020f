"""Share out the openings: one exact min-cost flow over all students, its prices, checks and figures."""

from jobmatch.allocate.check import below_bar, over_capacity, over_quota
from jobmatch.allocate.exploring import Drawn, draw, night_seeds, set_aside
from jobmatch.allocate.figures import congestion, coverage, gini, worst_decile_mean
from jobmatch.allocate.solve import Allocation, AllocationFailed, allocate
from jobmatch.allocate.ties import pair_keys

__all__ = [
    "Allocation",
    "AllocationFailed",
    "Drawn",
    "allocate",
    "below_bar",
    "congestion",
    "coverage",
    "draw",
    "gini",
    "night_seeds",
    "over_capacity",
    "over_quota",
    "pair_keys",
    "set_aside",
    "worst_decile_mean",
]
