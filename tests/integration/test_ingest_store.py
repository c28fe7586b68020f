"""Files into a real store: whole or not at all, twice without effect, every row accounted for."""

import csv
import gzip
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import pytest

from jobmatch.domain import BadInput
from jobmatch.ingest import Kind, ingest_postings, ingest_students, mapping_for
from jobmatch.ingest.mapping import parse_mapping
from jobmatch.ingest.rows import Row
from jobmatch.ingest.tables import read_rows
from jobmatch.store import (
    KeyRing,
    Store,
    all_ingests,
    all_postings,
    all_students,
    get_identity,
    get_student,
    new_key,
    rejected_of,
)

NOW = datetime(2026, 1, 20, 3, 4, 5, tzinfo=UTC)
DATA = resources.files("jobmatch.demo") / "data"
OFFICIAL = Path(__file__).parents[3] / "shared/data/gd_gongwuyuan_2026/附件1：广东省2026年考试录用公务员职位表.xls"
POSITIONS, STUDENTS = 9_344, 1_000
ALL_KINDS_OF_ERROR = {
    3: "number", 4: "graduation_date", 5: "graduation_date", 6: "level", 8: "number", 9: "birth_date",
    10: "birth_date", 11: "name", 12: "disability", 13: "consent", 14: "gender",
}  # fmt: skip
ROSTER = parse_mapping(
    'kind = "students"\nsource = "r"\nrequired = ["number", "name"]\n'
    '[columns]\nnumber = "学号"\nname = "姓名"\nlevel = "学历"\npay_floor = "期望月薪"\n',
    "r",
)
CLINICS = parse_mapping(
    'kind = "postings"\nsource = "c"\nrequired = ["id", "title"]\n'
    '[columns]\nid = "编号"\ntitle = "岗位"\nemployer = "单位"\n',
    "c",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'jobmatch.db'}"
    Store.migrate(url)
    opened = Store.open(url, KeyRing.from_text(new_key()))
    yield opened
    opened.close()


def bundled(name: str) -> Path:
    return Path(str(DATA / name))


def table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def rejects(path: Path | None) -> list[list[str]]:
    assert path is not None
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))[1:]


def test_every_official_position_is_taken_and_a_second_time_none_changes(store, tmp_path):
    files, mapping = [bundled("positions.csv.gz")], mapping_for("guangdong-2026")
    first = ingest_postings(store, files, mapping, NOW, tmp_path / "out")
    assert (first.read, first.added, first.rejected, first.rejects_file) == (POSITIONS, POSITIONS, 0, None)
    again = ingest_postings(store, files, None, NOW, tmp_path / "out")
    assert (again.read, again.added, again.updated, again.unchanged) == (POSITIONS, 0, 0, POSITIONS)
    print(f"first {first.seconds:.1f} s, of it " + ", ".join(f"{k} {v:.1f}" for k, v in first.stages.items()))
    with store.read() as unit:
        postings = all_postings(unit)
    assert len({posting.id for posting in postings}) == POSITIONS
    assert all(posting.invented == {"deadline"} and not posting.synthetic for posting in postings)
    assert all(posting.terms.deadline and posting.terms.headcount for posting in postings)


def test_the_official_workbook_says_what_the_bundled_table_says():
    if not OFFICIAL.is_file():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"the official workbook is not at {OFFICIAL}")
    mapping = mapping_for("guangdong-2026")

    def received(path: Path) -> list[dict[str, str]]:
        rows = [row for row in read_rows(path, mapping.layout) if isinstance(row, Row)]
        fields = [mapping.received(row) for row in rows]
        return sorted(
            ({k: "".join(v.split()) for k, v in f.items() if k != "deadline"} for f in fields), key=lambda f: f["id"]
        )

    assert received(OFFICIAL) == received(bundled("positions.csv.gz"))


def test_every_bundled_notice_is_taken_and_marked_synthetic(store, tmp_path):
    report = ingest_postings(store, [bundled("notices.jsonl.gz")], None, NOW, tmp_path / "out")
    lines = gzip.decompress(bundled("notices.jsonl.gz").read_bytes()).decode().splitlines()
    assert (report.read, report.added, report.rejected) == (len(lines), len(lines), 0)
    assert report.read >= 300
    with store.read() as unit:
        notices = all_postings(unit)
    assert all(notice.synthetic for notice in notices)
    assert {name for notice in notices for name in notice.invented} == {"deadline"}


def test_every_bundled_student_is_taken_and_a_second_time_none_changes(store, tmp_path):
    files, mapping = [bundled("roster.csv")], mapping_for("demo-roster")
    first = ingest_students(store, files, mapping, NOW, tmp_path / "out")
    assert (first.read, first.added, first.rejected) == (STUDENTS, STUDENTS, 0)
    again = ingest_students(store, files, None, NOW, tmp_path / "out")
    assert (again.unchanged, again.added + again.updated + again.rejected) == (STUDENTS, 0)
    with store.read() as unit:
        students = all_students(unit)
    assert all(student.synthetic for student in students)
    assert sum(student.education.level is None for student in students) == 10 - 4  # whose codes are of 大专
    named = [student for student in students if student.education.major_name and student.education.level]
    coded = [student for student in named if student.education.major_code]
    assert len(coded) >= 0.97 * len(named)


