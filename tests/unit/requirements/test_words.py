"""Single cells: pay, dates, levels, degrees, limits and licences in the words of rosters and postings."""

from __future__ import annotations

from datetime import date

import pytest

from jobmatch.domain import (
    BadInput,
    Contract,
    Degree,
    Level,
    Licence,
    LicenceState,
    Need,
    NightLimit,
    Pay,
)
from jobmatch.requirements import (
    read_date,
    read_degree,
    read_level,
    read_licences,
    read_limits,
    read_pay,
    unread_licences,
)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("月薪4000—5500元", 4000, 5500),
        ("4.5-6K", 4500, 6000),
        ("4.5K-6K", 4500, 6000),
        ("8千-1.1万", 8000, 11_000),
        ("0.8-1.3万/月", 8000, 13_000),
        ("年薪6—8万", 60_000 / 12, 80_000 / 12),
        ("20-40万/年", 200_000 / 12, 400_000 / 12),
        ("300-330元/天", 300 * 21.75, 330 * 21.75),
        ("日薪200元，按月结算", 200 * 21.75, 200 * 21.75),
        ("15-25K·14薪", 15_000 * 14 / 12, 25_000 * 14 / 12),
        ("试用期2100元/月，转正后2500-3100元/月", 2500, 3100),
        ("底薪3000+提成，综合4000-6000元", 4000, 6000),
        ("一年内考到就行，3700-5200元/月", 3700, 5200),
        ("４０００-５０００元", 4000, 5000),
        ("4,000-5,000元", 4000, 5000),
        ("6-8", 6000, 8000),
        ("5000", 5000, 5000),
    ],
)
def test_pay_comes_to_cny_a_month(text: str, low: float, high: float) -> None:
    assert read_pay(text) == Pay(round(low), round(high))


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("底薪3000+提成", 3000),
        ("底薪5000+绩效", 5000),
        ("底薪3000-4000+提成", 3000),
        ("4000元以上", 4000),
        ("到手4800元起", 4800),
        ("不低于4000", 4000),
        ("面议，不低于3500元", 3500),
        ("试用期3000元，转正后4500元起", 4500),
        ("日薪200元起", 200 * 21.75),
        ("年薪8万起", 80_000 / 12),
        ("基本工资2500元+绩效工资1000-3000元", 2500),
    ],
)
def test_pay_of_which_only_a_part_or_the_least_is_stated_is_open_upwards(text: str, low: float) -> None:
    assert read_pay(text) == Pay(round(low), None)


@pytest.mark.parametrize("text", ["面议", "", "按规定", "5000元以下", "18-40岁", "3-5年经验", "2026-02-06"])
def test_pay_that_is_not_stated_is_unknown(text: str) -> None:
    assert read_pay(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-30",
        "2026/6/30",
        "2026.6",
        "2026.06",
        "2026年6月",
        "2026年6月30日",
        "20260630",
        "46203",
        "２０２６年６月３０日",
        " 2026-06-30 00:00:00",
    ],
)
def test_dates_as_rosters_write_them(text: str) -> None:
    assert read_date(text) == date(2026, 6, 30)


@pytest.mark.parametrize("text", ["下周五", "", "2026-02-30", "2026", "13", "99999", "二〇二六年", "-"])
def test_a_date_that_is_none_names_field_value_and_expectation(text: str) -> None:
    with pytest.raises(BadInput, match=r"graduation_date: .* is no date; expected"):
        read_date(text, "graduation_date")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("大专（高职）", Level.ASSOCIATE),
        ("专科", Level.ASSOCIATE),
        ("高职", Level.ASSOCIATE),
        ("普通本科", Level.BACHELOR),
        ("专升本", Level.BACHELOR),
        ("硕士研究生", Level.MASTER),
        ("博士研究生", Level.DOCTOR),
        ("中专", Level.SECONDARY),
        ("初中", Level.JUNIOR_HIGH),
        ("", None),
        ("不详", None),
    ],
)
def test_levels_of_a_roster(text: str, level: Level | None) -> None:
    assert read_level(text) is level


