"""师范类专业: the majors that train teachers, and those that do so in their （师范） direction only."""

from __future__ import annotations

import re
from functools import lru_cache

from jobmatch.domain import Level
from jobmatch.taxonomy.majors import find_major, letter_of
from jobmatch.taxonomy.majors.catalogue import catalogue

_NAME = re.compile(r"(?:教师教育|师范(?:教育)?)(?:类|方向|性质)?")
_CLASSES = {"A": ("A0401",), "B": ("B0401",), "C": ("C0401",)}  # 教育学（类）, 教育类
_LETTERS = ("汉语言文学", "英语", "日语", "历史学", "地理科学", "心理学", "应用心理学")
_SCIENCES = ("数学与应用数学", "信息与计算科学", "物理学", "化学", "生物科学", "计算机科学与技术")
_ARTS = ("音乐学", "美术学", "舞蹈学", "书法学", "运动训练")
_SUBJECTS = (*_LETTERS, *_SCIENCES, *_ARTS)
DIRECTION = "师范"  # what the name on the certificate holds: 英语（师范）, 学前教育（师范类）


def is_teacher_training(name: str) -> bool:
    """Whether a posting's word for majors is 师范类 and not one major's name."""
    return bool(_NAME.fullmatch(name))


@lru_cache(maxsize=8)
def training_codes(level: Level) -> tuple[str, ...]:
    """The classes of education and every major elsewhere whose name ends in 教育 (音乐教育, 机电技术教育)."""
    letter = letter_of(level)
    named = (c for c, entry in catalogue().items() if entry.level == letter and entry.name.endswith("教育"))
    outside = (c for c in sorted(named) if len(c) == 7 and not c.startswith(_CLASSES[letter]))
    return (*_CLASSES[letter], *outside)


@lru_cache(maxsize=8)
def subject_codes(level: Level) -> tuple[str, ...]:
    """School subjects, of which only the （师范） direction trains teachers."""
    letter = letter_of(level)
    exact = (f.code for name in _SUBJECTS for f in find_major(name, letter) if f.score == 1.0)
    return tuple(dict.fromkeys(c for c in exact if not c.startswith(training_codes(level))))
