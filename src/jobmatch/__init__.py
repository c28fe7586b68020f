"""jobmatch: targeted, rule-true job pushes for graduates who find it hard to get work."""

__version__ = "0.1.0"