@pytest.mark.parametrize(
    ("text", "degree"),
    [("学士", Degree.BACHELOR), ("硕士学位", Degree.MASTER), ("无", Degree.NONE), ("", None)],
)
def test_degrees_of_a_roster(text: str, degree: Degree | None) -> None:
    assert read_degree(text) is degree


@pytest.mark.parametrize(
    ("text", "nights"),
    [
        ("不接受长期夜班", NightLimit.NOT_LONG_TERM),
        ("偶尔值班可以，不要长期夜班", NightLimit.NOT_LONG_TERM),
        ("夜班最多每月几次", NightLimit.NOT_LONG_TERM),
        ("可以轮值但不长期上夜班", NightLimit.NOT_LONG_TERM),
        ("身体原因不能熬夜", NightLimit.REFUSES),
        ("夜班不行", NightLimit.REFUSES),
        ("晚上八点前能下班", NightLimit.REFUSES),
        ("可以倒班", NightLimit.ACCEPTS),
        ("夜班没问题", NightLimit.ACCEPTS),
        ("没有特别要求", None),
    ],
)
def test_what_a_student_accepts_of_the_night(text: str, nights: NightLimit | None) -> None:
    assert read_limits(text).nights is nights


def test_limits_of_several_kinds_in_one_text() -> None:
    limits = read_limits("不能接打电话，每月至少4000；不接受劳务派遣；不去深圳；需要坐姿作业，不搬重物。想离家近一点")
    assert limits.pay_floor_monthly_cny == 4000
    assert limits.needs == {Need.NO_PHONE, Need.SEATED_WORK, Need.NO_HEAVY_LIFTING}
    assert limits.contracts == frozenset(Contract) - {Contract.DISPATCH}
    assert limits.refused_places == {"440300"}
    assert limits.unread == ("想离家近一点",)


def test_a_part_of_guangdong_stands_for_its_cities() -> None:
    limits = read_limits("不去粤北；只考虑粤东")
    assert limits.refused_places == {"440200", "441800"}  # 韶关, 清远
    assert limits.places == {"440500", "441500", "445100", "445200"}  # 汕头, 汕尾, 潮州, 揭阳


@pytest.mark.parametrize(("text", "floor"), [("6千以上", 6000), ("工资不低于3500元", 3500), ("至少4.5K", 4500)])
def test_a_floor_in_other_units(text: str, floor: int) -> None:
    assert read_limits(text).pay_floor_monthly_cny == floor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "护士执业资格证（成绩合格，未注册）；普通话二乙；C1驾照",
            (
                Licence("nurse_exam", LicenceState.PASSED),
                Licence("mandarin_2b", LicenceState.HELD),
                Licence("driving_c1", LicenceState.HELD),
            ),
        ),
        ("已考护士证 2025.6", (Licence("nurse_exam", LicenceState.PASSED, date(2025, 6, 30)),)),
        ("拟参加2026年4月护士考试", (Licence("nurse_exam", LicenceState.SITTING, date(2026, 4, 30)),)),
        ("2027年考护士证", (Licence("nurse_exam", LicenceState.SITTING, date(2027, 12, 31)),)),
        ("护士执业资格证书（已注册）", (Licence("nurse_practising", LicenceState.HELD),)),
        ("教资笔试已过，面试2026年5月", (Licence("teacher", LicenceState.SITTING, date(2026, 5, 31)),)),
        ("执业药师（已过期）", (Licence("licensed_pharmacist", LicenceState.EXPIRED),)),
        (
            "护士执业证，有效期至2027年5月",
            (Licence("nurse_practising", LicenceState.HELD, None, date(2027, 5, 31)),),
        ),
        ("C1、育婴员", (Licence("driving_c1", LicenceState.HELD), Licence("infant_carer", LicenceState.HELD))),
        ("无", ()),
        ("", ()),
    ],
)
def test_licences_of_a_roster_keep_their_state_and_date(text: str, expected: tuple[Licence, ...]) -> None:
    assert read_licences(text) == expected


def test_an_unknown_paper_is_reported_and_never_changes_the_state_of_its_neighbour() -> None:
    text = "普通话二乙，2026年8月考盲文证"
    assert read_licences(text) == (Licence("mandarin_2b", LicenceState.HELD),)
    assert unread_licences(text) == ("2026年8月考盲文证",)
