"""An independent re-check of pairs about to be pushed.

It reads students and postings directly, with none of the tables' or the rules' code: a mistake there must show here.
It reports only what is surely wrong; what cannot be told is no violation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set
from datetime import date

from jobmatch.domain import (
    Contract,
    Elsewhere,
    EmployerKind,
    GenderAsked,
    Group,
    GroupAsked,
    Hardship,
    Level,
    LevelsAsked,
    LicenceAsked,
    LicenceState,
    MajorsAsked,
    NightLimit,
    Posting,
    PostingStatus,
    Shifts,
    Stage,
    Student,
)
from jobmatch.requirements.offers.areas import FRINGES
from jobmatch.taxonomy import licences, majors, regions

ALARMING = 0.7  # confidence from which an alarm refuses
PROGRAMME = 7  # length of a code that names one major; shorter ones leave the major open
OUTSIDE_BONDS = (
    EmployerKind.COMPANY,
    EmployerKind.GOVERNMENT,
    EmployerKind.SOCIAL_ORGANISATION,
    EmployerKind.ELDER_CARE,
    EmployerKind.CLINIC,
)
Check = Callable[[Student, Posting, date], bool]


def violations(
    students: Sequence[Student],
    postings: Sequence[Posting],
    pairs: Iterable[tuple[str, str]],
    night: date,
    asked: Set[tuple[str, str]] = frozenset(),
) -> list[str]:
    """One line for each broken hard rule of each pair (student id, posting id), in the order of the pairs.

    asked are the pairs a counselor asked for by name: they may break what a counselor may waive. Raises KeyError for
    an id that is not among students or postings.
    """
    by_student = {student.id: student for student in students}
    by_posting = {posting.id: posting for posting in postings}
    return [
        f"{pair[0]} {pair[1]}: {broken}"
        for pair in pairs
        for broken, check in CHECKS.items()
        if not (pair in asked and broken in WAIVED) and check(by_student[pair[0]], by_posting[pair[1]], night)
    ]


def level_refused(student: Student, posting: Posting, night: date) -> bool:
    level = student.education.level
    admitted = [asked.admitted | asked.contested for asked, _ in posting.required(LevelsAsked)]
    contradictory = bool(admitted) and not frozenset.intersection(*admitted)
    return level is not None and not contradictory and any(level not in levels for levels in admitted)


def major_refused(student: Student, posting: Posting, night: date) -> bool:
    level = student.education.level
    if level is None or level < Level.ASSOCIATE:
        return False
    clauses = [asked for asked, _ in posting.required(MajorsAsked)]
    lists = [(clause, dict(clause.by_level)) for clause in clauses]
    if lists and all(by_level and level not in by_level for _, by_level in lists):
        return True
    return any(list_refuses(student, clause, by_level[level]) for clause, by_level in lists if level in by_level)


def list_refuses(student: Student, clause: MajorsAsked, listed: tuple[str, ...] | None) -> bool:
    """Whether a list leaves out the major: none of it covers a major that is known in full, or it is excepted."""
    code, level = student.education.major_code, student.education.level
    if listed is None or code is None or level is None or not code.startswith(majors.letter_of(level)):
        return False
    written = "".join((student.education.major_name or "").split()).removesuffix("专业")
    if written and any("".join(name.split()).removesuffix("专业") == written for name in clause.names):
        return False
    covering = [entry for entry in listed if majors.covers(entry, code)]
    if covering:
        return all(leaves_out(written, code, clause, entry) for entry in covering)
    if clause.names or any(lies_beneath(code, entry) for entry in listed):
        return False
    return outside_health(code, clause) if clause.related else bool(listed)


def lies_beneath(code: str, entry: str) -> bool:
    """Whether a listed entry may be what a major known only to its class or field turns out to be."""
    members = majors.group_members(entry, code[0]) if entry.isdecimal() else (entry,)
    return len(code) < PROGRAMME and any(member.startswith(code) for member in members)


def outside_health(code: str, clause: MajorsAsked) -> bool:
    """Whether related majors are asked, all of them in medicine, and the major shares no area of work with any."""
    lists = [listed for _, listed in clause.by_level]
    entries = [entry for listed in lists for entry in listed or ()]
    if not entries or None in lists or majors.is_medical(code) or not all(map(majors.is_medical, entries)):
        return False
    mine = majors.areas_of(code)
    return bool(mine) and all(mine.isdisjoint(majors.areas_listed(entry)) for entry in entries)


def leaves_out(written: str, code: str, clause: MajorsAsked, entry: str) -> bool:
    """Whether a listed entry excepts the major by the name on the certificate, or by the catalogue's own name."""
    terms = [term for listed, left_out in clause.excluded if listed == entry for term in left_out]
    below = majors.major(code) if code != entry else None
    official = below.name if below is not None and not below.includes else ""
    return any(term in written or term in official for term in terms)


def licence_missing(student: Student, posting: Posting, night: date) -> bool:
    valid = [
        held.code
        for held in student.licences
        if held.state is not LicenceState.EXPIRED and (held.expires_on is None or held.expires_on >= night)
    ]
    return bool(student.licences) and any(
        not asked.after_months and not any(within_reach(valid, wanted) for wanted in asked.any_of)
        for asked, _ in posting.required(LicenceAsked)
    )


def within_reach(valid: Sequence[str], wanted: str) -> bool:
    """Whether a licence is held, perhaps held, to be had on request, or not to be judged from the papers alone."""
    kind = licences.licence(wanted)
    if kind.on_request or kind.abolished or wanted.startswith(("assistant_physician", "rural_assistant")):
        return True
    return any(
        licences.satisfies(code, wanted)
        or licences.registered_from(code, wanted)
        or licences.may_turn_out_to_be(code, wanted)
        for code in valid
    )


