"""Mappings: shipped ones, ones from a file, wrong ones, and the choice among them."""

import pytest

from jobmatch.domain import BadInput
from jobmatch.ingest.fields import Kind
from jobmatch.ingest.mapping import mapping_fitting, mapping_for, parse_mapping, shipped_names
from jobmatch.ingest.rows import Row

CLINICS = """
kind = "postings"
source = "clinics"
required = ["id", "title"]
invented = ["deadline"]
synthetic_column = "演示"
[columns]
id = "编号"
title = ["岗位名称", "招聘 岗位"]
pay = "工资"
deadline = "截止"
[constants]
contract = "劳动合同"
pay = "面议"
[values.title]
"RN" = "护士"
"""


def row(**cells: str) -> Row:
    return Row("f.csv", "", 2, cells)


def test_every_shipped_mapping_reads():
    assert {"guangdong-2026", "notices", "demo-roster"} <= set(shipped_names())
    assert [mapping_for(name).name for name in shipped_names()] == shipped_names()


def test_cells_become_canonical_fields_by_alternatives_translations_and_constants():
    mapping = parse_mapping(CLINICS, "clinics")
    first = row(编号="7", 招聘岗位="RN", 工资="", 其他="ignored", 演示="是")
    assert mapping.received(first) == {"id": "7", "title": "护士", "contract": "劳动合同", "pay": "面议"}
    assert mapping.received(row(岗位名称="医师", 工资="5000"))["pay"] == "5000"
    assert mapping.is_synthetic(first)
    assert not mapping.is_synthetic(row(编号="8", 演示="否"))


def test_only_given_fields_count_as_invented():
    mapping = parse_mapping(CLINICS, "clinics")
    dated, undated = row(岗位名称="医师", 截止="2026-02-01"), row(岗位名称="医师")
    assert mapping.invented_in(dated, mapping.received(dated)) == {"deadline"}
    assert mapping.invented_in(undated, mapping.received(undated)) == frozenset()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('title = ["', 'job = ["'), r"clinics: no such field job; expected one of .*title"),
        (('kind = "postings"', 'kind = "jobs"'), "kind: Input should be 'postings' or 'students'"),
        (('source = "clinics"', "source = 7"), "source: Input should be a valid string"),
        (('source = "clinics"', 'source = "../up"'), "source: String should match"),
        (('source = "clinics"', ""), "source: Field required"),
        (('["id", "title"]', '["id", "employer"]'), r"required names employer, which \[columns\] does not hold"),
        (('["id", "title"]', "[]"), "required: List should have at least 1 item"),
        (("[columns]", "[columns"), "not TOML"),
        (('工资"', '编号"'), "expected each header for one field, got 编号 twice"),
        (("[constants]", "[defaults]"), "defaults: Extra inputs are not permitted"),
    ],
)
def test_a_wrong_mapping_is_refused_by_key(change, message):
    with pytest.raises(BadInput, match=message):
        parse_mapping(CLINICS.replace(*change), "clinics")


def test_a_mapping_comes_from_a_file_too(tmp_path):
    path = tmp_path / "clinics.toml"
    path.write_text(CLINICS, "utf-8")
    assert mapping_for(path).source == "clinics"


def test_an_unknown_mapping_lists_the_shipped_ones():
    with pytest.raises(BadInput, match=r"mapping none: expected a TOML file or one of .*guangdong-2026, notices"):
        mapping_for("none")


def test_a_mapping_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "m.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="expected TOML in UTF-8"):
        mapping_for(path)


def test_the_only_mapping_whose_columns_all_occur_is_chosen(tmp_path):
    table, notices = tmp_path / "a.csv", tmp_path / "b.jsonl"
    table.write_text("附件\n招考单位,招考职位,职位代码,录用人数,学历,考区,别的\n", "utf-8")
    notices.write_text('{"title": "护士", "text": "招聘护士一名"}\n', "utf-8")
    assert mapping_fitting(table, Kind.POSTINGS).name == "guangdong-2026"
    assert mapping_fitting(notices, Kind.POSTINGS).name == "notices"


def test_no_mapping_is_guessed_for_other_columns_or_the_other_kind(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("岗位,单位\n护士,某医院\n", "utf-8")
    with pytest.raises(BadInput, match=r"no shipped mapping fits its columns; say --mapping NAME or FILE \(guangdong"):
        mapping_fitting(path, Kind.POSTINGS)
    path.write_text("title,text\n护士,招聘\n", "utf-8")
    with pytest.raises(BadInput, match="say --mapping"):
        mapping_fitting(path, Kind.STUDENTS)
