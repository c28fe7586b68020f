"""Prose notices: what is demanded, what is only preferred, what is offered, and what stays unread."""

from __future__ import annotations

from datetime import date

import pytest

from jobmatch.domain import (
    AgeAsked,
    Asked,
    BadInput,
    Contract,
    DegreesAsked,
    DisabilityType,
    Duty,
    EmergingField,
    EmployerKind,
    ExperienceAsked,
    FreshAsked,
    Freshness,
    Gender,
    GenderAsked,
    Group,
    GroupAsked,
    HouseholdAsked,
    Level,
    LevelsAsked,
    LicenceAsked,
    MajorsAsked,
    Need,
    Pay,
    Programme,
    Shifts,
    Strength,
    Unread,
)
from jobmatch.requirements import Reading, read_posting

FROM_ASSOCIATE = frozenset({Level.ASSOCIATE, Level.BACHELOR, Level.MASTER, Level.DOCTOR})


def read(text: str, **fields: str) -> Reading:
    return read_posting({"title": "护士", "employer": "佛山市南海区桂城街道社区卫生服务中心", "text": text, **fields})


def required(text: str, kind: type[Asked], **fields: str) -> list[Asked]:
    return [d.asked for d in read(text, **fields).demands if _is(d.asked, kind) and d.strength is Strength.REQUIRED]


def preferred(text: str, kind: type[Asked]) -> list[Asked]:
    return [d.asked for d in read(text).demands if _is(d.asked, kind) and d.strength is Strength.PREFERRED]


def _is(value: Asked, kind: type[Asked]) -> bool:
    return isinstance(value, kind)


@pytest.mark.parametrize("wording", ["大专及以上学历", "大专以上", "大专起", "全日制大专起", "大学专科及以上文化程度"])
def test_junior_college_or_more_admits_every_level_above(wording: str) -> None:
    assert required(f"任职要求：{wording}", LevelsAsked)[0].admitted == FROM_ASSOCIATE


def test_only_a_full_time_course_is_full_time() -> None:
    assert required("全日制大专及以上学历", LevelsAsked)[0].full_time
    assert not required("大专及以上学历，非全日制用工", LevelsAsked)[0].full_time


@pytest.mark.parametrize("words", ["学历不限", "不看学历", "对学历不作要求", "提供学历提升补贴，本科补贴2000元"])
def test_no_level_is_asked_where_none_is(words: str) -> None:
    assert required(f"任职要求：{words}", LevelsAsked) == []


def test_a_preference_never_becomes_a_demand() -> None:
    text = "任职要求：大专及以上学历，有护士执业资格证者优先，本科学历优先"
    assert required(text, LicenceAsked) == []
    assert preferred(text, LicenceAsked) == [LicenceAsked(frozenset({"nurse_exam"}))]
    assert required(text, LevelsAsked) == [LevelsAsked(FROM_ASSOCIATE)]


def test_a_demand_and_a_preference_in_one_sentence_keep_apart() -> None:
    text = "任职要求：需护士执业资格证，有社区工作经验者优先"
    assert required(text, LicenceAsked) == [LicenceAsked(frozenset({"nurse_exam"}))]
    assert required(text, Unread) == []


def test_a_preference_reaches_back_over_its_list_but_not_over_other_items() -> None:
    assert required("任职要求：护士证、社工证者优先", LicenceAsked) == []
    text = "任职要求：法学专业、有法律职业资格证书优先、一年以上经验"
    assert len(required(text, MajorsAsked)) == 1
    assert required(text, ExperienceAsked) == [ExperienceAsked(12)]
    assert required(text, LicenceAsked) == []


@pytest.mark.parametrize(
    ("wording", "months"),
    [
        ("须取得护士执业资格证", 0),
        ("尚未取得护士执业资格证的，应在入职后一年内取得，逾期不再续聘", 12),
        ("护士资格证可以入职后半年内取得", 6),
        ("有护士证最好，应届毕业生入职1年内取得也可以", 12),
        ("护士证，应届、往届毕业生均可在入职后一年内取得", 12),
    ],
)
def test_a_licence_may_come_later_where_the_notice_says_so(wording: str, months: int) -> None:
    assert required(f"任职要求：{wording}。", LicenceAsked) == [LicenceAsked(frozenset({"nurse_exam"}), months)]


