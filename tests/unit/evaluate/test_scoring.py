"""The command: tuned and unseen apart, and no words of unseen rows anywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from jobmatch.cli import app
from jobmatch.evaluate.gold import row_sha

SEEN = {"title": "文员", "education": "大专", "text": "1、大专及以上学历；\n2、会做账者优先。"}
HIDDEN = {"title": "秘密岗位", "education": "博士"}


def gold_folder(folder: Path) -> Path:
    folder.mkdir()
    labels = [
        label("gd_gongwuyuan_2026", SEEN, education="本科+", preferred=["会做账者优先"]),
        label("health_notices", HIDDEN, education="本科+"),
        label("lagou", None, education="大专+"),
    ]
    (folder / "requirements.jsonl").write_text("\n".join(map(json.dumps, labels)), "utf-8")
    (folder / "second_reading.jsonl").write_text(json.dumps(labels[0]), "utf-8")
    (folder / "major_terms.toml").write_text("[terms]\n", "utf-8")
    return folder


def label(source: str, received: dict[str, str] | None, **labels: Any) -> dict[str, Any]:
    kept = {} if received is None else {"received": received}
    return {"source": source, "row": 0, "sha256": row_sha(received or {}), "labels": labels, **kept}


def run(*arguments: str) -> Any:
    result = CliRunner().invoke(app, ["evaluate", *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return json.loads(result.stdout) if "--json" in arguments else result.stdout


def test_tuned_and_unseen_are_scored_apart_and_absent_sources_named(tmp_path: Path) -> None:
    gold, data, errors = gold_folder(tmp_path / "gold"), tmp_path, tmp_path / "errors.jsonl"
    record = run("requirements", "--json", "--gold", str(gold), "--data", str(data), "--errors", str(errors))
    assert record["tuned"]["fields"]["education"]["n"] == 1
    assert record["unseen"]["fields"]["education"]["n"] == 1
    assert record["tuned"]["fields"]["education"]["measured"] is False
    assert record["tuned"]["preferred_spans"] == 1
    assert record["skipped_sources"] == ["lagou"]
    assert record["agreement"]["postings"] == 1
    written = [json.loads(line) for line in errors.read_text("utf-8").splitlines()]
    assert [line["field"] for line in written if line["field"] == "education"] == ["education"]
    assert {line["source"] for line in written} == {"gd_gongwuyuan_2026"}


def test_tuned_only_does_not_touch_unseen_sources(tmp_path: Path) -> None:
    gold = gold_folder(tmp_path / "gold")
    record = run("requirements", "--json", "--tuned-only", "--gold", str(gold), "--data", str(tmp_path))
    assert record["unseen"]["postings"] == 0


@pytest.mark.parametrize("command", ["requirements", "agreement"])
def test_for_a_person_it_prints_tables_without_words_of_the_rows(tmp_path: Path, command: str) -> None:
    gold = gold_folder(tmp_path / "gold")
    shown = run(command, "--gold", str(gold), *(["--data", str(tmp_path)] if command == "requirements" else []))
    assert "education" in shown
    assert HIDDEN["title"] not in shown
