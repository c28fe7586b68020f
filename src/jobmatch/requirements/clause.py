"""One clause: every demand it states, and whether anything is left that nobody could read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jobmatch.domain import Demand, Duty, ExperienceAsked, LicenceAsked, Strength, Unread
from jobmatch.requirements import education, experience, fresh
from jobmatch.requirements.household import read_household
from jobmatch.requirements.licences import is_wanted_later, months_allowed, read_licence_clause
from jobmatch.requirements.passage import Passage, Read
from jobmatch.requirements.patterns import any_of
from jobmatch.requirements.persons import read_persons, read_suited_gender
from jobmatch.requirements.reserved import read_reserved
from jobmatch.requirements.soft import remainder
from jobmatch.requirements.workplace import read_duties

PREFERS = re.compile(
    r"优先|加分|者佳|为佳|更佳|尤佳|最好|为宜|者?优考虑|择优考虑|更好$|锦上添花|(?:补贴|津贴|"
    r"奖励|另议|加薪)(?!政策)"
)
MARKER = any_of(
    r"须",
    r"需(?:要)?(?=具|有|持|取得|会|能|满|通过|为|是|获)",
    r"要求",
    r"仅限",
    r"只限",
    r"(?<![期不有无权极额时上下受局])限(?!制|时|期|度|量|额|公司)",
    r"具有",
    r"具备",
    r"持有",
    r"持[^,;。]{0,10}证",
    r"取得",
    r"获得",
    r"应(?:当|具|为|有|持)",
    r"符合",
    r"满足",
    r"达到",
    r"以上",
    r"以下",
)
PAPERS = re.compile(r"证书?(?!明|实|券|据)|资格|学历|学位|职称|身高|视力|户籍|级以上|[四六八]级")
_LABEL = re.compile(r"^[^,;:。]{1,12}:")
STEP = re.compile(
    r"(?:报名|应聘|面试|请|有意|联系|投递|逾期|简历|电话|邮箱|考生应|报考者请|备注)(?!人员|"
    r"者应|者须|者需|条件|对象)"
)
Taken = tuple[tuple[int, int], ...]
LONG_CLAUSE = 60  # characters past which a demand quotes its own words rather than the clause


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a clause: whether it stands among demands, is only preferred, and where the work is."""

    among_demands: bool = False
    preferred: bool = False
    among_duties: bool = False
    places: tuple[str, ...] = ()
    published_on: date | None = None


def read_clause(clause: Passage, setting: Setting, taken: Taken = ()) -> list[Demand]:
    """The demands of one clause in reading order; taken are stretches that another reader has used already."""
    reads = list(_reads(clause, setting))
    preferred = setting.preferred or bool(PREFERS.search(clause.text))
    strength = Strength.PREFERRED if preferred else Strength.REQUIRED
    demands = [_demand(clause, read, strength) for read in reads]
    if preferred:
        demands = [d for d in demands if not isinstance(d.asked, Unread)]
    demands += [_demand(clause, read, Strength.PREFERRED) for read in read_suited_gender(clause)]
    if not preferred and _is_unread(clause, setting, reads, taken):
        demands.append(clause.demand(Unread(clause.quote)))
    return demands


def _reads(clause: Passage, setting: Setting) -> Iterator[Read]:
    yield from read_reserved(clause)
    yield from read_persons(clause, setting.published_on)
    yield from read_household(clause, setting.places)
    if not education.says_any(clause):
        yield from education.read_levels(clause)
    yield from education.read_degrees(clause)
    yield from fresh.read_fresh(clause)
    if not experience.says_none(clause):
        yield from experience.read_experience(clause)
    yield from read_licence_clause(clause)
    yield from read_duties(clause)


def _demand(clause: Passage, read: Read, strength: Strength) -> Demand:
    own = clause.end - clause.start > LONG_CLAUSE
    quoted = clause.part(read.start - clause.start, read.end - clause.start) if own else clause
    if isinstance(read.asked, Duty):
        strength = Strength.REQUIRED
    if isinstance(read.asked, LicenceAsked) and is_wanted_later(clause.text):
        return quoted.demand(read.asked, confidence=min(read.confidence, 0.6))
    return quoted.demand(read.asked, strength, read.confidence)


def _is_unread(clause: Passage, setting: Setting, reads: list[Read], taken: Taken) -> bool:
    """Whether a clause demands more than was read: something is left that is neither soft nor a mere joint."""
    if any(isinstance(read.asked, Duty) for read in reads) or STEP.match(clause.text):
        return False
    left = _without(clause, [*taken, *((r.start, r.end) for r in reads)])
    if months_allowed(clause.text) is not None or experience.says_none(clause) or education.says_any(clause):
        return False
    if setting.among_duties:
        return bool(MARKER.search(left) and PAPERS.search(left) and len(remainder(left)) > 1)
    if not setting.among_demands and not MARKER.search(left):
        return False
    unstated = experience.read_unstated(clause) is not None and not any(
        isinstance(read.asked, ExperienceAsked) for read in reads
    )
    return unstated or len(remainder(left)) > 1


def _without(clause: Passage, used: list[tuple[int, int]]) -> str:
    """The clause with what has been read blanked out, and without a label at its head (学历要求：)."""
    kept = list(clause.text)
    for start, end in used:
        for at in range(max(start, clause.start), min(end, clause.end)):
            kept[at - clause.start] = " "
    return _LABEL.sub("", "".join(kept))
