import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import NotFound
from jobmatch.taxonomy.datafiles import read_toml
from jobmatch.taxonomy.occupations import find_occupation, occupation
from jobmatch.taxonomy.occupations.classification import classification
from jobmatch.taxonomy.occupations.titles import LONGEST, _names

NAMES = Path(__file__).resolve().parents[3] / "src/jobmatch/taxonomy/data/occupation_names.toml"
OWN = read_toml("occupation_names.toml")
TWICE = {"信息通信网络运行管理人员", "甘油制造工"}  # names that the source gives to two codes


def code(title):
    found = find_occupation(title)
    return found.code if found else None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("护士", "2-05-08-00"),
        ("社区护士", "2-05-08-05"),
        ("全科医生", "2-05-01-19"),
        ("中医全科医生", "2-05-02-15"),
        ("康复治疗师", "2-05-07-13"),
        ("养老护理员", "4-10-01-05"),
        ("药士", "2-05-06-01"),
        ("检验士", "2-05-07-04"),
        ("影像技师", "2-05-07-01"),
        ("机电维修", "6-31-01-10"),
        ("汽修", "4-12-01-01"),
        ("数控操作", "6-18-01-07"),
        ("电工", "6-31-01-03"),
        ("出纳", "2-06-03-00"),
        ("幼儿园老师", "2-08-03-00"),
        ("保育员", "4-10-01-03"),
        ("电商客服", "4-04-05-03"),
        ("仓管", "4-02-06-01"),
        ("物流", "4-02-06-03"),
        ("畜牧技术员", "2-03-07-01"),
        ("ｊａｖａ", "2-02-10-03"),
    ],
)
def test_a_plain_word_is_the_occupation_of_the_classification(title, expected):
    assert code(title) == expected
    assert find_occupation(title).name == occupation(expected).name


@pytest.mark.parametrize(
    "title",
    [
        "招聘药剂士",
        "【急招】药剂士 2名",
        "药剂士（汕头）",
        "药剂士招聘公告",
        "公开招聘药剂士岗公告",
        "药剂士若干名",
        "药剂士-夜班",
        "药剂士+包吃住",
        "镇卫生院药剂士",
        "药剂士/药师",
    ],
)
def test_what_surrounds_the_word_does_not_change_the_occupation(title):
    assert code(title) == "2-05-06-01"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("四级主任科员以下", "3-01-01-01"),
        ("甲镇人民政府1名、乙镇人民政府2名一级科员", "3-01-01-01"),
        ("综合行政执法队一级行政执法员", "3-01-03-01"),
        ("基层派出所二级警长以下", "3-02-01-00"),
        ("审判业务部门五级法官助理", "2-07-07-00"),
        ("检察业务岗五级检察官助理", "2-07-08-00"),
        ("疾病预防控制中心二级主管以下", None),
    ],
)
def test_a_civil_servants_rank_is_the_one_occupation_that_it_belongs_to(title, expected):
    assert code(title) == expected


@pytest.mark.parametrize(
    "title",
    ["", "  ", "（）", "储备干部", "青年见习生", "兽医助理", "口腔医生助理", "法务助理", "护理员", "配班老师",
     "护士、会计", "护士1名、药师1名", "护士/杂务", "美容师 店长", "机房管理员", "2名"],
)  # fmt: skip
def test_what_is_not_certain_is_left_open(title):
    assert find_occupation(title) is None


def test_the_score_says_whether_the_whole_title_or_its_last_word_is_the_name():
    scores = [find_occupation(title).score for title in ("社区护士", "物流专员", "输液护士")]
    assert scores == [1.0, 0.97, 0.9]


def test_a_longer_name_is_read_before_a_shorter_one_that_ends_it():
    assert [code(title) for title in ("会计文员", "办公室文员")] == ["2-06-03-00", "3-01-02-02"]


def test_every_official_name_finds_its_own_code():
    lost = [(e.code, e.name) for e in classification().values() if code(e.name) != e.code and e.name not in TWICE]
    assert lost == []
    assert {code(name) for name in TWICE} == {None}


def test_codes_have_seven_digits_and_the_level_that_their_zeros_allow():
    assert all(re.fullmatch(r"\d-\d\d-\d\d-\d\d", e.code) and 1 <= e.level <= 4 for e in classification().values())
    assert all(e.code.endswith("-00-00-00") == (e.level == 1) for e in classification().values())
    with pytest.raises(NotFound, match="9-99-99-99"):
        occupation("9-99-99-99")


def test_each_own_word_names_the_official_occupation_in_its_comment():
    lines = [line for line in NAMES.read_text(encoding="utf-8").splitlines() if '" = "' in line]
    comments = {line.split('"')[1]: line.rsplit(" # ", 1)[1] for line in lines}
    assert {name: occupation(of).name for name, of in OWN["names"].items()} == comments


def test_no_word_is_both_placed_and_left_open_or_too_long_to_end_a_title():
    assert set(OWN["unsure"]).isdisjoint(OWN["names"])
    assert len(OWN["unsure"]) == len(set(OWN["unsure"]))
    assert max(map(len, _names())) <= LONGEST


@given(st.text(alphabet="护士药师会计招聘公告岗12名（）()/、-+ 甲镇员一二级科员以下Ａａ\n", max_size=40))
def test_any_title_gives_nothing_or_an_occupation_of_the_classification(title):
    found = find_occupation(title)
    assert found is None or (occupation(found.code).name, 0.9 <= found.score <= 1.0) == (found.name, True)
