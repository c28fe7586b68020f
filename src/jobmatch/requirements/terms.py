"""What a notice offers and fixes besides pay and place: contract, housing, headcount, deadline, application."""

from __future__ import annotations

import re
from datetime import date

from jobmatch.domain import Contract
from jobmatch.requirements.dates import find_dates, read_date
from jobmatch.requirements.numerals import NUMBER, whole
from jobmatch.requirements.passage import Passage, fold
from jobmatch.requirements.patterns import any_of

_CONTRACTS: tuple[tuple[Contract, re.Pattern[str]], ...] = (
    (
        Contract.PUBLIC_WELFARE,
        re.compile(r"公益性?岗位?"),
    ),
    (
        Contract.INTERNSHIP,
        any_of(
            r"(?:就业)?见习(?!补贴期满)",
            r"实习(?:生岗|岗位|招聘)",
            r"招[^,;。]{0,6}实习生",
        ),
    ),
    (
        Contract.DISPATCH,
        any_of(
            r"劳务派遣",
            r"劳务外包",
            r"派遣制",
            r"第三方(?:用工|派遣|[^,;。]{0,8}(?:公司|机构))",
            r"派驻本单位",
            r"人事代理派遣",
        ),
    ),
    (
        Contract.PART_TIME,
        any_of(
            r"兼职",
            r"非全日制(?:用工|岗|劳动)",
            r"小时工",
            r"钟点工",
            r"计时工",
        ),
    ),
    (
        Contract.LABOUR,
        any_of(
            r"编外",
            r"非编",
            r"非在编",
            r"合同制",
            r"聘用制",
            r"合同工",
            r"签(?:正式)?合同",
            r"劳动合同",
            r"编制外",
            r"无编制",
            r"不占编",
            r"不入编",
            r"不纳入编制",
            r"自主招聘",
        ),
    ),
    (
        Contract.ESTABLISHED,
        any_of(
            r"事业编制?",
            r"在编",
            r"入编",
            r"编制内",
            r"(?:纳入|带|有|享受|占|核定|使用)[^,;。]{0,8}编制?",
            r"行政编制",
            r"公务员",
            r"编制",
        ),
    ),
)
WEAKEST_FIRST = tuple(contract for contract, _ in _CONTRACTS)
_NO_HOUSING = re.compile(r"(?:不|无|未)(?:提供|包|含|安排|设)?[^,;。]{0,4}(?:食宿|住宿|宿舍|住)|(?:食宿|住宿)自理")
_HOUSING = any_of(
    r"包(?:吃|食)?住",
    r"包食宿",
    r"(?:提供|有|设有|安排|配|免费)[^,;。]{0,10}(?:食宿|住宿|宿舍|公寓|周转房|住房(?!补|公积))",
    r"可住宿",
    r"住宿舍",
)
_HEADCOUNT = any_of(
    rf"(?:招聘|招收|招录|招用|招|需|名额|人数|计划|岗位|要)[^,;。\d年]{{0,18}}?[:]?(?P<a>{NUMBER})\s?(?:名|人(?!以)|位)",
    rf"(?:名额|招聘人数|人数|需求)[\]★:]{{0,2}}(?P<c>{NUMBER})个?(?!\d)",
    rf"招(?P<d>{NUMBER})个(?!月)",
    rf"(?<!第)(?P<e>{NUMBER})名(?!单|额|次|以|左右)",
    rf"(?P<b>{NUMBER})\s?(?:名|人|位)(?=$|[,;。)、 ])",
)
_RECRUITS = re.compile(r".*(?:招[聘收录用]?|需|名额|人数|计划|岗位|要)", re.DOTALL)
_TOKEN = re.compile(r"[1-9]\d?", re.ASCII)
_OTHER_PEOPLE = re.compile(r"员工|现有|职工|在岗|在职|团队|患者|老人|学生|满足")
_COUNT = re.compile(rf"^\D{{0,4}}?(?P<a>{NUMBER})\s?(?:名|人|位|个)?$")
_DEADLINE = any_of(
    r"截止",
    r"截至",
    r"为止",
    r"报名到",
    r"[日号]前",
    r"前(?:投|报名|联系|有效|发|递)",
    r"报名时间",
    r"报名日期",
    r"应聘时间",
    r"有效期至",
    r"即日起",
    r"之日起",
    r"投递时间",
    r"报名期限",
    r"接收简历",
)
_OPEN_UNTIL_FILLED = re.compile(r"长期(?:有效|招聘)?|招满(?:即止|为止)?|^不限$|常年|随时|见公告|^[-/无]$")
_DAY_WITHOUT_YEAR = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})[日号]")
_SERVICE = any_of(
    rf"(?:最低)?服务(?:年限|期限?)[^,;。\d一二两三四五六七八九十]{{0,10}}(?P<a>{NUMBER})年",
    rf"(?:工作|服务)(?:须|需|应)?满(?P<b>{NUMBER})年",
    rf"(?:服务|工作)(?:期|年限)?不少于(?P<c>{NUMBER})年",
)
_ONLINE = any_of(
    r"(?:线上|视频|远程|网络|云|电话)(?:初|复)?面试",
    r"(?:线上|视频|远程)[^,;。]{0,4}面",
    r"面试[^,;。]{0,8}(?:线上|视频|远程)",
)
_ON_SITE = re.compile(
    r"现场面试|到(?:院|店|场|现场|公司|机构|本单位)[^,;。]{0,4}面试|面试[^,;。]{0,6}(?:现场|"
    r"线下)|线下面试|当面面试"
)
_FREE = re.compile(
    r"(?:免|不收取?|无需?)[^,;。]{0,6}(?:报名费|考务费|费用)|免费报名|不收(?:取)?任何费用|"
    r"报名免费"
)
_FEE = re.compile(r"(?:报名费|考务费|考试费)[^,;。\d]{0,8}(\d{1,4})\s?元")
_REMOTE = re.compile(r"居家(?:办公|就业|上班)|远程(?:办公|工作|上班)|在家办公|可远程|可居家|线上办公")


