"""A notice cut into sentences and clauses, each with the part of the notice it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from jobmatch.requirements.passage import Passage


class Section(Enum):
    """What a part of a notice is about."""

    ASKS = auto()  # 任职要求
    ASKS_HERE = auto()  # 能做到这些就来：…, which is about its own line
    PREFERRED = auto()  # 优先条件
    DUTIES = auto()  # 岗位职责
    OFFERS = auto()  # 福利待遇
    STEPS = auto()  # 报名方式
    OTHER = auto()


_HAN_DIGIT = "[一二三四五六七八九十]"
_NUMBERED = (
    rf"(?<![\d.年月/-])\(?\d{{1,2}}(?:\)|、|\.(?!\d))(?=\D)|\({_HAN_DIGIT}{{1,3}}\)"
    rf"|(?:(?<=\n)|(?<=^))第?{_HAN_DIGIT}{{1,3}}、"
)
_SENTENCE = re.compile(rf"[。;!?|\n]+|[①-⑳]|{_NUMBERED}")
_COMMA = re.compile(r"[()\[\]《》]|,|(?<=[\u4e00-\u9fff)])[ ]+(?=[\u4e00-\u9fff])|[ ]/[ ]")
_LEAD = r"(?:第?[一二三四五六七八九十\d]{1,3}[、.])?[\s\[《◆●■★*#()]{0,4}"
_ANY = r"[^,;:。\[\]\n]"
_HEADERS: tuple[tuple[Section, str], ...] = (
    (Section.STEPS, rf"{_ANY}{{0,6}}(?:下列|以下){_ANY}{{0,10}}(?:不得|不予|不能|不接受){_ANY}{{0,8}}"),
    (Section.PREFERRED, rf"优先条件|加分项|加分条件|{_ANY}{{0,6}}(?:下列|以下){_ANY}{{0,8}}优先{_ANY}{{0,4}}"),
    (
        Section.DUTIES,
        (
            rf"{_ANY}{{0,4}}(?:职责|内容)|(?:工作|岗位)任务(?:描述|{_ANY}{{0,1}}要求)?|工作(?=\])|"
            rf"(?:岗位|职位|工作)描述|主要工作|负责|日常工作|你(?:将|要)做{_ANY}{{0,5}}|做些什么|"
            rf"[做干]什么"
        ),
    ),
    (
        Section.ASKS,
        (
            rf"{_ANY}{{0,8}}(?:条件|要求|资格)(?:不变|如下|为)?|{_ANY}{{0,4}}希望你|"
            rf"{_ANY}{{0,4}}需要你|你需要|期待你|招聘对象|面向对象"
        ),
    ),
    (
        Section.ASKS_HERE,
        (
            rf"(?:{_ANY}{{0,10}}(?:同学|朋友|伙伴|你|您),)?{_ANY}{{0,12}}"
            rf"(?:条件|要求|资格|做到|符合|只要|这样的[你人]|丑话){_ANY}{{0,8}}(?=:)"
        ),
    ),
    (
        Section.OFFERS,
        (
            rf"{_ANY}{{0,6}}(?:待遇|福利|薪酬|薪资|保障|工资)(?:(?:及|和|与)?(?:其他|标准|支持|待遇|"
            rf"福利|保障|说明))?(?:如下)?|你(?:将|能|会)得到|我们(?:能)?(?:提供|给){_ANY}{{0,4}}|提供"
        ),
    ),
    (
        Section.STEPS,
        (
            rf"{_ANY}{{0,6}}(?:报名|程序|方式|办法|流程|材料|须知|纪律){_ANY}{{0,4}}|(?:咨询|"
            rf"联系){_ANY}{{0,4}}|{_ANY}{{0,3}}(?:其他|其它)(?:事项|说明)?|(?:温馨)?提示|备注|注意事项"
        ),
    ),
)
_HEADER = tuple(
    (section, re.compile(rf"{_LEAD}(?:{words})[\]》)]?\s?(?::|$|\n)|\[(?:{words})\]")) for section, words in _HEADERS
)
_NEUTRAL = re.compile(
    rf"{_LEAD}(?:{_ANY}{{0,4}}(?:地点|地址|单位|岗位|名称|人数|名额|时间|班次|区域|定位|电话|"
    rf"邮箱|部门|地区|日期|截止|类型|性质|类别|机构|编号)|需求|薪水|月薪)[\]》)]?\s?:|"
    rf"\[(?:招聘单位|岗位|人数|地点|区域|单位)\]"
)
_FACT = re.compile(
    rf"{_LEAD}(?:所学)?(?:专业|年龄|学历|学位|性别|经验|工作经[历验]|户籍|政治面貌|(?:资格|"
    rf"执业|资质)?证书|文化程度)(?:要求|条件|背景|范围|限制)?[\]》)]?\s?:\s?[^\s]"
)
_FULL_STOP = re.compile(r"[^\d(\n]{0,3}。[^\d(\n]{0,4}")
_BARE_HEAD = re.compile(
    r"[\s一二三四五六七八九十\d、.()\[★◆●■*#]{0,6}(?:岗位|工作|任职|应聘|招聘|报名|报考|职位|"
    r"资格|福利|薪资|薪酬|待遇|工资|主要|基本|录用|我们|你|联系|其他|优先|聘用|人员|招用|咨询|"
    r"温馨|备注|应聘者|有下列|下列|以下)"
)
_QUESTION = re.compile(r"问:")
_ANSWER = re.compile(r"答:\s?")
_LASTING = frozenset({Section.ASKS, Section.DUTIES})
_UNTIL_STOP = _LASTING | {Section.ASKS_HERE}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the section it stands in."""

    passage: Passage
    section: Section


