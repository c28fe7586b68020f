"""Where the work is, against where the student wants to be: near is not inside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from jobmatch.domain import Elsewhere, EmployerKind, Posting, Student, Verdict
from jobmatch.rules.quoting import sentences_in, sentences_with
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Meeting, Proposal, Rule, Ruling, Text, best, fails, passes, unknown
from jobmatch.rules.vague_places import ANYWHERE, kinds_of, meaning, refuses
from jobmatch.rules.wording import join, places
from jobmatch.rules.wording import place as place_name
from jobmatch.taxonomy.regions import covers, prefecture_of, region

REMOTE_WORK = re.compile(r"远程|居家|在家|线上")  # a wish about how, which limits no place
ENDING = re.compile(r"(?<=..)(?:[省市县区]|自治[区州县旗].*|特别行政区)$")
NAMED_BY = frozenset({"employer", "employer_type", "employer_code"})


class Wished(NamedTuple):
    """Places by code, and as vague words; complete is False where a wished place could not be read."""

    places: frozenset[str]
    refused: frozenset[str]
    elsewhere: Elsewhere | None
    vague: tuple[str, ...]
    complete: bool


class Work(NamedTuple):
    """presumed: the places stand in a company's name alone, which tells where it is registered."""

    places: tuple[str, ...]
    remote: bool
    presumed: bool = False


NOWHERE = "000000"  # neither covers nor is covered by any other
PROVINCE = 1  # the depth of a wish (广东省内) that a refusal in vague words (不去偏远山区) still narrows

NOTHING = passes("region.nothing_asked")
REMOTE = passes("region.remote")
INSIDE = passes("region.inside")
NOT_REFUSED = passes("region.not_refused")
OPEN = passes("region.open_elsewhere")
SILENT = unknown("region.place_not_known")
WIDER = unknown("region.place_too_wide")
VAGUE = unknown("region.vague_limit")
NEGOTIABLE = unknown("region.negotiable")
PRESUMED = unknown("region.place_presumed")
NO_WISH = unknown("region.wishes_not_known")
OUTSIDE = fails("region.outside_wishes")
REFUSED = fails("region.refused")


def student_side(student: Student, night: date) -> Wished:
    """Without a wished place there is no elsewhere to welcome, but it may still be refused."""
    wishes = student.wishes
    elsewhere = wishes.elsewhere if wishes.places or wishes.elsewhere is Elsewhere.REFUSED else None
    vague = tuple(words for words in wishes.vague_places if not (wishes.places and REMOTE_WORK.search(words)))
    complete = wishes.places_complete or bool(wishes.vague_places and not vague)
    return Wished(wishes.places, wishes.refused_places, elsewhere, vague, complete)


def posting_side(posting: Posting, night: date) -> Work:
    places = tuple(sorted(set(posting.terms.places)))
    return Work(places, posting.terms.remote, not posting.terms.remote and is_presumed(posting, places))


def is_presumed(posting: Posting, places: Iterable[str]) -> bool:
    """Whether only a company's name says where the work is; a hospital or a bureau works where it is named for."""
    if posting.employer.kind not in (EmployerKind.COMPANY, None):
        return False
    received = dict(posting.received)
    if received.get("place") or received.get("address"):
        return False
    said = " ".join(text for field, text in posting.received if field not in NAMED_BY)
    elsewhere = said.replace(posting.employer.name, "") if posting.employer.name else said
    return not any(ENDING.sub("", region(code).name) in elsewhere for code in places)


def judge(wished: Wished, work: Work) -> Ruling:
    """Several places of one posting are a choice: the one that suits best decides."""
    if not (wished.places or wished.refused or wished.vague or wished.elsewhere):
        return NOTHING
    if work.remote:
        return REMOTE
    if not work.places:
        return SILENT
    ruling = best(judge_place(wished, place) for place in work.places)
    if work.presumed and ruling.verdict is not Verdict.UNKNOWN and (wished.refused or ruling != OPEN):
        return PRESUMED
    return ruling


