"""Notices that list several openings are read as the one that the title names, or as what they all ask."""

from __future__ import annotations

import pytest

from jobmatch.domain import Level, LevelsAsked, LicenceAsked, Strength, Unread
from jobmatch.requirements import Reading, read_posting

LISTED = (
    "岗位一：护士2名，大专及以上学历，有护士执业证，月薪4000-5000元；"
    "岗位二：中医医师1名，本科及以上学历，有执业医师证，月薪8000-9000元。以上岗位均提供住宿，签订劳动合同。"
)


def reading_of(title: str, text: str = LISTED) -> Reading:
    return read_posting({"title": title, "employer": "青溪镇卫生院", "text": text})


def licences(reading: Reading) -> list[frozenset[str]]:
    return [d.asked.any_of for d in reading.demands if isinstance(d.asked, LicenceAsked)]


@pytest.mark.parametrize(
    ("title", "licence", "places"), [("护士", "nurse_practising", 2), ("招聘中医医师", "physician", 1)]
)
def test_a_title_that_names_one_position_is_asked_what_that_position_asks(
    title: str, licence: str, places: int
) -> None:
    reading = reading_of(title)
    assert [sorted(codes) for codes in licences(reading)] == [[licence]]
    assert reading.terms.headcount == places
    assert reading.terms.housing


def test_where_the_title_names_none_each_position_is_left_for_a_person_to_read() -> None:
    reading = reading_of("招聘公告")
    assert licences(reading) == []
    unread = [d.span.quote for d in reading.demands if isinstance(d.asked, Unread)]
    assert [quote[:3] for quote in unread] == ["岗位一", "岗位二"]
    assert reading.terms.headcount == 2 + 1
    assert reading.terms.pay is None
    assert reading.terms.housing


def test_nobody_below_the_lowest_level_of_all_positions_is_admitted() -> None:
    levels = [d.asked for d in reading_of("招聘公告").demands if isinstance(d.asked, LevelsAsked)]
    assert [min(asked.admitted) for asked in levels] == [Level.ASSOCIATE]


def test_what_every_position_asks_is_asked() -> None:
    text = "1、内科护士：2名，有护士执业证。\n2、外科护士：3名，有护士执业证。"
    reading = reading_of("招聘公告", text)
    assert [sorted(codes) for codes in licences(reading)] == [["nurse_practising"]]
    assert not any(isinstance(d.asked, Unread) for d in reading.demands)


@pytest.mark.parametrize(
    "text",
    [
        "招聘护士2名、护工3名，要求中专及以上学历，有护士执业证。",
        "我院现有医师20名，护士40名。招聘护士2名，大专及以上学历，有护士执业证。",
        "1、大专及以上学历；2、有护士执业证；3、名额2名。",
    ],
)
def test_one_list_of_demands_for_everybody_is_no_list_of_positions(text: str) -> None:
    reading = reading_of("招聘公告", text)
    assert [sorted(codes) for codes in licences(reading)] == [["nurse_practising"]]


def test_quotes_stand_where_the_notice_has_them() -> None:
    for demand in reading_of("护士").demands:
        assert demand.strength is Strength.REQUIRED
        assert LISTED[demand.span.start : demand.span.end] == demand.span.quote
