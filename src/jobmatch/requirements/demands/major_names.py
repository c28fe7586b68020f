"""The names in a list of majors: where it starts, how it is cut, and which pieces are majors at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jobmatch.domain import Level
from jobmatch.requirements.demands.majors import NUMBERED, place, placed_anywhere
from jobmatch.requirements.demands.teacher_training import is_teacher_training
from jobmatch.requirements.text.patterns import any_of
from jobmatch.taxonomy.majors import (
    EXACT,
    NEAREST,
    endings,
    everyday_endings,
    find_major,
    is_everyday,
    is_medical,
    is_wide,
    names_trade,
)
from jobmatch.taxonomy.majors.catalogue import catalogue

SURE = 0.97  # a bare word must be a major by its own name: 女性 is none, though 女性学 is
_KNOWN = 0.9
_OUTSIDE = re.compile(r"[^一-鿿A-Za-z、/·&\"“”'+\s()]")
_CUT = re.compile(
    r".*(?:学历|学位|毕业于?|具有|具备|拥有|持有|需要?|须|要求|限|以[上下]|及以上|起|(?<!或)者|(?<!相关)(?<!相近)的|全日制|大专|专科|本科|中专|"
    r"硕士|博士|研究生|学士|应届|招聘|面向|院校|高校|大学|学校|统招|普通|优先|起点|正规|国家|知名|一线|重点|公办|主修|辅修|就读|"
    r"所学|专业(?:为|是|:)|(?<![器度化])学习|(?<!没)有(?!色|机)|(?<![行作])为|^[是如]|或者?同等学历|[届月岁]|(?<![老青少])年|经验|相应|"
    r"(?<![一-鿿])(?:对|在|从|将)|不限|担任|如)"
)
_FORWARD_STOP = any_of(
    r"[;。\n]",
    r"(?:工作|岗位|主要|职位)(?:职责|内容|描述|地点|要求)",
    r"学历(?:要求|:|为)?",
    r"应聘(?:资格|条件)",
    r"任职",
    r"优先",
    r"毕业",
    r"(?:全日制|统招)?(?:本科|大专|专科|硕士|博士|研究生)(?!专业)",
    r"及?以上",
    r"\d年",
    r"薪",
    r"专业(?=[一二三四五六七]、|\d|技能|其他|外语)",
    r"[一二三四五六七]、",
    r"技能",
    r"实习",
    r"[^、/,]{0,4}能力",
    r"岗位?\d*名?$",
    r"【|\[",
)
_NUMBER = re.compile(r"\(([A-C]?\d{2,6}[A-Z]{0,2})\)")
_NUMBER_MARK = re.compile(r"<([^<>]*)>$")
_BRACKETS = re.compile(r"\([^()]*\)|[()]")
_ONLY = re.compile(
    r"[^、,/()]*\((?:\d{2,6}[A-Z]{0,2},)?(?:仅限|只限|限)(?:于)?:?(?P<names>[^()]{2,60}?)(?:专业|方向)?\)"
)
_SEPARATORS = re.compile(
    r"[、/,;·&+\s\"“”']+|(?<![A-Za-z])or(?![A-Za-z])|或者?|以及|(?:相关|相近|类似|近似)(?:类)?(?:的)?|(?<![高中初平])等+(?![级离])"
)
_JOINED = re.compile(r"及其?|和|与|跟")
_RELATED = re.compile(r"相关|相近|相似|类似|近似|相邻|有关|同类|(?<![高中初平])等(?![级离])")
_NOISE = any_of(
    r"^(?:等|其他|其它|相关|相近|相似|类似|有关|专业|所学|类|系|学科|科系|方向|领域|各|本|对口|与岗位|岗位|任意|学习|理论|背景|具体|"
    r"同类|以下|上述|所有|多个|两个|一个|任一|之一|包括|或|及|和|与|的|大类|行业|需求|要求|职位|非|跨|该|此|这|双|多|几个|主)+$",
    r"^不限$",
)
_FRONT = re.compile(
    r"^(?:(?:与|和|及|跟|或|是|为|如|例|例如|比如|主修|学习|包括|包含|等|其他|其它|其次|首先|相关|相近|类似|偏|的|类)(?=..))+"
)
_BACK = re.compile(
    r"(?:等|等相关|相关|相近|类似|近似|有关|方向|专业|毕业生?|背景|学科|科系|院系|院校|领域|高度|紧密|密切|较|的|行业|应用方向|"
    r"理论|及其?|和|与|或|一类|大类|之一|任一|均可|皆可|都可以?|即可|可|[()])+$"
)
_MAJOR_LIKE = re.compile(
    r"(?:学|类|工程|技术|管理|科学|设计|教育|语|医|制造|化|统计|经济|营销|智能|安全|艺术|贸易|传播|工艺|材料|机械|电子|"
    r"自动化|控制|分析|养殖|栽培|检测|检验|维修|护理|治疗|表演|影视|媒体|物流|商务|金融|会计|数学|物理|开发|应用|系统|信息|"
    r"网络|软件|与.{2,6})$"
)
_NO_MAJOR = re.compile(
    r"能力|的|需要|提供|行业|背景|意向|先关|资格|符合|经验|知识|工作|公司|团队|项目|产品|以上|学历|技能|熟|良好|具|岗位|客户|业务|负责|优秀|较强|扎实|招聘|年|月|人|我|你|各|每|安装|"
    r"从业|软文|职业(?!卫生|技术)|兼职|全职|不|强|高|好|多"
)
_NEVER = re.compile(
    r"能力(?!开)|提供|符合|团队|公司|负责|熟|良好|较强|扎实|客户(?!服务)|技能|[我你]"
)  # in no name of a major at all
_MARKED = re.compile(r"[、/()]|相关|相近|类似|近似|等|或")
_STUDY = re.compile(
    r"^(?:类|的)?(?:本科|大专|专科|硕士|博士|研究生|毕业|学历|背景|优先|出身|者|应届|学生|在校|$|[,;(])"
)
_BRACKETED = re.compile(
    r"\s?\((?:如|例如|比如|包括|包含|含|即|限|仅限|主要为)?:?(?P<names>[^()]*[一-鿿][^()]{1,120})\)"
)
_UNKNOWN = re.compile(r"(?![本各跨非该此其每某多全])[一-鿿]{3,8}")
_HELD = "\x00"  # stands for a 、 inside of a name
_FEWEST_OF_GROUP = 2
_SHORTEST_ALONE, _SHORT, _LONGEST, _WORDY = 4, 8, 16, 48  # characters; no name, with what clings to it, is longer


@dataclass(frozen=True, slots=True)
class NameList:
    """Majors as written; start: where the list begins in the text; related: others close to them may count."""

    names: tuple[str, ...]
    related: bool
    start: int


def bracketed_names(after: str) -> NameList | None:
    """The majors in brackets right behind 专业 (计算机相关专业（软件工程、通信等）), None where there are none."""
    match = _BRACKETED.match(after)
    pieces = list(_pieces(match["names"])) if match else []
    if match is None or not any(is_known(name) for name in pieces) or not all(_passes(name) for name in pieces):
        return None
    return NameList(tuple(dict.fromkeys(pieces)), bool(_RELATED.search(match["names"])), match.end())


def is_study(after: str) -> bool:
    """Whether what follows 专业 speaks of having studied it (本科, 毕业, 优先)."""
    return bool(_STUDY.match(after))


def read_names(text: str, strict: bool) -> NameList:
    """The names at the end of a text (strict: in front of 专业), else from its start on (behind 专业要求：)."""
    run, start = _run(text) if strict else (_until_stop(text), text.find(text.strip()))
    pieces = list(_pieces(run))
    known = [name for name in pieces if is_known(name)]
    related = bool(_RELATED.search(run)) or any(_is_class(name) for name in known)
    pieces = [_recovered(pieces[0]), *pieces[1:]] if pieces and strict else pieces
    supported = bool(known) or related or not strict
    kept = [
        name for at, name in enumerate(pieces) if is_known(name) or _may_be_major(name, supported, bool(known and at))
    ]
    related = related or len(kept) < len(pieces)
    return NameList(tuple(dict.fromkeys(kept)), related, start)


def names_end(text: str) -> int:
    """Where the list that opens a text has ended: at the next label, level or number of years."""
    return len(_until_stop(text))


def group_names(text: str) -> NameList | None:
    """The majors behind the name of a group (电子类：…); None unless most bear names of the catalogue."""
    names = read_names(text, strict=False)
    official = sum(map(_is_of_catalogue, names.names))
    return names if official >= _FEWEST_OF_GROUP and official * 2 >= len(names.names) else None


def trailing_names(text: str, beside_trade: bool = False, loose: bool = False) -> NameList | None:
    """The names at the very end of a text; None where one of them is not known.

    beside_trade: words that name a line of business too (电商) are none. loose: beside one that is known, others need
    only look like majors.
    """
    run, start = _run(text)
    pieces = list(_pieces(run))
    known = [name for name in pieces if is_known(name)]
    if not known or (len(known) < len(pieces) and not (loose and all(_passes(name) for name in pieces))):
        return None
    if beside_trade and any(names_trade(name) for name in pieces):
        return None
    related = bool(_RELATED.search(run)) or any(_is_class(name) for name in pieces)
    return NameList(tuple(dict.fromkeys(pieces)), related, start)


def bare_names(text: str, official: bool = False) -> NameList | None:
    """A clause that is nothing but majors; official: by the catalogue's own names, and no single everyday word."""
    if (_NEVER.search(text) and "(" not in text) or (official and not _may_end_a_name(text)):
        return None
    pieces = list(_pieces(text))
    if not any(is_known(name) for name in pieces) or _CUT.match(text) or not all(_passes(name) for name in pieces):
        return None
    if official and not (all(map(_is_official, pieces)) or (len(pieces) > 2 and any(map(_is_class, pieces)))):
        return None
    if official and len(pieces) == 1 and is_everyday(pieces[0]) and not _is_health(pieces[0]):
        return None
    return NameList(tuple(dict.fromkeys(pieces)), bool(_RELATED.search(text)), 0)


