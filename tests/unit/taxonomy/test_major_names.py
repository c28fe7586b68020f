import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.taxonomy.majors import find_major, major
from jobmatch.taxonomy.majors.catalogue import catalogue

ALIASES = Path(__file__).resolve().parents[3] / "src/jobmatch/taxonomy/data/major_aliases.toml"
deepest = [entry for entry in catalogue().values() if len(entry.code) == 7]


def best(name, letter):
    found = find_major(name, letter)
    return (found[0].code, found[0].score) if found else None


@pytest.mark.parametrize(
    ("written", "letter", "code", "score"),
    [
        ("护理", "C", "C100401", 1.0),
        ("护理学", "B", "B100501", 1.0),
        ("护理学专业", "B", "B100501", 1.0),
        ("涉外护理", "C", "C100401", 1.0),  # an old name
        ("护理（520201）", "C", "C100401", 1.0),
        ("护理学（B100501）", "B", "B100501", 1.0),
        ("护理（涉外护理方向）", "C", "C100401", 0.97),
        ("护理-老年护理方向", "C", "C100401", 0.97),
        ("会计(ACCA)", "C", "C120202", 0.97),
        ("会计（ＡＣＣＡ）", "C", "C120202", 0.97),
        ("护理学", "C", "C100401", 0.94),
        ("会计(ACCA)", "B", "B120203", 0.94),
        ("康复治疗学", "C", "C100301", 0.94),
        ("金融学（含∶保险学）", "A", "A020204", 1.0),
        ("金融学（含：保险学）", "A", "A020204", 1.0),
        ("保险学", "A", "A020204", 0.95),
        ("大数据与会计", "C", "C120202", 1.0),
        ("智慧健康养老服务与管理", "C", "C120801", 1.0),
        ("现代物流管理", "C", "C120903", 1.0),
    ],
)
def test_majors_as_colleges_write_them(written, letter, code, score):
    assert best(written, letter) == (code, score)


@pytest.mark.parametrize("written", ["", "专业", "木雕", "婴幼儿托育服务与管理", "中医骨伤科学医学"])
def test_what_the_catalogue_does_not_have_is_not_guessed(written):
    assert find_major(written, "C") == []


def test_look_alikes_stay_apart():
    assert best("中药学", "B") == ("B101101", 1.0)
    assert best("中医学", "B") == ("B100801", 1.0)
    assert [f.code for f in find_major("口腔医学", "C")] == ["C100102"]  # not 口腔医学技术
    assert all("非" not in major(f.code).name for f in find_major("金属矿产地质与勘查技朮", "C"))


def test_a_name_that_two_majors_bear_gives_both():
    assert [(f.code, f.score) for f in find_major("统计学", "A")] == [("A020208", 1.0), ("A071401", 1.0)]


def test_a_partial_old_name_scores_below_a_whole_one():
    assert {f.score for f in find_major("农业经济", "B")} == {0.95}


def test_a_slip_of_one_character_in_a_long_name_is_near_and_scores_below_every_known_name():
    code, score = best("国际经济贸易", "B") or ("", 0.0)
    assert code == "B020401"
    assert 0.9 <= score <= 0.93


def test_a_code_of_another_level_is_not_taken_for_this_one():
    assert find_major("护理学（B100501）", "C") == []


@given(st.sampled_from(deepest))
def test_every_major_is_found_by_its_own_and_its_old_names(entry):
    for name in (entry.name, *entry.old_names):
        assert (entry.code, 1.0) in [(f.code, f.score) for f in find_major(name, entry.level)]


@given(st.text(max_size=20), st.sampled_from("ABC"))
def test_any_text_gives_scores_from_point_nine_to_one_best_first(text, letter):
    scores = [f.score for f in find_major(text, letter)]
    assert scores == sorted(scores, reverse=True)
    assert all(0.9 <= score <= 1.0 for score in scores)


def test_each_alias_names_the_catalogues_entry_in_its_comment_and_is_not_already_known():
    text = ALIASES.read_text(encoding="utf-8")
    comments = {line.split('"')[1]: line.rsplit(", ", 1)[1] for line in text.splitlines() if line.startswith('"')}
    known = {name for entry in deepest if entry.level == "C" for name in (entry.name, *entry.old_names)}
    aliases = tomllib.loads(text)["junior_college_2021"]
    assert {name: major(code).name for name, code in aliases.items()} == comments
    assert known.isdisjoint(aliases)
