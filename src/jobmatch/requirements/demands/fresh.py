"""Fresh-graduate limits: who is kept out, and who is only welcome."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobmatch.domain import FreshAsked, Freshness
from jobmatch.requirements.text.passage import Passage, Read
from jobmatch.requirements.text.patterns import any_of

_OPEN = any_of(
    r"刚毕业",
    r"应届(?:毕业)?生?(?:[^,;。]{0,20}(?:证|资格))?也",
    r"(?:欢迎|接受|接收|可接受|也可|可招|含|包括|考虑|面向往届及)[^,;。]{0,10}应?届",
    r"应届(?:毕业)?生?[^,;。]{0,8}(?:可(?!在)|亦可|均可|也可|皆可|优先|欢迎|不限)",
    r"应届(?:毕业)?生?或",
    r"往届",
    r"不限应届",
    r"应往届",
    r"历届",
    r"\d届(?:毕业生|学生|同学)?[也亦]可",
)
_UNTRIED = re.compile(r"无经验[^,;。]{0,4}可|(?:接受|欢迎|可接受)[^,;。]{0,4}无经验")
_RECENT = re.compile(
    r"毕业\s?[12两二]年(?:以)?内(?:未就业|未落实|尚未|还?没(?:有)?(?:工作|就业|上班|找|单位))[^;。]{0,30}|"
    r"择业期内未[^;。]{0,24}"
)
_ALSO = re.compile(r"也(?:能|可|行|收|要|欢迎|接受|在|算)|亦可")
_SALUTATION = re.compile(
    r"^\s*(?:尊敬的|亲爱的|各位|致|给|写给|hi|嗨|你好)?,?\s?[^\n:,。]{0,8}"
    r"(?:准毕业生|毕业生|即将毕业|要毕业|毕业的你|毕业班|同学)[^\n:。]{0,6}(?:[:!]|\n)"
)
_NOT_YET = re.compile(r"届[^,;。]{0,10}可(?:凭|放宽|先|暂|持)|未取得|没有[^,;。]{0,14}(?:证|资格)|暂无|未注册")
_NO_LIMIT = re.compile(r"应届生?(?:毕业生)?不限")
_YEAR = re.compile(
    r"(?:(20\d{2})\s?届?[、,/及和或年到至~-])*(20\d{2}|(?<!\d)\d{2})\s?(?:届|(?<=20\d\d)(?=应届)|年(?=(?:普通|"
    r"全日制|高等|高校|院校){0,3}(?:应届|毕业生)))(?:的|应届|普通|高等|院校|高校|普通高校|全日制|应届|"
    r"毕业生|毕业|大学|同学|本|专|医)*"
)
# 2022年毕业, 2021年9月-2022年8月毕业
_GRADUATED = re.compile(
    r"(?:(?P<first>20\d{2})年?(?P<month>\d{1,2}月)?份?\s?[-~至到、及或和]\s?)?"
    r"(?P<year>20\d{2})年(?:\d{1,2}月)?份?(?:应届)?毕业(?:生|的|学生|同学)?$"
)
_CAMPUS = re.compile(
    r"(?:(?P<year>20\d{2}|(?<!\d)2\d)(?:年|届)?)?(?:全国|全球|夏季|春季|秋季|校园)?"
    r"(?:校招|校园招聘|春招|秋招|春季招聘|秋季招聘)"
    r"(?!专员|经理|主管|负责|HR|顾问|助理|实习|团队|工作|讲师|运营|组|岗|BP|项目|渠道|活动|宣讲|需求|方案|会)"
)
_BY_TRADE = re.compile(r"(?:负责|开展|组织|参与|策划|执行|协助|支持|完成|推进)[^,;。]{0,12}$")
_STUDENTS_TOO = re.compile(r"届[^,;。]{0,8}(?:及|和|或|与|、|/|,)在[校读]|在[校读][^,;。]{0,10}届")
_LIMIT = re.compile(
    r"(?:仅限|只限|仅招|只招|只要|只收|限|面向|对象为|须为|应为|须是|"
    r"必须是)(?:[^,;。]{0,12}?)(?:应届|毕业\s?[12两二]年内)[^,;。]{0,4}?生?"
)
# 仅限2026届应届生及2025届往届生: those of the classes named and nobody else
_CLASSES = re.compile(r"[仅只限][^,;。]{0,12}?20\d{2}届[^;。]{0,16}20\d{2}届[^,;。]{0,2}往届(?:毕业)?生?")
_BARE = re.compile(r"^(?:全日制|普通高校|普通高等院校|高校|医学院校)?应届(?:高校)?(?:毕业生)?(?:生)?$")


def read_fresh(passage: Passage) -> Iterator[Read]:
    """The limit a clause sets; a mere welcome (应届毕业生可) sets none."""
    text = passage.text
    if "届" not in text and "年内" not in text:
        if "毕业" in text and (graduated := _GRADUATED.search(text)):
            yield _read(passage, graduated, _class_of(graduated), 0.9)
        return
    if (recent := _RECENT.search(text)) and not _ALSO.search(text):
        yield _read(passage, recent, FreshAsked(Freshness.FRESH), 0.8)
        return
    if classes := _CLASSES.search(text):
        yield _read(passage, classes, FreshAsked(Freshness.FRESH), 0.8)
        return
    if _NOT_YET.search(text) or _NO_LIMIT.search(text) or (_OPEN.search(text) and "优先" not in text):
        return
    if year := _YEAR.search(text):
        students = _STUDENTS_TOO.search(text)
        one_year = FreshAsked(Freshness.THIS_YEAR, int(year[2][-2:]) + 2000, bool(students))
        asked = FreshAsked(Freshness.FRESH) if year[1] else one_year
        end = max(year.end(), students.end() if students else 0)
        yield Read(asked, passage.start + year.start(), passage.start + end, 0.9)
    elif limit := _LIMIT.search(text) or _BARE.search(text):
        yield _read(passage, limit, FreshAsked(Freshness.FRESH), 0.9)
    elif "优先" in text and (bare := re.search(r"应届(?:毕业)?生?", text)):
        yield _read(passage, bare, FreshAsked(Freshness.FRESH), 0.9)


def read_campus(passage: Passage) -> Iterator[Read]:
    """The limit in a headline of campus hiring (2027秋招, 校园招聘); who hires on campus by trade sets none."""
    for match in () if "社招" in passage.text else _CAMPUS.finditer(passage.text):
        if not _BY_TRADE.search(passage.text[: match.start()]):
            year = match["year"]
            named = FreshAsked(Freshness.THIS_YEAR, int(year[-2:]) + 2000) if year else FreshAsked(Freshness.FRESH)
            yield _read(passage, match, named, 0.8)
            return


def _class_of(graduated: re.Match[str]) -> FreshAsked:
    """One class, also where its months run over two years; of several years no more than that they are recent."""
    if graduated["first"] in (None, graduated["year"]) or graduated["month"]:
        return FreshAsked(Freshness.THIS_YEAR, int(graduated["year"]))
    return FreshAsked(Freshness.FRESH)


def welcomes_fresh(passage: Passage) -> bool:
    """Whether a clause says that fresh graduates may apply, which outweighs a range of years of experience."""
    text = passage.text
    if "无经验" in text and _UNTRIED.search(text):
        return True
    return welcomes_recent(passage) or (("届" in text or "刚毕业" in text) and bool(_OPEN.search(text)))


def welcomes_recent(passage: Passage) -> bool:
    """Whether a clause lets in, beside others, who has graduated lately and never worked (毕业两年内没工作的也能报)."""
    text = passage.text
    return bool("年内" in text and _RECENT.search(text) and _ALSO.search(text))


def addresses_graduates(text: str) -> bool:
    """Whether folded text is a letter to students about to graduate (各位准毕业生：)."""
    return bool(_SALUTATION.match(text))


def read_fresh_column(passage: Passage) -> Iterator[Read]:
    """The column 是否限应届毕业生报考: 否, 应届毕业生, 2026届高校毕业生."""
    text = passage.text
    if year := re.search(r"(20\d{2})届", text):
        yield Read(FreshAsked(Freshness.THIS_YEAR, int(year[1])), passage.start, passage.end)
    elif "应届" in text or text in {"是", "限应届"}:
        yield Read(FreshAsked(Freshness.FRESH), passage.start, passage.end)


def _read(passage: Passage, match: re.Match[str], asked: FreshAsked, confidence: float) -> Read:
    return Read(asked, passage.start + match.start(), passage.start + match.end(), confidence)
