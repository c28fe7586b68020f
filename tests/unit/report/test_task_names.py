from __future__ import annotations

from datetime import date

import pytest

from jobmatch.domain import OverrideVerb, ProposalState, SilenceCause, Task, TaskKind, TaskState
from jobmatch.report.tasks import CAUSES, KINDS, PROPOSAL_STATES, TASK_STATES, VERBS, task_lines, task_rows


def test_every_cause_kind_state_and_verb_has_a_chinese_name_of_its_own() -> None:
    assert list(CAUSES) == list(SilenceCause)
    assert list(KINDS) == list(TaskKind)
    assert list(TASK_STATES) == list(TaskState)
    assert list(PROPOSAL_STATES) == list(ProposalState)
    assert list(VERBS) == list(OverrideVerb)
    for names in (CAUSES, KINDS, TASK_STATES, PROPOSAL_STATES, VERBS):
        assert len(set(names.values())) == len(names)


@pytest.mark.parametrize(
    ("kind", "cause", "belief", "sure"),
    [
        (TaskKind.SILENCE, SilenceCause.PAY, "待遇", "80%"),
        (TaskKind.SILENCE, SilenceCause.UNCLEAR, "不清楚", ""),
        (TaskKind.CONTACT, SilenceCause.UNSEEN, "消息退回", ""),
    ],
)
def test_a_task_says_how_sure_it_is_only_where_it_believes_something(
    kind: TaskKind, cause: SilenceCause, belief: str, sure: str
) -> None:
    words = ("看法。", "", "问题？", "")
    task = Task("t", "S000001", kind, date(2026, 1, 20), cause, 0.8, (), ("S000001|gd:9|2026-01-13",), *words)
    assert task_rows([task])[0][3:5] == (belief, sure)
    shown = "\n".join(task_lines(task, {}))
    assert ("把握" in shown) == bool(sure)
    assert "S000001|gd:9|2026-01-13" in shown  # a posting nobody knows any more is named by its key
