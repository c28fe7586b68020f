"""What the night asks of people: why a student is silent, and whether a profile should change."""

from __future__ import annotations

from dataclasses import dataclass

from jobmatch.domain import Proposal, Task
from jobmatch.feedback import estimate_examination, posting_facts, proposals, questions
from jobmatch.matching import Market, Tools
from jobmatch.nightly.memory import Memory
from jobmatch.store import postings_by_id, proposals_of


@dataclass(frozen=True, slots=True)
class Questions:
    """New tasks for counselors, new proposals for students and counselors."""

    tasks: list[Task]
    proposals: list[Proposal]


def ask(tools: Tools, market: Market, memory: Memory) -> Questions:
    """The questions of a night, from the log alone; only students who may be written to are asked about."""
    pushes, outcomes, night = memory.pushes, memory.outcomes, market.night
    reachable = {student.id: student for student in market.students if student.consent_push}
    with tools.store.read() as unit:
        shown = {posting.id: posting for posting in postings_by_id(unit, list(pushes.postings))}
        earlier = proposals_of(unit)
    facts = posting_facts(pushes.postings, shown)
    p_examined = estimate_examination(pushes, outcomes, tools.policy.loop.attribution).of(pushes, outcomes)
    tasks = questions(list(reachable), pushes, outcomes, p_examined, facts, memory.tasks, night, tools.policy)
    proposed = proposals(reachable, pushes, outcomes, facts, memory.tasks, earlier, night, tools.policy)
    return Questions(tasks, proposed)
