"""Licences a clause demands, which of them are alternatives, and by when."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from jobmatch.domain import Demand, LicenceAsked, Strength, Unread
from jobmatch.requirements.numerals import NUMBER, months
from jobmatch.requirements.passage import Passage, Read
from jobmatch.requirements.patterns import any_of
from jobmatch.requirements.soft import remainder
from jobmatch.taxonomy.licences import FoundLicence, find_licences, satisfies

UNSAID_MONTHS = 12  # "先上岗、再考证" without a term: within the first year
RURAL = "rural_assistant_physician"  # 执业助理医师（含乡村全科）
PROBATION_MONTHS = 6  # 试用期内: the longest probation the labour contract law allows (Art. 19)
_HINT = re.compile(r"证|资格|执业|职称|通过|考试|级|普通话|[A-D]\d|驾|[医药技护]师|[药技]士|法考|护考|教资")
_TERM = any_of(
    rf"(?:入职|上岗|录用|聘用|到岗|报到|签约)(?:后|之日起|起)?(?:的|须|需|应|可在|在)?(?P<n>{NUMBER}|半)(?P<unit>个?年|个?月)(?:之)?内",
    rf"给[^,;。]{{0,4}}?(?P<n3>{NUMBER}|半)(?P<unit3>个?年|个?月)(?:的)?(?:时间)?[^,;。]{{0,4}}(?:考|取得|拿)",
    rf"(?P<n2>{NUMBER}|半)(?P<unit2>个?年|个?月)(?:之)?内(?:须|需|应|要|必须|可)?(?:取得|考取|考到|获得|补办|拿到|考出|通过|注册)",
)
_PROBATION = re.compile(r"试用期(?:满|结束)?(?:之?内|前)?(?:须|需|应|必须)?(?:取得|考取|考到|获得|拿到|通过)")
_LATER = any_of(
    r"先上岗[、,]?[后再]考证",
    r"先入职[、,]?[后再]考",
    r"(?:可|能)(?:先|暂)?(?:入职|上岗)后(?:再)?(?:考|取得|补)",
    r"暂(?:未|无)[^,;。]{0,10}(?:可|亦可)",
    r"无证[^,;。]{0,6}可",
    r"(?:入职|上岗|录用)后(?:考取|取得|考证|补考|再考)",
    r"尚?未(?:取得|考取)[^,;。]{0,12}(?:可|亦可)",
)
_FRESH = re.compile(r"届|刚毕业|毕业[12两二]年内")
_PAST_TOO = re.compile(r"[往历]届|应往")
_WISHED = re.compile(r"最好|更好|更佳")
_GRACE_HINT = re.compile(r"[年月]内|试用期|考|可|后|时间")
_WAIVED = re.compile(r"(?:无需|不需要?|不要求|不限|无须|不强制|不必|没有|无)[^,;。有持具]{0,6}$")
_PAPER = re.compile(r"证书?|资格|职称|[四六八]级")
_ONE_OF = re.compile(r"之一|任一|任意|任何一|其中一|均可|皆可|都可|一项")
_EITHER = re.compile(r"或|/|\(")
_OR = re.compile(r"或|/")
_BOTH = re.compile(r"及(?!以上)|和|且|与|同时|并|以及")


def read_licence_clause(passage: Passage) -> Iterator[Read]:
    """The licences one clause demands; a list joined by 、 alone may mean all or one, so it is also left unread."""
    if not _HINT.search(passage.text):
        return
    after = months_allowed(passage.text)
    found = [f for f in find_licences(passage.text) if after is not None or not _waived(passage.text, f)]
    if not found:
        return
    if _OR.search(passage.text) and _names_another(passage.text, found):
        yield Read(Unread(passage.quote), passage.start, passage.end)
        return
    for group, sure in _alternatives(passage.text, found):
        asked = LicenceAsked(_codes(passage.text, group), after or 0, bool(after) and for_fresh_only(passage.text))
        start, end = passage.start + group[0].start, passage.start + group[-1].end
        yield Read(asked, start, end, 0.95 if sure else 0.6)
        if not sure:
            yield Read(Unread(passage.quote), start, end)


def months_allowed(text: str) -> int | None:
    """Months after the start within which a licence may still be obtained; None without such a grace."""
    if not _GRACE_HINT.search(text):
        return None
    if match := _TERM.search(text):
        number = match["n"] or match["n2"] or match["n3"]
        unit = match["unit"] or match["unit2"] or match["unit3"]
        return months(number, unit.removeprefix("个"))
    if _PROBATION.search(text):
        return PROBATION_MONTHS
    return UNSAID_MONTHS if _LATER.search(text) else None


def for_fresh_only(text: str) -> bool:
    """Whether a grace is for fresh graduates alone (2026届毕业生暂未取得的)."""
    return bool(_FRESH.search(text)) and not _PAST_TOO.search(text) and not _WISHED.search(text)


def is_wanted_later(text: str) -> bool:
    """Whether a licence is best held at the start but asked for all the same (有证最好, 入职一年内取得也可以)."""
    return bool(_WISHED.search(text)) and months_allowed(text) is not None


def with_grace(demands: list[Demand], clause: str, after_months: int) -> list[Demand]:
    """The demands, the licences stated last allowed to come later, as a clause that names none says of them."""
    last = next((d.span for d in reversed(demands) if isinstance(d.asked, LicenceAsked)), None)
    return [_allowed(d, after_months, for_fresh_only(clause)) if d.span == last else d for d in demands]


def _allowed(demand: Demand, after_months: int, fresh_only: bool) -> Demand:
    asked = demand.asked
    if not isinstance(asked, LicenceAsked) or demand.strength is Strength.PREFERRED:
        return demand
    wider = asked.after_months and (fresh_only or not asked.grace_fresh_only)
    if wider and asked.after_months >= after_months:
        return demand
    return replace(demand, asked=replace(asked, after_months=after_months, grace_fresh_only=fresh_only))


def _alternatives(text: str, found: list[FoundLicence]) -> list[tuple[list[FoundLicence], bool]]:
    """The found licences in groups of which one is enough, each with whether the wording settles that."""
    if len({f.code for f in found}) == 1:
        return [([found[0]], True)]
    if _ONE_OF.search(text):
        return [(found, True)]
    groups: list[list[FoundLicence]] = [[found[0]]]
    listed = False
    for before, after in itertools.pairwise(found):
        between = text[before.end : after.start]
        if _EITHER.search(between):
            groups[-1].append(after)
        elif _BOTH.search(between):
            groups.append([after])
        else:
            listed = listed or not _related(before.code, after.code)
            groups[-1].append(after)
    return [(_strongest(text, group), not listed) for group in groups]


def _codes(text: str, group: list[FoundLicence]) -> frozenset[str]:
    codes = {f.code for f in group}
    return frozenset(codes | {RURAL} if "含乡村全科" in text and "assistant_physician" in codes else codes)


def _waived(text: str, found: FoundLicence) -> bool:
    return bool(_WAIVED.search(text[max(0, found.start - 12) : found.start]))


def _names_another(text: str, found: list[FoundLicence]) -> bool:
    """Whether an alternative stands beside the known ones that nobody here knows (或审计专业技术资格)."""
    known = {at for f in found for at in range(f.start, f.end)}
    left = "".join(" " if at in known else c for at, c in enumerate(text))
    return any(_PAPER.search(part) and len(remainder(part)) > 1 for part in _OR.split(left))


def _related(one: str, other: str) -> bool:
    return satisfies(one, other) or satisfies(other, one)


def _strongest(text: str, group: list[FoundLicence]) -> list[FoundLicence]:
    """Of 资格证、执业证 of one ladder, which name two papers of one person, the higher; alternatives stay."""
    between = text[group[0].end : group[-1].start]
    if len(group) < 2 or _EITHER.search(between) or not all(_related(group[0].code, f.code) for f in group):
        return group
    return [f for f in group if all(satisfies(f.code, other.code) for other in group)] or group
