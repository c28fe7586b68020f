"""What an advertisement may not demand: findings apply it as stated and ask somebody to look."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from jobmatch.rules.rule import Lang
from jobmatch.rules.wording import pick

_OPENINGS = {
    "no": ("可能违法，请核对", "possibly unlawful, please check"),
    "doubtful": ("可能不当，请核对", "possibly improper, please check"),
}


@cache
def mark(limit: str, lang: Lang) -> str:
    """The note in brackets that a finding on a limit ends with; empty where the law leaves it to the employer.

    >>> mark("household", "zh")
    '（可能违法，请核对：就业促进法第三十一条）'
    """
    row = _in_force().get(limit)
    if row is None:
        return ""
    opening = pick(_OPENINGS[row["lawful"]], lang)
    return pick((f"（{opening}：{row['zh']}）", f" ({opening}: {row['en']})"), lang)


@cache
def _in_force() -> dict[str, dict[str, Any]]:
    rows = tomllib.loads(files("jobmatch.rules").joinpath("ad_law.toml").read_text(encoding="utf-8"))["limit"]
    return {row["on"]: row for row in rows if "valid_to" not in row}
