"""The clauses of one sentence: leads taken off, halves joined again, lists cut where an item is a demand of its own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from jobmatch.requirements.demands.clause import WISHES, prefers, wishes
from jobmatch.requirements.demands.licences import months_allowed
from jobmatch.requirements.demands.major_names import is_known
from jobmatch.requirements.text.passage import Passage
from jobmatch.requirements.text.patterns import any_of
from jobmatch.taxonomy.licences import find_licences

_LEAD = re.compile(r"[^:,;。]{1,16}:\s?(?=[^\d\s])")
_SAYS_SOMETHING = any_of(
    r"专业",
    r"类\s?:",
    r"学历",
    r"学位",
    r"文化",
    r"证书?",
    r"资格",
    r"职称",
    r"年龄",
    r"性别",
    r"经[验历]",
    r"户籍",
    r"生源",
    r"民族",
    r"政治",
    r"面貌",
    r"身高",
    r"视力",
    r"语言",
    r"届",
    r"班",
    r"薪",
    r"工资",
    r"待遇",
    r"人数",
    r"名额",
    r"地",
    r"时间",
    r"日期",
    r"截止",
    r"期限",
    r"电话",
    r"邮箱",
    r"http",
)
_BUT = re.compile(r"(?<=限)但是?(?=[^,;。]{2,40}(?:优先|佳|加分))")
_LIST_MARK = re.compile(r"、(?![^()]{0,40}\))")
_HALF_OF_RELAXED = re.compile(r"放宽|破格|适当降低")
_CONDITION = re.compile(r"(?:的|者)$")
_ONLY_PREFERS = re.compile(
    r"(?:同等条件下?)?(?:者|的)?(?:可|将|均可)?(?:予以|给予)?(?:优先|加分|更佳|尤佳|为佳|更好)"
    r"(?:考虑|录用|录取|聘用|安排|选择|面试|推荐)?$"
)
_BRACKETED_WISH = re.compile(rf"\(([^()]*(?:{WISHES.pattern})[^()]*)\)")
_BARE_WISH = re.compile(r"(?:[者的可项为非\s]|优先|加分|考虑|录用|录取|最佳|更佳|尤佳|佳|必[须要需]|优)*$")
_LEVEL_THEN_WISH = re.compile(
    r"^[^,;。()]{0,16}?(?:博士|硕士|研究生|本科|[大中]专|专科|高中)(?:\(含\))?(?:及|或)?(?:其)?以上(?:学历|文化程度)?"
    r"(?=[^,;。]{0,3}(?:博士|硕士|研究生|本科|211|985|名校|重点|[有具熟])|[\u4e00-\u9fffA-Za-z、/]{2,30}专业)"
)
_CAN_DO = re.compile(
    r"经[验历]|背景|^\s*(?:\d[、.])?(?:并|且|同时|或者?|及|对)?(?:有|具有?|具备|拥有|熟|了解|懂|掌握|精通|擅长|善于|使用|用过|会(?![员计议])|能(?!力)|做过|从事过|参与|对)"
)
_FIRST_CHOICE = re.compile(r"优 ?先|先考虑")  # while 有A, 有B更佳 asks for A all the same
_OUTRIGHT = any_of(
    r"必[须备需]|须|要求|至少|务必|一定要",
    r"[\d一二两三四五六七八九十半]\s?个?[年月]",
    r"博士|硕士|研究生|本科|[大中]专|专科|高中|学[历位]|专业(?!知识|技|能|素|性)",
    r"(?<![验保论])证(?!券|明)|资格|职称|执照|驾照|[四六八]级|普通话|身份|户[口籍]|党员|岁|男|女|届|毕业",
    r"不限|无需|[均亦]可",
)
_OR_ELSE = re.compile(r"(?:或者?|及|和|与|以及)(?!以上)")
_OR_MORE = re.compile(r"(?:并且?|且|同时)")
_BARE_NAMES = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+#./、 ]{1,16}$")
_NAMED = re.compile(r"专业|院校|大学|学校|高校|证|背景|学历")
_STANDS_ALONE = any_of(
    r"[的者]$",
    r"专业",
    r"学历",
    r"以[上下内]",
    r"[有具熟会能须需懂]",
    r"岁",
    r"[男女]",
    r"证",
    r"经[验历]",
    r"本科",
    r"[大中]专",
    r"硕士",
    r"博士",
    r"研究生",
    r"毕业",
    r"届",
    r"不限",
    r"\d年",
    r"精通",
    r"掌握",
    r"了解",
    r"善于",
    r"良好",
    r"[好强佳高正]$",
)
_NOT_YET = re.compile(r"(?:暂未|尚未|未)(?:取得|持有|考取|获得)|没有?[^,;。]{0,16}(?:证|资格)")
_MAY_COME_FIRST = re.compile(r"(?:届|刚毕业)[^,;。]{0,8}可?先(?:报名|上岗|入职|应聘|来)")

_LEVEL = re.compile(
    r"(?:学历|学位|要求|最低|具有|国家承认的?|全日制|普通|统招|大学|(?:特别)?优秀的?|应届|为|:){0,5}"
    r"(?:博士|硕士|研究生|本科|大专|专科|高职|中专|中职|中技|技校|高中|初中)"
)
_ENDS_AS_LEVEL = re.compile(r"(?:博士|硕士|研究生|本科|大专|专科|高职|中专|中职|中技|技校|高中|初中)(?:生|学历)?$")
_WISHED_NAME = re.compile(r"(?P<name>[一-鿿]{2,12}?)(?:类|专业|类专业)?者?(?:优先|[更尤为]?佳)(?:考虑|录[用取])?")
_AGE = re.compile(r"年龄|[^、]{0,3}\d{2}周?岁")
_STUDIES = re.compile(r"(?:要|须|限|是)?(?:所)?学(?![前科历位习校生员术士硕]|会(?!计|展))|(?:所学)?专业:")
_OWN_VERB = re.compile(r"有|没|暂时没|通过|考取|拥有|具有|具备|持|能(?!力)|会(?!计|展|议)|取得|熟悉|同等条件|获")
_PAPER = re.compile(r"证|资格|职称|[四六八]级|[甲乙]等")
_YEARS = re.compile(r"(?:\d|[一二两三四五半])个?[年月][^、]{0,12}经[验历]|经[验历]$")
_CLOSED = re.compile(
    r"(?:学历|学位|文化|文化程度|职称|^(?:仅?限)?[男女][性士生]?|以[上下内]|起|岁(?:左右)?|毕业|(?:都|均|皆|也)(?:行|可以?)|不限|[大中]专|[本专]科|[硕博]士|高中|初中|中[职技]|技校|起步?|就行|"
    r"专业|的|经[验历])$"
)


def demanding_clauses(sentence: Passage, parts: list[Passage]) -> list[Passage]:
    """The parts of a sentence between its commas such that each holds one demand, or a list that is one, and its own
    优先."""
    if not wishes(sentence.text):
        bare = [_without_lead(part) for part in parts]
    else:
        bare = [wish for part in parts for wish in _wishes_apart(_without_lead(part))]
        bare = _with_lists(bare)
    items = [item for clause in _rejoined(bare) for item in _apart(clause)]
    return _with_skills(items) if wishes(sentence.text) else items


def _wishes_apart(clause: Passage) -> Iterator[Passage]:
    """A clause and the wish in its brackets or behind its level: 本科及以上(硕士优先), 大专以上学历计算机专业优先."""
    bracket = _BRACKETED_WISH.search(clause.folded, clause.start, clause.end)
    if bracket and not _BARE_WISH.match(bracket[1]):
        cuts = [clause.start, bracket.start(), bracket.end(), clause.end]
    elif (level := _LEVEL_THEN_WISH.match(clause.text)) and not _BARE_WISH.match(clause.text[level.end() :]):
        cuts = [clause.start, clause.start + level.end(), clause.end]
    elif but := _BUT.search(clause.folded, clause.start, clause.end):
        cuts = [clause.start, but.end(), clause.end]  # 专业不限但会计学优先
    else:
        cuts = [clause.start, clause.end]
    if WISHES.search(clause.folded, cuts[0], cuts[1]):
        cuts = [clause.start, clause.end]
    for start, end in itertools.pairwise(cuts):
        part = clause.part(start - clause.start, end - clause.start)
        if part.start < part.end:
            yield part


def _with_lists(parts: list[Passage]) -> list[Passage]:
    """A wish with what it closes: 数学, 统计, 计算机专业优先; 有物流经验, 或供应链经验者优先."""
    joined: list[Passage] = []
    for part in parts:
        if WISHES.search(part.text):
            while joined and not part.text.startswith("(") and _leads_up_to(joined[-1].text, part.text):
                part = joined.pop().until(part.end)
        joined.append(part)
    return joined


def _with_skills(parts: list[Passage]) -> list[Passage]:
    """A wish with the experience and skills that it closes: 有A经验, 熟悉B、有C经验者优先."""
    joined: list[Passage] = []
    for part in parts:
        if not _FIRST_CHOICE.search(part.text):
            joined.append(part)
            continue
        if _CAN_DO.search(part.text) and not _PAPER.search(part.text):
            while joined and _only_can_do(joined[-1].text):
                part = joined.pop().until(part.end)
        elif joined and joined[-1].text.endswith("者") and _only_can_do(joined[-1].text):
            part = joined.pop().until(part.end)
        joined.append(part)
    return joined


def _only_can_do(text: str) -> bool:
    """Whether a clause names experience or a skill and nothing that a paper shows or that is demanded outright."""
    if wishes(text) or _OUTRIGHT.search(text):
        return False
    return bool(_CAN_DO.search(text))


def _leads_up_to(before: str, text: str) -> bool:
    if WISHES.search(before):
        return False
    if _OR_ELSE.match(text):
        return not _CLOSED.search(before) or _YEARS.search(before) is not None
    if _OR_MORE.match(text):
        return before.startswith(("有", "具", "熟", "了解", "掌握", "精通"))
    return bool(_NAMED.search(text) and _BARE_NAMES.match(before)) and not (
        _OWN_VERB.match(text) or _STANDS_ALONE.search(before)
    )


def _without_lead(clause: Passage) -> Passage:
    """The clause without an opening such as 能做到这些就来: or 条件写清楚:, unless the opening says what is asked."""
    lead = _LEAD.match(clause.folded, clause.start, clause.end)
    if lead is None or _SAYS_SOMETHING.search(lead[0]):
        return clause
    return clause.part(lead.end() - clause.start, clause.end - clause.start)


def _rejoined(parts: list[Passage]) -> list[Passage]:
    """Halves of clauses joined to the one before: 优先录用, 应在入职后一年内取得, 学历可放宽 after its condition."""
    joined: list[Passage] = []
    for part in parts:
        if joined and _continues(joined[-1].text, part.text):
            part = joined.pop().until(part.end)
        joined.append(part)
    return joined


def _continues(before: str, text: str) -> bool:
    if _ONLY_PREFERS.match(text):
        return True
    if _HALF_OF_RELAXED.search(text) and _CONDITION.search(before):
        return True
    if months_allowed(text) is None:
        return False
    if _MAY_COME_FIRST.search(before):
        return True
    return not find_licences(text) and bool(_NOT_YET.search(before) or find_licences(before))


def _apart(clause: Passage) -> Iterator[Passage]:
    """A clause cut at each 、 beside an item that is a demand of its own (中专以上、学护理、助产的、有护士证优先).

    Items of one kind stay together, since they are one list (18岁以上、35岁以下; 护士证、社工证者优先), and what
    prefers takes in the list that it closes.
    """
    if "、" not in clause.text:
        yield clause
        return
    start = before = None
    for item in clause.split(_LIST_MARK):
        if before is not None and start is not None and _parted(before.text, item.text):
            yield start.until(before.end)
            start = item
        start, before = start or item, item
    if before is not None and start is not None:
        yield start.until(before.end)


def _parted(before: str, item: str) -> bool:
    """Whether the 、 between two items divides two demands."""
    preferred = prefers(item)
    if prefers(before) or (preferred and _LEVEL.match(before) and not _LEVEL.match(item)):
        return True
    if _one_list(before, item):
        return False
    if _CLOSED.search(before) or _opens(item):
        return True
    return bool(_PAPER.search(before)) and not preferred


def _one_list(before: str, item: str) -> bool:
    if _PAPER.search(before) and _PAPER.search(item):
        return not _OWN_VERB.match(item)
    if _ENDS_AS_LEVEL.search(before) and _LEVEL.match(item):
        return True
    if before.endswith("专业") and (wished := _WISHED_NAME.fullmatch(item)) and is_known(wished["name"]):
        return True
    return any(kind.match(before) and kind.match(item) for kind in (_LEVEL, _AGE))


def _opens(item: str) -> bool:
    if any(kind.match(item) for kind in (_LEVEL, _AGE, _STUDIES, _YEARS)):
        return True
    return bool(_OWN_VERB.match(item) and (_PAPER.search(item) or _YEARS.search(item) or prefers(item)))
