"""The Ministry's codes of majors (国标专业代码), which colleges keep beside the name or instead of it.

The Guangdong catalogue numbers majors in its own way; what surely agrees is the field. Sources: for 大专
职业教育专业目录（2021年）, for 本科 普通高等学校本科专业目录（2012年）.
"""

from __future__ import annotations

import re

from jobmatch.domain import Level

CODE = re.compile(r"(\d{6})[TKH]{0,2}")
FIRST_CLASS_OF_2021 = 2024  # until then 51 to 59 may be the numbers of 2015, which stand for other fields

# Fields of the catalogue by the first digits of a 大专 code; the longest beginning decides. None and what is absent:
# the class is split between fields, or we are not sure.
ASSOCIATE: dict[str, str | None] = {
    "41": "C09",  # 农林牧渔
    "42": "C08",  # 资源环境与安全
    "4207": "C07",  # 气象
    "43": "C08",  # 能源动力与材料
    "44": "C08",  # 土木建筑
    "4407": "C12",  # 房地产
    "45": "C08",  # 水利
    "4504": "C09",  # 水土保持与水环境
    "46": "C08",  # 装备制造
    "4702": "C08",  # 化工技术
    "4802": "C08",  # 包装
    "4803": "C08",  # 印刷
    "4804": "C08",  # 纺织服装
    "4901": "C08",  # 食品
    "4903": "C08",  # 粮食
    "50": "C08",  # 交通运输
    "51": "C08",  # 电子与信息
    "52": "C10",  # 医药卫生
    "520414": None,  # 中药材生产与加工
    "520415": None,  # 中药制药
    "5301": "C02",  # 财政税务
    "5302": "C02",  # 金融
    "5303": "C12",  # 财务会计
    "5304": "C07",  # 统计
    "5305": "C02",  # 经济贸易
    "5306": "C12",  # 工商管理
    "5307": "C12",  # 电子商务
    "5308": "C12",  # 物流
    "54": "C12",  # 旅游
    "5501": "C13",  # 艺术设计
    "5502": "C13",  # 表演艺术
    "5504": "C12",  # 文化服务
    "56": "C05",  # 新闻传播
    "5701": "C04",  # 教育
    "5702": "C05",  # 语言
    "5703": "C04",  # 体育
    "58": "C03",  # 公安与司法
    "59": "C12",  # 公共管理与服务
    "5904": "C05",  # 文秘
}
BACHELOR = {f"{field:02d}": f"B{field:02d}" for field in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13)}


def digits(code: str) -> str | None:
    """The six digits of a Ministry code, without the letters for 特设 and 国控; None where it is none.

    >>> digits("120203K"), digits("101102T"), digits("B100501")
    ('120203', '101102', None)
    """
    match = CODE.fullmatch(code.upper())
    return match[1] if match else None


def list_of(number: str) -> Level | None:
    """The level in whose list a code stands, 大专 or 本科; None where it is in neither.

    >>> list_of("530302"), list_of("101101"), list_of("720301")
    (<Level.ASSOCIATE: 3>, <Level.BACHELOR: 4>, None)
    """
    if number[:2] in BACHELOR:
        return Level.BACHELOR
    return Level.ASSOCIATE if "41" <= number[:2] <= "59" else None


def field_of(number: str, level: Level, year: int | None) -> str | None:
    """The catalogue's field that a code surely lies in; year is the class (届), None where it is not known.

    >>> field_of("530302", Level.ASSOCIATE, 2026), field_of("081001", Level.BACHELOR, None)
    ('C12', 'B08')
    >>> field_of("520201", Level.BACHELOR, 2026), field_of("520201", Level.ASSOCIATE, 2022)
    (None, None)
    """
    if level is Level.BACHELOR:
        return BACHELOR.get(number[:2])
    if level is not Level.ASSOCIATE or (number >= "51" and year is not None and year < FIRST_CLASS_OF_2021):
        return None
    longest = max((beginning for beginning in ASSOCIATE if number.startswith(beginning)), key=len, default="")
    return ASSOCIATE.get(longest)
