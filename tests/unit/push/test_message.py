"""What a student is told, and what never."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.push.letters import AT, SECRET, message, opening, push

from jobmatch.domain import Contract, EmployerKind, Misconfigured, Pay, Shifts, Slot, Terms
from jobmatch.push import JsonLinesChannel, ReceiptState
from jobmatch.push.letter import words_in, write_letter
from jobmatch.push.message import NEARNESS, REASON_OF_CHANNEL, REASON_OF_FEATURE, Reason, compose, reasons_of, rows_of
from jobmatch.rank import NAMES
from jobmatch.tokens import read_answer, read_opinion

READ_BY_WORLDS = {
    "key",
    "student",
    "posting",
    "campaign",
    "position",
    "together",
    "sent_at",
    "title",
    "employer",
    "employer_kind",
    "grassroots",
    "places",
    "pay_low_monthly_cny",
    "pay_high_monthly_cny",
    "nights",
    "contract",
    "occupation",
    "token",
}
URL = "https://jobs.example.edu.cn/a"


def test_a_student_gets_one_message_a_campaign_with_the_best_first() -> None:
    pushes = [push("S2", 1), push("S1", 2, position=2, together=2), push("S1", 1, together=2)]
    postings = {f"gd:{n}": opening(n) for n in (1, 2)}
    messages = compose(pushes, postings, SECRET, AT, lambda: "nonce")
    assert [(m.student_id, [o.posting_id for o in m.openings]) for m in messages] == [
        ("S1", ["gd:1", "gd:2"]),
        ("S2", ["gd:1"]),
    ]


def test_a_row_holds_the_public_facts_of_a_push_and_a_token_that_answers_it() -> None:
    row = rows_of(message())[0]
    assert set(row) >= READ_BY_WORLDS
    assert (row["places"], row["place_names"], row["nights"]) == (["441823"], ["广东省阳山县"], "some_nights")
    assert (row["pay_low_monthly_cny"], row["pay_high_monthly_cny"], row["deadline"]) == (3000, 4500, "2026-02-01")
    assert read_answer(SECRET, row["token"], AT, 28) == row["key"] == "S000001|gd:1|2026-01-20"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nobody_is_told_a_score_a_price_a_rule_a_slot_or_a_subsidy(language: str) -> None:
    drawn = compose([push("S1", 1, slot=Slot.EXPLORED)], {"gd:1": opening(1)}, SECRET, AT, lambda: "n")[0]
    letter = write_letter(drawn, language, None)
    told = json.dumps(rows_of(drawn), ensure_ascii=False) + letter.text + letter.html + letter.subject
    for secret in ("0.7125", "0.0625", "0.375", "needs", "explored", "subsid", "补贴", "残疾", "困难", "policy-1"):
        assert secret not in told


def test_the_reasons_given_are_those_that_moved_the_score() -> None:
    assert reasons_of(push("S1", 1)) == (Reason.GRASSROOTS, Reason.FIELD, Reason.NEAR)


@pytest.mark.parametrize(("nearness", "told"), [((1.0,), True), ((0.7,), True), ((0.69,), False), ((), False)])
def test_an_opening_is_called_near_only_where_it_is(nearness: tuple[float, ...], told: bool) -> None:
    one = replace(push("S1", 1), features=(0.6, 0.0, *nearness), contributions=(("nearness", 0.12),))
    assert (Reason.NEAR in reasons_of(one)) is told


def test_what_was_learned_is_no_reason_to_tell() -> None:
    moved = replace(push("S1", 1), channels=(), contributions=(("learned", 0.3), ("taste", 0.2), ("similarity", 0.04)))
    assert reasons_of(moved) == ()


def test_reasons_speak_of_features_that_there_are() -> None:
    assert set(REASON_OF_FEATURE) <= set(NAMES)
    assert NAMES[NEARNESS] == "nearness"
    assert "subsidized" not in REASON_OF_CHANNEL


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_letters_have_a_word_for_every_code(language: str) -> None:
    words = words_in(language)
    for section, kind in (
        ("kinds", EmployerKind),
        ("shifts", Shifts),
        ("contracts", Contract),
        ("reasons", Reason),
    ):
        assert set(words[section]) == {str(member) for member in kind}  # type: ignore[attr-defined]


def test_letters_in_an_unknown_language_are_refused_by_name() -> None:
    with pytest.raises(Misconfigured, match=r"'fr'.*zh, en"):
        words_in("fr")


def test_a_letter_tells_what_is_known_in_lines_a_phone_can_show() -> None:
    letter = write_letter(message("S1", opening(1), opening(2, title="护理员")), "zh", URL)
    assert letter.subject == "就业推荐：护士（阳山县江英镇卫生院）等 2 个岗位"
    for fact in (
        "1. 护士",
        "2. 护理员",
        "月薪（税前）：3000–4500 元",
        "地点：广东省阳山县",
        "报名截止：2026-02-01",
        "偶有夜班",
    ):
        assert fact in letter.text
    assert all(len(line) <= 40 for line in letter.text.splitlines() if URL not in line)


def test_a_letter_leaves_out_what_the_posting_does_not_say() -> None:
    silent = replace(opening(1), terms=Terms(pay=Pay(3000, None)))
    text = write_letter(message("S1", silent), "zh", URL).text
    assert "3000 元起" in text
    assert not [label for label in ("地点", "班次", "用工形式", "报名截止") if label in text]


def test_a_letter_links_every_opening_and_the_anonymous_opinion() -> None:
    told = message("S1", opening(1), opening(2))
    letter = write_letter(told, "zh", URL + "/")
    for one in told.openings:
        assert f"{URL}/{one.token}\n" in letter.text
        assert f'href="{URL}/{one.token}"' in letter.html
    assert f"{URL}/opinion/{told.opinion_token}" in letter.text
    assert read_opinion(SECRET, told.opinion_token, AT, 28) == "nonce"


def test_without_an_answer_page_a_letter_points_to_the_counselor() -> None:
    letter = write_letter(message(), "zh", None)
    assert "http" not in letter.text + letter.html
    assert "就业指导老师" in letter.text


def test_markup_in_a_posting_stays_text() -> None:
    letter = write_letter(message("S1", opening(1, title='<script>alert("x")</script>', employer="A & B")), "zh", URL)
    assert "<script>" not in letter.html
    assert "A &amp; B" in letter.html


def test_the_file_keeps_one_row_a_push_and_promises_no_delivery(tmp_path: Path) -> None:
    channel = JsonLinesChannel(tmp_path)
    receipts = channel.send([message("S1", opening(1), opening(2)), message("S2")])
    rows = [json.loads(line) for line in (tmp_path / "pushes-2026-01-20.jsonl").read_text("utf-8").splitlines()]
    assert [row["key"] for row in rows] == [receipt.key for receipt in receipts]
    assert {row["medium"] for row in rows} == {"file"}
    assert {(receipt.state, receipt.delivered) for receipt in receipts} == {(ReceiptState.SENT, False)}
