"""The headings of a notice: what the words behind each are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from jobmatch.requirements.text.passage import Passage
from jobmatch.requirements.text.patterns import any_of


class Section(Enum):
    """What a part of a notice is about."""

    ASKS = auto()  # 任职要求
    ASKS_HERE = auto()  # 能做到这些就来：…, which is about its own line
    PREFERRED = auto()  # 优先条件
    DUTIES = auto()  # 岗位职责
    OFFERS = auto()  # 福利待遇
    STEPS = auto()  # 报名方式
    ABOUT = auto()  # 公司简介, which is about the employer
    OTHER = auto()


_LEAD = r"(?:第?[一二三四五六七八九十\d]{1,3}[、.])?[\s\[《◆●■★*#()]{0,4}"
_ANY = r"[^,;:。\[\]\n]"
_SKILL = r"(?!熟|了解|掌握|精通|有|能|会|具|负责|优化|制定|设计|编写|理解)"
_HEADERS: tuple[tuple[Section, str], ...] = (
    (Section.STEPS, rf"{_ANY}{{0,6}}(?:下列|以下){_ANY}{{0,10}}(?:不得|不予|不能|不接受){_ANY}{{0,8}}"),
    (
        Section.PREFERRED,
        (
            rf"优先条件|加分项?|加分条件|{_ANY}{{0,6}}(?:下列|以下){_ANY}{{0,8}}优先{_ANY}{{0,4}}|"
            rf"{_ANY}{{0,14}}(?:优先(?:考虑|录[用取]|项)?|加分项?)(?=:)"
        ),
    ),
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
            rf"{_SKILL}{_ANY}{{0,6}}(?:报名|程序|方式|办法|流程|材料|须知|纪律){_ANY}{{0,4}}|(?:咨询|"
            rf"联系){_ANY}{{0,4}}|{_ANY}{{0,3}}(?:其他|其它)(?:事项|说明)?|(?:温馨)?提示|备注|注意事项"
        ),
    ),
)
_HEADER = tuple(
    (section, re.compile(rf"{_LEAD}(?:{words})[\]》)]?\s?(?::|$|\n)|\[(?:{words})\]")) for section, words in _HEADERS
)
_MARK = re.compile(r"[:\]\n]")
_QUESTION = re.compile(r"问:")
_ANSWER = re.compile(r"答:\s?")

# Headings inside running text (…制作职位要求1.有5年…): words that are hardly ever anything else, and what they open.
_RUNNING = any_of(
    r"(?:任职|岗位|职位|应聘|招聘|资格|职务|入职|用人|录用|人员|技能|技术|能力|素质|基本|硬性|必备|核心|工作|专业)"
    r"(?:资格)?(?:要求|条件|资格|资质|职责|内容|描述|任务|说明|待遇|福利|诱惑|亮点|优势|吸引力)",
    r"要求",
    r"(?:主要)?职责",
    r"加分(?:项目?|条件)?",
    r"优先(?:项|条件|考虑)?",
    r"(?:我们)?(?:希望|期望|期待|需要)[你您](?:具备|是|能)?",
    r"[你您](?:需要(?:具备)?|将(?:获得|得到|收获|负责))",
    r"(?:薪资|薪酬|福利|工资|公司|员工|项目)(?:待遇|福利|诱惑|吸引力|结构|体系|亮点|优势)",
    r"我们(?:能)?(?:提供|为[你您])",
    r"(?:公司|企业|团队|项目|平台|产品|部门)(?:简介|介绍|背景)",
    r"关于(?:我们|公司|团队)",
    r"[Nn]ice [Tt]o [Hh]ave",
    r"[Bb]onus",
    r"[Pp]referred(?: [Qq]ualifications)?",
    r"(?:[Jj]ob )?(?:[Rr]equirements?|[Rr]esponsibilities|[Dd]escription)",
    r"[Qq]ualifications?",
    r"[Bb]enefits",
    r"[Aa]bout [Uu]s",
)
_OPENS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (Section.PREFERRED, re.compile(r"加分|优先|[Hh]ave|onus|referred")),
    (Section.OFFERS, re.compile(r"待遇|福利|诱惑|吸引力|结构|体系|亮点|优势|提供|为[你您]|[获收得]|[Bb]enefits")),
    (Section.DUTIES, re.compile(r"职责$|内容|描述|任务|说明|将负责|ities|escription")),
    (Section.ABOUT, re.compile(r"简介|介绍|背景|关于|[Aa]bout")),
    (Section.ASKS, re.compile("")),
)
_MARKED = re.compile(r"(?:\([^()]{1,10}\))?\s?(?:[\])》]\s?:?|:)")
_COLON = re.compile(r"(?:\([^()]{1,10}\))?\s?:")
_LISTED = re.compile(r"\s?(?:1[、.)](?!\d)|\(1\)|①|一、|[-*●•■◆])")
_SPACED = re.compile(r"\s|$")
_OPENED = re.compile(r"(?:^|[\s。;,!?)\]]|\[)$")
_OF_ANOTHER = re.compile(
    r"(?:符合|满足|根据|按照?|依据?|达到|其[他它]|完成|客户|用户|系统|业务|项目|产品|需求|质量|公司|的|各项?|合同|相关|[与和及等是为])$"
)
_OPENS_A_LIST = re.compile(
    r"(?:加分项?:|(?:任职|应聘|岗位|职位)(?:资格)?(?:要求|条件|资格):?)\s?(?:1[、.)](?!\d)|\(1\)|①)"
)
_ALWAYS = re.compile(r"任职(?:要求|资格|条件)|(?:岗位|职位)要求|(?:岗位|工作)职责")
_SPOKEN_OF = re.compile(r"[的和与及、,。;]|$")
_WISH_HINT = re.compile(r"[先分佳]")
_OPENS_WISHES = re.compile(
    r"(?:(?<![岁及或专人])以下|下列|如下|其中)[^;。]{0,16}(?:优先[^,;。:]{0,4}|加分[^,;。:]{0,4}|[更尤]佳)$"
)
_ENDS_AS_WISH = re.compile(r"(?:优先(?:考虑|录[用取])?|加分(?:项|条件)?)$")
_FIRST = re.compile(r"1[、.)](?!\d)")
_WHOM = re.compile(r"[^,;。:\n]{2,24}[者的]$")
_TAG = re.compile(r"[^\s()。;]\((?:加分|优先)[^()]{0,3}\)(?!\s?:)")  # 统计专业(加分项) says it of what stands before
_SHORT = frozenset({"要求", "职责", "优先", "优先考虑", "加分", "bonus", "preferred", "benefits"})


def read_header(part: Passage, bare: bool) -> tuple[Section | None, Passage | None]:
    """The section a sentence opens, if any, and what is left of it; bare: words without a colon may be a header."""
    question = _QUESTION.match(part.folded, part.start, part.end)
    start = question.end() if question else part.start
    end = part.end + part.folded.startswith(":", part.end)  # a passage has no stops at its edges
    marked = bare or question or _MARK.search(part.folded, start, end)
    for section, pattern in _HEADER if marked else ():
        match = pattern.match(part.folded, start, end)
        if match and (bare or question or match.end() < part.end or match[0].endswith((":", "]"))):
            body = part.part(match.end() - part.start, part.end - part.start)
            return section, body if body.start < body.end else None
    if question:
        return Section.OTHER, None
    answer = _ANSWER.match(part.folded, part.start, part.end)
    return None, part.part(answer.end() - part.start, part.end - part.start) if answer else part


def opens_wishes(part: Passage) -> bool:
    """Whether a sentence ends by saying that the list behind it is only preferred (符合以下任两项会有加分:)."""
    if not _WISH_HINT.search(part.text, max(0, len(part.text) - 8)):
        return False
    restarts = _FIRST.match(part.folded, part.end) and _ENDS_AS_WISH.search(part.text)
    return bool(restarts or _OPENS_WISHES.search(part.text))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside running text: where it starts, and where the words behind it do."""

    section: Section
    start: int
    behind: int

    def body(self, part: Passage) -> Passage | None:
        """What the part says behind this heading, if anything."""
        rest = part.part(self.behind - part.start, part.end - part.start) if self.behind < part.end else None
        return rest if rest is not None and rest.start < rest.end else None


