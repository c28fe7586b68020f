"""Rows as received become postings, or are turned away by field."""

import json
from datetime import date

import pytest

from jobmatch.domain import Pay, Posting
from jobmatch.ingest.mapping import mapping_for, parse_mapping
from jobmatch.ingest.postings import posting_from
from jobmatch.ingest.rows import Row
from jobmatch.ingest.tables import read_rows
from jobmatch.store import RejectedRow

CLINICS = parse_mapping(
    """
kind = "postings"
source = "clinics"
required = ["title"]
invented = ["deadline"]
[columns]
id = "id"
title = "title"
employer = "employer"
text = "text"
headcount = "headcount"
pay = "pay"
published_on = "published_on"
deadline = "deadline"
""",
    "clinics",
)


def posting(**cells: str) -> Posting | RejectedRow:
    given = {"id": "7", "title": "护士", "employer": "甲县卫生院"} | cells
    return posting_from(Row("岗位.csv", "", 5, given), CLINICS)


def test_a_row_becomes_a_posting_with_its_words_as_received():
    made = posting(pay="4000-6000元", headcount="2", published_on="2026年1月5日", deadline="2026-02-01")
    assert isinstance(made, Posting)
    assert (made.id, made.source, made.title, made.employer.name) == ("clinics:7", "clinics", "护士", "甲县卫生院")
    assert (made.terms.pay, made.terms.headcount) == (Pay(4000, 6000), 2)
    assert (made.published_on, made.terms.deadline) == (date(2026, 1, 5), date(2026, 2, 1))
    assert dict(made.received)["pay"] == "4000-6000元"
    assert (made.invented, made.synthetic) == ({"deadline"}, False)


def test_pay_that_is_to_be_agreed_is_no_reason_to_turn_a_posting_away():
    made = posting(pay="面议", headcount="若干")
    assert isinstance(made, Posting)
    assert (made.terms.pay, made.terms.headcount, made.invented) == (None, None, frozenset())


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("title", "", "a posting needs a title"),
        ("headcount", "-1", "expected a whole number"),
        ("headcount", "1.5", "expected a whole number"),
        ("headcount", "很多", "expected a whole number"),
        ("deadline", "2026-02-30", "is no date; expected a date such as"),
        ("deadline", "尽快", "is no date"),
        ("published_on", "昨天", "is no date"),
        ("id", "1.23457E+13", "the last digits are lost"),
    ],
)
def test_a_row_that_cannot_be_a_posting_is_turned_away_by_field(field, value, reason):
    rejected = posting(**{field: value})
    assert isinstance(rejected, RejectedRow)
    assert (rejected.place, rejected.line, rejected.field, rejected.value) == ("岗位.csv", 5, field, value)
    assert reason in rejected.reason


def test_an_open_end_is_a_deadline_too():
    made = posting(deadline="招满即止")
    assert isinstance(made, Posting)
    assert made.terms.deadline is None


def test_without_an_id_the_words_give_a_stable_one():
    first, again, other = (posting(id="", text=text) for text in ("招聘护士一名。", "招聘护士一名。", "招聘护士两名。"))
    assert first.id == again.id != other.id
    assert first.id.startswith("clinics:")


def test_a_notice_says_itself_that_it_is_synthetic_and_what_is_invented():
    cells = {
        "id": "n1", "title": "护士", "employer": "乙镇卫生院", "text": "招聘护士2名，须有护士执业证。",
        "synthetic": "TRUE", "published_on": "2026-01-05", "invented": "deadline、pay",
    }  # fmt: skip
    made = posting_from(Row("notices.jsonl", "", 1, cells), mapping_for("notices"))
    assert isinstance(made, Posting)
    assert (made.id, made.synthetic, made.invented) == ("notices:n1", True, {"deadline", "pay"})
    assert made.demands


@pytest.mark.parametrize(
    ("title", "occupation"),
    [("甲县卫生院公开招聘全科医生", "2-05-01-19"), ("甲县卫生院", None), ("青年见习生", None)],
)
def test_the_occupation_comes_from_the_title_without_the_employers_name(title, occupation):
    made = posting(title=title)
    assert isinstance(made, Posting)
    assert made.occupation == occupation


def test_what_is_received_holds_no_control_character_and_keeps_its_lines(tmp_path):
    path = tmp_path / "岗位.jsonl"
    path.write_text(json.dumps({"id": "7\0", "title": "护士", "text": "要求\0：\r\n大专\x0b学历\x1f"}) + "\n")
    (row,) = read_rows(path, CLINICS.layout)
    made = posting_from(row, CLINICS)
    assert isinstance(made, Posting)
    assert made.id == "clinics:7"
    assert dict(made.received)["text"] == "要求：\n大专\n学历"
