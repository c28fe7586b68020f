"""The tie an opening offers: a post on the establishment, a labour contract, dispatch, an internship, part time."""

from __future__ import annotations

import re

from jobmatch.domain import Contract
from jobmatch.requirements.text.patterns import any_of

# 编制 is a post only where it is not the verb to draw up (编制方案), and 编 not part of 编程, 编写, 编译.
_NO_POST = r"(?:[写程码译辑排号剧曲纂撰]|制(?:能力|经验|工作|过|方案|计划|报告|预算|文|标书|[规技、及和与各相项部并]))"
_POST = rf"编(?!{_NO_POST})(?:制|(?=$|[,;。、()内岗:/+ ]))"
_OWN = r"(?:性质|类型|类别|形式|方式):?\s?"
_AT_LEAST = r"(?:至少|不少于|不低于|保证|满|在)"
_CONTRACTS: tuple[tuple[Contract, re.Pattern[str]], ...] = (
    (
        Contract.PUBLIC_WELFARE,
        re.compile(r"公益性?岗位?"),
    ),
    (
        Contract.INTERNSHIP,
        any_of(
            r"(?:就业|青年)见习",
            r"见习(?:岗|基地|单位|人员|生)",
            r"实习生?(?:岗|职位|招聘)",
            r"招[^,;。]{0,6}实习生",
            rf"{_OWN}实习",
            rf"实习(?:期|时间|时长|周期)?:?[须需应]?能?{_AT_LEAST}[^,;。]{{0,4}}月",
            r"(?:至少|需要?|能|可|连续|保证)实习[^,;。]{0,6}月",
            r"实习[^,;。]{0,2}[\d一二三四五六]个?月(?:及?以上|起)",
        ),
    ),
    (
        Contract.DISPATCH,
        any_of(
            r"劳务派遣",
            r"派遣(?:制|员工|人员|形式|方式|岗|至本单位)",
            r"第三方(?:用工|派遣|[^,;。]{0,8}(?:公司|机构)[^,;。]{0,4}签)",
            r"派驻本单位",
            r"与劳务公司签",
            r"人事代理派遣",
        ),
    ),
    (
        Contract.PART_TIME,
        any_of(
            r"(?:招聘?|诚聘|招募|急聘)[^,;。]{0,6}兼职",
            rf"{_OWN}兼职",
            r"兼职(?:岗|职位|人员|招聘|形式)",
            r"^兼职$",
            r"非全日制(?:用工|岗|劳动)",
            r"(?<![\d一二三四五六七八九十])小时工(?![作资时])",
            r"钟点工",
            r"计时工(?!资)",
        ),
    ),
    (
        Contract.LABOUR,
        any_of(
            r"编外(?!语)",
            r"非编(?![软辑剪师系设]|工作站|制作)",
            r"非在编",
            r"(?<!承包)合同制",
            r"聘用制",
            r"合同工",
            r"签[订署]?(?:正式|书面)?合同(?=$|[、,])",
            r"(?:签[订署]?|入职)[^,;。、]{0,8}(?:劳动|聘用)合同",
            r"劳动合同(?:制|用工|期限?|工)",
            r"签正式合同",
            r"编制外",
            r"无编制",
            r"不占编",
            r"不入编",
            r"不纳入编制",
            r"自主招聘",
        ),
    ),
    (
        Contract.ESTABLISHED,
        any_of(
            r"事业编",
            r"(?<![与同跟和])在编(?![写程码译辑制队])",
            r"入编",
            rf"(?:纳入|[可能]?带|享受|占|核定|使用|属于?|解决|提供|落实)[^,;。]{{0,6}}{_POST}",
            rf"(?:有|正式|教师|全额|差额|员额|公办|参公|行政|国家){_POST}",
            r"编制(?:内|数(?!据|字|学)|岗|类别|人员|教师|性质|待遇)",
            r"(?:^|:|性质|类型)\s?编制$",
            r"公务员(?!考|培训|辅导|课|题|面试|笔试|、|类|教)",
        ),
    ),
)
WEAKEST_FIRST = tuple(contract for contract, _ in _CONTRACTS)
_HINT = re.compile(r"岗|习|派|职|工|编|合同|聘|公务员|第三方")
_NOT_OFFERED = any_of(
    r"(?:不招|不接受|非|谢绝|拒绝|勿|不是|不要|无需|不需要|不考虑|不属于?|没有)[^,;。]{0,6}(?:实习|兼职|派遣|见习|外包)",
    r"(?:兼职|实习)生?(?:勿|免|请绕|不要|除外|者勿)",
    r"全职[/、和或及与]?兼职",
    r"兼职[/、和或及与]全职",
    r"(?:实习|兼职|派遣|见习)[^,;。]{0,4}(?:经[历验]|期间|管理|证明|优先)",
    r"可以?(?:兼职|实习)",
    r"或者?实习",
    r"未毕业[^,;。]{0,6}实习",
    r"(?:对|管理|负责|处理|办理|客户)[^,;。]{0,12}(?:外包|派遣|合同)",
    r"外包人员",
)
_IN_A_WORD: tuple[tuple[Contract, re.Pattern[str]], ...] = (
    (Contract.PUBLIC_WELFARE, re.compile(r"公益性?岗")),
    (
        Contract.INTERNSHIP,
        re.compile(
            r"(?<!带薪)(?<!可)实习(?![医护期]|津贴|补贴|证明|经[历验])|见习(?![医护]|补贴)|(?i:\bintern(?:ship)?\b)"
        ),
    ),
    (Contract.DISPATCH, re.compile(r"(?<!非)派遣(?!员$|专员|经理|主管|业务|顾问|项目|事业)")),
    (Contract.PART_TIME, re.compile(r"兼职(?!管理|平台|产品|运营)|非全日制|小时工|钟点工|(?i:part.?time)")),
)
_ANOTHER_TIE = re.compile(r"全职|校招|社招|正式|应届|正职|管培|勿|可转正")


def read_contract(text: str) -> Contract | None:
    """The tie that a folded clause offers, the weakest where several are named (编外, 不占编 before 编制)."""
    if not _HINT.search(text) or _NOT_OFFERED.search(text):
        return None
    return next((contract for contract, pattern in _CONTRACTS if pattern.search(text)), None)


def contract_in_cell(text: str) -> Contract | None:
    """The tie in a contract column, where a word is enough (实习); None for 全职, which leaves the tie open."""
    return contract_in_name(text) or read_contract(text)


def contract_in_name(text: str) -> Contract | None:
    """The tie that a folded title or tag names; None where it names another beside it (全职/兼职, 校招/实习)."""
    if _ANOTHER_TIE.search(text):
        return None
    return next((contract for contract, pattern in _IN_A_WORD if pattern.search(text)), None)
