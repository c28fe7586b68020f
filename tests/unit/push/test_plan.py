"""From the chosen pairs of a night to outbox rows."""

from __future__ import annotations

import numpy as np

from jobmatch.columns import Candidates, Channel
from jobmatch.domain import Push, Slot
from jobmatch.push import Chosen, Stamp, plan_pushes

STAMP = Stamp(campaign="2026-01-20", policy_version="p", model_version="m", index_version="i")
RANKED, EXPLORED = 0, 1


def pairs(students: list[int], postings: list[int], unknown: list[int]) -> Candidates:
    n = len(students)
    return Candidates(
        np.array(students, np.int32),
        np.array(postings, np.int32),
        np.zeros(n, np.float32),
        np.zeros(n, np.float32),
        np.full(n, Channel.DENSE | Channel.GRASSROOTS, np.uint8),
        np.array(unknown, np.uint32),
    )


def planned() -> list[Push]:
    chosen = Chosen(
        pairs=pairs([0, 0, 1], [0, 1, 1], [0, 0b10, 0]),
        total=np.array([0.5, 0.7, 0.6]),
        contributions=np.array([[0.5, 0.0], [0.9, -0.2], [0.6, 0.0]]),
        names=["similarity", "unknown_price"],
        slot=np.array([RANKED, RANKED, EXPLORED], np.uint8),
        propensity=np.array([np.nan, np.nan, 0.25]),
        features=np.array([[0.5, 1.0], [0.75, 0.0], [0.25, 0.5]], np.float32),
        daypart=np.array([3, 3, -1], np.int8),
    )
    return plan_pushes(
        chosen, np.array([0.0, 0.25]), (["S1", "S2"], ["P1", "P2"]), {0: "a", 1: "b"}, {0: "education", 1: "pay"}, STAMP
    )


def test_a_students_pushes_stand_in_order_of_score_and_know_how_many_they_are() -> None:
    assert [(p.student_id, p.posting_id, p.position, p.together) for p in planned()] == [
        ("S1", "P2", 1, 2),
        ("S1", "P1", 2, 2),
        ("S2", "P2", 1, 1),
    ]


def test_a_push_says_what_made_its_score_and_what_nobody_answered() -> None:
    first = planned()[0]
    assert first.contributions == (("similarity", 0.9), ("unknown_price", -0.2))
    assert sum(part for _, part in first.contributions) == 0.7
    assert first.unknowns == ("pay",)
    assert first.channels == ("dense", "grassroots")
    assert (first.price, first.offer) == (0.25, "b")


def test_only_a_drawn_push_carries_its_propensity() -> None:
    assert [(p.slot, p.propensity) for p in planned()] == [
        (Slot.RANKED, None),
        (Slot.RANKED, None),
        (Slot.EXPLORED, 0.25),
    ]


def test_a_push_carries_the_part_of_the_day_that_was_advised_for_its_student() -> None:
    assert [(p.student_id, p.daypart) for p in planned()] == [("S1", "evening"), ("S1", "evening"), ("S2", "")]


def test_a_push_logs_what_the_model_saw() -> None:
    assert planned()[0].features == (0.75, 0.0)
