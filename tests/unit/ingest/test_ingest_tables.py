"""Reading rows from files of every kind, and refusing files that cannot be read."""

import gzip
import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobmatch.domain import BadInput
from jobmatch.ingest.headers import Layout
from jobmatch.ingest.rows import Aside, Row
from jobmatch.ingest.tables import read_rows

LAYOUT = Layout(
    (("职位代码",), ("招考职位", "岗位名称"), ("录用人数",)), frozenset({"职位代码", "招考职位", "录用人数"})
)
TABLE = "职位代码,招考职位,录用人数\n1001,护士,2\n1002,药师,1\n"


def rows_of(path: Path, layout: Layout = LAYOUT) -> list[Row]:
    return [row for row in read_rows(path, layout) if isinstance(row, Row)]


def asides_of(path: Path, layout: Layout = LAYOUT) -> list[Aside]:
    return [row for row in read_rows(path, layout) if isinstance(row, Aside)]


def rows_or_refusal(path: Path) -> list[Row | Aside] | str:
    try:
        return list(read_rows(path, LAYOUT))
    except BadInput as refusal:
        return str(refusal)


def titles_of(path: Path) -> list[str]:
    return [row.cells["招考职位"] for row in rows_of(path)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table_reads_the_same_in_every_encoding_and_with_every_delimiter(tmp_path, encoding, delimiter):
    path = tmp_path / "岗位.csv"
    path.write_bytes(TABLE.replace(",", delimiter).encode(encoding))
    assert [(row.line, row.cells) for row in rows_of(path)] == [
        (2, {"职位代码": "1001", "招考职位": "护士", "录用人数": "2"}),
        (3, {"职位代码": "1002", "招考职位": "药师", "录用人数": "1"}),
    ]


def test_a_packed_table_reads_like_a_plain_one(tmp_path):
    path = tmp_path / "岗位.csv.gz"
    path.write_bytes(gzip.compress(TABLE.encode()))
    assert titles_of(path) == ["护士", "药师"]


def test_control_characters_that_no_database_keeps_are_left_out_and_newlines_stay(tmp_path):
    cells = {"职位代码": "1001", "招考职位": "护\0士\r\n(夜班)\x07\ud800", "录用人数": "2"}
    lines = tmp_path / "岗位.jsonl"
    lines.write_text(json.dumps(cells) + "\n")
    table = tmp_path / "岗位.csv"
    table.write_text('职位代码,招考职位,录用人数\n1001,"护\x07士\r\n(夜班)\x1b",2\n', newline="")
    for path in (lines, table):
        assert titles_of(path) == ["护士\n(夜班)"]


def test_commas_inside_tab_separated_cells_do_not_cut_them(tmp_path):
    path = tmp_path / "岗位.txt"
    path.write_text("职位代码\t招考职位\t录用人数\n1\t护士，夜班,轮班,值班,备班\t2\n")
    assert titles_of(path) == ["护士，夜班,轮班,值班,备班"]


def test_the_header_is_found_below_titles_and_lines_count_as_in_an_editor(tmp_path):
    path = tmp_path / "岗位.csv"
    path.write_text(
        '附件1,,\n"某县\n岗位表",,\n职位代码,"招考\n职位",录用 人数\n1001,"护士\n(夜班)",2\n\n1002,药师,1\n'
    )
    assert [(row.line, row.cells["招考职位"]) for row in rows_of(path)] == [(6, "护士\n(夜班)"), (9, "药师")]


def test_an_old_excel_workbook_reads_with_numbers_and_dates_as_people_wrote_them():
    path = Path(__file__).parent / "data" / "two-sheets.xls"
    first, second = rows_of(path)
    assert [(row.place, row.line) for row in (first, second)] == [("县区", 4), ("县区", 5)]
    assert first.cells == {
        "招考单位": "甲县卫生院", "职位代码": "1001", "招考职位": "护士", "录用人数": "2", "报名截止": "2026-03-01",
    }  # fmt: skip
    assert [(aside.place, aside.line, aside.reason) for aside in asides_of(path)] == [
        ("县区", 6, "a total, not a record"),
        ("填表说明", 0, "a sheet without the table's header; not read"),
    ]


def test_a_new_excel_workbook_reads_every_sheet_or_the_named_ones(tmp_path, write_book):
    header = ["职位代码", "招考职位", "录用人数"]
    path = write_book(
        tmp_path / "岗位.xlsx",
        {"甲县": [[None], ["标题"], header, [1001, "护士", 2]], "乙县": [header, [1002.0, "药师", 1.5]]},
    )
    assert [(row.place, row.line, row.cells["录用人数"]) for row in rows_of(path)] == [
        ("甲县", 4, "2"),
        ("乙县", 2, "1.5"),
    ]
    only = Layout(LAYOUT.required, LAYOUT.known, ("乙县",))
    assert [row.place for row in rows_of(path, only)] == ["乙县"]
    with pytest.raises(BadInput, match="expected sheet 丙县; it has 甲县、乙县"):
        rows_of(path, Layout(LAYOUT.required, LAYOUT.known, ("丙县",)))


def test_a_sheet_that_lacks_one_required_column_is_not_passed_over(tmp_path, write_book):
    header = ["职位代码", "招考职位", "录用人数"]
    path = write_book(
        tmp_path / "岗位.xlsx", {"甲": [header, [1, "护士", 2]], "乙": [["代码", *header[1:]], [2, "药师", 1]]}
    )
    with pytest.raises(
        BadInput, match=r"sheet 乙: no header .* missing 职位代码; the nearest, row 1, has 代码、招考职位"
    ):
        rows_of(path)


def test_json_lines_read_with_their_keys_as_headers(tmp_path):
    path = tmp_path / "notices.jsonl"
    records = [
        {"职位代码": 1, "岗位名称": "护士", "录用人数": 2.0, "invented": ["deadline", "pay"], "synthetic": True},
        {"职位代码": 2, "录用人数": None},
    ]
    path.write_text("\n\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\n{cut", "utf-8")
    first, second = rows_of(path)
    assert first.cells == {
        "职位代码": "1", "岗位名称": "护士", "录用人数": "2", "invented": "deadline、pay", "synthetic": "TRUE",
    }  # fmt: skip
    assert (second.line, second.cells) == (3, {"职位代码": "2", "录用人数": ""})
    assert asides_of(path) == [Aside("notices.jsonl", 4, "{cut", "expected one JSON object on the line")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("合计,,3", "a total, not a record"),
        ("备注：以上岗位均在乡镇,,", "a note, not a record"),
        ("面向应届毕业生,,", "a note, not a record"),
        ("职位代码,招考职位,录用人数", "the header repeated, not a record"),
        ("1003,护士,夜班,2", "4 cells under 3 headers; quote cells that hold the delimiter"),
    ],
)
def test_what_is_no_record_is_set_aside_with_a_reason(tmp_path, text, reason):
    path = tmp_path / "岗位.csv"
    path.write_text(TABLE + text + "\n")
    assert [(aside.line, aside.reason) for aside in asides_of(path)] == [(4, reason)]
    assert len(rows_of(path)) == 2