def running_headings(part: Passage) -> Iterator[Heading]:
    """Headings inside a sentence, which need no line of their own."""
    for match in _RUNNING.finditer(part.folded, part.start, part.end):
        behind = _behind(part, match)
        if behind is not None:
            section = next(section for section, word in _OPENS if word.search(match[0]))
            yield Heading(section, _opening(part, match.start()), behind)


def _behind(part: Passage, match: re.Match[str]) -> int | None:
    """Where the words behind a heading start; None where these words are no heading here."""
    folded, before = part.folded, part.folded[max(part.start, match.start() - 4) : match.start()]
    opened = bool(_OPENED.search(before))
    if not opened and _OF_ANOTHER.search(before) and not _OPENS_A_LIST.match(folded, match.start()):
        return None
    short = match[0].lower() in _SHORT
    bracketed = match.start() > part.start and folded[match.start() - 1] in "[《("
    if _TAG.match(folded, max(match.start() - 2, part.start)):
        return None
    if marked := (_MARKED if bracketed else _COLON).match(folded, match.end()):
        if short and not (opened or _LISTED.match(folded, marked.end())):
            return None
        return marked.end()
    if _LISTED.match(folded, match.end()) and not short:
        return match.end()
    if opened and not short and _SPACED.match(folded, match.end()):
        return match.end()
    return match.end() if _ALWAYS.fullmatch(match[0]) and not _SPOKEN_OF.match(folded, match.end()) else None


def _opening(part: Passage, at: int) -> int:
    """The start of a heading with the bracket or number, or the words (具有以下经验者优先:), that belong to it."""
    wish = part.folded.startswith(("优先", "加分"), at)
    if wish and (whom := _WHOM.search(part.folded, part.start, at)):
        return whom.start()
    return at - 1 if at > part.start and part.folded[at - 1] in "[《(" else at
