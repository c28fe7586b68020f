"""The conditions that programmes set, each asked of what is on record of one student and one opening."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from jobmatch.domain import Contract, EmployerKind, Group, Hardship, Level, Posting, Programme, Stage, Student
from jobmatch.programmes.table import class_until
from jobmatch.taxonomy import majors
from jobmatch.taxonomy.regions import covers, region

# Classes of the one-off subsidy; orphans and long unemployed stand on other lists.
SUBSIDY_CLASSES = (
    Hardship.DIBAO,
    Hardship.ZERO_EMPLOYMENT,
    Hardship.MONITORED,
    Hardship.EXTREME_POVERTY,
    Hardship.DISABLED,
    Hardship.STUDENT_LOAN,
    Hardship.REGISTERED_POOR,  # last: where another class is on record, that one is undisputed
)
# Provinces neither central nor western.
EASTERN = ("110000", "120000", "310000", "320000", "330000", "350000", "370000", "440000")
# Scope of 就业困难人员 (就业促进法 52), set by province: the statutory list, not the subsidy's.
HARD_TO_PLACE = frozenset({Hardship.ZERO_EMPLOYMENT, Hardship.DIBAO, Hardship.DISABLED, Hardship.LONG_UNEMPLOYED})
SEVERE = frozenset({1, 2})
EMPLOYED = frozenset({Contract.ESTABLISHED, Contract.LABOUR, Contract.DISPATCH, Contract.PUBLIC_WELFARE})
OUT_OF_WORK = frozenset({Stage.SEEKING, Stage.GRADUATING})
TWO_YEARS = 2
YOUTH = range(16, 25)


class Standing(NamedTuple):
    """holds: True on record, None where the record does not say, False where it says otherwise.

    missing are codes of the evidence that no record holds yet, whether or not the condition holds.
    """

    holds: bool | None
    missing: tuple[str, ...] = ()


Condition = Callable[[Student, Posting, date], Standing]
NO = Standing(False)


def graduating(student: Student, posting: Posting, night: date) -> Standing:
    """In the final school year (毕业学年)."""
    return Standing(True) if student.stage is Stage.GRADUATING else NO


def full_time(student: Student, posting: Posting, night: date) -> Standing:
    known = student.education.full_time
    return Standing(known, ("full_time",) if known is None else ())


def disability_on_record(student: Student) -> bool:
    known = student.circumstances
    return (
        known.disability is not None
        or Hardship.DISABLED in known.hardship
        or (known.groups is not None and Group.DISABLED in known.groups)
    )


def certificate(student: Student) -> tuple[str, ...]:
    """Nothing is missing where the certificate's kind and grade were taken down from it."""
    known = student.circumstances
    return () if known.disability is not None and known.disability_grade is not None else ("disabled",)


def subsidy_class(student: Student, posting: Posting, night: date) -> Standing:
    """One identity is enough; the paper of the first on record is the one to bring."""
    for hardship in SUBSIDY_CLASSES:
        if hardship is Hardship.DISABLED and disability_on_record(student):
            return Standing(True, certificate(student))
        if hardship in student.circumstances.hardship:
            undisputed = night <= class_until().get(hardship, night)
            return Standing(undisputed or None, (str(hardship),))
    return NO


def zero_employment_family(student: Student, posting: Posting, night: date) -> Standing:
    on_roll = Hardship.ZERO_EMPLOYMENT in student.circumstances.hardship
    return Standing(True, (str(Hardship.ZERO_EMPLOYMENT),)) if on_roll else NO


def disability_certificate(student: Student, posting: Posting, night: date) -> Standing:
    return Standing(True, certificate(student)) if disability_on_record(student) else NO


def severe_grade(student: Student, posting: Posting, night: date) -> Standing:
    grade = student.circumstances.disability_grade
    return Standing(None, ("disability_grade",)) if grade is None else Standing(grade in SEVERE)


def hard_to_place(student: Student, posting: Posting, night: date) -> Standing:
    """Certified, or on a list from which certification may follow: the scope is the province's."""
    known = student.circumstances
    if known.groups is not None and Group.HARDSHIP in known.groups:
        return Standing(True, ("unemployment",))
    listed = bool(known.hardship & HARD_TO_PLACE) or disability_on_record(student)
    return Standing(None, ("hard_to_place", "unemployment")) if listed else NO


def contract(student: Student, posting: Posting, night: date) -> Standing:
    """An employment contract; every one has to be shown once it is signed."""
    offered = posting.terms.contract
    if offered is None:
        return Standing(None, ("contract",))
    return Standing(True, ("contract",)) if offered in EMPLOYED else NO


def year_contract(student: Student, posting: Posting, night: date) -> Standing:
    offered = posting.terms.contract
    return NO if offered is not None and offered not in EMPLOYED else Standing(None, ("year_contract",))