@pytest.mark.parametrize(
    ("wording", "months"),
    [
        ("须持有护士执业资格证；应届毕业生可在入职后一年内取得", 12),
        ("具有护士执业资格证，2026届毕业生暂未取得的，须在聘用后6个月内取得", 6),
        ("应届毕业生可先报名，护士执业资格证书在入职后一年内取得即可", 12),
        ("应届生没有护士证也能来，入职后一年内考到就行", 12),
    ],
)
def test_a_grace_for_fresh_graduates_lets_nobody_else_come_without(wording: str, months: int) -> None:
    asked = required(f"任职要求：{wording}。", LicenceAsked)
    assert asked == [LicenceAsked(frozenset({"nurse_exam"}), months, grace_fresh_only=True)]


def test_a_grace_belongs_to_the_licence_named_last() -> None:
    text = "任职要求：普通话二级乙等以上；须持有护士执业资格证；应届毕业生可入职后一年内取得"
    assert required(text, LicenceAsked) == [
        LicenceAsked(frozenset({"mandarin_2b"})),
        LicenceAsked(frozenset({"nurse_exam"}), 12, grace_fresh_only=True),
    ]


def test_a_waived_licence_asks_nothing() -> None:
    assert required("任职要求：无需护士证", LicenceAsked) == []


def test_licences_joined_by_or_are_alternatives() -> None:
    asked = required("任职要求：持有护士执业证或药师资格证", LicenceAsked)
    assert asked == [LicenceAsked(frozenset({"nurse_practising", "pharmacist"}))]


def test_majors_are_resolved_at_every_admitted_level() -> None:
    majors = required("任职要求：大专及以上学历，护理、助产专业", MajorsAsked)[0]
    by_level = dict(majors.by_level)
    assert set(by_level) == FROM_ASSOCIATE
    assert by_level[Level.ASSOCIATE] == ("C100401", "C100402")
    assert by_level[Level.BACHELOR] == ("B100501", "B100502")


@pytest.mark.parametrize("words", ["专业要求：药学", "所学专业为药学", "药学专业", "学药学的", "1、药学"])
def test_a_major_is_found_however_it_is_introduced(words: str) -> None:
    majors = required(f"任职要求：\n大专及以上学历\n{words}", MajorsAsked)[0]
    assert dict(majors.by_level)[Level.ASSOCIATE] == ("C100901",)


def test_related_majors_are_the_employers_call() -> None:
    majors = required("任职要求：本科及以上学历，医学相关专业", MajorsAsked)[0]
    assert majors.related
    assert dict(majors.by_level)[Level.BACHELOR] == ("B10",)


def test_a_major_the_catalogue_does_not_know_keeps_its_name() -> None:
    assert required("任职要求：本科及以上学历，茶旅文创专业", MajorsAsked)[0].names == ("茶旅文创",)


def test_a_name_with_and_inside_is_one_major() -> None:
    majors = required("任职要求：本科及以上学历，国际经济与贸易专业", MajorsAsked)[0]
    assert dict(majors.by_level)[Level.BACHELOR] == ("B020401",)


@pytest.mark.parametrize("words", ["专业不限", "不限专业", "什么专业都可以"])
def test_any_major_is_no_demand(words: str) -> None:
    assert required(f"任职要求：大专以上，{words}", MajorsAsked) == []


def test_each_major_keeps_its_own_level() -> None:
    majors = required("任职要求：护理专业，大专及以上学历；临床医学专业，本科及以上学历", MajorsAsked)[0]
    by_level = dict(majors.by_level)
    assert by_level[Level.ASSOCIATE] == ("C100401",)
    assert by_level[Level.BACHELOR] == ("B100501", "B100301")


def test_of_statements_that_contradict_each_other_the_stricter_binds_and_the_rest_is_contested() -> None:
    text = "任职要求：大专及以上学历。岗位要求：本科及以上学历。"
    from_bachelor = FROM_ASSOCIATE - {Level.ASSOCIATE}
    assert required(text, LevelsAsked) == [LevelsAsked(from_bachelor, contested=frozenset({Level.ASSOCIATE}))]


