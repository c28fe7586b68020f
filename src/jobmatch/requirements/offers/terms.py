"""What a notice offers and fixes besides pay and place: contract, housing, headcount, deadline, application."""

from __future__ import annotations

import re
from datetime import date

from jobmatch.requirements.text.dates import find_dates, read_date
from jobmatch.requirements.text.numerals import NUMBER, whole
from jobmatch.requirements.text.passage import Passage, fold
from jobmatch.requirements.text.patterns import any_of

_NO_HOUSING = any_of(
    r"(?:不|未)(?:提供|包|含|安排|设)[^,;。]{0,4}(?:食宿|住)",
    r"(?:无|没有)(?:食宿|住宿|宿舍)",
    r"(?:食宿|住宿)(?:费用?)?自理",
)
_MONEY_FOR_IT = r"(?![补津费]|方案|管理)"
_DWELLING = rf"(?:食宿|吃住|住宿|宿舍|公寓|周转房|住房(?!公积|贷)){_MONEY_FOR_IT}"
_HOUSING = any_of(
    rf"包(?:吃|食|餐|三餐)?[、/和]?包?[住宿](?![院]){_MONEY_FOR_IT}",
    rf"(?:提供|有|设有|设|安排|配备?|免费|解决|可申请|入住)[^,;。]{{0,10}}{_DWELLING}",
    rf"可住宿{_MONEY_FOR_IT}",
    r"住宿(?:安排|条件)?:?[^,;。]{0,4}(?:宿舍|公寓)",
    r"住宿舍",
    r"住宿免费",
    r"管(?:吃|食)?[,、]?管?住(?!院)",
    r"(?:吃住|食宿)(?:全[包免部]?|都|由?公司|由?厂里?|由?店里?)?(?:包|管|免费?|负责|解决)",
)
_HOUSING_HINT = re.compile(r"[住宿寓]|周转房")
_HOUSING_TAG = re.compile(
    r"(?:免费|员工|公司|单位|集体|人才|单身|职工){0,2}(?:宿舍|公寓|住宿|食宿)|食宿全[包部]|管吃?住|吃住全包"
)
_HOUSING_OF_OTHERS = any_of(
    r"客[户人]",
    r"来宾|嘉宾|游客|考生",
    r"学[生员]",
    r"会[议务]",
    r"住宿[^,;。]{0,4}(?:登记|预订|接待|服务|管理)",
    r"宿舍(?:管理|区|楼|卫生|安全)",
    r"对于|出差",
)
_HEADCOUNT = any_of(
    rf"(?:招聘|招收|招录|招用|招|急需|需求?|名额|人数|计划|岗位|要)[^,;。\d年]{{0,18}}?[:]?(?P<a>{NUMBER})\s?"
    r"(?:名|人|位)(?![以团小的规左]|工作)",
    rf"(?:名额|招聘人数|人数)[\]★:]{{0,2}}(?P<c>{NUMBER})个?(?![\d\-~])",
    rf"招(?P<d>{NUMBER})个(?!月)",
    rf"(?<!第)(?<![\d\-~])(?P<e>{NUMBER})名(?!单|额|次|以|左右|之|牌|称|义)",
    rf"(?<![\d\-~])(?P<b>{NUMBER})\s?(?:名|人|位)(?=$|[,;。)、 ])",
)
_RECRUITS = re.compile(r".*(?:招[聘收录用]?|需|名额|人数|计划|岗位|要)", re.DOTALL)
_TOKEN = re.compile(r"[1-9]\d?", re.ASCII)
_ROW = re.compile(r"\||人数|名额|需求|招聘?数")
_CELL = re.compile(r" {2,}(?P<count>[1-9]\d?)(?: {2,}|$)", re.ASCII)
_HEAD_OF_ROWS = re.compile(r"(?:人数|名额)[^\n]*\n(?:[^\n]*\n)*$")
_CLAUSE_END = re.compile(r"[,;。:]")
_COUNTED = re.compile(r"[名人位个]")
_OTHER_PEOPLE = any_of(
    r"员工|现有|职工|在岗|在职|团队|患者|老人|学生|满足",
    r"用户|客户|会员|人才|专家|经纪人|同事|伙伴|小组",
    r"其中|培养|下属|下辖|管理|带领|拥有|覆盖|共有|集聚|聚集|规模|服务(?:了|过|全|近)|融资|业绩",
    r"(?:超过?|接?近|达到?|逾)[约\s]?(?=[\d一二三四五六七八九十百千])|余[名人位]|第|名列|排名|每[班天月]|面试|全国|全球|一支",
)
_MOST_PLACES = 500  # whoever writes more speaks of the whole company
_COUNT = re.compile(rf"^\D{{0,4}}?(?P<a>{NUMBER})\s?(?:名|人|位|个)?$")
_DEADLINE = any_of(
    r"截止(?!目前|今|\d{4}年底)",
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
_TABLE_REACH = 2_000  # characters that may stand between the head of a table and a row of it
_LABEL_REACH = 10  # characters that a label may have before its value
_OPEN_UNTIL_FILLED = re.compile(r"长期(?:有效|招聘)?|招满(?:即止|为止)?|^不限$|常年|随时|见公告|^[-/无]$")
_DEADLINE_LABEL = re.compile(r"(?:截[止至]|报名|应聘|投递|有效)(?:报名)?(?:时间|日期|期限?)?\]?[:为]\s?$")
_DAY_WITHOUT_YEAR = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})[日号]")
_SERVICE = any_of(
    rf"(?:最低)?服务(?:年限|期限?)[^,;。\d一二两三四五六七八九十]{{0,10}}(?P<a>{NUMBER})年",
    rf"(?:工作|服务)[须需应]满(?P<b>{NUMBER})年",
    rf"[须需应必][^,;。]{{0,10}}(?:工作|服务)满(?P<d>{NUMBER})年",
    rf"(?:服务|工作)(?:期|年限)?不少于(?P<c>{NUMBER})年",
)
_ONLINE = any_of(
    r"(?:线上|视频|远程|网络|云|电话)(?:初|复)?面试",
    r"(?:线上|视频|远程)[^,;。]{0,4}面试",
    r"(?:面试|初试|复试)[^,;。]{0,16}(?:线上|视频|远程)",
)
_ON_SITE = any_of(
    r"现场面试",
    r"到(?:院|店|场|现场|公司|机构|本单位)[^,;。]{0,4}面试",
    r"面试(?:地点|方式|形式)?[:为在]?(?:现场|线下)",
    r"线下面试|当面面试",
)
_FREE = any_of(
    r"(?:免收?|不收取?|无需?)[^,;。]{0,6}(?:报名费|考务费|考试费)",
    r"不收取?(?:求职者?|应聘者|候选人)?[^,;。]{0,4}费用",
    r"免费报名",
    r"报名免费",
)
_FEE = re.compile(r"(?:报名费|考务费|考试费)[^,;。\d]{0,8}(\d{1,4})\s?元")
_REMOTE_WORD = any_of(
    r"^\(?[可全]?(?:远程|居家)\)?$",
    r"[(\[][可全]?(?:远程|居家)(?:办公|工作|兼职|岗)?[)\]]",
    r"(?:远程|居家)(?:兼职|岗)",
)
_REMOTE = any_of(
    r"(?<!不支持)(?<!非)(?<!不可)(?:居家|在家|远程)(?:办公|就业|上班|工作)"
    r"(?![^,;。]{0,4}(?:系统|软件|平台|产品|方案|环境搭建|设备))",
    r"可远程|可居家|线上办公",
    r"(?<!不)(?:^|可|能|[,;、 ])在家(?:里)?(?:就|也|即)?(?:能|可以?)?(?:做|干|完成)(?!饭|庭)",
)


