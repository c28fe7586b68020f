"""The cost of applying, against what the student can spend (M11)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jobmatch.domain import Posting, Student
from jobmatch.rules.quoting import sentences_with
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, fails, passes, unknown


class Applying(NamedTuple):
    cost_cny: int | None
    online: bool


NOTHING = passes("cost.nothing_asked")
FREE = passes("cost.free")
WITHIN = passes("cost.within_limit")
ONLINE = passes("cost.online_interview")
SILENT = unknown("cost.not_stated")
ABOVE = fails("cost.above_limit")


def student_side(student: Student, night: date) -> int | None:
    return student.wishes.application_cost_limit_cny


def posting_side(posting: Posting, night: date) -> Applying:
    return Applying(posting.terms.application_cost_cny, bool(posting.terms.online_interview))


def judge(limit: int | None, applying: Applying) -> Ruling:
    """An interview online costs nothing unless the posting names a fee."""
    if limit is None:
        return NOTHING
    if applying.cost_cny is None:
        return ONLINE if applying.online else SILENT
    if applying.cost_cny == 0:
        return FREE
    return WITHIN if applying.cost_cny <= limit else ABOVE


def words(limit: int | None, applying: Applying, lang: Lang) -> dict[str, str]:
    return {"limit": str(limit), "cost": str(applying.cost_cny)}


COST: Rule[int | None, Applying] = Rule(
    code="cost",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    waivable=True,
    quotes=sentences_with(
        r"不收取?任?何?[一-鿿]{0,4}费|免费报名|报名费|考务费|面试费|路费|费用自理|线上面试|视频面试|网[上络]面试|电话面试"
    ),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        FREE.reason: Text("岗位写明应聘不收费", "Applying costs nothing, the posting says"),
        WITHIN.reason: Text(
            "应聘花费约{cost}元，在{limit}元以内", "Applying costs {cost} CNY, within the limit of {limit}"
        ),
        ONLINE.reason: Text("可线上面试，无需路费", "The interview is online: no travel to pay for"),
        SILENT.reason: Text(
            "岗位未写应聘要花多少钱（路费、报名费等），学生每次最多花{limit}元，投递前先问清",
            "What applying costs is not stated; the student's limit is {limit} CNY a time, so ask before applying",
            "posting.application_cost",
        ),
        ABOVE.reason: Text(
            "应聘花费约{cost}元，超过学生上限{limit}元", "Applying costs {cost} CNY, above the limit of {limit}"
        ),
    },
)
