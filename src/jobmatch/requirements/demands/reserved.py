"""Openings reserved for a group: 专门职位, 定向招录, 持残疾人证."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobmatch.domain import DisabilityType, Group, GroupAsked, Unread
from jobmatch.requirements.text.passage import Passage, Read
from jobmatch.requirements.text.patterns import any_of

_KINDS = {
    "视力": DisabilityType.VISUAL,
    "听力": DisabilityType.HEARING,
    "言语": DisabilityType.SPEECH,
    "肢体": DisabilityType.PHYSICAL,
    "智力": DisabilityType.INTELLECTUAL,
    "精神": DisabilityType.MENTAL,
    "多重": DisabilityType.MULTIPLE,
    "视障": DisabilityType.VISUAL,
    "听障": DisabilityType.HEARING,
    "肢残": DisabilityType.PHYSICAL,
    "智障": DisabilityType.INTELLECTUAL,
    "聋": DisabilityType.HEARING,
    "盲": DisabilityType.VISUAL,
}
_KIND = re.compile("|".join(_KINDS))
_SOME_KINDS = rf"(?:(?:{'|'.join(_KINDS)})(?:残疾)?(?:人|者)?[、和及或]?)+"
_KINDS_LEFT_OUT = re.compile(rf"{_SOME_KINDS}(?:除外|以外)|(?:不(?:含|招收?|收)|不包[含括]|非){_SOME_KINDS}")
_SHUT_OUT = re.compile(r"^[^,;。]{2,16}残疾(?:人|者)?(?:除外|勿扰|勿报)$")
_GRADE = re.compile(r"([一二三四1-4])(?:、([一二三四1-4]))?(?:级?(?:至|-|~|到)([一二三四1-4]))?级")
_LOOSER = re.compile(r"([一二三四1-4])级(?:\(含\))?(?:及|或)?(?:其)?以(下|上)")
_DIGIT = {c: i % 4 + 1 for i, c in enumerate("一二三四1234")}

_RESERVED = (
    r"(?:仅限|只限|限|面向|专招|(?:定向|专项)招(?:聘|录|用)?|[须应]为|对象为|仅招|只招|专门招(?:聘|录)|须持|"
    r"需持|应持|必须持|持有?|具有|限招|招[听视]障)"
)
_DISABLED = any_of(
    rf"{_RESERVED}[^,;。]{{0,24}}?(?:残疾(?:人|证|毕业生|人员|求职者|大学生|高校|员工|职工)?|残障(?:人士)?)(?:证)?",
    r"残疾(?:人)?(?:专岗|专项岗位|专门岗位|定向岗位|专招)",
    r"残疾类别及?等级",
    rf"[须应需]为(?:{'|'.join(_KINDS)})残疾",
    r"(?:专门|专)?(?:给|为)残疾人?[^,;。]{0,2}(?:专设|留|预留|设置|准备)[^,;。]{0,4}岗",
    r"留给残疾",
    r"招(?:聘|收|录|用)?残[疾障](?:人(?:士|员)?|员工|职工|工人|大学生|毕业生)(?=$|[\d,;。(若]|[应报])",
    r"(?:限|专招|[仅只]招|招聘|面向)(?:听障|视障|肢残|智障|聋哑?|盲)(?:人(?:士|员)?|者|大?学生|毕业生)(?=$|[\d,;。(]|[应报]|招聘)",
    r"残[疾障]人(?:士)?(?:方可|才[可能])(?:以)?(?:报[考名]|应聘)",
    rf"^残疾(?:类别|类型|种类)[:为限是]{{1,2}}[^,;。]{{0,6}}?(?:{'|'.join(_KINDS)})",
    rf"(?:限|仅限|面向)(?:{'|'.join(_KINDS)})[^,;。]{{0,8}}级",
    r"^(?:(?:视力|听力|言语|肢体|智力|精神|多重)(?:残疾)?[^,;。]{0,4}级(?:[、或和及至-]?[一二三四1-4]级)*(?:\(含\))?(?:[及或]?以[上下])?[、,或和]?)+(?:残疾)?(?:人)?$",
    r"^(?:持证|有证|轻度)?(?:肢体|听力|视力|言语)?残[疾障](?:人(?:士|员)?|大学生|毕业生)(?:\([^()]{1,24}\))?(?:报[考名]|应聘)?$",
    r"残[疾障]人(?:士)?(?:报[考名]|应聘)(?!者?优先)(?:的)?(?:岗|职)位?$",
)
_FAVOURED = any_of(
    r"(?:优先|择优|首选)(?:考虑|录用|录取|聘用|安排|招聘|招录|选聘|面试)?[^,;。]{0,12}",
    r"[^,;。]{1,40}(?:优先|加分|为佳|更佳|者佳)",
)
_GRADES_ALONE = re.compile(
    r"(?:残疾)?(?:等级|级别)?[:为限是]{0,2}[一二三四1-4]级(?:[至、到或和~-][一二三四1-4]级)*(?:[及或]?以[上下])?(?:均可|都可以?|皆可)?$"
)
_BEFORE_GRADES = 24  # characters before grades of their own in which the disability they belong to is named
_MILD = re.compile(r"[轻中重]度")
_WORK_FOR_THEM = re.compile(
    r"残[疾障]人?(?:士|者)?(?:工作(?!岗)|事业|服务|康复|照[护料顾]|护理|就业(?:服务|指导|辅导)|教育|托养|帮扶|权益|联络)"
)
_FAMILY_TOO = re.compile(
    r"残[疾障]人?(?:士)?(?:本人)?(?:或|及|和|、|与|以及|的|其)*(?:直系)?(?:家属|亲属|家庭(?!经济)|子女)"
)
_ONLY_WELCOME = re.compile(
    r"欢迎|优先|加分|佳$|均可|亦可|也可|同等|鼓励|友好|服务对象|帮扶|照护|为[^,;。]{0,6}残疾人?(?:提供|服务)|不限"
)
_HINT_OF_DISABILITY = re.compile(r"残|障|级|聋|盲")
_HINT = re.compile(
    r"监测|特困|大龄|基层|三支|村官|西部|特岗|[士退复转]|警|港澳|困难|低保|零就业|脱贫|建档|安置|援助|4050|失业"
)
_HARDSHIP = (
    r"(?:(?:就业|生活)困难(?:人员|群体|家庭|高校毕业生|毕业生)|困难家庭(?:高校)?毕业生|零就业家庭|低保(?:家庭|户|对象|人员)?|特困(?:家庭|人员)|"
    r"脱贫(?:家庭|户|人口|劳动力)|(?:防返贫)?监测(?:户|对象)|建档立卡|公益性岗位安置对象|就业援助对象|4050人员|大龄失业人员)"
)
_GROUPS: tuple[tuple[re.Pattern[str], frozenset[Group]], ...] = (
    (
        re.compile(r"面向[\"“]?服务基层项目人员和退役大学生士兵[\"”]?(?:专门职位)?"),
        frozenset({Group.GRASSROOTS_PROJECT, Group.VETERAN_GRADUATE}),
    ),
    (
        any_of(
            rf"{_RESERVED}[^,;。]{{0,12}}?(?:服务基层项目(?:人员|毕业生)?|三支一扶|大学生村官|西部计划|特岗(?:教师|计划))",
            r"^服务基层项目人员$",
        ),
        frozenset({Group.GRASSROOTS_PROJECT}),
    ),
    (
        any_of(
            rf"{_RESERVED}[^,;。]{{0,6}}?(?:高校毕业生退役士兵|退役大学生士兵)",
            r"^高校毕业生退役士兵",
        ),
        frozenset({Group.VETERAN_GRADUATE}),
    ),
    (
        any_of(
            rf"(?:{_RESERVED}|属)[^,;。]{{0,24}}?(?:退役军士和义务兵|退役士兵|退役军人|退役军士)",
            r"^(?:退[役伍]军人|退[役伍]士兵|复[转退]军?人|退役军士和义务兵)$",
        ),
        frozenset({Group.VETERAN}),
    ),
    (
        any_of(
            r"面向港澳人士招录",
            r"(?:仅限|限|面向)港澳(?:居民|人士|台)?",
        ),
        frozenset({Group.HONG_KONG_MACAO}),
    ),
    (
        any_of(
            r"司法部属或省内司法警官院校毕业生",
            r"限司法警官院校[^,;。]{0,4}",
        ),
        frozenset({Group.POLICE_ACADEMY}),
    ),
    (
        any_of(
            rf"^(?:[^,;。:]{{2,12}}:)?(?:(?:本[市县区镇]|经认定的?|登记的?)?{_HARDSHIP}(?:家庭)?(?:成员|人员|劳动力|子女|毕业生)?"
            r"(?:\([^()]*\))?(?:、残[疾障]人)?(?:[、,和或及]+|$))+$",
            rf"{_HARDSHIP}(?:成员)?(?:方可|才[可能])",
            rf"{_RESERVED}[^,;。]{{0,12}}?{_HARDSHIP}[^,;。]{{0,8}}",
        ),
        frozenset({Group.HARDSHIP}),
    ),
)
# Words for groups without any of reserving: who is meant where a clause only favours somebody.
_NAMED: tuple[tuple[re.Pattern[str], Group], ...] = (
    (
        re.compile(
            r"残[疾障](?:人|者|大学生|毕业生|人士)|[听视]力[^,;。]{0,4}残疾|肢体残疾|言语残疾|持[^,;。]{0,4}残疾证"
        ),
        Group.DISABLED,
    ),
    (re.compile(r"退役大学生(?:士兵)?|高校毕业生退役士兵|大学生退[役伍]"), Group.VETERAN_GRADUATE),
    (re.compile(r"退[役伍]军?(?:人|士兵|军士)|退[役伍](?:士兵|者)?|转业军人|复[转退]军?人"), Group.VETERAN),
    (re.compile(r"三支一扶|大学生村官|西部计划|服务基层项目|特岗教师"), Group.GRASSROOTS_PROJECT),
    (re.compile(rf"{_HARDSHIP}|就业困难|困难家庭|4050"), Group.HARDSHIP),
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")  # examples of the group before them, not groups beside it
_LISTED = re.compile(r"[、和或及与/]")
_REGISTERED_JOBLESS = re.compile(rf"{_RESERVED}[^,;。]{{0,8}}?登记失业[^,;。]{{0,6}}")
_SETTLED_HERE = re.compile(r"属安置地在[^,;。]{1,4}的?安排工作的")


def read_reserved(passage: Passage) -> Iterator[Read]:
    """Whom an opening is reserved for; a mere welcome (欢迎残疾人报名) reserves nothing."""
    found = list(_reservations(passage))
    groups = [read.asked for read in found if isinstance(read.asked, GroupAsked)]
    if not groups or not _LISTED.search(_IN_BRACKETS.sub("", passage.text)):
        yield from found
        return
    named = frozenset().union(_groups_named(passage.text), *(asked.any_of for asked in groups))
    if len(named) < 2:
        yield from found
        return
    kinds, grades = (
        frozenset().union(*sets) for sets in ((a.disabilities for a in groups), (a.grades for a in groups))
    )
    yield Read(GroupAsked(named, kinds, grades), passage.start, passage.end)
    yield from (read for read in found if isinstance(read.asked, Unread))


def _groups_named(text: str) -> frozenset[Group]:
    """The groups of a list such as 就业困难人员、残疾人、退役军人, any of which is admitted."""
    listed = _IN_BRACKETS.sub("", text)
    named = frozenset(group for pattern, group in _NAMED if pattern.search(listed))
    return named - {Group.VETERAN} if Group.VETERAN_GRADUATE in named and "军人" not in text else named


def _reservations(passage: Passage) -> Iterator[Read]:
    text = passage.text
    if _HINT_OF_DISABILITY.search(text):
        yield from _read_disabled(passage)
    if not _HINT.search(text) or _ONLY_WELCOME.search(text):
        return
    for pattern, groups in _GROUPS:
        if match := pattern.search(text):
            yield Read(GroupAsked(groups), passage.start + match.start(), passage.start + match.end())
            break
    for pattern in (_SETTLED_HERE, _REGISTERED_JOBLESS):
        if match := pattern.search(text):
            yield Read(Unread(match[0]), passage.start + match.start(), passage.start + match.end())


def read_favoured(passage: Passage) -> Iterator[Read]:
    """The groups that a clause would rather have (退役军人优先); the caller knows that it is a wish."""
    text = passage.text
    if not _FAVOURED.search(text):
        return
    for pattern, group in _NAMED:
        if match := pattern.search(text):
            kinds = kinds_named(text) if group is Group.DISABLED else frozenset()
            asked = GroupAsked(frozenset({group}), kinds, _grades(text) if group is Group.DISABLED else frozenset())
            yield Read(asked, passage.start + match.start(), passage.start + match.end())


def _read_disabled(passage: Passage) -> Iterator[Read]:
    text = passage.text
    if _GRADES_ALONE.match(text) and "残疾" in passage.folded[max(0, passage.start - _BEFORE_GRADES) : passage.start]:
        yield Read(GroupAsked(frozenset({Group.DISABLED}), grades=_grades(text)), passage.start, passage.end)
        return
    match = _DISABLED.search(text)
    if match is None and _SHUT_OUT.match(text):
        yield Read(Unread(passage.quote), passage.start, passage.end)
        return
    if match is None or _ONLY_WELCOME.search(text) or _WORK_FOR_THEM.search(text):
        return
    if _FAMILY_TOO.search(passage.folded):  # nobody says of a student whether a relative holds a certificate
        yield Read(Unread(passage.quote), passage.start, passage.end)
        return
    asked = GroupAsked(frozenset({Group.DISABLED}), kinds_named(text), _grades(text))
    yield Read(asked, passage.start, passage.end)
    if not asked.grades and _MILD.search(text):
        yield Read(Unread(passage.quote), passage.start, passage.end)


def kinds_named(text: str) -> frozenset[DisabilityType]:
    """The kinds of disability that folded text admits: those named, or all others (智力、精神残疾除外)."""
    named = frozenset(_KINDS[kind] for kind in _KIND.findall(_KINDS_LEFT_OUT.sub("", text)))
    left_out = frozenset(_KINDS[kind] for part in _KINDS_LEFT_OUT.findall(text) for kind in _KIND.findall(part))
    return named or (frozenset(DisabilityType) - left_out if left_out else named)


def _grades(text: str) -> frozenset[int]:
    if looser := _LOOSER.search(text):
        at = _DIGIT[looser[1]]
        return frozenset(range(at, 5)) if looser[2] == "下" else frozenset(range(1, at + 1))
    grades: set[int] = set()
    for first, second, last in _GRADE.findall(text):
        grades |= {_DIGIT[x] for x in (first, second) if x}
        if last:
            grades |= set(range(_DIGIT[second or first], _DIGIT[last] + 1))
    return frozenset(grades)
