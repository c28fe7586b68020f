"""What is no job, or a trap: refused where the reader is sure, left to a person where it is not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from jobmatch.domain import AlarmKind, Posting
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, fails, nobody, passes, unknown, worst

SURE = 0.7  # confidence from which a posting is refused; what is less sure waits for a person

NOTHING = passes("alarm.nothing_asked")
SURE_OF = {kind: fails(f"alarm.{kind}") for kind in AlarmKind}
DOUBTS = {kind: unknown(f"alarm.{kind}_doubtful") for kind in AlarmKind}


class Given(NamedTuple):
    """One kind of alarm, and whether the reader is sure of it."""

    kind: AlarmKind
    sure: bool


def posting_side(posting: Posting, night: date) -> frozenset[Given]:
    return frozenset(Given(alarm.kind, alarm.confidence >= SURE) for alarm in posting.alarms)


def judge(student: None, given: frozenset[Given]) -> Ruling:
    """The gravest alarm; of several as grave the first in the order of the kinds."""
    ordered = sorted(given, key=lambda alarm: tuple(AlarmKind).index(alarm.kind))
    rulings = [(SURE_OF if alarm.sure else DOUBTS)[alarm.kind] for alarm in ordered]
    return worst(rulings) if rulings else NOTHING


def words(student: None, given: frozenset[Given], lang: Lang) -> dict[str, str]:
    return {}


def quotes(posting: Posting) -> Iterable[str]:
    """The words that gave it away, the surest first."""
    surest = sorted(posting.alarms, key=lambda alarm: -alarm.confidence)
    return (alarm.span.quote for alarm in surest)


SAID = {
    AlarmKind.COURSE: ("在卖培训课程，不是招聘", "a course on sale rather than a job"),
    AlarmKind.BAIT_TRAINING: (
        "借招聘推销收费或贷款的培训（招转培）",
        "a job that costs a course or a loan",
    ),
    AlarmKind.DEPOSIT: ("要求交押金、保证金或扣押证件", "a deposit, or papers that are withheld"),
    AlarmKind.FEE: ("要求求职者交费", "a fee for getting the job"),
    AlarmKind.PYRAMID: ("涉及传销、拉人头或刷单", "pyramid selling or fake orders"),
    AlarmKind.PAY: ("薪酬与工作明显不相称", "pay that is out of line with the work"),
}

ALARM: Rule[None, frozenset[Given]] = Rule(
    code="alarm",
    student_side=nobody,
    posting_side=posting_side,
    judge=judge,
    words=words,
    waivable=True,
    quotes=quotes,
    texts={
        NOTHING.reason: NOTHING_ASKED,
        **{
            SURE_OF[kind].reason: Text(f"不予推送：该信息{zh}", f"Not to be pushed: the posting shows {en}")
            for kind, (zh, en) in SAID.items()
        },
        **{
            DOUBTS[kind].reason: Text(
                f"须先核实：该信息疑似{zh}", f"To be checked first: the posting may show {en}", "posting.alarms"
            )
            for kind, (zh, en) in SAID.items()
        },
    },
)
