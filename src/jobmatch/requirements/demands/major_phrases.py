"""Majors as prose names them: 护理、助产专业, 计算机相关专业, 理工科背景, 专业：药学, 统计学或数学硕士."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from jobmatch.requirements.demands.major_names import (
    NameList,
    bare_names,
    bracketed_names,
    group_names,
    is_study,
    names_end,
    read_names,
    sole_name,
    trailing_names,
)
from jobmatch.requirements.text.passage import Passage
from jobmatch.requirements.text.patterns import any_of
from jobmatch.requirements.text.soft import remainder

_HINT = re.compile(r"背景|[类系科]|毕业|学[历科士]|大专|硕士|博士|研究生|相关")
_ANY = any_of(
    r"专业不限(?!于)",
    r"(?:学历|经验)(?:及|、|和|与)?专业(?:均|皆|都)?不限",
    r"不限(?:制)?专业",
    r"专业(?:可|均|皆|都)?(?:不作|不做|无|没有|不)(?:具体|特殊|硬性)?(?:要求|限制|限)",
    r"专业:不限",
    r"不限所学专业",
    r"不(?:论|问|看)专业",
    r"(?:什么|任何|各类?|所有|全部|任意)专业(?=[都均皆可]|不限|毕业|学生|同学|的(?:毕业|学生|同学)|[,;。]|$)",
    r"专业(?:均|都|皆)(?:可|行)",
)
_ONLY_FOR_SOME = re.compile(r"(?:强|优秀|突出|丰富|佳|好|异)(?:者|的|人员|候选人)?(?:可|均可)?[^,;]{0,4}$")
_NOUN = re.compile(
    r"专业(?!技术(?!学院)|[四八48]级|知识|能力|技能|素|基础|人(?:员|才|士)|培训|的(?:团队|人|服务|知识|医|技|销|职|工|分|指|意|讲|导|数|"
    r"设|咨|培|财|课|平|投|管|产|解|水|态|精|理|方|系|岗|环)|团队|发展|成长|特长|理论|性|化|课|水平|工作|从事|服务|岗|优势|护|医|"
    r"咨|背景知|排|年级|成绩|不限|不作|不做|合作|:|户|承|论文|术语|英语|软件(?!专)|书|期刊|文献|工具|态度|精神|销售|路线|路径|通道|晋升|"
    r"公司|机构|厂|领域(?:内|的知)|问题|功底|功力|强|扎实|度|文|著|资|职|考|教|导|讲|师|委|报|证|级|线|建议|意见|评|测|及管|管理|分析|"
    r"作业|操作|形象|气质|眼|敏|洞|审|运|设|研(?!究生)|开|工程|项目|产品|平台|系统|维|市|会|顾|代|典|配合|经[验理历]|认|奖|交|监|组|分包|招|需求)"
)
_WEAK = re.compile(
    r"(?P<group>[类系]|学科|科系|院系)(?=(?:的)?(?:全日制|统招)?(?:本科|专科|大专|硕士|博士|研究生|毕业|学历|背景|优先|在校|应届|学生|学士))"
    r"|(?P<wide>(?:[文理工农医商]|理工)科)(?!技|研|室|目|院|普|学|[文理工农医商])"
    r"|(?P<ground>背景)(?!知识|调查|资料|音|图|墙|色|板|介绍|下|的(?:公司|企业|项目|介绍)|是|为|:)"
    r"|(?P<close>相关(?=$|[,;]))"
    r"|(?P<level>(?=(?:全日制|统招|应届|大学)?(?:本科|大专|专科|硕士|博士|研究生)(?:[及或]?以?[上下]|起|学历|毕业|学位|[,;]|$))"
    r"|(?=(?:专业)?毕业(?!后|于|论文|设计|季|证|院校|时|[前年]))|(?=(?:的)?学士))"
)
_LABEL = re.compile(
    r"(?:^|(?<=[^一-鿿])|(?=专业[要需]求|所学专业:|招聘专业:))(?:所学|学历|招聘|需求|所需|学科|学习|限定|[\d一二三四五六]、)?专业"
    r"(?:要求|需求|名称|背景|方向|条件|范围|类别|限制|类型)?\s?"
    r"(?:为|:|是|\]|限(?!制|于?专业)于?|包括|包含|(?<=[求称景向件围别制型])\s|(?<=[求称景向件围别制型])(?=[一-鿿])|与(?=[^,;]{2,40}相关$))"
    r"\s?(?:(?:所学)?(?:专业)?(?:要求|名称|背景):\s?)*(?P<names>.{2,400})",
    re.DOTALL,
)
_GROUP = re.compile(r"[一-鿿、]{2,16}类:\s?(?P<names>[^:;]{6,400})$")
_MATCHING = any_of(
    r"专业对口",
    r"对口专业",
    r"(?:岗位|行业)?相关专业(?!知识|论文|技|素|能|资|领域|课|工具|人|书|经|服|培|培训|证|工作)",
    r"相近专业",
    r"与(?:所报|招聘)?岗位相[关符近](?:的)?专业",
    r"所学专业[^,;]{0,8}(?:符合|一致|相[关符近])",
)
_SKILL = re.compile(
    r"熟悉|掌握|了解|精通|熟练|会使用|擅长|热爱|负责|从事|参与|协助|完成|开展|承担|编写|提供|运用|使用|能够|开发经验|学习能力|研究经验"
)
_STUDIED = re.compile(
    r"(?P<studied>(?:要|须|限|是)?(?:所)?学(?![历位习校生员得过东手士硕科]|会(?!计|展)))?(?P<names>[一-鿿()、/]{2,60}?)"
    r"(?:的|毕业)?(?:就行|就可以|就好|都行|都可以?|[均皆即]可|也行|也可以?|优先|更好|最好)?$"
)
_OF_WORK = re.compile(r"(?:行业|公司|企业|业务|项目|工作|从业)$")  # 软件行业背景 is experience
_SCOPE = re.compile(r"(?:执业|注册)(?:地点|范围|类别|科目)[^,;]{0,20}$")  # what a physician is registered for
_NAMED = re.compile(r"专业(?:要求|名称|条件)?[\]:]\s?$")
_ROW = re.compile(r"大专|本科|中专|专科|学历|硕士")
_LABEL_REACH = 8  # characters that a label may have before its value
_FEWEST_CELLS = 4  # words with blanks between them that make a row: 护士 2名 大专及以上 护理学
_HEADING = re.compile(r"(?:[一二三四五六七\d][、.])?.{0,6}专业(?:[及和与]\w{0,6})?(?:要求|条件|背景)?")
_TAIL = 4  # characters a list of majors may have behind it: 毕业, 优先, 背景
_REACH = 160  # characters looked back for the names, and forward for brackets
_MOST = 24  # nouns of one clause that are looked at


@dataclass(frozen=True, slots=True)
class MajorPhrase:
    """The names a passage admits as majors, where it says so, and whether others close to them may count.

    names is None where any major will do.
    """

    names: tuple[str, ...] | None
    related: bool
    start: int
    end: int


Clause = tuple[Passage, MajorPhrase | None]


def find_major_phrase(passage: Passage, among_demands: bool = False) -> MajorPhrase | None:
    """What a clause says of majors; None where it says nothing. Among demands a bare list of majors counts too."""
    text = passage.text
    if "专业" in text and (phrase := _by_noun(passage, among_demands)):
        return phrase
    if "类:" in text and (phrase := _grouped(passage)):
        return phrase
    if _HINT.search(text):
        for noun in islice(_WEAK.finditer(text), _MOST):
            if phrase := _weakly(passage, noun):
                return phrase
    return _bare(passage, among_demands)


def _by_noun(passage: Passage, among_demands: bool) -> MajorPhrase | None:
    """What a clause says of majors with the word 专业 in it."""
    text = passage.text
    if match := _ANY.search(text):
        return _any(passage, match)
    if (label := _LABEL.search(text)) and (phrase := _labelled(passage, label)):
        return phrase
    nouns = islice(_NOUN.finditer(text), _MOST)
    if found := [phrase for noun in nouns if (phrase := _before(passage, noun, among_demands))]:
        return _together(found)
    if (match := _MATCHING.search(text)) and not _SKILL.search(text, 0, match.start()):
        return MajorPhrase((), True, passage.start + match.start(), passage.start + match.end())
    return None


def major_lists(read: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses of a sentence and what each says of majors, where a list that its own commas cut is one again."""
    if not any(phrase and phrase.names for _, phrase in read):
        yield from read
        return
    at = 0
    while at < len(read):
        last, opened = _list_end(read, at)
        yield _joined(read[at : last + 1], opened) if last > at else read[at]
        at = last + 1


