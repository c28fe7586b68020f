"""Education in English: which level a part of a sentence names, and whether experience stands in for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from jobmatch.domain import Demand, Level, LevelsAsked, Strength, Unread
from jobmatch.requirements.demands.education import at_least
from jobmatch.requirements.english.strength import Part
from jobmatch.requirements.text.patterns import any_of

HINTS = (
    "degree", "diploma", "gcse", "nvq", "qcf", "rqf", "btec", "level", "master", "msc", "m.sc", "mba", "phd",
    "ph.d", "doctora", "dclin", "bachelor", "bsc", "b.sc", "beng", "mbbs", "mbchb", "graduate", "educat",
    "university", "college", "hnd", "hnc", "school", "bds",
)  # fmt: skip
_VOCATIONAL = (
    r"(?:nvq|qcf|rqf|svq|btec|diploma|qualification|certificate|award|apprenticeship|qualified"
    r"|functional skills|city (?:&|and) guilds)"
)
_NAMED: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (
        Level.DOCTOR,
        re.compile(r"\bph\.?d\b|\bdoctorate\b|\bdoctoral\b|\bdclin\s?psych?\b|\bd\.clin|\bdoctor of philosophy\b"),
    ),
    (
        Level.MASTER,
        re.compile(
            r"\bmaster'?s?'?(?: of \w+| in \w+)? (?:degree|level|qualification|or|and|in|and above|student"
            r"|prepared)\b|\bmaster'?s\b|\bm\.?sc\b"
            r"|\bmba\b|\bmph\b|\bmasters?\b(?=[/)]| \(|$)|\bpost-?\s?graduate degree\b|\bhigher degree\b|\bmres\b"
            r"|\bms (?:or|and|degree)\b"
        ),
    ),
    (
        Level.BACHELOR,
        re.compile(
            r"\b(?:under)?graduate[- ](?:degree|level|calibre|qualified)\b|\bbachelor'?s?'?\b|\bb\.?\s?sc\b"
            r"|\bb\.?eng\b|\bmbbs\b|\bmbchb\b|\bbds\b"
            r"|\b(?<!high )(?<!foundation )(?<!associate )(?<!college )"
            r"(?<!higher )(?<!graduate )(?<!master's )(?<!masters )(?<!master )"
            r"degree(?! of (?!bachelor)|s of\b| modules?| or masters| programmes?| course)\b|\buniversity (?:graduate"
            r"|educated|education)\b"
            r"|\bgraduate in\b|\bgraduates? (?:of|with|from)\b|\bbs (?:or|and|degree)\b|\bdegrees?[- ]educated\b"
            r"|\b4-year (?:college|university)\b"
        ),
    ),
    (
        Level.ASSOCIATE,
        re.compile(
            r"\bfoundation (?:\w+ )?degree\b|\bhnd\b|\bhnc\b|\bassociate'?s? degree\b|\bcollege (?:degree|diploma"
            r"|graduate)\b|\bjunior college\b"
            r"|\bdip\.?\s?he\b|\bdiploma of higher education\b|\bdiploma (?=(?:/|or) ?degree)|(?<=degree/)diploma\b"
            r"|(?<=degree or )diploma\b"
            r"|\bdiploma level\b|\bcollege (?:or|and) above\b|(?<!graduate )\bdiploma in (?:higher education|nursing"
            r"|midwifery|social work|occupational|diagnostic)\b"
        ),
    ),
    (
        Level.SECONDARY,
        re.compile(
            r"\ba-levels?\b(?! (?:of|providers?|transfer))|\ba levels\b(?! (?:of|providers?))"
            r"|(?<!hold )(?<!at )(?<!to )(?<!is )(?<!with )(?<!have )\ba level\b(?= (?:or|standard|qualif|in"
            r"|education|equivalent)|[,/)]|$)|\b(?:senior |technical )?(?:high|secondary"
            r"|vocational) (?:middle )?school\b(?! nurs)"
            r"|\bbtec (?:national|extended)\b|\bt[- ]levels?\b|\baccess course\b|\badvanced apprenticeship\b"
        ),
    ),
    (
        Level.JUNIOR_HIGH,
        re.compile(
            r"\bgcses?\b|\bgcse's\b|\bo[- ]levels?\b|\b(?:good|sound) (?:general |standard of |basic |secondary "
            r"|level of )*education\b"
            r"|\bjunior (?:high|middle) school\b"
        ),
    ),
)
_RQF = any_of(
    rf"\b{_VOCATIONAL}s?(?: |/|\w+/| diploma| at| to| in care| in [\w &]{{3,40}}?)*\s?\(?(?:level|l)?\s?(?P<a>[1-8]"
    rf"|(?<=nvq )(?:i{{1,3}}|iv))\b(?! ?(?:gcse|year|x))",
    rf"\blevel (?P<b>[1-8]|two|three|four|five|six|seven)(?: or (?:level )?\d| \w+){{0,3}}? {_VOCATIONAL}",
    r"\bfunctional skills (?:at )?level (?P<c>[12])",
)
_GRADE = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_BY_RQF = {
    1: Level.JUNIOR_HIGH,
    2: Level.JUNIOR_HIGH,
    3: Level.SECONDARY,
    4: Level.ASSOCIATE,
    5: Level.ASSOCIATE,
    6: Level.BACHELOR,
    7: Level.MASTER,
    8: Level.DOCTOR,
}
_NO_BAR = any_of(
    r"\bor (?:(?!and\b|qualif|degree|diploma|with\b|level\b)[\w'/-]+ ){0,7}?(?:experience|knowledge|skills)\b",
    r"\b(?:equivalent|gained|acquired|obtained)\b[^.]{0,24}\b(?:through|by|via|from) (?:\w+ ){0,3}experience\b",
    r"\bexperience equivalent\b",
    r"\bequivalent (?:\w+ ){0,3}(?:experience|knowledge)\b",
    r"\b(?:work(?:ing)?|study(?:ing)?|worked) towards?\b",
    r"\bwilling(?:ness)? to (?:work|complete|undertake|obtain|study|achieve|gain)\b",
    r"\b(?:about|due|soon) to (?:complete|qualify|graduate)\b",
)
_FORBIDDEN = re.compile(r"\b(?:must|should|can) ?not (?:already )?(?:hold|have|possess)\b|\bwithout a degree\b")
_NO_APPLICANT = any_of(
    r"\b(?:as part of|undertak\w+|enrol\w*|leading to) (?:an? |the |your |\w+ ){0,3}(?:msc|master|degree"
    r"|diploma|nvq|level)",
    r"\b(?:test|assessment|screening|training|course|courses|programmes?|modules?|study|studying|support|supervis\w+"
    r"|teach\w*|students?|links?)\b"
    r"[^.]{0,60}(?:level|degree|nvq|master|msc|doctora|phd)",
    r"\b(?:opportunit(?:y|ies)|encouraged|chance|able to (?:study|gain|progress)|enable|progress"
    r"|apprenticeship (?:programme|scheme|opportunit\w+)) [^.]{0,60}(?:level|degree|nvq|master|msc|doctora|phd"
    r"|diploma)",
)
_EITHER = re.compile(r"\bor\b|/")


@dataclass(frozen=True, slots=True)
class Named:
    """The lowest level that one part names as enough; open_to_others: experience may stand in for it."""

    level: Level
    part: Part
    start: int
    end: int
    open_to_others: bool


def find_level(part: Part) -> Named | None:
    """The level a part of a sentence asks for or prefers.

    UK qualifications by their place in the Regulated Qualifications Framework (Ofqual, General Conditions, 2015; the
    gov.uk page "What qualification levels mean"): GCSE 1 and 2, A level 3, HNC 4, HND and foundation degree 5,
    bachelor 6, master 7, doctor 8. Levels 1 and 2, taken at the end of compulsory schooling, are read as 初中, 3 as
    高中, 4 and 5 as 大专.
    """
    text = part.text
    if part.strength is None or part.offered or not any(hint in text for hint in HINTS) or _NO_APPLICANT.search(text):
        return None
    found = [(level, match) for level, pattern in _NAMED for match in pattern.finditer(text)]
    found += [(level, match) for match in _RQF.finditer(text) if (level := _by_grade(match))]
    if not found:
        return None
    start, end = min(m.start() for _, m in found), max(m.end() for _, m in found)
    between = text[start:end]
    pick = min if _EITHER.search(between) else max
    level = pick(level for level, _ in found)
    at = part.passage.start
    return Named(level, part, at + start, at + end, bool(_NO_BAR.search(part.whole.text)))


def _by_grade(match: re.Match[str]) -> Level | None:
    grade = next((g for g in match.groups() if g), "")
    return _BY_RQF.get(_GRADE.get(grade) or int(grade) if grade.isdigit() or grade in _GRADE else 0)


def forbids(part: Part) -> bool:
    """Whether whoever holds a degree may not apply, as for some apprenticeships."""
    return "not" in part.text and bool(_FORBIDDEN.search(part.text)) and any(hint in part.text for hint in HINTS)


def level_demands(named: Iterable[Named]) -> list[Demand]:
    """One required demand, the strictest of those stated, and the preferred ones.

    Where experience may stand in for a level, that is for the employer to weigh, so those below it stay unread.
    """
    required = [n for n in named if n.part.strength is Strength.REQUIRED]
    demands = [_demand(n) for n in _strictest(required)]
    wished = {n.level: n for n in named if n.part.strength is Strength.PREFERRED}
    return demands + [_demand(n) for n in wished.values()]


def _strictest(required: list[Named]) -> list[Named]:
    firm = max((n for n in required if not n.open_to_others), key=lambda n: n.level, default=None)
    open_ = max((n for n in required if n.open_to_others), key=lambda n: n.level, default=None)
    if firm and open_ and open_.level <= firm.level:
        open_ = None
    if open_ and open_.level is Level.JUNIOR_HIGH:  # nobody is below it
        open_ = None
    return [n for n in (firm, open_) if n]


def _demand(named: Named) -> Demand:
    passage = replace(named.part.passage, start=named.start, end=named.end)
    admitted = at_least(named.level)
    strength = named.part.strength or Strength.PREFERRED
    if strength is Strength.REQUIRED and named.open_to_others:
        return named.part.whole.demand(
            Unread(named.part.whole.quote, levels=frozenset(Level) - admitted), confidence=0.8
        )
    return passage.demand(LevelsAsked(admitted), strength, 0.9)
