"""What an opening offers and where, in the words of boards, hospitals and offices."""

import pytest

from jobmatch.domain import Contract, Duty, Need, Pay, Shifts, Strength, Terms
from jobmatch.requirements import read_pay, read_posting


def terms(**received: str) -> Terms:
    return read_posting({"title": "工程师", "employer": "某某公司", **received}).terms


def duties(text: str) -> set[Need]:
    demands = read_posting({"title": "工程师", "text": text}).demands
    return {d.asked.collides_with for d in demands if isinstance(d.asked, Duty) and d.strength is Strength.REQUIRED}


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("3.5千-7千", 3500, 7000),
        ("1.2-1.8万·13薪", 12_000 * 13 / 12, 18_000 * 13 / 12),
        ("15-25K·13-16薪", 15_000 * 13 / 12, 25_000 * 16 / 12),
        ("8-12k*14", 8_000 * 14 / 12, 12_000 * 14 / 12),
        ("12-20万（年薪）", 120_000 / 12, 200_000 / 12),
        ("12-20万年薪", 120_000 / 12, 200_000 / 12),
        ("12-20万", 120_000 / 12, 200_000 / 12),
        ("15元/小时", 15 * 8 * 21.75, 15 * 8 * 21.75),
        ("150-200/天", 150 * 21.75, 200 * 21.75),
        ("300元/天-400元/天", 300 * 21.75, 400 * 21.75),
        ("1000-1500元/周", 1000 * 21.75 / 5, 1500 * 21.75 / 5),
        ("¥8000-12000", 8000, 12_000),
        ("月薪：4k–6k", 4000, 6000),
        ("3000-5000元（底薪+提成）", 3000, 5000),
        ("税后8000-10000", 8000, 10_000),
        ("5000左右/月", 5000, 5000),
        ("试用期4000，转正5000", 5000, 5000),
    ],
)
def test_a_pay_cell_comes_to_cny_a_month_however_boards_write_it(cell: str, low: float, high: float) -> None:
    assert read_pay(cell) == Pay(round(low), round(high))


@pytest.mark.parametrize(
    ("cell", "low"),
    [
        ("6k以上", 6000),
        ("1万以上/月", 10_000),
        ("100万以上/年", 1_000_000 / 12),
        ("无责底薪4000", 4000),
        ("5000-8000元/月+提成", 5000),
        ("年薪20w+", 200_000 / 12),
        ("6000元/月起", 6000),
    ],
)
def test_a_base_or_a_least_is_open_upwards(cell: str, low: float) -> None:
    assert read_pay(cell) == Pay(round(low), None)


@pytest.mark.parametrize(
    "cell",
    [
        "薪资面议",
        "2千以下/月",
        "3千及以下",
        "最高20000元",
        "-1-0",
        "0-0",
        "50元/节",
        "GBP 20000-25000",
        "HK$15000",
        "150-200",
    ],
)
def test_a_most_a_piece_rate_foreign_money_and_fillers_are_no_pay(cell: str) -> None:
    assert read_pay(cell) is None


@pytest.mark.parametrize(
    ("cell", "word"), [("GBP 20000-25000", "人民币"), ("税后8000-10000", "税后"), ("2千以下/月", "核对")]
)
def test_pay_that_needs_a_look_is_a_warning(cell: str, word: str) -> None:
    assert any(word in warning for warning in read_posting({"title": "文员", "pay": cell}).warnings)


def test_the_pay_column_outweighs_text_and_benefits() -> None:
    offered = terms(pay="6000-8000元/月", text="月薪10000-12000元", benefits="13薪")
    assert offered.pay == Pay(6000, 8000)


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("上海上海浦东新区", ["310115"]),
        ("四川省成都红星路", ["510100"]),
        ("北京·朝阳·望京", ["110105"]),
        ("北京 昌平区 沙河", ["110114"]),
        ("上海 杨浦区 鞍山", ["310110"]),
        ("深圳深圳宝安区宝安", ["440306"]),
        ("广东省深圳市宝安区西乡街道南昌社区固戍二路99号(南昌第二工业区东区)", ["440306"]),
        ("北京朝阳区西坝河北里51号楼", ["110105"]),
        ("济南高新区", ["370100"]),
        ("江苏省苏州苏州工业园区", ["320500"]),
        ("河北省雄安新区", ["130600"]),
        ("天津滨海新区", ["120116"]),
        ("东莞-东城区", ["441900"]),
        ("山东省青岛市北区万达广场", ["370203"]),
        ("江苏省连云港", ["320700"]),
        ("安徽省黄山", ["341000"]),
        ("吉林省吉林", ["220200"]),
        ("吉林省长春汽车经济技术开发区", ["220100"]),
        ("北京/上海/深圳", ["110000", "310000", "440300"]),
        ("广州-上海-大连", ["440100", "310000", "210200"]),
        ("沈阳 昆山", ["210100", "320583"]),
        ("南京市江宁区、雨花台区", ["320115", "320114"]),
        ("天津和平区", ["120101"]),
        ("岳麓区某某广场4栋（工作地点：广州、杭州）", ["440100", "330100"]),
    ],
)
def test_a_place_cell_is_read_as_deep_as_is_certain(cell: str, codes: list[str]) -> None:
    assert list(terms(place=cell).places) == codes


