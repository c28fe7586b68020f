"""What became of a student's pushes, link by link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from jobmatch.domain import FOLLOW_UP_MONTHS, Posting, Slot
from jobmatch.feedback import chain_of
from jobmatch.history import OFFICE_TIME, EventLog, PushLog, day_of

_LINKS = {
    "planned": "已安排",
    "sent": "已发出",
    "delivered": "已送达",
    "opened": "已打开",
    "interested": "有兴趣",
    "applied": "已报名",
    "not_for_me": "不合适",
    "comment": "留言",
    "interview": "面试",
    "offer": "录用通知",
    "hired": "已入职",
    "left": "已离职",
    "expired": "未发出，已过期",
    "withdrawn": "已撤回",
    "bounced": "退回",
    "ignored": "没有回音",
    **{f"stayed_{months}": f"满{months}个月仍在岗" for months in FOLLOW_UP_MONTHS},
}
_SLOTS = {Slot.RANKED: "匹配", Slot.EXPLORED: "探索", Slot.OVERRIDE: "老师指定"}


@dataclass(frozen=True, slots=True)
class Chain:
    """One push and its links in order of time, each with its moment; None for a link that has none."""

    posting_id: str
    title: str
    employer: str
    campaign: date
    position: int
    slot: Slot
    links: tuple[tuple[str, datetime | None], ...]


def chains(
    pushes: PushLog, events: EventLog, postings: Mapping[str, Posting], now: datetime, window_days: int
) -> list[Chain]:
    """The chains of a log's pushes, the latest campaign first."""
    order = np.lexsort((pushes.position, -pushes.campaign_day))
    return [_chain(pushes, events, int(row), postings, now, window_days) for row in order]


def chain_lines(found: Sequence[Chain]) -> list[str]:
    """Two lines a push, as a counselor reads them."""
    lines = []
    for chain in found:
        lines.append(f"{chain.campaign}  {chain.position}. {chain.employer}｜{chain.title}（{_SLOTS[chain.slot]}）")
        year = chain.campaign.year
        lines.append("    " + " → ".join(f"{_LINKS.get(name, name)}{_day(at, year)}" for name, at in chain.links))
    return lines or ["没有推送记录。"]


def chain_record(chain: Chain) -> dict[str, Any]:
    """One chain for a machine."""
    return {
        "posting": chain.posting_id,
        "title": chain.title,
        "employer": chain.employer,
        "campaign": chain.campaign.isoformat(),
        "position": chain.position,
        "slot": chain.slot,
        "links": [{"link": name, "at": at.isoformat() if at else None} for name, at in chain.links],
    }


def _chain(
    pushes: PushLog, events: EventLog, row: int, postings: Mapping[str, Posting], now: datetime, window_days: int
) -> Chain:
    posting = postings[pushes.postings[pushes.posting[row]]]
    links = chain_of(pushes, events, row, now.timestamp(), window_days)
    return Chain(
        posting_id=posting.id,
        title=posting.title,
        employer=posting.employer.name,
        campaign=day_of(int(pushes.campaign_day[row])),
        position=int(pushes.position[row]),
        slot=list(Slot)[pushes.slot[row]],
        links=tuple((name, None if np.isnan(at) else datetime.fromtimestamp(at, UTC)) for name, at in links),
    )


def _day(at: datetime | None, year: int) -> str:
    """The office's day of a moment, with its year where that is not the campaign's: a chain may last three years."""
    if at is None:
        return ""
    day = at.astimezone(OFFICE_TIME)
    return f"（{day:%m-%d}）" if day.year == year else f"（{day:%Y-%m-%d}）"
