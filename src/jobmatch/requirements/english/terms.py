"""What an English posting fixes besides pay and place: contract, headcount, interview."""

from __future__ import annotations

import re

from jobmatch.domain import Contract
from jobmatch.requirements.text.patterns import any_of

_BANK = any_of(
    r"^bank\b|\bbank (?:staff|nurses?|worker|workers|position|post|role|contract|hours|basis|healthcare|hca|support"
    r"|radiographer|physiotherapist|porter|"
    r"housekeeper|theatre|registered|band|only|midwi|odp|care|receptionist|administrat\w+|facilities|rgn|rmn|sister"
    r"|practitioner|occupational|community)",
    r"\b(?:- ?bank|\(bank\)|contract(?: type)?\s?[:-]\s?bank|on (?:the |a |our )?bank|join (?:our "
    r"|the )?(?:\w+ )?bank|bank[-,]? (?:various|zero))\b(?! holidays?)",
    r"\b(?:zero|0)[- ]hours?(?: contract)?\b|\bcasual (?:basis|contract|worker|post|hours)\b|\bper diem\b",
    r"\bstaff bank$|\bapply to join nhs professionals",
)
_NOT_OURS = re.compile(
    r"\bbank holidays?\b.{0,3}$|\balso (?:have|join)|\bopportunity to (?:join|work)|\badditional shifts"
    r"|\bpresentation|\bovertime\b|\boption to|\bas well as|\bblood bank|\bblood\b|\bregardless|\bprocurement"
)
_FIXED_TERM = any_of(
    r"\bfixed[- ]?term\b",
    r"\bsecondment\b",
    r"\bmaternity (?:leave )?cover\b|\bcover (?:for )?(?:a )?(?:period of )?maternity\b|\bmat leave\b",
    r"\blocum\b(?! bank)",
    r"\btemporary (?:\w+ ){0,3}(?:post|position|contract|role|basis|placement|vacancy|for|until)\b|\b(?:post|position"
    r"|contract|role) (?:\w+ ){0,3}temporary\b|^temporary\b",
    r"\b(?:\d{1,2}|six|twelve|three|nine|one|two)[- ](?:month|year)s?'? (?:\w+ )?(?:contract|post(?![- ](?:reg|qual"
    r"|cct|grad))|position|term)\b",
    r"\b(?:post|contract|position|role) is for (?:a )?(?:period of )?(?:up to )?(?:\d{1,2}|six|twelve|three"
    r"|nine) months\b",
    r"\bapprentice(?:ship)?s? (?:post|role|programme|position|vacancy|opportunity)\b|\bapprentice$|^apprentice",
    r"\blabou?r contract\b",
)
_EITHER_LABEL = re.compile(r"\bpermanent ?/ ?fixed[- ]?term")  # a form's label
_PERMANENT = any_of(
    r"^permanent\b|\bpermanent$",
    r"\bpermanent,? (?:\w+[ -]?(?:time)?,? ){0,3}(?:post|position|contract|role|basis|job|vacanc|opportunit|band"
    r"|staff nurse)",
    r"\b(?:contract|post|position|role|job)s?(?: type| types)?\s?(?:is|are|:|-|of)?\s?(?:\w+[ -]){0,3}permanent\b",
    r"\b(?:full|part)[ -]?time,?(?: and| &| -|/)? permanent\b|\bpermanent\s?[-,/]\s?(?:full|part)",
    r"\bpermanently\b|\bsubstantive (?:post|position|role|contract)\b|\bon a permanent\b|\bpermanent (?:consultant"
    r"|part|full)",
)
_PART_TIME = re.compile(r"\bpart[- ]?time\b")
_ALSO_FULL = re.compile(
    r"\bfull|\bflexib|\bconsider|\bjob[- ]?share|\bavailable\b|\boption|\bopportunit(?:y|ies)\b.{0,20}\bpart"
    r"|\bpro[- ]?rata|\balso\b|\bwelcome|\bor\b|\bbenefits\b|\bstudy"
)
_INTERN = re.compile(r"\bintern(?:ship)?s?\b(?! (?:medicine|programme for))|\bwork placement\b|\btraineeship\b")
_COLUMN = {
    "part_time": Contract.PART_TIME,
    "parttime": Contract.PART_TIME,
    "per_diem": Contract.PART_TIME,
    "temporary": Contract.LABOUR,
    "contractor": Contract.LABOUR,
    "contract": Contract.LABOUR,
    "intern": Contract.INTERNSHIP,
    "internship": Contract.INTERNSHIP,
    "permanent": Contract.ESTABLISHED,
    "fixed_term": Contract.LABOUR,
    "bank": Contract.PART_TIME,
}
_COUNT = {
    w: n for n, w in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1)
}
_NUMBER = rf"(?P<n>\d{{1,2}}|{'|'.join(_COUNT)})"
_SEVERAL = "|".join(list(_COUNT)[1:])
_NO_POSTS = r"(?!(?:hours?|hrs?|days?|months?|years?|pas?|sessions?|beds?|weeks?|wte|%)\b)"
_PEOPLE = (
    r"(?:nurses|doctors|consultants|practitioners|therapists|assistants|officers|managers|administrators|engineers"
    r"|workers|pharmacists|midwives|radiographers|psychologists|people|individuals)"
)
_HEADCOUNT = any_of(
    rf"\b(?<![.£])(?<!band )(?<!bands )(?<!level ){_NUMBER} ?(?:x )?{_NO_POSTS}(?:[\w'/-]+ ){{0,6}}?(?:posts"
    rf"|positions|vacancies|openings)\b(?! of)",
    r"\bx ?(?P<m>\d{1,2})(?: (?:posts|positions|vacancies|wte|fte)|$|(?=\)|,))",
    r"\((?P<k>\d{1,2}) (?:posts?|positions?|vacanc(?:y|ies))\)",
    rf"\b(?:arisen|opportunit(?:y|ies)|vacanc(?:y|ies)|exists?) (?:[\w']+ ){{0,5}}?for (?P<w>{_SEVERAL}) {_NO_POSTS}",
    rf"\b(?:recruit(?:ing)?|looking for|appoint|seeking) (?P<v>{_SEVERAL}) {_NO_POSTS}(?:[\w'-]+,? ){{0,6}}{_PEOPLE}\b",
)
_OTHER_COUNT = re.compile(
    r"\b(?:team of|currently|staff|\d\d+ posts|consists?|within the team|hundred|sessions|bedded|total)\b"
)
_ONLINE = re.compile(
    r"\binterviews?\b[^.]{0,80}\b(?:microsoft teams|ms teams|via teams|teams|zoom|skype|virtual(?:ly)?|video"
    r"|remote(?:ly)?|online|telephone)\b"
    r"|\b(?:virtual|video|remote|online|telephone|digital) interviews?\b"
)
_ON_SITE = re.compile(
    r"\bface[- ]to[- ]face interviews?\b|\binterviews?\b[^.]{0,40}\b(?:face[- ]to[- ]face|in person|on[- ]site)\b"
)