@pytest.mark.parametrize(
    ("received", "codes"),
    [
        ({"place": "沈阳·铁西", "employer": "上海唯某科技有限公司"}, ["210106"]),
        ({"place": "广州", "employer": "广州市越秀区某某科技有限公司"}, ["440100"]),
        ({"place": "广东", "employer": "上海某软件股份有限公司湛江分公司"}, ["440800"]),
        ({"place": "朝阳区拂林路9号", "employer": "北京某某科技有限公司"}, ["110105"]),
        ({"place": "长宁", "employer": "上海某某贸易有限公司"}, ["310105"]),
        ({"place": "上海", "address": "上班地址 : 徐汇区漕宝路82号"}, ["310104"]),
        ({"place": "上海", "address": "上班地址 : 南京市鼓楼区中山路1号"}, ["310000"]),
        ({"place": "深圳", "text": "工作地点：深圳市南山区科技园"}, ["440305"]),
        ({"place": "深圳", "title": "Java工程师（福田区）"}, ["440304"]),
        ({"place": "黄山", "title": "云计算工程师（黄山）"}, ["341000"]),
        ({"title": "运维工程师（上海 深圳）", "employer": "北京某某科技有限公司"}, ["310000", "440300"]),
        ({"title": "讲师(南山/福田)", "employer": "某教育"}, ["440305", "440304"]),
        ({"text": "工作地点：北京、西安、合肥以及其他城市"}, ["110000", "610100", "340100"]),
        ({"text": "公司总部位于北京，客户遍布上海", "employer": "广州某某科技有限公司"}, ["440100"]),
        ({"employer": "北京某某科技有限公司"}, ["110000"]),
    ],
)
def test_what_tells_the_place_of_work(received: dict[str, str], codes: list[str]) -> None:
    assert list(terms(**received).places) == codes


@pytest.mark.parametrize("cell", ["全国", "异地招聘", "国外", "新加坡"])
def test_a_place_that_is_no_one_region_stays_open(cell: str) -> None:
    assert terms(place=cell, employer="北京某某科技有限公司").places == ()


def test_work_abroad_is_a_warning() -> None:
    assert any("境外" in warning for warning in read_posting({"title": "护士", "place": "新加坡"}).warnings)


@pytest.mark.parametrize(
    ("received", "contract"),
    [
        ({"title": "数据分析实习生"}, Contract.INTERNSHIP),
        ({"title": "兼职讲师"}, Contract.PART_TIME),
        ({"title": "讲师（全职/兼职）"}, None),
        ({"contract": "实习"}, Contract.INTERNSHIP),
        ({"contract": "全职"}, None),
        ({"text": "连续实习3个月以上"}, Contract.INTERNSHIP),
        ({"text": "任职要求：接受第三方派遣"}, Contract.DISPATCH),
        ({"text": "非外包项目，非劳务派遣"}, None),
        ({"text": "岗位要求：有扎实的编程能力，有文档编写和方案编制经验"}, None),
        ({"text": "福利待遇：此岗位为正式编制"}, Contract.ESTABLISHED),
        ({"text": "工作时间：五天八小时工作制"}, None),
        ({"text": "此岗位不招实习生"}, None),
        ({"text": "岗位职责：1、对劳务外包人员进行培训；2、负责劳动合同管理"}, None),
    ],
)
def test_the_tie_in_ads(received: dict[str, str], contract: Contract | None) -> None:
    assert terms(**received).contract is contract


@pytest.mark.parametrize(
    ("received", "housing"),
    [
        ({"benefits": "五险一金,包吃住,餐补"}, True),
        ({"tags": "员工宿舍"}, True),
        ({"benefits": "住房补贴,餐补"}, None),
        ({"text": "福利待遇：提供住宿补贴"}, None),
        ({"text": "福利待遇：不包食宿"}, False),
        ({"text": "岗位职责：安排学员住宿"}, None),
    ],
)
def test_somewhere_to_live_is_no_money_for_it(received: dict[str, str], housing: bool | None) -> None:
    assert terms(**received).housing is housing


