"""What a student may be told of a push: public facts, an honest reason, and a token to answer with.

Never a score, a price, a rule, a slot, nor anything of hardship or disability.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Any

from jobmatch.domain import Contract, EmployerKind, NotFound, Pay, Posting, Push, Shifts
from jobmatch.taxonomy.regions import province_of, region
from jobmatch.tokens import sign_answer, sign_opinion

WORTH_SAYING = 0.05  # a part of the score smaller than this is no reason a person would give
MOST_REASONS = 3
NEARNESS = 2  # its place among a push's features
NEAR_ENOUGH = 0.7  # in a wished place, or within 35 km: exp(-35 / 100)


class Reason(StrEnum):
    """Why an opening was chosen, as far as it may be told; their words stand in letter.toml."""

    FIELD = "field"
    NEAR = "near"
    PAY = "pay"
    GRASSROOTS = "grassroots"
    EMERGING = "emerging"


REASON_OF_FEATURE = {
    "similarity": Reason.FIELD,
    "lexical": Reason.FIELD,
    "title_match": Reason.FIELD,
    "nearness": Reason.NEAR,
    "pay_margin": Reason.PAY,
}
REASON_OF_CHANNEL = {"grassroots": Reason.GRASSROOTS, "emerging": Reason.EMERGING}


@dataclass(frozen=True, slots=True)
class Opening:
    """One push of a message, in words and codes that anyone may read; places are GB/T 2260 codes."""

    key: str
    posting_id: str
    position: int
    together: int
    title: str
    employer: str
    employer_kind: EmployerKind | None
    grassroots: bool | None
    places: tuple[str, ...]
    pay: Pay | None
    shifts: Shifts | None
    contract: Contract | None
    occupation: str | None
    deadline: date | None
    reasons: tuple[Reason, ...]
    token: str


@dataclass(frozen=True, slots=True)
class Message:
    """All pushes of one student and campaign, by position; opinion_token names nobody."""

    student_id: str
    campaign: str
    sent_at: datetime
    openings: tuple[Opening, ...]
    opinion_token: str


def compose(
    pushes: Sequence[Push], postings: Mapping[str, Posting], secret: bytes, now: datetime, nonce: Callable[[], str]
) -> list[Message]:
    """One message a student and campaign, by campaign and student.

    postings holds every pushed one by id; secret signs the tokens; nonce gives a fresh random word each time.
    """
    ordered = sorted(pushes, key=lambda push: (push.campaign, push.student_id, push.position))
    return [
        Message(
            student_id=student,
            campaign=campaign,
            sent_at=now,
            openings=tuple(_opening(push, postings[push.posting_id], secret, now) for push in group),
            opinion_token=sign_opinion(secret, nonce(), now),
        )
        for (campaign, student), group in groupby(ordered, key=lambda push: (push.campaign, push.student_id))
    ]


def rows_of(message: Message) -> list[dict[str, Any]]:
    """One flat record a push, as files and webhooks carry it."""
    return [_row(message, opening) for opening in message.openings]


def split_key(key: str) -> tuple[str, str, str]:
    """Student, posting and campaign of a push's key.

    >>> split_key("S000001|gd:12|3|2026-01-20")
    ('S000001', 'gd:12|3', '2026-01-20')
    """
    student, rest = key.split("|", 1)
    posting, campaign = rest.rsplit("|", 1)
    return student, posting, campaign


def place_names(code: str) -> str:
    """A region with its province before it; a code that nobody knows stays a code.

    >>> place_names("441823"), place_names("440000"), place_names("310000"), place_names("999999")
    ('广东省阳山县', '广东省', '上海市', '999999')
    """
    try:
        here, province = region(code), region(province_of(code))
    except NotFound:
        return code
    return here.name if here.code == province.code else province.name + here.name


def reasons_of(push: Push) -> tuple[Reason, ...]:
    """What spoke for a push and may be said, the strongest first.

    "subsidized" is left out on purpose: it may hint at a hardship or a disability. So is what was learned, which no
    fact stands for.
    """
    strongest = [
        REASON_OF_FEATURE[name]
        for name, part in push.contributions
        if name in REASON_OF_FEATURE and part > WORTH_SAYING
    ]
    overlooked = [REASON_OF_CHANNEL[channel] for channel in push.channels if channel in REASON_OF_CHANNEL]
    reasons = dict.fromkeys([*overlooked, *strongest])
    if not _near(push):
        reasons.pop(Reason.NEAR, None)
    return tuple(reasons)[:MOST_REASONS]


def _near(push: Push) -> bool:
    """Whether a push is near enough to a wished place to say so; unknown where nothing was logged."""
    return len(push.features) > NEARNESS and push.features[NEARNESS] >= NEAR_ENOUGH


def _opening(push: Push, posting: Posting, secret: bytes, now: datetime) -> Opening:
    terms = posting.terms
    return Opening(
        key=push.key,
        posting_id=push.posting_id,
        position=push.position,
        together=push.together,
        title=posting.title,
        employer=posting.employer.name,
        employer_kind=posting.employer.kind,
        grassroots=posting.employer.grassroots,
        places=terms.places,
        pay=terms.pay,
        shifts=terms.shifts,
        contract=terms.contract,
        occupation=posting.occupation,
        deadline=terms.deadline,
        reasons=reasons_of(push),
        token=sign_answer(secret, push.key, now),
    )


def _row(message: Message, opening: Opening) -> dict[str, Any]:
    pay = opening.pay
    return {
        "key": opening.key,
        "student": message.student_id,
        "posting": opening.posting_id,
        "campaign": message.campaign,
        "position": opening.position,
        "together": opening.together,
        "sent_at": message.sent_at.isoformat(),
        "title": opening.title,
        "employer": opening.employer,
        "employer_kind": opening.employer_kind,
        "grassroots": opening.grassroots,
        "places": list(opening.places),
        "place_names": [place_names(code) for code in opening.places],
        "pay_low_monthly_cny": pay.low_monthly_cny if pay else None,
        "pay_high_monthly_cny": pay.high_monthly_cny if pay else None,
        "nights": opening.shifts,
        "contract": opening.contract,
        "occupation": opening.occupation,
        "deadline": opening.deadline.isoformat() if opening.deadline else None,
        "token": opening.token,
    }
