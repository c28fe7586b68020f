"""Order candidates by a transparent score: named features, weights from the policy, additive contributions."""

from jobmatch.rank.columns import PostingColumns, StudentColumns, posting_columns, student_columns
from jobmatch.rank.features import FEATURES, NAMES, Features, features
from jobmatch.rank.score import Scores, score

__all__ = [
    "FEATURES",
    "NAMES",
    "Features",
    "PostingColumns",
    "Scores",
    "StudentColumns",
    "features",
    "posting_columns",
    "score",
    "student_columns",
]
