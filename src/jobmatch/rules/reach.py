"""Which licences lie within a person's reach: the law lets only some sit, by major and level, after some practice."""

from __future__ import annotations

import sys
from functools import cache
from typing import NamedTuple

from jobmatch.domain import Level
from jobmatch.taxonomy.majors import covers


class Wait(NamedTuple):
    """Months of practice still to be done after the start before one may sit, at least and at most."""

    least: int
    most: int


AT_ONCE = Wait(0, 0)
PERHAPS = Wait(0, sys.maxsize - 1)  # the law admits some of these majors, on conditions that no record holds
NOT_KNOWN = Wait(0, sys.maxsize)  # the level or the major is not known
Waits = tuple[Wait | None, ...]  # in the order of FAMILIES; None: may never sit
Years = tuple[tuple[Level, int, int], ...]


class Family(NamedTuple):
    """Licences by the beginnings of their codes, and who may sit for them.

    majors may sit, perhaps may under conditions, all others never; None: any major may. years of practice after
    graduation, at least and at most, from each level on, ascending; below the first one never may. certain is False
    where the conditions are known but not verified, or sources conflict (K and X of the policy notes).
    """

    beginnings: tuple[str, ...]
    majors: tuple[str, ...] | None
    perhaps: tuple[str, ...]
    years: Years
    certain: bool = False


HEALTH = ("A10", "B10", "C10")
NURSING = ("A100209", "A100228", "B1005", "C1004")
CLINICAL = (*(f"A1002{n:02d}" for n in range(1, 44) if n not in (9, 28)), "B1003", "C100101")  # 9, 28: nursing
DENTAL = ("A1003", "B1006", "C100102")
CHINESE = ("A1005", "A1006", "B1008", "B1009", *(f"C1001{n:02d}" for n in range(3, 11)), "C1008")
PUBLIC_HEALTH = ("A1004", "B1007", "C100501")
MEDICINE = CLINICAL + DENTAL + CHINESE + PUBLIC_HEALTH
OTHER_PHYSICIANS = ("A10", "B1009", "C1008")
PHARMACY = ("A1007", "A1008", "B1010", "B1011", "C1009")
DRUG_MAKING = ("A10", "B0814", "C0826", "C0827")
MEDICAL_TECHNOLOGY = ("A1010", "B1004", "B100303", "C1002", "C1003")
SCIENCES = (*HEALTH, "A07", "B07", "C07", "A08", "B08", "C08")
LAW = ("A0301", "B0301", "C0301", "C0302", "C0303")

JUNIOR: Years = ((Level.SECONDARY, 0, 0),)  # 初级士: no years are asked, 人社部发〔2021〕51号
SENIOR: Years = ((Level.ASSOCIATE, 3, 5), (Level.BACHELOR, 1, 1), (Level.MASTER, 0, 1))  # 初级师
IN_CHARGE: Years = ((Level.ASSOCIATE, 6, 10), (Level.BACHELOR, 4, 6), (Level.MASTER, 2, 4))  # 中级
ASSISTANT: Years = ((Level.SECONDARY, 1, sys.maxsize), (Level.ASSOCIATE, 1, 1))  # 医师法 10
PHYSICIAN: Years = ((Level.ASSOCIATE, 3, 4), (Level.BACHELOR, 1, 1), (Level.MASTER, 0, 1))  # 医师法 9: 大专 over 助理

ATTENDING: Years = ((Level.ASSOCIATE, 7, 12), (Level.BACHELOR, 5, 6), (Level.MASTER, 2, 4))  # 主治
CHIEF: Years = ((Level.ASSOCIATE, 12, 30), (Level.BACHELOR, 10, 20), (Level.MASTER, 6, 12))  # 副高, 正高
INTERMEDIATE: Years = ((Level.ASSOCIATE, 5, 7), (Level.BACHELOR, 4, 5), (Level.MASTER, 1, 2))  # 中级 of other fields
ASSISTANT_SOCIAL_WORKER: Years = ((Level.SECONDARY, 4, 4), (Level.ASSOCIATE, 2, 4), (Level.BACHELOR, 0, 2))
SOCIAL_WORKER: Years = ((Level.SECONDARY, 6, 6), (Level.ASSOCIATE, 4, 6), (Level.BACHELOR, 3, 5))
FIRST_CLASS: Years = ((Level.ASSOCIATE, 5, 6), (Level.BACHELOR, 4, 4), (Level.MASTER, 2, 3))  # 一级注册

