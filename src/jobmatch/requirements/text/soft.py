"""What asks nothing that could be checked: soft traits, selection steps, and words that only join."""

from __future__ import annotations

import re

from jobmatch.requirements.text.patterns import any_of, read_vocabulary

_WORDS = read_vocabulary("text/soft")


def _pattern(part: str) -> re.Pattern[str]:
    return any_of(*(pattern for group in _WORDS[part].values() for pattern in group))


SOFT = _pattern("soft")  # traits every applicant may claim: a clause of nothing else is no demand
STEPS = _pattern("steps")  # 招考环节: what happens to everybody who applies
_JOINS = _pattern("joins")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z]")


def remainder(text: str) -> str:
    """What is left of folded text once soft traits, selection steps and joining words are taken out.

    >>> remainder("有较强的责任心和沟通能力,服从工作安排"), remainder("会讲客家话")
    ('', '讲客家话')
    """
    return "".join(_HAN.findall(_JOINS.sub("", without_soft(text))))


def without_soft(text: str) -> str:
    """Folded text without soft traits and selection steps."""
    return STEPS.sub("", SOFT.sub("", text))
