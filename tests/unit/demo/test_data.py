"""The demonstration's data: complete where it is real, marked where it is invented, the same on every run."""

import ast
import csv
import gzip
import io
import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "src/jobmatch/demo/data"
SCRIPTS = ROOT / "scripts"
WORKBOOK = ROOT.parent / "shared/data/gd_gongwuyuan_2026/附件1：广东省2026年考试录用公务员职位表.xls"
NIGHT = date(2026, 1, 20)
SHEETS = {"县以上机关": 5027, "公安": 863, "法院": 532, "检察院": 261, "监狱戒毒": 318, "乡镇机关": 2343}


def table(name: str) -> list[dict[str, str]]:
    content = (DATA / name).read_bytes()
    text = gzip.decompress(content) if name.endswith(".gz") else content
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def positions() -> list[dict[str, str]]:
    return table("positions.csv.gz")


@pytest.fixture(scope="module")
def notices() -> list[dict]:
    return [json.loads(line) for line in gzip.decompress((DATA / "notices.jsonl.gz").read_bytes()).splitlines()]


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> list[dict]:
    path = tmp_path_factory.mktemp("facts") / "facts.jsonl"
    build("--facts", str(path))
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def roster() -> list[dict[str, str]]:
    return table("roster.csv")


def build(*arguments: str) -> str:
    command = [sys.executable, str(SCRIPTS / "build_demo_data.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_real_position_is_there_once(positions: list[dict[str, str]]) -> None:
    assert Counter(row["工作表"] for row in positions) == SHEETS
    assert len({row["职位代码"] for row in positions}) == 9344 == sum(SHEETS.values())


def test_a_column_that_a_sheet_lacks_is_empty_for_its_rows(positions: list[dict[str, str]]) -> None:
    tested = {row["工作表"] for row in positions if row["是否开展心理素质测评"]}
    grassroots = {row["工作表"] for row in positions if row["是否要求2年以上基层工作经历"]}
    assert tested == {"公安", "监狱戒毒"}
    assert grassroots == SHEETS.keys() - {"乡镇机关"}
    assert not any("\n" in name for name in positions[0])


def test_invented_deadlines_are_spread_and_about_one_in_a_hundred_has_passed(positions: list[dict[str, str]]) -> None:
    days = [date.fromisoformat(row["演示截止日期"]) for row in positions]
    open_days = [day for day in days if day >= NIGHT]
    passed = len(days) - len(open_days)
    assert 9344 * 0.007 < passed < 9344 * 0.013
    assert (min(open_days), max(open_days)) == (date(2026, 1, 24), date(2026, 3, 10))
    assert max(Counter(open_days).values()) < 2 * 9344 / 46


def test_every_notice_is_marked_synthetic_and_its_deadline_invented(notices: list[dict]) -> None:
    assert 290 <= len(notices) <= 310
    assert all(notice["synthetic"] is True for notice in notices)
    assert len({notice["id"] for notice in notices}) == len({notice["text"] for notice in notices}) == len(notices)
    keys = {"id", "title", "employer", "text", "published_on", "synthetic", "invented"}
    assert all(notice.keys() == keys and notice["title"] and notice["employer"] for notice in notices)
    dated = [notice for notice in notices if re.search(r"截止|长期有效|招满(为|即)止|长期招人", notice["text"])]
    assert all(notice["invented"] == ["deadline"] for notice in dated)


def test_notices_come_from_all_over_the_province_in_many_layouts(notices: list[dict], facts: list[dict]) -> None:
    assert len({fact["prefecture"] for fact in facts}) == 21
    assert len({fact["layout"] for fact in facts}) >= 25
    for notice, fact in zip(notices, facts, strict=True):
        names = {fact["county"] or fact["prefecture"], fact["prefecture"].removesuffix("市")}
        assert any(name in notice["text"] + notice["employer"] for name in names), notice["id"]


def test_the_night_meets_expired_open_and_undated_notices(facts: list[dict]) -> None:
    deadlines = [fact["timing"]["deadline"] for fact in facts]
    assert sum(day is not None and day < NIGHT.isoformat() for day in deadlines) >= 10
    assert sum(fact["timing"]["open_ended"] for fact in facts) >= 30
    assert all(fact["timing"]["published_on"] < NIGHT.isoformat() for fact in facts)


def test_no_invented_employer_or_township_is_a_real_one(positions: list[dict[str, str]], facts: list[dict]) -> None:
    official = "\n".join(f"{row['招考单位']} {row['招考职位']}" for row in positions)
    assert not [fact["employer"] for fact in facts if fact["employer"] in official]
    assert not {fact["town"] for fact in facts if fact["town"] and fact["town"] in official}


def test_nobody_in_the_data_can_be_called(notices: list[dict], roster: list[dict[str, str]]) -> None:
    numbers = [line["手机号码"].strip() for line in roster if line["手机号码"].strip()]
    assert all(number.startswith(("000", "０００")) for number in numbers)
    assert all(not line["邮箱"].strip() or line["邮箱"].strip().endswith("@example.com") for line in roster)
    assert not [
        notice["id"]
        for notice in notices
        if re.search(r"(?<!\d)1[3-9]\d{9}|(?<!\d)0[1-9]\d{1,2}-\d{7}", notice["text"])
    ]


def test_half_the_students_have_a_bachelor_level_and_a_third_are_medical(roster: list[dict[str, str]]) -> None:
    levels = Counter("本科" if "本科" in line["学历层次"] else "大专" if line["学历层次"] else "" for line in roster)
    assert levels == {"本科": 500 - 5, "大专": 500 - 5, "": 10}
    words = "护理|助产|医学|针灸|药学|康复|口腔|健康管理"
    medical = sum(bool(re.search(words, line["专业"])) for line in roster)
    assert 0.30 < medical / 1000 < 0.36


def test_numbers_are_unique_and_gaps_are_those_of_an_export(roster: list[dict[str, str]]) -> None:
    assert len({line["学号"] for line in roster}) == 1000
    gaps = {name: sum(not line[name].strip() for line in roster) / 1000 for name in roster[0]}
    assert gaps["学号"] == gaps["姓名"] == 0
    assert all(
        0.03 < gaps[name] < 0.28
        for name in ("专业", "毕业时间", "手机号码", "期望岗位", "期望月薪", "生源地", "辅导员")
    )
    assert 0.65 < gaps["困难类别"] < 0.78
    assert gaps["残疾类别等级"] > 0.94


def test_a_disability_comes_with_its_ledger_entry_as_a_rule(roster: list[dict[str, str]]) -> None:
    disabled = [line for line in roster if line["残疾类别等级"].strip()]
    declared = [line for line in disabled if "残疾" in line["困难类别"]]
    assert 25 <= len(disabled) <= 55
    assert 0.75 < len(declared) / len(disabled) < 1


def test_students_are_drawn_without_sight_of_any_opening() -> None:
    for path in (SCRIPTS / "demo_data/students").glob("*.py"):
        names = {name for node in ast.walk(ast.parse(path.read_text("utf-8"))) for name in imported(node)}
        assert not [name for name in names if "notices" in name or "positions" in name or "jobmatch" in name], path


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def test_the_faulty_roster_has_the_same_columns_and_names_each_fault(roster: list[dict[str, str]]) -> None:
    faulty = table("roster_errors.csv")
    assert faulty[0].keys() == roster[0].keys()
    assert len(faulty) == 14
    assert all(line["备注"] for line in faulty)
    assert not {line["学号"] for line in faulty} & {line["学号"] for line in roster}


def test_notices_and_students_are_built_the_same_again() -> None:
    assert build("notices", "students", "--check").count("same as before") == 3


def test_the_positions_are_built_the_same_again() -> None:
    if not WORKBOOK.exists():
        pytest.skip(f"the official workbook is absent: {WORKBOOK}")
    assert "same as before" in build("positions", "--check")


def test_the_package_carries_at_most_two_megabytes_of_it() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) <= 2 * 2**20
