"""The parts of one sentence: which are demanded, which only wished for, and which expressly not needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from jobmatch.domain import Strength
from jobmatch.requirements.english.prose import Section, Sentence
from jobmatch.requirements.text.passage import Passage
from jobmatch.requirements.text.patterns import any_of


class Standing(Enum):
    """How a part of a sentence stands to whoever applies."""

    ASKED = auto()
    PREFERRED = auto()
    WAIVED = auto()  # no experience needed
    TOLD = auto()  # says something, asks nothing


_NOT_NEEDED = any_of(
    r"(?:\bnot|n't)\b(?: be)?(?: an?)?(?: absolutely| strictly)? (?:essential|necessary|required|a requirement|needed"
    r"|fundamental|a must|"
    r"compulsory|mandatory|prerequisite|need(?! to be))",
    r"\bno (?:[\w/-]+ ){0,4}(?:required|necessary|needed)\b",
    r"\bno (?:previous |prior |specific )?(?:[\w-]+ ){0,3}experience\b",
    r"\bwithout (?:any )?(?:previous |prior )?experience\b",
)
_PREFERS_AHEAD = any_of(
    r"\bideally\b",
    r"\bideal (?:candidate|applicant|person)\b(?=[^.;]{0,60}\b(?:will|would|should|ha(?:s|ve))\b)"
    r"(?![^.;]{0,60}\bmust\b)",
    r"\bpreferably\b",
    r"\bdesirably\b",
    r"\bpreference (?:will|may|is|would)\b",
    r"\bbonus points\b",
    r"\bwe(?:'d| would) (?:also )?(?:love|like|prefer) (?:you|it if|to see|someone (?:who|with)|candidates)\b",
    r"\b(?:it )?(?:would|will|is|may) (?:also )?(?:be )?(?:an? )?(?:distinct |added |real |definite |great )?"
    r"(?:advantage|advantageous|desirable|beneficial|preferable|useful|helpful|nice|good|bonus)"
    r"(?: if| to have| for you to| to be)\b",
    r"\bdesirable\s?[:-]",
    r"\bif possible\b",
    r"^as (?:would|will)\b",
    r"\bspecial(?:ly)? (?:interested in|welcome)\b",
)
_PREFERS = any_of(
    r"\bdesir(?:able|ed|eable)\b",
    r"\badvantag(?:e|eous|es)\b(?! of (?:living|the|our))",
    r"\bprefer(?:red|able|ence|entially)?\b(?! names?\b)",
    r"\bbeneficial\b",
    r"\b(?:an?|added|big|huge|great|strong|definite|real) (?:added |big |huge |great |strong |definite "
    r"|real )?(?:plus|asset|bonus)\b"
    r"(?! (?:payment|of|scheme))",
    r"\b(?:would|will|may|could|can) (?:also )?be (?:very |highly |particularly |most )?(?:useful|helpful|good|great"
    r"|welcome|welcomed|nice|"
    r"considered|valuable|valued|favourable|ideal)\b",
    r"\b(?:is|are) (?:very |highly |particularly |also )?(?:useful|helpful|valued|welcome|welcomed|favourable|ideal)\b",
    r"\bfavou?rabl[ey]\b",
    r"\bnice to haves?\b",
    r"\bideal(?:ly)?\b(?! (?:candidate|applicant|opportunity|person|location|place|role|time|post|job|way|for))",
    r"\bwill be (?:given )?priorit(?:y|ised)\b",
)
_NEEDS_BEHIND = any_of(
    r"\b(?:is|are|be|also|considered|as|being)? ?(?:absolutely |an? |highly )?(?:essential|required|mandatory"
    r"|necessary|needed|compulsory|"
    r"imperative|a must|requirement|prerequisite|expected)\b(?! (?:to|for)\b)(?! skills)",
    r"\b(?:essential|mandatory|required)$",
)
PLAIN = any_of(
    r"\bmust(?:'ve)?\b",
    r"\bessential\b",
    r"\brequir(?:e|es|ed|ing|ement|ements)\b",
    r"\bneed(?:s|ed)?(?: to)?\b",
    r"\bmandatory\b",
    r"\bnecessary\b",
    r"\bminimum\b",
    r"\bat least\b",
    r"\bonly (?:apply|applicants|candidates|applications)\b",
    r"\b(?:should|have to)\b",
    r"\bprerequisite\b",
    r"\beligible\b",
)
_ADDRESSES = any_of(
    r"\byou(?:'ll| will|'re| are|'ve| have| hold| possess|'d| bring| may| can| would| also| might)\b",
    r"\byour (?:pin|registration|qualification|background)",
    r"\b(?:candidates?|applicants?|post ?holders?|individuals?|person|people|someone|somebody|practitioners?|nurses?"
    r"|doctors?|clinicians?|"
    r"professionals?|therapists?|those|graduates?) (?:will|should|would|are|is|with|who|must|that|to|holding|having"
    r"|from|can)\b",
    r"\b(?:look(?:ing|s)?|search(?:ing|es)?|opportunit(?:y|ies)|vacanc(?:y|ies)|position|post|role|available|appl(?:y"
    r"|ications?)|suitable|"
    r"open|ideal|perfect|exists?|arisen|keen|excited?|pleased|ask(?:ing)?) (?:\w+ ){0,6}?(?:for|from|to (?:recruit"
    r"|appoint|employ|hire|welcome|hear))\b",
    r"\b(?:seek(?:s|ing)?|recruit(?:s|ing)?|appoint(?:ing)?|invit(?:e|es|ing)|welcom(?:e|es|ing)|hir(?:e|es|ing))\b",
    r"\b(?:are|do) you\b",
    r"\bif you\b",
    r"^\W*(?:join us |working )?as an? \b",
    r"\bsuit (?:an?|those|someone)\b",
    r"\byou$",
)
_STARTS_ITEM = re.compile(
    r"\W*(?:currently )?(?:an? |the |be |have |hold |holds |to be |to have )?(?:(?:fully|current|valid|active|full"
    r"|proven|previous|relevant|significant|"
    r"substantial|demonstrable|minimum|at least|post[- ]|recent|strong|extensive|solid|good|clean|uk|registered"
    r"|first level|level|part|"
    r"qualified|educated|degree|bachelor|master|diploma|nvq|gcse|nmc|hcpc|gmc|gphc|gdc|rgn|rmn|rn\b|rnld|registration"
    r"|registered|qualification|"
    r"experience[d]?|working experience|\d+ ?\+? ?(?:years?|months?)|one|two|three|full driving|driving)\b)"
)
_OFFERED = any_of(
    r"\bopportunit(?:y|ies) (?:to|for (?:career|progression|development|growth|advancement))\b",
    r"\bsupport(?:s|ed|ing)? (?:you|staff|new|our|your)\b",
    r"\bsupported (?:to|in|by|with|through)\b",
    r"\b(?:will|can|may|are|is) (?:also )?(?:be )?(?:provided|offered|given|supported|encouraged|funded|available"
    r"|paid)\b",
    r"\b(?:we|trust|company) (?:also |will |can |currently |are able to )*(?:offer|provide|support|encourage|train"
    r"|pay|fund|help)s?\b",
    r"\bfull training\b",
    r"\bgain(?:s|ing)?\b(?! access)",
    r"\b(?:develop|broaden|build|expand|enhance|further|extend|share|increase)(?:ing|s)? (?:up )?(?:on )?(?:your"
    r"|their|his|valuable|new|further)\b",
    r"\bin return\b",
    r"\b(?:will|you'll) (?:also )?receive\b",
    r"\b(?:dependent|depending|dependant|based|according|commensurate) (?:up)?(?:on|to|with)\b",
    r"\bpreceptorship\b",
    r"\b(?:will|would) be trained\b",
)
_ON_CONDITION = any_of(  # tells of some who may apply, not of all who do
    r"\bif you (?:do not|don't|are not|aren't|have not|haven't)\b",
    r"\bif you (?:have|hold|are)\b.*\byou (?:can|may|could|will be able)\b",
)
_TAKES_BACK = re.compile(r"\W*(?:but |however |although |though |albeit )*(?:this|that|it|these|they|which|not)\b")
_BREAKS = re.compile(
    r"\s?;\s?|,? but |,? however,? |,? although |,? though |, | \(|\(|\)| - | (?:as|because|since) (?=we )"
)
_CLAUSE_AND = re.compile(
    r",? (?:and|with|plus|or) (?=(?:experience|knowledge|an? |previous|prior|additional|further|some|any|other"
    r"|those)\b)"
)
_ANY_AND = re.compile(r",? and ")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence; whole is the sentence it stands in."""

    passage: Passage
    standing: Standing
    section: Section
    whole: Passage
    promise: int | None = None  # where in its text something is offered
    plain: bool = False  # must, required: not only addressed

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def offered(self) -> bool:
        """Whether something is promised there, such as training."""
        return self.promise is not None

    @property
    def strength(self) -> Strength | None:
        """None where the part asks for nothing."""
        if self.standing is Standing.ASKED:
            return Strength.REQUIRED
        return Strength.PREFERRED if self.standing is Standing.PREFERRED else None


