"""The commands as a person types them, on good input and on bad: one clear line, no traceback, nothing half-written."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from jobmatch.demo import NIGHT
from jobmatch.index import build_index
from jobmatch.store import all_postings, all_students, night_lock, night_of
from jobmatch.wiring import Home

JOBMATCH = Path(sys.executable).with_name("jobmatch")


def jobmatch(*words: str | Path, **environ: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("JOBMATCH_")}
    return subprocess.run([JOBMATCH, *words], env={**clean, **environ}, capture_output=True, text=True)


def refused(*words: str | Path, **environ: str) -> str:
    """The one line a refused command leaves on stderr."""
    done = jobmatch(*words, **environ)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("jobmatch: ")
    return lines[0]


@pytest.fixture(scope="module")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("empty") / "home"
    assert jobmatch("init", "--home", home).returncode == 0
    return home


def test_help_answers_at_once() -> None:
    started = time.perf_counter()
    assert jobmatch("--help").returncode == 0
    assert time.perf_counter() - started < 1.5  # 0.2 s on an idle machine; heavy imports alone would take three


def test_a_home_that_was_never_made_says_how_to_make_one(tmp_path: Path) -> None:
    assert "jobmatch init" in refused("nightly", "--home", tmp_path / "nowhere")


def test_init_may_be_run_again_and_keeps_the_key(empty_home: Path) -> None:
    key = (empty_home / "keys" / "jobmatch.key").read_bytes()
    assert jobmatch("init", "--home", empty_home).returncode == 0
    assert (empty_home / "keys" / "jobmatch.key").read_bytes() == key
    assert (empty_home / "keys" / "jobmatch.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "content", "named"),
    [
        ("empty.csv", b"", "empty"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(64), "picture.csv"),
        ("letter.xls", b"Dear office,\n", "letter.xls"),
        ("strange.csv", "甲,乙\n1,2\n".encode(), "--mapping"),
    ],
)
def test_a_file_that_cannot_be_postings_is_refused_by_name(
    empty_home: Path, tmp_path: Path, name: str, content: bytes, named: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert named in refused("ingest", "postings", file, "--home", empty_home)


def test_a_mapping_that_does_not_exist_is_refused_with_those_that_do(empty_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text("a,b\n1,2\n")
    assert "guangdong-2026" in refused("ingest", "postings", file, "--mapping", "nonesuch", "--home", empty_home)


def test_bad_rows_are_listed_and_the_good_ones_kept(empty_home: Path, tmp_path: Path) -> None:
    rows = [
        {"id": "1", "title": "", "employer": "甲诊所", "text": "招聘护士。"},
        {"id": "2", "title": "护士", "employer": "乙诊所", "text": "招聘护士1名，大专以上，面议。"},
        {"id": "3", "title": "护工", "employer": "丙养老院", "text": "招聘护工。", "published_on": "2026-02-30"},
    ]
    file = tmp_path / "notices.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    done = jobmatch("ingest", "postings", file, "--mapping", "notices", "--home", empty_home, "--json")
    report = json.loads(done.stdout)
    assert (report["read"], report["added"], report["rejected"]) == (3, 1, 2)
    with Path(report["rejects_file"]).open(encoding="utf-8-sig", newline="") as opened:
        rejected = list(csv.DictReader(opened))
    assert [(row["row"], row["field"]) for row in rejected] == [
        ("notices.jsonl!1", "title"),
        ("notices.jsonl!3", "published_on"),
    ]
    assert all(row["reason"] for row in rejected)


def test_a_date_that_is_none_is_refused(empty_home: Path) -> None:
    assert "YYYY-MM-DD" in refused("nightly", "--date", "tonight", "--home", empty_home)


def test_a_night_over_an_empty_home_is_a_night_without_pushes(tmp_path: Path) -> None:
    home = tmp_path / "bare"
    jobmatch("init", "--home", home)
    done = jobmatch("nightly", "--date", "2026-01-20", "--home", home, "--workers", "1", "--json")
    summary = json.loads(done.stdout)
    assert summary["students"] == summary["postings_live"] == summary["pushes"] == summary["students_undiagnosed"] == 0


def test_a_second_night_is_refused_while_one_runs(fresh_home: Home) -> None:
    with night_lock(fresh_home.store):
        assert "already running" in refused("nightly", "--date", NIGHT.isoformat(), "--home", fresh_home.settings.home)


def flip_a_bit(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.chmod(0o644)
    file.write_bytes(content)


def cut_short(file: Path) -> None:
    content = file.read_bytes()
    file.chmod(0o644)
    file.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize("damage", [flip_a_bit, cut_short])
def test_a_damaged_index_is_named_and_never_used(done_home: Home, damage: Callable[[Path], None]) -> None:
    (vectors,) = done_home.settings.index_root.glob("*/*.faiss")
    damage(vectors)
    assert vectors.name in refused("query", "S000001", "--home", done_home.settings.home)


def test_an_index_of_another_encoder_is_refused(done_home: Home) -> None:
    vector = np.eye(1, 256, dtype=np.float32)
    build_index(done_home.settings.index_root, ["a:1"], vector, ["护士"], "somebody-else", built_for="test")
    assert "somebody-else" in refused("query", "S000001", "--home", done_home.settings.home)


def test_a_key_of_another_home_opens_nothing(done_home: Home) -> None:
    other = "A" * 43 + "="
    assert "key" in refused("query", "S000001", "--home", done_home.settings.home, JOBMATCH_KEY=other)


def test_an_unknown_student_is_said_to_be_unknown(done_home: Home) -> None:
    assert "no student" in refused("query", "S999999", "--home", done_home.settings.home)


def test_query_and_explain_agree_with_the_push_of_the_night(done_home: Home) -> None:
    with done_home.store.read() as unit:
        pushes, _ = night_of(unit, NIGHT.isoformat())
    push, home = pushes[0], done_home.settings.home
    answer = json.loads(jobmatch("query", push.student_id, "--limit", "100", "--home", home, "--json").stdout)
    found = {entry["posting"]: entry["score"] for entry in answer["recommendations"]}
    explained = json.loads(jobmatch("explain", push.student_id, push.posting_id, "--home", home, "--json").stdout)
    assert found[push.posting_id] == explained["score"] == push.score
    assert dict(push.contributions) == pytest.approx(explained["contributions"])
    assert {rule["code"] for rule in explained["rules"] if rule["verdict"] == "unknown"} == set(push.unknowns)


def test_a_file_of_pairs_is_explained_line_by_line(done_home: Home, tmp_path: Path) -> None:
    with done_home.store.read() as unit:
        students, postings = all_students(unit)[:3], all_postings(unit)[-2:]
    pairs = [(student.id, posting.id) for student in students for posting in postings]
    file = tmp_path / "pairs.csv"
    with file.open("w", newline="") as opened:
        csv.writer(opened).writerows([("student", "posting"), *pairs])
    done = jobmatch("explain", "--pairs", file, "--json", "--home", done_home.settings.home)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(record["student"], record["posting"]) for record in records] == pairs
    for record in records:
        verdicts = [rule["verdict"] for rule in record["rules"]]
        expected = "fail" if "fail" in verdicts else "unknown" if "unknown" in verdicts else "pass"
        assert record["verdict"] == expected
        assert {"code", "verdict", "reason"} <= set(record["rules"][0])


def test_doctor_finds_a_home_well_and_a_broken_one_not(done_home: Home) -> None:
    assert jobmatch("doctor", "--home", done_home.settings.home).returncode == 0
    flip_a_bit(next(done_home.settings.index_root.glob("*/*.faiss")))
    done = jobmatch("doctor", "--home", done_home.settings.home)
    assert done.returncode == 1
    assert "BAD  index" in done.stdout


def test_the_demonstration_never_replaces_a_home_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    assert "no demonstration home" in refused("demo", "--home", tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_the_office_sees_its_reach_and_every_employer_the_same_questions(done_home: Home) -> None:
    home = done_home.settings.home
    record = json.loads(jobmatch("report", "reach", "--home", home, "--json").stdout)
    assert record["date"] == NIGHT.isoformat()  # the last night's, as in a question about one student
    assert 0 < record["students_reachable"] <= record["students"]
    assert all(gap["held_back"] <= gap["pairs"] for gap in record["missing"])
    assert all(group["students"] >= 10 for group in record["groups"])
    sheet = jobmatch("report", "questionnaire")
    assert sheet.stdout == jobmatch("report", "questionnaire").stdout
    assert sheet.stdout.startswith(" 1. ")


def test_an_explanation_names_programmes_with_what_is_still_to_be_shown(done_home: Home) -> None:
    with done_home.store.read() as unit:
        pushes, _ = night_of(unit, NIGHT.isoformat())
    push, home = pushes[0], done_home.settings.home
    explained = json.loads(jobmatch("explain", push.student_id, push.posting_id, "--home", home, "--json").stdout)
    assert all({"code", "applies", "verified", "missing"} <= set(programme) for programme in explained["programmes"])
    assert jobmatch("dispatch", "--home", home, "--date", NIGHT.isoformat()).returncode == 0
    sent = [file.read_text("utf-8") for file in (home / "out").glob("*.jsonl")]
    assert sent
    assert not any(word in text for text in sent for word in ("programme", "补贴", "残保金"))
