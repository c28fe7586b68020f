"""Gold files are checked line by line, and errors never repeat a row's words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jobmatch.domain import BadInput, Verdict
from jobmatch.evaluate.gold import Rows, load_labels, load_pairs, row_sha, wrong_rows

RECEIVED = {"title": "护士", "text": "大专以上；有急诊经验者优先。"}


def written(path: Path, *records: object) -> Path:
    lines = [record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def label(row: int = 0, source: str = "lagou", **labels: Any) -> dict[str, Any]:
    return {"source": source, "row": row, "sha256": row_sha(RECEIVED), "labels": labels}


def test_a_label_may_hold_every_kind_of_answer(tmp_path: Path) -> None:
    full = label(
        education="大专+",
        majors={"本科": ["计算机"], "研究生": ["不限"]},
        experience=0,
        age=[None, 35],
        licences=[["nurse_exam"], ["cpa", "other:ACCA"]],
        disability={"types": ["physical"], "grades": [4]},
        pay=[3000, None],
        pay_foreign=["GBP", 24907, None, "year"],
        places=["广东省深圳市南山区", "Leeds"],
        preferred=["有急诊经验者优先", ["text", 5, 13]],
        doubt=["shifts"],
    )
    assert [x.row for x in load_labels(written(tmp_path / "gold.jsonl", full))] == [0]


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ({"eduction": "大专+"}, "line 2: labels.eduction: expected one of age, "),
        ({"education": "大专以上"}, r"line 2: labels.education: expected 不限, a level"),
        ({"experience": "1年"}, "line 2: labels.experience: expected a whole number of months"),
        ({"experience": True}, "line 2: labels.experience: expected a whole number of months"),
        ({"pay": [None, 8000]}, r"line 2: labels.pay: expected \[low, high\]"),
        ({"pay": [9000, 8000]}, r"line 2: labels.pay: expected \[low, high\]"),
        ({"licences": [["nurse"]]}, "line 2: labels.licences: expected a list of lists of codes"),
        ({"licences": ["nurse_exam"]}, "line 2: labels.licences: expected a list of lists of codes"),
        ({"places": ["广东省深圳市科技园"]}, "line 2: labels.places: expected a list of official full paths"),
        ({"deadline": "2026-3-1"}, "line 2: labels.deadline: expected a date as YYYY-MM-DD"),
        ({"full_time": False}, "line 2: labels.full_time: expected true"),
        ({"flags": ["scam"]}, "line 2: labels.flags: expected a list of course, bait"),
        ({"doubt": ["pays"]}, "line 2: labels.doubt: expected a list of keys"),
    ],
)
def test_a_bad_label_is_refused_by_line_key_and_what_was_expected(
    tmp_path: Path, labels: dict[str, Any], message: str
) -> None:
    with pytest.raises(BadInput, match=message):
        load_labels(written(tmp_path / "gold.jsonl", label(), label(1, **labels)))


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("{", "line 1: expected one JSON object"),
        ([], "line 1: expected one JSON object"),
        ({"source": "lagou", "row": "0", "sha256": "", "labels": {}}, "line 1: row: expected int"),
        ({**label(), "words": "护士"}, "line 1: words: expected one of source, row"),
        (label(source="elsewhere"), "line 1: source: expected one of gd_gongwuyuan_2026"),
        ({**label(), "received": {"title": "医生"}}, "line 1: sha256: expected that of received"),
    ],
)
def test_a_record_of_another_shape_is_refused(tmp_path: Path, record: object, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        load_labels(written(tmp_path / "gold.jsonl", record))


def test_a_row_is_labelled_once(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="line 2: row: stands in line 1 already"):
        load_labels(written(tmp_path / "gold.jsonl", label(), label()))


def test_tuned_only_leaves_unseen_sources_out(tmp_path: Path) -> None:
    file = written(tmp_path / "gold.jsonl", label(), label(source="health_notices"))
    assert [x.source for x in load_labels(file, tuned_only=True)] == ["lagou"]


@pytest.mark.parametrize(
    ("received", "quote", "expected"),
    [
        (RECEIVED, "有急诊经验者优先", []),
        (RECEIVED, ["text", 5, 13], []),
        (RECEIVED, "男士优先", ["line 1: labels.preferred: expected words of the row"]),
        ({"title": "医生"}, "医生", ["line 1: sha256: the row in the data is another one"]),
    ],
)
def test_a_label_is_held_against_the_row_that_was_read(
    tmp_path: Path, received: dict[str, str], quote: Any, expected: list[str]
) -> None:
    labels = load_labels(written(tmp_path / "gold.jsonl", label(preferred=[quote])))
    assert list(wrong_rows(labels, Rows(None, {("lagou", 0): received}))) == expected


def test_a_row_whose_source_is_absent_has_no_words(tmp_path: Path) -> None:
    assert Rows(tmp_path).get(("lagou", 0)) is None


def test_pairs_name_verdicts_and_rules(tmp_path: Path) -> None:
    pair = {"student": "G001", "source": "lagou", "row": 3, "verdict": "fail", "rules": {"education": "fail"}}
    (read,) = load_pairs(written(tmp_path / "pairs.jsonl", {**pair, "note": "本科以上"}))
    assert (read.verdict, read.rules) == (Verdict.FAIL, {"education": Verdict.FAIL})
    with pytest.raises(BadInput, match="line 1: verdict: expected one of pass, unknown, fail"):
        load_pairs(written(tmp_path / "pairs.jsonl", {**pair, "verdict": "no"}))
    with pytest.raises(BadInput, match=r"line 1: rules\.luck: expected one of education"):
        load_pairs(written(tmp_path / "pairs.jsonl", {**pair, "rules": {"luck": "fail"}}))


def test_no_file_of_pairs_is_no_pairs(tmp_path: Path) -> None:
    assert load_pairs(tmp_path / "pairs.jsonl") == []