def test_a_level_that_may_be_relaxed_to_is_nobodys_pass_and_nobodys_fail() -> None:
    text = "任职要求：大专及以上学历；取得执业医师资格的，学历可放宽至中专"
    assert Level.SECONDARY in required(text, LevelsAsked)[0].admitted
    assert [u.levels for u in required(text, Unread)] == [frozenset({Level.SECONDARY})]
    assert required(text, LicenceAsked) == []


def test_what_lies_between_is_relaxed_too_and_needs_no_degree() -> None:
    text = "学历要求：具有本科以上学历、学士以上学位；取得执业医师资格的，学历可放宽至中专"
    relaxed = frozenset({Level.SECONDARY, Level.ASSOCIATE})
    assert required(text, LevelsAsked)[0].admitted == relaxed | {Level.BACHELOR, Level.MASTER, Level.DOCTOR}
    assert [u.levels for u in required(text, Unread)] == [relaxed]
    assert required(text, DegreesAsked)[0].waived_for == relaxed


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("3年以上相关工作经验", 3 * 12),
        ("3年以上临床、护理经验", 3 * 12),
        ("1-3年工作经验", 1 * 12),
        ("半年以上护理工作经历", 6),
        ("具有两年及以上临床经验", 2 * 12),
        ("干过1年以上的", 12),
        ("6个月以上工作经验", 6),
    ],
)
def test_experience_is_the_low_end_in_months(words: str, months: int) -> None:
    assert required(f"任职要求：{words}", ExperienceAsked) == [ExperienceAsked(months)]


@pytest.mark.parametrize(
    "words", ["经验不限", "无需工作经验", "1年以下工作经验", "公司成立10年以上", "3年以上经验，应届毕业生可"]
)
def test_what_lets_beginners_in_demands_no_experience(words: str) -> None:
    assert required(f"任职要求：{words}", ExperienceAsked) == []


def test_experience_of_no_stated_length_is_experience_all_the_same() -> None:
    assert required("任职要求：具有社区工作经验", ExperienceAsked) == [ExperienceAsked(1, stated=False)]
    assert required("任职要求：具有社区工作经验", Unread) == []


def test_bare_tokens_at_the_end_decide() -> None:
    reading = read("PLC程序设计|负责调试｜佛山·南海·桂城｜3-5年｜大专")
    asked = [d.asked for d in reading.demands]
    assert ExperienceAsked(3 * 12) in asked
    assert LevelsAsked(FROM_ASSOCIATE) in asked


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("年龄35周岁以下", AgeAsked(None, 35)),
        ("18至45周岁", AgeAsked(18, 45)),
        ("年龄在18周岁以上、30周岁以下", AgeAsked(18, 30)),
        ("年龄不超过40周岁", AgeAsked(None, 40)),
        ("未满36周岁", AgeAsked(None, 35)),
        ("年满18周岁", AgeAsked(18, None)),
        ("35岁以下，特别优秀者可放宽至40岁", AgeAsked(None, 35)),
    ],
)
def test_age_limits(words: str, expected: AgeAsked) -> None:
    assert required(f"任职要求：{words}", AgeAsked)[0] == expected


def test_a_birth_date_is_an_age_on_the_day_of_the_notice() -> None:
    asked = required("任职要求：1990年1月1日（含）以后出生", AgeAsked, published_on="2025-12-31")
    assert asked == [AgeAsked(None, 2025 - 1990)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("限2026届毕业生", FreshAsked(Freshness.THIS_YEAR, 2026)),
        ("招聘对象为2026年普通高校应届毕业生", FreshAsked(Freshness.THIS_YEAR, 2026)),
        ("只招应届生", FreshAsked(Freshness.FRESH)),
        ("面向2024、2025、2026届高校毕业生", FreshAsked(Freshness.FRESH)),
    ],
)
def test_limits_to_fresh_graduates(words: str, expected: FreshAsked) -> None:
    assert required(f"任职要求：{words}", FreshAsked) == [expected]


@pytest.mark.parametrize("words", ["欢迎应届毕业生", "应届毕业生可", "应届、往届毕业生均可报名", "可接受应届生"])
def test_a_welcome_to_fresh_graduates_is_no_limit(words: str) -> None:
    assert read(f"任职要求：{words}").demands == ()


