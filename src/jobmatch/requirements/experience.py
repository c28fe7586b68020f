"""Experience: months a posting demands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobmatch.domain import ExperienceAsked
from jobmatch.requirements.numerals import NUMBER, months
from jobmatch.requirements.passage import Passage, Read
from jobmatch.requirements.patterns import any_of

_WORD = r"(?:工作|从业|临床|护理|相关|管理|行业|岗位|服务|基层|执业|实践|教学|销售|经验|经历|资历)"
_SPAN = re.compile(
    rf"(?P<low>{NUMBER}|半)(?P<unit0>个?年|个月)?(?:(?:-|~|至|到)(?P<high>{NUMBER}))?"
    r"(?P<unit>周?年半?|个月)(?P<side>\(含\))?(?P<bound>(?:及|或)?以上|(?:及|或)?以下|以内|左右|\+)?"
    rf"(?P<noun>(?:\(含\))?(?:的|以上)?(?:[^,;。]{{0,14}}?(?:经验|经历|资历|工龄)|"
    rf"[^,;。]{{0,14}}?(?:从业|从事|{_WORD})))?"
)
_BEFORE = re.compile(r"(?:干过|做过|从事|具有|有|工作|从业|经验|执业)[^,;。]{0,12}$")
_NONE = any_of(
    r"经验(?:年限)?[:]?(?:不限|不作要求|不做要求|无要求|不要求)",
    r"(?:不限|无需|不需要?|不要求|无须)[^,;。]{0,6}经验",
    r"无(?:工作)?经验(?:要求|者?(?:亦|均|也|皆)?可|者?可|$)",
    r"(?:不要求|无需|不限)[^,;。]{0,4}(?:工作)?经历",
    r"经历不限",
    r"没(?:有)?经验[^,;。]{0,8}(?:可|带|学)",
    r"零经验",
    r"小白",
    r"经验:?不限",
    r"1年以[下内]",
)
_NOT_WORK = re.compile(r"成立|创办|合同|服务期|试用|有效期|合作|建院|历史|取得|入职后|社保|毕业|签订|连续")
_SOME = re.compile(
    r"(?:具有?备?|有|须有|需有)[^,;。无不]{0,16}?(?:工作|从业|护理|临床|服务|管理)?(?:经验|"
    r"经历)"
)


def says_none(passage: Passage) -> re.Match[str] | None:
    """Where a clause says that no experience is needed."""
    return _NONE.search(passage.folded, passage.start, passage.end)


def read_experience(passage: Passage) -> Iterator[Read]:
    """Months of experience that a clause demands: the low end of a range, nothing for "1年以下"."""
    if "年" not in passage.text and "月" not in passage.text:
        return
    for match in _SPAN.finditer(passage.folded, passage.start, passage.end):
        if _counts(passage, match):
            asked = ExperienceAsked(_low(match), grassroots="基层" in match[0])
            yield Read(asked, match.start(), match.end(), 0.95)


def _counts(passage: Passage, match: re.Match[str]) -> bool:
    if (match["bound"] or "").endswith(("以下", "以内")) or _low(match) == 0:
        return False
    before = passage.folded[max(passage.start, match.start() - 16) : match.start()]
    if _NOT_WORK.search(before) or _NOT_WORK.search(match["noun"] or ""):
        return False
    whole_clause = match.start() == passage.start and match.end() == passage.end
    return bool(match["noun"] or _BEFORE.search(before) or whole_clause)


def _low(match: re.Match[str]) -> int:
    unit = match["unit0"] or match["unit"]
    if match["low"].isascii() and int(match["low"]) > 40 and "年" in unit:
        return 0
    return months(match["low"], unit.removeprefix("个"))


def read_unstated(passage: Passage) -> re.Match[str] | None:
    """Where a clause demands experience without saying how long."""
    return _SOME.search(passage.folded, passage.start, passage.end)
