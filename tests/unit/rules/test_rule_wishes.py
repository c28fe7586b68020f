"""What a student limits: place, pay, nights, contract, needs and cost; and whether a push may be sent at all."""

from dataclasses import replace
from datetime import date

import pytest
from rules_world import CLINIC, NIGHT, READY, posting, preferring, rule_on, studied

from jobmatch.domain import (
    Circumstances,
    Contract,
    Duty,
    Elsewhere,
    Employer,
    EmployerKind,
    Level,
    Need,
    NightLimit,
    Pay,
    PostingStatus,
    Shifts,
    Stage,
    Terms,
    Unread,
    Verdict,
    Wishes,
)
from jobmatch.rules import RULE_NUMBER, findings
from jobmatch.rules.consent import CONSENT
from jobmatch.rules.contract import CONTRACT
from jobmatch.rules.cost import COST
from jobmatch.rules.deadline import DEADLINE
from jobmatch.rules.needs import NEEDS
from jobmatch.rules.pay import PAY
from jobmatch.rules.places_left import PLACES_LEFT
from jobmatch.rules.region import REGION
from jobmatch.rules.shift import SHIFT
from jobmatch.rules.unread import UNREAD

GUANGDONG, GUANGZHOU, YUEXIU, FOSHAN = "440000", "440100", "440104", "440600"
HANGZHOU, JIAXING = "330100", "330400"


def wishing(wishes: Wishes):
    return replace(READY, wishes=wishes)


def offering(terms: Terms):
    return posting(terms=terms)


@pytest.mark.parametrize(
    ("wishes", "places", "reason"),
    [
        (Wishes(), (FOSHAN,), "region.nothing_asked"),
        (Wishes(places=frozenset({GUANGZHOU})), (YUEXIU,), "region.inside"),
        (Wishes(places=frozenset({HANGZHOU})), (JIAXING,), "region.outside_wishes"),
        (Wishes(places=frozenset({HANGZHOU}), elsewhere=Elsewhere.WELCOME), (JIAXING,), "region.open_elsewhere"),
        (Wishes(places=frozenset({GUANGZHOU})), (), "region.place_not_known"),
        (Wishes(places=frozenset({GUANGZHOU})), (GUANGDONG,), "region.place_too_wide"),
        (Wishes(places=frozenset({GUANGZHOU})), (FOSHAN, YUEXIU), "region.inside"),
        (Wishes(refused_places=frozenset({FOSHAN})), (FOSHAN,), "region.refused"),
        (Wishes(refused_places=frozenset({FOSHAN})), (FOSHAN, YUEXIU), "region.not_refused"),
        (Wishes(refused_places=frozenset({FOSHAN})), (GUANGDONG,), "region.place_too_wide"),
        (
            Wishes(places=frozenset({HANGZHOU}), refused_places=frozenset({FOSHAN})),
            (GUANGDONG, FOSHAN),
            "region.outside_wishes",
        ),
        (
            Wishes(places=frozenset({GUANGDONG}), refused_places=frozenset({FOSHAN}), elsewhere=Elsewhere.WELCOME),
            (FOSHAN,),
            "region.refused",
        ),
        (
            Wishes(places=frozenset({GUANGZHOU}), refused_places=frozenset({GUANGDONG})),
            (YUEXIU,),
            "region.inside",
        ),
    ],
)
def test_near_is_not_inside_and_the_narrowest_wish_or_refusal_decides(wishes, places, reason):
    assert rule_on(REGION, wishing(wishes), offering(Terms(places=places))).reason == reason


@pytest.mark.parametrize(
    ("elsewhere", "reason"),
    [
        (Elsewhere.WELCOME, "region.open_elsewhere"),
        (Elsewhere.NEGOTIABLE, "region.negotiable"),
        (Elsewhere.REFUSED, "region.outside_wishes"),
        (None, "region.outside_wishes"),
    ],
)
def test_a_stated_wish_is_a_limit_unless_the_student_says_otherwise(elsewhere, reason):
    student = wishing(Wishes(places=frozenset({GUANGZHOU}), elsewhere=elsewhere))
    assert rule_on(REGION, student, offering(Terms(places=(FOSHAN,)))).reason == reason
    assert rule_on(REGION, student, offering(Terms(places=(YUEXIU,)))).reason == "region.inside"


def test_a_student_who_takes_no_other_region_and_named_none_is_asked_where():
    student = wishing(Wishes(elsewhere=Elsewhere.REFUSED, refused_places=frozenset({FOSHAN})))
    assert rule_on(REGION, student, offering(Terms(places=(YUEXIU,)))).reason == "region.wishes_not_known"
    assert rule_on(REGION, student, offering(Terms(places=(FOSHAN,)))).reason == "region.refused"
    open_to_all = wishing(Wishes(elsewhere=Elsewhere.WELCOME))
    assert rule_on(REGION, open_to_all, offering(Terms(places=(YUEXIU,)))).reason == "region.nothing_asked"