def read_housing(text: str) -> bool | None:
    """Whether a clause offers somewhere to live; None where it does not say."""
    if not _HOUSING_HINT.search(text) or _HOUSING_OF_OTHERS.search(text):
        return None
    if _NO_HOUSING.search(text):
        return False
    return True if _HOUSING.search(text) else None


def housing_in_tag(tag: str) -> bool | None:
    """Whether a benefit (包住, 员工宿舍) is somewhere to live; money for it (住房补贴) is not."""
    return True if _HOUSING_TAG.fullmatch(tag) else read_housing(tag)


def read_headcount(text: str) -> int | None:
    """The number in a headcount cell; None for 若干, and for the 0 that a board puts where none was given."""
    match = _COUNT.match(fold(text).strip().removesuffix(".0"))
    return (whole(match["a"]) or None) if match else None


def find_headcount(sentence: Passage) -> int | None:
    """The first number of places that a sentence offers (招聘护士2名, 护士3人); a bare number only within a row."""
    text = sentence.text
    if _TOKEN.fullmatch(text):
        beside = sentence.folded[max(0, sentence.start - 6) : sentence.end + 3]
        return int(text) if _ROW.search(beside) else None
    cell = _CELL.search(text)
    if cell and _HEAD_OF_ROWS.search(sentence.folded[max(0, sentence.start - _TABLE_REACH) : sentence.start]):
        return int(cell["count"])
    if not _COUNTED.search(text):
        return None
    for match in _HEADCOUNT.finditer(text):
        verb = _RECRUITS.match(text, match.start(), match.end())
        before = _CLAUSE_END.split(text[max(0, match.start() - 12) : match.start()])[-1]
        own = text[verb.end() : match.end()] if verb else before + match[0]
        count = whole(next(g for g in match.groups() if g))
        if not _OTHER_PEOPLE.search(own) and 0 < count <= _MOST_PLACES:
            return count
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
    labelled = _DEADLINE_LABEL.search(clause.folded, max(0, clause.start - _LABEL_REACH), clause.start)
    if not (labelled or _DEADLINE.search(text)):
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


def is_remote_in_a_word(text: str) -> bool:
    """Whether a place, a title or a tag says so in a word (远程, 居家)."""
    return bool(_REMOTE_WORD.search(text))
