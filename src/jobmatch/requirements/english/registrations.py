"""Professional registrations and licences of the United Kingdom, as English postings name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jobmatch.domain import Demand, LicenceAsked, Strength, Unread
from jobmatch.requirements.english.prose import ASIDE
from jobmatch.requirements.english.strength import Part, Standing
from jobmatch.requirements.text.passage import Passage, Read
from jobmatch.requirements.text.patterns import any_of
from jobmatch.taxonomy.licences import satisfies

HINTS = (
    "nmc", "nurs", "rgn", "rmn", "rn", "midw", "regist", "gmc", "gdc", "hcpc", "hpc", "gphc", "social work", "bacp",
    "babcp", "accredit", "pin", "licen", "council", "cct", "scphn", "health visit", "swe",
)  # fmt: skip
_NURSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "uk_nurse_mental_health",
        re.compile(
            r"\brmns?\b|\brnmh\b|\brn ?\(?mh\)?(?!\w)|\b(?:registered |qualified )?(?:mental health"
            r"|psychiatric) nurses?\b"
            r"|\bregistered nurses? \(?-? ?mental health|\bpart (?:3|13) of (?:the )?nmc"
        ),
    ),
    (
        "uk_nurse_learning_disability",
        re.compile(
            r"\brn?ldn?'?s?\b|\brldn\b|\b(?:registered |qualified )?learning disabilit(?:y|ies) nurses?\b|\brnmh/rnld\b"
        ),
    ),
    (
        "uk_nurse_child",
        re.compile(
            r"\brscns?\b|\brnc\b|\brn ?\(?child(?:ren)?\)?(?!\w)|\b(?:registered |qualified )?(?:paediatric"
            r"|children'?s?|child) nurses?\b"
            r"|\bregistered sick child"
        ),
    ),
    (
        "uk_nurse_adult",
        re.compile(
            r"\brgns?\b|\brna\b|\brn1\b|\brn ?\(?adult\)?(?!\w)|\b(?:registered|qualified) (?:general"
            r"|adult) nurses?\b|\bnurses? \(adult\)"
        ),
    ),
    (
        "uk_nursing_associate",
        re.compile(r"\bnurs(?:e|ing) associates?\b(?! (?:and|training|programme|apprentice|student))"),
    ),
    (
        "uk_scphn",
        re.compile(
            r"\bscphn\b|\bspecialist community public health nurs\w*|\b(?:qualified|registered) health visitors?\b"
        ),
    ),
    (
        "uk_midwife",
        re.compile(
            r"\b(?:registered|qualified) midwi(?:fe|ves)\b|\bmidwifery (?:registration|qualification)\b"
            r"|\bregistered as a midwife"
        ),
    ),
    (
        "uk_nurse",
        re.compile(
            r"\b(?:registered|qualified|(?:first|1st) level|level (?:1|one|i)) (?:[\w/-]+ ){0,3}nurses?\b(?!ry"
            r"| associate)|\brns?\b(?!/)"
            r"|\bregistered (?:as an? )?(?:\w+ )?nurse\b|\bnursing (?:qualification|registration)\b"
            r"|\bnurses? .{0,20}\bwith (?:\w+ ){0,2}nmc\b"
        ),
    ),
    ("uk_nmc", re.compile(r"\bnmc\b|\bnursing (?:and|&|&amp;)? ?midwifery council\b")),
)
_MEDICAL: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "uk_gp",
        re.compile(
            r"\bgp register\b|\bgeneral practi(?:ce|tioner) register\b|\bqualified gps?\b|\bcct in general practice\b"
            r"|\bmrcgp\b"
        ),
    ),
    (
        "uk_gmc_specialist",
        re.compile(
            r"\bspecialist (?:medical )?register\b|\bcct\b|\bcertificate of completion of (?:specialist )?training\b"
            r"|\bcesr\b"
        ),
    ),
    (
        "uk_gmc_licence",
        re.compile(
            r"\blicen[cs]e to practi[cs]e\b(?=.{0,60}(?:gmc|medical)|$)|(?<=gmc) licen[cs]e\b"
            r"|\bgmc .{0,40}licen[cs]e to practi[cs]e\b"
        ),
    ),
    ("uk_gmc", re.compile(r"\bgmc\b|\bgeneral medical council\b")),
)
_PROFESSIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("uk_hcpc_physiotherapist", re.compile(r"\bphysiotherap(?:ists?|y)\b")),
    ("uk_hcpc_occupational_therapist", re.compile(r"\boccupational therap(?:ists?|y)\b|\bots?\b")),
    ("uk_hcpc_radiographer", re.compile(r"\bradiograph(?:ers?|y)\b")),
    ("uk_hcpc_paramedic", re.compile(r"\bparamedics?\b")),
    ("uk_hcpc_biomedical_scientist", re.compile(r"\bbiomedical scien(?:tists?|ce)\b|\bbms\b")),
    ("uk_hcpc_clinical_scientist", re.compile(r"\bclinical scientists?\b")),
    ("uk_hcpc_odp", re.compile(r"\boperating department practi\w+|\bodps?\b")),
    ("uk_hcpc_dietitian", re.compile(r"\bdieti[ct]ians?\b|\bdietetics?\b")),
    ("uk_hcpc_speech_therapist", re.compile(r"\bspeech (?:and|&) language therap(?:ists?|y)\b|\bslts?\b")),
    (
        "uk_hcpc_psychologist",
        re.compile(r"\b(?:clinical|forensic|counselling|practitioner|educational|health) psycholog(?:ists?|y)\b"),
    ),
    ("uk_hcpc_podiatrist", re.compile(r"\bpodiatr(?:ists?|y)\b|\bchiropodists?\b")),
    ("uk_hcpc_orthoptist", re.compile(r"\borthopt(?:ists?|ics)\b")),
    ("uk_hcpc_prosthetist", re.compile(r"\b(?:prosthetist|orthotist)s?\b")),
    ("uk_hcpc_arts_therapist", re.compile(r"\b(?:art|arts|drama|music) (?:psycho)?therapists?\b")),
)
_SOCIAL_WORK = ("uk_social_worker", re.compile(r"\bsocial workers?\b|\bsw\b"))
_TEAM_LISTED = re.compile(
    r"\b(?:teams?|members?|mdt|colleagues|professionals|staff)\b.{0,40}\b(?:includ|consist|compris|made up)\w*"
)
_HCPC = re.compile(r"\bhcpc\b|\bhpc\b|\bhealth (?:and|&)? ?(?:care )?professions? council\b")
_STATE = re.compile(r"\b(?:state |fully )?(?:registered|qualified|chartered)\b")
_OTHERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "uk_gphc_technician",
        re.compile(r"\bgphc registered pharmacy technicians?\b|\b(?:registered|qualified) pharmacy technicians?\b"),
    ),
    (
        "uk_gphc_pharmacist",
        re.compile(r"\b(?:gphc )?registered pharmacists?\b|\bqualified pharmacists?\b|\bregistered as a pharmacist"),
    ),
    ("uk_gphc", re.compile(r"\bgphc\b|\bgeneral pharmaceutical council\b")),
    ("uk_gdc", re.compile(r"\bgdc\b|\bgeneral dental council\b")),
    (
        "uk_social_worker",
        re.compile(
            r"\bsocial work england\b|\bswe regist\w+|\b(?:registered|qualified) social workers?\b"
            r"|\bsocial care wales\b|\bscw regist\w+"
        ),
    ),
    ("uk_babcp", re.compile(r"\bbabcp\b")),
    ("uk_bacp", re.compile(r"\bbacp\b")),
)
_ALL = (*_NURSES, *_MEDICAL, *_OTHERS)
_LETTERS = ("cet", "tem", "english", "cpa", "acca")
_CERTIFICATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cet4", re.compile(r"\bcet ?-? ?(?:band )?4\b|\b(?:college )?english (?:test )?(?:band|level|grade) ?-?4\b")),
    ("cet6", re.compile(r"\bcet ?-? ?(?:band )?6\b|\b(?:college )?english (?:test )?(?:band|level|grade) ?-?6\b")),
    ("tem4", re.compile(r"\btem ?-? ?(?:band )?4\b")),
    ("tem8", re.compile(r"\btem ?-? ?(?:band )?8\b|\bgrade 8 english\b")),
    ("cpa", re.compile(r"\bcpa\b|\bcertified public accountant\b")),
    ("acca", re.compile(r"\bacca\b")),
)
_REGULATORS = frozenset(
    {"uk_nmc", "uk_gmc", "uk_gmc_licence", "uk_gmc_specialist", "uk_gp", "uk_gphc", "uk_gdc", "uk_babcp", "uk_bacp"}
)
_NOT_REGISTRATION = any_of(  # what a regulator publishes, or does for its members
    r"\b(?:code|codes|conduct|guidelines?|guidance|standards?|polic(?:y|ies)|principles|requirements of|survey"
    r"|accordance|compliance|in line|"
    r"regulations?|renewal|revalidation|accountability|framework|bound|proficiency|sponsorship|approved|payment|fees?"
    r"|paid|adhere\w*|under)\b",
)
_SAYS_REGISTRATION = re.compile(
    r"\bregist(?:ered|ration|er)\b(?! renewal)|\bpin\b|\blicen[cs]e\b|\baccredit\w+\b|\beligib\w+\b|\bqualified\b"
)
_OTHER_PEOPLE = re.compile(
    r"\b(?:alongside|along side|(?:work(?:ing)?|liais\w*|collaborat\w*|together|shadow\w*) (?:closely )?with"
    r"|supporting|supports?|supervis\w+|"
    r"teams? of|led by|delegated by|by an?|by the|by our|under|report\w* to|lead(?:s|ing)?|manag\w+|other|assist\w*"
    r"|accountable to|our|train\w*|"
    r"mentor\w*|teach\w*|(?:support|supervision|guidance|direction|learn\w*|help) (?:\w+ )?from|comprises?|comprising"
    r"|consist\w*|includ\w+|made up|between|help(?:ing)?|shadowing) (?:(?!regist|qualif)[\w'-]+,? ){0,4}$"
)
_SELF = re.compile(
    r"\b(?:looking|seek\w*|recruit\w*|applications?|opportunity|vacanc\w+|welcome|for|invit\w+|require|must|as an?"
    r"|are you)\b"
)
_LATER = re.compile(
    r"\bwithin (\d{1,2}|three|six|twelve) months\b|\b(?:shortly|awaiting|about to|due to|soon to|working towards?"
    r"|eligible|will be)\b"
)
_GENERIC = any_of(
    r"\b(?:current |valid |appropriate |relevant |active |uk |full )*professional (?:clinical )?(?:registration"
    r"|body)\b",
    r"\bregist(?:ered|ration) with (?:an?|the|their|your|a relevant) (?:\w+ ){0,3}(?:professional|regulatory"
    r"|governing|statutory) (?:\w+ )?(?:body|council|register)\b",
    r"\bregistered (?:health ?care )?(?:professional|practitioner)\b",
    r"\bmrc(?!gp)[a-z]{1,6}\b|\bfrc[a-z]{1,6}\b|\bsection 12\b",
    r"\bqualified (?:accountant|solicitor|teacher|electrician|engineer|plumber|librarian|barrister|counsellor"
    r"|psychotherapist)s?\b",
    r"\b(?:accredited|chartered) (?:member|membership|status|by)\b",
    r"\b(?!post|pre|your|the|full|and|our|for|with|this|new|early|their|of|on|by|to|valid|in|bank"
    r"|open)[a-z]{2,6} (?:registration|accreditation)\b",
)
_REGULATED_TITLE = re.compile(
    r"\b(?:nurse|sister|midwife|health visitor|physiotherapist|occupational therapist|radiographer|sonographer"
    r"|paramedic|biomedical scientist|"
    r"clinical scientist|operating department practitioner|odp|dieti[ct]ian|speech and language therapist"
    r"|clinical psychologist|podiatrist|"
    r"orthoptist|pharmacist|pharmacy technician|dentist|dental (?:nurse|hygienist|therapist)|doctor|psychiatrist"
    r"|social worker|gp|"
    r"general practitioner|(?:\w+ology|respiratory|medical|surgical|paediatric|psychiatr\w+|stroke|locum"
    r"|\w*medicine) consultant|consultant (?:in |physician|psychiatrist|surgeon|radiologist|an(?:a)?esthetist"
    r"|\w+ologist|paediatrician)|"
    r"(?:specialty|ward|staff) (?:doctor|nurse|registrar))s?\b"
)
_SOUGHT = re.compile(
    r"\b(?:look(?:ing|s)? (?:for|to recruit|to appoint)|seek\w*|recruit\w*|appoint|requires?|vacanc(?:y|ies) for"
    r"|opportunit(?:y|ies) for|"
    r"invited from|applications from|welcomes?) (?:[\w'-]+,? ){0,8}?$"
)
_HELPER = re.compile(
    r"\b(?:assistant|student|trainee|apprentice|support|secretary|administrator|receptionist|recruit\w*|nursery|clerk"
    r"|associate|coordinator|"
    r"cadet|helper|aide|volunteer|liaison officer|bleep|assistants)\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A registration by code and where a part names it."""

    code: str
    part: Part
    start: int
    end: int