def _may_end_a_name(text: str) -> bool:
    """Whether words without a mark between them end as some name does; most clauses of ads are ruled out by that."""
    if _MARKED.search(text):
        return True
    bare = _clean(text)
    known = _endings()
    return bare[-2:] in known or bare.removesuffix("类")[-2:] in known or bare.removesuffix("大")[-2:] in known


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    return endings() | everyday_endings()


@lru_cache(maxsize=20_000)
def is_known(name: str) -> bool:
    """Whether the catalogue or everyday speech has a major, a class or a discipline of that name."""
    return placed_anywhere(name) >= _KNOWN


def _is_official(name: str) -> bool:
    return placed_anywhere(name) >= SURE and not names_trade(name)


def _is_of_catalogue(name: str) -> bool:
    """Whether a major bears this very name, whatever trade it names too."""
    return any(found[0].score == EXACT for letter in "ABC" if (found := find_major(name, letter)))


def _is_health(name: str) -> bool:
    codes, _ = place(name, Level.ASSOCIATE)
    return bool(codes) and all(map(is_medical, codes))


def sole_name(text: str) -> str | None:
    """An unknown name that alone stands in front of 专业 (理疗康养专业), None where it cannot be one."""
    run, _ = _run(text)
    name = _clean(run)
    return name if _UNKNOWN.fullmatch(name) and not _NO_MAJOR.search(name) and not _NOISE.match(name) else None


