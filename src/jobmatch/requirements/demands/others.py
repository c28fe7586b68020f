"""Facts about the firm and its people (团队成员：硅谷工作8年), which sound like demands and are none."""

from __future__ import annotations

import re

from jobmatch.domain import ExperienceAsked, LevelsAsked
from jobmatch.requirements.demands.major_names import is_known
from jobmatch.requirements.text.passage import Passage, Read
from jobmatch.requirements.text.patterns import any_of

_HINT = re.compile(r"团队|成员|创始|老师|讲师|导师|师资|高管|客户|员工|我们|我司|公司|集团|平台|企业|品牌|C[ET]O")
_LEAD = r"^[\W\d_]{0,6}(?:(?:我们|我司|[本该]?公司|集团|企业|平台|项目)的?)?"
_ABOUT_OTHERS = any_of(
    rf"{_LEAD}(?:专业|核心|主要|创始|创业|主创|技术|研发|管理|教研|顾问|高管|现有|资深|年轻){{0,2}}"
    r"(?:团队|成员|创始人|导师|讲师|老师|师资|顾问|高管|员工|客户|学员|C[ET]O)(?:们|成员|背景|介绍|主要|[都均]|全[部是]|大多|多数|由|来自|"
    r"平均|包括|毕业|是|为|拥有|具有|有|:|,|、)",
    r"^[\W\d_]{0,6}(?:我们|我司|[本该]?公司|集团|品牌|平台|企业)[^,;。:]{0,8}?(?:成立|创[办立]|拥有|现有|已有|是[一由国全]|专注|致力|由|总部)",
    r"^[^,;。:]{0,8}(?:团队|师资)(?:实力|力量|氛围|背景)",
    r"由[^,;。]{0,24}(?:组成|构成|领衔|带队|带领|领导|创[办立]|主讲|授课)",
    r"(?:同时|并且?)?(?:具有|拥有)?多年的?[^;。]{0,30}(?:团队|老师|讲师|导师|专家)(?:$|[,为带手])",
)
_OF_WHO_APPLIES = re.compile(r"招|聘|要求|须|需(?!求)|限(?!公司|制|度|于)|应届|学历|希望[你您]|期待[你您]|欢迎")
_ASKING = re.compile(
    r"招|聘|要求|须|需(?!求)|(?<![有期权无上])限(?!公司|制|度)|具[有备]|欢迎|者(?:优|$)|至少|^[^,;。]{0,4}有|能力|放宽|破格|降低|从事[^,;。]{1,14}满|(?:大|研)?[一二三四]?在读|学历|不低于|211|985|双一流|重点(?:大学|院校|高校)|[也亦](?:可(?!能)|行|考虑)"
)
_LEVEL_OF_WHO_APPLIES = re.compile(r"以上|在[读校]|学[历位]|毕业(?!于)|文化|优先|不限|\+")
_YEARS_OF_WHO_APPLIES = re.compile(r"以上|经[验历]|资历|工龄|从业|\+|[Yy]ear")
_MODE = re.compile(r"全日制|统招|最低|正规|普通|大学|院校|起|学历|[均皆都]?可以?|:")
_STUDIED = re.compile(r"[一-鿿、/]{2,20}(?:专业|类)(?:毕业生?)?")
_LITTLE = 2  # characters beside a level in a clause that says nothing else
_NEAR, _REACH = 6, 40  # characters


def speaks_of_others(sentence: Passage) -> bool:
    """Whether a sentence is about the firm or its people and says nothing of who may apply."""
    text = sentence.text
    return bool(_HINT.search(text) and _ABOUT_OTHERS.search(text) and not _OF_WHO_APPLIES.search(text))


def asks_of_applicants(clause: Passage, read: Read) -> bool:
    """Whether a level or years in a clause that stands among no demands are asked for all the same."""
    if not isinstance(read.asked, LevelsAsked | ExperienceAsked):
        return True
    around = clause.folded[max(clause.start, read.start - _REACH) : min(clause.end, read.end + _REACH)]
    if _ASKING.search(around):
        return True
    said = _LEVEL_OF_WHO_APPLIES if isinstance(read.asked, LevelsAsked) else _YEARS_OF_WHO_APPLIES
    at_edge = read.start - clause.start <= _NEAR or read.end == clause.end
    stated = said.search(clause.folded, read.start, min(read.end + _NEAR, clause.end))
    return bool(at_edge and stated) or _says_little_else(clause, read)


def _says_little_else(clause: Passage, read: Read) -> bool:
    if clause.end - clause.start > _REACH:
        return False
    before, behind = _MODE.sub("", clause.folded[clause.start : read.start]), clause.folded[read.end : clause.end]
    named = before if before.endswith(("专业", "类")) or is_known(before) else ""  # 会计学本科
    if _STUDIED.fullmatch(behind):
        behind = ""  # 大中专汽修专业
    return len(_MODE.sub("", before.removeprefix(named) + behind)) <= _LITTLE
