"""One demand in the many wordings and layouts of boards: each wording means the same wherever it stands."""

from __future__ import annotations

import pytest

from jobmatch.domain import ExperienceAsked, Level, LevelsAsked, LicenceAsked, MajorsAsked, Strength
from jobmatch.requirements import Reading, read_posting

EVERYBODY = frozenset(Level)
LAYOUTS = (
    "{}",
    "1、{}；",
    "任职要求：\n1、{}；\n2、吃苦耐劳，有团队精神。",
    "{}，熟练使用办公软件",
    "年龄20-35岁，{}，男女不限",
    "岗位要求 {} 熟练操作电脑 有责任心",
    "【要求】{}【人数】2人",
    "会电脑；{}；服从安排",
    "招文员2名，{}，五险一金",
)


def said_in(layout: str, words: str) -> Reading:
    return read_posting({"title": "文员", "text": layout.format(words)})


def levels(reading: Reading) -> frozenset[Level]:
    asked = (d.asked for d in reading.demands if d.strength is Strength.REQUIRED)
    return EVERYBODY.intersection(*(a.admitted for a in asked if isinstance(a, LevelsAsked)))


def months(reading: Reading) -> int:
    asked = (d.asked for d in reading.demands if d.strength is Strength.REQUIRED)
    return max((a.months for a in asked if isinstance(a, ExperienceAsked)), default=0)


def from_(level: Level) -> frozenset[Level]:
    return frozenset(x for x in Level if x >= level)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("words", "lowest"),
    [
        ("大专起步", Level.ASSOCIATE),
        ("大学专科以上", Level.ASSOCIATE),
        ("学历不低于大专", Level.ASSOCIATE),
        ("大专/本科均可", Level.ASSOCIATE),
        ("大专学历经验不限", Level.ASSOCIATE),
        ("大专以上学历专业不限", Level.ASSOCIATE),
        ("大专以上，本科优先", Level.ASSOCIATE),
        ("大专及以上学历（本科优先）", Level.ASSOCIATE),
        ("本科以上，条件优秀者大专也可", Level.ASSOCIATE),
        ("第一学历为全日制本科", Level.BACHELOR),
        ("211/985本科", Level.BACHELOR),
        ("二本以上", Level.BACHELOR),
        ("大学以上学历", Level.BACHELOR),
        ("本硕均可", Level.BACHELOR),
        ("本科及以上，优秀应届硕士亦可", Level.BACHELOR),
        ("研究生及以上", Level.MASTER),
        ("大中专汽修专业", Level.SECONDARY),
        ("中专、高中皆可", Level.SECONDARY),
        ("高中以下学历亦可", Level.JUNIOR_HIGH),
        ("学历专业不限", Level.JUNIOR_HIGH),
        ("本科佳", Level.JUNIOR_HIGH),
        ("小学以上文化", Level.JUNIOR_HIGH),
    ],
)
def test_a_level_is_read_wherever_it_stands(layout: str, words: str, lowest: Level) -> None:
    assert levels(said_in(layout, words)) == from_(lowest)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("一两年工作经验", 12),
        ("两三年相关经验", 24),
        ("三至五年工作经验", 36),
        ("两年以上教龄", 24),
        ("同岗位经验2年以上", 24),
        ("3年及以上行业经历", 36),
        ("有销售经验者优先", 0),
        ("1年以上相关经验佳", 0),
        ("有无工作经验均可", 0),
        ("有经验者工资可谈", 0),
        ("工作满一年可享受年假", 0),
        ("有相关工作经验", 1),
    ],
)
def test_years_are_read_wherever_they_stand(layout: str, words: str, least: int) -> None:
    assert months(said_in(layout, words)) == least


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        ("护资证", "nurse_exam"),
        ("护资、执业证", "nurse_practising"),
        ("电工证（低压）", "electrician_low_voltage"),
        ("放射证", "radiation_worker"),
        ("育婴证", "infant_carer"),
        ("律师证", "lawyer"),
        ("会计资格证", "accounting_practising"),
        ("安全员（C证）", "safety_officer_c"),
        ("电梯T证（特种设备作业证）", "elevator"),
        ("中学教师资格证", "teacher_junior_middle"),
        ("二级建造师", "builder_2"),
    ],
)
def test_everyday_names_of_papers_are_known(paper: str, code: str) -> None:
    for words, strength in ((f"要求：有{paper}，能吃苦", Strength.REQUIRED), (f"有{paper}优先", Strength.PREFERRED)):
        found = [d for d in read_posting({"title": "员工", "text": words}).demands if isinstance(d.asked, LicenceAsked)]
        asked = {(d.asked.any_of, d.strength) for d in found if isinstance(d.asked, LicenceAsked)}
        assert asked == {(frozenset({code}), strength)}


@pytest.mark.parametrize("words", ["无需上岗证", "有无技能证书均可", "不要求相关资格证书", "无需电工证"])
def test_a_paper_that_is_not_needed_is_no_demand(words: str) -> None:
    assert read_posting({"title": "员工", "text": f"任职要求：{words}"}).demands == ()


def test_a_teachers_school_is_no_level_of_education() -> None:
    reading = read_posting({"title": "教师", "text": "全日制本科及以上，持初中以上英语教师资格证"})
    assert levels(reading) == from_(Level.BACHELOR)


@pytest.mark.parametrize("words", ["会计专业佳", "护理、老年服务与管理专业优先", "动物医学专业、畜牧兽医优先"])
def test_a_major_that_is_only_wished_for_is_no_demand(words: str) -> None:
    reading = read_posting({"title": "员工", "text": f"大专以上，{words}，男女不限"})
    majors = [d.strength for d in reading.demands if isinstance(d.asked, MajorsAsked)]
    assert majors == [Strength.PREFERRED]


@pytest.mark.parametrize("city", ["长沙", "南昌", "湘潭", "衡阳"])
def test_a_hospital_named_after_its_city_is_not_in_the_county_of_that_name(city: str) -> None:
    places = read_posting({"title": "护士", "place": city, "employer": f"{city}惠民医院"}).terms.places
    assert [code[4:] for code in places] == ["00"]


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("证书兼职", "收建造师、造价师证书，初始转注均可，社保唯一。", "pyramid"),
        ("Java实习生（零基础）", "公司统一安排学习4个月，学习结束推荐到合作企业就业。", "bait_training"),
        ("月嫂培训", "免费报名，7天取证，推荐高薪上岗。", "course"),
        ("夜场公关", "日薪800-3000，当天结算，无需经验。", "pay"),
        ("养生顾问", "交2800元入会，发展会员提成30%，层层奖励。", "pyramid"),
    ],
)
def test_what_poses_as_work_is_kept_back(title: str, text: str, kind: str) -> None:
    alarms = read_posting({"title": title, "text": text}).alarms
    assert kind in {alarm.kind.value for alarm in alarms if alarm.confidence >= 0.7}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("招生老师", "负责电话回访意向学员，完成招生指标，底薪4000+提成，五险一金。"),
        ("机修学徒", "学徒期3个月，工资4000，师傅带教，包吃住。"),
        ("管培生", "岗前带薪培训1个月，轮岗6个月，专业不限。"),
        ("风控专员", "识别刷单、跑分、银行卡出租等违规行为。"),
        ("建造师", "招聘二级建造师，需到岗，不接受挂证。"),
        ("KTV收银员", "负责收银，夜班，会电脑，包住。"),
    ],
)
def test_honest_work_that_sounds_alike_is_not_kept_back(title: str, text: str) -> None:
    assert not [a for a in read_posting({"title": title, "text": text}).alarms if a.confidence >= 0.7]