@pytest.mark.parametrize(
    ("received", "headcount"),
    [
        ({"headcount": "招30人"}, 30),
        ({"headcount": "若干人"}, None),
        ({"text": "电话客服：20名"}, 20),
        ({"text": "带领30人团队"}, None),
        ({"text": "公司规模：50-150人"}, None),
        ({"text": "集聚了超过23000名研发人员"}, None),
        ({"text": "岗位需求：1，1年以上C#开发经验"}, None),
    ],
)
def test_places_are_no_staff(received: dict[str, str], headcount: int | None) -> None:
    assert terms(**received).headcount == headcount


@pytest.mark.parametrize(
    ("text", "shifts"),
    [
        ("上班时间：两班倒", Shifts.REGULAR_NIGHTS),
        ("能接受三班倒", Shifts.REGULAR_NIGHTS),
        ("公司免费提供早中晚工作餐", None),
        ("每天早中晚均有班车", None),
        ("支持夜间模式的开发", None),
        ("朝九晚六，周末双休", None),
        ("长白班", Shifts.DAY),
        ("大小周", None),
    ],
)
def test_meals_and_buses_are_no_shifts(text: str, shifts: Shifts | None) -> None:
    assert terms(text=f"工作时间：{text}").shifts is shifts


def test_tags_tell_hours_and_home_office() -> None:
    offered = terms(tags="长白班|弹性工作|居家办公")
    assert (offered.shifts, offered.remote) == (Shifts.DAY, True)
    assert offered.provisions == {Need.FLEXIBLE_HOURS}


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("任职要求：能适应经常出差", {Need.NO_TRAVEL, Need.NO_LONG_TRAVEL}),
        ("任职要求：能接受长期出差者优先", set()),
        ("任职要求：有出差需求", {Need.NO_TRAVEL}),
        ("福利：出差补贴", set()),
        ("岗位职责：通过电话与客户进行有效沟通", {Need.NO_PHONE}),
        ("岗位职责：接听客户热线，电话回访", {Need.NO_PHONE}),
        ("任职要求：熟悉呼叫中心系统开发", set()),
        ("任职要求：有电话销售经验优先", set()),
        ("岗位职责：负责驾驶公务车辆", {Need.NO_DRIVING}),
        ("岗位职责：驾驶行为分析算法研发", set()),
        ("岗位职责：登高作业", {Need.NO_HEIGHTS}),
        ("岗位职责：上门服务需爬楼", {Need.STEP_FREE}),
        ("岗位职责：数据搬运与清洗", set()),
    ],
)
def test_what_the_work_asks_of_the_body_and_what_one_only_builds(text: str, needs: set[Need]) -> None:
    assert duties(text) == needs


def test_pay_and_place_are_found_among_tags_where_the_columns_have_slipped() -> None:
    offered = terms(tags="10-20K|五险一金，包吃|广州市 天河区 某某国际|10000人以上")
    assert offered.pay == Pay(10_000, 20_000)
    assert offered.places == ("440106",)


def test_a_title_names_the_work() -> None:
    demands = read_posting({"title": "电话销售专员"}).demands
    assert [d.asked for d in demands] == [Duty(Need.NO_PHONE)]


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("无需出差", {Need.NO_TRAVEL, Need.NO_LONG_TRAVEL}),
        ("能无障碍阅读英文文档", set()),
        ("良好的书面沟通能力", set()),
        ("无人驾驶数据标注", set()),
        ("负责电梯维保", set()),
    ],
)
def test_a_provision_is_about_the_workplace(text: str, needs: set[Need]) -> None:
    assert terms(text=text).provisions == needs


def test_leave_after_a_year_is_no_term_of_service() -> None:
    assert terms(text="工作满1年可享受5天年假").service_years is None


def test_a_title_may_name_more_places_than_the_column() -> None:
    reading = read_posting({"title": "测试工程师（工作地：苏州、上海）", "place": "江苏省苏州吴江区"})
    assert reading.terms.places == ("320509", "310000")


def test_housing_may_stand_behind_its_label() -> None:
    assert read_posting({"title": "工程师", "text": "福利：\n6、住宿：单身宿舍"}).terms.housing is True


def test_a_slipped_address_may_name_the_city_without_its_ending() -> None:
    assert read_posting({"title": "开发", "tags": "5-10K|深圳南山区某大厦3楼|0-20人"}).terms.places == ("440305",)


def test_figures_of_the_firm_are_no_doubtful_pay() -> None:
    reading = read_posting({"title": "专员", "text": "公司营业收入近1万亿。有竞争力的薪酬，5天8小时工作制"})
    assert reading.terms.pay is None
    assert reading.warnings == ()