def find_registrations(part: Part) -> Iterator[Found]:
    """The registrations that a part of a sentence asks of whoever applies."""
    text = part.text
    if part.strength is None or not any(hint in text for hint in HINTS):
        return
    if (part.section in ASIDE and not part.plain) or _TEAM_LISTED.search(part.whole.text):
        return
    for code, match in _matches(part):
        if code in _REGULATORS or code.startswith("uk_hcpc"):
            kept = _asks_registration(part, match)
        else:
            promised = part.promise is not None and part.promise < match.start()
            kept = not promised and not _means_others(text, match)
        if kept:
            at = part.passage.start
            yield Found(code, part, at + match.start(), at + match.end())


def find_certificates(part: Part) -> Iterator[Read]:
    """Certificates known by their letters in China too, each demanded on its own."""
    text = part.text
    if part.strength is None or part.offered or not any(hint in text for hint in _LETTERS):
        return
    for code, pattern in _CERTIFICATES:
        if match := pattern.search(text):
            at = part.passage.start
            yield Read(LicenceAsked(frozenset({code})), at + match.start(), at + match.end(), 0.9)


def _matches(part: Part) -> Iterator[tuple[str, re.Match[str]]]:
    text = part.text
    for code, pattern in _ALL:
        if match := pattern.search(text):
            yield code, match
    yield from _professions(part)


