import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import NotFound
from jobmatch.taxonomy.regions import covers, current_code, distance_km, prefecture_of, province_of, region
from jobmatch.taxonomy.regions.table import table

GUANGDONG, GUANGZHOU, YUEXIU = "440000", "440100", "440104"
codes = st.sampled_from(sorted(table()))


def test_a_province_covers_its_cities_and_a_city_its_districts_but_never_the_other_way_round():
    assert covers(GUANGDONG, GUANGZHOU)
    assert covers(GUANGDONG, YUEXIU)
    assert covers(GUANGZHOU, YUEXIU)
    assert not covers(YUEXIU, GUANGZHOU)
    assert not covers("440600", YUEXIU)


@given(codes)
def test_every_region_covers_itself_and_lies_in_its_province(code):
    assert covers(code, code)
    assert covers(province_of(code), code)


@given(codes, codes, codes)
def test_what_lies_in_a_part_lies_in_the_whole(a, b, c):
    assert covers(a, c) or not (covers(a, b) and covers(b, c))


def test_a_code_with_an_inner_zero_covers_no_neighbouring_city():
    assert not covers("371000", "371102")  # 威海 is not 日照


def test_a_municipality_is_province_and_city_in_one():
    assert prefecture_of("110105") == "110000"
    assert region("110100").name == "北京市"
    assert covers("110100", "110105")
    assert covers("500100", "500233")  # 忠县 has the number of 重庆's counties, 5002


def test_a_county_under_the_province_itself_has_no_prefecture():
    assert region("419001").name == "济源市"
    assert prefecture_of("419001") is None
    assert prefecture_of("440000") is None


def test_a_city_without_counties_is_a_prefecture_whatever_others_number_inside_it():
    assert region("441900").level == "prefecture"
    assert prefecture_of("441900") == "441900"
    assert region("441902").code == "441900"


def test_levels_follow_the_code():
    assert [region(c).level for c in (GUANGDONG, GUANGZHOU, YUEXIU)] == ["province", "prefecture", "county"]


def test_an_unknown_code_is_refused_by_name():
    with pytest.raises(NotFound, match="'999999'"):
        region("999999")


def test_an_abolished_region_leads_to_the_one_that_took_over():
    assert region("330185").name == "临安市"
    assert current_code("330185") == "330112"
    assert current_code("371202") == "370116"  # 莱城区 of the former 莱芜市
    assert current_code(YUEXIU) == YUEXIU


def test_successors_are_in_force_themselves():
    assert all(table()[place.now].now is None for place in table().values() if place.now)


def test_districts_founded_since_2016_are_known_and_lie_near_their_city():
    for code, name in (("440309", "龙华区"), ("440310", "坪山区"), ("440311", "光明区")):
        assert region(code).name == name
        assert distance_km(code, "440300") == 0.0  # no position of their own: the city's


def test_every_region_has_a_position_in_china():
    assert all(73 < place.lon < 136 and 3 < place.lat < 54 for place in table().values())


def test_every_county_lies_within_reach_of_its_prefecture():
    far = [
        place.code
        for place in table().values()
        if place.level == "county" and (city := prefecture_of(place.code)) and city in table()
        if (distance_km(place.code, city) or 0) > 1000
    ]
    assert far == []


def test_distance_is_symmetric_zero_at_home_and_unknown_for_unknown_codes():
    assert distance_km(GUANGZHOU, GUANGZHOU) == 0.0
    assert distance_km(GUANGZHOU, "440600") == distance_km("440600", GUANGZHOU)
    assert distance_km(GUANGZHOU, "000000") is None


def test_one_degree_of_latitude_is_a_360th_of_the_earth_around():
    north, south = region("110000"), region("440100")
    lower_bound = abs(north.lat - south.lat) * 2 * 3.14159 * 6371.0 / 360
    assert lower_bound < (distance_km("110000", "440100") or 0) < 1.1 * lower_bound
