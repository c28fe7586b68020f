"""Experience: months a posting demands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobmatch.domain import ExperienceAsked
from jobmatch.requirements.text.numerals import NUMBER, months
from jobmatch.requirements.text.passage import Passage, Read
from jobmatch.requirements.text.patterns import any_of

_WORD = r"(?:工作|从业|临床|护理|相关|管理|行业|岗位|服务|基层|执业|实践|教学|销售|经验|经历|资历)"
_SPAN = re.compile(
    rf"(?P<low>{NUMBER}|半)(?P<unit0>个?年|个月)?(?:(?:-|~|至|到|、)(?P<high>{NUMBER}))?\s?"
    r"(?P<unit>周?年半?|个月|\+?\s?[Yy]ears?)(?P<side>\(含\))?(?P<bound>(?:及其?|或|含)?以上|(?:及|或)?以下|以内|内|左右|起(?!始|草|诉|初)|\+)?"
    rf"(?P<noun>(?:\(含\))?(?:的|以上)?(?:[^,;。]{{0,24}}?(?:经[验历]|资历|[工教]龄|experience)|"
    rf"[^,;。]{{0,14}}?(?:从业|从事|{_WORD})))?"
)
_DECIMAL = re.compile(r"[^\s,;。:\d]\d\.$")  # 工作1.5年, but at the head of a clause 1. is its number
_WORKED = re.compile(r"经[验历]|[工教]龄|experience")
_BEFORE = re.compile(r"(?:干过|做过|从事|参与|担任|具有|(?<!享)有|工作|从业|经[验历]|执业|工龄|年限)[^,;。]{0,12}$")
_DONE_FOR = re.compile(r"从事[^,;。]{1,14}(?:工作|岗位|职业|行业)[^,;。]{0,2}满$")  # 从事编码工作满一年
_OF_TRADE = re.compile(r"(?:同等?|本|该|相关|类似|相同)(?:行业?|岗位?|职[位务]|工种|领域)(?:工作)?$")  # 同行业1年以上
_THEN = re.compile(
    r"[后者,]{0,2}(?:即?可以?|将|能)?(?:享受?有?|转正|缴纳|购买|调薪|加薪|涨薪|晋升|离职|休|另?有)"
)  # 工作满一年可享受年假
_OF_LEVEL = re.compile(r"(?:博士|硕士|研究生|本科|[大中]专|专科|高中)(?:学历|生)?\s?$")  # 统招本科3年以上
_LABELLED = re.compile(r"(?:工作|从业|相关)?(?:经[验历]|年限)(?:年限)?(?:要求)?[:\]为]?\s?$")
_AT_LEAST = re.compile(r"^(?:要求|需要?|须|应|必须|至少|最少|不低于|不少于|满|具?有|具备|拥有|累计|[\s:*-]){0,4}$")
_NONE = any_of(
    r"经[验历](?:年限|要求)?(?:[、和及与]?专业)?[:\]]?\s?[均都皆]?(?:不限|[无没]有?要求|不作要求|不做要求|不要求)",
    r"(?:不限|无需|不需要?|不要求|无须)[^,;。]{0,6}经验",
    r"(?:无需|不需要|不要求|无须)(?:具?有|具备)[^,;。]{0,16}经验",
    r"无(?:工作)?经验(?:要求|者?(?:亦|均|也|皆)?可|者?可|$)",
    r"(?:不要求|无需|不限)[^,;。]{0,4}(?:工作)?经历",
    r"经历不限",
    r"没(?:有)?经验[^,;。]{0,8}(?:可|带|学)",
    r"零经验",
    r"小白",
    r"经验:?不限",
    r"1年以[下内]",
    r"(?:不限|不看|不问)经验",
    r"(?:有无|有没有)[^,;。]{0,6}经验(?:均|都|皆)可",
    r"不(?:强制)?要求有?[^,;。]{0,4}经验",
)
_NOT_WORK = any_of(
    r"成立",
    r"创[办立]",
    r"合同",
    r"服务(?:期|年)",
    r"试用",
    r"有效期",
    r"建院",
    r"入职[后满]",
    r"社保",
    r"近",
    r"未来",
    r"过去",
    r"每",
    r"存续",
    r"融资",
    r"质保",
    r"保修",
    r"规划",
    r"驾龄",
    r"晋升",
    r"沉淀",
    r"公司(?:有|已|拥有)",
    r"(?:我们|我司|团队|成员|师资|导师|老师|创始人|公司)[^,;。]{0,8}(?:有|拥有|超过|具备|平均)",
    r"第[一二三四五]",
    r"[一二两三四五六\d]+次",
)
_NOT_WORK_BY_ITSELF = re.compile(r"历史|取得|合作|毕业|签订|连续")  # 毕业3年以上, but 毕业3年以上工作经验 counts
# 10年行业经验的团队: the experience of those one will work with
_OF_OTHERS = re.compile(
    r"[^,;。]{0,4}的(?:专家|大牛|导师|老师|讲师|资深|核心|高素质|专业)?[^,;。]{0,4}?(?:团队|专家|大牛|导师|老师|讲师|前辈|同事|师傅|公司|企业)"
)
_SOME = any_of(
    r"(?:具有?备?|有过?|拥有|须有|需有|丰富的?|一定的?|较[强好多]的?)[^,;。无不]{0,40}?(?:经验|经历)",
    r"^(?!熟|掌握|了解|精通|(?:工作|从业|相关|项目|行业)?经)[^,;。无不能会A-Za-z]{2,30}(?:经验|经历)者?$",
    r"^(?:[^,;。无不驾]{0,8}经验|资历)丰富者?$",
)
_WISHED = re.compile(
    r"[^,;。、()]{0,24}?(?:(?<![无没])经验(?!不限|要求|分享|总结)"
    r"|(?<!留学|访学|学习|竞赛|比赛|参赛|社团|干部|校园|海外|国外|生活|获奖|求学|教育|训练)的?经历"
    r"|(?:工作|从业|行业|企业|公司|大厂|外企|甲方|乙方|事务所|互联网|电商)[^,;。]{0,4}背景)"
)
# skills by another name (有Git使用经验), and words that only hold 经验
_NO_WORK = any_of(
    r"(?:使用|应用|操作|学习|编程|编码|调优|优化|排查|阅读|实习|校园|学生干部|社团|写作|实战|实操)的?经[验历]",
    r"[A-Za-z][A-Za-z+#.]*[^,;。]{0,6}(?:应用开发|交互|建模|搭建|部署|调试)的?经[验历]",
    r"(?:总结|分享|积累|交流|借鉴|吸取|分析|用户|学习|丰富自己的?)[^,;。]{0,4}经验",
    r"经验(?:分享|总结|积累|交流|丰富的(?:团队|导师|同事|老师|讲师|专家|架构师))",
    r"无[^,;。]{0,8}经[验历]",
    r"(?:如果?|若)(?:你|您)?(?:具?有|具备)|经[验历]者?(?:[亦也]可|[均皆都]可)|视[为同][^,;。]{0,6}经验|知识[和与及]经验",
    r"^对[^,;。]{1,40}有[^,;。]{0,12}经验",
)
# 熟悉安卓开发，具备一定项目经验: it tells how well
_SKILL = re.compile(r"(?:熟悉|熟练|掌握|精通|了解)[^。;\n]*$")
_OF_A_SKILL = re.compile(
    r"^(?:并|且|同时){0,2}(?:具?有|具备)(?:一定|实际|丰富|相关|较[多强]|实战|的){0,3}(?:项目|开发|实践|实战|应用|操作){1,3}的?经验$"
)


def says_none(passage: Passage) -> re.Match[str] | None:
    """Where a clause says that no experience is needed."""
    return _NONE.search(passage.folded, passage.start, passage.end)


def read_experience(passage: Passage) -> Iterator[Read]:
    """Months of experience that a clause demands: the low end of a range, nothing for "1年以下"."""
    text = passage.text
    if "年" not in text and "月" not in text and "ear" not in text:
        return
    for match in _SPAN.finditer(passage.folded, passage.start, passage.end):
        if _counts(passage, match):
            asked = ExperienceAsked(_low(match), grassroots="基层" in match[0])
            label = _LABELLED.search(passage.folded, max(passage.start, match.start() - 12), match.start())
            yield Read(asked, label.start() if label else match.start(), match.end(), 0.95)


def _counts(passage: Passage, match: re.Match[str]) -> bool:
    bound = match["bound"] or ""
    if bound in {"内", "以内"} or bound.endswith("以下") or _low(match) == 0:
        return False
    before = passage.folded[max(passage.start, match.start() - 16) : match.start()]
    after = passage.folded[match.end() : min(passage.end, match.end() + 12)]
    noun = match["noun"] or ""
    if any(_NOT_WORK.search(words) for words in (before, noun)) or _NOT_WORK.match(after) or _OF_OTHERS.match(after):
        return False
    if _THEN.match(after) and not _WORKED.search(noun):
        return False
    if not _WORKED.search(noun) and any(_NOT_WORK_BY_ITSELF.search(words) for words in (before, noun)):
        return False
    whole_clause = match.start() == passage.start and match.end() == passage.end
    opens = (
        bound.endswith(("以上", "+"))
        and match["unit"] != "个月"
        and bool(_AT_LEAST.match(before) or _OF_LEVEL.search(before) or _OF_TRADE.search(before))
    )
    opens = opens or (match.end() == passage.end and _DONE_FOR.search(before))
    return bool(noun or _BEFORE.search(before) or whole_clause or opens)


def _low(match: re.Match[str]) -> int:
    unit = match["unit0"] or match["unit"]
    if "ear" in unit:
        unit = "年"
    if match["low"].isascii() and int(match["low"]) > 40 and "年" in unit:
        return 0
    if match["low"].isdecimal() and _DECIMAL.search(match.string[max(0, match.start() - 3) : match.start()]):
        return int(float(match.string[match.start() - 2 : match.end("low")]) * 12)
    return months(match["low"], unit.removeprefix("个"))


def read_wished(passage: Passage) -> Iterator[Read]:
    """Experience without years in a clause that only prefers, where that with a tool or at a desk counts as well."""
    match = _WISHED.search(passage.folded, passage.start, passage.end)
    if match:
        yield Read(ExperienceAsked(1, grassroots="基层" in match[0], stated=False), match.start(), match.end(), 0.8)


def read_unstated(passage: Passage) -> Iterator[Read]:
    """Experience that a clause demands without saying how much; that of using something is a skill."""
    if "经验" not in passage.text and "经历" not in passage.text:
        return
    match = _SOME.search(passage.text)
    if match is None or _NO_WORK.search(passage.text) or _NOT_WORK.search(passage.text):
        return
    before = passage.folded[max(0, passage.start - 80) : passage.start]
    if not (_OF_A_SKILL.search(passage.text) and _SKILL.search(before)):
        asked = ExperienceAsked(1, grassroots="基层" in match[0], stated=False)
        yield Read(asked, passage.start + match.start(), passage.start + match.end(), 0.8)