def _professions(part: Part) -> Iterator[tuple[str, re.Match[str]]]:
    """Professions of the HCPC, where the sentence speaks of registration or names them beside nurses."""
    text, whole = part.text, part.whole.text
    council = _HCPC.search(text)
    named = [(code, match) for code, pattern in (*_PROFESSIONS, _SOCIAL_WORK) if (match := pattern.search(text))]
    if named and (council or _STATE.search(whole) or any(pattern.search(whole) for _, pattern in _NURSES)):
        yield from (found for found in named if not part.offered and not _means_others(text, found[1]))
    elif council:
        yield "uk_hcpc", council


def _asks_registration(part: Part, match: re.Match[str]) -> bool:
    near = part.text[max(0, match.start() - 50) : match.end() + 40]
    if _NOT_REGISTRATION.search(near) and not re.search(r"\bregistered\b|\bpin\b|\bfull\b|\bcurrent\b", near):
        return False
    return (
        bool(_SAYS_REGISTRATION.search(part.whole.text)) or match.end() - match.start() == len(part.text) or part.plain
    )


def _means_others(text: str, match: re.Match[str]) -> bool:
    """Whether the words name colleagues or those looked after, not the one who is sought."""
    before = text[: match.start()]
    others = _OTHER_PEOPLE.search(before)
    return bool(others) and not _SELF.search(before[others.start() :]) if others else False


