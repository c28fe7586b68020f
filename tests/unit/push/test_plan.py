from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from jobmatch.columns import Candidates, Channel
from jobmatch.push import JsonLinesChannel, Stamp, plan_pushes

STAMP = Stamp(campaign="2026-01-20", policy_version="p", model_version="m", index_version="i")


def chosen(students: list[int], postings: list[int], unknown: list[int]) -> Candidates:
    n = len(students)
    return Candidates(
        np.array(students, np.int32),
        np.array(postings, np.int32),
        np.zeros(n, np.float32),
        np.zeros(n, np.float32),
        np.full(n, Channel.DENSE | Channel.GRASSROOTS, np.uint8),
        np.array(unknown, np.uint32),
    )


def planned() -> list:  # type: ignore[type-arg]
    return plan_pushes(
        chosen([0, 0, 1], [0, 1, 1], [0, 0b10, 0]),
        np.array([0.5, 0.7, 0.6]),
        np.array([[0.5, 0.0], [0.9, -0.2], [0.6, 0.0]]),
        ["similarity", "unknown_price"],
        np.array([0.0, 0.25]),
        (["S1", "S2"], ["P1", "P2"]),
        {0: "education", 1: "pay"},
        STAMP,
    )


def test_a_students_pushes_stand_in_order_of_score() -> None:
    assert [(p.student_id, p.posting_id, p.position) for p in planned()] == [
        ("S1", "P2", 1),
        ("S1", "P1", 2),
        ("S2", "P2", 1),
    ]


def test_a_push_says_what_made_its_score_and_what_nobody_answered() -> None:
    first = planned()[0]
    assert first.contributions == (("similarity", 0.9), ("unknown_price", -0.2))
    assert sum(part for _, part in first.contributions) == 0.7
    assert first.unknowns == ("pay",)
    assert first.channels == ("dense", "grassroots")
    assert first.price == 0.25


def test_the_channel_tells_a_student_neither_score_nor_rule(tmp_path: Path) -> None:
    JsonLinesChannel(tmp_path).send(planned())
    lines = (tmp_path / "pushes-2026-01-20.jsonl").read_text("utf-8").splitlines()
    messages = [json.loads(line) for line in lines]
    assert [message["key"] for message in messages] == [push.key for push in planned()]
    assert all(set(m) == {"key", "student", "posting", "campaign", "position", "channels"} for m in messages)
