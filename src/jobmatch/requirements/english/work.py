"""What the work is like, in English: duties that collide with needs, nights, remote work, provisions, housing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobmatch.domain import Duty, LicenceAsked, Need, Shifts
from jobmatch.requirements.english.strength import Part
from jobmatch.requirements.text.passage import Passage, Read
from jobmatch.requirements.text.patterns import any_of

_DRIVING_LICENCE = any_of(
    r"\bdriv(?:ing|er'?s?) (?:and )?licen[cs]e\b",
    r"\blicen[cs]e to drive\b",
    r"\b(?:full|clean|valid|current|uk) (?:and )?(?:\w+,? ){0,2}driving licen[cs]e",
)
_DRIVES = any_of(
    r"\b(?:car )?drivers?(?:/| and| with| is| are)? ?(?:owners?|essential|required|only|who|needed)",
    r"\b(?:must|should|need to|able to|ability to|willing to|required to"
    r"|will) (?:be able to )?drive\b(?! (?:\w+ ){0,2}(?:change|improve|forward|the|this|our|quality|performance))",
    r"\b(?:access to|use of|have|own|owner of|with) (?:an? |their |your |the )?(?:own |suitable |reliable "
    r"|roadworthy )?(?:car|vehicle|transport)\b(?! (?:parking|park|lease|scheme|allowance|links))",
    r"\bcar (?:owner|driver|user)s?\b",
)
_PROOF = re.compile(r"\butility bill|\bproof of|\bpassport")  # papers to bring along
_INSTEAD = re.compile(
    r"\bor (?:the |have |an? |be |otherwise )?(?:\w+ ){0,3}?(?:ability|able|means|alternative"
    r"|access to (?:alternative|other))|\balternative (?:means|transport)|\bother means\b"
)
_DUTIES: tuple[tuple[Need, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        Need.NO_PHONE,
        ("phone", "call"),
        any_of(
            r"\b(?:answer\w*|tak(?:e|ing)|mak(?:e|ing)|handl\w+|deal\w* with|respond\w* to|manag\w+|receiv\w+"
            r"|screen\w*|field\w*) (?:[\w-]+,? ){0,5}(?:tele)?phone\b",
            r"\b(?:answer\w*|tak(?:e|ing)|mak(?:e|ing)|handl\w+|screen\w*|inbound|outbound|incoming|cold) "
            r"(?:[\w-]+,? ){0,4}calls\b(?! for)",
            r"\b(?:tele)?phone (?:manner|calls|enquir\w+|quer\w+|triages?|conversations?|contact with|consultations?"
            r"|assessments?|support|interviews with patients|sales|skills|advice|work|based)\b",
            r"\b(?:call|contact) (?:handl\w+|taker|centre (?:agent|advis\w+|staff|work))\b",
            r"\b(?:by|on|over|via) (?:the )?(?:tele)?phone\b",
        ),
    ),
    (
        Need.NO_HEAVY_LIFTING,
        ("handl", "lift", "physical", "push", "carry"),
        any_of(
            r"\b(?:moving and|manual|patient) handling\b(?! (?:train\w+|team|advis|co-?ordinat))",
            r"\blift(?:ing)? (?:and|heavy|patients|of|up|boxes|or)\b|\bheavy lifting\b",
            r"\bphysically (?:demanding|fit|able|active|strenuous)\b|\bphysical(?:ly)? (?:effort|demands of"
            r"|strength)\b",
            r"\b(?:push|pull|carry)(?:ing)? (?:heavy|beds|trolleys|wheelchairs|equipment|loads)\b",
        ),
    ),
    (
        Need.SEATED_WORK,
        ("standing", "stand for", "on your feet", "on their feet"),
        re.compile(
            r"\b(?:long periods? (?:of )?|prolonged |continuous )standing\b|\bstand(?:ing)? for (?:long|prolonged"
            r"|extended)|\bon (?:your|their) feet\b"
        ),
    ),
    (
        Need.NO_TRAVEL,
        ("travel", "mobile across", "cross site", "cross-site", "business trip"),
        any_of(
            r"\b(?:able|ability|willing\w*|required|requirement|need\w*|expect\w*|must|will|may|prepared|flexib\w+"
            r"|some|frequent|regular|occasional|extensive|essential|involv\w+|local)"
            r" (?:[\w-]+ ){0,5}travel(?:ling)?\b(?! (?:expenses|costs|links|time|abroad for))",
            r"\btravel(?:ling)? (?:[\w-]+ ){0,4}(?:is|will be|may be|required|essential|across|between|throughout"
            r"|around|to (?:other|different|various|multiple|patients|clients))\b",
            r"\bcross[- ]site (?:working|working is|travel|cover)\b",
            r"\bbusiness trips?\b",
        ),
    ),
    (
        Need.NO_HEIGHTS,
        ("height", "ladder"),
        re.compile(r"\bwork(?:ing)? at heights?\b|\bclimb\w* ladders?\b|\buse of ladders\b"),
    ),
)
_NOT_THE_WORK = any_of(
    r"\bemail address|\btelephone number|\bcontact\b.{0,60}\b(?:by|on|via)\b|\bfor (?:further|more|an informal|any"
    r"|informal)\b|\binterviews?\b|\bdiscussion|\benquir\w+ (?:to|please)\b",
    r"\b(?:travel|season ticket|relocation) (?:expenses|costs?|loans?|time)\b",
    r"\bplease (?:call|phone|telephone|contact|ring)\b|\bcall (?:us|our|me|now)\b|\bgive (?:me|us) a call\b",
    r"\beasy\b.{0,40}travel|\btravel links\b|\btrain(?:ing)? in\b|\btraining\b.{0,20}\bhandling\b",
    r"\bno (?:[\w-]+ ){0,3}(?:travel|lifting|driving|calls)\b|\bwithout (?:[\w-]+ ){0,2}travel",
    r"\bideally\b",
)
_NIGHT_HINTS = (
    "night",
    "shift",
    "rota",
    "on call",
    "on-call",
    "24/7",
    "24 hour",
    "24-hour",
    "monday",
    "mon-",
    "mon -",
    "mon to",
    "mon–",
    "sleep",
    "twilight",
    "days",
)
_NO_NIGHTS = re.compile(
    r"\bno (?:[\w,/-]+ ){0,4}(?:nights?|on[- ]?calls?|shift work|shifts)\b|\b(?:not|n't) (?:involve|require|include"
    r"|work|be required to) (?:[\w,/-]+ ){0,4}nights?\b"
    r"|\bnon[- ]night\b|\bdays? (?:shifts? )?only\b|\bwithout nights?\b"
)
_REGULAR = any_of(
    r"\b(?:permanent|waking|regular|rotat\w+|fixed) nights?\b",
    r"\b(?<!late )(?<!late-)nights? (?:shifts?|duty|duties|work(?:ing)?|staff|nurse|rota|cover|porter|worker|support"
    r"|carer|hca|care assistant|sister|charge)\b",
    r"\b(?:days?|earl(?:y|ies)|lates?|evenings?|weekends?|twilights?|long days?)\b[^.]{0,40}?(?:,|/|&|and"
    r"|or) ?(?:\w+ ){0,2}(?:long )?nights?\b",
    r"\bnights?(?:,|/| and| &| or) ?(?:\w+ ){0,2}(?:days?|weekends?|bank holidays?|public holidays|evenings?|earl(?:y"
    r"|ies)|lates?)\b",
    r"\binternal rotation\b|\brotational shifts?\b|\brotat\w+ shifts?\b|\bshift rotation\b|\brotate? (?:on|onto|to"
    r"|through|between) (?:\w+ ){0,2}nights?\b",
    r"\b(?:24/7|24[- ]hour|24 hr|24hr)s?,? (?:\d day )?(?:\w+ ){0,2}(?:shifts?|rota|rotas|pattern|basis|roster"
    r"|working)\b",
    r"\b(?:shifts?|rota|work\w*|hours)\b[^.]{0,40}\b(?:24/7|24[- ]hours?(?: a day)?|24 hrs?|over (?:a )?24)\b",
    r"\ball shifts\b|\b(?:three|3)[- ]shift|\bday and night\b|\bnight and day\b",
)
_SOME = any_of(
    r"\b(?:occasional|some|odd|few) nights?\b|\bsleep[- ]?ins?\b|\bsleeping nights?\b",
    r"\bon[- ]?call\b(?! (?:room|us))",
    r"\bout[- ]of[- ]hours (?:rota|cover|working|on)\b",
    r"\bnights?\b(?= (?:rota|as|may|will|if|when|per|a month|on))",
    r"\bworking nights\b|\bwork nights\b|\bnight time\b|\bnights$",
)
_DAY = any_of(
    r"\bmon(?:day)?s?\s?(?:-|to|through|~|and)\s?fri(?:day)?s?\b",
    r"\b(?:9|8|8[.:]30|9[.:]00|08[.:]?[03]0|09[.:]?00)\s?(?:am)?\s?(?:-|to|until)\s?(?:5|4|4[.:]30|5[.:]00|5[.:]30|6"
    r"|17[.:]?[03]0|16[.:]?[03]0|18[.:]?00)\s?(?:pm)?\b",
    r"^\W*days?\b\W{0,4}\d{1,2}(?:[.:]\d\d)?\s?am\b",
    r"\bday shifts?\b|\boffice hours\b",
)
_LATE = re.compile(r"\b(?:rota|shift pattern|on[- ]?call|24/7|10 ?pm|22[.:]?00|night)\b")
_NOT_OWN_NIGHTS = any_of(
    r"\b(?:quiz|bhangra|social|film|curry|fun|overnight stays?|wards? open|mid ?night)\b",
    r"\b(?:open|(?<!on )(?<!on-)call|contact|phone|telephone|available to (?:answer|speak)|support (?:when|line|you)"
    r"|helpline|advice|access|interview\w*|closing|applications?|appointments?|clinics?"
    r"|service (?:is|operates|runs|provides|offers)|provid\w+ (?:an? )?(?:\w+ )?24|offers? an? 24)\b",
    r"£|\brates?\b|\benhanc\w+\b|\bpaid at\b|\bper hour\b|\bp/h\b",
)
_REMOTE = any_of(
    r"\b(?:fully|100%|entirely|completely) (?:remote|home[- ]based|work(?:ing)? from home)\b",
    r"\b(?:this|the|a|national) (?:is an? )?(?:\w+ )?(?:role|post|position|job) (?:is"
    r"|will be)? ?(?:\w+ )?(?:home[- ]?based|remote)\b",
    r"\b(?:home[- ]?based|remote) (?:role|post|position|job|vacancy|worker)\b"
    r"|\bthis is (?:an? )?(?:\w+ ){0,2}(?:home[- ]?based|remote)\b",
    r"\b(?:to|will) work remotely\b|\b(?:role|post|position) can be (?:done|performed|carried out|based) (?:remotely"
    r"|from home|at home)\b|\bfor remote working\b",
    r"\btelecommut\w+\b",
)
_NOT_REMOTE = re.compile(
    r"\bcovid|\bpandemic|\bcurrently\b|\boption|\bpartial|\bsome\b|\bpart of|\bwhere possible|\bflexib|\bhybrid"
    r"|\btravel\b|\bdays? (?:a|per) week|\btemporar"
)
_PROVISIONS: tuple[tuple[Need, re.Pattern[str]], ...] = (
    (
        Need.FLEXIBLE_HOURS,
        re.compile(r"\bflexible (?:working|hours|schedul\w+|working hours)\b|\bflexi[- ]?time\b|\bhours to suit\b"),
    ),
    (Need.STEP_FREE, re.compile(r"\bwheelchair (?:access\w*|friendly)\b|\bstep[- ]free\b")),
    (Need.LARGE_PRINT, re.compile(r"\bscreen[- ]readers?\b|\bassistive technolog(?:y|ies)\b")),
    (
        Need.TEXT_COMMUNICATION,
        re.compile(
            r"\bsign language interpret\w+ (?:is|are|can be|will be)\b|\bbsl interpret\w+ (?:is|are|can|will)\b"
        ),
    ),
)
_HOUSING = any_of(
    r"\b(?:staff|on[- ]?site|free|hospital|single|subsidi[sz]ed|short[- ]term|nurses'?|key ?worker|provided|company"
    r"|single occupancy|shared) (?:\w+ ){0,2}(?:accommodation|housing|dormitory)\b",
    r"\b(?:accommodation|housing|dormitory) (?:is |will be |may be |can be )?(?:also )?(?:available|provided|included"
    r"|offered|supplied)\b",
    r"\b(?:provides?|offers?|providing|including|includes) (?:\w+ ){0,3}(?:accommodation|housing"
    r"|dormitory)\b(?! (?:costs?|address|team|and support to))",
    r"\blive[- ]in (?:role|position|carer|post)\b",
)
_NO_HOUSING = re.compile(
    r"\bno (?:\w+ )?accommodation\b|\baccommodation (?:is |can ?not be )?(?:not|n't) (?:be )?(?:available|provided)\b"
    r"|\blive[- ]out\b"
)
_NOT_HOUSING = re.compile(
    r"\btravel (?:&|and) accommodation|\bhomeless|\bresidents?\b|\bsupported (?:living|accommodation)|\bpatients?\b"
    r"|\bservice users?\b|\brelocation\b|\bcosts?\b|\badults\b|\baffordable\b|\bfinding\b"
)


def read_driving(part: Part) -> Iterator[Read]:
    """A driving licence, and that the work is done at the wheel; other means of travelling will do where named."""
    text = part.text
    if (
        part.strength is None
        or part.offered
        or not ("driv" in text or "car" in text or "vehicle" in text or "transport" in text)
    ):
        return
    at = part.passage.start
    match = _DRIVING_LICENCE.search(text) or _DRIVES.search(text)
    if match is None or _INSTEAD.search(part.whole.text) or _PROOF.search(part.whole.text):
        return
    if _DRIVING_LICENCE.search(text) or "drive" in match[0]:
        yield Read(LicenceAsked(frozenset({"driving"})), at + match.start(), at + match.end(), 0.9)
    yield Read(Duty(Need.NO_DRIVING), at + match.start(), at + match.end(), 0.9)


def read_duties(sentence: Passage) -> Iterator[Read]:
    """What the work demands of the body, and telephone, travel and heights."""
    text = sentence.text
    for need, hints, pattern in _DUTIES:
        if any(hint in text for hint in hints) and (match := pattern.search(text)) and not _NOT_THE_WORK.search(text):
            yield Read(Duty(need), sentence.start + match.start(), sentence.start + match.end(), 0.85)


def read_shifts(text: str) -> Shifts | None:
    """What a sentence in lower case says of the night; None where it speaks of the service's hours or of pay."""
    if not any(hint in text for hint in _NIGHT_HINTS):
        return None
    if _NO_NIGHTS.search(text):
        return Shifts.DAY
    if _NOT_OWN_NIGHTS.search(text):
        return None
    if _REGULAR.search(text):
        return Shifts.REGULAR_NIGHTS
    if _SOME.search(text):
        return Shifts.SOME_NIGHTS
    return Shifts.DAY if _DAY.search(text) and not _LATE.search(text) else None


def is_remote(text: str) -> bool:
    """Whether a sentence says that the whole of the work is done from home, not only for a time or in part."""
    return (
        ("remote" in text or "home" in text or "telecomm" in text)
        and bool(_REMOTE.search(text))
        and not _NOT_REMOTE.search(text)
    )


def read_provisions(text: str) -> frozenset[Need]:
    """Functional needs that the workplace says it meets."""
    if not (
        "flexi" in text
        or "to suit" in text
        or "wheelchair" in text
        or "step" in text
        or "screen" in text
        or "sign" in text
        or "bsl" in text
        or "assistive" in text
    ):
        return frozenset()
    return frozenset(need for need, pattern in _PROVISIONS if pattern.search(text))


def read_housing(text: str) -> bool | None:
    """Whether somewhere to live is offered; None where a sentence does not say."""
    if not (
        "accommodation" in text or "housing" in text or "dormitory" in text or "live-in" in text or "live in " in text
    ):
        return None
    if _NO_HOUSING.search(text):
        return False
    return True if _HOUSING.search(text) and not _NOT_HOUSING.search(text) else None
