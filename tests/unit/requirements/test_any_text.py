"""Whatever a feed sends is read without a traceback, in time that grows with its length, and quoted exactly."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jobmatch.domain import BadInput
from jobmatch.requirements import read_licences, read_limits, read_pay, read_posting
from jobmatch.requirements.text.passage import fold

FIELD_NAMES = """title employer duties text education degree majors_graduate majors_bachelor majors_associate other
fresh_graduate grassroots_experience place headcount pay contract published_on deadline"""
VOCABULARY = """大专 本科 及以上 学历 专业 护理 护士证 资格 须 优先 或 、 ， 。 ； （ ） ( 【 】 : ： 1 2. 3年
35岁 以下 不限 限 男性 女 广州 户籍 残疾人证 四级 夜班 月薪 4000 - 5500 元 K 2026年 3月 15日
截止 招聘 2名 一年内 取得 放宽 要求 职责 待遇 | 无需 应届 2026届 A030105 06法律类 问 答 Ａ ５ 十
两 半"""
FIELDS = FIELD_NAMES.split()
WORDS = [*VOCABULARY.split(), "\n", "\x00", " "]
notices = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), st.one_of(notices, st.text(max_size=60))))
@example({"other": "（" * 50})
@example({"text": "\x00", "headcount": "十十", "pay": "１２-３"})
@example({"headcount": "٣名", "text": "ß岁"})
def test_any_posting_is_read_or_refused_by_name_and_quotes_what_was_received(received: dict[str, str]) -> None:
    try:
        reading = read_posting(received)
    except BadInput:
        assert received["deadline"].strip()  # the one field that may refuse a posting
        return
    for demand in reading.demands:
        assert received[demand.span.field][demand.span.start : demand.span.end] == demand.span.quote


@settings(max_examples=200, deadline=None)
@given(st.one_of(notices, st.text(max_size=80)))
def test_any_cell_of_a_roster_is_read(text: str) -> None:
    assert read_limits(text).unread == tuple(part for part in read_limits(text).unread if part)
    assert all(licence.code for licence in read_licences(text))
    pay = read_pay(text)
    assert pay is None or 0 < pay.low_monthly_cny <= (pay.high_monthly_cny or pay.low_monthly_cny)


@given(st.text(max_size=200))
def test_folding_never_moves_a_character(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_an_empty_posting_demands_nothing() -> None:
    reading = read_posting({})
    assert (reading.demands, reading.warnings, reading.terms.places) == ((), (), ())


@pytest.mark.parametrize("unit", ["护理、", "3年以上经验", "（限", "资格或", "1-", "专业"])
def test_a_clause_of_a_hundred_thousand_characters_takes_seconds_not_minutes(unit: str) -> None:
    began = time.process_time()
    read_posting({"title": "护士", "employer": "某医院", "text": unit * (100_000 // len(unit))})
    assert time.process_time() - began < 10


@pytest.mark.slow
def test_a_megabyte_of_notice_is_read() -> None:
    began = time.process_time()
    reading = read_posting({"text": "任职要求：大专及以上学历，护理专业。\n" * 50_000})
    assert time.process_time() - began < 120
    assert len(reading.demands) == 2
