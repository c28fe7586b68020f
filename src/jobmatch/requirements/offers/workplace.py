"""Duties that collide with functional needs, provisions that meet them, and public programmes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobmatch.domain import Duty, Need, Programme
from jobmatch.requirements.text.passage import Passage, Read
from jobmatch.requirements.text.patterns import any_of

_NEGATED = r"(?:没有|无需|不需要?|不用|不要求|无须|不必|免(?!费)|不安排|不涉及|无)"
_CALL = r"(?:电话|来电|热线)"
_DUTIES: tuple[tuple[Need, re.Pattern[str]], ...] = (
    (
        Need.NO_HEAVY_LIFTING,
        any_of(
            r"(?<!数据)(?<!代码)(?<!信息)搬运(?!机器人|工?系统)",
            r"搬抬",
            r"搬动",
            r"抬担架",
            r"抬扶",
            r"搬重物",
            r"负重",
            r"装卸(?!载)",
            r"重体力",
            r"体力劳动",
            r"一定(?:的)?体力",
            r"体力(?:好|要求)",
            r"搬货",
            r"协助[^,;。]{0,6}(?:翻身|移位)",
            r"翻身(?:拍背|、|及|移位)",
        ),
    ),
    (
        Need.SEATED_WORK,
        any_of(
            r"久站|久行|需站立",
            r"长(?:时间|期)站立",
            r"站立(?:工作|服务|作业)",
            r"(?<!驿)站岗(?!位)",
            r"(?:全程|全天|一直)站(?:着|立)",
        ),
    ),
    (
        Need.NO_PHONE,
        any_of(
            rf"接(?:听|打)[^,;。]{{0,10}}{_CALL}",
            rf"接[^,;。、]{{0,6}}{_CALL}",
            rf"(?:拨打|打)[^,;。、]{{0,6}}{_CALL}",
            r"拨打(?:客户|业务)",
            r"电话(?:回访|随访|销售|客服|预约|邀约|营销|催收|推销|外呼|跟进|接听|沟通|调查|访问|约访|接待|访谈|拜访|建立)",
            r"(?<!欢迎)(?<!可)(?<!请)电话咨询",
            r"电话(?:通知|联系)[^,;。]{0,4}(?:领取|患者|客户|家属|用户|候选人)",
            r"热线(?:接听|接待|服务|咨询|客服|电话)",
            r"客服热线",
            r"通过电话[^,;。]{0,14}(?:客户|沟通|联系|用户|商家|家长|学[员生]|方式)",
            r"话务|电销",
            r"呼叫(?:专员|客服|员)",
            r"外呼|呼[入出]",
            r"呼叫中心(?:客服|坐席|座席|话务|代表)",
        ),
    ),
    (Need.STEP_FREE, re.compile(r"爬楼|无电梯|上下楼梯")),
    (Need.NO_HEIGHTS, re.compile(r"登高|高[空处]作业|攀爬|爬高|[爬登上](?:塔|杆)|恐高|蜘蛛人")),
    (
        Need.NO_TRAVEL,
        any_of(
            r"(?:经常|频繁|长期|短期|中期|不定期|适应|接受|配合|服从|胜任|愿意|偶尔|随时|可以?|能够?|需要?|须|要)[^,;。]{0,10}"
            r"出差(?!补|费|安排|报销|津贴|订)",
            r"出差[^,;。]{0,4}(?:频繁|较多|多)",
            r"有[^,;。]{0,6}出差(?:需求|要求|任务|$)",
            r"跑长途|长途(?:司机|驾驶|运输)(?!经)",
            r"(?<![^,;|、\s])出差$",
            r"(?<!无)外勤(?!管理|系统|人员)",
            r"(?:长期|常驻|接受|需要?|愿意)[^,;。非不]{0,6}(?:外派|驻外)",
        ),
    ),
    (
        Need.NO_LONG_TRAVEL,
        any_of(
            r"(?:经常|频繁|长期)[^,;。]{0,10}出差(?!补|费|安排|报销|津贴|订)",
            r"出差[^,;。]{0,4}(?:频繁|较多|多)",
            r"(?:长期|常驻)[^,;。非不]{0,6}(?:外派|驻外)",
        ),
    ),
    (
        Need.NO_DRIVING,
        any_of(
            r"(?:会|能|可|可以|熟练|负责|需要?|须|独立|自行|安全|担任)(?:开车|驾车|驾驶(?!证|[执舱员]|行为|辅助|数据))",
            r"驾驶(?:公务|公司|各[类种]|单位|班|校|救护|货|客|叉|铲|特种|机动)[^,;。]{0,4}车",
            r"车辆驾驶(?!行为|数据|证)",
            r"驾驶员(?:岗|工作$|$)",
            r"(?:^|[车小班校专货客务公]|[A-Ca-c]\d|押运|网约|专职|送货|配送|货运|出租|代驾|客运|[()/ ])"
            r"司机(?:$|[,()/ ])",
            r"(?:安全|按时|及时|日常|公务|每[日天])出车",
            r"出车(?:任务|记录|前)",
        ),
    ),
)
_DUTY_HINT = re.compile(r"[搬抬移装负翻站行接打拨话呼销热爬梯登高攀差勤派驻驾车机]|体力")
_WISHED = re.compile(
    r"优先|加分|者佳|更佳|(?<!不要求)(?<!无需)(?<!无)经[验历](?!不限|要求)|背景|从业|奖励|熟悉|了解|精通|掌握"
)
_BUILDS = any_of(  # who develops a telephone system makes no calls
    r"系统|算法|架构|开发|研发|解决方案|模块|机器人|平台|接口|协议|引擎",
    r"(?:自动|智能|无人|辅助)驾驶",
    r"(?:数据|项目|产品|运营)(?:分析|设计|建模|采集|方案)",
)
_OTHERS_CALL = re.compile(r"我们|面试|结合|勿扰|联系我|到了")  # how to reach the employer
_IN_PERSON = re.compile(r"接听|接打|拨打|搬运|装卸|出差|高[空处]作业|驾驶(?:公务|车辆|班|货|救护)")
_PROVISIONS: tuple[tuple[Need, re.Pattern[str]], ...] = (
    (
        Need.STEP_FREE,
        any_of(
            r"(?<!沟通)(?<!交流)无障碍(?!沟通|交流|卫生间|厕所|洗手间|如厕|阅|浏|使用|读|听|看)",
            r"(?<!无)(?<!没有)(?<!负责)电梯(?!公司|工程|维|安装|销售|行业|项目|设备|广告|井|配件|零|媒)",
            r"轮椅(?:可|通)",
            r"坡道|无台阶|在一楼|平层",
        ),
    ),
    (Need.ACCESSIBLE_TOILET, re.compile(r"无障碍(?:电梯|通道|坡道)?[和及、与]?(?:无障碍)?(?:卫生间|厕所|洗手间|如厕)")),
    (
        Need.TEXT_COMMUNICATION,
        any_of(
            r"(?:可|能|支持|允许|以|用|通过|采用)[^,;。]{0,8}(?:文字|手语|书面|微信)[^,;。]{0,4}"
            r"(?:沟通|交流|协作|办公|对接)(?!能力|技巧|客户)",
            r"打字(?:沟通|交流)",
            r"微信打字",
            r"文字(?:方式)?(?:沟通|交流)(?!能力|技巧|与|和|、)",
            r"(?:沟通|交流)[^,;。]{0,4}(?:以|用|通过)文字",
            r"手语翻译",
        ),
    ),
    (Need.NO_PHONE, re.compile(rf"{_NEGATED}[^,;。、线]{{0,6}}(?:电话|话务|热线)")),
    (Need.LARGE_PRINT, re.compile(r"读屏|放大(?:显示|软件|镜|字)|大字|屏幕放大|大屏显示")),
    (
        Need.SEATED_WORK,
        re.compile(rf"坐姿|坐着|靠背椅|坐式|可坐|全程坐|{_NEGATED}[^,;。、]{{0,6}}(?:久站|站立)"),
    ),
    (Need.NO_HEAVY_LIFTING, re.compile(rf"{_NEGATED}[^,;。、]{{0,8}}(?:搬|负重|重物|体力)|不搬不抬")),
    (
        Need.FLEXIBLE_HOURS,
        any_of(
            r"弹性(?:工作|上班|上下班|时间|工时|打卡|考勤|办公|出勤|坐班)",
            r"(?<![^,;|、\s])弹性$",
            r"(?:就医|看病|复诊|康复)[^,;。]{0,6}(?:请假|时间|假|调休)",
            r"灵活(?:排班|安排|上班|工时)",
            r"时间灵活",
            r"时间[^,;。]{0,3}商量",
            r"(?:看病|复诊|就医)[^,;。]{0,4}随时",
        ),
    ),
    (Need.NO_TRAVEL, re.compile(rf"(?:{_NEGATED}|不|基本不)[^,;。、]{{0,3}}出差(?!补|费|报销)")),
    (
        Need.NO_LONG_TRAVEL,
        any_of(
            rf"(?:{_NEGATED}|不|基本不)[^,;。、]{{0,3}}(?:(?:长期|经常|频繁)[^,;。、]{{0,3}})?出差(?!补|费|报销)",
            r"出差(?:很|较|比较)?少",
            r"(?:偶尔|极少|很少)[^,;。、]{0,4}出差",
        ),
    ),
    (Need.NO_DRIVING, re.compile(rf"(?!无人){_NEGATED}[^,;。、]{{0,3}}(?:驾驶|开车)(?!证|经)")),
    (Need.NO_HEIGHTS, re.compile(rf"{_NEGATED}[^,;。、]{{0,4}}(?:登高|高[空处]作业)")),
)
_PROGRAMMES: tuple[tuple[Programme, re.Pattern[str]], ...] = (
    (Programme.DISABILITY_QUOTA, re.compile(r"按比例(?:安排|安置|招用|就业)|残保金|残疾人就业保障金|按比例")),
    (Programme.SOCIAL_INSURANCE_SUBSIDY, re.compile(r"社保补贴|社会保险补贴")),
    (
        Programme.POST_SUBSIDY,
        any_of(
            r"(?:享受?|申[请领]|领取|政府|公益性?|按规定)[^,;。]{0,12}岗位补贴", r"岗位补贴[和、及](?:社保|社会保险)"
        ),
    ),
    (Programme.JOBSEEKER_SUBSIDY, re.compile(r"求职(?:创业)?补贴")),
    (Programme.THREE_SUPPORTS, re.compile(r"三支一扶")),
    (Programme.ORDERED_TRAINING, re.compile(r"订单定向|定向培养|定向医学生")),
    (Programme.TRAINEESHIP, re.compile(r"见习补贴|就业见习|见习基地|见习岗|青年见习")),
    (Programme.VILLAGE_DOCTOR, re.compile(r"大学生(?:乡村医生|村医)|乡村医生专项")),
)
_PROVISION_HINT = any_of(
    r"障",
    r"电梯",
    r"轮椅",
    r"坡道",
    r"台阶",
    r"一楼",
    r"平层",
    r"文字",
    r"手语",
    r"书面",
    r"微信",
    r"打字",
    r"电话",
    r"话务",
    r"热线",
    r"读屏",
    r"放大",
    r"大字",
    r"屏",
    r"坐",
    r"站",
    r"靠背",
    r"搬",
    r"负重",
    r"重物",
    r"体力",
    r"弹性",
    r"灵活",
    r"商量",
    r"就医",
    r"看病",
    r"复诊",
    r"康复",
    r"出差",
    r"驾驶|开车",
    r"登高|高[空处]",
)
_PROGRAMME_HINT = re.compile(r"补贴|按比例|残保|保障金|三支|定向|见习|乡村医|村医")
_DENIED = re.compile(
    rf"{_NEGATED}[^,;。、]{{0,8}}$|不接$|不[便能]?$|有专人|由[^,;。]{{1,6}}$|指导[^,;。]{{0,8}}$|(?:协助|安排|办理)[^,;。]{{0,4}}领导$"
)
_NOT_WANTED = re.compile(r"(?:可|能|要|需|须)[^,;。]{0,4}(?:不|无需|不用|不必)")
_NO_WORKPLACE = re.compile(
    r"英[文语]|文[档献]|阅读|浏览|表达能力|沟通能力|客户|用户|经[验历]|开发|算法|研发|公众号|小程序"
)
_NOT_GIVEN = re.compile(r":\s?(?:未填|无|否|没有|不详|待定|不提供)$")
_NOT_OURS = re.compile(r"不享受|不含|不适用|不纳入|无岗位补贴|没有")
_ABROAD = re.compile(r"(?:面向|服务)[\"“]?(?:服务基层|三支一扶人员)|三支一扶[\"”]?(?:期满|服务期满|经历|人员)")


def read_duties(passage: Passage) -> Iterator[Read]:
    """Physical and functional demands of the work; what is expressly not demanded, only wished (能出差者优先,
    有电话销售经验) or what one develops (呼叫中心系统) is no duty."""
    text = passage.text
    if not _DUTY_HINT.search(text) or _WISHED.search(text) or (_BUILDS.search(text) and not _IN_PERSON.search(text)):
        return
    for need, pattern in _DUTIES:
        match = pattern.search(passage.folded, passage.start, passage.end)
        if match and not _denied(passage, match) and not (need is Need.NO_PHONE and _OTHERS_CALL.search(text)):
            yield Read(Duty(need), match.start(), match.end(), 0.9)


def _denied(passage: Passage, match: re.Match[str]) -> bool:
    before = passage.folded[max(passage.start, match.start() - 10) : match.start()]
    return bool(_DENIED.search(before) or _NOT_WANTED.match(match[0]))


def read_provisions(passage: Passage) -> frozenset[Need]:
    """Functional needs that the workplace says it meets."""
    text = passage.text
    if not _PROVISION_HINT.search(text) or _NOT_GIVEN.search(text) or _NO_WORKPLACE.search(text):
        return frozenset()
    return frozenset(
        need for need, pattern in _PROVISIONS if pattern.search(passage.folded, passage.start, passage.end)
    )


def read_programmes(passage: Passage) -> frozenset[Programme]:
    """Public programmes that a clause names for the opening."""
    text = passage.text
    if not _PROGRAMME_HINT.search(text) or _NOT_OURS.search(text) or _ABROAD.search(text):
        return frozenset()
    return frozenset(programme for programme, pattern in _PROGRAMMES if pattern.search(text))
