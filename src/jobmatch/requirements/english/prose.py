"""English prose cut into sentences, each with the part of the posting it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from jobmatch.requirements.text.passage import Passage, fold

_APOSTROPHES = str.maketrans("’‘`´", "''''")


class Section(Enum):
    """What a part of a posting is about."""

    ASKS = auto()  # essential criteria, about you
    PREFERRED = auto()  # desirable
    DUTIES = auto()  # the role
    OFFERS = auto()  # benefits
    STEPS = auto()  # how to apply
    ABOUT = auto()  # about us
    OTHER = auto()


ASIDE = frozenset({Section.OFFERS, Section.STEPS, Section.ABOUT})  # where only a plain "must" is a demand
_OWN = (
    r"(?:the |our |your |other |key |main |job |role |core |minimum |basic |mandatory |general |specific |personal )*"
)
_ASKED = (
    r"(?:requirements?|qualifications?|essentials?|criteria|specification|profile|experience|skills|knowledge|"
    r"attributes|education|registration|training|abilities|competenc(?:ies|es)|background|candidate|person)"
)
_DONE = (
    r"(?:responsibilit(?:y|ies)|responisibilities|duties|role|job|tasks|accountabilities|description|purpose|summary|"
    r"position|post|introduction|activities)"
)
_JOINED = r"(?:\s?(?:,|/|&|\+|and|of this|for this|required|needed|role|post|job|position|include)\s?)*"
_HEADERS: tuple[tuple[Section, str], ...] = (
    (
        Section.PREFERRED,
        (
            rf"{_OWN}(?:desirable|desired|preferred|advantageous|optional)(?: {_ASKED}{_JOINED})*"
            r"|(?:nice|good) to haves?|bonus(?: points)?(?: for| if)?|it would be (?:great|good|nice) if"
            r"|加分项|优先条件"
        ),
    ),
    (
        Section.ASKS,
        (
            rf"{_OWN}(?:(?:essential |required |relevant |person |candidate |ideal )*{_ASKED}{_JOINED})+"
            r"|(?:what|who)(?: skills| qualities)?(?: are)? (?:we|we're|we are|you|you'll|you will|you'd)\b"
            r"(?! (?:offer|get|receive|can offer|do|be doing|will do|are$)).{0,40}"
            r"|about you|you|(?:and )?you(?:'ll| will|'d)? (?:also )?(?:have|need|be|are|must|bring|should"
            r"|hold)(?: to| have| be)*"
            r"|the (?:ideal |successful )?(?:person|candidate|applicant|individual)"
            r"(?: (?:will|must|should|has|is|have|be|also|need|needs|hold|possess|to|demonstrate|profile))*"
            r"|to (?:be successful|be considered|succeed|apply for this (?:post|role|job|position)|join)\b.{0,45}"
            r"|(?:all |successful )?(?:applicants|candidates|students|apprentices)"
            r"(?: (?:must|should|will|need|to|have|be|hold|possess|also|able|demonstrate))+"
            r"|things that you will have|pre-?requisites?\b.{0,60}"
            r"|what .{3,30} (?:will )?you need\b.{0,20}|must[- ]haves?|who you are|what you bring|ideal candidate"
            r"|.{0,40}\byou(?:'ll| will)? (?:must|need|should|have to)(?: also)?(?: have| be| hold| to)*"
            r"|we(?:'re| are) looking for(?: (?:someone|people|candidates|an individual|a person|applicants|who|with"
            r"|that|has|is))*"
            r"|(?:任职|岗位|职位|应聘|招聘)(?:要求|资格|条件|需求)"
        ),
    ),
    (
        Section.DUTIES,
        (
            rf"(?:about )?{_OWN}(?:{_DONE}{_JOINED})+|what you(?:'ll| will) (?:do|be doing)\b.{{0,20}}"
            r"|your day[- ]to[- ]day|duties .{0,30}|the post ?holder will|as an? .{0,40}you will"
            r"|(?:岗位|工作|职位)(?:职责|内容|描述)"
        ),
    ),
    (
        Section.OFFERS,
        (
            rf"{_OWN}(?:some of |salary (?:&|and) )?(?:benefits?|rewards?|package|perks|pay rates?)\b.{{0,40}}"
            r"|what (?:we|can we|we can|you will|you'll|you|is in it|.{2,30} can)"
            r"\s?(?:offer|get|receive|provide)\b.{0,20}|what's in it for you|in return\b.{0,40}"
            r"|we (?:can )?offer\b.{0,20}"
            r"|why (?:work|join|choose|us|\w+)\b.{0,30}"
            r"|our offer\b.{0,20}|.{2,25} (?:will|'ll) receive"
            r"|other benefits.{0,20}|benefit package|some of our benefits.{0,30}|福利待遇|薪资福利"
        ),
    ),
    (
        Section.STEPS,
        (
            r"how to apply|(?:next|the) steps?|what(?:'s| is)? next|(?:to )?apply(?: now)?|interested|"
            r"for (?:further|more|an informal|any|informal).{0,50}|additional (?:contact )?information|"
            r"(?:further|more) information|application.{0,20}|selection.{0,20}|disclaimer|disclosure.{0,30}|"
            r"contact.{0,20}|"
            r"want to know more|probationary period|safeguarding"
        ),
    ),
    (
        Section.ABOUT,
        (
            r"about (?:us|(?:the|our|your) .{0,40})|who are .{0,30}|"
            r"the (?:company|location|trust|team|hospital|service)|"
            r"where you will be working|our (?:trust|team|values|hospital|service).{0,20}|living here|"
            r"location.{0,20}|"
            r"(?:key facts|more) about .{0,30}|working (?:at|for) .{0,30}"
        ),
    ),
)
_HEADER = tuple((section, re.compile(rf"(?:{words})\Z")) for section, words in _HEADERS)
_LABEL = tuple((section, re.compile(rf"(?:{words})(?= ?[:-] )")) for section, words in _HEADERS[:2])
_FACT = re.compile(r":\s?\S")  # hours: 37.5
_LONGEST_HEADER = 72
_PARAGRAPH = 160  # characters past which a line is no item of a list of benefits
_LEAVES_LIST = re.compile(
    r"(?:we |our |at |in return|please|for (?:further|more)|join|closing|interview|as (?:a|an|one) .{0,60}\bwe\b|"
    r"the (?:trust|company|hospital)|this (?:post|role|is))"
)
_BULLETS = ";*①②③④⑤⑥⑦⑧⑨⑩•●▪◦➢✓❖·"
_ABBREVIATED = "".join(
    rf"(?<!\b{word}\.)" for word in (r"e\.g", r"i\.e", "dr", "mr", "mrs", "no", "inc", "incl", "approx", "etc")
)
_SENTENCE = re.compile(rf"[.!?{_BULLETS}-](?:(?<=[{_BULLETS}])|(?<=\S-)(?=\s)|(?<!-)[.!?]*(?=\s|-|$){_ABBREVIATED})")
_TAIL_HEADER: tuple[tuple[Section, re.Pattern[str]], ...] = (  # where a board has taken the line breaks out
    (Section.PREFERRED, re.compile(r"(?:nice to have|desirable|advantageous|preferred|bonus points)(?: \w+)?\s?$")),
    (
        Section.ASKS,
        re.compile(
            r"(?:(?:requirements?|qualifications?)(?:\s?\([^)]*\))?|what you need(?: for this position)?|(?:skills"
            r"|experience) required|"
            r"essential(?: criteria)?|ideal candidate|we are looking for)\s?$"
        ),
    ),
    (Section.DUTIES, re.compile(r"(?:responsibilit(?:y|ies)|duties|what you(?:'ll| will) (?:be doing|do))\s?$")),
    (Section.OFFERS, re.compile(r"(?:benefits|what(?:'s| is) in it for you|we offer)\s?$")),
)
_EDGE = " :*-…?!.>#_=•·–\t"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, in lower case, and the section it stands in."""

    passage: Passage
    section: Section


