from __future__ import annotations

import pytest

from jobmatch.rules import RULE_NUMBER
from jobmatch.settings import PolicyInvalid, default_policy_toml, parse_policy


def test_an_edit_changes_the_version_even_when_the_author_forgot_to() -> None:
    text = default_policy_toml()
    edited = text.replace("per_student = 3", "per_student = 2")
    assert parse_policy(text).version != parse_policy(edited).version


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("per_student = 3", "per_student = 0", "push.per_student"),
        ("oversubscription = 3.0", "oversubscription = 0.5", "push.oversubscription"),
        ("[1.0, 0.08]", "[0.9, 0.08]", "push.crowding"),
        ("bar = 0.5 ", "", "'bar'"),
        ("bar = 0.5 ", "bar = [1]", "wrong type"),
        ("dense = 60", "dense = -1", "retrieve"),
        ('version = "2026.2"', "version = ", "not TOML"),
    ],
)
def test_a_bad_policy_is_refused_by_the_name_of_what_is_wrong(old: str, new: str, named: str) -> None:
    with pytest.raises(PolicyInvalid, match=named):
        parse_policy(default_policy_toml().replace(old, new, 1))


def test_the_shipped_policy_speaks_only_of_rules_that_exist() -> None:
    policy = parse_policy(default_policy_toml())
    assert policy.never_push | set(policy.unknown_prices) <= set(RULE_NUMBER)
