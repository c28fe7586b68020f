"""What is no job, or a trap, beside what only sounds like one."""

from __future__ import annotations

import pytest

from jobmatch.domain import AlarmKind
from jobmatch.requirements import read_posting
from jobmatch.requirements.alarms import LEAST

SURE = 0.7  # from here on the rule refuses the pair


def alarms_of(**fields: str) -> dict[AlarmKind, float]:
    return {alarm.kind: alarm.confidence for alarm in read_posting(fields).alarms}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("零基础学Python", "小班授课，学费3980元，可分期。"),
        ("数据分析师课程", "第8期周末班开班，名额有限。"),
        ("养老护理员培训班（第三期）", "开班时间：6月1日，结业推荐就业。"),
        ("UI设计就业班", "0基础入学，学完包就业，不就业退学费。"),
        ("会计证考证培训", "报名学习送教材，学费减免500元。"),
        ("育婴师、月嫂", "现面向全市招收学员，学习周期15天，毕业后推荐工作。"),
        ("IT人才定制", "先就业后付学费，签订就业保障协议。"),
        ("电商运营培训招生", "课程大纲：店铺装修、推广。上课时间：每晚七点。"),
        ("挖掘机学员", "学制两个月，包分配，学费优惠。"),
        ("2026年春季招生简章", "开设烘焙、西点等课程，零基础学习。"),
    ],
)
def test_a_course_on_sale_is_no_job(title: str, text: str) -> None:
    assert alarms_of(title=title, text=text).get(AlarmKind.COURSE, 0) >= SURE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Java开发工程师助理", "入职前参加培训，培训费可办理分期贷款。"),
        ("软件测试实习生", "岗前实训四个月，实训费用由本人承担。"),
        ("大数据工程师", "无需计算机基础，想转到互联网行业的均可，岗前实训后上岗。"),
        ("转行/动画设计学徒", "待业或在职，想转行；无基础可接受岗前实训。"),
        ("前端开发", "需缴纳岗前培训费9800元，入职后返还。"),
        ("影视剪辑", "可申请培训贷，每月分期还款。"),
        ("新媒体助理", "先到合作机构学习，学习费用8000元。"),
        ("储备程序员", "先培训后付费，工资中扣培训费，培训费用从工资中扣。"),
    ],
)
def test_a_job_whose_price_is_a_course_is_bait(title: str, text: str) -> None:
    assert alarms_of(title=title, text=text).get(AlarmKind.BAIT_TRAINING, 0) >= SURE


@pytest.mark.parametrize(
    "text",
    [
        "入职需交纳服装押金300元，离职退还。",
        "报到时缴纳上岗保证金1000元。",
        "工作服押金200元",
        "签约时须交诚信保证金五千元。",
        "公司统一收取风险金，满一年退。",
        "毕业证原件由公司统一保管。",
        "入职后身份证原件暂扣一个月。",
        "押金500元，转正后退。",
    ],
)
def test_a_deposit_or_a_withheld_paper_is_an_alarm(text: str) -> None:
    assert alarms_of(title="营业员", text=text).get(AlarmKind.DEPOSIT, 0) >= SURE


