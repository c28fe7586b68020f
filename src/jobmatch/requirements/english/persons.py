"""Who may apply, in English: gender, age, and hard demands that nothing of ours can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobmatch.domain import AgeAsked, Gender, GenderAsked
from jobmatch.requirements.english.prose import Section
from jobmatch.requirements.english.strength import Part, Standing
from jobmatch.requirements.text.passage import Passage, Read
from jobmatch.requirements.text.patterns import any_of

_GENDER = any_of(
    r"\b(?P<a>female|male|women|men)(?: applicants?| candidates?| carers?| staff| workers?"
    r"| support workers?)?s? only\b",
    r"\bonly (?P<b>female|male|women|men)\b",
    r"\b(?:must|required to|needs? to|to) be (?P<c>female|male)\b",
    r"\b(?P<d>female|male)\b[^.]{0,80}\b(?:schedule 9|occupational requirement|equality act|genuine occupational)",
    r"\b(?:schedule 9|occupational requirement|genuine occupational)\b[^.]{0,120}\b(?P<e>female|male|women|men)\b",
    r"\b(?:seeking|looking for|recruiting|require|need)(?: an?)? (?:\w+ ){0,2}?(?P<f>female"
    r"|male) (?:\w+ ){0,2}?(?:carers?|support workers?|personal assistants?|pa|assistants?|nurses?|staff|workers?)\b",
)
_NOT_PATIENTS = re.compile(r"\bunit\b|\bward\b|\bpatients?\b|\bprison|\bservice\b|\bservices\b|\bbed")
_AGE = any_of(
    r"\b(?:must|should|need to|have to|to) be (?:at least |over |aged |over the age of |a minimum of )?(?P<a>1[68]|21"
    r"|25)(?: years)?(?: old| of age)?(?: or (?:over|above)| and over|\+| plus)?\b(?! (?:weeks?|hours?|days?|months?))",
    r"\bat least (?P<b>1[68]|21|25) years (?:old|of age)\b",
    r"\b(?:aged|over) (?P<c>1[68]|21|25)(?:\+| or over| and over| years old)\b(?=.{0,30}\b(?:apply|drive|required"
    r"|only)|$)",
    r"\bminimum age (?:of |is |requirement (?:is |of )?)?(?P<d>1[68]|21|25)\b",
)
_AGE_RANGE = re.compile(
    r"\b(?:age[ds]?|between)(?: between)?:? (?P<low>1[68]|2\d|3\d) ?(?:-|to"
    r"|and) ?(?P<high>[2-6]\d)\b(?=.{0,12}years? old|$)"
)
_WHO_ASKS = re.compile(r"\b(?:appl\w+|candidates?|you|must|required|licen[cs]e)\b")
_LANGUAGE = (
    r"(?:welsh|french|german|spanish|cantonese|japanese|korean|polish|urdu|punjabi|bengali|arabic|portuguese"
    r"|italian|russian|british sign language|bsl)"
)
_UNREAD = any_of(
    rf"\b{_LANGUAGE}(?: language| speak\w*| skills)?\b",
    r"\bbilingual\b",
    r"\b(?:security|bpss|sc|dv) (?:clearance|cleared)\b|\b(?:prison|police|security|enhanced|additional) vetting\b",
    r"\bsecondment (?:only|opportunity only)\b",
    r"\b(?:must|need to|should|required to) (?:be )?(?:resid\w+|liv(?:e|ing))\b",
    r"\b(?:british|uk|eu|chinese|commonwealth) (?:citizens?|nationals?|passport)\b",
    r"\bqualification\b|\bcertificate\b|\bcertification\b|\bcertified\b|\bdiploma\b|\baccreditation\b|\bmembership\b"
    r"|\bmember of (?:an? |the )?(?:royal|professional|institut\w+|chartered|college|society|association)\b"
    r"|\bchartered\b|\bpost-?\s?graduate\b",
    r"\b(?:ils|als|epals|apls|atls|nls|cippd|cima|acca|ccab|prince ?2|cips|cipd|nebosh|iosh|gas safe|18th edition"
    r"|v300|v100|v150)\b",
    r"\b(?:completed|hold|have|has|attended) (?:[\w&/-]+ ){0,5}courses?\b",
    r"\bsia\b|\b(?:valid|current|full) (?!driv|gmc|uk driv)\w+ licen[cs]e\b",
    r"\bprescriber\b|\bprescribing\b",
    r"\b(?:own|access to an?) (?:car|vehicle|transport)\b|\bbusiness insurance\b",
)
_ONLY = re.compile(r"\b(?:only|must|essential|required?|need|necessary|mandatory|restricted to|exclusively|minimum)\b")
_HOLDS = re.compile(r"\W*(?:hold|possess|have) (?:an?|the) ")
_INTERNAL = any_of(
    r"\binternal (?:\w+ )?only\b|\b(?:employees|staff) only\b",
    r"\b(?:only )?(?:open|available|advertised) (?:only )?to (?:current|existing|internal)\b(?! and external)",
    r"\b(?:current|existing|internal) (?:\w+ ){0,3}(?:employees|staff|applicants|candidates) only\b",
)
_STAY = any_of(
    r"\b(?:unable|not able|cannot|can ?not|can't|do not|don't|not in a position|will not|are not|is not|unlikely"
    r"|unfortunately)\b[^.]{0,60}\b(?:sponsor\w*|visas?|tier 2|work permits?|skilled worker)\b",
    r"\b(?:must|need|should|have|having|hold|require[sd]?|only|already)\b[^.]{0,40}\b(?:right to work"
    r"|eligible to work|entitled to work|permitted to work|permission to work|legally work|work permit"
    r"|eligibility to work)\b",
    r"\bno (?:visa )?sponsorship\b",
    r"^\W*(?:be (?:legally )?eligible|have (?:the |a )?(?:legal )?right|(?:the )?right"
    r"|eligibility) to (?:live and )?work\b",
)
_FORMALITY = any_of(  # asked of everybody after the choice has been made
    r"\bdbs\b|\bdisclosure\b|\bcriminal record\b|\breferences?\b|\bcare certificate\b"
    r"|\bgmc registration\b(?=.{0,40}sponsor)",
    r"\bwelsh and/or english|\benglish and/or welsh|\bequally welcome\b|\bcertificates? of (?:sponsorship"
    r"|good conduct)\b",
    r"\birrespective\b|\bregardless\b|\borientation\b|\bgym\b|\bunion\b|\bdiscount|\bparking\b|\bspecified in the\b",
    r"\btraining (?:will be|is) (?:provided|given)\b|\bequal opportunit|\boffers?\b|\bsubject to\b",
)


def read_persons(sentence: Passage, in_title: bool = False) -> Iterator[Read]:
    """Gender and age, where a sentence limits them for applicants."""
    text = sentence.text
    if (
        ("male" in text or "women" in text or " men " in text)
        and (match := _GENDER.search(text))
        and not _of_patients(text, in_title)
    ):
        word = next(g for g in match.groups() if g)
        gender = Gender.FEMALE if word in ("female", "women") else Gender.MALE
        yield Read(GenderAsked(gender), sentence.start + match.start(), sentence.start + match.end(), 0.9)
    if any(number in text for number in ("16", "18", "21", "25", "age")):
        yield from _ages(sentence)


def _of_patients(text: str, in_title: bool) -> bool:
    said_why = "schedule 9" in text or "occupational requirement" in text
    return not in_title and not said_why and bool(_NOT_PATIENTS.search(text))


def _ages(sentence: Passage) -> Iterator[Read]:
    text = sentence.text
    if match := _AGE_RANGE.search(text):
        asked = AgeAsked(int(match["low"]), int(match["high"]))
        yield Read(asked, sentence.start + match.start(), sentence.start + match.end(), 0.8)
    elif (match := _AGE.search(text)) and (match["d"] or _WHO_ASKS.search(text)):
        years = int(next(g for g in match.groups() if g))
        yield Read(AgeAsked(at_least=years), sentence.start + match.start(), sentence.start + match.end(), 0.9)


def bars_foreigners(text: str) -> bool:
    """Whether a sentence demands the right to work, or refuses to sponsor a visa."""
    if not (
        "sponsor" in text
        or "right to work" in text
        or "to work in" in text
        or "permit" in text
        or "visa" in text
        or "legally" in text
    ):
        return False
    return bool(_STAY.search(text)) and "gmc registration" not in text


def is_internal(text: str) -> bool:
    """Whether only those may apply who work there already."""
    return ("internal" in text or "existing" in text or "current" in text or " only" in text) and bool(
        _INTERNAL.search(text)
    )


def demands_unread(part: Part) -> bool:
    """Whether a part demands a fact about the person for which there is no kind of demand (Welsh, ALS, own car)."""
    if part.standing is not Standing.ASKED or part.offered or not _UNREAD.search(part.text):
        return False
    firm = part.section is Section.ASKS or bool(_ONLY.search(part.whole.text) or _HOLDS.match(part.text))
    return firm and not _FORMALITY.search(part.whole.text)