FAMILIES = (
    Family(("nurse_exam", "nurse_practising"), NURSING, (), JUNIOR, certain=True),  # 护士条例 7
    Family(("nurse_senior", "midwife_", "dialysis_"), NURSING, (), SENIOR),
    Family(("nurse_in_charge",), NURSING, (), IN_CHARGE),
    Family(
        ("assistant_physician_clinical",), CLINICAL, OTHER_PHYSICIANS, ASSISTANT, certain=True
    ),  # 医师法 14: by category
    Family(("assistant_physician_dental",), DENTAL, (), ASSISTANT, certain=True),
    Family(("assistant_physician_tcm",), CHINESE, (), ASSISTANT, certain=True),
    Family(("assistant_physician_public",), PUBLIC_HEALTH, (), ASSISTANT, certain=True),
    Family(("assistant_physician", "rural_assistant"), MEDICINE, ("A10",), ASSISTANT, certain=True),
    Family(("physician_clinical",), CLINICAL, OTHER_PHYSICIANS, PHYSICIAN, certain=True),
    Family(("physician_dental",), DENTAL, (), PHYSICIAN, certain=True),
    Family(("physician_tcm",), CHINESE, (), PHYSICIAN, certain=True),
    Family(("physician_public",), PUBLIC_HEALTH, (), PHYSICIAN, certain=True),
    Family(("physician",), MEDICINE, ("A10",), PHYSICIAN, certain=True),
    Family(("attending_physician",), MEDICINE, ("A10",), ATTENDING),
    Family(("associate_chief_physician", "chief_physician"), MEDICINE, ("A10",), CHIEF),
    Family(("nurse_associate_chief", "nurse_chief"), NURSING, (), CHIEF),
    Family(("pharmacist_associate_chief",), PHARMACY, DRUG_MAKING, CHIEF),
    Family(("lab_associate_chief",), MEDICAL_TECHNOLOGY, HEALTH, CHIEF),
    Family(("village_doctor",), MEDICINE, HEALTH, ((Level.ASSOCIATE, 0, 0),)),
    Family(("residency_",), MEDICINE, ("A10",), ((Level.BACHELOR, 2, 3),)),
    Family(("assistant_gp",), MEDICINE, (), ((Level.ASSOCIATE, 1, 2),)),
    Family(("pharmacist_junior",), PHARMACY, DRUG_MAKING, JUNIOR),
    Family(("pharmacist_in_charge",), PHARMACY, DRUG_MAKING, IN_CHARGE),
    Family(("pharmacist",), PHARMACY, DRUG_MAKING, SENIOR),
    Family(
        ("licensed_pharmacist",),
        PHARMACY,
        SCIENCES,  # 相关专业, a year more; sources differ on the years themselves
        ((Level.ASSOCIATE, 4, 5), (Level.BACHELOR, 2, 3), (Level.MASTER, 1, 1)),
    ),
    Family(
        ("lab_technician", "imaging_technician", "rehab_technician", "large_medical"),
        MEDICAL_TECHNOLOGY,
        HEALTH,
        JUNIOR,
    ),
    Family(("lab_technologist", "imaging_technologist", "rehab_therapist"), MEDICAL_TECHNOLOGY, HEALTH, SENIOR),
    Family(("lab_in_charge", "imaging_in_charge", "rehab_in_charge"), MEDICAL_TECHNOLOGY, HEALTH, IN_CHARGE),
    Family(("bar", "lawyer"), LAW, ("A", "B"), ((Level.ASSOCIATE, 0, sys.maxsize), (Level.BACHELOR, 0, 0))),
    Family(("accounting_middle",), None, (), ((Level.ASSOCIATE, 5, 5), (Level.BACHELOR, 4, 4), (Level.MASTER, 1, 2))),
    Family(
        ("engineer_middle", "economist_middle", "audit_middle", "statistician_middle", "lecturer"),
        None,
        (),
        INTERMEDIATE,
    ),
    Family(
        ("engineer_senior", "accounting_senior", "audit_senior", "associate_professor", "professor"), None, (), CHIEF
    ),
    Family(("schoolteacher_senior", "schoolteacher_1", "social_worker_senior"), None, (), INTERMEDIATE),
    Family(("builder_1", "cost_engineer_1", "supervising_engineer", "safety_engineer"), None, (), FIRST_CLASS),
    Family(("builder_2", "builder"), None, (), ((Level.SECONDARY, 2, 2), (Level.ASSOCIATE, 0, 2))),
    Family(("cost_engineer", "tax_adviser"), None, (), ((Level.ASSOCIATE, 2, 2), (Level.BACHELOR, 0, 1))),
    Family(("social_worker_middle",), None, (), SOCIAL_WORKER),
    Family(("social_worker_assistant", "social_work"), None, (), ASSISTANT_SOCIAL_WORKER),
    Family(
        ("teacher_senior", "teacher_vocational", "teacher_university"),
        None,
        (),
        ((Level.BACHELOR, 0, 0),),
        certain=True,
    ),
    Family(("teacher",), None, (), ((Level.ASSOCIATE, 0, 0),), certain=True),  # 教师法 11
)


