"""Verdicts on pairs: the rules' against a counselor's."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobmatch.domain import BadInput, Finding, Verdict
from jobmatch.evaluate.gold import Pair, Rows
from jobmatch.evaluate.pairs import OF_THE_NIGHT, Judged, judge, pairs_record, read_students
from jobmatch.rules import RULE_NUMBER

PASS, UNKNOWN, FAIL = Verdict.PASS, Verdict.UNKNOWN, Verdict.FAIL
ROSTER = (
    "学号,姓名,专业,学历层次,学位,毕业时间,性别,同意推送,当前状态\n"
    "G1,林禾,护理,大专,无,2026.6,女,否,求职中\n"
    "G2,周岩,临床医学,本科,学士,2026.6,男,是,求职中\n"
)
WARD = {
    "title": "病房护士",
    "employer": "云溪医院",
    "text": "1、本科及以上学历。\n2、限女性。",
    "deadline": "2020-01-31",
}


def judged(gold: Verdict, engine: Verdict, **rules: Verdict) -> Judged:
    pair = Pair("G1", "lagou", 0, gold, rules, 1)
    return Judged(pair, (Finding("education", engine, "", "", ""), Finding("pay", PASS, "", "", "")))


def test_figures_on_pairs_are_counted() -> None:
    cells = [(PASS, PASS)] * 6 + [(FAIL, PASS)] * 2 + [(PASS, FAIL)] + [(UNKNOWN, FAIL)] + [(FAIL, FAIL)] * 5
    cells += [(PASS, UNKNOWN)] * 3 + [(FAIL, UNKNOWN)] + [(UNKNOWN, UNKNOWN)]
    record = pairs_record([judged(*cell) for cell in cells])
    assert record["pairs"] == 20
    assert record["wrong_fail"] == 1 + 1
    assert record["wrong_pass_rate"] == 2 / (2 + 5 + 1)
    assert record["wrong_pass_of_passes"] == 2 / (6 + 2)
    assert record["unknown_rate_decided"] == (3 + 1) / (20 - 2)
    assert record["confusion"]["fail"] == {"pass": 2, "unknown": 1, "fail": 5}


def test_rules_are_compared_where_the_counselor_named_them() -> None:
    record = pairs_record([judged(FAIL, FAIL, education=FAIL), judged(PASS, UNKNOWN, education=PASS, pay=UNKNOWN)])
    assert record["rules"]["education"]["fail"]["fail"] == 1
    assert record["rules"]["education"]["pass"]["unknown"] == 1
    assert record["rules"]["pay"]["unknown"] == {"pass": 1, "unknown": 0, "fail": 0}


def test_nothing_is_measured_on_no_pairs() -> None:
    record = pairs_record([])
    assert (record["pairs"], record["wrong_fail"], record["wrong_pass_rate"]) == (0, 0, None)


def test_pairs_walk_the_products_own_path_from_roster_and_row(tmp_path: Path) -> None:
    roster = tmp_path / "students.csv"
    roster.write_text(ROSTER, "utf-8")
    students = read_students(roster)
    pairs = [Pair(student, "lagou", 0, FAIL, {}, 1) for student in ("G1", "G2")]
    nurse, doctor = judge(pairs, students, Rows(None, {("lagou", 0): WARD}))
    assert {f.rule for f in nurse.findings if f.verdict is FAIL} >= {"education"}
    assert {f.rule for f in doctor.findings if f.verdict is FAIL} >= {"gender"}
    assert not {f.rule for f in nurse.findings} & OF_THE_NIGHT


def test_a_posting_that_is_turned_away_waits_for_a_person(tmp_path: Path) -> None:
    roster = tmp_path / "students.csv"
    roster.write_text(ROSTER, "utf-8")
    rows = Rows(None, {("lagou", 0): {"text": "本科"}})
    (one,) = judge([Pair("G1", "lagou", 0, FAIL, {}, 1)], read_students(roster), rows)
    assert one.verdict is UNKNOWN
    assert pairs_record([one])["turned_away"] == 1


def test_a_student_that_the_roster_lacks_is_refused() -> None:
    with pytest.raises(BadInput, match="line 7: student"):
        list(judge([Pair("G9", "lagou", 0, FAIL, {}, 7)], {}, Rows(None, {("lagou", 0): WARD})))


def test_what_is_of_the_night_are_rules() -> None:
    assert set(RULE_NUMBER) >= OF_THE_NIGHT