@pytest.mark.parametrize(
    "words", ["责任心强，沟通能力好", "身体健康，服从安排", "热爱护理事业，吃苦耐劳", "遵纪守法，品行端正"]
)
def test_soft_traits_demand_nothing(words: str) -> None:
    assert read(f"任职要求：{words}").demands == ()


@pytest.mark.parametrize("words", ["会讲客家话", "打字每分钟60字以上", "身高160cm以上"])
def test_a_demand_nobody_can_read_stays_unknown(words: str) -> None:
    assert [u.text for u in required(f"任职要求：{words}", Unread)] == [words]


def test_only_women_is_a_demand_and_women_first_is_not() -> None:
    assert required("任职要求：限女性", GenderAsked) == [GenderAsked(Gender.FEMALE)]
    assert required("任职要求：女性优先", GenderAsked) == []
    assert required("任职要求：男女不限", GenderAsked) == []
    assert required("岗位职责：从事女性服刑人员教育改造工作", GenderAsked) == []


def test_household_is_a_region_and_local_means_where_the_work_is() -> None:
    assert required("任职要求：须具有化州市户籍或生源", HouseholdAsked) == [
        HouseholdAsked(frozenset({"440982"}), origin_counts=True)
    ]
    assert required("任职要求：限本市户籍", HouseholdAsked) == [
        HouseholdAsked(frozenset({"440600"}), origin_counts=False)
    ]


@pytest.mark.parametrize(
    ("words", "disabilities", "grades"),
    [
        ("本岗位面向持证残疾人", set(), set()),
        ("限肢体四级残疾报考", {DisabilityType.PHYSICAL}, {4}),
        ("限肢体三、四级残疾人报名", {DisabilityType.PHYSICAL}, {3, 4}),
        ("限持残疾人证且类别为肢体、等级为三至四级的人员", {DisabilityType.PHYSICAL}, {3, 4}),
        ("招听障朋友（须持残疾人证）", {DisabilityType.HEARING}, set()),
    ],
)
def test_reserved_openings(words: str, disabilities: set[DisabilityType], grades: set[int]) -> None:
    expected = GroupAsked(frozenset({Group.DISABLED}), frozenset(disabilities), frozenset(grades))
    assert required(f"招聘条件：{words}", GroupAsked) == [expected]


@pytest.mark.parametrize("words", ["欢迎残疾人报名", "同等条件下优先录用残疾人", "残疾人、健全人一视同仁"])
def test_a_welcome_to_disabled_people_reserves_nothing_but_is_noted(words: str) -> None:
    reading = read(f"招聘条件：{words}")
    assert [d for d in reading.demands if d.strength is Strength.REQUIRED] == []
    assert reading.employer.disability_friendly


@pytest.mark.parametrize(
    ("words", "need"),
    [
        ("需搬运20公斤以上重物", Need.NO_HEAVY_LIFTING),
        ("有一定体力要求，要抬扶搬运", Need.NO_HEAVY_LIFTING),
        ("需搬抬", Need.NO_HEAVY_LIFTING),
        ("全天站立作业", Need.SEATED_WORK),
        ("每天要接听电话", Need.NO_PHONE),
    ],
)
def test_duties_name_the_need_they_collide_with(words: str, need: Need) -> None:
    assert required(f"岗位职责：{words}", Duty) == [Duty(need)]


def test_what_is_expressly_not_asked_is_a_provision() -> None:
    reading = read("我们提供：不需接听电话；可坐姿完成全部工作；设无障碍电梯；可用文字沟通；无需搬运重物；弹性工作时间")
    assert reading.demands == ()
    unsaid = {
        Need.LARGE_PRINT,
        Need.ACCESSIBLE_TOILET,
        Need.NO_TRAVEL,
        Need.NO_LONG_TRAVEL,
        Need.NO_DRIVING,
        Need.NO_HEIGHTS,
    }
    assert reading.terms.provisions == set(Need) - unsaid


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        ("设有无障碍卫生间", {Need.ACCESSIBLE_TOILET}),
        ("配有无障碍电梯和无障碍厕所", {Need.ACCESSIBLE_TOILET, Need.STEP_FREE}),
        ("不搬不抬", {Need.NO_HEAVY_LIFTING}),
        ("上下班时间可以商量", {Need.FLEXIBLE_HOURS}),
        ("入职免费培训考证、需要协助搬抬卧床长者", set()),
    ],
)
def test_a_workplace_provides_what_it_names_and_no_more(words: str, needs: set[Need]) -> None:
    assert read(f"我们提供：{words}").terms.provisions == needs