def parts(sentence: Sentence) -> list[Part]:
    """The parts of a sentence between commas and joints, each with how it stands."""
    base = {Section.ASKS: Standing.ASKED, Section.PREFERRED: Standing.PREFERRED}.get(sentence.section, Standing.TOLD)
    if "if you" in sentence.passage.text and _ON_CONDITION.search(sentence.passage.text):
        return [Part(sentence.passage, Standing.TOLD, sentence.section, sentence.passage)]
    found: list[Part] = []
    ahead = base
    for passage in _cut(sentence.passage):
        standing, lasting, reaches_back = _standing(passage.text, base, ahead, sentence.section)
        if standing is Standing.WAIVED and _TAKES_BACK.match(passage.text):
            found = [replace(part, standing=Standing.PREFERRED) for part in found]
            standing = Standing.PREFERRED if found else standing
        elif reaches_back:
            _reach_back(found, standing, base)
        plain = bool(PLAIN.search(passage.text))
        promise = _OFFERED.search(passage.text)
        at = promise.start() if promise else None
        found.append(Part(passage, standing, sentence.section, sentence.passage, at, plain))
        ahead = lasting
    return found


def _cut(sentence: Passage) -> Iterator[Passage]:
    for part in sentence.split(_BREAKS):
        text = part.text
        if ahead := _PREFERS_AHEAD.search(text):
            yield from _both(part, ahead.start())
        elif (wish := _PREFERS.search(text)) and (joint := _joint_before(text, wish.start())):
            yield from _both(part, joint)
        else:
            yield part


