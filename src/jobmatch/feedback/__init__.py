"""What an answer means, and what silence means: the chain of a push, attribution, strategy, questions and proposals."""

from jobmatch.feedback.chain import Answer, Outcomes, Progress, chain_of, outcomes
from jobmatch.feedback.dismissals import proposals
from jobmatch.feedback.examination import Cell, Examination, estimate_examination
from jobmatch.feedback.facts import PostingFacts, posting_facts
from jobmatch.feedback.labels import Labels, Told, label, told_of
from jobmatch.feedback.pacing import Adaptation, adapt, turned_down
from jobmatch.feedback.silence import questions

__all__ = [
    "Adaptation",
    "Answer",
    "Cell",
    "Examination",
    "Labels",
    "Outcomes",
    "PostingFacts",
    "Progress",
    "Told",
    "adapt",
    "chain_of",
    "estimate_examination",
    "label",
    "outcomes",
    "posting_facts",
    "proposals",
    "questions",
    "told_of",
    "turned_down",
]
