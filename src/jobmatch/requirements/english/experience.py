"""Experience in English: months demanded or preferred, and postings that need none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobmatch.domain import ExperienceAsked
from jobmatch.requirements.english.strength import Part
from jobmatch.requirements.text.passage import Read
from jobmatch.requirements.text.patterns import any_of

_WORDS = {
    "one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "eighteen": 18, "twenty-four": 24, "half a": 0.5,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,2}}(?:\.5)?|{'|'.join(_WORDS)})"
_SPAN = re.compile(
    rf"(?:(?<![\d.])(?<!\d[-~])(?=\d)|\b(?=[a-z]))(?P<low>{_NUMBER})[\s-]?(?:\(\w+\)\s?)?(?:(?:-|~|to"
    rf"|or)\s?(?P<high>{_NUMBER})\s?)?\+?\s?(?:or more |plus |full |whole |calendar )?"
    rf"(?P<unit>years?|yrs?|months?|mths)\b\+?'?s?'?(?P<bound> or (?:more|above|over)| plus| minimum)?"
)
_AFTER = re.compile(
    r"(?! (?:ago|old|of age|contract|fixed|programme|training|course|service\b|increas|period|maternity|secondment"
    r"|placement|rotation))"
    r"[^.;]{0,70}?\b(?:experience|exp\b|post[- ]?(?:reg|qual|cct|grad)|clinical practice|qualified\b|as an? "
    r"|working (?:in|as|with|within)"
    r"|nursing\b|background|in (?:a |an )?(?:similar|relevant|related|comparable))"
)
_BEFORE = re.compile(r"\b(?:experience|qualified|practi[sc]ed|worked|working|registered|background)\b[^.;\d]{0,40}$")
_NOT_HERS = re.compile(
    r"\b(?:established|history|founded|pension|leave|holiday|salary|pay|within the (?:last|next|first|past)|every"
    r"|after|last|next|initial"
    r"|within|period of|contract|temporary|for an? (?:initial )?period|up to|less than|resident|abroad|lived|overseas"
    r"|address\w*|aged|children|patients)\b[^.;]{0,24}$",
)
_OURS = re.compile(
    r"years'? (?:of )?experience (?:in )?(?:deliver|provid|car|support)ing .{0,60}(?:services|patients|nhs|uk|care)\b"
    r"|\bprovider\b|\bwe have\b"
)
_UP_TO = re.compile(r"\b(?:up to|less than|under|maximum(?: of)?|no more than|within)\s?$")
_WELCOMES = any_of(
    r"\bno (?:previous |prior |specific |relevant )?(?:[\w-]+ ){0,3}experience\b(?:[^.]{0,30}(?:needed|necessary"
    r"|required|essential))?",
    r"\bexperience (?:is |in [\w ]{2,30} is )?(?:not|n't) (?:necessarily )?(?:essential|necessary|required|needed"
    r"|a requirement)",
    r"\bwithout (?:any )?(?:previous |prior )?experience\b",
    r"\b(?:don't|do not) (?:necessarily )?need (?:to have )?(?:any )?[^.]{0,24}experience\b",
    r"\b(?:welcome|consider|invit|encourag|suit|recruit|seek|look|appl|open to|ideal for|opportunit|are you|either"
    r"|whether|both|or)[^.]{0,60}"
    r"\b(?:newly|recently|soon(?: to be)?)[- ]?qualif(?:ied|y(?:ing)?)\b",
    r"\b(?:newly|recently|soon)[- ]?(?:to be )?(?:qualified|qualifying|registered)\b[^.]{0,60}\b(?:welcome|consider"
    r"|appl(?:y|ications)|suit|or experienced"
    r"|encouraged|looking|who|invited|experience)",
    r"\b(?:fresh|recent|new|current year) graduates?\b[^.]{0,30}\b(?:welcome|appl|encouraged|consider|accept|ok)",
    r"\b(?:welcome|open to|suitable for)[^.]{0,30}\b(?:fresh|recent|new) graduates?\b",
    r"\bwhether you(?:'re| are)\b[^.]*\bor (?:about|looking|wish\w*) to (?:embark|start|begin)\b",
    r"\bentry[- ]level\b",
)
_NOT_FOR_ALL = re.compile(
    r"\bpreceptor|\bsupport(?:ing|s)? (?:our )?newly|\bmentor|\btraining\b.{0,30}\bnewly|\bnewly qualified staff\b"
)
_UNSTATED = any_of(
    r"\bexperienced? (?:of|in|with|within|working|as|at|using|caring|managing|supporting|from|across|delivering"
    r"|gained|dealing|leading|"
    r"supervising|undertaking|providing)\b[^.]{0,80}",
    r"\b(?:previous|prior|relevant|proven|significant|substantial|extensive|demonstrable|recent|some|clinical"
    r"|considerable|sufficient|broad|good|"
    r"solid|strong|current|post[- ]registration|post[- ]qualification|nursing|nhs|management|leadership"
    r"|administration|administrative|acute|ward|"
    r"community|care|work(?:ing)?|related|industry|practical|hands[- ]on|teaching|theatre|secretarial"
    r"|hospital) (?:[\w/&-]+ ){0,4}?experience\b",
    r"\b(?:be|an?|are|highly|for|fully|suitably|seek|seeking|recruit|of|invites|two|three|dynamic|and"
    r"|qualified) experienced\b(?! team| colleagues| staff)",
    r"\bexperience (?:is|are|would be|will be) (?:also )?(?:absolutely )?(?:essential|required|needed|necessary"
    r"|a must|mandatory|desirable|preferred|preferable|"
    r"beneficial|an? advantage|advantageous|useful|helpful)",
    r"^\W*experience[d]?\b",
    r"\bhas? (?:the )?(?:[\w/&-]+ ){0,3}experience\b",
    r"\bhave (?:the )?(?:[\w/&-]+ ){0,3}experience\b",
)
_ANY_EXPERIENCE = re.compile(r"\b(?!the |an? |of |your |and |this )[\w/-]+ experience\b")
_NOT_ASKED = any_of(
    r"\b(?:lived|personal) experiences?\b",
    r"\b(?:patient|service user|user|customer|staff|people's|lived|carer|learning|family|client|visitor|your|their"
    r"|our|great|best|positive|life|"
    r"excellent patient) experiences?\b(?! of| in| with| working)",
    r"\bexperience (?:and training|the\b|level of|a (?:high|wide|range|varied)|to (?:learn|gain)|any"
    r"|of care (?!work|home|sector|in)|you need|mental|severe|for)\b",
    r"\bwho (?:may )?(?:have )?experienc(?:e|ing|ed)\b",
    r"\b(?:our|by|with|from|through) (?:\w+ ){0,3}experienced\b",
    r"\bexperienced (?:and (?:\w+ )?)?(?:team|staff|colleagues|mdt|consultants|mentors?|preceptor|practitioners who"
    r"|multi)",
    r"\bless experienced\b",
    r"\bsalary\b|\bpay\b|£",
    r"\b(?:exciting|valuable|invaluable|fantastic|excellent|wonderful|rewarding|worthwhile) (?:\w+ )?experience\b",
    r"\bor (?:an? )?(?:equivalent |relevant )?(?:\w+ )?experience\b",
    r"\bequivalent experience\b",
    r"\bwhen you experience\b",
    r"\b(?:enhanc|improv|enrich|shap)\w* (?:[\w']+ ){0,3}experience\b",
)


def read_experience(part: Part) -> Iterator[Read]:
    """Months that a part of a sentence asks for: the low end of a range; where it names none, experience as such."""
    if part.strength is None:
        return
    stated = list(_stated(part))
    yield from stated
    text = part.text
    if stated or part.offered or "experience" not in text or _NOT_ASKED.search(text):
        return
    match = _UNSTATED.search(text) or (_ANY_EXPERIENCE.search(text) if part.plain else None)
    if match:
        at = part.passage.start
        yield Read(ExperienceAsked(1, stated=False), at + match.start(), at + match.end(), 0.8)


def _stated(part: Part) -> Iterator[Read]:
    text = part.text
    if not ("year" in text or "month" in text or "yrs" in text) or part.offered:
        return
    for match in _SPAN.finditer(text):
        behind, before = text[match.end() :], text[: match.start()]
        if _NOT_HERS.search(before) or _UP_TO.search(before) or _OURS.search(text):
            continue
        if not (_AFTER.match(behind) or _BEFORE.search(before)):
            continue
        months = _months(match)
        if 0 < months <= 240:
            at = part.passage.start
            yield Read(ExperienceAsked(months), at + match.start(), at + match.end(), 0.95)


def _months(match: re.Match[str]) -> int:
    low = match["low"]
    number = _WORDS[low] if low in _WORDS else float(low)
    return round(number * (1 if match["unit"].startswith("m") else 12))


def welcomes_unpractised(part: Part) -> bool:
    """Whether a posting says that no experience is needed, or that the newly qualified are welcome."""
    text = part.whole.text
    if not ("qualif" in text or "experience" in text or "graduate" in text or "entry" in text):
        return False
    return bool(_WELCOMES.search(text)) and not _NOT_FOR_ALL.search(text)
