"""What a counselor asks: which openings for this student and why, and why not that one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from jobmatch.columns import channel_names
from jobmatch.domain import Diagnosis, Finding, NotFound, OverrideVerb, Posting, Student, Verdict
from jobmatch.history import office_day
from jobmatch.learning import current_model
from jobmatch.matching import (
    Diagnostician,
    Market,
    Ranked,
    Tools,
    find,
    open_market,
    pair_up,
    rank_pairs,
    search_over,
    worth_pushing,
)
from jobmatch.programmes import Offer, for_pair
from jobmatch.rank import Learned
from jobmatch.rules import findings
from jobmatch.store import dismissed_pairs, last_campaign, overrides, prices_of


@dataclass(frozen=True, slots=True)
class View:
    """What questions are answered from: a market, the model in use, and the pairs that are out of the question.

    Those are what counselors ruled out, and what students turned down, with its twins.
    """

    market: Market
    learned: Learned | None
    barred: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One pair with everything that speaks for and against it; contributions add up to score, programmes to nothing."""

    student: Student
    posting: Posting
    verdict: Verdict
    findings: tuple[Finding, ...]
    score: float
    contributions: Mapping[str, float]
    programmes: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An opening that may be pushed tonight; price is last night's shadow price, in units of score.

    Recommendations are ordered by score − price: what a place is worth elsewhere stands in for the allocation.
    """

    explanation: Explanation
    price: float
    channels: tuple[str, ...]

    @property
    def net(self) -> float:
        return self.explanation.score - self.price


@dataclass(frozen=True, slots=True)
class Answer:
    """What a student may be sent, best first; where that is nothing, why, and what would change it."""

    student: Student
    night: date
    recommendations: tuple[Recommendation, ...]
    diagnosis: Diagnosis | None


def open_view(tools: Tools, night: date, only: str | None = None) -> View:
    """Everything that questions about a night need: of all students, or of the one named by only."""
    market = open_market(tools, night, only)
    with tools.store.read() as unit:
        words = [word for word in overrides(unit) if word.verb is OverrideVerb.NEVER]
        barred = frozenset(dismissed_pairs(unit) | {(word.student_id, word.posting_id) for word in words})
    return View(market, current_model(tools, market.ids[0]), barred)


def answer(tools: Tools, view: View, student_id: str, limit: int) -> Answer:
    """The best openings for one student: the night's own stages through rank, less last night's prices.

    How a silent student is treated at night (fewer, another field) is left out: whoever asks wants to see what there
    is. Raises NotFound for a student who is not in the market.
    """
    market = view.market
    row = _student_row(market, student_id)
    found = find(search_over(market, tools), np.array([row], dtype=np.int32))
    postings = found.candidates.posting
    allowed = np.array([(student_id, market.postings[p].id) not in view.barred for p in postings], np.bool_)
    ranked = rank_pairs(market, tools.policy, found.candidates.take(allowed), view.learned)
    prices = _last_prices(tools)
    best = _best(market, ranked, worth_pushing(ranked, tools.policy), prices)[:limit]
    recommended = tuple(_recommendation(market, ranked, i, prices) for i in best)
    diagnosis = None if recommended else Diagnostician.over(market, tools.policy, ranked).diagnose(row)
    return Answer(market.students[row], market.night, recommended, diagnosis)


def current_night(tools: Tools) -> date:
    """The date that questions are about: that of the last night run, or today where none was."""
    with tools.store.read() as unit:
        campaign = last_campaign(unit)
    return date.fromisoformat(campaign) if campaign else office_day(tools.clock())


def explain(tools: Tools, view: View, student_id: str, posting_id: str) -> Explanation:
    """Every rule's finding and the score of one pair, whatever the verdict. Raises NotFound."""
    market = view.market
    student, posting = _student_row(market, student_id), _posting_row(market, posting_id)
    pair = pair_up(search_over(market, tools), student, posting)
    ranked = rank_pairs(market, tools.policy, pair, view.learned)
    return _explanation(market, ranked, 0)


def _best(market: Market, ranked: Ranked, worth: npt.NDArray[np.bool_], prices: Mapping[str, float]) -> list[int]:
    """Rows of the pairs worth pushing, the highest score less price first."""
    price = np.array([prices.get(market.postings[row].id, 0.0) for row in ranked.candidates.posting])
    order = np.lexsort((ranked.candidates.posting, price - ranked.total))
    return [int(i) for i in order if worth[i]]


def _recommendation(market: Market, ranked: Ranked, i: int, prices: Mapping[str, float]) -> Recommendation:
    explanation = _explanation(market, ranked, i)
    price = prices.get(explanation.posting.id, 0.0)
    return Recommendation(explanation, price, channel_names(int(ranked.candidates.channels[i])))


def _explanation(market: Market, ranked: Ranked, i: int) -> Explanation:
    student = market.students[ranked.candidates.student[i]]
    posting = market.postings[ranked.candidates.posting[i]]
    found = findings(student, posting, market.night)
    parts = zip(ranked.names, ranked.contributions[i], strict=True)
    return Explanation(
        student=student,
        posting=posting,
        verdict=max(finding.verdict for finding in found),
        findings=tuple(found),
        score=round(float(ranked.total[i]), 6),
        contributions={name: round(float(value), 6) for name, value in parts if value},
        programmes=for_pair(student, posting, market.night),
    )


def _last_prices(tools: Tools) -> Mapping[str, float]:
    with tools.store.read() as unit:
        campaign = last_campaign(unit)
        return prices_of(unit, campaign) if campaign else {}


def _student_row(market: Market, student_id: str) -> int:
    for row, student in enumerate(market.students):
        if student.id == student_id:
            return row
    raise NotFound(f"student {student_id!r} is not known")


def _posting_row(market: Market, posting_id: str) -> int:
    row = market.index.row_of.get(posting_id)
    if row is None:
        raise NotFound(f"posting {posting_id!r} is not in the current index; `jobmatch index` brings new ones in")
    return row
