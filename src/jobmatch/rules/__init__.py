"""Fit rules (M7): what a posting demands and a student limits, ruled pass, fail or unknown, never scored."""

from jobmatch.rules.audit import violations
from jobmatch.rules.diagnose import WhyNot
from jobmatch.rules.explain import findings
from jobmatch.rules.order import COARSE, RULE_NUMBER, RULES, bits_of
from jobmatch.rules.rule import Rule, Ruling
from jobmatch.rules.tables import Tables, build_tables

__all__ = [
    "COARSE",
    "RULES",
    "RULE_NUMBER",
    "Rule",
    "Ruling",
    "Tables",
    "WhyNot",
    "bits_of",
    "build_tables",
    "findings",
    "violations",
]
