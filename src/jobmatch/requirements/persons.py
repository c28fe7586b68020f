"""Facts about the person that a clause may demand: gender, political status, age, ethnicity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from jobmatch.domain import AgeAsked, EthnicityAsked, Gender, GenderAsked, Political, PoliticalAsked
from jobmatch.requirements.dates import find_dates
from jobmatch.requirements.passage import Passage, Read

_NATIONS = [
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
]
MINORITIES = frozenset(f"{n}族" for n in _NATIONS)

_MALE = r"男(?:性|士|生)?"
_FEMALE = r"女(?:性|士|生)?"
_GENDER = re.compile(
    rf"(?:性别(?:要求)?:?|仅限|只限|只招|仅招|限|须为|要求|招聘|招)(?P<a>{_MALE}|"
    rf"{_FEMALE})(?!女|朋|友|装|子监|童|科)"
)
_BARE_GENDER = re.compile(r"^(?P<a>男性|女性|男士|女士|男生|女生|男|女)$")
_SUITS = re.compile(
    r"(?:较|更)?适合(?P<a>男性|女性|男士|女士|男生|女生)|(?P<b>男性|女性|男士|女士|男生|女生|"
    r"女|男)者?(?:优先|佳)"
)
_BOTH = re.compile(r"男女(?:均可|不限|皆可|都可|各)|性别:?不限|不限男女|不限性别|男女")

_PARTY = re.compile(
    r"非中共党员|(?:中共)?(?:正式)?党员(?:\((?:含|包括)(?:中共)?预备(?:党员)?\))?|"
    r"中共预备党员|共青团员|民主党派|群众"
)
_POLITICAL = {
    "共青团员": Political.LEAGUE_MEMBER,
    "民主党派": Political.OTHER_PARTY,
    "群众": Political.MASSES,
}
_NO_STATUS = re.compile(
    r"(?:接待|服务|联系|来访|凝聚|带领|发展|管理|教育|信访|动员)[^,;]{0,6}(?:群众|党员)|群众(?!$|[)、或])"
)

_AGE_RANGE = re.compile(
    r"(?:年龄)?[:]?(?:在)?(?P<low>\d{2})周?岁?(?:\(含\))?(?:(?:及)?以上)?(?:-|~|至|到|,|"
    r"、)(?P<high>\d{2})周?岁"
)
_AGE_MOST = re.compile(
    r"(?:年龄[^\d,;。]{0,8})?(?:别?超过|不超过|不大于|不高于|未满|不满|低于|"
    r"小于)?(?P<high>\d{2})周?岁(?:\((?:含|及)[^)]*\))?(?P<below>(?:及|或)?(?:以下|以内|"
    r"之内))?"
)
_AGE_LEAST = re.compile(r"(?:年?满|不低于|不小于)(?P<low>\d{2})周?岁|(?P<low2>\d{2})周?岁(?:及|或)?以上")
_LOOSER = re.compile(r"放宽[^\d,;。]{0,6}(\d{2})周?岁?")
_BORN_SINCE = re.compile(r"(?:19|20)\d{2}[-/.年][^,;。]{0,10}?(?:以后|之后|及以后|后)(?:\([^)]*\))?出生")
_NOT_YET = ("未满", "不满", "低于", "小于")

_NATION = re.compile("|".join(sorted(MINORITIES, key=lambda nation: (-len(nation), nation))) + "|少数民族")
_NATION_ASKED = re.compile(
    rf"^(?:限|仅限|须为|民族:)?(?:(?:{_NATION.pattern}|汉族)(?:、|或者?|,)?)+(?:考生|人员|报考|公民)?$"
)


def read_persons(passage: Passage, published_on: date | None = None) -> Iterator[Read]:
    """Every demand on the person in one clause; published_on turns a birth date into an age."""
    yield from read_gender(passage)
    yield from read_political(passage)
    yield from read_age(passage)
    yield from read_birth(passage, published_on)
    yield from read_ethnicity(passage)


def read_gender(passage: Passage) -> Iterator[Read]:
    """A gender that a clause demands; what merely suits one is left to `read_suited_gender`."""
    text = passage.text
    if ("男" not in text and "女" not in text) or _BOTH.search(text) or _SUITS.search(text):
        return
    if match := _BARE_GENDER.search(text) or _GENDER.search(text):
        yield _found(passage, match, GenderAsked(_gender(match["a"])))


def read_suited_gender(passage: Passage) -> Iterator[Read]:
    """A gender that the employer would rather have (适合男性, 女士优先): a preference, never a demand."""
    text = passage.text
    if ("男" in text or "女" in text) and (match := _SUITS.search(text)):
        yield _found(passage, match, GenderAsked(_gender(match["a"] or match["b"])))


def read_political(passage: Passage) -> Iterator[Read]:
    """Party membership and the like; 非中共党员 admits everybody else."""
    text = passage.text
    if "党" not in text and "团员" not in text and "群众" not in text:
        return
    found = [m for m in _PARTY.finditer(text) if not _NO_STATUS.search(text)]
    if found:
        asked: set[Political] = set()
        for match in found:
            asked |= _statuses(match[0])
        start, end = passage.start + found[0].start(), passage.start + found[-1].end()
        yield Read(PoliticalAsked(frozenset(asked)), start, end)


def read_age(passage: Passage) -> Iterator[Read]:
    """Age limits in years; a limit that may be relaxed (可放宽至40岁) counts as relaxed, with less confidence."""
    text = passage.text
    if "岁" not in text:
        return
    if both := _AGE_RANGE.search(text):
        yield _found(passage, both, AgeAsked(int(both["low"]), _relaxed(text, int(both["high"]))))
    elif (most := _AGE_MOST.search(text)) and _is_limit(most):
        high = int(most["high"]) - any(w in most[0] for w in _NOT_YET)
        yield _found(passage, most, AgeAsked(None, _relaxed(text, high)))
    elif least := _AGE_LEAST.search(text):
        yield _found(passage, least, AgeAsked(int(least["low"] or least["low2"]), None))


def read_birth(passage: Passage, published_on: date | None) -> Iterator[Read]:
    """1990年1月1日以后出生, as the age that somebody born on that day has when the notice is published."""
    match = _BORN_SINCE.search(passage.text) if "出生" in passage.text else None
    if match is None or published_on is None:
        return
    for born, _, _ in find_dates(match[0]):
        before_birthday = (published_on.month, published_on.day) < (born.month, born.day)
        yield _found(passage, match, AgeAsked(None, published_on.year - born.year - before_birthday))
        return


def read_ethnicity(passage: Passage) -> Iterator[Read]:
    """A clause that admits only named ethnic groups."""
    text = passage.text
    if "族" not in text or not _NATION_ASKED.match(text):
        return
    named = _NATION.findall(text)
    asked = MINORITIES if "少数民族" in named else frozenset(named)
    asked |= {"汉族"} if "汉族" in text else set()
    yield Read(EthnicityAsked(asked), passage.start, passage.end)


def _gender(word: str) -> Gender:
    return Gender.MALE if word.startswith("男") else Gender.FEMALE


def _statuses(word: str) -> set[Political]:
    if word == "非中共党员":
        return set(Political) - {Political.PARTY_MEMBER}
    return {_POLITICAL.get(word, Political.PARTY_MEMBER)}


def _is_limit(match: re.Match[str]) -> bool:
    return bool(match["below"]) or any(w in match[0] for w in ("超过", "不大于", "不高于", *_NOT_YET))


def _relaxed(text: str, high: int) -> int:
    looser = _LOOSER.search(text)
    return max(high, int(looser[1])) if looser else high


def _found(passage: Passage, match: re.Match[str], asked: GenderAsked | AgeAsked) -> Read:
    return Read(asked, passage.start + match.start(), passage.start + match.end())
