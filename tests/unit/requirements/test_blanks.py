"""Blanks between all characters, as posters and scans have them, hide nothing."""

from __future__ import annotations

from jobmatch.domain import AgeAsked, LevelsAsked, LicenceAsked
from jobmatch.requirements import read_posting

POSTER = "招 聘 护 士 3 人 ， 大 专 以 上 学 历 ， 持 护 士 执 业 证 ， 年 龄 在 35 周 岁 以 下 。"


def test_a_notice_with_blanks_between_all_characters_is_read_as_one_without() -> None:
    reading = read_posting({"title": "护 士", "employer": "青溪医院", "text": POSTER})
    kinds = {type(demand.asked) for demand in reading.demands}
    assert {LevelsAsked, LicenceAsked, AgeAsked} <= kinds
    assert reading.terms.headcount == 3


def test_its_quotes_are_the_words_as_received() -> None:
    reading = read_posting({"title": "护 士", "employer": "青溪医院", "text": POSTER})
    quotes = {demand.span.quote for demand in reading.demands}
    assert "持 护 士 执 业 证" in quotes
    assert all(POSTER[d.span.start : d.span.end] == d.span.quote for d in reading.demands if d.span.field == "text")


def test_blanks_between_words_go_on_keeping_them_apart() -> None:
    text = "护士 2名 大专及以上 护理学 有护士执业证 35岁以下 4000-6000元"
    reading = read_posting({"title": "护士", "employer": "青溪医院", "text": text})
    quotes = {demand.span.quote for demand in reading.demands}
    assert {"大专及以上", "护理学"} < quotes