def _list_end(read: Sequence[Clause], at: int) -> tuple[int, list[NameList]]:
    """The last clause of the list that a clause may open, and the names of all but the last; at itself where none."""
    first, phrase = read[at]
    labelled = phrase is not None and bool(phrase.names) and _LABEL.search(first.text) is not None
    opening = NameList(phrase.names or (), phrase.related, 0) if labelled and phrase else _open_list(first)
    found = [opening] if opening else []
    last = at
    while found and last + 1 < len(read):
        following, said = read[last + 1]
        if read[last][0].text.endswith("专业") and not _item_follows(read[last][0], following):
            break
        more = None if "专业" in following.text else bare_names(following.text)
        if more is None:
            return _to_last_item(read, last + 1, found) if _opens_with_names(following, said) else (at, [])
        found.append(more)
        last += 1
    return (last, found[:-1]) if labelled else (at, [])


def _to_last_item(read: Sequence[Clause], last: int, found: list[NameList]) -> tuple[int, list[NameList]]:
    """The same, further on where items follow that say 专业 each (通信类专业、电子类专业优先)."""
    while last + 1 < len(read) and read[last][0].text.endswith("专业"):
        (item, said), (following, follows) = read[last], read[last + 1]
        if not (said and _item_follows(item, following) and _opens_with_names(following, follows)):
            break
        found.append(NameList(said.names or (), said.related, 0))
        last += 1
    return last, found


