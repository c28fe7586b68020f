from __future__ import annotations

from jobmatch.domain import OverrideVerb, ProposalState, SilenceCause, TaskKind, TaskState
from jobmatch.report.tasks import CAUSES, KINDS, PROPOSAL_STATES, TASK_STATES, VERBS


def test_every_cause_kind_state_and_verb_has_a_chinese_name_of_its_own() -> None:
    assert list(CAUSES) == list(SilenceCause)
    assert list(KINDS) == list(TaskKind)
    assert list(TASK_STATES) == list(TaskState)
    assert list(PROPOSAL_STATES) == list(ProposalState)
    assert list(VERBS) == list(OverrideVerb)
    for names in (CAUSES, KINDS, TASK_STATES, PROPOSAL_STATES, VERBS):
        assert len(set(names.values())) == len(names)
