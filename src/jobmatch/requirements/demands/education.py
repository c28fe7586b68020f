"""Education and degree: which levels a posting admits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobmatch.domain import Degree, DegreesAsked, Level, LevelsAsked
from jobmatch.requirements.text.numerals import NUMBER
from jobmatch.requirements.text.passage import Passage, Read, fold
from jobmatch.requirements.text.patterns import any_of

_LEVELS = {
    "本硕": Level.BACHELOR,
    "硕博": Level.MASTER,
    "博士": Level.DOCTOR,
    "硕士": Level.MASTER,
    "研究生": Level.MASTER,
    **dict.fromkeys(("本科", "一本", "二本", "三本"), Level.BACHELOR),
    "大专": Level.ASSOCIATE,
    "专科": Level.ASSOCIATE,
    "高职": Level.ASSOCIATE,
    "高专": Level.ASSOCIATE,
    **dict.fromkeys(("中专", "中职", "职高", "中技", "技校", "技工", "高中"), Level.SECONDARY),
    "初中": Level.JUNIOR_HIGH,
    "大学": Level.BACHELOR,  # last, after 大学专科
}
_WORD = (
    r"博士(?!后)(?:研究生)?|硕士(?!点|生?导师|学位)(?:研究生)?"
    r"|(?<!硕士)(?<!博士)(?<!毕业生[或及和、]在读)研究生(?!院|导师|临床|阶段|期间|产|物|态|命|活|长|存|成)"
    r"|本硕博?(?!连)|(?<![一-鿿])硕博(?!连|导|士)|(?<![一-鿿第])[一二三]本(?=[及或]?以上|院校|学历|起|毕业|大学|/)"
    r"|(?<![一-鿿])大学(?=(?:及|或)?以上(?:学历|文化|毕业)|学历|文化程度|毕业(?!生|论文|设计))"
    r"|(?:大学)?(?<!日)本科(?!室|目|系|组|研|技)|(?<!扩)大专(?!业|家|项|题|注)"
    r"|(?:大学)?专科(?!医|护|门|室|疾|诊|病|特|培|技|服|领)"
    r"|(?<!提)高职(?!称|位|责|能|业|教)|(?<!提)高专(?!业|注|利)"
    r"|(?<!其)中专(?!业|家|项|题|注|利)|(?<!其)中职(?!称|位|责|能|业|场|工|教)"
    r"|中等(?:职业|专业)|职高|职业高中|(?<!其)中技(?!术|能|巧)|技校|技工院?校"
    r"|(?<!提)高中(?!部|教|语|数|英|物|化|生物|班|低|档|端|级|层)|初中(?!部|教|语|数|英|物|化|生物|班|级)"
)
_TAIL = r"(?:\(含\)|学历|学位|文化程度|文化|毕业生?|层次|教育|程度|水平|学生|\(含\)){0,3}"
_LEVEL = re.compile(
    rf"(?:学历(?:要求|条件)?[:为]?\s?)?(?P<only>(?:仅限于?|只限|只招|(?<!不)限(?!于))(?:全日制)?)?(?P<word>{_WORD}){_TAIL}"
    r"(?P<above>(?:\(含\))?(?:及其?|或者?|含)?(?:同等学历)?(?:以|之)上|(?:及|或)更高|起步?|\+)?"
    rf"(?P<below>(?:及|或)?以下)?{_TAIL}"
)
_YEARS_FOR_IT = re.compile(rf"[为满需须:]?\s?{NUMBER}\s?(?:[-~至]\s?{NUMBER}\s?)?年")
_IN_BRACKETS = re.compile(r"\([^()]*$")
_FREED = re.compile(r"(?:者|生|学历)?(?:不限|可?放宽|除外)")  # 1年以上经验(优秀博士不限)
_MAY_BE_ANY = re.compile(r"(?:者|生|学历)?(?:专业|年龄|经验)?可(?:以|适当)?(?:不限|放宽)")  # 研究生专业可不限
_OF_TEACHERS = re.compile(r"(?:初中|高中|中职|中专)(?:及?以上)[^,;。]{0,6}教(?:师|资)")  # 初中以上英语教师资格证
_LEVEL_HINT = re.compile("[士究科专职技中本博大]")
_NO_APPLICANT = re.compile(r"提升|深造|补贴|津贴|奖励|进修|\d{4}元|[0-9]元|\d[kK千]|底薪|安家费|培养|在读免")
_FULL_TIME = re.compile(r"(?<!非)全日制(?!工作|用工|岗|劳动|合同|坐)|普通高等?(?:院|学)?校|统招|非在职")
_DEGREE = re.compile(
    r"(?P<word>学士|硕士|博士)(?:学位|研究生(?=(?:(?:及|或)?以上)?学历[、及和与/]?学位))?"
    r"(?P<above>(?:及|或)?以上)?(?:学历[、及和与/]?(?=学位))?(?P<noun>学位)?"
)
_DEGREES = {"学士": Degree.BACHELOR, "硕士": Degree.MASTER, "博士": Degree.DOCTOR}
_LEVEL_OR_DEGREE = re.compile(r"本科(?:生|学历)?(?:或者?|/|、)硕士")
FULL_TIME_GRADUATES = re.compile(
    r"(?<!非)全日制(?:普通|统招|高等|高校|院校|大学|在校){0,4}(?:[\d、,年届及和~-]{4,30})?(?:应届|毕业)(?:高校)?(?:毕业)?生"
    r"|^(?:[须需]为?|要求)?(?:全日制|统招)(?:学历|学籍)?$"
)
FITTING_DEGREE = re.compile(r"相[应当]的?(?:学士)?学位")
_BESIDE = r"(?:(?:[、,/和及与或]|以及)?(?:学位|专业|(?:工作)?经[验历]|年龄|性别|资历|户籍|男女|地域|民族|届别))"
_ANY = any_of(  # but not 大专学历经验不限, which says it of the years
    rf"(?<![专科士上生中起职历])(?:学历|学位|文化程度|文化){_BESIDE}*(?:上|方面)?[:\]为]?\s?[均都皆可]?"
    r"(?:不限(?!于)|不拘|(?:[无没](?:有)?|不[作做]?)(?:任何|硬性|特殊|具体)?(?:要求|限制)|不重要|不是问题)",
    rf"不限(?:制)?(?:{_BESIDE})*[、,/和及与或]?学历",
    r"(?:没有?|无需?|不需要?)学历(?:门槛|要求|限制|证)?|不(?:看|要求|问|限定|论)学历",
    r"^[\s:\]]*[均都皆可]?不限[\s,;。]*$",
)


def degree_that_follows(levels: frozenset[Level]) -> frozenset[Degree]:
    """What 相应学位 stands for, given the levels admitted; empty where one of them brings no degree."""
    if not levels or min(levels) < Level.BACHELOR:
        return frozenset()
    return frozenset(Degree(level - Level.BACHELOR + 1) for level in levels)


def at_least(level: Level) -> frozenset[Level]:
    return frozenset(x for x in Level if x >= level)


def _named(word: str) -> Level:
    return next((level for name, level in _LEVELS.items() if name in word), Level.SECONDARY)


def _degrees_from(degree: Degree) -> frozenset[Degree]:
    return frozenset(d for d in Degree if d >= degree)


def read_levels(passage: Passage, listed: bool = False) -> Iterator[Read]:
    """The levels that a clause admits.

    listed: the text is a cell of an official table, where 本科 means 本科 alone; elsewhere a bare level means
    that level or more.
    """
    if not _LEVEL_HINT.search(passage.text):
        return
    found = list(_matches(passage))
    if found and not _NO_APPLICANT.search(passage.text):
        admitted, sure = _admitted(found, listed)
        if len(admitted) == len(Level) and all(match["below"] for match in found):
            return  # 初中及以下, 高中以下也可: words for no demand
        full_time = bool(_FULL_TIME.search(passage.text))
        yield Read(LevelsAsked(admitted, full_time), found[0].start(), found[-1].end(), sure)


def _matches(passage: Passage) -> Iterator[re.Match[str]]:
    """The levels a clause names, but for one in brackets that only eases its years: 2年(研究生1年)以上经验."""
    for match in _LEVEL.finditer(passage.folded, passage.start, passage.end):
        folded, behind = passage.folded, match.end()
        if _MAY_BE_ANY.match(folded, behind) or _OF_TEACHERS.match(folded, match.start()):
            continue
        eased = any(mark.match(folded, behind) for mark in (_YEARS_FOR_IT, _FREED))
        if not (eased and _IN_BRACKETS.search(passage.folded[passage.start : match.start()])):
            yield match


def _admitted(found: list[re.Match[str]], listed: bool) -> tuple[frozenset[Level], float]:
    stated: set[Level] = set()
    bare: set[Level] = set()
    exact = listed
    for match in found:
        level = _named(match["word"])
        exact = exact or bool(match["only"])
        if match["above"]:
            stated |= at_least(level)
        elif match["below"]:
            stated |= {x for x in Level if x <= level or not (exact or level > Level.SECONDARY)}
        else:
            bare |= {level, Level.DOCTOR} if match["word"] == "研究生" else {level}
    if stated or exact or not bare:
        return frozenset(stated | bare), 1.0
    return at_least(min(bare)), 0.8


def read_degrees(passage: Passage, listed: bool = False) -> Iterator[Read]:
    """The degrees that a clause admits; listed as in `read_levels`. In prose only what is called 学位 counts."""
    found = [
        m
        for m in _DEGREE.finditer(passage.folded, passage.start, passage.end)
        if listed or "学位" in m[0] or m["word"] == "学士"
    ]
    if not found:
        return
    admitted: set[Degree] = set()
    if not listed and _LEVEL_OR_DEGREE.search(passage.text):
        admitted |= _degrees_from(Degree.BACHELOR)
    for match in found:
        degree = _DEGREES[match["word"]]
        admitted |= {degree} if listed and not match["above"] else _degrees_from(degree)
    yield Read(DegreesAsked(frozenset(admitted)), found[0].start(), found[-1].end())


def read_level(text: str) -> Level | None:
    """The level that a roster cell names, None where it names none (专升本 is 本科)."""
    plain = fold(text)
    if "专升本" in plain or "学士" in plain:
        return Level.BACHELOR
    match = _LEVEL.search(plain)
    if match:
        return _named(match["word"])
    return next((level for name, level in _LEVELS.items() if name in plain), None)


def read_degree(text: str) -> Degree | None:
    """The degree that a roster cell names; 无 is Degree.NONE, None where the cell says nothing."""
    plain = fold(text).strip()
    if plain in {"无", "无学位", "没有"}:
        return Degree.NONE
    match = _DEGREE.search(plain)
    return _DEGREES[match["word"]] if match else None


def says_any(passage: Passage) -> re.Match[str] | None:
    """Where a clause says that education does not matter."""
    if "不限" not in passage.text and "学" not in passage.text and "文化" not in passage.text:
        return None
    return _ANY.search(passage.text)
