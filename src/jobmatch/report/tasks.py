"""Tasks, proposals and overrides as a counselor reads them, and the same as JSON records."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from jobmatch.domain import (
    Override,
    OverrideVerb,
    Posting,
    Proposal,
    ProposalState,
    SilenceCause,
    Task,
    TaskKind,
    TaskState,
)
from jobmatch.history import OFFICE_TIME
from jobmatch.push.message import split_key

Rows = list[tuple[str, ...]]

CAUSES = {
    SilenceCause.UNSEEN: "没有看到",
    SilenceCause.TOO_FAR: "太远",
    SilenceCause.PAY: "待遇",
    SilenceCause.NIGHTS: "夜班",
    SilenceCause.FIELD: "方向不对",
    SilenceCause.TOO_MANY: "推得太多",
    SilenceCause.NOT_SEEKING: "暂不找工作",
    SilenceCause.UNCLEAR: "不清楚",
}
KINDS = {TaskKind.SILENCE: "没有回音", TaskKind.CONTACT: "联系不上"}
TASK_STATES = {TaskState.OPEN: "待办", TaskState.ANSWERED: "已了解", TaskState.CLOSED: "已关闭"}
PROPOSAL_STATES = {
    ProposalState.PROPOSED: "待确认",
    ProposalState.CONFIRMED: "已确认",
    ProposalState.DECLINED: "已谢绝",
}
VERBS = {OverrideVerb.PUSH: "推送", OverrideVerb.NEVER: "不再推送"}
TASK_COLUMNS = ("编号", "学生", "事由", "判断", "把握", "状态", "可以问")
PROPOSAL_COLUMNS = ("编号", "学生", "建议", "状态")
OVERRIDE_COLUMNS = ("学生", "岗位", "决定", "原因", "老师", "时间", "撤销")


def task_record(task: Task) -> dict[str, Any]:
    """One task for a machine."""
    return {
        "task": task.task_id,
        "student": task.student_id,
        "kind": task.kind,
        "opened_on": task.opened_on.isoformat(),
        "state": task.state,
        "cause": task.cause,
        "confidence": round(task.confidence, 4),
        "belief": {"zh": task.belief_zh, "en": task.belief_en},
        "question": {"zh": task.question_zh, "en": task.question_en},
        "evidence": [
            {"code": e.code, "share": round(e.share, 4), "usual": round(e.usual, 4), "zh": e.zh, "en": e.en}
            for e in task.evidence
        ],
        "pushes": list(task.pushes),
        "answer": task.answer,
        "note": task.note,
        "answered_by": task.answered_by,
        "answered_at": _time(task.answered_at),
    }


def task_rows(tasks: Sequence[Task]) -> Rows:
    """A line of the list for each task, cells as in TASK_COLUMNS."""
    return [
        (
            task.task_id,
            task.student_id,
            KINDS[task.kind],
            CAUSES[task.answer] if task.answer else _belief(task),
            _sure(task),
            TASK_STATES[task.state],
            task.question_zh,
        )
        for task in tasks
    ]


def task_lines(task: Task, postings: Mapping[str, Posting]) -> list[str]:
    """One task: what is believed, on what evidence, what to ask, and what was heard; postings are those it is about."""
    sure = f"，把握 {_sure(task)}" if _sure(task) else ""
    lines = [
        f"{task.student_id}  {KINDS[task.kind]}  {task.opened_on}  {TASK_STATES[task.state]}",
        f"判断：{task.belief_zh}（{_belief(task)}{sure}）",
        *[f"  · {evidence.zh}" for evidence in task.evidence],
        f"可以问：{task.question_zh}",
        *[f"  {_push(key, postings)}" for key in task.pushes],
    ]
    if task.answer is not None:
        heard = f"了解到：{CAUSES[task.answer]}（{task.answered_by}，{_shown(task.answered_at)}）"
        lines += [heard, f"  {task.note}"] if task.note else [heard]
    return lines


def proposal_record(proposal: Proposal) -> dict[str, Any]:
    """One proposal for a machine; before and after are values, not JSON text."""
    return {
        "proposal": proposal.proposal_id,
        "student": proposal.student_id,
        "field": proposal.field,
        "before": json.loads(proposal.before),
        "after": json.loads(proposal.after),
        "basis": list(proposal.basis),
        "zh": proposal.zh,
        "en": proposal.en,
        "proposed_on": proposal.proposed_on.isoformat(),
        "state": proposal.state,
        "decided_by": proposal.decided_by,
        "decided_at": _time(proposal.decided_at),
    }


def proposal_rows(proposals: Sequence[Proposal]) -> Rows:
    """A line of the list for each proposal, cells as in PROPOSAL_COLUMNS."""
    return [(one.proposal_id, one.student_id, one.zh, PROPOSAL_STATES[one.state]) for one in proposals]


def override_record(override: Override) -> dict[str, Any]:
    """One override for a machine."""
    return {
        "student": override.student_id,
        "posting": override.posting_id,
        "verb": override.verb,
        "reason": override.reason,
        "by": override.by,
        "at": _time(override.at),
        "lifted_at": _time(override.lifted_at),
    }


def override_rows(overrides: Sequence[Override]) -> Rows:
    """A line of the list for each override, cells as in OVERRIDE_COLUMNS."""
    return [
        (one.student_id, one.posting_id, VERBS[one.verb], one.reason, one.by, _shown(one.at), _shown(one.lifted_at))
        for one in overrides
    ]


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")


def _shown(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(OFFICE_TIME):%Y-%m-%d %H:%M}"


def _belief(task: Task) -> str:
    return CAUSES[task.cause] if task.kind is TaskKind.SILENCE else "消息退回"


def _sure(task: Task) -> str:
    """How sure the belief is; blank where none is held, where a letter came back, or once the answer is known."""
    believed = task.kind is TaskKind.SILENCE and task.cause is not SilenceCause.UNCLEAR
    return f"{task.confidence:.0%}" if believed and task.answer is None else ""


def _push(key: str, postings: Mapping[str, Posting]) -> str:
    """A push by its night, employer and title; by its key where the posting is not known."""
    _, posting_id, campaign = split_key(key)
    posting = postings.get(posting_id)
    return f"{campaign}  {posting.employer.name}｜{posting.title}  {posting.id}" if posting else key
