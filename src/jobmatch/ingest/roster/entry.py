"""One roster row while it is read: its cells, and the notes on words that no field can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from jobmatch.domain import BadInput
from jobmatch.ingest.rejects import WrongField
from jobmatch.ingest.roster.words import plain
from jobmatch.requirements import read_date

NOT_SAID = frozenset({"不详", "未知", "不清楚", "未填", "待填", "待定", "N/A", "NULL"})
LABELS = {
    "department": "院系",
    "level": "学历",
    "major": "专业",
    "degree": "学位",
    "study_mode": "学习形式",
    "licences": "证书",
    "experience": "经历",
    "wished_places": "意向地区",
    "refused_places": "不去的地方",
    "elsewhere": "是否接受其他地区",
    "pay_floor": "期望月薪",
    "contracts": "用工形式",
    "application_cost_limit": "求职花费上限",
    "limits": "工作限制与便利",
    "hardship": "困难类别",
    "disability": "残疾类别",
    "political": "政治面貌",
    "household": "户籍地",
    "origin": "生源地",
    "groups": "专门身份",
    "stage": "当前状态",
    "remarks": "备注",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Cells by canonical field; notes grow while the row is read, in zh-CN, for the counselor."""

    received: Mapping[str, str]
    today: date
    notes: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The cell as written; empty where it is blank or says that nobody knows."""
        cell = self.received.get(name, "").strip()
        return "" if plain(cell).upper() in NOT_SAID else cell

    def note(self, name: str, *unread: str) -> None:
        """Keep words for a person."""
        self.notes.extend(f"{LABELS[name]}未能读懂：{words}" for words in unread)

    def keep(self, name: str, words: str) -> None:
        """Keep words that are plain to a person and not meant for any field."""
        self.notes.append(f"{LABELS[name]}：{words}")

    def day(self, name: str) -> date | None:
        """The date in a cell, None where it is blank; WrongField where it is none."""
        text = self.text(name)
        try:
            return read_date(text, name) if text else None
        except BadInput as error:
            raise WrongField(name, str(error)) from error