def _is_class(name: str) -> bool:
    return name.endswith("类") and not NUMBERED.fullmatch(name) and not is_teacher_training(name)


def _passes(name: str) -> bool:
    return is_known(name) or _may_be_major(name, supported=True)


def _recovered(name: str) -> str:
    """The known name at the end of a first item that ran on from other words (任职资格计算机)."""
    if is_known(name):
        return name
    ends = (name[at:] for at in range(1, len(name) - 1))
    return next((end for end in ends if is_known(end) and not is_wide(end) and not names_trade(end)), name)


def _may_be_major(name: str, supported: bool, listed: bool = False) -> bool:
    """Whether an unknown name looks like a major's.

    supported: something beside it says that majors are listed; listed: it stands behind a known one, so that any
    short word will do.
    """
    if len(name) > _LONGEST or _NO_MAJOR.search(name):
        return False
    if listed and len(name) <= _SHORT:
        return True
    return supported and bool(_MAJOR_LIKE.search(name) or NUMBERED.fullmatch(name))


def _run(text: str) -> tuple[str, int]:
    """The stretch at the end of a text that may be a list of names, and where it starts."""
    masked = _masked(text)
    start = 0
    for outside in _OUTSIDE.finditer(masked):
        start = outside.end()
    cut = _CUT.match(masked, start)
    start = cut.end() if cut else start
    while start and text[start - 1] == "," and (item := _item_before(text[: start - 1])):
        start -= len(item) + 1
    return text[start:], start


