"""Students and openings for a world: the demonstration's, drawn by a seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from jobmatch.bench.bundled import bundled_postings, bundled_students
from jobmatch.domain import Identity, Posting, PostingStatus, Stage, Student

NOTICES, POSITIONS = "notices", "guangdong-2026"
EVERY_POSITION = 10  # to read a tenth of nine thousand is enough to draw from
OFFICIAL = 0.2  # share of official positions; the rest are notices of all kinds of employers
BRANCHES = ("", "东院", "西院", "南院", "北院")  # no notice stands for one employer with many places alone
LOOKING = (Stage.GRADUATING, Stage.SEEKING)


def drawn_students(count: int, seed: int) -> list[tuple[Student, Identity]]:
    """Students who look for work and agreed to pushes, each with a college number for the roster."""
    willing = [s for s in bundled_students() if s.consent_push and s.stage in LOOKING]
    chosen = Random(f"{seed}|students").sample(willing, count)
    return [(student, Identity(name="", number=f"{number:06d}")) for number, student in enumerate(chosen, 1)]


def drawn_postings(count: int, seed: int) -> list[Posting]:
    """Openings without a deadline: notices that take place, pay and places from one another, and official positions."""
    rng = Random(f"{seed}|postings")
    notices = [posting for posting in bundled_postings(NOTICES) if posting.status is PostingStatus.OPEN]
    official = bundled_postings(POSITIONS, EVERY_POSITION)
    return [
        _undated(f"loop:{number:05d}", rng.choice(official) if rng.random() < OFFICIAL else _varied(notices, rng))
        for number in range(count)
    ]


def roster_row(student: Student) -> dict[str, Any]:
    """What a world is told of a student: what the student says, and nothing of circumstances."""
    wishes = student.wishes
    return {
        "student": student.id,
        "occupations": list(wishes.occupations),
        "places": sorted(wishes.places),
        "pay_floor_monthly_cny": wishes.pay_floor_monthly_cny,
        "nights": wishes.nights,
        "elsewhere": wishes.elsewhere,
    }


def posting_row(posting: Posting) -> dict[str, Any]:
    """What a world is told of an opening: the public facts of an outbox row, and how many places there are."""
    terms, employer = posting.terms, posting.employer
    return {
        "posting": posting.id,
        "title": posting.title,
        "employer": employer.name,
        "employer_kind": employer.kind,
        "grassroots": employer.grassroots,
        "places": list(terms.places),
        "pay_low_monthly_cny": terms.pay.low_monthly_cny if terms.pay else None,
        "pay_high_monthly_cny": terms.pay.high_monthly_cny if terms.pay else None,
        "nights": terms.shifts,
        "contract": terms.contract,
        "occupation": posting.occupation,
        "headcount": terms.headcount,
    }


def _varied(notices: Sequence[Posting], rng: Random) -> Posting:
    """One notice, from one of a few employers alike, at the place and for the pay of another, with a third's places."""
    notice, other, third = rng.choice(notices), rng.choice(notices).terms, rng.choice(notices).terms
    terms = replace(notice.terms, places=other.places, pay=other.pay, headcount=third.headcount)
    employer = replace(notice.employer, name=notice.employer.name + rng.choice(BRANCHES))
    return replace(notice, employer=employer, terms=terms)


def _undated(posting_id: str, posting: Posting) -> Posting:
    terms = replace(posting.terms, deadline=None)
    return replace(posting, id=posting_id, source="loop", terms=terms, invented=frozenset(), places_filled=0)
