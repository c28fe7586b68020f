"""Candidates of a cohort: exact search over the rows its rules leave, with a quota for each channel."""

from jobmatch.retrieve.block import retrieve_block
from jobmatch.retrieve.exact import exact_products

__all__ = ["exact_products", "retrieve_block"]
