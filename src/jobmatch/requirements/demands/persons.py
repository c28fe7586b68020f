"""Facts about the person that a clause may demand: gender, political status, age, ethnicity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from jobmatch.domain import AgeAsked, Asked, EthnicityAsked, Gender, GenderAsked, Political, PoliticalAsked, Unread
from jobmatch.requirements.text.dates import find_dates
from jobmatch.requirements.text.numerals import whole
from jobmatch.requirements.text.passage import Passage, Read
from jobmatch.requirements.text.patterns import any_of

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
    rf"(?:性别(?:要求)?(?:为|是)?:?|仅限|只限|只[招收要录]|仅[招收录]|限[招收]?|须为|需要?|要求:?|招聘|招)(?P<a>{_MALE}|{_FEMALE})"
    r"(?!女|男|朋|友|装|子监|童|科|鞋|包|神|团|排|足|篮|[性生]?(?:用品|健康|服装|市场|客户|顾客|患者|病人|消费|产品|时尚|鞋))"
)
_BARE_GENDER = re.compile(
    r"^(?P<a>男性|女性|男士|女士|男生|女生|男同学|女同学|男孩子?|女孩子?|男|女)(?:\([^()]{1,8}\))?(?:\d{1,3}名)?$"
)
_BESIDE_AGE = any_of(  # 女 18-30岁, 男女 apart: 女,25-40, and behind it: 48岁以下男
    r"(?<![一-鿿])(?P<a>男[性士生]?|女[性士生]?)[\s,:]{0,2}(?:年龄)?\s?\d{2}\s?(?:周?岁|[-~至到]\s?\d{2}(?![\dkK千万]))",
    r"[名位人](?P<b>男[性士生]?|女[性士生]?)\s?\d{2}\s?(?:周?岁|[-~至到]\s?\d{2}(?![\dkK千万]))",
    r"\d{2}周?岁(?:及?以[下上内])?的?(?P<c>男[性士生]?|女[性士生]?)(?=$|[,;。、)])",
)
_LIKING = r"(?:优先|佳|为佳|更佳|最佳|优|最好|更好|为宜|加分|优先考虑|为主)"
_SUITS = any_of(
    r"(?:较|更|比较|尤其)?适合(?:招?收?)(?P<a>男性|女性|男士|女士|男生|女生|男同志|女同志)",
    rf"(?P<b>男性|女性|男士|女士|男生|女生|男同学|女同学|女|男)(?:医[生师]|教师|老师|员工|司机|工|孩子?)?者?{_LIKING}",
    r"(?:最好|优先)(?:是|为|考虑|录用)?(?P<c>男性|女性|男士|女士|男生|女生|男|女)(?!女)",
)
_BOTH = any_of(
    r"男女(?:均可|不限|皆可|都可|各|兼招)?",
    r"性别:?不限",
    r"不限男女|不限性别",
    r"男[性士生]?[、/或和及]女",
    r"女[性士生]?[、/或和及]男",
    r"男\d+[名人][^,;。]{0,3}女",
)

_PARTY = re.compile(
    r"非中共党员|(?:中共)?(?:正式)?党员(?:\((?:含|包括)(?:中共)?预备(?:党员)?\))?|"
    r"中共预备党员|共?青?团员(?:及|或|\(含\))*以上|(?<!村)共青团员|(?<![集会委社旅参])团员(?!工)|民主党派|群众"
)
_POLITICAL = {
    "共青团员": Political.LEAGUE_MEMBER,
    "团员": Political.LEAGUE_MEMBER,
    "民主党派": Political.OTHER_PARTY,
    "群众": Political.MASSES,
}
_NO_STATUS = re.compile(
    r"(?:接待|服务|联系|来访|凝聚|带领|发展|管理|教育|信访|动员|培养|组织)[^,;]{0,6}(?:群众|党员|团员)|群众(?!$|[)、或])|"
    r"[党团]员(?:发展|教育|管理|活动|队伍|服务|培训|学习|干部|工作|志愿|之家|示范|先锋|关系)"
)

_AGE_RANGE = re.compile(
    r"(?:年龄)?[:]?(?:在)?(?P<low>\d{2})周?岁?(?:\(含\))?(?:(?:(?:及)?以上)?(?:-|~|至|到|,|"
    r"、)|(?:及|或)?以上[且并]?)(?P<high>\d{2})周?岁"
)
_BARE_RANGE = re.compile(  # 女 18-30, 年龄18~40: years though nothing says so
    r"(?:年[龄纪](?:要求|范围)?|(?<![一-鿿])(?:男女(?:不限|均可)?|[男女][性士生]?))[\s,:在为]{0,2}"
    r"(?P<low>[1-6]\d)\s?[-~至到]\s?(?P<high>[2-7]\d)(?![\d.%kK千万元]|\s?(?:[cC][mM]|公[分斤]|名|人))"
)
_BARE_MOST = re.compile(  # 年龄55以下, 女45以下
    r"(?:年[龄纪](?:要求)?|(?<![一-鿿])[男女][性士生]?)[\s,:在为]{0,2}(?P<high>[2-6]\d)(?:及|或)?以[下内](?![\d一-鿿])"
)
_ONLY_RANGE = re.compile(r"(?P<low>1[6-9]|2\d)\s?[-~至到]\s?(?P<high>[3-6]\d)$")  # a clause of its own: 20-48
_SPELLED_RANGE = re.compile(
    r"(?P<low>[一二三四五]?十[一二三四五六七八九]?|\d{2})周?岁?(?:以上)?(?:-|~|至|到|、)(?P<high>[二三四五六]十[一二三四五六七八九]?)周?岁"
)
_SPELLED_MOST = re.compile(
    r"(?P<over>不超过|不大于)?(?P<high>[二三四五六]十[一二三四五六七八九]?)周?岁(?(over)|(?:及|或)?(?:以[下内]|之内))"
)
_UNWANTED = re.compile(
    r"(?P<age>\d{2})周?岁(?:及|或)?以(?P<side>[上下])(?:的|者|人员)*(?:勿|不要|不收|不招|谢绝|免谈|莫|别|请绕)"
)
_AGE_MOST = re.compile(
    r"(?:年龄[^\d,;。]{0,8})?(?:别?超过|不超过|不大于|不高于|未满|不满|低于|"
    r"小于)?(?P<high>\d{2})周?岁(?:\((?:含|及)[^)]*\))?(?P<below>(?:及|或)?(?:以下|以内|"
    r"之内))?"
)
_AGE_LEAST = re.compile(r"(?:年?满|不低于|不小于)(?P<low>\d{2})周?岁|(?P<low2>\d{2})周?岁(?:及|或)?以上")
_PAIRED = r"(?P<who>男|女|博士|硕士|研究生|本科|[大中]专|[初中]级|副?高级?|副?主任医师|主治|初级)"
_BY_KIND = re.compile(rf"{_PAIRED}[^,;。\d]{{0,8}}\d{{2}}")  # 男45岁以下、女40岁以下: each limit is for some
_NEIGHBOURHOOD = 24  # characters on either side in which the other half of such a pair stands
_PAIR_STOP = re.compile(r"[,;。、\n()]")
_MARITAL = any_of(
    r"(?:要求|限|须|必须|需|仅限)[^,;。]{0,6}[已未][婚育]",
    r"^[已未]婚(?:[已未]育)?(?:女性|男性|者|人士)?$",
    r"婚姻状况:?(?:为)?[已未]婚",
    r"^(?:已婚)?已育$",
)
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
    if marital := _MARITAL.search(passage.text):
        yield Read(Unread(passage.quote), passage.start + marital.start(), passage.start + marital.end())


def read_gender(passage: Passage) -> Iterator[Read]:
    """A gender that a clause demands; what merely suits one is left to `read_suited_gender`."""
    text = passage.text
    if ("男" not in text and "女" not in text) or _BOTH.search(text) or _SUITS.search(text):
        return
    if match := _BARE_GENDER.search(text) or _GENDER.search(text):
        yield _found(passage, match, GenderAsked(_gender(match["a"])))
    elif (match := _BESIDE_AGE.search(text)) and not _names_both(passage):
        word = match["a"] or match["b"] or match["c"]
        at = passage.start + match.start(match.lastgroup or 0)
        yield Read(GenderAsked(_gender(word)), at, at + len(word))


def _names_both(passage: Passage) -> bool:
    """Whether the other gender stands close by with a limit of its own (女16-50周岁,男16-60周岁)."""
    around = passage.folded[max(0, passage.start - _NEIGHBOURHOOD) : passage.end + _NEIGHBOURHOOD]
    return "男" in around and "女" in around


def read_suited_gender(passage: Passage) -> Iterator[Read]:
    """A gender that the employer would rather have (适合男性, 女士优先): a preference, never a demand."""
    text = passage.text
    if ("男" in text or "女" in text) and (match := _SUITS.search(text)):
        yield _found(passage, match, GenderAsked(_gender(match["a"] or match["b"] or match["c"])))


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
    """Age limits in years, for whoever they are for; one that may be relaxed (可放宽至40岁) counts as relaxed.

    Where men and women, or levels, have limits of their own the widest stands, since no clause says who is meant.
    """
    found = list(_limits(passage))
    if not found or not _BY_KIND.search(passage.text):
        yield from found
        return
    around = replace(
        passage,
        start=max(0, passage.start - _NEIGHBOURHOOD),
        end=min(len(passage.folded), passage.end + _NEIGHBOURHOOD),
    )
    if len({match["who"] for match in _BY_KIND.finditer(around.text)}) < 2:
        yield from found
        return
    limits = [
        asked for part in around.split(_PAIR_STOP) for asked in _limits(part) if isinstance(asked.asked, AgeAsked)
    ]
    yield replace(found[0], asked=_widest([read.asked for read in limits]), confidence=0.7)


def _widest(limits: list[Asked]) -> AgeAsked:
    ages = [asked for asked in limits if isinstance(asked, AgeAsked)]
    low, high = [a.at_least for a in ages], [a.at_most for a in ages]
    return AgeAsked(
        None if None in low else min(x for x in low if x is not None),
        None if None in high else max(x for x in high if x is not None),
    )


def _limits(passage: Passage) -> Iterator[Read]:
    text = passage.text
    if "岁" not in text:
        said = "年龄" in text or "年纪" in text or "男" in text or "女" in text
        bare = _BARE_RANGE.search(text) if said else _ONLY_RANGE.match(text)
        if bare and int(bare["low"]) < int(bare["high"]):
            yield _found(passage, bare, AgeAsked(int(bare["low"]), int(bare["high"])))
        elif said and (most := _BARE_MOST.search(text)):
            yield _found(passage, most, AgeAsked(None, int(most["high"])))
        return
    if unwanted := _UNWANTED.search(text):  # 60岁以上勿扰 may mean sixty itself or not: nobody is shut out by the doubt
        age = int(unwanted["age"])
        yield _found(passage, unwanted, AgeAsked(age, None) if unwanted["side"] == "下" else AgeAsked(None, age))
        return
    if both := _SPELLED_RANGE.search(text):
        yield _found(passage, both, AgeAsked(whole(both["low"]), whole(both["high"])))
    elif both := _AGE_RANGE.search(text):
        yield _found(passage, both, AgeAsked(int(both["low"]), _relaxed(text, int(both["high"]))))
    elif (most := _AGE_MOST.search(text)) and _is_limit(most):
        high = int(most["high"]) - any(w in most[0] for w in _NOT_YET)
        yield _found(passage, most, AgeAsked(None, _relaxed(text, high)))
    elif most := _SPELLED_MOST.search(text):
        yield _found(passage, most, AgeAsked(None, whole(most["high"])))
    elif least := _AGE_LEAST.search(text):
        yield _found(passage, least, AgeAsked(int(least["low"] or least["low2"]), None))


def read_birth(passage: Passage, published_on: date | None) -> Iterator[Read]:
    """1990年1月1日以后出生, as the age that somebody born on that day has when the notice is published.

    Beside an age in years (35周岁以下（1990年1月1日以后出生）) it only repeats it.
    """
    match = _BORN_SINCE.search(passage.text) if "出生" in passage.text else None
    if match is None or published_on is None or any(True for _ in _limits(passage)):
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
    if word.endswith("以上"):
        return {Political.LEAGUE_MEMBER, Political.PARTY_MEMBER}
    return {_POLITICAL.get(word, Political.PARTY_MEMBER)}


def _is_limit(match: re.Match[str]) -> bool:
    return bool(match["below"]) or any(w in match[0] for w in ("超过", "不大于", "不高于", *_NOT_YET))


def _relaxed(text: str, high: int) -> int:
    looser = _LOOSER.search(text)
    return max(high, int(looser[1])) if looser else high


def _found(passage: Passage, match: re.Match[str], asked: GenderAsked | AgeAsked) -> Read:
    return Read(asked, passage.start + match.start(), passage.start + match.end())
