"""A notice cut into sentences and clauses, each with the part of the notice it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jobmatch.requirements.text.headings import Heading, Section, opens_wishes, read_header, running_headings
from jobmatch.requirements.text.passage import Passage

_HAN_DIGIT = "[一二三四五六七八九十]"
_YEARS_NEXT = r"(?=\d{1,2}(?:\s?[-~至到]\s?\d{1,2})?\s?个?[年月])"
_NUMBERED = (
    rf"(?<![A-Za-z\d.年月/-])\(?\d{{1,2}}(?:\)|、|\.(?!\d))(?=\D)|\({_HAN_DIGIT}{{1,3}}\)"
    rf"|(?:(?<=\n)|(?<=^))第?{_HAN_DIGIT}{{1,3}}、"
    rf"|(?<![^\s,;。:求格件])\d{{1,2}}(?:、|\.(?!5)){_YEARS_NEXT}|(?<![^\s,;。:求格件])\d\.(?=211|985)"
    r"|(?<![A-Za-z])[a-hA-H]\)"
)
_FACTS = r"专业|年龄|学历|学位|性别|经验|工作经[历验]|户籍|政治面貌|(?:资格|执业|资质)?证书|文化程度"
_LABELLED = (
    rf"(?<=[^\s\[])\s?(?=\[(?:{_FACTS}|岗位|职位|薪[资酬水]|工资|待遇|福利|地[点址]|人数|要求|条件|职责|资格|时间)"
    r"[^\[\]\n]{0,4}\])"
)
_SENTENCE = re.compile(rf"[。;!?|\n●•■◆▪▶►➤○◎✓✔√]+|[①-⑳]|(?<=[\s;。:,])\*(?=\s?\S)|{_NUMBERED}|{_LABELLED}")
_DASHED = re.compile(
    rf"{_SENTENCE.pattern}|(?<=[\u4e00-\u9fff):;。,])\s?-\s?(?=\S)|(?<![\d\s])\s?-\s?(?=[\u4e00-\u9fff])"
)
_DASHES = re.compile(r":\s?-\s?[^\d-]")  # 要求:-本科以上-一年以上经验: a list on one line
_HAN = r"[\u4e00-\u9fff]"
_BROKEN_OFF = rf"者|(?:佳|分|先)(?!{_HAN})|先?(?:考虑|录[用取]|聘用)"  # 尤 佳, 者 优 先: a blank inside of words
_COMMA = re.compile(rf"[()\[\]《》]|,|(?<=[\u4e00-\u9fff)])[ ]+(?={_HAN})(?!{_BROKEN_OFF})|[ ]/[ ]")
_LEAD = r"(?:第?[一二三四五六七八九十\d]{1,3}[、.])?[\s\[《◆●■★*#()]{0,4}"
_ANY = r"[^,;:。\[\]\n]"
_NEUTRAL = re.compile(
    rf"{_LEAD}(?:{_ANY}{{0,4}}(?:地点|地址|单位|岗位|名称|人数|名额|时间|班次|区域|定位|电话|"
    rf"邮箱|部门|地区|日期|截止|类型|性质|类别|机构|编号)|需求|薪水|月薪)[\]》)]?\s?:|"
    rf"\[(?:招聘单位|岗位|人数|地点|区域|单位)\]"
)
_FACT = re.compile(rf"{_LEAD}(?:所学)?(?:{_FACTS})(?:要求|条件|背景|范围|限制)?(?:[\]》)]?\s?:|\])\s?[^\s]")
_FULL_STOP = re.compile(r"[^\d(\n]{0,3}。[^\d(\n]{0,4}")
_BARE_HEAD = re.compile(
    r"[\s一二三四五六七八九十\d、.()\[★◆●■*#]{0,6}(?:岗位|工作|任职|应聘|招聘|报名|报考|职位|"
    r"资格|福利|薪资|薪酬|待遇|工资|主要|基本|录用|我们|你|联系|其他|优先|聘用|人员|招用|咨询|"
    r"温馨|备注|应聘者|有下列|下列|以下)"
)
_LASTING = frozenset({Section.ASKS, Section.DUTIES, Section.PREFERRED, Section.ABOUT})
_UNTIL_STOP = frozenset({Section.ASKS, Section.DUTIES, Section.ASKS_HERE})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the section it stands in."""

    passage: Passage
    section: Section


