"""Which occupation a job title names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from jobmatch.taxonomy.datafiles import read_toml
from jobmatch.taxonomy.occupations.classification import Occupation, classification, occupation

EXACT = 1.0  # the title is an official name, or one of occupation_names.toml
BOARD = 0.97  # the title is a wording of job boards
HEAD = 0.9  # the title ends with a name, as 家庭医生团队护士 with 护士
UNSURE = ("", 0.0)  # a name that several occupations answer to
SHORTEST, LONGEST = 2, 30  # characters of a name that may end a title
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|〔[^〕]*〕")
CALL = re.compile(r".*(?:招聘|招募|诚聘|急聘|急招|诚招)(?!专员|主管|经理|顾问|助理|师|$)|^(?:高薪|急需|聘)+")
CLOSING = re.compile(r"(?:招聘)?(?:的?(?:公告|启事|简章|通告|通知))*$")
OFFICES = re.compile(r".*\d[名人](?=[^、,\d]{2,}$)")  # 甲镇人民政府1名、乙镇人民政府2名一级科员: one kind of post
COUNT = re.compile(r"(?:\d+|[一二两三四五六七八九十]+|若干)[名人]|若干")
ASIDE = re.compile(r"[-—–_|+~\s]+")  # what follows is a place, a shift, a benefit
LIST = re.compile(r"[/、,;&]+")
RANK = re.compile(r"(?:及?以[上下]|岗位?|职位|工作人员|人员|学徒|学员|实习生|见习生|师傅|专员|员)$")
SPELLINGS = (("医师", "医生"), ("教师", "老师"), ("工程技术人员", "工程师"))  # official, everyday


@dataclass(frozen=True, slots=True)
class FoundOccupation:
    """A code of the classification with its official name, and how surely the title means it."""

    code: str
    name: str
    score: float


def find_occupation(title: str) -> FoundOccupation | None:
    """The occupation that a title names, best without the employer's name; None where that is not certain.

    In Chinese the last word says what somebody is: a name counts at the end of the title, not inside (兽医助理 is no
    兽医). Titles that list several kinds of work are placed only where all of them are one occupation.

    >>> find_occupation("招聘药剂士2名（急招）公告")
    FoundOccupation(code='2-05-06-01', name='药师', score=1.0)
    >>> find_occupation("会计/出纳").code, find_occupation("护士/会计"), find_occupation("储备干部")
    ('2-06-03-00', None, None)
    """
    return _find(title)


@lru_cache(maxsize=50_000)
def _find(title: str) -> FoundOccupation | None:
    plain = unicodedata.normalize("NFKC", title).strip().upper()
    code, score = _names().get("".join(plain.split())) or _place(_bare(plain))
    return FoundOccupation(code, occupation(code).name, score) if code else None


def _bare(title: str) -> str:
    """The title without brackets, the call to apply, and the number wanted.

    >>> _bare("甲县卫生院公开招聘全科医师岗(2名)公告"), _bare("(护士)")
    ('全科医师岗', '护士')
    """
    called = CALL.sub("", CLOSING.sub("", BRACKETS.sub("", title)))
    return COUNT.sub("", OFFICES.sub("", called)) or title.strip("()[]【】〔〕")


def _place(bare: str) -> tuple[str, float]:
    """Code and score of a title that may list or append; what is appended counts only where it is read."""
    told = [_place_list(part) for part in ASIDE.split(bare) if part]
    return _agreed([placed for placed in told if placed[0]])


def _place_list(part: str) -> tuple[str, float]:
    names = _names()
    return names.get(part) or _agreed([_place_one(item) for item in LIST.split(part) if item])


def _agreed(placed: list[tuple[str, float]]) -> tuple[str, float]:
    return min(placed) if len({code for code, _ in placed}) == 1 else UNSURE


def _place_one(word: str) -> tuple[str, float]:
    """The longest name that ends the word, then the same without what ranks it (岗, 学徒, 以下)."""
    while word:
        if found := _headed(word):
            return found
        shorter = RANK.sub("", word)
        if shorter == word:
            break
        word = shorter
    return UNSURE


def _headed(word: str) -> tuple[str, float] | None:
    names = _names()
    if word in names:
        return names[word]
    tails = (word[start:] for start in range(max(1, len(word) - LONGEST), len(word) - SHORTEST + 1))
    return next(((names[tail][0], min(names[tail][1], HEAD)) for tail in tails if tail in names), None)


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, float]]:
    """Name → code and score; official names overrule the boards' wordings, and our own file overrules both."""
    own = read_toml("occupation_names.toml")
    entries = classification().values()
    return {
        **_scored((_spellings(alias, entry) for entry in entries for alias in entry.aliases), BOARD),
        **_scored((_spellings(entry.name, entry) for entry in entries), EXACT),
        **dict.fromkeys(own["unsure"], UNSURE),
        **{name: (code, EXACT) for name, code in own["names"].items()},
    }


def _scored(named: Iterable[Iterable[tuple[str, str]]], score: float) -> dict[str, tuple[str, float]]:
    """Name → code and score, or unsure where two codes bear the name."""
    codes: dict[str, set[str]] = {}
    for name, code in chain.from_iterable(named):
        codes.setdefault(name, set()).add(code)
    return {name: (min(of), score) if len(of) == 1 else UNSURE for name, of in codes.items()}


def _spellings(name: str, entry: Occupation) -> Iterator[tuple[str, str]]:
    """The name, and the name as people say it.

    >>> [name for name, _ in _spellings("全科医师", occupation("2-05-01-19"))]
    ['全科医师', '全科医生']
    """
    yield name, entry.code
    yield from ((name.replace(official, spoken), entry.code) for official, spoken in SPELLINGS if official in name)