def judge_place(wished: Wished, place: str) -> Ruling:
    """The narrowest region that holds the place decides between wish and refusal; on a tie the refusal does."""
    inside = narrowest(wished.places, place)
    refused = narrowest(wished.refused, place)
    if refused and refused >= inside:
        return REFUSED
    outside = judge_outside(wished, place) if wished.places and not inside else None
    if outside is not None:
        return outside
    if holds_any(place, wished.refused):
        return WIDER
    if inside > PROVINCE:
        return INSIDE
    vague = meaning(wished.vague, place)
    if inside:
        return VAGUE if any(map(refuses, vague)) else INSIDE
    return VAGUE if vague else judge_unnamed(wished)


def judge_outside(wished: Wished, place: str) -> Ruling | None:
    """Outside what the student wishes: a stated wish is a limit, unless other places are welcome too (None)."""
    if wished.elsewhere is Elsewhere.WELCOME:
        return None
    if holds_any(place, wished.places):
        return WIDER
    if wished.elsewhere is Elsewhere.NEGOTIABLE:
        return NEGOTIABLE
    hoped = any(ANYWHERE not in kinds_of(word) and not refuses(word) for word in meaning(wished.vague, place))
    return VAGUE if hoped or not wished.complete else OUTSIDE


def judge_unnamed(wished: Wished) -> Ruling:
    """A place that the student neither wishes nor refuses, by name or in vague words."""
    if wished.places:
        return OPEN
    return NO_WISH if wished.elsewhere is Elsewhere.REFUSED else NOT_REFUSED


def holds_any(place: str, regions: Iterable[str]) -> bool:
    """Whether a place named only widely may still turn out to be one of these narrower regions."""
    return any(holds(place, code) for code in regions)


def narrowest(regions: Iterable[str], place: str) -> int:
    """Depth of the narrowest region that holds the place: 3 county, 2 prefecture, 1 province, 0 none does."""
    return max((depth(code) for code in regions if holds(code, place)), default=0)


def depth(code: str) -> int:
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


@cache
def holds(outer: str, inner: str) -> bool:
    return covers(outer, inner)


def student_facts(wished: Wished) -> Iterator[tuple[tuple[str, str], int]]:
    """For each wished or refused region its depth, by the digits that it covers, and the wider ones it lies in."""
    for kind, regions in (("wished", wished.places), ("refused", wished.refused)):
        for code in regions:
            yield (kind, digits_of(code)), depth(code)
            yield from (((f"{kind} in", digits), 0) for digits in wider(code))


def posting_aspects(work: Work) -> Iterator[tuple[str, str]]:
    for kind in ("wished", "refused"):
        for place in work.places:
            yield from ((kind, digits) for digits in wider(place))
            yield f"{kind} in", digits_of(place)


def digits_of(code: str) -> str:
    """The leading digits that a code shares with all that it covers.

    >>> digits_of("440000"), digits_of("440100"), digits_of("440104"), digits_of("310100")
    ('44', '4401', '440104', '31')
    """
    return next(digits for digits in wider(code) if holds(code, digits.ljust(6, "9")))


def wider(code: str) -> tuple[str, str, str]:
    return code[:2], code[:4], code


def stranger(wished: Wished) -> Wished:
    """The same student, wishing and refusing only what lies nowhere, in vague words by their kinds alone."""
    places, refused = (frozenset({NOWHERE}) if known else known for known in (wished.places, wished.refused))
    vague = {("不去" if refuses(word) else "") + kind for word in wished.vague for kind in kinds_of(word)}
    return wished._replace(places=places, refused=refused, vague=tuple(sorted(vague)))


def words(wished: Wished, work: Work, lang: Lang) -> dict[str, str]:
    refused = [code for code in wished.refused if any(holds(code, place) for place in work.places)]
    return {
        "place": places(work.places, lang),
        "wished": places(sorted(wished.places), lang),
        "refused": places(sorted(refused), lang),
        "vague": join((word for word in wished.vague if any(meaning([word], at) for at in work.places)), lang),
    }


