"""What goes over the wire. Nothing of a student but the pseudonymous id."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from jobmatch.domain import Diagnosis, Finding, Posting, Verdict
from jobmatch.programmes import Offer
from jobmatch.query import Answer, Explanation, Recommendation
from jobmatch.settings import Policy


class RuleShape(BaseModel):
    code: str
    verdict: str
    reason: str
    zh: str
    en: str
    quote: str
    asks: str

    @classmethod
    def of(cls, finding: Finding) -> RuleShape:
        return cls(
            code=finding.rule,
            verdict=finding.verdict.label,
            reason=finding.reason,
            zh=finding.zh,
            en=finding.en,
            quote=finding.quote,
            asks=finding.asks,
        )


class PostingShape(BaseModel):
    id: str
    title: str
    employer: str
    places: list[str]
    deadline: date | None
    deadline_invented: bool
    synthetic: bool

    @classmethod
    def of(cls, posting: Posting) -> PostingShape:
        return cls(
            id=posting.id,
            title=posting.title,
            employer=posting.employer.name,
            places=list(posting.terms.places),
            deadline=posting.terms.deadline,
            deadline_invented="deadline" in posting.invented,
            synthetic=posting.synthetic,
        )


class EvidenceShape(BaseModel):
    code: str
    zh: str
    en: str


class ProgrammeShape(BaseModel):
    """A public programme that may apply, for the counselor alone; verified is False for what has to be checked."""

    code: str
    zh: str
    en: str
    applies: str
    value: str | None
    unit: str
    source: str
    verified: bool
    missing: list[EvidenceShape]

    @classmethod
    def of(cls, offer: Offer) -> ProgrammeShape:
        row = offer.row
        return cls(
            code=row.code,
            zh=row.zh,
            en=row.en,
            applies=offer.applies,
            value=row.value,
            unit=row.unit[0],
            source=row.source,
            verified=row.verified,
            missing=[EvidenceShape(code=e.code, zh=e.zh, en=e.en) for e in offer.missing],
        )


class ExplanationShape(BaseModel):
    """One pair: the verdict, every rule's finding, and the score with its additive contributions."""

    student: str
    posting: PostingShape
    verdict: str
    rules: list[RuleShape]
    score: float
    contributions: dict[str, float]
    programmes: list[ProgrammeShape]

    @classmethod
    def of(cls, explanation: Explanation) -> ExplanationShape:
        return cls(
            student=explanation.student.id,
            posting=PostingShape.of(explanation.posting),
            verdict=explanation.verdict.label,
            rules=[RuleShape.of(finding) for finding in explanation.findings],
            score=explanation.score,
            contributions=dict(explanation.contributions),
            programmes=[ProgrammeShape.of(offer) for offer in explanation.programmes],
        )


class RecommendationShape(BaseModel):
    """An opening in its place in the list; unknown names the rules that somebody still has to answer."""

    position: int
    posting: PostingShape
    score: float
    price: float
    contributions: dict[str, float]
    channels: list[str]
    unknown: list[RuleShape]

    @classmethod
    def of(cls, position: int, recommendation: Recommendation) -> RecommendationShape:
        explanation = recommendation.explanation
        open_questions = [f for f in explanation.findings if f.verdict is Verdict.UNKNOWN]
        return cls(
            position=position,
            posting=PostingShape.of(explanation.posting),
            score=explanation.score,
            price=recommendation.price,
            contributions=dict(explanation.contributions),
            channels=list(recommendation.channels),
            unknown=[RuleShape.of(finding) for finding in open_questions],
        )


class ChangeShape(BaseModel):
    code: str
    zh: str
    en: str
    opens: int


class DiagnosisShape(BaseModel):
    """Why there is nothing to recommend; removed counts the postings that each rule refuses."""

    cause: str
    zh: str
    en: str
    removed: dict[str, int]
    changes: list[ChangeShape]

    @classmethod
    def of(cls, diagnosis: Diagnosis) -> DiagnosisShape:
        return cls(
            cause=diagnosis.cause,
            zh=diagnosis.zh,
            en=diagnosis.en,
            removed=dict(diagnosis.removed),
            changes=[ChangeShape(code=c.code, zh=c.zh, en=c.en, opens=c.opens) for c in diagnosis.changes],
        )


class AnswerShape(BaseModel):
    student: str
    night: date
    index_version: str
    policy_version: str
    recommendations: list[RecommendationShape]
    diagnosis: DiagnosisShape | None

    @classmethod
    def of(cls, answer: Answer, index_version: str, policy: Policy) -> AnswerShape:
        return cls(
            student=answer.student.id,
            night=answer.night,
            index_version=index_version,
            policy_version=policy.version,
            recommendations=[RecommendationShape.of(i, entry) for i, entry in enumerate(answer.recommendations, 1)],
            diagnosis=DiagnosisShape.of(answer.diagnosis) if answer.diagnosis else None,
        )


class Health(BaseModel):
    status: str