@pytest.mark.parametrize(
    ("elsewhere", "place", "reason"),
    [
        (Elsewhere.WELCOME, YUEXIU, "region.inside"),
        (Elsewhere.WELCOME, FOSHAN, "region.vague_limit"),
        (Elsewhere.REFUSED, FOSHAN, "region.outside_wishes"),
        (None, FOSHAN, "region.outside_wishes"),
    ],
)
def test_a_limit_in_vague_words_keeps_open_what_lies_outside_the_named_wishes(elsewhere, place, reason):
    wishes = Wishes(places=frozenset({GUANGZHOU}), elsewhere=elsewhere, vague_places=("不去太远的地方",))
    assert rule_on(REGION, wishing(wishes), offering(Terms(places=(place,)))).reason == reason


def test_vague_words_alone_keep_every_place_open_that_they_may_mean_and_are_named():
    student = wishing(Wishes(vague_places=("离家近", "不去太远的地方", "不去海岛")))
    finding = findings(student, offering(Terms(places=(YUEXIU,))), NIGHT)[RULE_NUMBER["region"]]
    assert (finding.verdict, finding.asks) == (Verdict.UNKNOWN, "student.wished_places")
    assert finding.zh == "学生对地点另有要求（离家近、不去太远的地方），工作地点广州市越秀区是否合适需与学生确认"


@pytest.mark.parametrize(
    ("words", "place", "reason"),
    [
        ("不去海岛", "440523", "region.vague_limit"),  # 南澳县
        ("不去海岛", YUEXIU, "region.open_elsewhere"),
        ("不去偏远山区", "441827", "region.vague_limit"),  # 清新区
        ("不去偏远山区", "440306", "region.open_elsewhere"),  # 深圳市宝安区
        ("不去粤北", "441622", "region.vague_limit"),  # 龙川县
        ("不去粤北", "440306", "region.open_elsewhere"),
    ],
)
def test_words_of_one_kind_of_place_trouble_no_place_of_another(words, place, reason):
    student = wishing(Wishes(places=frozenset({FOSHAN}), elsewhere=Elsewhere.WELCOME, vague_places=(words,)))
    assert rule_on(REGION, student, offering(Terms(places=(place,)))).reason == reason


def test_a_wish_for_the_whole_province_takes_back_no_refusal_of_its_mountains_and_a_wish_for_the_city_does():
    mountains = offering(Terms(places=("441827",)))
    everywhere = Wishes(places=frozenset({"440000"}), vague_places=("不去偏远山区",))
    assert rule_on(REGION, wishing(everywhere), mountains).reason == "region.vague_limit"
    hoping = replace(everywhere, vague_places=("离家近",))
    assert rule_on(REGION, wishing(hoping), mountains).reason == "region.inside"
    named = replace(everywhere, places=frozenset({"440000", "441800"}))
    assert rule_on(REGION, wishing(named), mountains).reason == "region.inside"


def test_on_the_fringe_of_a_wished_part_of_the_province_the_student_is_asked():
    wishes = Wishes(places=frozenset({"440200", "441800"}), elsewhere=Elsewhere.REFUSED, vague_places=("粤北",))
    assert rule_on(REGION, wishing(wishes), offering(Terms(places=("441622",)))).reason == "region.vague_limit"
    assert rule_on(REGION, wishing(wishes), offering(Terms(places=("440306",)))).reason == "region.outside_wishes"


def test_a_wished_place_that_could_not_be_read_may_be_the_one_outside():
    student = wishing(Wishes(places=frozenset({FOSHAN}), vague_places=("广洲",), places_complete=False))
    assert rule_on(REGION, student, offering(Terms(places=(YUEXIU,)))).reason == "region.vague_limit"


def test_only_the_refused_region_that_holds_the_place_is_named():
    student = wishing(Wishes(refused_places=frozenset({HANGZHOU, FOSHAN, "430000"})))
    finding = findings(student, offering(Terms(places=("430100",))), NIGHT)[RULE_NUMBER["region"]]
    assert finding.zh == "学生不去湖南省，工作地点在长沙市"


NAMED_AFTER_GUANGZHOU = replace(
    posting(terms=Terms(places=(GUANGZHOU,))), employer=Employer("广州某某科技有限公司", EmployerKind.COMPANY)
)