def gender_refused(student: Student, posting: Posting, night: date) -> bool:
    asked = {clause.gender for clause, _ in posting.required(GenderAsked)}
    gender = student.circumstances.gender
    return len(asked) == 1 and gender is not None and gender not in asked


def reserved_for_others(student: Student, posting: Posting, night: date) -> bool:
    return any(
        all(surely_outside(student, group, asked) for group in asked.any_of)
        for asked, _ in posting.required(GroupAsked)
    )


def surely_outside(student: Student, group: Group, asked: GroupAsked) -> bool:
    known = student.circumstances
    if group is Group.DISABLED and known.disability is not None:
        return wrong_certificate(student, asked)
    listed = known.groups is None or group in known.groups
    if group is Group.DISABLED:
        listed = listed or Hardship.DISABLED in known.hardship
        return not listed or wrong_certificate(student, asked)
    return not listed and not (group is Group.HARDSHIP and known.hardship)


def wrong_certificate(student: Student, asked: GroupAsked) -> bool:
    kind, grade = student.circumstances.disability, student.circumstances.disability_grade
    other_kind = bool(asked.disabilities) and kind is not None and kind not in asked.disabilities
    return other_kind or (bool(asked.grades) and grade is not None and grade not in asked.grades)


def every_place_closed(student: Student, posting: Posting, night: date) -> bool:
    places, received = posting.terms.places, dict(posting.received)
    if posting.terms.remote or not places:
        return False
    stated = received.get("place") or received.get("address")
    if not stated and posting.employer.kind in (EmployerKind.COMPANY, None):
        return False  # the place may stand in the company's name alone
    return all(place_refused(student, place) or place_unwished(student, place) for place in places)


def place_refused(student: Student, place: str) -> bool:
    """Whether the place lies in a refused region and no wish for a narrower one takes that back."""
    wishes = [wish for wish in student.wishes.places if regions.covers(wish, place)]
    refusals = [refused for refused in student.wishes.refused_places if regions.covers(refused, place)]
    return any(all(wish == refused or not regions.covers(refused, wish) for wish in wishes) for refused in refusals)


def place_unwished(student: Student, place: str) -> bool:
    wishes = student.wishes
    if not wishes.places or not wishes.places_complete or wishes.elsewhere in (Elsewhere.WELCOME, Elsewhere.NEGOTIABLE):
        return False
    if any(place in fringe and part in wishes.vague_places for part, fringe in FRINGES.items()):
        return False
    return not any(regions.covers(place, wish) or regions.covers(wish, place) for wish in wishes.places)


def pay_below_floor(student: Student, posting: Posting, night: date) -> bool:
    floor, pay = student.wishes.pay_floor_monthly_cny, posting.terms.pay
    if floor is None or pay is None or pay.high_monthly_cny is None:
        return False
    return pay.high_monthly_cny < floor


def nights_refused(student: Student, posting: Posting, night: date) -> bool:
    limit, shifts = student.wishes.nights, posting.terms.shifts
    if shifts is Shifts.REGULAR_NIGHTS:
        return limit in (NightLimit.REFUSES, NightLimit.NOT_LONG_TERM)
    return shifts is Shifts.SOME_NIGHTS and limit is NightLimit.REFUSES


def past_deadline(student: Student, posting: Posting, night: date) -> bool:
    return posting.terms.deadline is not None and posting.terms.deadline < night


def no_place_left(student: Student, posting: Posting, night: date) -> bool:
    full = posting.terms.headcount is not None and posting.places_filled >= posting.terms.headcount
    return full or posting.status is not PostingStatus.OPEN


def no_consent(student: Student, posting: Posting, night: date) -> bool:
    return student.consent_push is not True


def surely_no_job(student: Student, posting: Posting, night: date) -> bool:
    return any(alarm.confidence >= ALARMING for alarm in posting.alarms)


def stage_refuses(student: Student, posting: Posting, night: date) -> bool:
    if student.stage is Stage.ENROLLED:
        return posting.terms.contract not in (None, Contract.INTERNSHIP, Contract.PART_TIME)
    return student.stage in (Stage.PLACED, Stage.STUDYING_ON, Stage.CLOSED)


def bond_refuses(student: Student, posting: Posting, night: date) -> bool:
    """Whether a bound student would leave public service, or the region that the bond names; training is elsewhere."""
    if not student.bond or student.stage is Stage.ENROLLED or re.search("规培|规范化培训", posting.title):
        return False
    if posting.employer.kind in OUTSIDE_BONDS:
        return True
    bound_to = [found.code for found in regions.find_regions(student.bond)]
    places = () if posting.terms.remote else posting.terms.places
    pairs = [(bond, place) for bond in bound_to for place in places]
    return bool(pairs) and not any(regions.covers(a, b) or regions.covers(b, a) for a, b in pairs)


CHECKS: dict[str, Check] = {
    "the level of education is not admitted": level_refused,
    "the major is not listed at the student's level": major_refused,
    "a licence that is asked is not held": licence_missing,
    "the posting is for the other gender": gender_refused,
    "the opening is reserved for others": reserved_for_others,
    "every place of work is refused or outside the wishes": every_place_closed,
    "the pay is below the student's floor": pay_below_floor,
    "the student refuses such nights": nights_refused,
    "the deadline has passed": past_deadline,
    "no place is left": no_place_left,
    "the student has not agreed to pushes": no_consent,
    "the student's stage allows no such push": stage_refuses,
    "the student's training bond does not allow it": bond_refuses,
    "the posting is no job, or a trap": surely_no_job,
}
WAIVED = frozenset(
    {
        "every place of work is refused or outside the wishes",
        "the pay is below the student's floor",
        "the student refuses such nights",
        "the posting is no job, or a trap",
    }
)