def _item_before(text: str) -> str:
    """The last item of a list that commas cut, empty where it is anything but majors."""
    item = text[text.rfind(",") + 1 :]
    return item if bare_names(item) else ""


def _masked(text: str) -> str:
    """The text with what stands in brackets blanked out, so that no marker is found there."""
    return re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), text)


def _until_stop(text: str) -> str:
    stop = _FORWARD_STOP.search(text)
    return text[: stop.start()] if stop else text


def _pieces(run: str) -> Iterator[str]:
    """The names of a list: cut at its separators, at 和 and 与 unless a name holds them, and where they run on."""
    narrowed = _NUMBER.sub(r"<\1>", _ONLY.sub(lambda m: m["names"], run))
    held = _holding_marks().sub(lambda m: m[0].replace("、", _HELD), narrowed) if "、" in narrowed else narrowed
    for piece in _SEPARATORS.split(_BRACKETS.sub("、", held)):
        if len(piece) > _WORDY:
            continue
        for name in _apart(piece.replace(_HELD, "、")):
            yield from _segmented(name)


@lru_cache(maxsize=1)
def _holding_marks() -> re.Pattern[str]:
    """The names of the catalogue that hold a 、 themselves (导航、制导与控制)."""
    return any_of(*sorted({re.escape(entry.name) for entry in catalogue().values() if "、" in entry.name}))


def _apart(piece: str) -> Iterator[str]:
    """护理和助产 are two majors, 国际经济与贸易 is one."""
    whole = _clean(piece)
    parts = [_clean(part) for part in _JOINED.split(whole)]
    if len(parts) > 1 and _is_one(whole, parts):
        parts = [whole]
    yield from (name for name in parts if len(name) > 1 and not _NOISE.match(name))


def _is_one(whole: str, parts: list[str]) -> bool:
    """Whether 和 or 与 belongs to the name: one that is known so or, with a slip, better so than in its parts."""
    if placed_anywhere(whole) > NEAREST:
        return True
    return not all(map(is_known, parts)) and (is_known(whole) or not is_known(parts[0]))


def _clean(name: str) -> str:
    if NUMBERED.fullmatch(name):
        return name
    if numbered := _NUMBER_MARK.search(name):
        return f"{_FRONT.sub('', name[: numbered.start()].strip())}({numbered[1]})"
    return _FRONT.sub("", _BACK.sub("", name.strip(" .-:*")))


@lru_cache(maxsize=20_000)
def _segmented(name: str) -> tuple[str, ...]:
    """A name as it stands, or the known names it is made of without a mark between them (数学统计学).

    >>> _segmented("数学统计学"), _segmented("电子商务"), _segmented("数据处理")
    (('数学', '统计学'), ('电子商务',), ('数据处理',))
    """
    if is_known(name) or len(name) < _SHORTEST_ALONE or len(name) > _LONGEST:
        return (name,)
    return _made_of(name) or (name,)


def _made_of(name: str) -> tuple[str, ...] | None:
    """Everyday names that make up a name from end to end, the longest first."""
    if not name:
        return ()
    for end in range(len(name), 1, -1):
        if is_everyday(name[:end]) and not is_wide(name[:end]):
            rest = _made_of(name[end:])
            if rest is not None:
                return (name[:end], *rest)
    return None
