"""What students write of themselves, and what of it a rule can hold."""

from __future__ import annotations

import pytest

from jobmatch.domain import Contract, Need, NightLimit
from jobmatch.requirements import Limits, read_limits

GUANGZHOU, FOSHAN, SHENZHEN, GUANGDONG = "440100", "440600", "440300", "440000"


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("不能接打电话", {Need.NO_PHONE}),
        ("听不清电话", {Need.NO_PHONE}),
        ("不愿意打电话联系客户", {Need.NO_PHONE}),
        ("可以微信沟通，不方便打电话", {Need.NO_PHONE, Need.TEXT_COMMUNICATION}),
        ("面试希望用文字交流", {Need.TEXT_COMMUNICATION}),
        ("需要手语翻译", {Need.TEXT_COMMUNICATION}),
        ("不接受出差", {Need.NO_TRAVEL}),
        ("不能出差", {Need.NO_TRAVEL}),
        ("出差不行", {Need.NO_TRAVEL}),
        ("不接受长期出差", {Need.NO_LONG_TRAVEL}),
        ("不想经常出差", {Need.NO_LONG_TRAVEL}),
        ("不开车", {Need.NO_DRIVING}),
        ("没有驾照不能开车", {Need.NO_DRIVING}),
        ("不会开车", {Need.NO_DRIVING}),
        ("不能驾驶", {Need.NO_DRIVING}),
        ("恐高", {Need.NO_HEIGHTS}),
        ("有恐高症，不能登高作业", {Need.NO_HEIGHTS}),
        ("不能高空作业", {Need.NO_HEIGHTS}),
        ("不能爬高", {Need.NO_HEIGHTS}),
        ("需要读屏软件", {Need.LARGE_PRINT}),
        ("看不清小字", {Need.LARGE_PRINT}),
        ("坐轮椅", {Need.STEP_FREE}),
        ("坐轮椅，需要无障碍卫生间", {Need.STEP_FREE, Need.ACCESSIBLE_TOILET}),
        ("需要无障碍卫生间", {Need.ACCESSIBLE_TOILET}),
        ("走路慢，不能久站", {Need.STEP_FREE, Need.SEATED_WORK}),
        ("只能坐着工作", {Need.SEATED_WORK}),
        ("站着上班不行", {Need.SEATED_WORK}),
        ("不能搬重物", {Need.NO_HEAVY_LIFTING}),
        ("腰不好不能弯腰搬货", {Need.NO_HEAVY_LIFTING}),
        ("需要定期复诊", {Need.FLEXIBLE_HOURS}),
        ("每周一三五下午透析", {Need.FLEXIBLE_HOURS}),
    ],
)
def test_functional_needs(text: str, needs: set[Need]) -> None:
    assert read_limits(text).needs == needs


@pytest.mark.parametrize("text", ["不介意打电话", "不介意出差", "打电话没问题", "可以接受出差", "不怕登高"])
def test_what_a_student_does_not_mind_is_no_need(text: str) -> None:
    assert read_limits(text).needs == frozenset()


@pytest.mark.parametrize(
    ("text", "nights"),
    [
        ("不上夜班", NightLimit.REFUSES),
        ("白班", NightLimit.REFUSES),
        ("不倒班", NightLimit.REFUSES),
        ("最晚晚上9点下班", NightLimit.REFUSES),
        ("可以上夜班，但不能连续", NightLimit.NOT_LONG_TERM),
        ("夜班可以，但不能太多", NightLimit.NOT_LONG_TERM),
        ("能接受倒班", NightLimit.ACCEPTS),
        ("夜班都可以", NightLimit.ACCEPTS),
        ("不怕上夜班", NightLimit.ACCEPTS),
    ],
)
def test_nights(text: str, nights: NightLimit) -> None:
    assert read_limits(text).nights is nights


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("离家近，每月至少4000", 4000),
        ("月薪5000以上", 5000),
        ("底薪至少3000", 3000),
        ("期望薪资5k-7k", 5000),
        ("工资低于4000不考虑", 4000),
        ("年薪8万以上", 80_000 / 12),
        ("每天不少于300", 300 * 21.75),
        ("时薪不低于30", 30 * 174),
    ],
)
def test_a_floor_comes_to_cny_a_month(text: str, floor: float) -> None:
    assert read_limits(text).pay_floor_monthly_cny == round(floor)