def read_contract_column(cell: str) -> Contract | None:
    """schema.org's employmentType and its like; full time says nothing of the tie."""
    words = re.split(
        r"[,/|;\s]+", cell.strip().lower().replace("-", "_").replace(" time", "_time").replace(" term", "_term")
    )
    return next((_COLUMN[word] for word in words if word in _COLUMN), None)


def read_contract(low: str, title: bool = False) -> Contract | None:
    """The tie that a sentence names, the weakest where several are; part-time hours only where no others are meant."""
    if _has_any(low, ("bank", "casual", "zero", "0 hour", "per diem")) and _is_bank(low):
        return Contract.PART_TIME
    if title and _INTERN.search(low):
        return Contract.INTERNSHIP
    if (
        _has_any(
            low, ("term", "second", "maternity", "mat leave", "locum", "temporary", "month", "apprentice", "contract")
        )
        and _FIXED_TERM.search(low)
        and not _EITHER_LABEL.search(low)
    ):
        return Contract.LABOUR
    if ("permanent" in low or "substantive" in low) and _PERMANENT.search(low):
        return Contract.ESTABLISHED
    if "part" in low and _PART_TIME.search(low) and not _ALSO_FULL.search(low):
        return Contract.PART_TIME
    return None


def _is_bank(low: str) -> bool:
    """Whether work on a bank is all there is to have, rather than one choice of several."""
    choice = "permanent" in low or "full time" in low or "full-time" in low
    return not choice and bool(_BANK.search(low)) and not _NOT_OURS.search(low)


def _has_any(low: str, words: tuple[str, ...]) -> bool:
    return any(word in low for word in words)


def read_headcount(low: str) -> int | None:
    """The number of places that a sentence or title offers."""
    if not _has_any(
        low,
        (
            "post",
            "position",
            "vacanc",
            "opening",
            "opportunit",
            "recruit",
            "looking for",
            "appoint",
            "seeking",
            " x",
            "x ",
        ),
    ):
        return None
    match = _HEADCOUNT.search(low)
    if match is None or _OTHER_COUNT.search(low):
        return None
    word = next(g for g in match.groups() if g)
    number = _COUNT[word] if word in _COUNT else int(word)
    return number if 0 < number <= 60 else None


def read_online_interview(low: str) -> bool | None:
    """Whether one may be interviewed from afar; None where a sentence does not say."""
    if "interview" not in low:
        return None
    if _ONLINE.search(low):
        return True
    return False if _ON_SITE.search(low) else None
