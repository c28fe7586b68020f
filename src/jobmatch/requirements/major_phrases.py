"""Majors as prose names them: 护理、助产专业, 临床医学或全科医学专业, 医学相关专业, 专业：药学."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobmatch.domain import Level
from jobmatch.requirements.majors import place
from jobmatch.requirements.passage import Passage
from jobmatch.requirements.patterns import any_of
from jobmatch.requirements.soft import remainder

_ANY = any_of(
    r"专业不限",
    r"不限(?:制)?专业",
    r"专业(?:不作|不做|无)(?:要求|限制)",
    r"专业:不限",
    r"不限所学专业",
    r"(?:什么|任何|各类?|所有|全部|任意)专业",
    r"专业(?:均|都|皆)(?:可|行)",
)
_NOUN = re.compile(
    r"专业(?!技术|知识|能力|技能|素|基础|人|培训|的(?:团队|人|服务|知识|医|技)|团队|发展|成长|"
    r"特长|理论|性|化|课|水平|工作|从事|服务|岗|优势|护|医|咨|背景知|排|年级|成绩|不限|不作|"
    r"合作|:|户|承)"
)
_OUTSIDE = re.compile(r"[^一-鿿A-Za-z()、/·&\"]")
_RELATED = re.compile(r"(?:等?(?:相关|相近|类似|近似)(?:类)?(?:的)?|等(?:医学)?)类?$")
SURE = 0.97  # a bare word must be a major by its own name: 女性 is none, though 女性学 is
REACH = 84  # characters looked back from 专业
_LABEL = re.compile(
    r"(?:(?:所学|学历)?专业(?:要求|名称|背景)?(?:为|:|"
    r"是)\s?)+(?P<names>[一-鿿A-Za-z()、/·,\s]{2,120})"
)
_CUT = re.compile(
    r".*(?:学历|毕业于?|具有|具备|持有|为|需要?|须|要求|限|仅限|及以上|以上|起|者|的|全日制|"
    r"大专|专科|本科|中专|硕士|研究生|应届|招聘|面向|:|学位|院校|统招|普通|优先|起点)"
)
_STUDIED = re.compile(
    r"(?P<studied>(?:要|须|限|是)?(?:所)?学(?![历位习校生员得过东手士硕]|会(?!计|展)))?(?P<names>[一-鿿()、/]{2,60}?)"
    r"(?:的|毕业)?(?:就行|就可以|就好|都行|都可以?|[均皆即]可|也行|也可以?|优先|更好|最好)?$"
)
_LIST = re.compile(r"[、/,\s\"]+|或者?|以及|(?<![高中初平])等(?=.)")
_JOINED = re.compile(r"及|和|与")
_NOISE = re.compile(
    r"^(?:等|其他|相关|相近|专业|所学|类|方向|各|本|对口|与岗位|岗位|任意|医护|有关|等医学|学习)+$|^不限$"
)
_TRIM = re.compile(r"^(?:要|限|是)|(?:等|等相关|相关|相近|方向|专业|毕业生?)+$")
_LEVELS = (Level.ASSOCIATE, Level.BACHELOR, Level.MASTER)
_MATCHING = re.compile(r"专业对口|对口专业|(?:岗位)?相关专业|相近专业|与岗位相[关符]")


@dataclass(frozen=True, slots=True)
class MajorPhrase:
    """The names a passage admits as majors, where it says so, and whether others close to them may count.

    names is None where any major will do.
    """

    names: tuple[str, ...] | None
    related: bool
    start: int
    end: int


def find_major_phrase(passage: Passage, among_demands: bool = False) -> MajorPhrase | None:
    """What a clause says of majors; None where it says nothing. Among demands a bare list of majors counts too."""
    text = passage.text
    if "专业" not in text:
        return _bare(passage, among_demands)
    if match := _ANY.search(text):
        return MajorPhrase(None, False, passage.start + match.start(), passage.start + match.end())
    if label := _LABEL.search(text):
        return _labelled(passage, label, bool(_MATCHING.search(text)))
    for noun in _NOUN.finditer(text):
        if phrase := _before(passage, noun):
            return phrase
    if match := _MATCHING.search(text):
        return MajorPhrase((), True, passage.start + match.start(), passage.start + match.end())
    return None


def speaks_of_majors(passage: Passage) -> bool:
    """Whether a clause seems to ask for a major, be it one that could be read or not (学理疗的, 理疗方向专业)."""
    text = passage.text
    studied = _STUDIED.match(text) if "的" in text or text.endswith("毕业") else None
    return bool(_NOUN.search(text) or (studied and studied["studied"])) and len(remainder(text)) > 1


def _bare(passage: Passage, among_demands: bool) -> MajorPhrase | None:
    """学护理或助产的, and among demands 护理、助产 alone, if the catalogue knows every name."""
    match = _STUDIED.match(passage.text)
    if match is None or not (match["studied"] or among_demands):
        return None
    names = _kept(match["names"])
    known = [_surest(name) >= SURE for name in names]
    if not any(known) or not (match["studied"] or all(known)):
        return None
    return MajorPhrase(names, False, passage.start, passage.end)


def _surest(name: str) -> float:
    """How surely a name is a major at the level that knows it best."""
    placed = [place(name, level) for level in _LEVELS]
    return max((score for codes, score in placed if codes), default=0.0)


def _before(passage: Passage, noun: re.Match[str]) -> MajorPhrase | None:
    """The names in front of 专业, where there are any."""
    before = passage.text[max(0, noun.start() - REACH) : noun.start()]
    outside = _OUTSIDE.search(before[::-1])
    run = before[len(before) - outside.start() :] if outside else before
    related = _RELATED.search(run)
    names = run[: related.start()] if related else run
    if cut := _CUT.match(names):
        names = names[cut.end() :]
    start = passage.start + noun.start() - len(run) + run.rfind(names)
    phrase = MajorPhrase(_kept(names), bool(related), start, passage.start + noun.end())
    return phrase if phrase.names or phrase.related else None


def _labelled(passage: Passage, label: re.Match[str], related: bool) -> MajorPhrase:
    return MajorPhrase(_kept(label["names"]), related, passage.start + label.start(), passage.start + label.end())


def _kept(names: str) -> tuple[str, ...]:
    found = [_clean(name) for piece in _LIST.split(_closed(names)) for name in _apart(piece)]
    return tuple(dict.fromkeys(n for n in found if len(n) > 1 and not _NOISE.match(n)))


def _apart(piece: str) -> list[str]:
    """护理和助产 are two majors, 国际经济与贸易 is one."""
    whole = _clean(piece)
    if not _JOINED.search(piece) or any(place(whole, level)[0] for level in _LEVELS):
        return [piece]
    return _JOINED.split(piece)


def _clean(name: str) -> str:
    return _TRIM.sub("", name.strip(' ()"')) if name.count("(") != name.count(")") else _TRIM.sub("", name.strip())


def _closed(names: str) -> str:
    """Names without notes in brackets, whose own commas would split them."""
    return re.sub(r"\([^()]{0,60}\)", "", names)