@pytest.mark.parametrize("text", ["试用期不低于3500", "到手不低于3500", "税后3500"])
def test_a_floor_for_the_trial_or_after_tax_bounds_the_pay_and_is_kept_as_written(text: str) -> None:
    limits = read_limits(text)
    assert (limits.pay_floor_monthly_cny, limits.unread) == (3500, (text,))


@pytest.mark.parametrize(
    ("text", "places", "refused", "elsewhere"),
    [
        ("只考虑广州、佛山", {GUANGZHOU, FOSHAN}, set(), False),
        ("必须在广州市区", {GUANGZHOU}, set(), False),
        ("不想离开佛山", {FOSHAN}, set(), False),
        ("佛山以外不考虑", {FOSHAN}, set(), False),
        ("不去广东以外", {GUANGDONG}, set(), False),
        ("只想留在广东", {GUANGDONG}, set(), False),
        ("不想出广东", {GUANGDONG}, set(), False),
        ("不去深圳", set(), {SHENZHEN}, None),
        ("深圳不去", set(), {SHENZHEN}, None),
        ("不考虑深圳和东莞", set(), {SHENZHEN, "441900"}, None),
        ("除了深圳都可以", set(), {SHENZHEN}, True),
        ("除广州外都可以", set(), {GUANGZHOU}, True),
        ("最好在广州", {GUANGZHOU}, set(), None),
        ("全国都可以", set(), set(), True),
        ("可以去外省", set(), set(), True),
    ],
)
def test_places_wished_and_refused(text: str, places: set[str], refused: set[str], elsewhere: bool | None) -> None:
    limits = read_limits(text)
    assert (limits.places, limits.refused_places, limits.elsewhere) == (places, refused, elsewhere)


@pytest.mark.parametrize(
    ("text", "contracts"),
    [
        ("不接受劳务派遣", frozenset(Contract) - {Contract.DISPATCH}),
        ("不接受实习", frozenset(Contract) - {Contract.INTERNSHIP}),
        ("只考虑编制岗", frozenset({Contract.ESTABLISHED})),
        ("只做兼职", frozenset({Contract.PART_TIME})),
        ("只接受全职", frozenset(Contract) - {Contract.PART_TIME}),
    ],
)
def test_forms_of_contract(text: str, contracts: frozenset[Contract]) -> None:
    assert read_limits(text).contracts == contracts


@pytest.mark.parametrize(("text", "most"), [("报名费超过100不考虑", 100), ("路费不超过200", 200)])
def test_what_applying_may_cost(text: str, most: int) -> None:
    assert read_limits(text).application_cost_limit_cny == most


@pytest.mark.parametrize(
    "text",
    [
        "离家近",
        "不想去外地",
        "不能长途出差",
        "双休",
        "不加班",
        "包住",
        "希望包吃住",
        "不做销售",
        "只想在市区",
        "只在本市",
        "离广州近一点",
        "家在茂名",
        "广州话不会讲",
        "通勤不超过1小时",
        "不去郊区",
        "省内都行",
        "能照顾家里",
        "不能久坐",
        "不低于当地最低工资",
        "要交五险一金",
        "不能喝酒应酬",
        "对消毒水过敏",
        "晕血",
        "不接受封闭管理",
        "要求稳定",
    ],
)
def test_what_no_field_holds_is_kept_as_written_and_nothing_is_guessed(text: str) -> None:
    assert read_limits(text) == Limits(unread=(text,))


@pytest.mark.parametrize("text", ["没有", "无特殊要求", "都行", "服从安排", "随便"])
def test_no_limit_at_all(text: str) -> None:
    assert read_limits(text) == Limits()
