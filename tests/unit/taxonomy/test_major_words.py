import pytest

from jobmatch.taxonomy.datafiles import read_toml
from jobmatch.taxonomy.majors import (
    areas_of,
    areas_of_name,
    codes_of_number,
    covers,
    everyday_codes,
    letters_of,
    major,
    names_trade,
)
from jobmatch.taxonomy.majors.catalogue import catalogue

WORDS = read_toml("major_words.toml")
NUMBERS = read_toml("major_numbers.toml")
AREAS = read_toml("major_areas.toml")


def test_every_everyday_name_stands_for_entries_of_the_catalogue():
    listed = {code for part in ("wide", "plain") for codes in WORDS[part].values() for code in codes.split()}
    assert listed - set(catalogue()) == set()


def test_every_other_spelling_names_a_word_of_the_table_and_none_stands_twice():
    words = {**WORDS["wide"], **WORDS["plain"]}
    assert set(WORDS["same"].values()) <= set(words)
    assert words.keys().isdisjoint(WORDS["same"])
    assert WORDS["wide"].keys().isdisjoint(WORDS["plain"])


def test_every_number_stands_for_entries_of_its_level():
    for part, letter in (("bachelor", "B"), ("graduate", "A"), ("associate", "C")):
        codes = [code for listed in NUMBERS[part].values() for code in listed.split()]
        assert {code for code in codes if code not in catalogue() or code[0] != letter} == set()


def test_every_class_of_the_catalogue_lies_in_an_area_known_by_name():
    known = set(AREAS["words"])
    assert {area for code in catalogue() for area in areas_of(code)} == known


@pytest.mark.parametrize(
    ("word", "letter", "holds", "leaves_out"),
    [
        ("计算机", "B", "B080902", "B120102"),
        ("财会", "B", "B120204", "B120201"),
        ("机电", "C", "C081301", "C081401"),
        ("理工科", "B", "B070101", "B120203"),
        ("中医", "B", "B100801", "B100701"),
        ("护理", "C", "C100401", "C100402"),
    ],
)
def test_an_everyday_name_holds_its_kind_and_no_more(word, letter, holds, leaves_out):
    codes = everyday_codes(word, letter)
    assert any(covers(code, holds) for code in codes)
    assert not any(covers(code, leaves_out) for code in codes)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("1004", "公共卫生与预防医学类"),
        ("1005", "中医学类"),
        ("0712", "统计学类"),
        ("0828", "建筑类"),
        ("0809", "计算机类"),
    ],
)
def test_the_ministrys_class_is_the_catalogues_of_that_name(number, name):
    [code] = codes_of_number(number, "B")
    assert major(code).name == name


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("101101", "护理学"),
        ("120203", "会计学"),
        ("080902", "软件工程"),
        ("100501", "中医学"),
        ("071202", "应用统计学"),
    ],
)
def test_inside_a_class_the_catalogue_counts_as_the_ministry_does(number, name):
    [code] = codes_of_number(number, "B")
    assert major(code).name == name


def test_a_number_of_one_list_means_nothing_at_another_level():
    assert codes_of_number("5202", "B") == ()
    assert codes_of_number("101101", "C") == ()
    assert letters_of("3303") == ""


def test_a_line_of_business_is_told_from_a_field_of_study():
    assert names_trade("电商")
    assert names_trade("互联网开发")
    assert not names_trade("数学")


def test_nursing_and_law_share_no_area_but_pharmacy_and_chemistry_do():
    assert areas_of("B100501").isdisjoint(areas_of("B030101"))
    assert areas_of("B101001") & areas_of("B070301")
    assert areas_of_name("跨境电子商务") is not None
    assert areas_of_name("老年照护") is None
