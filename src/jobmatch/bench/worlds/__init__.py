"""Worlds to learn in: they see rows of the outbox and write rows of feedback, and know nothing of the learner."""

from jobmatch.bench.worlds.truth import Truth
from jobmatch.bench.worlds.world import Name, World

__all__ = ["Name", "Truth", "World"]
