"""Retrieve, rules, rank: the path that the night walks for everybody and a query walks for one student."""

from jobmatch.matching.diagnosing import Cause, Diagnostician
from jobmatch.matching.indexing import refresh_index
from jobmatch.matching.market import Market, Tools, open_market
from jobmatch.matching.ranking import (
    CONTRIBUTIONS,
    LOGGED,
    Ranked,
    logged_features,
    model_text,
    model_version,
    rank_pairs,
    worth_pushing,
)
from jobmatch.matching.reachability import Gap, Reachability, Reached, reachability
from jobmatch.matching.search import Found, Search, chunks, find, pair_up, search_over

__all__ = [
    "CONTRIBUTIONS",
    "LOGGED",
    "Cause",
    "Diagnostician",
    "Found",
    "Gap",
    "Market",
    "Ranked",
    "Reachability",
    "Reached",
    "Search",
    "Tools",
    "chunks",
    "find",
    "logged_features",
    "model_text",
    "model_version",
    "open_market",
    "pair_up",
    "rank_pairs",
    "reachability",
    "refresh_index",
    "search_over",
    "worth_pushing",
]
