"""Typed settings, read from the environment once, and the office's policy. Stages are handed values."""

from jobmatch.settings.environment import Settings, read_settings
from jobmatch.settings.loop import Attribution, Exploration, Learning, Loop, Strategy
from jobmatch.settings.policy import Policy, PolicyInvalid, default_policy_toml, parse_policy

__all__ = [
    "Attribution",
    "Exploration",
    "Learning",
    "Loop",
    "Policy",
    "PolicyInvalid",
    "Settings",
    "Strategy",
    "default_policy_toml",
    "parse_policy",
    "read_settings",
]