@pytest.mark.parametrize(
    "text",
    [
        "面试时收取资料费80元。",
        "服装费260元自理，从工资中扣。",
        "录用后需缴纳建档费、体检费共300元。",
        "应聘者自行缴纳信息费200元。",
        "大厂付费内推，名额有限。",
        "付费实习，背景提升，保offer。",
        "面试通过后交中介费600元即可上岗。",
        "内推名额5000元一位。",
        "央企内部推荐，服务费三万，保录取。",
        "拍摄模卡费用自理，试镜需交费。",
    ],
)
def test_paying_to_be_hired_is_an_alarm(text: str) -> None:
    assert alarms_of(title="文员", text=text).get(AlarmKind.FEE, 0) >= SURE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("兼职刷单员", "每单佣金5-10元，当天结算。"),
        ("手机兼职", "在家做任务赚佣金，一单一结，宝妈均可。"),
        ("打字员兼职", "打字日结，日赚300，足不出户。"),
        ("项目推广", "推荐会员返利，静态收益每天3%。"),
        ("兼职", "在家动动手指，轻松月入过万。"),
        ("业务员", "邀请下线有提成，躺赚不是梦。"),
    ],
)
def test_pyramids_and_brushing_are_alarms(title: str, text: str) -> None:
    assert alarms_of(title=title, text=text).get(AlarmKind.PYRAMID, 0) >= SURE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Java讲师", "负责课程研发与授课，学员多为零基础，协助学校推荐就业。"),
        ("课程顾问", "向家长介绍课程和学费优惠，完成招生任务。"),
        ("教务老师", "负责开班、排课和学费收缴。"),
        ("招生老师", "面向全国招生，负责学员招募。"),
        ("课程设计师（Python）", "设计少儿编程课程，撰写课程大纲。"),
        ("住院医师规范化培训招生简章", "面向社会招收住院医师120名，培训期间发放生活补助。"),
        ("护士", "提供岗前培训、带薪培训和免费培训机会。"),
        ("客服专员", "无经验可培训，免费岗前培训，培训津贴50元/天。"),
        ("销售代表", "五险一金，培训机会多，新员工入职培训一周。"),
        ("软件工程师", "参加过学校实训或竞赛者优先，基础扎实。"),
        ("Java开发工程师", "转行和培训班毕业勿扰。"),
        ("营业员", "无押金，无服装费，包吃住。"),
        ("文员", "本公司招聘不收取任何费用，凡以任何名义收取押金、体检费的均为诈骗，请举报。"),
        ("保洁员", "公司直招，从不收押金。"),
        ("投标专员", "负责投标保证金的缴纳与退还。"),
        ("期货风控", "根据协议进行保证金追加。"),
        ("工程会计", "办理农民工工资保证金及履约保证金。"),
        ("护士", "体检费报销，实习生往返车费报销。"),
        ("乡镇卫生院公开招聘护士公告", "报名费100元，笔试后体检，体检费用由考生自理。"),
        ("小学教师", "经笔试、面试后体检，体检费自理。"),
        ("房产经纪人", "面试通过后免中介费提供住宿，提成30%。"),
        ("收费员", "负责收取物业管理费、停车费。"),
        ("商场会员主管", "负责会员费收取和会员管理。"),
        ("反欺诈分析师", "识别刷单、薅羊毛等风险行为，治理虚假交易。"),
        ("一级行政执法员", "从事规范直销、打击传销工作。"),
        ("电话客服", "平均综合工资3500-8000元，表现优秀者月入过万。"),
        ("数据标注兼职", "可在家办公，按件计酬。"),
        ("信用卡账单分期专员", "为客户办理账单分期。"),
        ("贷款专员", "负责贷款产品培训和客户分期业务。"),
        ("小学教师", "教职工子女免学费，提供学历提升学费报销。"),
        ("乡村医生", "签约满三年可申请学费补偿和国家助学贷款代偿。"),
        ("基层就业服务岗", "为辖区困难人员推荐就业，组织培训班开班。"),
        ("带货主播", "零基础可学，公司安排老师带，底薪5000。"),
        ("美发学徒", "包吃住，学徒期工资2500元，师傅带教。"),
        ("CNC编程学徒", "无经验亦可，有师傅带。"),
        ("主治医师", "提供进修学习机会，进修费用由医院承担。"),
        ("护士", "服务期未满离职的，须退还培训费。"),
        ("人事专员", "负责员工证件、毕业证复印件的登记和保管。"),
        ("物业前台", "负责装修押金收取和退还，管理客户资料。"),
        ("产品经理", "负责知识付费产品和训练营。"),
        ("规培医师", "招收社会学员，培训期间发放补助，结业推荐就业。"),
        ("出院结算员", "收取住院押金，打印发票。"),
        ("软件工程师", "本公司非培训机构，勿将我们当成培训贷公司。"),
        ("储备干部", "带薪岗前实训三个月后分配岗位。"),
        ("美发学徒", "学费全免，包吃住，月薪3000元。"),
    ],
)
def test_what_only_sounds_like_a_trap_is_a_job(title: str, text: str) -> None:
    assert alarms_of(title=title, text=text) == {}


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("Java开发助理（可内训）", "应届往届均可，不限专业，零基础可内训，有意向从事IT行业。", AlarmKind.BAIT_TRAINING),
        ("UI设计师储备", "先学习后上岗，项目经理一对一带教，学完合格后签订三方就业协议。", AlarmKind.BAIT_TRAINING),
        ("大数据储备干部", "专业不限，0基础公司安排系统学习，学成后分配到大厂。", AlarmKind.BAIT_TRAINING),
        ("原画师助理", "0基础可学，完善的培训体系，培训后推荐就业。", AlarmKind.BAIT_TRAINING),
        ("新媒体运营学徒", "学徒期三个月，学徒期间需交费6800元，出师后月薪过万。", AlarmKind.BAIT_TRAINING),
        ("人工智能训练师实习生", "参加岗前技能提升课程，课程费可分12期。", AlarmKind.BAIT_TRAINING),
        ("学历提升", "专升本、自考，1.5年拿证，无隐形消费，现在报名立减800元。", AlarmKind.COURSE),
        ("叉车证培训考证", "随到随学，15天拿证，官网可查。", AlarmKind.COURSE),
        ("公务员面试培训", "名师小班，封闭集训，不过退费，限额20人。", AlarmKind.COURSE),
        ("某技师学院2026年秋季招生", "招收初中毕业生，学制三年，毕业安置就业。", AlarmKind.COURSE),
        ("打字员（居家）", "千字60元，需先支付98元的软件激活费，完成首单即退。", AlarmKind.FEE),
        ("央企正式编制名额", "直签合同，先办事后付款，18万包办入职。", AlarmKind.FEE),
        ("投行内推", "头部券商实习付费推荐，远程实习12000元，拿不到全退。", AlarmKind.FEE),
        ("电商客服兼职", "帮商家提升销量，垫付本金，返本金加佣金。", AlarmKind.PYRAMID),
        ("二级建造师", "诚聘一级、二级建造师，人证分离即可，挂靠一年3万。", AlarmKind.PYRAMID),
    ],
)
def test_a_trap_in_other_dress_is_known(title: str, text: str, kind: AlarmKind) -> None:
    assert alarms_of(title=title, text=text).get(kind, 0) >= SURE