@pytest.mark.parametrize(
    ("opening", "reason"),
    [
        (NAMED_AFTER_GUANGZHOU, "region.place_presumed"),
        (replace(NAMED_AFTER_GUANGZHOU, received=(("place", "广州"),)), "region.inside"),
        (replace(NAMED_AFTER_GUANGZHOU, received=(("text", "在广州上班，双休"),)), "region.inside"),
        (replace(NAMED_AFTER_GUANGZHOU, received=(("text", "广州某某科技有限公司诚聘"),)), "region.place_presumed"),
        (replace(NAMED_AFTER_GUANGZHOU, employer=Employer("广州某某医院", EmployerKind.HOSPITAL)), "region.inside"),
    ],
)
def test_a_companys_name_alone_does_not_tell_where_the_work_is_and_a_hospitals_does(opening, reason):
    assert rule_on(REGION, wishing(Wishes(places=frozenset({GUANGZHOU}))), opening).reason == reason


def test_a_place_that_is_only_presumed_refuses_nobody_and_troubles_nobody_who_goes_anywhere():
    elsewhere = Wishes(places=frozenset({FOSHAN}))
    assert rule_on(REGION, wishing(elsewhere), NAMED_AFTER_GUANGZHOU).reason == "region.place_presumed"
    welcome = replace(elsewhere, elsewhere=Elsewhere.WELCOME)
    assert rule_on(REGION, wishing(welcome), NAMED_AFTER_GUANGZHOU).reason == "region.open_elsewhere"
    assert rule_on(REGION, READY, NAMED_AFTER_GUANGZHOU).reason == "region.nothing_asked"


def test_a_wish_for_remote_work_beside_a_city_makes_no_other_city_a_question():
    wishes = Wishes(places=frozenset({HANGZHOU}), vague_places=("远程",), places_complete=False)
    assert rule_on(REGION, wishing(wishes), offering(Terms(places=(YUEXIU,)))).reason == "region.outside_wishes"
    only_remote = Wishes(vague_places=("远程",), places_complete=False)
    assert rule_on(REGION, wishing(only_remote), offering(Terms(places=(YUEXIU,)))).reason == "region.vague_limit"


def test_remote_work_is_inside_every_wish():
    student = wishing(Wishes(places=frozenset({GUANGZHOU})))
    assert rule_on(REGION, student, offering(Terms(places=(FOSHAN,), remote=True))).reason == "region.remote"


@pytest.mark.parametrize(
    ("pay", "verdict"),
    [
        (Pay(4000, 6000), Verdict.PASS),
        (Pay(3999, 6000), Verdict.UNKNOWN),
        (Pay(3000, 4000), Verdict.UNKNOWN),
        (Pay(3000, 3999), Verdict.FAIL),
        (Pay(3999, None), Verdict.UNKNOWN),
        (Pay(4000, None), Verdict.PASS),
        (None, Verdict.UNKNOWN),
    ],
)
def test_a_pay_range_meets_the_floor_only_from_its_low_end(pay, verdict):
    student = wishing(Wishes(pay_floor_monthly_cny=4000))
    assert rule_on(PAY, student, offering(Terms(pay=pay))).verdict is verdict
    assert rule_on(PAY, READY, offering(Terms(pay=pay))).reason == "pay.nothing_asked"


@pytest.mark.parametrize(
    ("limit", "shifts", "verdict"),
    [
        (NightLimit.REFUSES, Shifts.SOME_NIGHTS, Verdict.FAIL),
        (NightLimit.REFUSES, Shifts.DAY, Verdict.PASS),
        (NightLimit.REFUSES, None, Verdict.UNKNOWN),
        (NightLimit.NOT_LONG_TERM, Shifts.SOME_NIGHTS, Verdict.PASS),
        (NightLimit.NOT_LONG_TERM, Shifts.REGULAR_NIGHTS, Verdict.FAIL),
        (NightLimit.ACCEPTS, Shifts.REGULAR_NIGHTS, Verdict.PASS),
        (NightLimit.ACCEPTS, None, Verdict.PASS),
        (None, Shifts.REGULAR_NIGHTS, Verdict.UNKNOWN),
        (None, Shifts.DAY, Verdict.PASS),
        (None, None, Verdict.PASS),
    ],
)
def test_a_night_shift_never_reaches_someone_who_refused_nights(limit, shifts, verdict):
    assert rule_on(SHIFT, wishing(Wishes(nights=limit)), offering(Terms(shifts=shifts))).verdict is verdict


@pytest.mark.parametrize(
    ("accepted", "offered", "verdict"),
    [
        (frozenset({Contract.LABOUR}), Contract.LABOUR, Verdict.PASS),
        (frozenset({Contract.LABOUR}), Contract.DISPATCH, Verdict.FAIL),
        (frozenset({Contract.LABOUR}), None, Verdict.UNKNOWN),
        (frozenset(), Contract.DISPATCH, Verdict.PASS),
        (frozenset(Contract), None, Verdict.PASS),
        (None, Contract.DISPATCH, Verdict.PASS),
    ],
)
def test_only_the_contracts_a_student_named_are_accepted(accepted, offered, verdict):
    student = wishing(Wishes(contracts=accepted))
    assert rule_on(CONTRACT, student, offering(Terms(contract=offered))).verdict is verdict


