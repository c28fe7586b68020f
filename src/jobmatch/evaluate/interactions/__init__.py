"""Ours and the usual recommenders on real, time-stamped job views."""

from jobmatch.evaluate.interactions.factors import collaborative_methods
from jobmatch.evaluate.interactions.record import STEPS, evaluate_interactions

__all__ = ["STEPS", "collaborative_methods", "evaluate_interactions"]
