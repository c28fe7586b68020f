"""The gazetteer: what it holds, and what a student's own words mean."""

import importlib.util
import sys
from pathlib import Path

import pytest

from jobmatch.domain import NotFound
from jobmatch.taxonomy.skills import find_skills, resolve_skill, skill, skills

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared/data"


def test_there_are_at_least_600_skills_over_every_kind_of_work():
    assert len(skills()) >= 600
    sizes = {}
    for entry in skills().values():
        sizes[entry.group] = sizes.get(entry.group, 0) + 1
    assert min(sizes.values()) >= 10
    assert sizes.keys() >= {"computing", "office", "accounting", "nursing", "medical", "mechanics", "electrics"}
    assert sizes.keys() >= {"design", "languages", "logistics", "catering", "care", "sales", "construction"}


def test_every_skill_is_found_by_each_of_its_names_standing_alone():
    lost = [
        (entry.code, name)
        for entry in skills().values()
        for name in entry.names
        if [found.code for found in find_skills(name)] != [entry.code]
    ]
    assert lost == []


def test_every_skill_has_words_in_both_languages():
    assert all(entry.zh and entry.en.isascii() for entry in skills().values())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("python3", "python"),
        ("熟练使用Phyton", "python"),
        ("Photosop", "photoshop"),
        ("办公软件操作熟练", "office_software"),
        ("静脉刺穿", "venipuncture"),
        ("打针输液", "venipuncture"),
        ("会客家话", "hakka"),
        ("普通话标准", "mandarin"),
        ("PS", "photoshop"),
        ("Ｅｘｃｅｌ", "excel"),
        ("细心", None),
        ("", None),
        ("吃苦耐劳", None),
    ],
)
def test_a_students_own_words_mean_a_skill_or_none(words, code):
    assert resolve_skill(words) == code


@pytest.mark.parametrize("text", ["PS: please apply by Friday", "we react swiftly", "公开招聘公告", "按要求排班上岗"])
def test_an_ambiguous_name_counts_only_where_a_skill_is_meant(text):
    assert find_skills(text) == []


def test_an_unknown_code_is_named():
    with pytest.raises(NotFound, match="no_such"):
        skill("no_such")


def build_script(monkeypatch):
    spec = importlib.util.spec_from_file_location("build_skills", ROOT / "scripts/build_skills.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "build_skills", script)
    spec.loader.exec_module(script)
    return script


def test_the_shipped_file_holds_the_list_that_is_kept_by_hand(monkeypatch):
    script = build_script(monkeypatch)
    made = {term.code: (term.zh, term.en, term.group) for term in script.read_terms(script.TERMS)}
    assert made == {entry.code: (entry.zh, entry.en, entry.group) for entry in skills().values()}


@pytest.mark.slow
def test_the_shipped_counts_are_those_of_the_sources(monkeypatch):
    if not SHARED.exists():
        pytest.skip(f"the sources are absent: {SHARED}")
    script = build_script(monkeypatch)
    terms = script.read_terms(script.TERMS)
    assert script.table(terms, script.count(terms, script.postings(SHARED))) == script.OUT.read_text("utf-8")
