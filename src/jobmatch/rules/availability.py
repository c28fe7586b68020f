"""Whether the student is free to take the opening: while still enrolled, and under a training bond (订单定向)."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from jobmatch.domain import Contract, EmployerKind, ExperienceAsked, Posting, Stage, Student
from jobmatch.rules.quoting import sentences_with
from jobmatch.rules.rule import NOTHING_ASKED, Lang, Rule, Ruling, Text, fails, passes, unknown
from jobmatch.rules.wording import places as place_names
from jobmatch.rules.wording import say
from jobmatch.taxonomy.regions import covers, find_regions

WHILE_ENROLLED = frozenset({Contract.INTERNSHIP, Contract.PART_TIME})
YEAR = 12  # months of work that no internship asks for
FULL_TIME = re.compile(r"全职|社招|社会招聘|正式员工|(?i:full[- ]?time)")
SHORT_OF_IT = re.compile(r"兼职|实习|见习|(?i:part[- ]?time|intern)")
TRAINING = re.compile(r"规培|规范化培训")  # of a bound doctor, wherever the base is: its years count as service
# A bond is served in public medical care or schools; what else there is in the county does not count.
NOT_BY_BOND = frozenset(
    {
        EmployerKind.COMPANY,
        EmployerKind.GOVERNMENT,
        EmployerKind.SOCIAL_ORGANISATION,
        EmployerKind.ELDER_CARE,
        EmployerKind.CLINIC,
    }
)


class Tied(NamedTuple):
    """bond is as the roster words it; bond_places are the regions it names, empty where it names none."""

    enrolled: bool
    bond: str | None
    bond_places: frozenset[str]


class Opening(NamedTuple):
    """full_time: nothing is said of the contract, but the work is plainly no side job nor internship."""

    contract: Contract | None
    full_time: bool
    training: bool
    places: tuple[str, ...]
    may_serve_bond: bool


FREE = passes("availability.nothing_asked")
WHILE_STUDYING = passes("availability.while_studying")
BOUND = unknown("availability.bound")
KIND_NOT_KNOWN = unknown("availability.contract_not_stated")
STILL_ENROLLED = fails("availability.still_enrolled")
ENROLLED_FULL_TIME = fails("availability.enrolled_full_time")
BOND_ELSEWHERE = fails("availability.bond_elsewhere")
BOND_OTHER_WORK = fails("availability.bond_other_work")


def student_side(student: Student, night: date) -> Tied:
    bond = student.bond or None
    named = frozenset(found.code for found in find_regions(bond)) if bond else frozenset[str]()
    return Tied(student.stage is Stage.ENROLLED, bond, named)


def posting_side(posting: Posting, night: date) -> Opening:
    contract = posting.terms.contract
    return Opening(
        contract,
        contract is None and is_full_time(posting),
        bool(TRAINING.search(posting.title)),
        () if posting.terms.remote else tuple(sorted(set(posting.terms.places))),
        posting.employer.kind not in NOT_BY_BOND,
    )


def is_full_time(posting: Posting) -> bool:
    """Whether a posting that names no contract is plainly full-time work: an office, a year's experience, or 全职."""
    said = " ".join((posting.title, *(text for _, text in posting.received)))
    if SHORT_OF_IT.search(said):
        return False
    experienced = any(asked.months >= YEAR for asked, _ in posting.required(ExperienceAsked))
    return posting.employer.kind is EmployerKind.GOVERNMENT or experienced or bool(FULL_TIME.search(said))


def judge(tied: Tied, opening: Opening) -> Ruling:
    """Silence on the contract is a question for somebody enrolled: side jobs often go unmarked, and so do full ones."""
    if tied.enrolled:
        return judge_enrolled(opening)
    return FREE if tied.bond is None else judge_bond(tied.bond_places, opening)


def judge_enrolled(opening: Opening) -> Ruling:
    if opening.contract is None:
        return ENROLLED_FULL_TIME if opening.full_time else KIND_NOT_KNOWN
    return WHILE_STUDYING if opening.contract in WHILE_ENROLLED else STILL_ENROLLED


def judge_bond(bond_places: frozenset[str], opening: Opening) -> Ruling:
    """What the bond may allow still waits for the counselor: the bureau that signed it assigns the place."""
    if opening.training:
        return BOUND
    if not opening.may_serve_bond:
        return BOND_OTHER_WORK
    if not bond_places or not opening.places:
        return BOUND
    near = (covers(bond, place) or covers(place, bond) for bond in bond_places for place in opening.places)
    return BOUND if any(near) else BOND_ELSEWHERE


def words(tied: Tied, opening: Opening, lang: Lang) -> dict[str, str]:
    return {
        "bond": tied.bond or "",
        "contract": "" if opening.contract is None else say(opening.contract, lang),
        "place": place_names(opening.places, lang),
    }


AVAILABILITY: Rule[Tied, Opening] = Rule(
    code="availability",
    student_side=student_side,
    posting_side=posting_side,
    judge=judge,
    words=words,
    fields=("contract",),
    quotes=sentences_with(r"实习|兼职|全职|社招|社会招聘|编制|合同|派遣"),
    texts={
        FREE.reason: NOTHING_ASKED,
        WHILE_STUDYING.reason: Text("在读期间可做{contract}", "Possible while enrolled: {contract}"),
        BOUND.reason: Text(
            "学生已签订单定向协议（{bond}），推荐前须与辅导员和协议单位确认",
            "The student is bound by a training agreement ({bond}): a counselor and whoever signed it decide first",
            "student.bond",
        ),
        KIND_NOT_KNOWN.reason: Text(
            "学生在读，岗位未说明是否为实习或兼职",
            "The student is enrolled; the posting does not say whether it is an internship or part-time work",
            "posting.contract",
        ),
        STILL_ENROLLED.reason: Text(
            "学生在读，岗位为{contract}，毕业前不推送", "The student is enrolled; this is a {contract}"
        ),
        ENROLLED_FULL_TIME.reason: Text(
            "学生在读，岗位为全职工作，毕业前不推送", "The student is enrolled; this is full-time work"
        ),
        BOND_ELSEWHERE.reason: Text(
            "学生已签订单定向协议（{bond}），岗位在{place}，不在协议服务地",
            "The student is bound by a training agreement ({bond}); the work is in {place}, where it cannot be served",
        ),
        BOND_OTHER_WORK.reason: Text(
            "学生已签订单定向协议（{bond}），该单位不属于协议服务范围",
            "The student is bound by a training agreement ({bond}), which this employer cannot fulfil",
        ),
    },
)
