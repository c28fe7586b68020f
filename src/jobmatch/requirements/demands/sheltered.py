"""Sheltered work: whose places are for disabled people without the notice having to say so."""

from __future__ import annotations

import re

from jobmatch.domain import Demand, Group, GroupAsked
from jobmatch.requirements.demands.reserved import kinds_named
from jobmatch.requirements.text.passage import Passage
from jobmatch.requirements.text.patterns import any_of

_WORKSHOP = re.compile(
    r"(?:残疾人)?(?:庇护(?:性)?(?:工场|工厂|工坊|车间|就业)"
    r"|辅助性就业(?:工场|工坊|机构|中心|站|基地|点)?"
    r"|工疗(?:站|机构|中心|车间)"
    r"|康园(?:工疗|中心)"
    r"|展能(?:工坊|工场|中心|站)"
    r")"
)
_OURS = re.compile(
    rf"(?:本(?:单位|机构|站|中心|岗位?)|我们|这里)(?:属于?|为|是|系|提供)[^,;。]{{0,8}}?{_WORKSHOP.pattern}|"
    rf"{_WORKSHOP.pattern}(?:岗|学员(?!提供|服务))"
)
_STAFF = any_of(
    r"社工",
    r"社会工作",
    r"指导",
    r"督导",
    r"辅导",
    r"护理",
    r"护士",
    r"医[生师]",
    r"教师",
    r"老师",
    r"教练",
    r"管理",
    r"主管",
    r"主任",
    r"站长",
    r"干事",
    r"专干",
    r"心理",
    r"康复[师士]",
    r"康复治疗",
    r"治疗[师士]",
    r"会计",
    r"出纳",
    r"财务",
    r"司机",
    r"厨",
    r"行政",
    r"工作人员",
    r"协理员",
    r"专员",
    r"职业顾问",
)
_OPEN_TO_OTHERS = any_of(
    r"不限(?:于)?残[疾障]",
    r"不限是否残",
    r"健全人(?:士|员)?(?:、|和|也|亦|均|皆|都|同)",
    r"残[疾障]人?(?:士)?、健全",
    r"非残[疾障](?:人)?[^,;。]{0,6}(?:可|欢迎)",
    r"社会人员(?:均|亦|也)?可",
)
_SERVED = re.compile(r"(?:服务|招收|招募|安置|工作)?对象[:为是]{1,2}[^,;。]{0,24}残[疾障]")
CONFIDENCE = 0.7  # the name tells what the place is, not which of its openings this one is


def read_sheltered(employer: Passage | None, title: Passage | None, text: Passage | None) -> Demand | None:
    """The reservation that sheltered work implies, quoted from the words that name it.

    None for staff (社工, 辅导员), who look after those who work there, and where others may apply as well.
    """
    if title is not None and _STAFF.search(title.text):
        return None
    if text is not None and _OPEN_TO_OTHERS.search(text.text):
        return None
    for passage, pattern in ((employer, _WORKSHOP), (title, _WORKSHOP), (text, _OURS)):
        match = pattern.search(passage.text) if passage else None
        if passage and match:
            named = passage.part(*match.span())
            served = _SERVED.search(text.text) if text else None
            kinds = kinds_named(served[0]) if served else frozenset()
            return named.demand(GroupAsked(frozenset({Group.DISABLED}), kinds), confidence=CONFIDENCE)
    return None