def _item_follows(before: Passage, item: Passage) -> bool:
    return "、" in before.folded[before.end : item.start]


def _open_list(clause: Passage) -> NameList | None:
    if clause.end - clause.start > _REACH or _SKILL.search(clause.text):
        return None
    return trailing_names(clause.text.removesuffix("专业"), loose=True)


def _opens_with_names(clause: Passage, phrase: MajorPhrase | None) -> bool:
    return phrase is not None and bool(phrase.names) and phrase.start <= clause.start + 1


def _joined(read: Sequence[Clause], opened: list[NameList]) -> Clause:
    (first, _), (last, said) = read[0], read[-1]
    closing = NameList(said.names or (), said.related, 0) if said else bare_names(last.text)
    lists = [*opened, *([closing] if closing else [])]
    names = tuple(dict.fromkeys(name for each in lists for name in each.names))
    start, end = first.start + opened[0].start, said.end if said else last.end
    whole = replace(first, start=start, end=last.end)
    return whole, MajorPhrase(names, any(each.related for each in lists), start, end)


def is_all_of(clause: Passage, phrase: MajorPhrase) -> bool:
    """Whether a clause says nothing but a list of majors, which is a demand wherever it stands."""
    return bool(phrase.names) and phrase.start <= clause.start + 1 and phrase.end >= clause.end - _TAIL


def speaks_of_majors(passage: Passage) -> bool:
    """Whether a clause seems to ask for a major, be it one that could be read or not (学理疗的, 理疗方向专业)."""
    text = passage.text
    if _HEADING.fullmatch(text):
        return False
    studied = _STUDIED.match(text) if "的" in text or text.endswith("毕业") else None
    if not (_NOUN.search(text) or (studied and studied["studied"])) or _SKILL.search(text):
        return False
    return len(remainder(text)) > 1


def _any(passage: Passage, match: re.Match[str]) -> MajorPhrase:
    """专业不限; of whoever is good only (文字功底强者不限专业) it leaves the employer's own list open."""
    start, end = passage.start + match.start(), passage.start + match.end()
    if _ONLY_FOR_SOME.search(passage.text[: match.start()]):
        return MajorPhrase((passage.text[-30:],), True, start, end)
    return MajorPhrase(None, False, start, end)