@cache
def waits(level: Level | None, major_code: str | None, out_months: int | None, is_assistant: bool) -> Waits:
    """How long a person must practise before sitting for each family of licences.

    out_months are those since graduation, in which practice may have been done; None: not known. is_assistant:
    an assistant physician's licence is held, which leaves two years (医师法 9).
    """
    return tuple(_less(_wait(family, level, major_code, is_assistant), out_months) for family in FAMILIES)


def _wait(family: Family, level: Level | None, major_code: str | None, is_assistant: bool) -> Wait | None:
    if level is None:
        return NOT_KNOWN
    asked = [(least, most) for lowest, least, most in family.years if lowest <= level]
    standing = _by_major(family, major_code)
    if not asked or standing != AT_ONCE:
        return standing if asked else None
    least, most = asked[-1]
    if most == sys.maxsize:
        return PERHAPS
    if is_assistant and family.years is PHYSICIAN:
        return Wait(0, min(24, 12 * most))
    return Wait(12 * least, 12 * most)


def _by_major(family: Family, code: str | None) -> Wait | None:
    """What the major says, years aside; one that is known only to its class or field leaves it open."""
    if family.majors is None:
        return AT_ONCE
    if code is None or any(listed.startswith(code) and listed != code for listed in family.majors):
        return NOT_KNOWN
    if any(covers(listed, code) for listed in family.majors):
        return AT_ONCE
    return PERHAPS if any(covers(listed, code) for listed in family.perhaps) else None


def _less(wait: Wait | None, out_months: int | None) -> Wait | None:
    """The wait after whatever may have been practised since graduation: nobody has said that it was."""
    if wait is None or out_months == 0:
        return wait
    return wait._replace(least=0 if out_months is None else max(0, wait.least - out_months))


def practises_first(licence_code: str, person: Waits) -> bool:
    """Whether only the year under supervision still bars this person from an assistant's examination (医师法 10).

    >>> practises_first("assistant_physician", waits(Level.ASSOCIATE, "C100101", 0, False))
    True
    """
    number = family_of(licence_code)
    return number is not None and FAMILIES[number].years is ASSISTANT and person[number] == Wait(12, 12)


def is_certain(licence_code: str) -> bool:
    """Whether who may sit for a licence has been verified; what anybody may obtain needs no verifying."""
    number = family_of(licence_code)
    return number is None or FAMILIES[number].certain


@cache
def family_of(licence_code: str) -> int | None:
    """The number of the family of a licence; None where anybody may obtain it."""
    found = (n for n, family in enumerate(FAMILIES) if licence_code.startswith(family.beginnings))
    return next(found, None)


def wait_for(licence_code: str, person: Waits) -> Wait | None:
    """How long this person must practise before sitting for a licence, None where the law bars it.

    >>> nurse = waits(Level.ASSOCIATE, "C100401", 0, False)
    >>> wait_for("nurse_exam", nurse), wait_for("physician", nurse), wait_for("cet4", nurse)
    (Wait(least=0, most=0), None, Wait(least=0, most=0))
    >>> wait_for("assistant_physician", waits(Level.ASSOCIATE, "C100101", 0, False))
    Wait(least=12, most=12)
    """
    number = family_of(licence_code)
    return AT_ONCE if number is None else person[number]