def test_a_provision_left_blank_is_not_provided() -> None:
    reading = read("单位答复——无障碍电梯：有；文字沟通：未填；弹性时间：未填")
    assert reading.terms.provisions == {Need.STEP_FREE}


@pytest.mark.parametrize(
    ("words", "shifts"),
    [
        ("需轮夜班", Shifts.REGULAR_NIGHTS),
        ("实行三班倒工作制", Shifts.REGULAR_NIGHTS),
        ("早、中、晚三班轮换", Shifts.REGULAR_NIGHTS),
        ("偶有值夜", Shifts.SOME_NIGHTS),
        ("每月安排两至三次夜间值班", Shifts.SOME_NIGHTS),
        ("长白班，无夜班", Shifts.DAY),
        ("不安排夜班", Shifts.DAY),
        ("值夜班", Shifts.SOME_NIGHTS),
        ("需参加院内节假日和夜间值班", Shifts.SOME_NIGHTS),
        ("服从24小时轮班安排（含大夜班）", Shifts.REGULAR_NIGHTS),
        ("轮班含夜", Shifts.REGULAR_NIGHTS),
        ("白班夜班轮换", Shifts.REGULAR_NIGHTS),
        ("上白班，偶尔值夜班", Shifts.SOME_NIGHTS),
        ("正常上下班", Shifts.DAY),
        ("周一至周五，双休", Shifts.DAY),
        ("白班，需参加节假日值班", Shifts.DAY),
        ("偶有值班", None),
        ("需值班", None),
        ("节假日值班", None),
        ("五险一金", None),
    ],
)
def test_what_is_asked_of_the_night(words: str, shifts: Shifts | None) -> None:
    assert read(f"工作时间：{words}").terms.shifts is shifts


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("薪资：4000-5000", 4000, 5000),
        ("18-40岁，4.2K-5.5K", 4200, 5500),
        ("持证每月补贴300元以上，4.2K-5.5K", 4200, 5500),
        ("年终奖1-2万，月薪4500", 4500, 4500),
        ("工资：底薪5000+绩效", 5000, None),
    ],
)
def test_pay_is_found_beside_allowances_ages_and_under_a_label(text: str, low: int, high: int | None) -> None:
    assert read(text).terms.pay == Pay(low, high)


def test_the_hours_for_handing_in_papers_say_nothing_of_the_night() -> None:
    assert read("报名时间：周一至周五上班时间到办公室报名").terms.shifts is None


@pytest.mark.parametrize(
    "text",
    [
        "招大学生乡村医生（招一个）",
        "补招岗位：家庭医生团队护士（计划招聘1名）",
        "大学生乡村医生拟招聘一名",
        "【岗位】团队护士　【人数】1",
    ],
)
def test_people_named_in_a_title_are_not_those_already_there(text: str) -> None:
    assert read(text).terms.headcount == 1
    assert read("现有团队护士16人，服务老人200人").terms.headcount is None


@pytest.mark.parametrize(
    ("words", "contract"),
    [
        ("纳入事业编制管理", Contract.ESTABLISHED),
        ("编外聘用", Contract.LABOUR),
        ("按编外人员管理，不占用事业编制", Contract.LABOUR),
        ("以劳务派遣方式用工", Contract.DISPATCH),
        ("与第三方人力资源公司签订劳动合同，派驻本单位工作", Contract.DISPATCH),
        ("本岗位属公益性岗位，签订劳动合同", Contract.PUBLIC_WELFARE),
        ("以青年就业见习方式安排", Contract.INTERNSHIP),
        ("表现优秀者有机会入编", None),
    ],
)
def test_the_tie_an_opening_offers(words: str, contract: Contract | None) -> None:
    assert read(f"待遇：{words}").terms.contract is contract


