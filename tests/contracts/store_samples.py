"""Small students, postings and pushes for the store's tests, and strategies for arbitrary ones."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from jobmatch.domain import (
    Circumstances,
    Diagnosis,
    Employer,
    Feedback,
    FeedbackKind,
    Hardship,
    Identity,
    Need,
    Posting,
    Push,
    Student,
    Terms,
)
from jobmatch.store import KeyRing, Store, begin_run, put_night, put_postings, put_students

KEYS = KeyRing((b"k" * 32,))
NIGHT = date(2026, 1, 20)
NOW = datetime(2026, 1, 20, 22, 0, tzinfo=UTC)
SENSITIVE = Circumstances(
    ethnicity="瑶族",
    hardship=frozenset({Hardship.DIBAO, Hardship.ORPHAN}),
    needs=frozenset({Need.NO_PHONE}),
)


def person(number: str, name: str = "陈小禾") -> tuple[Student, Identity]:
    """A student on the ledger, with words that must never be read in clear."""
    student = Student(id="", circumstances=SENSITIVE, bond="阳山县卫健局", notes=("长期服用抗抑郁药",))
    return student, Identity(name=name, number=number, phone="13800138000", email="xiaohe@example.edu.cn")


def opening(external_id: str, headcount: int | None = 2, deadline: date | None = None) -> Posting:
    """A posting of the source "gd"."""
    return Posting(
        id=f"gd:{external_id}",
        source="gd",
        title="护士",
        employer=Employer(name="阳山县江英镇卫生院"),
        received=(("title", "护士"),),
        terms=Terms(headcount=headcount, deadline=deadline),
    )


def planned(student: str, posting: str, campaign: str = "2026-01-20", position: int = 1) -> Push:
    """A push with two contributions that add up to its score."""
    return Push(
        student_id=student,
        posting_id=posting,
        campaign=campaign,
        position=position,
        score=0.3 + 0.1,
        price=0.05,
        contributions=(("dense", 0.3), ("grassroots", 0.1)),
        channels=("dense", "grassroots"),
        unknowns=("shift",),
        policy_version="policy-1",
        model_version="linear-1",
        index_version="index-1",
    )


def refused(student: str, campaign: str = "2026-01-20") -> Diagnosis:
    """A diagnosis with one rule at fault and no change to offer."""
    return Diagnosis(student, campaign, "nothing_fits", "没有合适的岗位", "nothing fits", (("education", 3),), ())


def answer(event_id: str, student: str, posting: str, kind: FeedbackKind, comment: str = "") -> Feedback:
    """An event of a push of the night itself."""
    return Feedback(event_id, student, posting, NIGHT.isoformat(), kind, NOW, comment=comment)


def fill(store: Store, students: int, postings: int) -> None:
    """Students S000001… and postings gd:1…"""
    with store.write() as unit:
        put_students(unit, [person(f"2022{i:03d}") for i in range(1, students + 1)], NOW)
        put_postings(unit, [opening(str(i)) for i in range(1, postings + 1)], NOW)


def run_a_night(store: Store, night: date, pushes: list[Push], diagnoses: tuple[Diagnosis, ...] = ()) -> None:
    """Start and finish one date."""
    with store.write() as unit:
        put_night(unit, begin_run(unit, night, NOW), pushes, diagnoses, {}, {}, NOW)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
NUMBERS = st.integers(-(2**31), 2**31 - 1)


def anything(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a domain type; optional fields are filled too, which Hypothesis alone would leave out."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{f.name: anything(hints[f.name]) for f in fields(kind)})
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of([anything(one) for one in get_args(kind)])
    if get_origin(kind) is frozenset:
        return st.frozensets(anything(get_args(kind)[0]), max_size=3)
    if get_origin(kind) is tuple:
        return _tuples(get_args(kind))
    plain = {str: WORDS, int: NUMBERS, float: st.floats(0, 1, exclude_min=True)}
    return plain[kind] if kind in plain else st.from_type(kind)


def _tuples(parts: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if parts[-1] is Ellipsis:
        return st.lists(anything(parts[0]), max_size=3).map(tuple)
    return st.tuples(*(anything(part) for part in parts))