def read_contract(text: str) -> Contract | None:
    """The tie that folded text names, the weakest where several are named (编外, 不占编 before 编制)."""
    return next((contract for contract, pattern in _CONTRACTS if pattern.search(text)), None)


def read_housing(text: str) -> bool | None:
    """Whether a clause offers somewhere to live; None where it does not say."""
    if _NO_HOUSING.search(text):
        return False
    return True if _HOUSING.search(text) else None


def read_headcount(text: str) -> int | None:
    """The number in a headcount cell; None for 若干."""
    match = _COUNT.match(fold(text).strip().removesuffix(".0"))
    return whole(match["a"]) if match else None


def find_headcount(text: str) -> int | None:
    """The first number of places that folded prose offers (招聘护士2名, 护士3人)."""
    if _TOKEN.fullmatch(text):
        return int(text)
    for match in _HEADCOUNT.finditer(text):
        verb = _RECRUITS.match(text, match.start(), match.end())
        if not _OTHER_PEOPLE.search(text, verb.end() if verb else max(0, match.start() - 8), match.end()):
            return whole(next(g for g in match.groups() if g))
    return None


def read_deadline(text: str) -> date | None:
    """The date in a deadline cell, the last one of a range; None for 长期有效 and 招满即止. Raises BadInput."""
    plain = fold(text).strip()
    if not plain or _OPEN_UNTIL_FILLED.search(plain):
        return None
    last = re.split(r"至|~|到|\s-\s", plain)[-1].removesuffix("止").removesuffix("前").strip()
    return read_date(last, field="deadline")


def find_deadline(clause: Passage, published_on: date | None) -> tuple[date | None, str | None]:
    """The last date of a clause that speaks of applying, and a warning where its year is anybody's guess."""
    text = clause.text
    if not _DEADLINE.search(text):
        return None, None
    last, at = None, 0
    for day, _, end in find_dates(text):
        last, at = day, end
    short = list(_DAY_WITHOUT_YEAR.finditer(text, at))
    return _in_year(short[-1], last or published_on, clause.quote) if short else (last, None)


def speaks_of_applying(text: str) -> bool:
    """Whether a clause is about until when one may apply."""
    return bool(_DEADLINE.search(text) or _OPEN_UNTIL_FILLED.search(text))


def _in_year(short: re.Match[str], near: date | None, quote: str) -> tuple[date | None, str | None]:
    if near is None:
        return None, f"报名截止日期没有年份，请核对：{quote}"
    try:
        days = [date(near.year + later, int(short[1]), int(short[2])) for later in (0, 1)]
    except ValueError:
        return None, f"报名截止日期有误，请核对：{quote}"
    return (days[0] if days[0] >= near else days[1]), None


def read_service_years(text: str) -> int | None:
    """The least years of service that a clause fixes."""
    match = _SERVICE.search(text)
    return whole(next(g for g in match.groups() if g)) if match else None


def read_online_interview(text: str) -> bool | None:
    """Whether one may be interviewed from afar; None where a clause does not say."""
    if _ONLINE.search(text):
        return True
    return False if _ON_SITE.search(text) else None


def read_application_cost(text: str) -> int | None:
    """What applying costs as far as stated: 0 for 免报名费."""
    if _FREE.search(text):
        return 0
    fee = _FEE.search(text)
    return int(fee[1]) if fee else None


def is_remote(text: str) -> bool:
    """Whether a clause says that the work is done from home."""
    return bool(_REMOTE.search(text))