def test_the_rest_of_the_terms() -> None:
    text = (
        "佛山市南海区狮山镇卫生院招聘护士2名，工作地点：佛山市南海区。待遇：月薪4000—5500元，提供住宿，"
        "享受社保补贴。不收取报名费，线上面试。聘用后须在本单位服务满3年。报名截止2026年3月15日。"
    )
    offered = read(text).terms
    assert offered.headcount == 2
    assert offered.places == ("440605",)
    assert (offered.pay.low_monthly_cny, offered.pay.high_monthly_cny) == (4000, 5500) if offered.pay else False
    assert offered.housing is True
    assert offered.programmes == {Programme.SOCIAL_INSURANCE_SUBSIDY}
    assert (offered.application_cost_cny, offered.online_interview) == (0, True)
    assert (offered.service_years, offered.deadline) == (3, date(2026, 3, 15))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("报名时间：即日起至2026-03-31", date(2026, 3, 31)),
        ("简历收到2026.2.3为止", date(2026, 2, 3)),
        ("报名时间12月20日至2月11日（工作日）", date(2026, 2, 11)),
        ("2月18日截止报名", date(2026, 2, 18)),
        ("请于2026年2月25日前将报名材料送达", date(2026, 2, 25)),
        ("长期有效", None),
    ],
)
def test_deadlines_in_prose(words: str, day: date | None) -> None:
    assert read(f"护士1名。{words}", published_on="2025-12-20").terms.deadline == day


def test_a_date_without_a_year_is_a_warning_when_nobody_knows_the_year() -> None:
    reading = read("报名截止3月15日")
    assert reading.terms.deadline is None
    assert "没有年份" in reading.warnings[0]


def test_a_malformed_deadline_names_field_value_and_what_was_expected() -> None:
    with pytest.raises(BadInput, match=r"deadline.*下周五.*expected"):
        read("护士", deadline="下周五")


def test_what_applicants_bring_to_the_registration_is_no_demand() -> None:
    assert read("四、报名方式：报名时须携带身份证、毕业证、护士执业证原件").demands == ()


def test_conditions_that_exclude_are_no_demands_of_their_own() -> None:
    assert read("有下列情形之一的不得报名：受过刑事处罚的；被开除公职的").demands == ()


@pytest.mark.parametrize(
    ("name", "kind", "grassroots"),
    [
        ("惠东县多祝镇卫生院", EmployerKind.TOWNSHIP_HEALTH_CENTRE, True),
        ("广州市越秀区洪桥街道社区卫生服务中心", EmployerKind.COMMUNITY_HEALTH_CENTRE, True),
        ("惠东县鹭坑镇石蕉村卫生站", EmployerKind.VILLAGE_CLINIC, True),
        ("东莞市砚安长者照护中心", EmployerKind.ELDER_CARE, None),
        ("南方医科大学第三附属医院", EmployerKind.HOSPITAL, None),
        ("佛山市某某科技有限公司", EmployerKind.COMPANY, None),
        ("宝安区芷宁社会工作服务中心", EmployerKind.SOCIAL_ORGANISATION, None),
    ],
)
def test_the_kind_of_an_employer_is_in_its_name(name: str, kind: EmployerKind, grassroots: bool | None) -> None:
    employer = read("招聘", employer=name).employer
    assert (employer.kind, employer.grassroots) == (kind, grassroots)


def test_a_new_field_is_seen_in_the_employers_name() -> None:
    assert read("招聘", employer="揭阳市鹭宁互联网医院有限公司").employer.emerging is EmergingField.INTERNET_MEDICINE


def test_a_duty_beside_a_title_is_still_read_when_demands_stand_in_the_duties_field() -> None:
    reading = read_posting({"title": "护士", "employer": "某医院", "duties": "任职要求：大专及以上学历；限女性"})
    assert [type(d.asked) for d in reading.demands] == [LevelsAsked, GenderAsked]


def test_a_title_may_reserve_an_opening_but_a_mere_hint_does_not() -> None:
    reserved = read_posting({"title": "客服（残疾人专岗）", "employer": "某公司"})
    assert [d.asked for d in reserved.demands] == [GroupAsked(frozenset({Group.DISABLED}))]
    assert read_posting({"title": "残友文员", "employer": "某公司"}).demands == ()