def lowered(field: str, received: str) -> Passage:
    """The whole field, folded and in lower case, character for character."""
    plain = received.replace("\r", "\n").replace("\t", " ")
    folded = plain if plain.isascii() else fold(plain).translate(_APOSTROPHES)
    low = folded.lower()
    if len(low) != len(folded):  # a capital whose small letter is longer (İ)
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)
    return Passage(field, received, low, 0, len(received))


def sentences(prose: Passage, ruling: Section = Section.OTHER) -> Iterator[Sentence]:
    """The sentences in order; a header alone on its line rules until the next, or until a list plainly ends."""
    for start, end in _lines(prose):
        line = prose.part(start - prose.start, end - prose.start)
        if line.start >= line.end:
            continue
        header = _header(line)
        if header is not None:
            ruling = header
            continue
        ruling = _after(ruling, line)
        section, body = _label(line, ruling)
        for part in body.split(_SENTENCE):
            tail = _tail(part)
            kept = part.part(0, tail[1]) if tail else part
            if kept.start < kept.end:
                yield Sentence(kept, section)
            if tail:
                ruling = section = tail[0]


def _tail(part: Passage) -> tuple[Section, int] | None:
    """The section that the last words before a colon open, and where they begin."""
    if part.folded[part.end : part.end + 2].strip()[:1] != ":":
        return None
    for section, pattern in _TAIL_HEADER:
        if match := pattern.search(part.text):
            return section, match.start()
    return None


def _lines(prose: Passage) -> Iterator[tuple[int, int]]:
    at = prose.start
    while at < prose.end:
        newline = prose.folded.find("\n", at, prose.end)
        end = newline if newline >= 0 else prose.end
        yield at, end
        at = end + 1


def _header(line: Passage) -> Section | None:
    """The section that a line opens, where it is nothing but a header."""
    if line.end - line.start > _LONGEST_HEADER:
        return None
    received = line.folded[line.end : line.end + 1]
    if received == "." and line.folded[line.end : line.end + 2] != "..":
        return None  # a sentence
    words = line.text.strip(_EDGE)
    if _FACT.search(words):
        return None
    for section, pattern in _HEADER:
        if pattern.match(words):
            return section
    return None


def _after(ruling: Section, line: Passage) -> Section:
    """What still rules at a line that is no header."""
    long = line.end - line.start > _PARAGRAPH
    if ruling is Section.OFFERS:
        return Section.OTHER if long else ruling
    if ruling in (Section.ASKS, Section.PREFERRED) and long and _LEAVES_LIST.match(line.text):
        return Section.OTHER
    return ruling


def _label(line: Passage, ruling: Section) -> tuple[Section, Passage]:
    """The section of one line that begins with a label (Essential: …), and what follows the label."""
    head = line.text[:_LONGEST_HEADER]
    if ":" in head or " - " in head:
        for section, pattern in _LABEL:
            if match := pattern.match(head):
                return section, line.part(match.end(), line.end - line.start)
    return ruling, line
