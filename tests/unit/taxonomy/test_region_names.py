import pytest

from jobmatch.taxonomy.regions import resolve_region
from jobmatch.taxonomy.regions.table import table


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("佛山", "440600"),
        ("佛山市", "440600"),
        ("广东佛山", "440600"),
        ("广东省佛山市南海区", "440605"),
        ("广东/佛山/南海", "440605"),
        ("广东 · 佛山－南海", "440605"),
        ("南海区", "440605"),
        ("南海", "440605"),
        ("内乡", "411325"),
        ("中国广东省深圳市", "440300"),
        ("广州市辖区", "440100"),
        ("北京朝阳", "110105"),
        ("上海市浦东新区", "310115"),
        ("吉林吉林", "220200"),
        ("北京市/北京市/东城区", "110101"),
        ("乳源", "440232"),
        ("乳源县", "440232"),
        ("湘西州", "433100"),
        ("内蒙", "150000"),
        ("440605", "440605"),
        ("110100", "110000"),
    ],
)
def test_a_place_is_known_by_full_short_and_nested_names_and_by_code(written, code):
    assert resolve_region(written) == code


@pytest.mark.parametrize(
    "written", ["", "鼓楼区", "朝阳", "白云区", "新兴", "火星", "佛山南海桂城", "南海佛山", "999999"]
)
def test_what_names_no_region_or_several_is_left_open(written):
    assert resolve_region(written) is None


def test_within_settles_what_several_regions_share():
    assert resolve_region("鼓楼区", within="320100") == "320106"
    assert resolve_region("新兴", within="440000") == "445321"
    assert resolve_region("朝阳", within="110000") == "110105"
    assert resolve_region("白云", within="440100") == "440111"


def test_within_excludes_what_lies_elsewhere():
    assert resolve_region("南海区", within="440100") is None
    assert resolve_region("440605", within="440100") is None


def test_a_name_shared_by_an_outer_and_its_own_inner_region_means_the_outer():
    assert resolve_region("吉林") == "220000"
    assert resolve_region("大理") == "532900"
    assert resolve_region("海南") == "460000"


def test_a_city_is_meant_before_a_district_elsewhere():
    assert resolve_region("中山") == "442000"  # 大连 has a 中山区


def test_names_of_abolished_counties_lead_to_their_successors():
    assert resolve_region("临安市") == "330112"
    assert resolve_region("临安") == "330112"
    assert resolve_region("莱芜") == "370116"


def test_every_region_in_force_is_found_by_its_full_path():
    lost = []
    for place in table().values():
        if place.now:
            continue
        city = table().get(place.code[:4] + "00")
        outer = city.name if place.level == "county" and city else table()[place.code[:2] + "0000"].name
        if place.level != "province" and resolve_region(outer + place.name) != place.code:
            lost.append(outer + place.name)
    assert lost == []
