"""Education as Chinese postings speak of it: level, degree, major, mode of study."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class Level(IntEnum):
    """Highest level of schooling (GB/T 4658-2006, grouped as postings group it)."""

    JUNIOR_HIGH = 1  # 初中
    SECONDARY = 2  # 高中, 中专, 职高, 技校
    ASSOCIATE = 3  # 大专, 高职
    BACHELOR = 4  # 本科
    MASTER = 5  # 硕士研究生
    DOCTOR = 6  # 博士研究生


class Degree(IntEnum):
    """Academic degree (学位), which a level of schooling need not bring."""

    NONE = 0
    BACHELOR = 1  # 学士
    MASTER = 2  # 硕士
    DOCTOR = 3  # 博士


@dataclass(frozen=True, slots=True)
class Education:
    """A student's education; None everywhere means that nobody has said."""

    level: Level | None = None
    degree: Degree | None = None
    major_code: str | None = None  # catalogue code with its level letter, e.g. "B100201"
    major_name: str | None = None  # as the college writes it
    full_time: bool | None = None  # 全日制普通高校
    graduated_on: date | None = None  # awarded or expected
    college: str | None = None
