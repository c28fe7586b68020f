"""Occupations: China's classification of 2022 (职业分类大典), and which of them a job title names."""

from jobmatch.taxonomy.occupations.classification import Occupation, occupation
from jobmatch.taxonomy.occupations.titles import FoundOccupation, find_occupation

__all__ = ["FoundOccupation", "Occupation", "find_occupation", "occupation"]
