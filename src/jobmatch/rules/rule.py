"""What a fit rule is: two small keys, one judgement, and the words for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from jobmatch.domain import Asked, Posting, Student, Verdict

S = TypeVar("S", bound=Hashable)
P = TypeVar("P", bound=Hashable)
T = TypeVar("T", bound=Hashable)
Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict and the stable code of its reason, such as ``education.too_low``."""

    verdict: Verdict
    reason: str


def passes(reason: str) -> Ruling:
    """A ruling that lets the pair through."""
    return Ruling(Verdict.PASS, reason)


def unknown(reason: str) -> Ruling:
    """A ruling that waits for somebody to say something."""
    return Ruling(Verdict.UNKNOWN, reason)


def fails(reason: str) -> Ruling:
    """A ruling that refuses the pair."""
    return Ruling(Verdict.FAIL, reason)


def worst(rulings: Iterable[Ruling]) -> Ruling:
    """The ruling of clauses that must all hold: the first of the highest verdict.

    >>> worst([passes("a.met"), fails("a.short"), fails("a.late")]).reason
    'a.short'
    """
    return max(rulings, key=lambda ruling: ruling.verdict)


def best(rulings: Iterable[Ruling]) -> Ruling:
    """The ruling of clauses of which one is enough: the first of the lowest verdict."""
    return min(rulings, key=lambda ruling: ruling.verdict)


@dataclass(frozen=True, slots=True)
class Text:
    """Format strings for one reason; asks is the field that would settle it, ``student.gender`` or ``posting.pay``."""

    zh: str
    en: str
    asks: str = ""


NOTHING_ASKED = Text("这一项没有要求", "Nothing is asked here")


@dataclass(frozen=True, slots=True)
class Proposal(Generic[S]):
    """One change within a person's reach: the student's key after it; zh and en hold ``{postings}``."""

    code: str
    key: S
    zh: str
    en: str


def never(key: Hashable) -> bool:
    """No key is this."""
    return False


@dataclass(frozen=True, slots=True)
class Meeting(Generic[S, P]):
    """How to fill a wide table without judging every pair.

    A student's facts are (aspect, value) pairs, a posting names the aspects that it reads. Students who have the same
    facts on these, and the same stranger (the student without any fact), are judged alike, one for all. Postings that
    look closely read more than facts: there whoever has a fact that they read is judged for himself.
    """

    student_facts: Callable[[S], Iterable[tuple[Hashable, Hashable]]]
    posting_aspects: Callable[[P], Iterable[Hashable]]
    stranger: Callable[[S], S]
    looks_closely: Callable[[P], bool] = never


def no_changes(student: Student, key: Hashable, shut: Sequence[Hashable]) -> Sequence[Proposal[S]]:
    """Nothing a person could change."""
    return ()


def no_quotes(posting: Posting) -> Iterable[str]:
    """Nothing but clauses and received fields."""
    return ()


@dataclass(frozen=True, slots=True)
class Rule(Generic[S, P]):
    """One fit rule.

    student_side and posting_side give exactly the facts that judge reads, as small hashable keys; the date is the
    night. waivable: a counselor may set the rule aside for one pair. coarse: the rule keys cohorts. words fills the
    format strings of texts (reason code to Text). kinds are the clauses whose words are quoted, fields the received
    fields quoted where no clause is; quotes are words of the posting where neither is. changes takes the
    student, the student's key, and the posting keys that this rule alone shuts.
    """

    code: str
    student_side: Callable[[Student, date], S]
    posting_side: Callable[[Posting, date], P]
    judge: Callable[[S, P], Ruling]
    texts: Mapping[str, Text]
    words: Callable[[S, P, Lang], Mapping[str, str]]
    waivable: bool = False
    coarse: bool = False
    kinds: tuple[type[Asked], ...] = ()
    fields: tuple[str, ...] = ()
    quotes: Callable[[Posting], Iterable[str]] = no_quotes
    changes: Callable[[Student, S, Sequence[P]], Iterable[Proposal[S]]] = no_changes
    meeting: Meeting[S, P] | None = None


def common_ground(admitted: Iterable[frozenset[T]]) -> frozenset[T] | None:
    """What every clause admits: None where no clause asks, empty where they contradict each other."""
    sets = list(admitted)
    return frozenset.intersection(*sets) if sets else None


def nobody(student: Student, night: date) -> None:
    """The student's key of a rule that reads nothing of the student."""
    return
