"""The kind of contract, against those the student would sign."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from jobmatch.domain import Contract, Posting, Student
from jobmatch.rules.quoting import sentences_with
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Proposal, Rule, Ruling, Text, fails, passes, unknown
from jobmatch.rules.wording import pick, say, say_all

Accepted = frozenset[Contract] | None

FEW = 2  # kinds refused that are named rather than the many that are left

NOTHING = passes("contract.nothing_asked")
ACCEPTED = passes("contract.accepted")
SILENT = unknown("contract.not_stated")
OTHER = fails("contract.not_accepted")


def student_side(student: Student, night: date) -> Accepted:
    """A student who named every kind, or none, limits nothing."""
    accepted = student.wishes.contracts
    return accepted if accepted and len(accepted) < len(Contract) else None


def posting_side(posting: Posting, night: date) -> Contract | None:
    return posting.terms.contract


def judge(accepted: Accepted, offered: Contract | None) -> Ruling:
    if accepted is None:
        return NOTHING
    if offered is None:
        return SILENT
    return ACCEPTED if offered in accepted else OTHER


def words(accepted: Accepted, offered: Contract | None, lang: Lang) -> dict[str, str]:
    refused = frozenset(Contract) - (accepted or frozenset())
    few = len(refused) <= FEW
    limit = pick(("不接受", "does not accept ") if few else ("只接受", "accepts only "), lang)
    return {
        "offered": "" if offered is None else say(offered, lang),
        "limit": limit + say_all(refused if few else accepted or (), lang),
    }


def changes(student: Student, accepted: Accepted, shut: Sequence[Contract | None]) -> Iterable[Proposal[Accepted]]:
    for offered in sorted({contract for contract in shut if contract is not None}):
        yield Proposal(
            f"contract:{offered}",
            (accepted or frozenset()) | {offered},
            f"接受{say(offered, 'zh')}，可打开{{postings}}",
            f"Accepting “{say(offered, 'en')}” would open {{postings}}",
        )


CONTRACT: Rule[Accepted, Contract | None] = Rule(
    code="contract",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    changes=changes,
    waivable=True,
    fields=("contract",),
    quotes=sentences_with(r"编制|在编|编外|合同|派遣|公益性?岗|实习|兼职|见习|(?i:fixed[- ]term|permanent)"),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        ACCEPTED.reason: Text("用工形式为{offered}，学生可接受", "Offered: {offered}, which the student accepts"),
        SILENT.reason: Text(
            "学生{limit}，岗位未说明用工形式",
            "The student {limit}; the posting does not say what it offers",
            "posting.contract",
        ),
        OTHER.reason: Text("用工形式为{offered}，学生{limit}", "Offered: {offered}; the student {limit}"),
    },
)
