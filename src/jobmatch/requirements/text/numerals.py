"""Numbers as postings write them: 3, 三, 两, 十五, 半."""

from __future__ import annotations

NUMBER = r"(?:\d{1,4}|[零一二两三四五六七八九十]{1,3})"
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}


def whole(text: str) -> int:
    """The whole number that text writes in digits or in Chinese numerals below one hundred.

    Two that follow one another mean about the first (一两年, 三五年).

    >>> [whole(t) for t in ("12", "两", "十", "十五", "三十五", "二〇", "一两", "三五")]
    [12, 2, 10, 15, 35, 20, 1, 3]
    """
    if text.isascii():
        return int(text)
    if len(text) == 2 and 0 < _DIGITS.get(text[1], 0) - _DIGITS.get(text[0], 9) <= 2:
        return _DIGITS[text[0]]
    if "十" in text:
        tens, units = text.split("十", 1)
        return (_DIGITS.get(tens, 1)) * 10 + _DIGITS.get(units, 0)
    return int("".join(str(_DIGITS.get(c, 0)) for c in text))


def months(number: str, unit: str) -> int:
    """Months in "3", "年" or "半", "年" or "6", "个月"; "年半" adds half a year.

    >>> months("半", "年"), months("一", "年半"), months("6", "个月")
    (6, 18, 6)
    """
    if number == "半":
        return 6
    half = 6 if unit.endswith("半") else 0
    return whole(number) * (12 if unit.startswith(("年", "周年")) else 1) + half