def sentences(notice: Passage) -> Iterator[Sentence]:
    """The sentences of a notice in order.

    A header alone on its line rules until the next one; 任职要求 and 岗位职责 do so in any case, since their lists go
    on over lines, except that a full stop on their own line ends them. Another header with words behind it rules its
    line, one of offers only its sentence, a fact's label (专业：药学) only its own words. Questions (问：有什么要求？)
    are headers too.
    """
    ruling = section = Section.OTHER
    line_end, tokens, last = notice.start, False, notice.start
    for part in notice.split(_SENTENCE):
        if part.start >= line_end:
            section = ruling
            line_end, tokens = _line(notice, part.start)
        elif section in _UNTIL_STOP and _FULL_STOP.fullmatch(notice.folded, last, part.start):
            section = Section.OTHER
        last = part.end
        if _FACT.match(part.folded, part.start, part.end):
            yield Sentence(part, Section.ASKS)
            continue
        bare = not tokens and part.end >= line_end - 2 and bool(_BARE_HEAD.match(notice.folded, part.start, part.end))
        named, body = _header(part, bare)
        if named is not None:
            ruling = named if body is None or named in _LASTING else Section.OTHER
            section = ruling if named is Section.OFFERS else named
        if body is not None:
            neutral = named is None and _NEUTRAL.match(body.folded, body.start, body.end)
            yield Sentence(body, Section.OTHER if neutral else named or section)


def _line(notice: Passage, at: int) -> tuple[int, bool]:
    """Where the line ends that holds the character, and whether it is a row of tokens (上海｜1-3年｜大专)."""
    newline = notice.folded.find("\n", at, notice.end)
    end = newline if newline >= 0 else notice.end
    return end, notice.folded.find("|", at, end) >= 0


def _header(part: Passage, bare: bool) -> tuple[Section | None, Passage | None]:
    """The section a sentence opens, if any, and what is left of it; bare: words without a colon may be a header."""
    question = _QUESTION.match(part.folded, part.start, part.end)
    start = question.end() if question else part.start
    for section, pattern in _HEADER:
        match = pattern.match(part.folded, start, part.end)
        if match and (bare or question or match.end() < part.end or match[0].endswith((":", "]"))):
            body = part.part(match.end() - part.start, part.end - part.start)
            return section, body if body.start < body.end else None
    if question:
        return Section.OTHER, None
    answer = _ANSWER.match(part.folded, part.start, part.end)
    return None, part.part(answer.end() - part.start, part.end - part.start) if answer else part


def clauses(sentence: Passage) -> Iterator[Passage]:
    """The parts between commas that stand outside brackets; brackets that never close count as none."""
    open_brackets = sentence.folded.count("(", sentence.start, sentence.end)
    balanced = open_brackets == sentence.folded.count(")", sentence.start, sentence.end)
    depth, at = 0, sentence.start
    for mark in _COMMA.finditer(sentence.folded, sentence.start, sentence.end):
        if mark[0] in "([《":
            depth += 1
        elif mark[0] in ")]》":
            depth = max(0, depth - 1)
        elif depth == 0 or not balanced:
            yield from _kept(sentence, at, mark.start())
            at = mark.end()
    yield from _kept(sentence, at, sentence.end)


def _kept(sentence: Passage, start: int, end: int) -> Iterator[Passage]:
    clause = sentence.part(start - sentence.start, end - sentence.start)
    if clause.start < clause.end:
        yield clause