def changes(student: Student, wished: Wished, shut: Sequence[Work]) -> Iterable[Proposal[Wished]]:
    """Accept other regions, or add one prefecture where openings are; a refusal is never argued with."""
    if not wished.places:
        return
    yield Proposal(
        "elsewhere:accept",
        wished._replace(elsewhere=Elsewhere.WELCOME),
        "愿意考虑其他地区，可打开{postings}",
        "Being open to other regions would open {postings}",
    )
    for code in sorted({prefecture_of(place) or place for work in shut for place in work.places}):
        yield Proposal(
            f"region:{code}",
            wished._replace(places=wished.places | {code}),
            f"把{place_name(code, 'zh')}加入意向地区，可打开{{postings}}",
            f"Adding {place_name(code, 'en')} to the wished places would open {{postings}}",
        )


WHERE = r"工作地[点址]?|上班地[点址]|地[点址]|就业地|办公地|(?i:location|based (?:at|in))"
NOT_OF_WORK = r"(?!.{0,8}(?:户籍|生源|户口|优先|大学|学院|毕业))"
SAYS_REMOTE = sentences_with(r"远程|居家|在家(?:办公|上班|工作)")
SAYS_WHERE = sentences_with(WHERE)


def quotes(posting: Posting) -> list[str]:
    """The sentence that says where the work is, else the first that names the place, else the employer's name."""
    if posting.terms.remote and (said := SAYS_REMOTE(posting)):
        return said
    names = "|".join(ENDING.sub("", region(code).name) for code in posting.terms.places)
    if not names:
        return SAYS_WHERE(posting)
    texts = [text for field, text in posting.received if field not in NAMED_BY | {"title"}]
    labelled = sentences_in(texts, re.compile(rf"(?:{WHERE}|[在位]于?)[^。，,\n]{{0,12}}(?:{names}){NOT_OF_WORK}"))
    return (labelled or sentences_in(texts, re.compile(f"(?:{names}){NOT_OF_WORK}")))[:1] or [posting.employer.name]


REGION: Rule[Wished, Work] = Rule(
    code="region",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    changes=changes,
    waivable=True,
    coarse=True,
    meeting=Meeting(student_facts, posting_aspects, stranger),
    fields=("place",),
    quotes=quotes,
    texts={
        NOTHING.reason: NOTHING_ASKED,
        REMOTE.reason: Text("可远程工作，不受地区限制", "The work is remote"),
        INSIDE.reason: Text(
            "工作地点{place}在意向地区（{wished}）内", "{place} is inside the wished places ({wished})"
        ),
        NOT_REFUSED.reason: Text("工作地点{place}不在学生排除的地区内", "{place} is not among the refused places"),
        OPEN.reason: Text(
            "工作地点{place}在意向地区（{wished}）外，学生愿意考虑其他地区",
            "{place} is outside the wished places ({wished}), and the student is open to others",
        ),
        SILENT.reason: Text("岗位未说明工作地点", "The posting does not say where the work is", "posting.place"),
        WIDER.reason: Text(
            "工作地点只写到{place}，是否在学生的意向地区内、能否避开排除的地区未说明",
            "The place is given only as {place}, which is wider than what the student wishes or refuses",
            "posting.place",
        ),
        PRESUMED.reason: Text(
            "岗位未写工作地点，只有单位名称提到{place}",
            "The posting does not say where the work is; only the employer's name speaks of {place}",
            "posting.place",
        ),
        VAGUE.reason: Text(
            "学生对地点另有要求（{vague}），工作地点{place}是否合适需与学生确认",
            "The student limits the place in words ({vague}); whether {place} suits is for the student to say",
            "student.wished_places",
        ),
        NEGOTIABLE.reason: Text(
            "工作地点{place}不在意向地区（{wished}）内，学生表示其他地区可商量",
            "{place} is outside the wished places ({wished}); the student calls others negotiable",
            "student.elsewhere",
        ),
        NO_WISH.reason: Text(
            "学生不接受其他地区，但意向地区未填写，工作地点在{place}",
            "The student refuses other regions without having named any; the work is in {place}",
            "student.wished_places",
        ),
        OUTSIDE.reason: Text(
            "工作地点{place}不在意向地区（{wished}）内", "{place} is outside the wished places ({wished})"
        ),
        REFUSED.reason: Text(
            "学生不去{refused}，工作地点在{place}", "The student refuses {refused}; the work is in {place}"
        ),
    },
)
