"""The night: candidates, ranking, one allocation, and an outbox, safe to kill anywhere and to start again."""

from jobmatch.nightly.night import run_night

__all__ = ["run_night"]
