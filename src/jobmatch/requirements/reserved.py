"""Openings reserved for a group: 专门职位, 定向招录, 持残疾人证."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobmatch.domain import DisabilityType, Group, GroupAsked, Unread
from jobmatch.requirements.passage import Passage, Read
from jobmatch.requirements.patterns import any_of

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
}
_KIND = re.compile("|".join(_KINDS))
_GRADE = re.compile(r"([一二三四1-4])(?:、([一二三四1-4]))?(?:(?:至|-|~|到)([一二三四1-4]))?级")
_LOOSER = re.compile(r"([一二三四1-4])级(?:及|或)?以(下|上)")
_DIGIT = {c: i % 4 + 1 for i, c in enumerate("一二三四1234")}

_RESERVED = (
    r"(?:仅限|只限|限|面向|专招|定向招(?:聘|录|用)?|对象为|仅招|只招|专门招(?:聘|录)|须持|"
    r"需持|应持|必须持|持有?|具有|限招|招[听视]障)"
)
_DISABLED = any_of(
    rf"{_RESERVED}[^,;。]{{0,24}}?(?:残疾(?:人|证|毕业生|人员|求职者|大学生|高校)?|残障(?:人士)?)(?:证)?",
    r"残疾(?:人)?(?:专岗|专项岗位|专门岗位|定向岗位|专招)",
    r"残疾类别及?等级",
    r"(?:专门|专)?(?:给|为)残疾人?[^,;。]{0,2}(?:专设|留|预留|设置|准备)[^,;。]{0,4}岗",
    r"留给残疾",
    rf"(?:限|仅限|面向)(?:{'|'.join(_KINDS)})[^,;。]{{0,8}}级",
    r"^(?:(?:视力|听力|言语|肢体|智力|精神|多重)[^,;。]{0,4}级[、,或和]?)+(?:残疾)?(?:人)?$",
)
_ONLY_WELCOME = re.compile(
    r"欢迎|优先|均可|亦可|也可|同等|鼓励|友好|服务对象|帮扶|照护|为[^,;。]{0,6}残疾人?(?:提供|服务)|不限"
)
_GROUPS: tuple[tuple[re.Pattern[str], frozenset[Group]], ...] = (
    (
        re.compile(r"面向[\"“]?服务基层项目人员和退役大学生士兵[\"”]?(?:专门职位)?"),
        frozenset({Group.GRASSROOTS_PROJECT, Group.VETERAN_GRADUATE}),
    ),
    (
        re.compile(rf"{_RESERVED}[^,;。]{{0,8}}?(?:服务基层项目人员|三支一扶[^,;。]{{0,6}}人员)"),
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
        re.compile(rf"(?:{_RESERVED}|属)[^,;。]{{0,24}}?(?:退役军士和义务兵|退役士兵|退役军人|退役军士)"),
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
        re.compile(
            rf"{_RESERVED}[^,;。]{{0,8}}?(?:就业困难(?:人员|毕业生|高校毕业生)|困难家庭(?:高校)?毕业生|"
            r"零就业家庭|低保家庭|脱贫(?:家庭|户))[^,;。]{0,8}"
        ),
        frozenset({Group.HARDSHIP}),
    ),
)
_SETTLED_HERE = re.compile(r"属安置地在[^,;。]{1,4}的?安排工作的")


def read_reserved(passage: Passage) -> Iterator[Read]:
    """Whom an opening is reserved for; a mere welcome (欢迎残疾人报名) reserves nothing."""
    text = passage.text
    if "残疾" in text or "残障" in text or "级" in text:
        yield from _read_disabled(passage)
    if _ONLY_WELCOME.search(text):
        return
    for pattern, groups in _GROUPS:
        if match := pattern.search(text):
            yield Read(GroupAsked(groups), passage.start + match.start(), passage.start + match.end())
            break
    if settled := _SETTLED_HERE.search(text):
        yield Read(Unread(settled[0]), passage.start + settled.start(), passage.start + settled.end())


def _read_disabled(passage: Passage) -> Iterator[Read]:
    text = passage.text
    match = _DISABLED.search(text)
    if match is None or _ONLY_WELCOME.search(text):
        return
    kinds = frozenset(_KINDS[k] for k in _KIND.findall(text))
    asked = GroupAsked(frozenset({Group.DISABLED}), kinds, _grades(text))
    yield Read(asked, passage.start, passage.end)


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
