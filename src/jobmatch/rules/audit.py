"""An independent re-check of pairs about to be pushed.

It reads students and postings directly, with none of the tables' or the rules' code: a mistake there must show here.
It reports only what is surely wrong; what cannot be told is no violation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from jobmatch.domain import (
    Contract,
    GenderAsked,
    Group,
    GroupAsked,
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
from jobmatch.taxonomy import licences, majors, regions

PROGRAMME = 7  # length of a code that names one major; shorter ones leave the major open
Check = Callable[[Student, Posting, date], bool]


def violations(
    students: Sequence[Student], postings: Sequence[Posting], pairs: Iterable[tuple[str, str]], night: date
) -> list[str]:
    """One line for each broken hard rule of each pair (student id, posting id), in the order of the pairs.

    Raises KeyError for an id that is not among students or postings.
    """
    by_student = {student.id: student for student in students}
    by_posting = {posting.id: posting for posting in postings}
    return [
        f"{student_id} {posting_id}: {broken}"
        for student_id, posting_id in pairs
        for broken, check in CHECKS.items()
        if check(by_student[student_id], by_posting[posting_id], night)
    ]


def level_refused(student: Student, posting: Posting, night: date) -> bool:
    level = student.education.level
    admitted = [asked.admitted for asked, _ in posting.required(LevelsAsked)]
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
    """Whether a list that could be read in full leaves out a major that is known in full."""
    code, level = student.education.major_code, student.education.level
    if not listed or clause.names or clause.related or code is None or level is None:
        return False
    if len(code) < PROGRAMME or not code.startswith(majors.letter_of(level)):
        return False
    covering = [entry for entry in listed if majors.covers(entry, code)]
    return not covering or all(leaves_out(student, clause, entry) for entry in covering)


def leaves_out(student: Student, clause: MajorsAsked, entry: str) -> bool:
    name = "".join((student.education.major_name or "").split()).removesuffix("专业")
    terms = [term for listed, left_out in clause.excluded if listed == entry for term in left_out]
    return bool(name) and any(term in name for term in terms)


def licence_missing(student: Student, posting: Posting, night: date) -> bool:
    valid = [
        held.code
        for held in student.licences
        if held.state is not LicenceState.EXPIRED and (held.expires_on is None or held.expires_on >= night)
    ]
    return bool(student.licences) and any(
        asked.after_months < 12
        and not any(licences.satisfies(code, wanted) for code in valid for wanted in asked.any_of)
        for asked, _ in posting.required(LicenceAsked)
    )


def gender_refused(student: Student, posting: Posting, night: date) -> bool:
    asked = {clause.gender for clause, _ in posting.required(GenderAsked)}
    gender = student.circumstances.gender
    return len(asked) == 1 and gender is not None and gender not in asked


def reserved_for_others(student: Student, posting: Posting, night: date) -> bool:
    return any(is_outsider(student, asked) for asked, _ in posting.required(GroupAsked))


def is_outsider(student: Student, asked: GroupAsked) -> bool:
    known = student.circumstances
    if known.groups is None or (Group.HARDSHIP in asked.any_of and known.hardship):
        return False
    if known.groups & (asked.any_of - {Group.DISABLED}):
        return False
    if Group.DISABLED not in asked.any_of:
        return True
    disabled = known.disability is not None or Group.DISABLED in known.groups or "disabled" in known.hardship
    other_kind = asked.disabilities and known.disability is not None and known.disability not in asked.disabilities
    other_grade = asked.grades and known.disability_grade is not None and known.disability_grade not in asked.grades
    return not disabled or bool(other_kind) or bool(other_grade)


def place_refused(student: Student, posting: Posting, night: date) -> bool:
    """Whether all places of work lie in refused regions; a wish for a narrower region takes the refusal back."""
    wishes, places = student.wishes, posting.terms.places
    if posting.terms.remote or not places:
        return False
    return all(
        any(
            regions.covers(refused, place)
            and not any(
                regions.covers(refused, wish) and wish != refused and regions.covers(wish, place)
                for wish in wishes.places
            )
            for refused in wishes.refused_places
        )
        for place in places
    )


def place_unwished(student: Student, posting: Posting, night: date) -> bool:
    wishes, places = student.wishes, posting.terms.places
    if posting.terms.remote or not places or not wishes.places or wishes.elsewhere:
        return False
    near = wishes.places | wishes.refused_places
    return not any(
        regions.covers(a, b) or regions.covers(b, a) for place in places for a, b in ((place, w) for w in near)
    )


def pay_below_floor(student: Student, posting: Posting, night: date) -> bool:
    floor, pay = student.wishes.pay_floor_monthly_cny, posting.terms.pay
    return floor is not None and pay is not None and pay.high_monthly_cny < floor


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


def stage_refuses(student: Student, posting: Posting, night: date) -> bool:
    if student.stage is Stage.ENROLLED:
        return posting.terms.contract not in (None, Contract.INTERNSHIP, Contract.PART_TIME)
    return student.stage in (Stage.PLACED, Stage.CLOSED)


CHECKS: dict[str, Check] = {
    "the level of education is not admitted": level_refused,
    "the major is not listed at the student's level": major_refused,
    "a licence that is asked is not held": licence_missing,
    "the posting is for the other gender": gender_refused,
    "the opening is reserved for others": reserved_for_others,
    "the student refuses the place": place_refused,
    "the place is outside the student's wishes": place_unwished,
    "the pay is below the student's floor": pay_below_floor,
    "the student refuses such nights": nights_refused,
    "the deadline has passed": past_deadline,
    "no place is left": no_place_left,
    "the student has not agreed to pushes": no_consent,
    "the student's stage allows no such push": stage_refuses,
}
