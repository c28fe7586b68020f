import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from jobmatch.taxonomy.regions import covers, find_regions
from jobmatch.taxonomy.regions.table import table

SHARED = Path(__file__).resolve().parents[4] / "shared/data"
POSITIONS = SHARED / "gd_gongwuyuan_2026/附件1：广东省2026年考试录用公务员职位表.xls"


def codes(text, within=None):
    return [found.code for found in find_regions(text, within)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("广州市越秀区人民政府洪桥街道办事处", ["440104"]),
        ("中共郁南县委社会工作部", ["445322"]),
        ("佛山市公安局南海分局", ["440605"]),
        ("广州市规划和自然资源局黄埔区分局", ["440112"]),
        ("广州、深圳、佛山南海", ["440100", "440300", "440605"]),
        ("广州和深圳", ["440100", "440300"]),
        ("广州深圳上海", ["440100", "440300", "310000"]),
        ("佛山、中山", ["440600", "442000"]),
        ("郑州·新密·曲梁产业区", ["410183"]),
        ("上海唯透｜沈阳·铁西", ["310000", "210106"]),
        ("内乡县", ["411325"]),
        ("栾川县户籍或生源", ["410324"]),
        ("PLC程序设计｜上海·宝山·杨行", ["310113"]),
        ("南海（佛山）", ["440605"]),
        ("增城经济技术开发区", ["440118"]),
        ("江苏镇江", ["321100"]),
        ("济源市", ["419001"]),
        ("内蒙古自治区呼和浩特市新城区", ["150102"]),
    ],
)
def test_places_in_real_wording(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "中山大学附属第一医院",
        "东方航空",
        "新兴产业",
        "保安康复",
        "天河北路",
        "北京东路",
        "珠江西岸",
        "省商务厅",
        "白云区",
        "龙华区",
        "盛天水泥",
        "昆山西交大",
        "合作市场",
    ],
)
def test_words_that_only_contain_a_name_are_no_places(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("惠州市惠城区河南岸街道", "441302"),
        ("东莞市东城区", "441900"),  # a town of Dongguan, not the district of Beijing
        ("东莞市长安镇", "441900"),
        ("佛山市南海区九江镇", "440605"),
        ("梅江区长沙镇人民政府", "441402"),
        ("广州市越秀区人民政府北京街道办事处", "440104"),
        ("广州市中山大道", "440100"),
        ("中山市南区", "442000"),
        ("西安·雁塔区·曲江新区", "610113"),
        ("重庆长安汽车", "500000"),
        ("海南区域经理", "460000"),
        ("吉林市场部", "220000"),
    ],
)
def test_towns_streets_and_longer_words_do_not_lead_astray(text, expected):
    assert codes(text) == [expected]


def test_a_shared_name_is_settled_by_the_place_before_it():
    assert codes("广州市白云区") == ["440111"]
    assert codes("贵阳市白云区") == ["520113"]
    assert codes("深圳市公安局龙华分局") == ["440309"]
    assert codes("海口龙华") == ["460106"]


def test_a_short_county_name_counts_between_boundaries_after_its_city_or_within():
    assert codes("工作地点:内乡") == ["411325"]
    assert codes("在内乡工作") == ["411325"]
    assert codes("云浮新兴") == ["445321"]
    assert codes("新兴", within="440000") == ["445321"]
    assert codes("公安局南海分局", within="440000") == ["440605"]
    assert codes("新兴产业园", within="440100") == []


def test_within_drops_everything_elsewhere():
    assert codes("广州、长沙、佛山南海", within="440600") == ["440605"]


def test_spans_point_at_the_words_and_a_path_is_one_span():
    text = "招聘护士，地点：广东省·佛山市南海区，或深圳"
    assert [text[found.start : found.end] for found in find_regions(text)] == ["广东省·佛山市南海区", "深圳"]


@given(st.sampled_from([p for p in table().values() if p.level == "county" and not p.now]), st.text(max_size=8))
def test_a_county_after_its_prefecture_is_always_found(place, following):
    city = table().get(place.code[:4] + "00") or table()[place.code[:2] + "0000"]
    text = f"{city.name}{place.name}，{following}"
    assert codes(text)[:1] == [place.code]


@given(
    st.text(alphabet="广东佛山南海北京路中区市县镇、· 0a医院", max_size=30), st.sampled_from([None, "440000", "440600"])
)
def test_any_text_gives_ordered_spans_that_stand_apart_and_keep_within(text, within):
    found = find_regions(text, within)
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(within is None or covers(within, f.code) for f in found)


def test_the_employers_of_guangdongs_civil_service_all_lie_where_they_say():
    if not POSITIONS.exists():
        pytest.skip(f"the official workbook is absent: {POSITIONS}")
    book = CalamineWorkbook.from_path(POSITIONS)
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    employers = {str(row[0]).strip() for row in rows if str(row[1]).strip().isdigit()}
    unplaced = [e for e in employers if not find_regions(e)]
    outside = [e for e in employers for f in find_regions(e) if not covers("440000", f.code)]
    assert len(employers) > 3500
    assert len(unplaced) < 10  # development zones that are no administrative region
    assert all("驻北京联络处" in e for e in outside)