@pytest.mark.parametrize(
    "title", ["求职防骗指南：这类公司要小心", "黑名单：这10家公司千万别去", "招聘陷阱大盘点", "曝光一家招聘骗局公司"]
)
def test_an_article_that_warns_is_left_to_a_person(title: str) -> None:
    assert LEAST <= alarms_of(title=title, text="请同学们擦亮眼睛。")[AlarmKind.COURSE] < SURE


def test_a_promise_to_take_no_money_does_not_clear_fake_orders() -> None:
    text = "在家用手机就能做，时间自由，不收任何费用，一天200元。"
    assert LEAST <= alarms_of(title="小说录入员", text=text)[AlarmKind.PYRAMID] < SURE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("内训师", "负责门店员工内训，编写课件。"),
        ("职业规划师", "为想转行IT的学员提供咨询，签单提成高，零经验可培训。"),
        ("学历提升招生顾问", "负责成人高考、自考、专升本的招生报名咨询，邀约到访。"),
        ("人力资源专员", "识别并防范招聘网站上的招转培、培训贷信息。"),
        ("短视频审核员", "审核并下架涉及刷单、挂证、付费内推的违规内容。"),
        ("反诈宣传员", "开展防范刷单、押金诈骗、培训贷等宣传活动。"),
        ("资质专员", "维护建造师注册证书，杜绝挂证。"),
        ("社区免费技能培训公告", "区人社局组织保育员免费技能培训，结业后推荐就业。"),
        ("县人民医院青年就业见习招募公告", "见习期每月补贴2000元，专业不限，应届往届均可。"),
        ("软件开发实习生", "对互联网感兴趣，不限专业，有编程基础，表现优秀可转正。"),
        ("游戏美术实习生", "专业不限，应届往届均可，由主美一对一带教。"),
        ("Java工程师", "统招本科，学历学信网可查，名额有限。"),
        ("声学算法工程师", "熟悉声学成像，专业不限。"),
        ("软件实施", "培训后安排到客户现场实施，出差补贴。"),
        ("Java实习生", "入职后签订三方就业协议，一对一带教，往届也可。"),
        ("储备店长", "零经验可学，专业不限，三个月带薪培训，考核合格后上岗。"),
        ("电工", "持电工证上岗，无证可由公司出资培训考证。"),
        ("管培生", "面向应届毕业生，专业不限，完善的培训体系，导师一对一带教，轮岗后定岗。"),
    ],
)
def test_training_around_a_job_is_no_trap(title: str, text: str) -> None:
    assert alarms_of(title=title, text=text) == {}


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("大数据实训生", "专业不限，想长期从事IT行业发展，接收转行实习者。", AlarmKind.BAIT_TRAINING),
        ("无经验储备Java开发实习生", "双休，五险一金。", AlarmKind.BAIT_TRAINING),
        ("普工", "宿舍押金100元。", AlarmKind.DEPOSIT),
        ("服务员", "体检费自理。", AlarmKind.FEE),
        ("销售", "来就能轻松月入过万。", AlarmKind.PYRAMID),
    ],
)
def test_what_may_be_a_trap_is_left_to_a_person(title: str, text: str, kind: AlarmKind) -> None:
    assert LEAST <= alarms_of(title=title, text=text)[kind] < SURE


@pytest.mark.parametrize(
    ("title", "pay", "text", "confidence"),
    [
        ("文员", "20000-30000元/月", "无需经验", 0.8),
        ("打字员", "1.5-2万/月", "学历不限", 0.5),
        ("电话客服", "2.5-3万", "底薪加提成", 0.5),
        ("文员", "4000-6000元/月", "", None),
        ("英语客服主管", "2-3万", "", None),
        ("在线客服", "2-2.5万", "5年以上工作经验", None),
        ("财务数据库管理员", "1.5-2万", "", None),
        ("房产销售", "2-4万/月", "无需经验", None),
    ],
)
def test_pay_that_simple_work_cannot_bring_is_an_alarm(
    title: str, pay: str, text: str, confidence: float | None
) -> None:
    assert alarms_of(title=title, pay=pay, text=text).get(AlarmKind.PAY) == confidence


def test_an_alarm_quotes_the_clause_in_the_received_field() -> None:
    text = "工资面议；　入职需交纳服装押金３００元，离职退还。"
    (alarm,) = read_posting({"title": "营业员", "text": text}).alarms
    assert alarm.span.quote == "入职需交纳服装押金３００元"
    assert text[alarm.span.start : alarm.span.end] == alarm.span.quote
