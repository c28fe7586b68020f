"""Who is free to take an opening: the enrolled take side jobs and internships, the bound what their bond allows."""

from dataclasses import replace

import pytest
from rules_world import NIGHT, READY, posting, rule_on

from jobmatch.domain import Contract, Employer, EmployerKind, ExperienceAsked, Stage, Terms, Verdict
from jobmatch.rules import RULE_NUMBER, findings, violations
from jobmatch.rules.availability import AVAILABILITY

ENROLLED = replace(READY, stage=Stage.ENROLLED)
BOUND = replace(READY, bond="订单定向：龙门县乡镇卫生院")
LONGMEN, HUIZHOU, YUEXIU = "441324", "441300", "440104"


def at(kind: EmployerKind | None, *places: str, title: str = "医生"):
    return replace(posting(terms=Terms(places=places)), employer=Employer("某单位", kind), title=title)


@pytest.mark.parametrize(
    ("contract", "reason"),
    [
        (Contract.INTERNSHIP, "availability.while_studying"),
        (Contract.PART_TIME, "availability.while_studying"),
        (Contract.LABOUR, "availability.still_enrolled"),
        (Contract.ESTABLISHED, "availability.still_enrolled"),
        (None, "availability.contract_not_stated"),
    ],
)
def test_an_enrolled_student_takes_side_jobs_and_internships_only(contract, reason):
    assert rule_on(AVAILABILITY, ENROLLED, posting(terms=Terms(contract=contract))).reason == reason
    assert rule_on(AVAILABILITY, READY, posting(terms=Terms(contract=contract))).reason == "availability.nothing_asked"


@pytest.mark.parametrize(
    ("opening", "verdict"),
    [
        (replace(posting(), received=(("contract", "全职"),)), Verdict.FAIL),
        (replace(posting(), received=(("text", "全职或兼职均可"),)), Verdict.UNKNOWN),
        (posting(ExperienceAsked(12)), Verdict.FAIL),
        (posting(ExperienceAsked(1, stated=False)), Verdict.UNKNOWN),
        (at(EmployerKind.GOVERNMENT, YUEXIU), Verdict.FAIL),
    ],
)
def test_work_that_is_plainly_full_time_is_none_for_the_enrolled_though_it_names_no_contract(opening, verdict):
    assert rule_on(AVAILABILITY, ENROLLED, opening).verdict is verdict


@pytest.mark.parametrize(
    ("opening", "reason"),
    [
        (at(EmployerKind.TOWNSHIP_HEALTH_CENTRE, LONGMEN), "availability.bound"),
        (at(EmployerKind.HOSPITAL, HUIZHOU), "availability.bound"),
        (at(EmployerKind.HOSPITAL), "availability.bound"),
        (at(EmployerKind.HOSPITAL, YUEXIU), "availability.bond_elsewhere"),
        (at(EmployerKind.COMPANY, LONGMEN), "availability.bond_other_work"),
        (at(EmployerKind.HOSPITAL, YUEXIU, title="住院医师规范化培训学员"), "availability.bound"),
    ],
)
def test_a_bound_student_is_sent_nowhere_that_the_bond_does_not_allow(opening, reason):
    assert rule_on(AVAILABILITY, BOUND, opening).reason == reason
    refused = rule_on(AVAILABILITY, BOUND, opening).verdict is Verdict.FAIL
    assert bool(violations([BOUND], [opening], [("S1", "x:1")], NIGHT)) is refused


def test_a_bond_that_names_no_region_leaves_public_openings_to_the_counselor():
    student = replace(READY, bond="订单定向")
    assert rule_on(AVAILABILITY, student, at(EmployerKind.HOSPITAL, YUEXIU)).reason == "availability.bound"


def test_a_refusal_for_the_bond_names_the_bond_and_the_place():
    finding = findings(BOUND, at(EmployerKind.HOSPITAL, YUEXIU), NIGHT)[RULE_NUMBER["availability"]]
    assert "龙门县乡镇卫生院" in finding.zh
    assert "广州市越秀区" in finding.zh
