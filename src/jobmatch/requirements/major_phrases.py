"""Majors as prose names them: 护理、助产专业, 临床医学或全科医学专业, 医学相关专业, 专业：药学."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobmatch.requirements.passage import Passage

_ANY = re.compile(r"专业不限|不限(?:制)?专业|专业(?:不作|不做|无)(?:要求|限制)|专业:不限|不限所学专业")
_PHRASE = re.compile(
    r"(?P<names>[一-鿿A-Za-z()、/·&\"]{2,80}?)(?P<related>等?(?:相关|相近|类似|近似)(?:类)?(?:的)?|等(?:医学)?)?类?"
    r"专业(?!技术|知识|能力|技能|素|基础|人|培训|的|团队|发展|成长|特长|理论|性|化|课|水平|工作|从事|服务|岗|优势|护|医|咨|背景知|排|年级|成绩|不限|不作|:)"
)
_LABEL = re.compile(r"(?:所学|学历)?专业(?:要求|名称|背景)?(?:为|:|是)\s?(?P<names>[一-鿿A-Za-z()、/·,\s]{2,120})")
_CUT = re.compile(
    r".*(?:学历|毕业于?|具有|具备|持有|为|需要?|须|要求|限|仅限|及以上|以上|起|者|的|全日制|大专|专科|本科|中专|硕士|研究生|应届|招聘|面向|:|学位|院校|统招|普通|优先|起点)"
)
_SPLIT = re.compile(r"[、/,\s\"]+|或者?|以及|及|和|与")
_NOISE = re.compile(r"^(?:等|其他|相关|相近|专业|所学|类|方向|各|本|对口|与岗位|岗位|任意|医护|有关|等医学|学习)+$|^不限$")
_TRIM = re.compile(r"(?:等|等相关|相关|相近|方向|专业|毕业生?)+$")
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


def find_major_phrase(passage: Passage) -> MajorPhrase | None:
    """What a sentence says of majors; None where it says nothing."""
    text = passage.text
    if "专业" not in text:
        return None
    if match := _ANY.search(text):
        return MajorPhrase(None, False, passage.start + match.start(), passage.start + match.end())
    if label := _LABEL.search(text):
        return _phrase(passage, label, label["names"], bool(_MATCHING.search(text)))
    for match in _PHRASE.finditer(text):
        related = bool(match["related"])
        phrase = _phrase(passage, match, _CUT.sub("", match["names"]), related)
        if phrase.names or related:
            return phrase
    if match := _MATCHING.search(text):
        return MajorPhrase((), True, passage.start + match.start(), passage.start + match.end())
    return None


def _phrase(passage: Passage, match: re.Match[str], names: str, related: bool) -> MajorPhrase:
    found = [_clean(name) for name in _SPLIT.split(_closed(names))]
    kept = tuple(dict.fromkeys(n for n in found if len(n) > 1 and not _NOISE.match(n)))
    first = match.start() + match[0].rfind(names) if names else match.start()
    return MajorPhrase(kept, related, passage.start + max(first, match.start()), passage.start + match.end())


def _clean(name: str) -> str:
    return _TRIM.sub("", name.strip(" ()\"")) if name.count("(") != name.count(")") else _TRIM.sub("", name.strip())


def _closed(names: str) -> str:
    """Names without notes in brackets, whose own commas would split them."""
    return re.sub(r"\([^()]{0,60}\)", "", names)
