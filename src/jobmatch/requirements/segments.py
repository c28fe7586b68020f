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
    PREFERRED = auto()  # 优先条件
    DUTIES = auto()  # 岗位职责
    OFFERS = auto()  # 福利待遇
    STEPS = auto()  # 报名方式
    OTHER = auto()


_NUMBERED = r"(?<![\d.年月/-])\(?(?:\d{1,2}|[①-⑳])(?:\)|、|\.(?!\d))(?=\D)"
_SENTENCE = re.compile(rf"[。;!?|｜\n]+|[①-⑳]|{_NUMBERED}")
_COMMA = re.compile(r"[()\[\]《》]|,|(?<=[\u4e00-\u9fff)])[ ]+(?=[\u4e00-\u9fff])")
_LEAD = r"[\s\[【《◆●■★*#\d、.()一二三四五六七八九十-]{0,8}"
_HEADERS: tuple[tuple[Section, str], ...] = (
    (
        Section.PREFERRED,
        r"优先条件|加分项|加分条件|优先录用条件|(?:有|具有|具备)?(?:下列|以下)(?:条件|情形|情况)[^,;。:]{0,6}优先[^,;。:]{0,4}",
    ),
    (
        Section.ASKS,
        r"(?:应聘|任职|招聘|报考|报名|岗位|资格|录用|基本|职位|人员|招录|招募|申请|聘用|条件|用人|应聘者|个人|其他|专业)?(?:资格)?(?:要求|条件|资格)(?:及要求|与要求)?|我们希望你|希望你|你需要|我们需要|需要你|期待你|招聘对象|学历要求|证书要求|资质要求|面向对象|对你的要求",
    ),
    (
        Section.DUTIES,
        r"(?:岗位|工作|主要|职位)?(?:职责|内容|任务)(?:描述)?|(?:岗位|职位|工作)描述|主要工作|你(?:将|要)做(?:什么|的事)?|工作(?:内容|职责)(?:及要求)?|负责|日常工作",
    ),
    (
        Section.OFFERS,
        r"(?:福利|薪资|薪酬|工资|工作|岗位|相关|我们)?(?:待遇|福利|薪酬|薪资)(?:待遇|福利)?|我们提供|提供|福利保障|薪金",
    ),
    (
        Section.STEPS,
        r"(?:报名|应聘|联系|投递|申请|招聘|考核|面试|选拔|录用|聘用)(?:方式|办法|方法|程序|流程|时间|地点|材料|电话|人|步骤|须知|安排|通道|邮箱)(?:及[^,;。:]{0,8})?|如何报名|怎么报名|报名|咨询电话|联系|温馨提示|提示|备注说明",
    ),
)
_HEADER = tuple((section, re.compile(rf"{_LEAD}(?:{words})[\]】》)]?\s?(?::|$|\n)")) for section, words in _HEADERS)
_LASTING = frozenset({Section.ASKS, Section.DUTIES})
_LABEL = re.compile(rf"{_LEAD}[\u4e00-\u9fff]{{2,8}}[\]】》)]?\s?:")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the section it stands in."""

    passage: Passage
    section: Section


def sentences(notice: Passage) -> Iterator[Sentence]:
    """The sentences of a notice in order.

    A header alone on its line rules until the next one; 任职要求 and 岗位职责 do so in any case, since their lists go
    on over lines. Another header with words behind it rules its line, one of offers only its sentence.
    """
    ruling = section = Section.OTHER
    line_end = notice.start
    for part in notice.split(_SENTENCE):
        if part.start >= line_end:
            section = ruling
            newline = notice.folded.find("\n", part.start, notice.end)
            line_end = newline if newline >= 0 else notice.end
        named, body = _header(part)
        if named is not None:
            alone = body is None and part.end >= line_end - 2
            ruling = named if alone or named in _LASTING else Section.OTHER
            section = ruling if named is Section.OFFERS else named
        if body is not None:
            yield Sentence(body, named or section)


def _header(part: Passage) -> tuple[Section | None, Passage | None]:
    """The section a sentence opens, if any, and what is left of the sentence."""
    for section, pattern in _HEADER:
        if match := pattern.match(part.folded, part.start, part.end):
            body = part.part(match.end() - part.start, part.end - part.start)
            return section, body if body.start < body.end else None
    if _LABEL.match(part.folded, part.start, part.end):
        return Section.OTHER, part
    return None, part


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
