"""The closed vocabularies of a roster: which words mean which code. What no word covers is handed back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from jobmatch.domain import Contract, DisabilityType, Elsewhere, Gender, Group, Hardship, Need, Political, Stage

T = TypeVar("T")
Words = Sequence[tuple[str, T]]  # the first pattern that occurs decides

PARTS = re.compile(r"[、，,；;\n]+")
LOOSE_PARTS = re.compile(r"\s+|/(?!分|小时|天|日|周|月|年|次)")  # not the slash of 80字/分
NOTHING = frozenset(["", "无", "没有", "暂无", "否", "不是", "不", "非困难", "正常", "/", "-", "—", "NONE", "FALSE"])
YES = frozenset({"是", "同意", "愿意", "可以", "可", "接受", "服从", "服从调剂", "有", "TRUE", "YES", "Y", "1"})
NO = frozenset({"否", "不", "不同意", "不愿意", "不可以", "不接受", "不服从", "无", "FALSE", "NO", "N", "0"})

HARDSHIPS: Words[Hardship] = (
    (r"低保|最低生活保障", Hardship.DIBAO),
    (r"零就业", Hardship.ZERO_EMPLOYMENT),
    (r"监测|返贫|脱贫不稳定|易致贫|突发严重困难", Hardship.MONITORED),
    (r"脱贫|建档立卡|贫困户", Hardship.REGISTERED_POOR),
    (r"特困", Hardship.EXTREME_POVERTY),
    (r"残疾|残障", Hardship.DISABLED),
    (r"孤儿|无人抚养", Hardship.ORPHAN),
    (r"贷款", Hardship.STUDENT_LOAN),
    (r"长期(未就业|失业)", Hardship.LONG_UNEMPLOYED),
    (r"心理", Hardship.PSYCHOLOGICAL),
    (r"能力不足|就业困难|挂科", Hardship.ABILITY_GAP),
)
GROUPS: Words[Group] = (
    (r"三支一扶|西部计划|基层(服务)?项目|服务基层|特岗|村官|山区计划", Group.GRASSROOTS_PROJECT),
    (r"退役(大学生)?(士兵)?|退伍|复员", Group.VETERAN_GRADUATE),  # a student who served is a 退役大学生士兵
    (r"残疾", Group.DISABLED),
    (r"就业困难", Group.HARDSHIP),
    (r"港澳|香港|澳门", Group.HONG_KONG_MACAO),
    (r"警官", Group.POLICE_ACADEMY),
)
DISABILITIES: Words[DisabilityType] = (
    (r"多重", DisabilityType.MULTIPLE),
    (r"视力|视障|盲", DisabilityType.VISUAL),
    (r"听力|听障|聋", DisabilityType.HEARING),
    (r"言语|语言", DisabilityType.SPEECH),
    (r"肢体", DisabilityType.PHYSICAL),
    (r"智力|智障", DisabilityType.INTELLECTUAL),
    (r"精神", DisabilityType.MENTAL),
)
POLITICS: Words[Political] = (
    (r"民革|民盟|民建|民进|农工|致公|九三|台盟|民主党派", Political.OTHER_PARTY),
    (r"团员", Political.LEAGUE_MEMBER),
    (r"群众|无党派|积极分子|发展对象", Political.MASSES),
    (r"党员", Political.PARTY_MEMBER),
)
GENDERS: Words[Gender] = ((r"^(男性?|男生|[Mm]|1)$", Gender.MALE), (r"^(女性?|女生|[Ff]|2)$", Gender.FEMALE))
CONTRACTS: Words[frozenset[Contract]] = (
    (r"派遣|外包", frozenset({Contract.DISPATCH})),
    (r"编制|在编|入编|事业编", frozenset({Contract.ESTABLISHED})),
    (r"合同|正式|全职", frozenset({Contract.LABOUR, Contract.ESTABLISHED})),  # who signs with a firm would take 编制
    (r"公益", frozenset({Contract.PUBLIC_WELFARE})),
    (r"实习|见习", frozenset({Contract.INTERNSHIP})),
    (r"兼职|非全日制|小时工", frozenset({Contract.PART_TIME})),
)
ELSEWHERE: Words[Elsewhere] = (
    (
        r"^(坚决)?(不|拒绝)(接受|服从|愿意?|考虑|同意|行|可以?)?(调剂|调配|其他(地区|地方|城市))?$|^(只|仅)(在|考虑|限|想|去)",
        Elsewhere.REFUSED,
    ),
    (r"视|看情况|看岗位|商量|商议|协商|考虑|再说|不一定|可能", Elsewhere.NEGOTIABLE),
    (
        r"^((都|均|完全)?(可以?|愿意?|能)?(接受|服从|同意|行)?(调剂|调配|安排|分配|其他地区)?)([，,](服从|听从)(调剂|安排|分配))?$",
        Elsewhere.WELCOME,
    ),
)
NEEDS: Words[Need] = ((r"无障碍(卫生间|厕所|洗手间|卫浴)|残疾人(卫生间|厕所|洗手间)", Need.ACCESSIBLE_TOILET),)
STAGES: Words[Stage] = (
    (r"已就业|已签约|已落实|在职|已入职", Stage.PLACED),
    (r"退出|结束|注销", Stage.CLOSED),
    (r"(?<!不)(?<!放弃)(升学|考研|读研|专升本|深造|留学)(?!失|未|没)", Stage.STUDYING_ON),
    (r"离校未就业|未就业|待业|已毕业", Stage.SEEKING),
    (r"毕业班|毕业学年|应届|求职", Stage.GRADUATING),
    (r"在读|在校", Stage.ENROLLED),
)
PART_TIME_STUDY = re.compile(r"非全日制|函授|自考|自学考试|成人|成教|业余|夜大|网络|开放|在职|电大")
FULL_TIME_STUDY = re.compile(r"全日制|统招|普通高")
REFUSAL = re.compile(r"不(?!限|错)|拒绝|非(?!全日制)|除了|勿|莫")
LIKED = re.compile(r"优先|最好|首选|也可|也行")
ANYTHING = re.compile(r"均可|都可|不限|都行|随便|无所谓|无要求")
GRADE = re.compile(r"(?<![十\d])([一二三四1-4])级")
GRADES = {word: n % 4 + 1 for n, word in enumerate("一二三四1234")}


def plain(text: str) -> str:
    """A cell with full-width forms folded and no white space at its ends."""
    return unicodedata.normalize("NFKC", text).strip()


def says_nothing(text: str) -> bool:
    """Whether a cell is blank or says 无 or the like."""
    return plain(text).upper() in NOTHING


def split(text: str) -> list[str]:
    """The parts of a list as people join them, brackets kept whole; / and blanks part only where nothing else does.

    >>> split("CT/DR操作员、放射技师"), split("广州/佛山"), split("打字80字/分 Excel")
    (['CT/DR操作员', '放射技师'], ['广州', '佛山'], ['打字80字/分', 'Excel'])
    >>> split("急救员证；软考（初级、程序员）")
    ['急救员证', '软考（初级、程序员）']
    """
    for separator in (PARTS, LOOSE_PARTS):
        parts = [part.strip() for part in _outside_brackets(text, separator) if part.strip()]
        if len(parts) > 1:
            return parts
    return [text.strip()] if text.strip() else []


def _outside_brackets(text: str, separator: re.Pattern[str]) -> list[str]:
    hidden = re.sub(r"[（(][^（()）]*[)）]", lambda bracket: "\0" * len(bracket[0]), text)
    ends = [(match.start(), match.end()) for match in separator.finditer(hidden)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(text)]
    return [text[start:stop] for start, stop in zip(starts, stops, strict=True)]


def meaning(text: str, words: Words[T]) -> T | None:
    """The code of the first pattern that occurs in a text, None where none does.

    >>> meaning("中共预备党员", POLITICS), meaning("党外人士", POLITICS)
    (<Political.PARTY_MEMBER: 'party_member'>, None)
    """
    folded = plain(text)
    return next((code for pattern, code in words if re.search(pattern, folded)), None)


def meanings(text: str, words: Words[T]) -> tuple[frozenset[T], list[str]]:
    """The codes of all parts of a list, and the parts that mean none; 无 and the like mean nothing at all.

    >>> codes, unread = meanings("低保户、家里比较困难；助学贷款", HARDSHIPS)
    >>> sorted(codes), unread
    ([<Hardship.DIBAO: 'dibao'>, <Hardship.STUDENT_LOAN: 'student_loan'>], ['家里比较困难'])
    """
    parts = [part for part in split(text) if not says_nothing(part)]
    found = {part: meaning(part, words) for part in parts}
    codes = frozenset(code for code in found.values() if code is not None)
    return codes, [part for part, code in found.items() if code is None]


def every_meaning(text: str, words: Words[T]) -> frozenset[T]:
    """The codes of all patterns that occur, for texts in which one part may say several things."""
    folded = plain(text)
    return frozenset(code for pattern, code in words if re.search(pattern, folded))


def yes_or_no(text: str) -> bool | None:
    """True or False where the whole cell is a plain yes or no."""
    word = plain(text).upper()
    return True if word in YES else False if word in NO else None


def elsewhere(text: str) -> Elsewhere | None:
    """What a cell says of other regions; None where it is blank or says more than a word for all of them.

    >>> [elsewhere(text) for text in ("服从调剂", "可商量", "否", "珠三角可以")]
    [<Elsewhere.WELCOME: 'welcome'>, <Elsewhere.NEGOTIABLE: 'negotiable'>, <Elsewhere.REFUSED: 'refused'>, None]
    """
    said = yes_or_no(text)
    if said is not None or not text:
        return elsewhere_if(said)
    return meaning(text, ELSEWHERE)


def elsewhere_if(said: bool | None) -> Elsewhere | None:
    """A plain yes or no to other regions."""
    return None if said is None else Elsewhere.WELCOME if said else Elsewhere.REFUSED


def full_time(text: str) -> bool | None:
    """Whether a mode of study is full-time; None where the words do not tell."""
    if PART_TIME_STUDY.search(text):
        return False
    return True if FULL_TIME_STUDY.search(text) else None


def disability_grade(text: str) -> int | None:
    """The grade on a certificate, 1 (most severe) to 4; None where none of these is named.

    >>> disability_grade("肢体四级"), disability_grade("听力（2级）"), disability_grade("肢体九级")
    (4, 2, None)
    """
    match = GRADE.search(plain(text))
    return GRADES[match[1]] if match else None


def contracts(text: str) -> frozenset[Contract] | None:
    """The ties a student would accept; a refusal alone leaves all others open; None where no word limits.

    >>> sorted(contracts("编制或劳动合同")), sorted(set(Contract) - contracts("不接受劳务派遣"))
    ([<Contract.ESTABLISHED: 'established'>, <Contract.LABOUR: 'labour'>], [<Contract.DISPATCH: 'dispatch'>])
    >>> contracts("编制优先，合同制也可")  # what somebody likes best is no limit
    """
    wanted: set[Contract] = set()
    refused: set[Contract] = set()
    parts = split(text)
    for part in parts:
        named = frozenset[Contract]().union(*every_meaning(part, CONTRACTS))
        (refused if REFUSAL.search(part) else wanted).update(named)
    if any(ANYTHING.search(part) or part.startswith("可接受") for part in parts):
        return frozenset(Contract) - refused  # an offer to take more, not a limit
    if any(LIKED.search(part) for part in parts):
        return frozenset(Contract) - refused if refused else None
    if not wanted and not refused:
        return None
    return frozenset(wanted or Contract) - refused
