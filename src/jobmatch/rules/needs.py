"""Functional needs at work against what the workplace provides and what the duties demand."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jobmatch.domain import Duty, Need, Posting, Student
from jobmatch.rules.quoting import sentences_with
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, fails, passes, unknown
from jobmatch.rules.wording import say_all

Needed = frozenset[Need]


class Workplace(NamedTuple):
    provided: frozenset[Need]
    collides: frozenset[Need]


NOTHING = passes("needs.nothing_asked")
PROVIDED = passes("needs.provided")
SILENT = unknown("needs.not_stated")
COLLIDES = fails("needs.duty_collides")


def student_side(student: Student, night: date) -> Needed:
    return student.circumstances.needs


def posting_side(posting: Posting, night: date) -> Workplace:
    """A duty of this posting speaks louder than the employer's standing answers.

    Where the posting itself both provides and demands, it is taken to have said nothing: somebody asks.
    """
    duties = frozenset(asked.collides_with for asked, _ in posting.required(Duty))
    own = posting.terms.provisions
    return Workplace((own | posting.employer.provisions) - duties, duties - own)


def judge(needed: Needed, workplace: Workplace) -> Ruling:
    """Silence about a need is neither a bar nor a blessing: the employer is asked, with everybody's questions."""
    if not needed:
        return NOTHING
    if needed & workplace.collides:
        return COLLIDES
    return PROVIDED if needed <= workplace.provided else SILENT


def words(needed: Needed, workplace: Workplace, lang: Lang) -> dict[str, str]:
    return {
        "provided": say_all(needed & workplace.provided, lang),
        "silent": say_all(needed - workplace.provided - workplace.collides, lang),
        "collides": say_all(needed & workplace.collides, lang),
    }


NEEDS: Rule[Needed, Workplace] = Rule(
    code="needs",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    kinds=(Duty,),
    quotes=sentences_with(
        r"无障碍|轮椅|坡道|电梯|无台阶",
        r"文字|打字|手语|笔记|读屏|大字|助视|坐[着姿]|靠背椅|弹性|请假|复诊|不[用需].{0,3}(?:电话|搬|出差|登高|驾驶)|没有电话",
    ),
    texts={
        NOTHING.reason: NOTHING_ASKED,
        PROVIDED.reason: Text("岗位可提供：{provided}", "The workplace provides: {provided}"),
        SILENT.reason: Text(
            "岗位未说明能否提供：{silent}",
            "The posting does not say whether it provides: {silent}",
            "posting.provisions",
        ),
        COLLIDES.reason: Text("工作内容与学生的需要冲突：{collides}", "The duties collide with a need: {collides}"),
    },
)
