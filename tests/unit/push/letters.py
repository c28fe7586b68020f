"""Small messages for the channels' tests."""

from __future__ import annotations

from datetime import UTC, date, datetime

from jobmatch.domain import Contract, Employer, EmployerKind, Pay, Posting, Push, Shifts, Slot, Terms
from jobmatch.push.message import Message, compose

AT = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
SECRET = b"k" * 32
CAMPAIGN = "2026-01-20"


def opening(number: int, title: str = "护士", employer: str = "阳山县江英镇卫生院") -> Posting:
    """A posting that says everything a student may want to know."""
    return Posting(
        id=f"gd:{number}",
        source="gd",
        title=title,
        employer=Employer(employer, EmployerKind.TOWNSHIP_HEALTH_CENTRE, grassroots=True),
        received=(("title", title),),
        occupation="2-05-08-01",
        terms=Terms(
            places=("441823",),
            pay=Pay(3000, 4500),
            contract=Contract.LABOUR,
            shifts=Shifts.SOME_NIGHTS,
            deadline=date(2026, 2, 1),
        ),
    )


def push(student: str, number: int, position: int = 1, together: int = 1, slot: Slot = Slot.RANKED) -> Push:
    """A push with things that a student must never read."""
    return Push(
        student_id=student,
        posting_id=f"gd:{number}",
        campaign=CAMPAIGN,
        position=position,
        score=0.7125,
        price=0.0625,
        contributions=(("similarity", 0.6), ("nearness", 0.12), ("pay_margin", 0.01), ("subsidized", 0.03)),
        channels=("dense", "grassroots", "subsidized"),
        unknowns=("needs",),
        policy_version="policy-1",
        model_version="model-1",
        index_version="index-1",
        together=together,
        slot=slot,
        propensity=0.375 if slot is Slot.EXPLORED else None,
        features=(0.6, 0.0, 0.8, 0.2),
    )


def message(student: str = "S000001", *postings: Posting) -> Message:
    """One student's message with the given postings, else with one."""
    told = postings or (opening(1),)
    pushes = [
        push(student, int(one.id.removeprefix("gd:")), position, len(told))
        for position, one in enumerate(told, start=1)
    ]
    return compose(pushes, {one.id: one for one in told}, SECRET, AT, lambda: "nonce")[0]