NO_PHONE = replace(READY, circumstances=Circumstances(needs=frozenset({Need.NO_PHONE})))


def test_silence_about_a_need_neither_blocks_nor_blesses():
    assert rule_on(NEEDS, NO_PHONE, posting()).reason == "needs.not_stated"
    assert rule_on(NEEDS, READY, posting(Duty(Need.NO_PHONE))).reason == "needs.nothing_asked"


def test_an_accessible_toilet_is_a_need_of_its_own():
    wheelchair = replace(READY, circumstances=Circumstances(needs=frozenset({Need.STEP_FREE, Need.ACCESSIBLE_TOILET})))
    lift = posting(terms=Terms(provisions=frozenset({Need.STEP_FREE})))
    finding = findings(wheelchair, lift, NIGHT)[RULE_NUMBER["needs"]]
    assert finding.zh == "岗位未说明能否提供：无障碍卫生间"


def test_a_duty_speaks_louder_than_standing_answers_and_a_posting_that_contradicts_itself_says_nothing():
    friendly = replace(CLINIC, provisions=frozenset({Need.NO_PHONE}))
    phoning = posting(Duty(Need.NO_PHONE), employer=friendly)
    assert rule_on(NEEDS, NO_PHONE, posting(employer=friendly)).verdict is Verdict.PASS
    assert rule_on(NEEDS, NO_PHONE, phoning).verdict is Verdict.FAIL
    provided = replace(phoning, terms=Terms(provisions=frozenset({Need.NO_PHONE})))
    assert rule_on(NEEDS, NO_PHONE, provided).verdict is Verdict.UNKNOWN
    assert rule_on(NEEDS, NO_PHONE, preferring(Duty(Need.NO_PHONE))).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        (Terms(application_cost_cny=200), "cost.within_limit"),
        (Terms(application_cost_cny=201, online_interview=True), "cost.above_limit"),
        (Terms(online_interview=True), "cost.online_interview"),
        (Terms(), "cost.not_stated"),
    ],
)
def test_an_application_a_student_cannot_pay_for_is_no_opening(terms, reason):
    student = wishing(Wishes(application_cost_limit_cny=200))
    assert rule_on(COST, student, offering(terms)).reason == reason
    assert rule_on(COST, READY, offering(terms)).reason == "cost.nothing_asked"


def test_the_last_day_to_apply_still_counts():
    until = offering(Terms(deadline=NIGHT))
    assert rule_on(DEADLINE, READY, until, NIGHT).verdict is Verdict.PASS
    assert rule_on(DEADLINE, READY, until, date(2026, 3, 16)).verdict is Verdict.FAIL
    assert rule_on(DEADLINE, READY, posting(), NIGHT).reason == "deadline.nothing_asked"


def test_filled_and_closed_openings_are_refused_and_an_unstated_headcount_is_not():
    two = offering(Terms(headcount=2))
    assert rule_on(PLACES_LEFT, READY, replace(two, places_filled=1)).verdict is Verdict.PASS
    assert rule_on(PLACES_LEFT, READY, replace(two, places_filled=2)).reason == "places_left.full"
    assert rule_on(PLACES_LEFT, READY, replace(two, status=PostingStatus.WITHDRAWN)).reason == "places_left.not_open"
    assert rule_on(PLACES_LEFT, READY, posting()).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("consent", "stage", "reason"),
    [
        (True, Stage.SEEKING, "consent.given"),
        (None, Stage.SEEKING, "consent.not_asked"),
        (False, Stage.SEEKING, "consent.refused"),
        (True, Stage.PLACED, "consent.not_seeking"),
        (True, Stage.STUDYING_ON, "consent.not_seeking"),
    ],
)
def test_no_push_without_consent_nor_to_somebody_who_is_not_looking(consent, stage, reason):
    assert rule_on(CONSENT, replace(READY, consent_push=consent, stage=stage), posting()).reason == reason


@pytest.mark.parametrize(
    ("clause", "reason"),
    [
        (Unread("须服从调剂"), "unread.clause"),
        (Unread("研究生须……", levels=frozenset({Level.MASTER})), "unread.concerns_others"),
        (Unread("法学专业须……", majors=("B0301",)), "unread.concerns_others"),
        (Unread("护理学类须……", majors=("B1005",)), "unread.clause"),
    ],
)
def test_a_clause_nobody_could_read_keeps_open_the_pairs_it_concerns(clause, reason):
    assert rule_on(UNREAD, studied(Level.BACHELOR, "B100501"), posting(clause)).reason == reason
    assert rule_on(UNREAD, studied(None), posting(clause)).reason == "unread.clause"