def registration_demands(found: list[Found]) -> list[Demand]:
    """One demand for each strength: any of the registrations named, the narrower where one stands for the other.

    Mentions of one posting are read together, since they vary the words of one demand (registered nurse, NMC pin,
    RMN or RNLD); of two regulators either will do.
    """
    demands = []
    for strength in (Strength.REQUIRED, Strength.PREFERRED):
        of_kind = [f for f in found if f.part.strength is strength]
        codes = _narrowest({f.code for f in of_kind})
        if strength is Strength.PREFERRED and found and any(f.part.strength is Strength.REQUIRED for f in found):
            required = {f.code for f in found if f.part.strength is Strength.REQUIRED}
            codes = frozenset(c for c in codes if c not in required and not any(satisfies(r, c) for r in required))
        if codes:
            first = next(f for f in of_kind if f.code in codes)
            passage = replace(first.part.passage, start=first.start, end=first.end)
            demands.append(passage.demand(LicenceAsked(codes), strength, 0.9))
    return demands


def _narrowest(codes: set[str]) -> frozenset[str]:
    """Without those that another of them stands for: RMN says more than NMC."""
    return frozenset(c for c in codes if not any(other != c and satisfies(other, c) for other in codes))


def read_unnamed_registration(part: Part) -> bool:
    """Whether a part demands a registration or membership that has no code of ours."""
    required = part.strength is Strength.REQUIRED and not part.offered
    return required and bool(_GENERIC.search(part.text))


def find_profession(part: Part) -> Passage | None:
    """The regulated profession that a part of a sentence says is sought."""
    match = _REGULATED_TITLE.search(part.text)
    if match is None or part.strength is not Strength.REQUIRED or not _SOUGHT.search(part.text[: match.start()]):
        return None
    return None if _HELPER.search(part.text) else part.passage.part(match.start(), match.end())


def unstated_registration(title: Passage | None, sought: Passage | None, found: list[Found]) -> Demand | None:
    """A regulated profession where the posting says nothing of registration: for a person to look at.

    The titles are protected by law (Health Professions Order 2001, art. 39; Nursing and Midwifery Order 2001,
    art. 44; Medical Act 1983, s. 49), so that the work asks for it all the same.
    """
    if any(f.part.strength is Strength.REQUIRED for f in found):
        return None
    if title is not None:
        if _HELPER.search(title.text):
            return None
        sought = title if _REGULATED_TITLE.search(title.text) else sought
    return sought.demand(Unread(sought.quote), confidence=0.7) if sought else None


def is_asked_in_title(part: Part) -> Part:
    """A title as a part that asks: Registered Nurse, RMN."""
    return replace(part, standing=Standing.ASKED)
