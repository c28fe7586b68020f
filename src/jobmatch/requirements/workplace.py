"""Duties that collide with functional needs, provisions that meet them, and public programmes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobmatch.domain import Duty, Need, Programme
from jobmatch.requirements.passage import Passage, Read
from jobmatch.requirements.patterns import any_of

_NEGATED = r"(?:没有|无需|不需要?|不用|不要求|无须|不必|免(?!费)|不安排|不涉及|无)"
_DUTIES: tuple[tuple[Need, re.Pattern[str]], ...] = (
    (
        Need.NO_HEAVY_LIFTING,
        any_of(
            r"搬运",
            r"搬抬",
            r"搬动",
            r"抬担架",
            r"抬扶",
            r"搬重物",
            r"负重",
            r"装卸",
            r"重体力",
            r"体力劳动",
            r"一定(?:的)?体力",
            r"体力(?:好|要求)",
            r"搬货",
            r"协助[^,;。]{0,6}(?:翻身|移位)",
            r"翻身(?:拍背|、|及|移位)",
        ),
    ),
    (Need.SEATED_WORK, re.compile(r"久站|长时间站立|长期站立|站立(?:工作|服务|作业)|(?<!驿)站岗(?!位)|需站立|久行")),
    (
        Need.NO_PHONE,
        any_of(
            r"接听?(?:打)?(?:咨询|来访|预约|客户|热线|患者|家属)?(?:电话|来电)",
            r"接打[^,;。]{0,6}电话",
            r"拨打",
            r"电话(?:回访|咨询|沟通|随访|销售|客服|预约|邀约)",
            r"热线",
            r"话务",
            r"呼叫",
            r"电话(?:通知|联系)[^,;。]{0,4}(?:领取|患者|客户|家属)",
            r"(?:拨打|打)[^,;。]{0,4}电话",
        ),
    ),
    (Need.STEP_FREE, re.compile(r"登高|攀爬|爬楼|无电梯|上下楼梯|高空作业")),
)
_PROVISIONS: tuple[tuple[Need, re.Pattern[str]], ...] = (
    (
        Need.STEP_FREE,
        re.compile(
            r"无障碍(?!沟通|交流|卫生间|厕所|洗手间|如厕)|(?<!无)(?<!没有)电梯|轮椅(?:可|通)|坡道|无台阶|在一楼|平层"
        ),
    ),
    (Need.ACCESSIBLE_TOILET, re.compile(r"无障碍(?:电梯|通道|坡道)?[和及、与]?(?:无障碍)?(?:卫生间|厕所|洗手间|如厕)")),
    (
        Need.TEXT_COMMUNICATION,
        any_of(
            r"(?:可|能|支持|允许|以|用|通过|采用)[^,;。]{0,8}(?:文字|手语|书面|微信)[^,;。]{0,4}(?:沟通|交流|协作|办公|对接)?",
            r"打字(?:沟通|交流)",
            r"微信打字",
            r"文字(?:方式)?(?:沟通|交流)",
            r"手语翻译",
        ),
    ),
    (Need.NO_PHONE, re.compile(rf"{_NEGATED}[^,;。、]{{0,6}}(?:电话|话务|热线)")),
    (Need.LARGE_PRINT, re.compile(r"读屏|放大(?:显示|软件|镜|字)|大字|屏幕放大|大屏显示")),
    (
        Need.SEATED_WORK,
        re.compile(rf"坐姿|坐着|靠背椅|坐式|可坐|全程坐|{_NEGATED}[^,;。、]{{0,6}}(?:久站|站立)"),
    ),
    (Need.NO_HEAVY_LIFTING, re.compile(rf"{_NEGATED}[^,;。、]{{0,8}}(?:搬|负重|重物|体力)|不搬不抬")),
    (
        Need.FLEXIBLE_HOURS,
        any_of(
            r"弹性(?:工作|上班|时间|工时|打卡|考勤)",
            r"(?:就医|看病|复诊|康复)[^,;。]{0,6}(?:请假|时间|假|调休)",
            r"灵活(?:排班|安排|上班|工时)",
            r"时间灵活",
            r"时间[^,;。]{0,3}商量",
            r"(?:看病|复诊|就医)[^,;。]{0,4}随时",
        ),
    ),
)
_PROGRAMMES: tuple[tuple[Programme, re.Pattern[str]], ...] = (
    (Programme.DISABILITY_QUOTA, re.compile(r"按比例(?:安排|安置|招用|就业)|残保金|残疾人就业保障金|按比例")),
    (Programme.SOCIAL_INSURANCE_SUBSIDY, re.compile(r"社保补贴|社会保险补贴")),
    (Programme.POST_SUBSIDY, re.compile(r"岗位补贴")),
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
)
_PROGRAMME_HINT = re.compile(r"补贴|按比例|残保|保障金|三支|定向|见习|乡村医|村医")
_NOT_GIVEN = re.compile(r":\s?(?:未填|无|否|没有|不详|待定|不提供)$")
_NOT_OURS = re.compile(r"不享受|不含|不适用|不纳入|无岗位补贴|没有")
_ABROAD = re.compile(r"(?:面向|服务)[\"“]?(?:服务基层|三支一扶人员)|三支一扶[\"”]?(?:期满|服务期满|经历|人员)")


def read_duties(passage: Passage) -> Iterator[Read]:
    """Physical and functional demands of the work; what is expressly not demanded is no duty."""
    for need, pattern in _DUTIES:
        match = pattern.search(passage.folded, passage.start, passage.end)
        if match and not _denied(passage, match, need):
            yield Read(Duty(need), match.start(), match.end(), 0.9)


def _denied(passage: Passage, match: re.Match[str], need: Need) -> bool:
    before = passage.folded[max(passage.start, match.start() - 10) : match.start()]
    return bool(re.search(rf"{_NEGATED}[^,;。、]{{0,8}}$|不接$|有专人|由[^,;。]{{1,6}}$|指导[^,;。]{{0,8}}$", before))


def read_provisions(passage: Passage) -> frozenset[Need]:
    """Functional needs that the workplace says it meets."""
    if not _PROVISION_HINT.search(passage.text) or _NOT_GIVEN.search(passage.text):
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