def sentences(notice: Passage, official: bool = True) -> Iterator[Sentence]:
    """The sentences of a notice in order.

    A header alone on its line rules until the next one; 任职要求, 岗位职责 and 加分项 do so in any case, since their
    lists go on over lines, except that in an official notice a full stop on their own line ends the first two. Another
    header with words behind it rules its line, one of offers (in ads also one of steps) only its sentence, a fact's
    label (专业：药学) only its own words. Questions (问：有什么要求？) are headers too.
    """
    walk = _Walk(notice, official)
    for part, running in _pieces(notice):
        walk.reach(part)
        if _FACT.match(part.folded, part.start, part.end):
            yield Sentence(part, Section.PREFERRED if walk.section is Section.PREFERRED else Section.ASKS)
            continue
        named, body = read_header(part, walk.is_bare(part))
        if named is None and running is not None:
            named, body = running.section, running.body(part)
        if named is not None:
            walk.enter(named, alone=body is None)
        if body is not None:
            neutral = named is None and _NEUTRAL.match(body.folded, body.start, body.end)
            yield Sentence(body, Section.OTHER if neutral else named or walk.section)
        if opens_wishes(part):
            walk.enter(Section.PREFERRED, alone=True)


class _Walk:
    """The way through a notice: the section that rules here, and the one that the next line falls back to."""

    def __init__(self, notice: Passage, official: bool) -> None:
        self.section = self._ruling = Section.OTHER
        self._notice, self._official = notice, official
        self._line_end = self._last = notice.start
        self._tokens = False

    def reach(self, part: Passage) -> None:
        """Take note of the next part, which may start a line or follow a full stop."""
        if part.start >= self._line_end:
            self.section = self._ruling
            self._line_end, self._tokens = _line(self._notice, part.start)
        elif self._official and self.section in _UNTIL_STOP and self._stopped(part):
            self.section = Section.OTHER
        self._last = part.end

    def _stopped(self, part: Passage) -> bool:
        return bool(_FULL_STOP.fullmatch(self._notice.folded, self._last, part.start))

    def is_bare(self, part: Passage) -> bool:
        """Whether a part may be a header though no colon ends it: it starts like one and ends with its line."""
        at_end = not self._tokens and part.end >= self._line_end - 2
        return at_end and bool(_BARE_HEAD.match(self._notice.folded, part.start, part.end))

    def enter(self, named: Section, alone: bool) -> None:
        """A header of this section, alone or with words behind it."""
        self._ruling = named if alone or named in _LASTING else Section.OTHER
        passing = named is Section.OFFERS or (named is Section.STEPS and not self._official)
        self.section = self._ruling if passing else named


def _pieces(notice: Passage) -> Iterator[tuple[Passage, Heading | None]]:
    """The sentences as the stops cut them, cut again at headings that have no stop before them."""
    for part in notice.split(_DASHED if _DASHES.search(notice.folded, notice.start, notice.end) else _SENTENCE):
        at, running = part.start, None
        for heading in running_headings(part):
            if heading.start > at:
                yield from ((piece, running) for piece in _kept(part, at, heading.start))
            at, running = heading.start, heading
        yield from ((piece, running) for piece in _kept(part, at, part.end))


def _line(notice: Passage, at: int) -> tuple[int, bool]:
    """Where the line ends that holds the character, and whether it is a row of tokens (上海｜1-3年｜大专)."""
    newline = notice.folded.find("\n", at, notice.end)
    end = newline if newline >= 0 else notice.end
    return end, notice.folded.find("|", at, end) >= 0


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
