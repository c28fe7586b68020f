"""Candidates of a cohort: exact search over the rows its rules leave, with a quota for each channel."""

from jobmatch.retrieve.block import retrieve_block

__all__ = ["retrieve_block"]