def _labelled(passage: Passage, label: re.Match[str]) -> MajorPhrase | None:
    names = read_names(label["names"], strict=False)
    end = label.start("names") + names_end(label["names"])
    return _phrase(passage, names, label.start(), end) if names.names else None


def _grouped(passage: Passage) -> MajorPhrase | None:
    """A line of a list that is sorted by field (电子与通信类：电子信息工程、通信工程、集成电路工程等)."""
    group = _GROUP.match(passage.text)
    names = group_names(group["names"]) if group else None
    return _phrase(passage, names, 0, len(passage.text)) if names else None


def _before(passage: Passage, noun: re.Match[str], among_demands: bool) -> MajorPhrase | None:
    """The names in front of 专业 and in brackets behind it, where there are any."""
    head = max(0, noun.start() - _REACH)
    before, after = passage.text[head : noun.start()], passage.text[noun.end() : noun.end() + _REACH]
    names = read_names(before, strict=True)
    if not names.names and among_demands and is_study(after):
        sole = sole_name(before)
        names = replace(names, names=(sole,)) if sole else names
    if (
        not names.names
        or before.endswith("行业")
        or _SCOPE.search(before)
        or (_SKILL.search(before) and not is_study(after))
    ):
        return None
    more = bracketed_names(after) or NameList((), False, 0)
    both = NameList((*names.names, *more.names), names.related or more.related, names.start)
    return _phrase(passage, both, head + both.start, noun.end() + more.start)


def _together(phrases: list[MajorPhrase]) -> MajorPhrase:
    """Several nouns of one clause as one list (计算机专业或信息技术相关专业)."""
    names = tuple(dict.fromkeys(name for phrase in phrases for name in phrase.names or ()))
    return MajorPhrase(names, any(p.related for p in phrases), phrases[0].start, phrases[-1].end)


def _weakly(passage: Passage, noun: re.Match[str]) -> MajorPhrase | None:
    """The names in front of 背景, 类毕业, 硕士, all of which the catalogue or everyday speech must know."""
    end = noun.end() if noun["wide"] or noun["group"] else noun.start()
    head = max(0, end - _REACH)
    before = passage.text[head:end]
    names = trailing_names(before, beside_trade=bool(noun["ground"] or noun["close"]))
    if names is None or _SKILL.search(before) or (noun["ground"] and _OF_WORK.search(before)):
        return None
    names = replace(names, related=names.related or bool(noun["close"] or noun["group"]))
    return _phrase(passage, names, head + names.start, noun.end())


def _phrase(passage: Passage, names: NameList, start: int, end: int) -> MajorPhrase:
    first, last = passage.start + start, passage.start + end
    return MajorPhrase(tuple(dict.fromkeys(names.names)), names.related, first, max(last, first + 1))


def _bare(passage: Passage, among_demands: bool) -> MajorPhrase | None:
    """学护理或助产的, and among demands 护理、助产 alone, if the catalogue knows every name."""
    match = _STUDIED.match(passage.text) if passage.end - passage.start <= _REACH else None
    if match is None or not (match["studied"] or among_demands or _is_named(passage) or _is_cell(passage)):
        return None
    names = bare_names(match["names"], official=not match["studied"])
    if names is None:
        return None
    return MajorPhrase(names.names, names.related, passage.start, passage.end)


def _is_named(passage: Passage) -> bool:
    """Whether a label stands in front (专业：, 【专业】), which the cutting into clauses has taken away."""
    return bool(_NAMED.search(passage.folded, max(0, passage.start - _LABEL_REACH), passage.start))


def _is_cell(passage: Passage) -> bool:
    """Whether the passage is a word of a row of words in which a level of education stands, too."""
    if passage.folded[max(0, passage.start - 1) : passage.start] != " ":
        return False
    before = passage.folded[max(0, passage.start - _REACH) : passage.start].rpartition("\n")[2]
    row = before + passage.folded[passage.start : passage.end + _REACH].partition("\n")[0]
    return len(row.split()) >= _FEWEST_CELLS and "," not in row and bool(_ROW.search(row))