def _both(part: Passage, at: int) -> Iterator[Passage]:
    for piece in (part.part(0, at), part.part(at, part.end - part.start)):
        if piece.start < piece.end:
            yield piece


def _joint_before(text: str, wish: int) -> int | None:
    """Where a demand ends and the wish behind it begins: you will be registered and experience is desirable."""
    for marker in (PLAIN, _ADDRESSES):
        demand = marker.search(text, 0, wish)
        if demand:
            joint = _CLAUSE_AND.search(text, demand.end(), wish) or _ANY_AND.search(text, demand.end(), wish)
            return joint.end() if joint else None
    return None


def _standing(text: str, base: Standing, ahead: Standing, section: Section) -> tuple[Standing, Standing, bool]:
    """How a part stands, how the parts after it do unless they say otherwise, and whether it tells of those before."""
    if _PREFERS_AHEAD.search(text):
        return Standing.PREFERRED, Standing.PREFERRED, False
    if _PREFERS.search(text):
        return Standing.PREFERRED, base, True
    if _NOT_NEEDED.search(text):
        return Standing.WAIVED, base, True
    if base is Standing.PREFERRED:
        return base, base, False
    if _NEEDS_BEHIND.search(text):
        return Standing.ASKED, base if base is Standing.ASKED else Standing.TOLD, True
    if PLAIN.search(text):
        return Standing.ASKED, Standing.ASKED, False
    if section in (Section.OFFERS, Section.STEPS):
        return ahead, ahead, False
    if ahead is Standing.PREFERRED:  # ideally, you will …
        return ahead, ahead, False
    if _ADDRESSES.search(text) or (ahead is Standing.TOLD and _STARTS_ITEM.match(text)):
        return Standing.ASKED, Standing.ASKED, False
    return ahead, ahead, False


def _reach_back(found: list[Part], standing: Standing, base: Standing) -> None:
    """What is said at the end of a list holds for the items before it that say nothing of their own."""
    for at in range(len(found) - 1, -1, -1):
        part = found[at]
        own = PLAIN.search(part.text) or _ADDRESSES.search(part.text) or _PREFERS.search(part.text)
        if own or (part.standing is Standing.PREFERRED and base is not Standing.PREFERRED):
            return
        found[at] = replace(part, standing=standing)
