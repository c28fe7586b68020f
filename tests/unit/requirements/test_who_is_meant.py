"""Whom a notice is for without saying so outright: fresh graduates, disabled people, those trained to teach."""

from __future__ import annotations

import pytest

from jobmatch.domain import (
    Asked,
    ExperienceAsked,
    FreshAsked,
    Freshness,
    Group,
    GroupAsked,
    Level,
    MajorsAsked,
    Strength,
    Unread,
)
from jobmatch.requirements import read_posting


def required(text: str, kind: type[Asked], title: str = "文员", employer: str = "某某有限公司") -> list[Asked]:
    reading = read_posting({"title": title, "employer": employer, "text": text})
    return [d.asked for d in reading.demands if isinstance(d.asked, kind) and d.strength is Strength.REQUIRED]


@pytest.mark.parametrize(
    "welcome",
    ["应届也收", "应届生也可", "应届生没有护士证也能来", "可接受应届生", "欢迎刚毕业的同学", "应届毕业生可先报名"],
)
def test_a_welcome_to_fresh_graduates_cancels_the_years(welcome: str) -> None:
    assert required(f"要求：1年以上工作经验；{welcome}", ExperienceAsked) == []
    assert required(f"要求：1年以上工作经验；{welcome}", FreshAsked) == []


def test_years_in_a_letter_to_graduates_are_for_a_person_to_settle() -> None:
    letter = "各位准毕业生：\n    想加入的同学，请先看看条件：大专起；3年以上经验。盼复！"
    assert required(letter, ExperienceAsked) == []
    assert Unread("3年以上经验") in required(letter, Unread)
    assert required(letter.replace("准毕业生", "求职者"), ExperienceAsked) == [ExperienceAsked(3 * 12)]


def test_those_who_graduated_lately_may_be_welcome_without_being_the_only_ones() -> None:
    also = "毕业两年内还没工作的也能报"
    assert required(f"要求：{also}", FreshAsked) == []
    assert required("要求：限毕业两年内未就业的毕业生", FreshAsked) == [FreshAsked(Freshness.FRESH)]
    assert required(f"要求：限2026届毕业生；{also}", FreshAsked) == [FreshAsked(Freshness.FRESH)]


@pytest.mark.parametrize(
    "employer", ["盐田区砚安庇护工场", "潮安区残疾人辅助性就业工场", "越秀区康园工疗站", "普宁市鹭桥街道展能工坊"]
)
def test_sheltered_work_is_for_disabled_people(employer: str) -> None:
    reading = read_posting({"title": "手工学员", "employer": employer, "text": "同等条件下优先录用残疾人"})
    [demand] = [d for d in reading.demands if d.strength is Strength.REQUIRED]
    assert demand.asked == GroupAsked(frozenset({Group.DISABLED}))
    assert (demand.confidence, demand.span.field) == (0.7, "employer")
    assert demand.span.quote in employer


@pytest.mark.parametrize("title", ["驻站社工", "就业辅导员", "护理员", "康复师", "站长", "管理员"])
def test_those_who_run_a_sheltered_workshop_need_no_disability(title: str) -> None:
    assert required("包吃住", GroupAsked, title, "盐田区砚安庇护工场") == []


@pytest.mark.parametrize("words", ["不限残疾", "残疾人、健全人一视同仁", "健全人也可报名"])
def test_a_sheltered_workshop_may_be_open_to_others(words: str) -> None:
    assert required(words, GroupAsked, "手工学员", "盐田区砚安庇护工场") == []


def test_a_named_group_says_more_than_the_name_of_the_workshop() -> None:
    asked = required("条件：限肢体三级残疾人报名", GroupAsked, "手工学员", "盐田区砚安庇护工场")
    assert [a.grades for a in asked if isinstance(a, GroupAsked)] == [frozenset({3})]


@pytest.mark.parametrize("text", ["欢迎残疾人报名", "与庇护工场合作，为残疾人配送货物"])
def test_an_ordinary_employer_reserves_nothing_by_a_welcome(text: str) -> None:
    assert required(text, GroupAsked) == []


def test_teacher_training_means_education_and_the_subjects_in_their_direction() -> None:
    [asked] = required("任职要求：本科及以上学历，师范类专业", MajorsAsked)
    assert isinstance(asked, MajorsAsked)
    codes = dict(asked.by_level)[Level.BACHELOR] or ()
    only = dict(asked.only)
    assert {"B0401", "B050201"} <= set(codes)  # 教育学类, 英语
    assert "B0401" not in only  # whatever its name
    assert only["B050201"] == ("师范",)  # 英语（师范）, not 英语
    assert not any(code.startswith("B10") for code in codes)  # no nurse
    assert (asked.names, asked.related) == ((), False)