def test_a_record_with_gaps_is_still_a_record(tmp_path):
    path = tmp_path / "岗位.csv"
    path.write_text(TABLE + "1003,注册会计师助理\n,审核员,1\n")
    assert [row.line for row in rows_of(path)] == [2, 3, 4, 5]


def test_a_duplicate_header_that_nobody_reads_does_no_harm(tmp_path):
    path = tmp_path / "岗位.csv"
    path.write_text("职位代码,招考职位,录用人数,电话,电话\n1,护士,2,first,second\n")
    assert rows_of(path)[0].cells["电话"] == "second"


PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "the file is empty"),
        ("a.csv", "\ufeff \n\n".encode(), "nothing but blank rows"),
        ("a.csv", b" \n ", "the file is empty"),
        ("a.csv.gz", gzip.compress(b""), "the file is empty"),
        ("a.csv", PNG, "expected text .* holds a PNG picture"),
        ("a.csv", b"PK\x03\x04" + bytes(64), "holds an Excel workbook"),
        ("a.csv", TABLE.encode() + bytes(3), "holds binary data"),
        ("a.csv", b"a,b\n\xff\xff\xff", "UTF-8 or GB18030"),
        ("a.csv.gz", TABLE.encode(), "expected gzip data"),
        ("a.csv.gz", gzip.compress(TABLE.encode() * 999)[:-20], "damaged or cut off"),
        ("a.xls", TABLE.encode(), "expected an Excel workbook, but it holds text"),
        ("a.xls", b"<!DOCTYPE html><HTML><table>", "holds a web page"),
        ("a.xls", PNG, "holds a PNG picture"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "it is damaged or none"),
        ("a.xlsx", b"PK\x03\x04" + bytes(600), "it is damaged or none"),
        ("a.pdf", b"%PDF", "expected a name ending in .csv"),
        ("a.xlsx.gz", gzip.compress(b"PK\x03\x04"), "expected a name ending in .csv"),
        ("a.csv", b"code,title\n1,2\n", "missing 职位代码、招考职位、录用人数; the nearest, row 1, has code、title"),
        ("a.csv", "职位代码,招考职位,录用人数,招考职位\n".encode(), "招考职位 stands there twice"),
        ("a.csv", (TABLE + '1003,"护士,1\n').encode(), "row 4: a quoted cell is not closed"),
        ("a.jsonl", TABLE.encode(), "expected one JSON object a line"),
        ("a.jsonl", b"[1, 2]\n", "expected one JSON object a line"),
        ("a.jsonl", b'{"title": "x"}\n', "missing 职位代码、招考职位、录用人数; the records have title"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_what_was_expected(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInput, match=message) as refusal:
        rows_of(path)
    assert str(path) in str(refusal.value)


def test_an_absent_file_is_named(tmp_path):
    with pytest.raises(BadInput, match=r"none\.csv: there is no such file"):
        rows_of(tmp_path / "none.csv")


def test_a_file_over_the_limit_is_refused_packed_or_not(tmp_path):
    plain, packed = tmp_path / "a.csv", tmp_path / "b.csv.gz"
    plain.write_text(TABLE * 1000)
    packed.write_bytes(gzip.compress(TABLE.encode() * 1000))
    limit = plain.stat().st_size - 1
    assert packed.stat().st_size < limit
    for path in (plain, packed):
        with pytest.raises(BadInput, match=r"more than .* MiB; split it"):
            list(read_rows(path, LAYOUT, limit))


def test_a_workbook_that_unpacks_over_the_limit_is_refused(tmp_path, write_raw_book):
    path = write_raw_book(tmp_path / "a.xlsx", {"S": " " * 1_000_000})
    with pytest.raises(BadInput, match="unpacked it has more than"):
        list(read_rows(path, LAYOUT, 500_000))


def test_one_stray_cell_far_out_is_refused_and_takes_no_memory_of_ours(tmp_path, write_raw_book):
    stray = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1000000"><c r="XFD1000000"><v>1</v></c></row>'
    path = write_raw_book(tmp_path / "a.xlsx", {"S": stray})
    with pytest.raises(BadInput, match="its reader gave up: it is damaged, or a stray cell far out"):
        rows_of(path)


def test_a_blank_workbook_is_named_and_blank_sheets_are_passed_over(tmp_path, write_book):
    blank = write_book(tmp_path / "a.xlsx", {"Sheet1": [], "Sheet2": [[None]]})
    with pytest.raises(BadInput, match="nothing but blank rows"):
        rows_of(blank)
    table = write_book(
        tmp_path / "b.xlsx", {"Sheet1": [["职位代码", "招考职位", "录用人数"], [1, "护士", 2]], "Sheet2": []}
    )
    assert [type(row) for row in read_rows(table, LAYOUT)] == [Row]


def test_bytes_turned_over_in_a_workbook_are_refused_or_read_and_never_end_the_program(tmp_path):
    good = (Path(__file__).parent / "data" / "two-sheets.xls").read_bytes()
    rng = random.Random("two-sheets")
    path = tmp_path / "a.xls"
    for _ in range(20):
        damaged = bytearray(good)
        for _ in range(8):
            damaged[rng.randrange(512, len(good))] = rng.randrange(256)
        path.write_bytes(damaged)
        outcome = rows_or_refusal(path)
        assert isinstance(outcome, list) or "a.xls" in outcome


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.jsonl", "a.csv.gz", "a.tsv"]))
def test_any_bytes_at_all_are_rows_or_bad_input(tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(TABLE.encode() + content if name == "a.csv" else content)
    outcome = rows_or_refusal(path)
    assert isinstance(outcome, list) or name in outcome
