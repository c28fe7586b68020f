"""Licences in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from jobmatch.taxonomy.licences.ladder import GRADES, kinds

HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {
    ord(bracket): half for bracket, half in zip("〔〕【】［］", "()()()", strict=True)
}
_ABOVE = r"(?:\(?(?:及|或|含)*以上\)?)?(?:级别)?的?"
_KIND = (
    r"(?:等(?:[初中高]级)?|相关|相应|特种|特殊|工种|执业|职业|从业|技能|专业技术|专业|任职|职务|国家|"
    r"上岗|操作|岗位|培训|考核|作业|注册|技术)*"
)
_ANOTHER_TITLE = r"(?:[、/或和及与]|或者)[\u4e00-\u9fffA-Z]{0,8}?(?:师|士|员|工|券|货|金|险|行|医)(?:\([^()]{1,6}\))?"
PAPER_AFTER = re.compile(
    rf"{_ABOVE}{_KIND}(?:资格|等级|水平|职称|证(?!券|明|实|监|据|件照)|考试|认证|合格)"
    r"|(?:及|或|含)+以上(?!岗位|级别|职位|职务|人员|工作|经[验历])"
    rf"|(?:{_ANOTHER_TITLE}){{1,4}}{_KIND}(?:资格|职称|证(?!券|明|实))"  # 医师、药师资格证: one word of paper for all
)
PAPER_BEFORE = re.compile(
    r"(?:取得|具有|具备|(?<![支主维保坚])持有?|通过|获得?|考取|考过|评为)(?:相应|相关|国家|的)*$|"
    r"(?:操作|资格|作业|合格)证?书?[(:]$"
)
HELD_BEFORE = re.compile(r"(?:^|[,;。、:]|需|须|要|并|且|好)有$")  # 有二级建造师优先
HELD_AFTER = re.compile(r"(?:及?以上)?[者的]?(?:优先|[更尤为]?佳|加分|更好|最好|即可|$|[,;。)])")
JOB_AFTER = re.compile(r"[^,;。、]{0,6}(?:经[验历]|能力|知识|技能|工作|岗位|团队|思维|意识|背景|基础|水平)")
NO_PAPER_AFTER = re.compile(  # 教师资格认定 is office work, 建造师课程 a course
    r"事务所|协会|学会|行业|公司|"
    r"(?:资格证?书?|考试|证书?)*(?:认定|管理(?!师|员|人员|证|岗|资格)|考务|审核(?!员)|中心(?!供应)|"
    r"培训(?!合格|证|结业|考核)|招收|招录|基地|课程|辅导|题库|报名|考前|教材|招生|学员|工作|岗位|"
    r"(?:相关|工作|从业|管理)?经[验历]|团队)"
)
_GRADE = {word: grade for grade, (numbers, older) in GRADES.items() for word in (*numbers, *older)}
_GRADE_WORD = "|".join(sorted(_GRADE, key=len, reverse=True))
_GRADE_BEFORE = re.compile(rf"(?P<word>{_GRADE_WORD})\(?(?:及|或|含)*以上\)?的?$")
_GRADE_BEHIND = re.compile(rf"[(（](?P<word>{_GRADE_WORD})(?:及|或|含)*以?上?[)）]")
_EXAMS = ("cet4", "cet6")  # named by their grade alone
_LATIN = re.compile(r"[A-Z]")
REACH_BEFORE = 6  # characters looked back at for PAPER_BEFORE
TAIL = re.compile(
    r"(?:\(?(?:及|或|含)*以上\)?)?(?:级别)?的?"
    r"(?:执业|职业|从业|技能|专业技术|专业|任职|职务|上岗|操作|岗位|注册|水平|培训|考核)*"
    r"(?:资格|水平|等级)*(?:考试|考核)?(?:成绩)?(?:合格)?(?:证书|证件|证|职称|认证)?(?:\(?(?:及|或|含)+以上\)?)?"
)


@dataclass(frozen=True, slots=True)
class FoundLicence:
    """A licence and where the text names it, characters start to end (half open)."""

    code: str
    start: int
    end: int


def find_licences(text: str) -> list[FoundLicence]:
    """The licences a text names, in its order, none inside another; of names that overlap the longest counts.

    执业（助理）医师 is the assistant's licence, which the physician's stands for. Widths, case and blanks in the
    text do not matter. Names that are jobs too (药师) count only where the words around them ask for paper.

    >>> [f.code for f in find_licences("取得护士执业资格证书，普通话二级乙等及以上，持 c1 驾照")]
    ['nurse_exam', 'mandarin_2b', 'driving_c1']
    >>> find_licences("招聘药师两名，四级主任科员")
    []
    """
    return list(_find(text))


@lru_cache(maxsize=20_000)
def _find(text: str) -> tuple[FoundLicence, ...]:
    at = [i for i, char in enumerate(text) if not char.isspace()]
    dense = "".join([text[i] for i in at]).translate(HALF_WIDTH).upper()
    if len(dense) != len(at):  # a letter whose capital is longer (ß); no licence is written with one
        return ()
    found: list[FoundLicence] = []
    done = 0
    for start, neg_length, code in sorted({*_by_name(dense), *_by_pattern(dense)}):
        if start >= done:
            done = _with_tail(dense, start - neg_length)
            found.append(FoundLicence(code, at[start], at[done - 1] + 1))
    return tuple(_graded(text, found))


def _graded(text: str, found: list[FoundLicence]) -> Iterator[FoundLicence]:
    """The licences, a skill certificate with the grade that stands apart from its name (中级以上厨师证)."""
    for at, one in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else None
        if after is not None and one.code in _EXAMS and f"{after.code}_5" in kinds() and after.start <= one.end + 1:
            continue  # 四级及以上消防设施操作员 is no examination in English
        yield replace(one, code=_with_grade(text, one))


def _with_grade(text: str, found: FoundLicence) -> str:
    if f"{found.code}_5" not in kinds():
        return found.code
    before = _GRADE_BEFORE.search(text, max(0, found.start - 8), found.start)
    grade = before or _GRADE_BEHIND.match(text, found.end)
    return f"{found.code}_{_GRADE[grade['word']]}" if grade else found.code


def _with_tail(dense: str, end: int) -> int:
    tail = TAIL.match(dense, end)
    return tail.end() if tail else end


def _by_name(dense: str) -> Iterator[tuple[int, int, str]]:
    """Start, negative length and code of every name; sorted, the longest of one start comes first."""
    names, lengths = _names(), _lengths()
    for start in range(len(dense) - 1):
        for length in lengths.get(dense[start : start + 2], ()):
            end = start + length
            code, is_title = names.get(dense[start:end], ("", False))
            if code and _stands_apart(dense, start, end) and _means_paper(dense, start, end, is_title):
                yield start, -length, code


def _stands_apart(dense: str, start: int, end: int) -> bool:
    """Whether a name in Latin letters is a whole word (HIV, not HIVE)."""
    return not (_LATIN.match(dense, end) and _LATIN.match(dense, end - 1)) and not (
        start > 0 and _LATIN.match(dense, start - 1) and _LATIN.match(dense, start)
    )


def _by_pattern(dense: str) -> Iterator[tuple[int, int, str]]:
    by_anchor = _patterns()
    for code, pattern in {known: None for anchor in by_anchor if anchor in dense for known in by_anchor[anchor]}:
        yield from ((m.start(), m.start() - m.end(), code) for m in pattern.finditer(dense))


def _means_paper(dense: str, start: int, end: int, is_title: bool) -> bool:
    if NO_PAPER_AFTER.match(dense, end):
        return False
    if not is_title or PAPER_AFTER.match(dense, end):
        return True
    before = dense[max(0, start - REACH_BEFORE) : start]
    if HELD_BEFORE.search(before) and HELD_AFTER.match(dense, end):
        return True
    return bool(PAPER_BEFORE.search(before)) and not JOB_AFTER.match(dense, end)


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, bool]]:
    """Name → code, and whether it is a job's title as well."""
    names = {name: (kind.code, True) for kind in kinds().values() for name in kind.titles}
    return names | {name: (kind.code, False) for kind in kinds().values() for name in kind.names}


@lru_cache(maxsize=1)
def _lengths() -> dict[str, tuple[int, ...]]:
    """First two characters → lengths of the names that begin so."""
    lengths: dict[str, set[int]] = {}
    for name in _names():
        lengths.setdefault(name[:2], set()).add(len(name))
    return {head: tuple(sorted(found)) for head, found in lengths.items()}


@lru_cache(maxsize=1)
def _patterns() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """Anchor → the codes and patterns that need it, or another, in the text."""
    by_anchor: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for kind in kinds().values():
        for anchor in kind.anchors:
            by_anchor.setdefault(anchor, []).extend((kind.code, re.compile(p)) for p in kind.patterns)
    return by_anchor
