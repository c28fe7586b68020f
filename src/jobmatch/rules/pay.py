"""Monthly pay against the student's floor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median_low

from jobmatch.domain import Pay, Posting, Student
from jobmatch.rules.quoting import sentences_with
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Proposal, Rule, Ruling, Text, fails, passes, unknown
from jobmatch.rules.wording import pick

LOWEST_SHARE = 0.7  # a floor is never proposed below this share of what the student asked
ROUND = 100  # CNY: nobody names a floor of 3,262

NOTHING = passes("pay.nothing_asked")
MET = passes("pay.met")
SILENT = unknown("pay.not_stated")
STRADDLES = unknown("pay.range_straddles_floor")
BELOW = fails("pay.below_floor")


def student_side(student: Student, night: date) -> int | None:
    return student.wishes.pay_floor_monthly_cny


def posting_side(posting: Posting, night: date) -> Pay | None:
    return posting.terms.pay


def judge(floor: int | None, pay: Pay | None) -> Ruling:
    """A range counts as met only from its low end; one that straddles the floor, or is open upwards, leaves it open."""
    if floor is None:
        return NOTHING
    if pay is None:
        return SILENT
    if pay.low_monthly_cny >= floor:
        return MET
    return BELOW if pay.high_monthly_cny is not None and pay.high_monthly_cny < floor else STRADDLES


def words(floor: int | None, pay: Pay | None, lang: Lang) -> dict[str, str]:
    return {"floor": f"{floor}", "pay": "" if pay is None else say_pay(pay, lang)}


def say_pay(pay: Pay, lang: Lang) -> str:
    if pay.high_monthly_cny is None:
        return pick((f"{pay.low_monthly_cny}元/月起", f"from {pay.low_monthly_cny} CNY a month"), lang)
    ends = dict.fromkeys((pay.low_monthly_cny, pay.high_monthly_cny))
    return "–".join(map(str, ends)) + pick(("元/月", " CNY a month"), lang)


def changes(student: Student, floor: int | None, shut: Sequence[Pay | None]) -> Iterable[Proposal[int | None]]:
    """Lower the floor to the middle of what these postings pay, never by more than three tenths."""
    if floor is None:
        return
    within = [pay.low_monthly_cny for pay in shut if pay is not None and pay.low_monthly_cny >= floor * LOWEST_SHARE]
    if within:
        lower = median_low(within) // ROUND * ROUND
        yield Proposal(
            f"pay_floor:{lower}",
            lower,
            f"最低月薪从{floor}元调到{lower}元，可打开{{postings}}",
            f"Lowering the pay floor from {floor} to {lower} CNY a month would open {{postings}}",
        )


SAYS_HOW_MUCH = sentences_with(
    r"(?:薪|工资|收入|待遇|到手|£)[^，,。]{0,12}[0-9]|(?i:salary|per annum)",
    r"[0-9]\s*(?:元|[kK千万])(?!人|字|亩|平)",
)
SAYS_IT_IS_OPEN = sentences_with(r"面议|面谈|(?i:negotiable|competitive)")


def quotes(posting: Posting) -> list[str]:
    """Where no pay could be read, the words that leave it open."""
    return SAYS_HOW_MUCH(posting) if posting.terms.pay else SAYS_IT_IS_OPEN(posting)


PAY: Rule[int | None, Pay | None] = Rule(
    code="pay",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    changes=changes,
    waivable=True,
    fields=("pay",),
    quotes=quotes,
    texts={
        NOTHING.reason: NOTHING_ASKED,
        MET.reason: Text("薪酬{pay}，不低于学生要求的{floor}元/月", "Pays {pay}, at or above the floor of {floor}"),
        SILENT.reason: Text(
            "岗位未写明薪酬，学生要求不低于{floor}元/月",
            "Pay is not stated; the student's floor is {floor} CNY a month",
            "posting.pay",
        ),
        STRADDLES.reason: Text(
            "薪酬{pay}，可能低于学生要求的{floor}元/月",
            "Pays {pay}, which may be below the floor of {floor}",
            "posting.pay",
        ),
        BELOW.reason: Text("薪酬{pay}，低于学生要求的{floor}元/月", "Pays {pay}, below the floor of {floor}"),
    },
)
