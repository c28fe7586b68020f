from __future__ import annotations

from dataclasses import replace

import pytest

from jobmatch.domain import Circumstances, Employer, Hardship, Posting, Student, Terms
from jobmatch.nightly.places import caps_of, first_push_bonus, places_left
from jobmatch.settings import default_policy_toml, parse_policy


def posting(posting_id: str, headcount: int | None, filled: int = 0) -> Posting:
    terms = Terms(headcount=headcount)
    return Posting(posting_id, "t", "护士", Employer("甲诊所"), (), terms=terms, places_filled=filled)


@pytest.mark.parametrize(
    ("headcount", "filled", "still_open", "cap"),
    [
        (2, 0, 0, 2 * 3),
        (2, 1, 0, (2 - 1) * 3),
        (2, 0, 4, 2 * 3 - 4),
        (2, 0, 9, 0),  # more are open than the places bear: none, never a negative cap
        (2, 2, 0, 0),
        (None, 0, 0, 1 * 3),  # whoever advertises has at least one place
        (0, 0, 0, 0),
        (1_000_000, 0, 0, 3_000_000),
    ],
)
def test_a_cap_is_what_the_places_left_can_bear_less_what_is_open(
    headcount: int | None, filled: int, still_open: int, cap: int
) -> None:
    caps = caps_of([posting("t:1", headcount, filled)], {"t:1": still_open}, oversubscription=3.0)
    assert caps.tolist() == [cap]


def test_half_a_push_is_no_push() -> None:
    assert caps_of([posting("t:1", 3)], {}, oversubscription=1.5).tolist() == [4]  # 4.5 rounded down


def test_more_filled_than_offered_leaves_no_place() -> None:
    assert places_left(posting("t:1", 1, filled=5)) == 0


def test_hardship_raises_the_tier_by_the_policys_bonus_whatever_the_category() -> None:
    policy = parse_policy(default_policy_toml())
    plain = Student("S000001")
    poor = replace(plain, circumstances=Circumstances(hardship=frozenset({Hardship.DIBAO})))
    poorer = replace(plain, circumstances=Circumstances(hardship=frozenset(Hardship)))
    bonus = first_push_bonus([plain, poor, poorer], policy).tolist()
    assert bonus == [policy.first_push_bonus, *[policy.first_push_bonus + policy.hardship_bonus] * 2]
