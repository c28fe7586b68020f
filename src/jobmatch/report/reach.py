"""The office's view of a night: whom it can reach, and which missing facts cost most."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from jobmatch.matching import Gap, Reachability, Reached
from jobmatch.report.names import SPLITS
from jobmatch.rules.wording import FIELDS

_SIDES = {"student": "学生", "posting": "岗位"}
_GROUPS = {
    "unknown": "未填写",
    "anywhere": "未写意向地区",
    "yes": "是",
    "no": "否",
    "junior_high": "初中",
    "secondary": "高中或中专",
    "associate": "大专",
    "bachelor": "本科",
    "master": "硕士",
    "doctor": "博士",
}


def reach_record(found: Reachability) -> dict[str, Any]:
    """The figures for a machine."""
    return {
        "date": found.night.isoformat(),
        "students": found.everybody.students,
        "postings": found.postings,
        "students_reachable": found.everybody.reachable,
        "missing": [asdict(gap) for gap in found.gaps],
        "groups": [{**asdict(group), "share": _share(group)} for group in found.groups],
    }


def reach_lines(found: Reachability) -> list[str]:
    """The figures for a person; groups of fewer than ten are not among them."""
    everybody = found.everybody
    lines = [
        f"{found.night}  学生 {everybody.students:,} 人，岗位 {found.postings:,} 个",
        f"可达率 {_told(everybody)}（至少有一个符合条件、或可带着疑问推送的岗位）",
        "只差一项信息的岗位配对：",
        *[_gap(gap) for gap in found.gaps],
    ]
    for split, name in SPLITS.items():
        groups = [group for group in found.groups if group.split == split]
        lines += [f"按{name}：", *[f"  {_GROUPS.get(g.group, g.group)} {_told(g)}" for g in groups]] if groups else []
    return lines


def _gap(gap: Gap) -> str:
    side, name = gap.field.split(".")[0], FIELDS[gap.field][0]
    held_back = f"（其中 {gap.held_back:,} 对要先问清才能推送）" if gap.held_back else ""
    return (
        f"  {_SIDES[side]}·{name}：{gap.pairs:,} 对{held_back}，涉及学生 {gap.students:,} 人、岗位 {gap.postings:,} 个"
    )


def _told(group: Reached) -> str:
    return f"{group.reachable:,}/{group.students:,}（{_share(group):.1%}）"


def _share(group: Reached) -> float:
    return round(group.reachable / group.students, 6) if group.students else 0.0