def test_every_faulty_row_of_the_bundled_errors_is_rejected_for_what_is_wrong_with_it(store, tmp_path):
    files = [bundled("roster_errors.csv")]
    report = ingest_students(store, files, mapping_for("demo-roster"), NOW, tmp_path / "out")
    assert (report.read, report.added, report.rejected) == (14, 14 - 11, 11)
    written = rejects(report.rejects_file)
    assert {row: field for row, field, _, _ in written} == {
        f"roster_errors.csv!{line}": field for line, field in ALL_KINDS_OF_ERROR.items()
    }
    with store.read() as unit:
        ingest = all_ingests(unit)[-1]
        logged = rejected_of(unit, ingest.ingest_id)
    assert ingest.counts == {"read": 14, "added": 3, "updated": 0, "unchanged": 0, "rejected": 11}
    assert {row.line: row.field for row in logged} == ALL_KINDS_OF_ERROR


def test_a_file_that_breaks_late_leaves_nothing_behind(store, tmp_path):
    rows = [f"{n},护士,某院" for n in range(5_000)]
    path = table(tmp_path / "a.csv", "编号,岗位,单位", *rows, '5001,"护士,某院')
    with pytest.raises(BadInput, match="row 5002: a quoted cell is not closed"):
        ingest_postings(store, [path], CLINICS, NOW, tmp_path / "out")
    with store.read() as unit:
        assert (all_postings(unit), all_ingests(unit)) == ([], [])
    assert not (tmp_path / "out").exists()


def test_a_bad_file_keeps_what_the_files_before_it_brought_and_tells_their_rejects(store, tmp_path):
    good = table(tmp_path / "a.csv", "编号,岗位,单位", "1,护士,某院", "2,,某院")
    bad = table(tmp_path / "b.csv", "代号,岗位", "1,护士")
    with pytest.raises(BadInput, match=r"b\.csv: no header .* missing 编号"):
        ingest_postings(store, [good, bad], CLINICS, NOW, tmp_path / "out")
    with store.read() as unit:
        assert [posting.id for posting in all_postings(unit)] == ["c:1"]
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["rejects-c-20260120T030405.csv"]


def test_of_rows_with_one_id_the_first_counts_and_the_others_name_it(store, tmp_path):
    path = table(tmp_path / "a.csv", "编号,岗位,单位", "1,护士,某院", "2,药师,某院", "1,医师,某院", "合计,2,")
    report = ingest_postings(store, [path], CLINICS, NOW, tmp_path / "out")
    assert (report.read, report.added, report.rejected) == (4, 2, 2)
    assert rejects(report.rejects_file) == [
        ["a.csv!4", "id", "1", "stands in a.csv!2 already; that row was taken"],
        ["a.csv!5", "", "合计 2", "a total, not a record"],
    ]
    with store.read() as unit:
        assert [posting.title for posting in all_postings(unit)] == ["护士", "药师"]


def test_a_corrected_roster_updates_the_same_students(store, tmp_path):
    first = table(tmp_path / "a.csv", "学号,姓名,学历,期望月薪", "S1,张三,大专,4000", "S2,李四,,面议")
    ingest_students(store, [first], ROSTER, NOW, tmp_path / "out")
    with store.read() as unit:
        before = get_student(unit, "S1")
    second = table(tmp_path / "b.csv", "学号\t姓名\t学历\t期望月薪", "s1\t张三\t本科\t4000", "S2\t李四\t\t面议")
    report = ingest_students(store, [second], ROSTER, NOW, tmp_path / "out")
    assert (report.added, report.updated, report.unchanged) == (0, 1, 1)
    with store.read() as unit:
        after = get_student(unit, "S1")
        assert get_identity(unit, after.id).name == "张三"
    assert (before.id, before.education.level) != (after.id, after.education.level)
    assert before.id == after.id


def test_a_mapping_for_the_other_kind_is_refused(store, tmp_path):
    path = table(tmp_path / "a.csv", "编号,岗位,单位", "1,护士,某院")
    with pytest.raises(BadInput, match="mapping c is for postings; expected one for students"):
        ingest_students(store, [path], CLINICS, NOW, tmp_path / "out")
    assert CLINICS.kind is Kind.POSTINGS


def test_progress_is_told_in_rows_read(store, tmp_path):
    path = table(tmp_path / "a.csv", "编号,岗位,单位", *(f"{n},护士,某院" for n in range(4_100)))
    told: list[int] = []
    ingest_postings(store, [path], CLINICS, NOW, tmp_path / "out", told.append)
    assert told == [2_000, 4_000, 4_100]
