import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import Level, NotFound
from jobmatch.taxonomy.majors import covers, group_members, group_name, is_medical, letter_of, major
from jobmatch.taxonomy.majors.catalogue import catalogue

GROUPS = [f"{number:02}" for number in range(1, 22)]
codes = st.sampled_from(sorted(catalogue()))


def count(letter, length, field=""):
    return sum(code.startswith(letter + field) and len(code) == length for code in catalogue())


def test_the_catalogue_holds_every_printed_code_once():
    assert count("A", 7) == 607
    assert count("B", 7) == 767 - 15  # printed rows less the codes repeated after a page break
    assert count("C", 7) == 825 - 11
    assert [count(letter, 7, "10") for letter in "ABC"] == [97, 63 - 1, 52 - 1]  # B100801 and C100301 stand twice


@given(codes)
def test_every_entry_stands_under_its_class_and_field(code):
    assert all(code[:length] in catalogue() for length in (3, 5) if length <= len(code))
    assert major(code).name


def test_a_code_that_lost_its_letter_in_the_workbook_is_there():
    assert major("C130204").name == "数字媒体艺术设计"


def test_old_names_are_kept_across_rows_and_partial_ones_apart():
    assert major("B020301").old_names == ("货币银行学", "国际金融")
    assert major("B020304").old_names == ()
    assert major("B020304").partial_names == ("投资经济",)
    assert major("C130208").old_names == ("时装设计", "服装设计")


def test_names_carry_no_line_breaks_brackets_of_inclusion_or_partial_marks():
    printed = [name for entry in catalogue().values() for name in (entry.name, *entry.old_names, *entry.partial_names)]
    assert not [name for name in printed if any(mark in name for mark in ("\n", " ", "含", "部分", "∶", "（"))]
    assert major("A020204").includes == ("保险学",)
    assert major("A020212").name == "金融硕士"  # printed with （专业硕士） behind it


def test_a_listed_field_class_or_major_covers_what_lies_below_it():
    assert covers("B10", "B100501")
    assert covers("B1005", "B100501")
    assert covers("B100501", "B100501")
    assert not covers("B100501", "B1005")
    assert not covers("B1004", "B100501")


def test_no_level_covers_another():
    assert not covers("B10", "C100401")
    assert not covers("A1005", "B100501")


@given(st.sampled_from(GROUPS), codes)
def test_a_group_covers_exactly_what_its_members_of_that_level_cover(group, code):
    assert covers(group, code) == any(covers(member, code) for member in group_members(group, code[0]))


def test_a_group_covers_through_disciplines_and_through_extra_majors():
    assert group_name("06") == "法律类"
    assert covers("06", "B030101")
    assert covers("06", "A030111")
    assert covers("01", "B130503")  # 环境设计, listed as an extra major
    assert not covers("01", "B130502")


def test_every_member_of_a_group_is_in_the_catalogue():
    members = [m for group in GROUPS for letter in "ABC" for m in group_members(group, letter)]
    assert [m for m in members if m not in catalogue()] == []


def test_all_but_five_disciplines_belong_to_a_group():
    members = {m for group in GROUPS for letter in "ABC" for m in group_members(group, letter)}
    alone = sorted(code for code in catalogue() if len(code) == 5 and code not in members)
    assert alone == ["A0713", "A0840", "A0841", "A0842", "A0844"]


def test_medicine_is_field_ten_of_every_level():
    assert [is_medical(code) for code in ("A100201", "B100501", "C100401", "B081402")] == [True, True, True, False]


def test_doctors_and_masters_share_a_letter_and_secondary_school_has_none():
    assert [letter_of(level) for level in (Level.DOCTOR, Level.MASTER, Level.BACHELOR, Level.ASSOCIATE)] == list("AABC")
    with pytest.raises(NotFound, match="secondary"):
        letter_of(Level.SECONDARY)


def test_unknown_codes_and_groups_are_refused_by_name():
    with pytest.raises(NotFound, match="'B999999'"):
        major("B999999")
    with pytest.raises(NotFound, match="'22'"):
        covers("22", "B030101")
