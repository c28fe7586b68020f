"""Order candidates by a transparent score: named features, weights from the policy, additive contributions.

What answers teach comes on top: moves of those weights and each student's own taste, bounded and just as additive.
"""

from jobmatch.rank.columns import PostingColumns, StudentColumns, posting_columns, student_columns
from jobmatch.rank.features import FEATURES, NAMES, Features, features
from jobmatch.rank.learned import Learned, feature_rows, learned_contributions
from jobmatch.rank.score import Scores, score
from jobmatch.rank.traits import TRAIT_NAMES, occupation_titles, trait_basis, traits_of
from jobmatch.rank.variety import novelty

__all__ = [
    "FEATURES",
    "NAMES",
    "TRAIT_NAMES",
    "Features",
    "Learned",
    "PostingColumns",
    "Scores",
    "StudentColumns",
    "feature_rows",
    "features",
    "learned_contributions",
    "novelty",
    "occupation_titles",
    "posting_columns",
    "score",
    "student_columns",
    "trait_basis",
    "traits_of",
]