def flexible_work(student: Student, posting: Posting, night: date) -> Standing:
    return Standing(posting.terms.contract is Contract.PART_TIME)


def public_welfare(student: Student, posting: Posting, night: date) -> Standing:
    return Standing(posting.terms.contract is Contract.PUBLIC_WELFARE)


def employer_quota(student: Student, posting: Posting, night: date) -> Standing:
    return Standing(None, ("employer_quota",))


def firm(student: Student, posting: Posting, night: date) -> Standing:
    kind = posting.employer.kind
    return Standing(None, ("firm",)) if kind is None else Standing(kind is EmployerKind.COMPANY)


def small_firm(student: Student, posting: Posting, night: date) -> Standing:
    return NO if posting.employer.kind not in (None, EmployerKind.COMPANY) else Standing(None, ("small_firm",))


def two_years_out(student: Student, posting: Posting, night: date) -> Standing:
    """At most two years after graduation; whoever graduates this year will be."""
    on = student.education.graduated_on
    if on is None:
        return Standing(None, ("graduation",)) if student.stage in OUT_OF_WORK else NO
    recent = (night.year - on.year, night.month, night.day) <= (TWO_YEARS, on.month, on.day)
    return Standing(student.stage in OUT_OF_WORK and recent)


def two_years_unplaced(student: Student, posting: Posting, night: date) -> Standing:
    """This year's graduates, earlier ones of two years never placed, or registered jobless of 16 to 24."""
    recent = two_years_out(student, posting, night)
    if recent.holds and student.stage is Stage.GRADUATING:
        return recent
    if recent.holds is not False:
        return Standing(None, (*recent.missing, "never_placed"))
    born = student.circumstances.born_on
    young = born is not None and night.year - born.year in YOUTH and student.stage is Stage.SEEKING
    return Standing(None, ("unemployment",)) if young else NO


def three_months_insured(student: Student, posting: Posting, night: date) -> Standing:
    return Standing(None, ("insured",))


def graduate(student: Student, posting: Posting, night: date) -> Standing:
    level = student.education.level
    if student.stage not in OUT_OF_WORK:
        return NO
    return Standing(None, ("graduation",)) if level is None else Standing(level >= Level.ASSOCIATE)


def medical_graduate(student: Student, posting: Posting, night: date) -> Standing:
    code = student.education.major_code
    return Standing(None, ("medical_graduate",)) if code is None else Standing(majors.is_medical(code))


def bound(student: Student, posting: Posting, night: date) -> Standing:
    return Standing(True, ("bond",)) if student.bond else NO


def grassroots_work(student: Student, posting: Posting, night: date) -> Standing:
    return Standing(True, ("grassroots_work",)) if posting.employer.grassroots else NO


def remote_region(student: Student, posting: Posting, night: date) -> Standing:
    """Below the county in the centre, the west or a remote county: no city district of an eastern province is."""
    places = posting.terms.places
    return NO if places and all(map(_eastern_district, places)) else Standing(None, ("remote_region",))


def _eastern_district(place: str) -> bool:
    inside = any(covers(province, place) for province in EASTERN)
    return inside and region(place).level == "county" and region(place).name.endswith("区")


def traineeship_post(student: Student, posting: Posting, night: date) -> Standing:
    if Programme.TRAINEESHIP in posting.terms.programmes:
        return Standing(True, ("traineeship",))
    return NO


def post_of(programme: Programme | None, title: str) -> Condition:
    """That the posting names the programme, in its terms or its title."""
    named = re.compile(title)

    def condition(student: Student, posting: Posting, night: date) -> Standing:
        return Standing(programme in posting.terms.programmes or bool(named.search(posting.title)), ("post_kind",))

    return condition


CONDITIONS: Mapping[str, Condition] = {
    "graduating": graduating,
    "full_time": full_time,
    "subsidy_class": subsidy_class,
    "zero_employment_family": zero_employment_family,
    "disability_certificate": disability_certificate,
    "severe_grade": severe_grade,
    "hard_to_place": hard_to_place,
    "contract": contract,
    "year_contract": year_contract,
    "flexible_work": flexible_work,
    "public_welfare": public_welfare,
    "employer_quota": employer_quota,
    "firm": firm,
    "small_firm": small_firm,
    "two_years_out": two_years_out,
    "two_years_unplaced": two_years_unplaced,
    "three_months_insured": three_months_insured,
    "graduate": graduate,
    "medical_graduate": medical_graduate,
    "bound": bound,
    "grassroots_work": grassroots_work,
    "remote_region": remote_region,
    "traineeship_post": traineeship_post,
    "three_supports_post": post_of(Programme.THREE_SUPPORTS, "三支一扶"),
    "western_plan_post": post_of(None, "西部计划"),
    "special_teacher_post": post_of(None, "特岗教师|特岗计划"),
    "village_doctor_post": post_of(Programme.VILLAGE_DOCTOR, "大学生(?:乡村医生|村医)"),
}
