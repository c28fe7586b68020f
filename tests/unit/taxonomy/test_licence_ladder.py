import re

import pytest

from jobmatch.domain import NotFound
from jobmatch.taxonomy.licences import kinds, licence, satisfies

MUTUAL = {"teacher_senior_middle", "teacher_vocational"}  # 高级中学与中职教师资格相互通用


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("nurse_practising", "nurse_exam"),
        ("nurse_in_charge", "nurse_exam"),
        ("physician", "assistant_physician"),
        ("physician_clinical", "physician"),
        ("physician_dental", "assistant_physician_dental"),
        ("assistant_physician", "rural_assistant_physician"),
        ("pharmacist_in_charge", "pharmacist_junior"),
        ("licensed_pharmacist_tcm", "licensed_pharmacist"),
        ("lab_technologist", "lab_technician"),
        ("bar_a", "bar_c"),
        ("bar_c", "bar"),
        ("accounting_senior", "accounting_junior"),
        ("teacher_senior_middle", "teacher_kindergarten"),
        ("teacher_vocational", "teacher_senior_middle"),
        ("teacher_university", "teacher"),
        ("mandarin_1a", "mandarin_3b"),
        ("mandarin_2a", "mandarin_2b"),
        ("cet6", "cet4"),
        ("computer_2", "computer_1"),
        ("driving_a1", "driving_a3"),
        ("driving_a2", "driving_c1"),
        ("driving_c1", "driving_c2"),
        ("driving_c2", "driving"),
        ("electrician_low_voltage", "electrician"),
        ("elder_care_worker_1", "elder_care_worker_5"),
        ("elder_care_worker_5", "elder_care_worker"),
        ("social_worker_middle", "social_worker_assistant"),
        ("builder_1", "builder_2"),
        ("catti_interpreter_2", "catti_3"),
        ("vet", "vet_assistant"),
    ],
)
def test_the_higher_licence_stands_for_the_lower_but_not_the_other_way_round(held, asked):
    assert satisfies(held, asked)
    assert not satisfies(asked, held) or {held, asked} == MUTUAL


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("electrician_low_voltage", "electrician_high_voltage"),
        ("physician_clinical", "physician_dental"),
        ("physician_tcm", "assistant_physician_clinical"),
        ("licensed_pharmacist", "pharmacist"),
        ("driving_c5", "driving_c2"),
        ("driving_a1", "driving_a2"),
        ("teacher_vocational_practice", "teacher_primary"),
        ("catti_translator_2", "catti_interpreter_2"),
        ("electrician_skill_3", "electrician"),  # 职业技能等级 is no 特种作业操作证
        ("village_doctor", "assistant_physician"),
        ("cpa", "accounting_middle"),
    ],
)
def test_what_must_not_stand_for_each_other(one, other):
    assert not satisfies(one, other)
    assert not satisfies(other, one)


def test_every_licence_satisfies_itself():
    assert all(satisfies(code, code) for code in kinds())


def test_every_step_of_the_ladder_leads_to_a_known_licence_and_only_the_law_makes_a_circle():
    steps = [(kind.code, step) for kind in kinds().values() for step in kind.direct]
    assert [step for _, step in steps if step not in kinds()] == []
    assert {code for code, step in steps if satisfies(step, code)} == MUTUAL


def test_every_licence_says_what_it_is_and_why():
    assert all(kind.zh and kind.en and kind.source for kind in kinds().values())


def test_no_name_means_two_licences():
    names = [name for kind in kinds().values() for name in (*kind.names, *kind.titles)]
    assert sorted(name for name in names if names.count(name) > 1) == []


def test_names_are_written_as_the_search_reads_them():
    names = [name for kind in kinds().values() for name in (*kind.names, *kind.titles)]
    assert [name for name in names if re.search(r"[\s（）a-z]", name) or len(name) < 2] == []


def test_patterns_come_with_an_anchor():
    assert [kind.code for kind in kinds().values() if bool(kind.patterns) != bool(kind.anchors)] == []


def test_an_unknown_licence_is_refused_by_name():
    with pytest.raises(NotFound, match="'flying'"):
        licence("flying")
    with pytest.raises(NotFound, match="'flying'"):
        satisfies("flying", "driving")
